//! One moment of a plain recurrent layer, forwards and backwards.

use backprop::Float;
use ndarray::{ArrayRef2, Zip};

use crate::curve::squash_all;

/// Turns the sums of one moment into the new hidden state, in place: `h = tanh(z)`.
///
/// # Shapes
/// `sums`: (batch, hidden).
///
/// # Panics
/// If they are not stored row by row.
///
/// ```
/// use ndarray::array;
/// let mut hidden = array![[0.0, 0.5]];
/// lstm::rnn_step_forward(&mut hidden);
/// assert_eq!(hidden, array![[0.0, 0.5_f64.tanh()]]);
/// ```
// ANCHOR: rnn_step_forward
pub fn rnn_step_forward<F: Float>(sums: &mut ArrayRef2<F>) {
    squash_all(sums.as_slice_mut().expect("rnn_step_forward: stored row by row"));
}
// ANCHOR_END: rnn_step_forward

/// Turns the gradient by the hidden state into the gradient by the sums, in place: `∂z = ∂h (1 − h²)`.
///
/// # Shapes
/// `hidden`, `grad`: (batch, hidden).
///
/// # Panics
/// If they differ.
///
/// ```
/// use ndarray::array;
/// let mut grad = array![[4.0]];
/// lstm::rnn_step_backward(&array![[0.5]], &mut grad);
/// assert_eq!(grad, array![[3.0]]); // 4 · (1 − ¼)
/// ```
#[track_caller]
// ANCHOR: rnn_step_backward
pub fn rnn_step_backward<F: Float>(hidden: &ArrayRef2<F>, grad: &mut ArrayRef2<F>) {
    Zip::from(grad).and(hidden).for_each(|grad, &h| *grad *= F::one() - h * h);
}
// ANCHOR_END: rnn_step_backward
