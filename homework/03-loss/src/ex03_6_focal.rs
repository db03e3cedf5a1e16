//! If nearly all examples are easy, their many small losses drown the few large ones. The focal loss turns easy
//! examples down.
//!
//! For yes-or-no answers with a logit z and a target t of 1 or 0, call the margin m = z for t = 1 and m = −z for t =
//! 0. Then
//!
//! ```text
//! s = ln(1 + e^−m)          the surprise: the chapter's binary cross-entropy
//! q = 1 / (1 + e^m)         the probability of the wrong answer, between 0 and 1
//! loss = q^γ · s
//! ```
//!
//! with a focus γ ("gamma") of 0 or more. For γ = 0 it is the binary cross-entropy. With γ = 2 an example that is
//! right with 90% (q = 1/10) counts a hundred times less. (Lin and others, 2017.)
//!
//! Write `focal` in the manner of the chapter's `binary_cross_entropy_with_logits`: meaned or summed over *all*
//! elements, with the gradient by the logits. The gradient you derive yourself; both factors, q^γ and s, depend on z.
//! Logits of ±1000 must give finite numbers.
//!
//! Shapes: `logits`, `targets` and the gradient are `(batch, outputs)`; you may take it that they fit, and that each
//! target is 0 or 1.
//!
//! By hand: z = 0, t = 1, γ = 2 gives m = 0, q = 1/2 and s = ln 2, so the loss is ¼ ln 2 = 0.1733. Its slope along z
//! is −¼ (ln 2 + ½) = −0.2983. For t = 0 the loss is the same and the slope has the other sign.
//!
//! # Hint
//!
//! First the slope along m, then along z. Two facts make it short: ds/dm = −q and dq/dm = −q (1 − q). Write down the
//! product rule and take q^γ out of both terms, so that nothing is divided by a q that may be 0. With respect to z
//! the sign turns once more if t = 0: why? For a stable s the chapter has max(−m, 0) + ln(1 + e^−|m|), and q is the
//! sigmoid of −m.

use activations::sigmoid;
use loss::{LossAndGradient, Reduction};
use ndarray::{ArrayRef2, Zip};

/// The focal loss of a batch of logits, in nats, and its gradient.
///
/// # Shapes
/// `logits`, `targets`, gradient: `(batch, outputs)`.
pub fn focal(
    logits: &ArrayRef2<f64>,
    targets: &ArrayRef2<f64>,
    gamma: f64,
    reduction: Reduction,
) -> LossAndGradient<f64> {
    //~ solution
    let factor: f64 = reduction.factor(logits.len());
    let surprise = |m: f64| (-m).max(0.0) + (-m.abs()).exp().ln_1p();
    let losses = Zip::from(logits).and(targets).map_collect(|&z, &t| {
        let m = if t == 1.0 { z } else { -z };
        sigmoid(-m).powf(gamma) * surprise(m)
    });
    let slopes = Zip::from(logits).and(targets).map_collect(|&z, &t| {
        let sign = if t == 1.0 { 1.0 } else { -1.0 };
        let m = sign * z;
        let wrong = sigmoid(-m);
        -sign * wrong.powf(gamma) * (gamma * sigmoid(m) * surprise(m) + wrong)
    });
    LossAndGradient { loss: losses.sum() * factor, gradient: slopes * factor }
    //~ stub
    // todo!("ex03_6: q^gamma · s and its slope along each logit, reduced over all elements")
    //~ mutant takes the weight for a constant
    // let factor: f64 = reduction.factor(logits.len());
    // let surprise = |m: f64| (-m).max(0.0) + (-m.abs()).exp().ln_1p();
    // let losses = Zip::from(logits).and(targets).map_collect(|&z, &t| {
    //     let m = if t == 1.0 { z } else { -z };
    //     sigmoid(-m).powf(gamma) * surprise(m)
    // });
    // let slopes = Zip::from(logits).and(targets).map_collect(|&z, &t| {
    //     let sign = if t == 1.0 { 1.0 } else { -1.0 };
    //     -sign * sigmoid(-sign * z).powf(gamma + 1.0)
    // });
    // LossAndGradient { loss: losses.sum() * factor, gradient: slopes * factor }
    //~ mutant turns the hard examples down
    // let factor: f64 = reduction.factor(logits.len());
    // let surprise = |m: f64| (-m).max(0.0) + (-m.abs()).exp().ln_1p();
    // let losses = Zip::from(logits).and(targets).map_collect(|&z, &t| {
    //     let m = if t == 1.0 { z } else { -z };
    //     sigmoid(m).powf(gamma) * surprise(m)
    // });
    // let slopes = Zip::from(logits).and(targets).map_collect(|&z, &t| {
    //     let sign = if t == 1.0 { 1.0 } else { -1.0 };
    //     let m = sign * z;
    //     let wrong = sigmoid(-m);
    //     sign * sigmoid(m).powf(gamma) * (gamma * wrong * surprise(m) - wrong)
    // });
    // LossAndGradient { loss: losses.sum() * factor, gradient: slopes * factor }
    //~ mutant forgets to turn the sign back for a no
    // let factor: f64 = reduction.factor(logits.len());
    // let surprise = |m: f64| (-m).max(0.0) + (-m.abs()).exp().ln_1p();
    // let losses = Zip::from(logits).and(targets).map_collect(|&z, &t| {
    //     let m = if t == 1.0 { z } else { -z };
    //     sigmoid(-m).powf(gamma) * surprise(m)
    // });
    // let slopes = Zip::from(logits).and(targets).map_collect(|&z, &t| {
    //     let m = if t == 1.0 { z } else { -z };
    //     let wrong = sigmoid(-m);
    //     -wrong.powf(gamma) * (gamma * sigmoid(m) * surprise(m) + wrong)
    // });
    // LossAndGradient { loss: losses.sum() * factor, gradient: slopes * factor }
    //~ mutant overflows
    // let factor: f64 = reduction.factor(logits.len());
    // let surprise = |m: f64| (1.0 + (-m).exp()).ln();
    // let losses = Zip::from(logits).and(targets).map_collect(|&z, &t| {
    //     let m = if t == 1.0 { z } else { -z };
    //     sigmoid(-m).powf(gamma) * surprise(m)
    // });
    // let slopes = Zip::from(logits).and(targets).map_collect(|&z, &t| {
    //     let sign = if t == 1.0 { 1.0 } else { -1.0 };
    //     let m = sign * z;
    //     let wrong = sigmoid(-m);
    //     -sign * wrong.powf(gamma) * (gamma * sigmoid(m) * surprise(m) + wrong)
    // });
    // LossAndGradient { loss: losses.sum() * factor, gradient: slopes * factor }
    //~ mutant means over the rows
    // let factor: f64 = reduction.factor(logits.nrows());
    // let surprise = |m: f64| (-m).max(0.0) + (-m.abs()).exp().ln_1p();
    // let losses = Zip::from(logits).and(targets).map_collect(|&z, &t| {
    //     let m = if t == 1.0 { z } else { -z };
    //     sigmoid(-m).powf(gamma) * surprise(m)
    // });
    // let slopes = Zip::from(logits).and(targets).map_collect(|&z, &t| {
    //     let sign = if t == 1.0 { 1.0 } else { -1.0 };
    //     let m = sign * z;
    //     let wrong = sigmoid(-m);
    //     -sign * wrong.powf(gamma) * (gamma * sigmoid(m) * surprise(m) + wrong)
    // });
    // LossAndGradient { loss: losses.sum() * factor, gradient: slopes * factor }
    //~ mutant divides by a probability that has become 0
    // let factor: f64 = reduction.factor(logits.len());
    // let surprise = |m: f64| (-m).max(0.0) + (-m.abs()).exp().ln_1p();
    // let losses = Zip::from(logits).and(targets).map_collect(|&z, &t| {
    //     let m = if t == 1.0 { z } else { -z };
    //     sigmoid(-m).powf(gamma) * surprise(m)
    // });
    // let slopes = Zip::from(logits).and(targets).map_collect(|&z, &t| {
    //     let sign = if t == 1.0 { 1.0 } else { -1.0 };
    //     let m = sign * z;
    //     let wrong = sigmoid(-m);
    //     let by_wrong = gamma * wrong.powf(gamma) / wrong * surprise(m);
    //     -sign * (by_wrong * wrong * sigmoid(m) + wrong.powf(gamma) * wrong)
    // });
    // LossAndGradient { loss: losses.sum() * factor, gradient: slopes * factor }
    //~ end
}
