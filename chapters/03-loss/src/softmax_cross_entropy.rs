//! Softmax and cross-entropy as one function of the logits: the loss that trains the book's classifiers.

use ndarray::{ArrayRef2, NdFloat};

use crate::{LossAndGradient, Reduction, Targets, log_softmax};

/// The cross-entropy of the softmax of logits: `−Σ t ln p` with `p = softmax(z)`, meaned or summed over
/// the examples, in nats.
///
/// For a class index k it is `−ln p[k]`. Gradient: `p − t` (over N for the mean). Computed through the logarithm of the
/// softmax, so that finite logits of any size give a finite loss; the loss is ∞ only where the true class has a logit of
/// −∞, and NaN where a row holds NaN or +∞. Source: S2 LOSS-16 to LOSS-18, S0 BP-11.
///
/// # Shapes
/// `logits`, gradient: `(batch, classes)`; `targets`: `batch` class indices, or distributions `(batch, classes)`.
///
/// # Panics
/// If shapes do not fit, the batch is empty, a class is out of range, or a row of targets is no distribution.
///
/// ```
/// use loss::{Reduction, softmax_cross_entropy};
/// use ndarray::array;
/// let logits = array![[0.0, 3.0_f64.ln()]]; // the softmax is (1/4, 3/4)
/// let answer = softmax_cross_entropy(&logits, &[0], Reduction::Mean);
/// assert!((answer.loss - 4.0_f64.ln()).abs() < 1e-15);
/// assert!((answer.gradient - array![[-0.75, 0.75]]).iter().all(|difference| difference.abs() < 1e-15));
/// ```
#[doc(alias = "CrossEntropyLoss")]
#[doc(alias = "nll_loss")]
#[doc(alias = "NLLLoss")]
#[doc(alias = "CategoricalCrossentropy")]
#[doc(alias = "SparseCategoricalCrossentropy")]
#[track_caller]
// ANCHOR: softmax_cross_entropy
pub fn softmax_cross_entropy<'a, F: NdFloat>(
    logits: &ArrayRef2<F>,
    targets: impl Into<Targets<'a, F>>,
    reduction: Reduction,
) -> LossAndGradient<F> {
    let targets = targets.into();
    targets.check("softmax_cross_entropy", logits.shape());
    let factor = reduction.factor::<F>(logits.nrows());

    let log_probabilities = log_softmax(logits);
    let loss = targets.weigh(&log_probabilities.mapv(|log_p| F::zero() - log_p));

    let mut gradient = log_probabilities.mapv_into(F::exp); // p …
    targets.subtract_from(&mut gradient); // … − t

    LossAndGradient { loss: loss * factor, gradient: gradient * factor }
}
// ANCHOR_END: softmax_cross_entropy
