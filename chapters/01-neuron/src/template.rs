//! A neuron as a matcher of templates: its weights, read backwards, are a picture of what it looks for.

use ndarray::{Array2, ArrayRef1};

use crate::shape::assert_same_length;

/// The weights in the shape of the image they look at, the inverse of [`crate::flatten`].
///
/// # Shapes
/// `(height · width)` to `(height, width)`.
///
/// # Panics
/// If the number of weights is not `height · width`.
///
/// Source: S4 (NEU-17), S3 (NEU-18).
///
/// ```
/// use ndarray::array;
/// let picture = neuron::template(&array![1.0, 2.0, 3.0, 4.0], 2, 2);
/// assert_eq!(picture, array![[1.0, 2.0], [3.0, 4.0]]);
/// ```
#[track_caller]
// ANCHOR: template
pub fn template(
    weight: &ArrayRef1<f64>,
    height: usize,
    width: usize,
) -> Array2<f64> {
    assert!(
        weight.len() == height * width,
        "template: {} weights do not make a picture of {height}×{width}",
        weight.len()
    );
    Array2::from_shape_fn((height, width), |(row, column)| {
        weight[row * width + column]
    })
}
// ANCHOR_END: template

/// How alike two vectors are in direction, whatever their lengths: the cosine of the angle between them, −1 to 1.
///
/// `w·x / (‖w‖ ‖x‖)`
///
/// # Shapes
/// `weight` and `input`: `(in_features)`.
///
/// # Panics
/// If they differ in length. (If one is a vector of zeros the result is NaN: it has no direction.)
///
/// Source: S4 (NEU-17, GATE-13).
///
/// ```
/// use ndarray::array;
/// assert_eq!(neuron::likeness(&array![3.0, 4.0], &array![8.0, 0.0]), 0.6);
/// ```
#[doc(alias = "cosine_similarity")]
#[track_caller]
// ANCHOR: likeness
pub fn likeness(weight: &ArrayRef1<f64>, input: &ArrayRef1<f64>) -> f64 {
    assert_same_length("likeness", weight.len(), input.len());
    weight.dot(input) / (weight.dot(weight).sqrt() * input.dot(input).sqrt())
}
// ANCHOR_END: likeness
