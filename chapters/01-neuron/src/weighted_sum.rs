//! The weighted sum, the first half of every neuron in this book, and its bias.

use ndarray::{Array1, Array2, ArrayRef1, ArrayRef2, Axis, concatenate};

use crate::shape::assert_same_length;

/// The weighted sum of a neuron's inputs plus its bias, also called the pre-activation.
///
/// `z = w₁x₁ + w₂x₂ + … + b`
///
/// # Shapes
/// `weight` and `input`: `(in_features)`.
///
/// # Panics
/// If `weight` and `input` differ in length.
///
/// Source: S0 and S2 (NEU-5).
///
/// ```
/// use ndarray::array;
/// let z = neuron::weighted_sum(&array![2.0, -1.0], 0.5, &array![3.0, 4.0]);
/// assert_eq!(z, 2.5); // 2·3 − 1·4 + 0.5
/// ```
#[doc(alias = "pre_activation")]
#[doc(alias = "linear")]
#[track_caller]
// ANCHOR: weighted_sum
pub fn weighted_sum(
    weight: &ArrayRef1<f64>,
    bias: f64,
    input: &ArrayRef1<f64>,
) -> f64 {
    assert_same_length("weighted_sum", weight.len(), input.len());
    weight.dot(input) + bias
}
// ANCHOR_END: weighted_sum

/// The input with a constant 1 in front, so that the bias becomes the weight of one more input.
///
/// `(x₁, x₂, …) → (1, x₁, x₂, …)`
///
/// # Shapes
/// `(in_features)` to `(1 + in_features)`.
///
/// Source: S2 (NEU-6).
///
/// ```
/// use ndarray::array;
/// assert_eq!(neuron::with_constant_one(&array![3.0, 4.0]), array![1.0, 3.0, 4.0]);
/// ```
// ANCHOR: constant_one
pub fn with_constant_one(input: &ArrayRef1<f64>) -> Array1<f64> {
    std::iter::once(1.0).chain(input.iter().copied()).collect()
}

// ANCHOR_END: constant_one
/// Every row [with a constant 1 in front](with_constant_one).
///
/// # Shapes
/// `(examples, in_features)` to `(examples, 1 + in_features)`.
///
/// ```
/// use ndarray::array;
/// assert_eq!(neuron::rows_with_constant_one(&array![[3.0], [4.0]]), array![[1.0, 3.0], [1.0, 4.0]]);
/// ```
pub fn rows_with_constant_one(inputs: &ArrayRef2<f64>) -> Array2<f64> {
    concatenate![Axis(1), Array2::ones((inputs.nrows(), 1)), inputs.view()]
}

/// The weights with the bias in front: `(b, w₁, w₂, …)`, the partner of [`with_constant_one`].
///
/// # Shapes
/// `(in_features)` to `(1 + in_features)`.
///
/// ```
/// use ndarray::array;
/// assert_eq!(neuron::with_bias_in_front(&array![2.0, -1.0], 0.5), array![0.5, 2.0, -1.0]);
/// ```
// ANCHOR: constant_one
pub fn with_bias_in_front(weight: &ArrayRef1<f64>, bias: f64) -> Array1<f64> {
    std::iter::once(bias).chain(weight.iter().copied()).collect()
}
// ANCHOR_END: constant_one
