//! What noise costs on average: for a linear unit it is a penalty on the weights.

use backprop::Float;
use ndarray::ArrayRef1;

use crate::inverted_scale;

/// What Gaussian noise on its inputs adds to the mean squared error of a linear unit: `τ² Σ wᵢ²`.
///
/// The mean over all draws of `(t − w·(x + τξ))²` is `(t − w·x)²` plus this: an L2 penalty. Source: Bishop 1995.
///
/// # Shapes
/// `weight`: (in).
///
/// ```
/// use ndarray::array;
/// assert_eq!(dropout::noise_penalty(&array![3.0, 4.0], 0.5), 6.25); // 0.25 · 25
/// ```
// ANCHOR: noise_penalty
pub fn noise_penalty<F: Float>(
    weight: &ArrayRef1<F>,
    standard_deviation: f64,
) -> F {
    F::of(standard_deviation * standard_deviation) * weight.dot(weight)
}
// ANCHOR_END: noise_penalty

/// What inverted dropout of its inputs adds to the mean squared error of a linear unit: `p/(1 − p) Σ wᵢ² xᵢ²`.
///
/// A penalty too, but each weight pays for the size of its own input. Source: Srivastava and others 2014, section 9.1; Wager
/// and others 2013.
///
/// # Shapes
/// `weight`, `input`: (in).
///
/// # Panics
/// If the shapes differ, or `drop_prob` is not in [0, 1).
///
/// ```
/// use ndarray::array;
/// assert_eq!(dropout::dropout_penalty(&array![3.0, 4.0], &array![1.0, 2.0], 0.5), 73.0); // 9 + 16 · 4
/// ```
#[track_caller]
// ANCHOR: dropout_penalty
pub fn dropout_penalty<F: Float>(
    weight: &ArrayRef1<F>,
    input: &ArrayRef1<F>,
    drop_prob: f64,
) -> F {
    assert!(
        weight.len() == input.len(),
        "dropout_penalty: {} weights, but {} inputs",
        weight.len(),
        input.len()
    );
    let product = weight * input;
    F::of(drop_prob * inverted_scale(drop_prob)) * product.dot(&product)
}
// ANCHOR_END: dropout_penalty
