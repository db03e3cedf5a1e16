//! A layer of weighted sums, before any bend.

use ndarray::{Array1, Array2, ArrayRef2, NdFloat};

/// Many weighted sums of the same inputs: row i of the weights and bias i belong to output i.
///
/// `zᵢ = Σⱼ Wᵢⱼxⱼ + bᵢ`
#[derive(Debug, Clone, PartialEq)]
#[doc(alias = "Linear")]
#[doc(alias = "Dense")]
// ANCHOR: affine
pub struct Affine<F> {
    /// (outputs, inputs): row i, column j leads from input j to output i.
    pub weight: Array2<F>,
    /// (outputs).
    pub bias: Array1<F>,
}
// ANCHOR_END: affine

impl<F: NdFloat> Affine<F> {
    /// A layer from its weights and biases.
    ///
    /// # Shapes
    /// `weight`: (outputs, inputs); `bias`: (outputs).
    ///
    /// # Panics
    /// If there is not one bias for each row of weights.
    #[track_caller]
    pub fn new(weight: Array2<F>, bias: Array1<F>) -> Self {
        assert!(
            weight.nrows() == bias.len(),
            "Affine::new: weight is {:?}, so bias must have {} elements, not {}",
            weight.shape(),
            weight.nrows(),
            bias.len()
        );
        Self { weight, bias }
    }

    /// The weighted sums for every row of a batch: `Z = XWᵀ + b`.
    ///
    /// # Shapes
    /// `inputs`: (batch, inputs); the result: (batch, outputs).
    ///
    /// # Panics
    /// If the inputs have another number of columns than the weights.
    ///
    /// ```
    /// use activations::Affine;
    /// use ndarray::array;
    /// let layer = Affine::new(array![[1.0, -2.0], [-1.0, 1.0]], array![1.0, 0.0]);
    /// assert_eq!(layer.apply(&array![[1.0, -1.0]]), array![[4.0, -2.0]]);
    /// ```
    #[track_caller]
    // ANCHOR: apply
    pub fn apply(&self, inputs: &ArrayRef2<F>) -> Array2<F> {
        let columns = inputs.ncols();
        assert_fits("Affine::apply", inputs.shape(), columns, self.weight.shape());
        inputs.dot(&self.weight.t()) + &self.bias
    }
    // ANCHOR_END: apply
}

/// Stops where `columns` numbers, out of something of the shape `given`, meet a weight that takes another number of inputs.
#[track_caller]
pub(crate) fn assert_fits(
    operation: &str,
    given: &[usize],
    columns: usize,
    weight: &[usize],
) {
    assert!(
        columns == weight[1],
        "{operation}: {given:?} does not fit the weight {weight:?}"
    );
}
