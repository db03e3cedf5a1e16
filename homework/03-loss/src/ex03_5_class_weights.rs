//! If one picture in a hundred shows a tumour, a network that never sees one is 99% right. Class weights make rare
//! classes count more.
//!
//! Each class c has a weight `w_c`, and an example counts as much as its true class:
//!
//! ```text
//! sum    Σ_n w_n (−ln p_n)                   where p_n is the softmax's probability of the true class of
//! mean   Σ_n w_n (−ln p_n)  /  Σ_n w_n       example n, and w_n the weight of that class
//! ```
//!
//! Mind the mean: it is divided by the sum of the *weights*, not by the number of examples, as PyTorch does it. An
//! example with weight 3 then counts exactly as if it stood in the batch three times.
//!
//! Write `weighted_cross_entropy` in the manner of the chapter's `softmax_cross_entropy`, with its gradient by the
//! logits. Each row of the plain gradient is p − t; here it is
//!
//! ```text
//! w_n (p − t)     divided by Σ w_n for the mean
//! ```
//!
//! Large logits must not overflow: a logit of 10000 is allowed, and the chapter's `log_softmax` takes it.
//!
//! Shapes: `logits` and the gradient are `(batch, classes)`; `targets` holds one class index for each row;
//! `class_weights` is `(classes)`, each weight positive. You may take it that they fit.
//!
//! By hand: two classes with the weights (1, 3), two rows of logits (0, 0), targets 0 and 1. Each probability is 1/2,
//! each surprise ln 2. The sum is 1 ln 2 + 3 ln 2 = 2.7726, the mean that over 1 + 3, ln 2 = 0.6931. The gradient of
//! the mean is ¼ (−½, ½) = (−0.125, 0.125) in the first row and ¾ (½, −½) = (0.375, −0.375) in the second.
//!
//! # Hint
//!
//! `log_softmax(logits)` holds ln p for every row and class; its `mapv(f64::exp)` is p. The gradient starts as p, and
//! the target takes 1 off at one place of each row. Go through the rows in a loop: which weight belongs to a row, and
//! what does it multiply, one number or all of them? Divide at the end, the loss and the gradient by the same number.

use loss::{LossAndGradient, Reduction, log_softmax};
use ndarray::{ArrayRef1, ArrayRef2};

/// The softmax cross-entropy in which each example counts as much as its true class, in nats.
///
/// # Shapes
/// `logits`, gradient: `(batch, classes)`; `targets`: `batch` class indices; `class_weights`: `(classes)`.
pub fn weighted_cross_entropy(
    logits: &ArrayRef2<f64>,
    targets: &[usize],
    class_weights: &ArrayRef1<f64>,
    reduction: Reduction,
) -> LossAndGradient<f64> {
    //~ solution
    let log_probabilities = log_softmax(logits);
    let mut gradient = log_probabilities.mapv(f64::exp);
    let (mut loss, mut total) = (0.0, 0.0);
    for (row, &target) in targets.iter().enumerate() {
        let weight = class_weights[target];
        loss -= weight * log_probabilities[[row, target]];
        total += weight;
        gradient[[row, target]] -= 1.0;
        gradient.row_mut(row).mapv_inplace(|slope| weight * slope);
    }
    let divisor = match reduction {
        Reduction::Mean => total,
        Reduction::Sum => 1.0,
    };
    LossAndGradient { loss: loss / divisor, gradient: gradient / divisor }
    //~ stub
    // todo!("ex03_5: each example times the weight of its class; the mean divides by the sum of these weights")
    //~ mutant divides by the number of examples
    // let log_probabilities = log_softmax(logits);
    // let mut gradient = log_probabilities.mapv(f64::exp);
    // let mut loss = 0.0;
    // for (row, &target) in targets.iter().enumerate() {
    //     let weight = class_weights[target];
    //     loss -= weight * log_probabilities[[row, target]];
    //     gradient[[row, target]] -= 1.0;
    //     gradient.row_mut(row).mapv_inplace(|slope| weight * slope);
    // }
    // let factor: f64 = reduction.factor(targets.len());
    // LossAndGradient { loss: loss * factor, gradient: gradient * factor }
    //~ mutant divides by the sum of all class weights
    // let log_probabilities = log_softmax(logits);
    // let mut gradient = log_probabilities.mapv(f64::exp);
    // let mut loss = 0.0;
    // for (row, &target) in targets.iter().enumerate() {
    //     let weight = class_weights[target];
    //     loss -= weight * log_probabilities[[row, target]];
    //     gradient[[row, target]] -= 1.0;
    //     gradient.row_mut(row).mapv_inplace(|slope| weight * slope);
    // }
    // let divisor = if reduction == Reduction::Mean { class_weights.sum() } else { 1.0 };
    // LossAndGradient { loss: loss / divisor, gradient: gradient / divisor }
    //~ mutant weighs the columns and not the rows
    // let log_probabilities = log_softmax(logits);
    // let mut gradient = log_probabilities.mapv(f64::exp);
    // let (mut loss, mut total) = (0.0, 0.0);
    // for (row, &target) in targets.iter().enumerate() {
    //     loss -= class_weights[target] * log_probabilities[[row, target]];
    //     total += class_weights[target];
    //     gradient[[row, target]] -= 1.0;
    // }
    // let divisor = if reduction == Reduction::Mean { total } else { 1.0 };
    // LossAndGradient { loss: loss / divisor, gradient: gradient * class_weights / divisor }
    //~ mutant forgets to weigh the gradient
    // let log_probabilities = log_softmax(logits);
    // let mut gradient = log_probabilities.mapv(f64::exp);
    // let (mut loss, mut total) = (0.0, 0.0);
    // for (row, &target) in targets.iter().enumerate() {
    //     loss -= class_weights[target] * log_probabilities[[row, target]];
    //     total += class_weights[target];
    //     gradient[[row, target]] -= 1.0;
    // }
    // let divisor = if reduction == Reduction::Mean { total } else { 1.0 };
    // LossAndGradient { loss: loss / divisor, gradient: gradient / divisor }
    //~ mutant weighs the true class only
    // let log_probabilities = log_softmax(logits);
    // let mut gradient = log_probabilities.mapv(f64::exp);
    // let (mut loss, mut total) = (0.0, 0.0);
    // for (row, &target) in targets.iter().enumerate() {
    //     loss -= class_weights[target] * log_probabilities[[row, target]];
    //     total += class_weights[target];
    //     gradient[[row, target]] -= class_weights[target];
    // }
    // let divisor = if reduction == Reduction::Mean { total } else { 1.0 };
    // LossAndGradient { loss: loss / divisor, gradient: gradient / divisor }
    //~ mutant takes the logarithm of a probability that has become 0
    // let probabilities = activations::softmax(logits);
    // let mut gradient = probabilities.clone();
    // let (mut loss, mut total) = (0.0, 0.0);
    // for (row, &target) in targets.iter().enumerate() {
    //     let weight = class_weights[target];
    //     loss -= weight * probabilities[[row, target]].ln();
    //     total += weight;
    //     gradient[[row, target]] -= 1.0;
    //     gradient.row_mut(row).mapv_inplace(|slope| weight * slope);
    // }
    // let divisor = if reduction == Reduction::Mean { total } else { 1.0 };
    // LossAndGradient { loss: loss / divisor, gradient: gradient / divisor }
    //~ end
}
