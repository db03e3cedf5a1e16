//! What happens to the loss when sigmoid outputs, not logits, go into the softmax.

use ndarray::NdFloat;

use crate::constant::constant;

// ANCHOR: sigmoid_softmax
/// How far a softmax can get whose inputs all lie between 0 and 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SigmoidSoftmaxBounds<F> {
    /// The largest probability that a class can reach: `e / (e + K − 1)`.
    pub largest_probability: F,
    /// The cross-entropy of a perfect answer, `−ln` of that, in nats.
    pub smallest_loss: F,
    /// The cross-entropy of the worst answer, `ln(1 + (K − 1) e)`, in nats.
    pub largest_loss: F,
}

/// The bounds of softmax on sigmoid outputs for K classes. Source: S0 LOSS-22, ERR-6.
///
/// # Panics
/// If there is no class.
///
/// ```
/// let bounds = loss::sigmoid_softmax_bounds::<f64>(10);
/// assert!((bounds.largest_probability - 0.231969).abs() < 1e-6);
/// ```
#[track_caller]
pub fn sigmoid_softmax_bounds<F: NdFloat>(num_classes: usize) -> SigmoidSoftmaxBounds<F> {
    assert!(num_classes > 0, "sigmoid_softmax_bounds: there is no class");
    let others = constant::<F>((num_classes - 1) as f64);
    let e = F::one().exp();
    let largest_probability = e / (e + others); // the true class at 1, all others at 0
    SigmoidSoftmaxBounds {
        largest_probability,
        smallest_loss: -largest_probability.ln(),
        largest_loss: (F::one() + others * e).ln(), // the true class at 0, all others at 1
    }
}
// ANCHOR_END: sigmoid_softmax
