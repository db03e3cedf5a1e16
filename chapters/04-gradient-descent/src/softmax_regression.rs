//! One layer of weighted sums under a softmax: the smallest classifier that is trained by its loss.

use activations::Affine;
use loss::{Reduction, Targets, softmax_cross_entropy};
use ndarray::{Array1, Array2, ArrayRef2, Axis, NdFloat};
use rand::{Rng, RngExt};

use crate::constant::constant;

/// A layer whose sums are the logits of the classes: `z = Wx + b`, `p = softmax(z)`.
///
/// Known too as multinomial logistic regression. It is chapter 1's ten neurons with another loss.
///
/// ```
/// use gradient_descent::softmax_regression::SoftmaxRegression;
/// use ndarray::array;
/// let mut model = SoftmaxRegression::<f64>::zeros(2, 2);
/// let (loss, slopes) = model.loss(&array![[1.0, 2.0]], &[0]);
/// assert_eq!(loss, 2.0_f64.ln()); // chance: both classes ½
/// assert_eq!(slopes.weight, array![[-0.5, -1.0], [0.5, 1.0]]); // (p − t) xᵀ
/// model.step(&slopes, 1.0);
/// assert_eq!(model.logits(&array![[1.0, 2.0]]), array![[3.0, -3.0]]);
/// ```
#[derive(Debug, Clone, PartialEq)]
#[doc(alias = "LogisticRegression")]
// ANCHOR: model
pub struct SoftmaxRegression<F> {
    /// Weights `(classes, features)` and biases `(classes,)`.
    pub layer: Affine<F>,
}
// ANCHOR_END: model

impl<F: NdFloat> SoftmaxRegression<F> {
    /// All parameters 0: every class equally likely, a loss of `ln K`.
    ///
    /// One layer needs no random start: the gradient differs from class to class at once.
    pub fn zeros(features: usize, classes: usize) -> Self {
        let weight = Array2::zeros((classes, features));
        Self { layer: Affine::new(weight, Array1::zeros(classes)) }
    }

    /// Weights and biases drawn evenly from −1 to 1: some boundary, most likely a bad one.
    pub fn random(features: usize, classes: usize, rng: &mut dyn Rng) -> Self {
        let mut draw = || constant::<F>(rng.random_range(-1.0..1.0));
        let weight =
            Array2::from_shape_simple_fn((classes, features), &mut draw);
        let bias = Array1::from_shape_simple_fn(classes, draw);
        Self { layer: Affine::new(weight, bias) }
    }

    /// `Z = XWᵀ + b`.
    ///
    /// # Shapes
    /// `inputs`: `(examples, features)`; the result: `(examples, classes)`.
    ///
    /// # Panics
    /// If the number of features does not fit.
    #[track_caller]
    pub fn logits(&self, inputs: &ArrayRef2<F>) -> Array2<F> {
        self.layer.apply(inputs)
    }

    /// The mean cross-entropy in nats, and its gradient: `∂L/∂W = Gᵀ X` and `∂L/∂b = Σ G` over the
    /// rows, with `G = (P − T)/N`.
    ///
    /// The gradient comes as a layer of its own: the slope of every weight and bias.
    ///
    /// # Shapes
    /// `inputs`: `(examples, features)`; `targets`: class indices, or distributions `(examples, classes)`.
    ///
    /// # Panics
    /// If shapes do not fit, there is no example, or a class is out of range.
    #[track_caller]
    // ANCHOR: loss
    pub fn loss<'a>(
        &self,
        inputs: &ArrayRef2<F>,
        targets: impl Into<Targets<'a, F>>,
    ) -> (F, Affine<F>) {
        let logits = self.logits(inputs);
        let answer = softmax_cross_entropy(&logits, targets, Reduction::Mean);
        let by_logit = answer.gradient; // (P − T)/N
        let weight = by_logit.t().dot(inputs);
        (answer.loss, Affine::new(weight, by_logit.sum_axis(Axis(0))))
    }
    // ANCHOR_END: loss

    /// One step: every parameter less `η` times its slope.
    // ANCHOR: step
    pub fn step(&mut self, slopes: &Affine<F>, learning_rate: F) {
        self.layer.weight.scaled_add(-learning_rate, &slopes.weight);
        self.layer.bias.scaled_add(-learning_rate, &slopes.bias);
    }
    // ANCHOR_END: step
}
