//! Yes-or-no answers as probabilities: cross-entropy with two classes.

use ndarray::{ArrayRef2, NdFloat, Zip};

use crate::entropy::weigh;
use crate::shapes::{assert_not_empty, assert_same_shape};
use crate::{LogBase, LossAndGradient, Reduction, information};

/// The binary cross-entropy of probabilities: `−t ln p − (1 − t) ln(1 − p)`, meaned or summed over all elements, in nats.
///
/// Gradient: `−t/p + (1 − t)/(1 − p)`. A certain and wrong answer (p = 0 where t = 1) costs ∞, honestly, where
/// `PyTorch` cuts the logarithm off at −100. Start from logits with [`binary_cross_entropy_with_logits`] where you can.
/// Source: S0 LOSS-9 with ERR-21 put right.
///
/// # Shapes
/// `probabilities`, `targets`, gradient: `(batch, outputs)`.
///
/// # Panics
/// If the shapes differ, the batch is empty, or an element lies outside `[0, 1]`.
///
/// ```
/// use loss::{Reduction, binary_cross_entropy};
/// use ndarray::array;
/// let answer = binary_cross_entropy(&array![[0.5]], &array![[1.0]], Reduction::Mean);
/// assert_eq!(answer.loss, 2.0_f64.ln());
/// assert_eq!(answer.gradient, array![[-2.0]]); // −1 / 0.5
/// ```
#[doc(alias = "BCELoss")]
#[doc(alias = "BinaryCrossentropy")]
#[doc(alias = "log_loss")]
#[track_caller]
// ANCHOR: binary_cross_entropy
pub fn binary_cross_entropy<F: NdFloat>(
    probabilities: &ArrayRef2<F>,
    targets: &ArrayRef2<F>,
    reduction: Reduction,
) -> LossAndGradient<F> {
    assert_same_shape("binary_cross_entropy", probabilities.shape(), targets.shape());
    assert_not_empty("binary_cross_entropy", probabilities.shape());
    assert_unit_interval("binary_cross_entropy", targets);
    let factor = reduction.factor::<F>(probabilities.len());
    let one = F::one();
    let surprise = |p| information(p, LogBase::E);
    let losses = Zip::from(probabilities)
        .and(targets)
        .map_collect(|&p, &t| weigh(t, surprise(p)) + weigh(one - t, surprise(one - p)));
    let slopes = Zip::from(probabilities)
        .and(targets)
        .map_collect(|&p, &t| weigh(one - t, (one - p).recip()) - weigh(t, p.recip()));
    LossAndGradient { loss: losses.sum() * factor, gradient: slopes * factor }
}
// ANCHOR_END: binary_cross_entropy

/// The binary cross-entropy of the sigmoid of logits, computed without the sigmoid: `max(z, 0) − zt + ln(1 + e^−|z|)`.
///
/// Meaned or summed over all elements, in nats. Gradient: `σ(z) − t`. Finite for every finite logit.
///
/// # Shapes
/// `logits`, `targets`, gradient: `(batch, outputs)`.
///
/// # Panics
/// If the shapes differ, the batch is empty, or a target lies outside `[0, 1]`.
///
/// ```
/// use loss::{Reduction, binary_cross_entropy_with_logits};
/// use ndarray::array;
/// let answer = binary_cross_entropy_with_logits(&array![[-1e4]], &array![[1.0]], Reduction::Mean);
/// assert_eq!(answer.loss, 1e4);
/// assert_eq!(answer.gradient, array![[-1.0]]);
/// ```
#[doc(alias = "BCEWithLogitsLoss")]
#[doc(alias = "sigmoid_cross_entropy")]
#[track_caller]
// ANCHOR: binary_with_logits
pub fn binary_cross_entropy_with_logits<F: NdFloat>(
    logits: &ArrayRef2<F>,
    targets: &ArrayRef2<F>,
    reduction: Reduction,
) -> LossAndGradient<F> {
    assert_same_shape(
        "binary_cross_entropy_with_logits",
        logits.shape(),
        targets.shape(),
    );
    assert_not_empty("binary_cross_entropy_with_logits", logits.shape());
    assert_unit_interval("binary_cross_entropy_with_logits", targets);
    let factor = reduction.factor::<F>(logits.len());
    let (zero, one) = (F::zero(), F::one());
    let losses = Zip::from(logits)
        .and(targets)
        .map_collect(|&z, &t| z.max(zero) - z * t + (-z.abs()).exp().ln_1p());
    let slopes =
        Zip::from(logits).and(targets).map_collect(|&z, &t| one / (one + (-z).exp()) - t);
    LossAndGradient { loss: losses.sum() * factor, gradient: slopes * factor }
}
// ANCHOR_END: binary_with_logits

#[track_caller]
fn assert_unit_interval<F: NdFloat>(operation: &str, targets: &ArrayRef2<F>) {
    for &target in targets {
        assert!(
            target >= F::zero() && target <= F::one(),
            "{operation}: a target is {target}, and must lie in 0..=1"
        );
    }
}
