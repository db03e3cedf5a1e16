//! One wrong measurement can outweigh a hundred good ones, if its error is squared. Huber's loss squares small errors
//! only.
//!
//! With the error e = ŷ − t of one output and a width δ ("delta") that says what counts as small:
//!
//! ```text
//! loss(e)  = ½ e²             if |e| <= δ
//!            δ (|e| − ½ δ)    if |e| >  δ
//! slope(e) = e                if |e| <= δ
//!            δ or −δ, with the sign of e, beyond
//! ```
//!
//! Value and slope fit together at |e| = δ, where a parabola goes over into a straight line. (Huber, 1964.)
//!
//! Write `huber` in the manner of the chapter's `squared_error`: the losses of *all* elements of the batch are meaned
//! or summed, as `reduction` says, and the gradient is by the outputs. `Reduction::factor(count)` gives what a sum
//! over `count` terms is multiplied by.
//!
//! Shapes: `outputs`, `targets` and the gradient are `(batch, outputs)`.
//!
//! If the shapes of outputs and targets differ, panic with a message that holds both, like `huber: shapes [2, 1] and
//! [1, 2] differ`. Without this check, ndarray would stretch both of these to `[2, 2]` and return a wrong number
//! without a word.
//!
//! By hand, with δ = 1: the outputs (3, 0.5) and the targets (1, 1) have the errors (2, −0.5) and the losses 1 · (2 −
//! 0.5) = 1.5 and ½ · 0.25 = 0.125. Their mean is 0.8125, and the gradient of the mean is (1, −0.5) / 2 = (0.5,
//! −0.25).
//!
//! # Hint
//!
//! `let error = outputs - targets;`, and then twice `error.mapv(|e| …)`, once for the losses and once for the slopes.
//! For the slope, `e.clamp(−δ, δ)` does both cases at once; why? The number of terms is `outputs.len()`, not the
//! number of rows.

use loss::{LossAndGradient, Reduction};
use ndarray::ArrayRef2;

/// Huber's loss over a batch.
///
/// # Shapes
/// `outputs`, `targets`, gradient: `(batch, outputs)`.
///
/// # Panics
/// If the shapes differ; the message names both.
pub fn huber(
    outputs: &ArrayRef2<f64>,
    targets: &ArrayRef2<f64>,
    delta: f64,
    reduction: Reduction,
) -> LossAndGradient<f64> {
    //~ solution
    assert!(
        outputs.shape() == targets.shape(),
        "huber: shapes {:?} and {:?} differ",
        outputs.shape(),
        targets.shape()
    );
    let factor: f64 = reduction.factor(outputs.len());
    let error = outputs - targets;
    let losses = error.mapv(|e| if e.abs() <= delta { 0.5 * e * e } else { delta * (e.abs() - 0.5 * delta) });
    let slopes = error.mapv(|e| e.clamp(-delta, delta));
    LossAndGradient { loss: losses.sum() * factor, gradient: slopes * factor }
    //~ stub
    // todo!("ex03_1: check the shapes, then loss and gradient of the errors, reduced")
    //~ mutant does not look at the shapes
    // let factor: f64 = reduction.factor(outputs.len());
    // let error = outputs - targets;
    // let losses = error.mapv(|e: f64| if e.abs() <= delta { 0.5 * e * e } else { delta * (e.abs() - 0.5 * delta) });
    // let slopes = error.mapv(|e| e.clamp(-delta, delta));
    // LossAndGradient { loss: losses.sum() * factor, gradient: slopes * factor }
    //~ mutant means over the rows
    // assert!(outputs.shape() == targets.shape(), "huber: shapes {:?} and {:?} differ", outputs.shape(), targets.shape());
    // let factor: f64 = reduction.factor(outputs.nrows());
    // let error = outputs - targets;
    // let losses = error.mapv(|e| if e.abs() <= delta { 0.5 * e * e } else { delta * (e.abs() - 0.5 * delta) });
    // let slopes = error.mapv(|e| e.clamp(-delta, delta));
    // LossAndGradient { loss: losses.sum() * factor, gradient: slopes * factor }
    //~ mutant forgets to reduce the gradient
    // assert!(outputs.shape() == targets.shape(), "huber: shapes {:?} and {:?} differ", outputs.shape(), targets.shape());
    // let factor: f64 = reduction.factor(outputs.len());
    // let error = outputs - targets;
    // let losses = error.mapv(|e| if e.abs() <= delta { 0.5 * e * e } else { delta * (e.abs() - 0.5 * delta) });
    // let slopes = error.mapv(|e| e.clamp(-delta, delta));
    // LossAndGradient { loss: losses.sum() * factor, gradient: slopes }
    //~ mutant jumps where the pieces meet
    // assert!(outputs.shape() == targets.shape(), "huber: shapes {:?} and {:?} differ", outputs.shape(), targets.shape());
    // let factor: f64 = reduction.factor(outputs.len());
    // let error = outputs - targets;
    // let losses = error.mapv(|e| if e.abs() <= delta { 0.5 * e * e } else { delta * e.abs() });
    // let slopes = error.mapv(|e| e.clamp(-delta, delta));
    // LossAndGradient { loss: losses.sum() * factor, gradient: slopes * factor }
    //~ mutant loses the sign of large errors
    // assert!(outputs.shape() == targets.shape(), "huber: shapes {:?} and {:?} differ", outputs.shape(), targets.shape());
    // let factor: f64 = reduction.factor(outputs.len());
    // let error = outputs - targets;
    // let losses = error.mapv(|e| if e.abs() <= delta { 0.5 * e * e } else { delta * (e.abs() - 0.5 * delta) });
    // let slopes = error.mapv(|e| if e.abs() <= delta { e } else { delta });
    // LossAndGradient { loss: losses.sum() * factor, gradient: slopes * factor }
    //~ mutant takes target minus output
    // assert!(outputs.shape() == targets.shape(), "huber: shapes {:?} and {:?} differ", outputs.shape(), targets.shape());
    // let factor: f64 = reduction.factor(outputs.len());
    // let error = targets - outputs;
    // let losses = error.mapv(|e| if e.abs() <= delta { 0.5 * e * e } else { delta * (e.abs() - 0.5 * delta) });
    // let slopes = error.mapv(|e| e.clamp(-delta, delta));
    // LossAndGradient { loss: losses.sum() * factor, gradient: slopes * factor }
    //~ end
}
