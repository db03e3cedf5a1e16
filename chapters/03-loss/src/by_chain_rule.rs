//! The gradient of softmax with cross-entropy the long way, by the chain rule.

use activations::softmax_jacobian;
use ndarray::{Array1, ArrayRef1, NdFloat};

use crate::shapes::assert_class;

/// The gradient `p − t` of one example, multiplied out of its two factors.
///
/// To be read, and to check [`crate::softmax_cross_entropy`] with; train with that one, which needs no matrix and does not divide
/// by a probability. Source: S0 BP-11.
///
/// # Shapes
/// `probabilities` and result: `(classes,)`.
///
/// # Panics
/// If the target is not below the number of classes.
///
/// ```
/// use loss::gradient_by_chain_rule;
/// use ndarray::array;
/// assert_eq!(gradient_by_chain_rule(&array![0.25, 0.75], 0), array![-0.75, 0.75]); // p − t with t = (1, 0)
/// ```
#[track_caller]
// ANCHOR: by_chain_rule
pub fn gradient_by_chain_rule<F: NdFloat>(
    probabilities: &ArrayRef1<F>,
    target: usize,
) -> Array1<F> {
    assert_class("gradient_by_chain_rule", target, probabilities.len());
    let loss_by_probability = -F::one() / probabilities[target];
    let probability_by_logits = softmax_jacobian(probabilities).row(target).to_owned();
    probability_by_logits * loss_by_probability
}
// ANCHOR_END: by_chain_rule
