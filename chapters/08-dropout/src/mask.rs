//! Who is there this time: masks of zeros and ones, and what they do to numbers.

use backprop::Float;
use ndarray::{Array, ArrayRef, Dimension, IntoDimension};
use rand::{Rng, RngExt};

use crate::assert_drop_prob;

/// For whom a mask is drawn.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
// ANCHOR: masks
pub enum Masks {
    /// Each example of a batch has a mask of its own, as in PyTorch.
    #[default]
    PerExample,
    /// The whole batch has one mask: one thinned network for each step.
    PerBatch,
}
// ANCHOR_END: masks

/// Zeros and ones: each unit is dropped with the probability `drop_prob`, whatever happens to the others.
///
/// # Shapes
/// The mask: `shape`.
///
/// # Panics
/// If `drop_prob` is not in [0, 1).
///
/// ```
/// use dropout::dropout_mask;
/// use ndarray::Array1;
/// use rand::SeedableRng;
/// let mut rng = chacha20::ChaCha8Rng::seed_from_u64(1);
/// let mask: Array1<f64> = dropout_mask(10_000, 0.3, &mut rng);
/// assert!(mask.iter().all(|&m| m == 0.0 || m == 1.0));
/// assert!((mask.sum() / 10_000.0 - 0.7).abs() < 0.02);
/// ```
#[track_caller]
// ANCHOR: dropout_mask
pub fn dropout_mask<F: Float, S: IntoDimension>(
    shape: S,
    drop_prob: f64,
    rng: &mut dyn Rng,
) -> Array<F, S::Dim> {
    assert_drop_prob("dropout_mask", drop_prob);
    Array::from_shape_simple_fn(shape.into_dimension(), || {
        if rng.random_bool(drop_prob) { F::zero() } else { F::one() }
    })
}
// ANCHOR_END: dropout_mask

/// What is left of a layer's outputs: `y = ρ m ⊙ x`, with the scale `ρ`.
///
/// The scale is 1 in the classic form, [`inverted_scale`](crate::inverted_scale) in today's. Source: S0 DROP-1; Srivastava and others
/// 2014, section 4.
///
/// # Shapes
/// `input` and the result: (batch, …); `mask`: the same, or with a first axis of 1 for a mask that the batch shares.
///
/// # Panics
/// If the mask has another shape.
///
/// ```
/// use dropout::dropout_forward;
/// use ndarray::array;
/// let output = dropout_forward(array![[1.0, 2.0, 3.0]], &array![[1.0, 0.0, 1.0]], 2.0);
/// assert_eq!(output, array![[2.0, 0.0, 6.0]]);
/// ```
#[track_caller]
// ANCHOR: dropout_forward
pub fn dropout_forward<F: Float, D: Dimension>(
    mut input: Array<F, D>,
    mask: &ArrayRef<F, D>,
    scale: F,
) -> Array<F, D> {
    assert_mask("dropout_forward", input.shape(), mask.shape());
    input.zip_mut_with(mask, |x, &m| *x *= m * scale);
    input
}
// ANCHOR_END: dropout_forward

/// The gradient by the inputs: `∂x = ρ m ⊙ ∂y`. What was dropped had no say in the loss, so nothing reaches it.
///
/// # Shapes
/// As of [`dropout_forward`].
///
/// # Panics
/// If the mask has another shape.
///
/// ```
/// use dropout::dropout_backward;
/// use ndarray::array;
/// let grad = dropout_backward(array![[5.0, 7.0, 9.0]], &array![[1.0, 0.0, 1.0]], 2.0);
/// assert_eq!(grad, array![[10.0, 0.0, 18.0]]);
/// ```
#[track_caller]
// ANCHOR: dropout_backward
pub fn dropout_backward<F: Float, D: Dimension>(
    mut grad_output: Array<F, D>,
    mask: &ArrayRef<F, D>,
    scale: F,
) -> Array<F, D> {
    assert_mask("dropout_backward", grad_output.shape(), mask.shape());
    grad_output.zip_mut_with(mask, |grad, &m| *grad *= m * scale);
    grad_output
}
// ANCHOR_END: dropout_backward

/// A mask of the array's shape, or with a first axis of 1.
#[track_caller]
fn assert_mask(operation: &str, array: &[usize], mask: &[usize]) {
    let shared = mask.first() == Some(&1) && mask.get(1..) == array.get(1..);
    assert!(
        mask == array || (shared && !array.is_empty()),
        "{operation}: a mask {mask:?} does not fit {array:?}"
    );
}
