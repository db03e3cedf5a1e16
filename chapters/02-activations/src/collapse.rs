//! Why a bend is needed: any stack of affine layers is one affine layer.

use ndarray::{Array2, ArrayRef2, NdFloat};

use crate::Affine;
use crate::affine::assert_fits;

impl<F: NdFloat> Affine<F> {
    /// The single layer that does what this layer and then `next` do.
    ///
    /// `W²(W¹x + b¹) + b² = (W²W¹)x + (W²b¹ + b²)`
    ///
    /// # Shapes
    /// `self`: inputs → hidden; `next`: hidden → outputs; the result: inputs → outputs.
    ///
    /// # Panics
    /// If `next` does not take as many inputs as this layer has outputs.
    ///
    /// ```
    /// use activations::Affine;
    /// use ndarray::array;
    /// let double = Affine::new(array![[2.0]], array![0.0]);
    /// let add_one = Affine::new(array![[1.0]], array![1.0]);
    /// assert_eq!(add_one.then(&double), Affine::new(array![[2.0]], array![2.0])); // 2(x + 1) = 2x + 2
    /// ```
    #[must_use]
    #[track_caller]
    // ANCHOR: then
    pub fn then(&self, next: &Self) -> Self {
        let (shape, outputs) = (self.weight.shape(), self.weight.nrows());
        assert_fits("Affine::then", shape, outputs, next.weight.shape());
        let weight = next.weight.dot(&self.weight);
        let bias = next.weight.dot(&self.bias) + &next.bias;
        Self::new(weight, bias)
    }
    // ANCHOR_END: then
}

/// Folds a stack of affine layers, first layer first, into the one layer that they are.
///
/// # Panics
/// If the stack is empty, or two neighbours do not fit.
///
/// Source: S0 l.361, S3 l.511.
///
/// ```
/// use activations::{Affine, collapse};
/// use ndarray::array;
/// let halve = Affine::new(array![[0.5]], array![1.0]);
/// assert_eq!(collapse(&[halve.clone(), halve.clone(), halve]), Affine::new(array![[0.125]], array![1.75]));
/// ```
#[track_caller]
// ANCHOR: collapse
pub fn collapse<F: NdFloat>(layers: &[Affine<F>]) -> Affine<F> {
    let (first, rest) = layers.split_first().expect("collapse: no layer");
    rest.iter().fold(first.clone(), |so_far, next| so_far.then(next))
}
// ANCHOR_END: collapse

/// Sends a batch through the layers one after the other, with no bend between them.
///
/// # Shapes
/// `inputs`: (batch, inputs of the first layer); the result: (batch, outputs of the last).
///
/// # Panics
/// If two neighbours do not fit.
#[track_caller]
pub fn run_linear<F: NdFloat>(layers: &[Affine<F>], inputs: &ArrayRef2<F>) -> Array2<F> {
    layers.iter().fold(inputs.to_owned(), |so_far, layer| layer.apply(&so_far))
}
