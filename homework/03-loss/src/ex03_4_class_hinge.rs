//! Find the bug: the hinge loss for many classes, with one mistake in its gradient.
//!
//! The chapter's hinge wants the right answer to be ahead of 0 by a margin of 1. With many classes the score of the
//! true class y should be ahead of *every other* class by 1, and every class that comes too close costs what is
//! missing (Weston and Watkins, 1999):
//!
//! ```text
//! loss = Σ over j ≠ y of max(0, 1 + s_j − s_y)
//! ```
//!
//! for one example with scores s; over a batch the mean or the sum over the *examples*. Each class j that comes too
//! close raises the loss with its own score and lowers it with that of the true class:
//!
//! ```text
//! ∂loss/∂s_j = 1                                          if 1 + s_j − s_y > 0, else 0      (j ≠ y)
//! ∂loss/∂s_y = −(the number of classes that come too close)
//! ```
//!
//! The function below computes the loss rightly. Its gradient has *one* mistake: with two classes nobody would ever
//! notice it. Compare with a nudge of each score, find it and repair it.
//!
//! Shapes: `scores` and the gradient are `(batch, classes)`, `targets` holds one class index for each row.
//!
//! By hand: the scores (2, 1.5, 0) with the true class 0. Class 1 comes too close, 1 + 1.5 − 2 = 0.5; class 2 does
//! not, 1 + 0 − 2 = −1. So the loss is 0.5 and its gradient (−1, 1, 0). For the scores (0, 1, 2) with the true class
//! 0 both come too close: the loss is 2 + 3 = 5 and the gradient (−2, 1, 1).
//!
//! A class index that is not below the number of classes panics, since it is no index of the array.
//!
//! # Hint
//!
//! The score of the true class stands in *every* term of the sum. Follow the program for the scores (0, 1, 2) and
//! write down the gradient after each turn of the inner loop. And a law that helps in general: if all scores rise by
//! the same amount, no difference changes, so the gradient of each row must sum to 0. Does it?

use loss::{LossAndGradient, Reduction};
use ndarray::{Array2, ArrayRef2};

/// The hinge loss of a batch of scores, and its gradient.
pub fn class_hinge(scores: &ArrayRef2<f64>, targets: &[usize], reduction: Reduction) -> LossAndGradient<f64> {
    //~ solution
    let factor: f64 = reduction.factor(scores.nrows());
    let mut loss = 0.0;
    let mut gradient = Array2::zeros(scores.dim());
    for (row, &target) in targets.iter().enumerate() {
        for class in (0..scores.ncols()).filter(|&class| class != target) {
            let missing = 1.0 + scores[[row, class]] - scores[[row, target]];
            if missing > 0.0 {
                loss += missing * factor;
                gradient[[row, class]] = factor;
                gradient[[row, target]] -= factor;
            }
        }
    }
    LossAndGradient { loss, gradient }
    //~ stub
    // let factor: f64 = reduction.factor(scores.nrows());
    // let mut loss = 0.0;
    // let mut gradient = Array2::zeros(scores.dim());
    // for (row, &target) in targets.iter().enumerate() {
    //     for class in (0..scores.ncols()).filter(|&class| class != target) {
    //         let missing = 1.0 + scores[[row, class]] - scores[[row, target]];
    //         if missing > 0.0 {
    //             loss += missing * factor;
    //             gradient[[row, class]] = factor;
    //             gradient[[row, target]] = -factor;
    //         }
    //     }
    // }
    // LossAndGradient { loss, gradient }
    //~ mutant pulls at the true class even if nobody comes too close
    // let factor: f64 = reduction.factor(scores.nrows());
    // let mut loss = 0.0;
    // let mut gradient = Array2::zeros(scores.dim());
    // for (row, &target) in targets.iter().enumerate() {
    //     for class in (0..scores.ncols()).filter(|&class| class != target) {
    //         let missing = 1.0 + scores[[row, class]] - scores[[row, target]];
    //         if missing > 0.0 {
    //             loss += missing * factor;
    //             gradient[[row, class]] = factor;
    //         }
    //         gradient[[row, target]] -= factor;
    //     }
    // }
    // LossAndGradient { loss, gradient }
    //~ mutant does not reduce the true class's part
    // let factor: f64 = reduction.factor(scores.nrows());
    // let mut loss = 0.0;
    // let mut gradient = Array2::zeros(scores.dim());
    // for (row, &target) in targets.iter().enumerate() {
    //     for class in (0..scores.ncols()).filter(|&class| class != target) {
    //         let missing = 1.0 + scores[[row, class]] - scores[[row, target]];
    //         if missing > 0.0 {
    //             loss += missing * factor;
    //             gradient[[row, class]] = factor;
    //             gradient[[row, target]] -= 1.0;
    //         }
    //     }
    // }
    // LossAndGradient { loss, gradient }
    //~ mutant takes what is missing for its slope
    // let factor: f64 = reduction.factor(scores.nrows());
    // let mut loss = 0.0;
    // let mut gradient = Array2::zeros(scores.dim());
    // for (row, &target) in targets.iter().enumerate() {
    //     for class in (0..scores.ncols()).filter(|&class| class != target) {
    //         let missing = 1.0 + scores[[row, class]] - scores[[row, target]];
    //         if missing > 0.0 {
    //             loss += missing * factor;
    //             gradient[[row, class]] = missing * factor;
    //             gradient[[row, target]] -= missing * factor;
    //         }
    //     }
    // }
    // LossAndGradient { loss, gradient }
    //~ mutant looks at the worst class only
    // let factor: f64 = reduction.factor(scores.nrows());
    // let mut loss = 0.0;
    // let mut gradient = Array2::zeros(scores.dim());
    // for (row, &target) in targets.iter().enumerate() {
    //     let others = (0..scores.ncols()).filter(|&class| class != target);
    //     let worst = others.max_by(|&a, &b| scores[[row, a]].total_cmp(&scores[[row, b]])).expect("two classes or more");
    //     let missing = 1.0 + scores[[row, worst]] - scores[[row, target]];
    //     if missing > 0.0 {
    //         loss += missing * factor;
    //         gradient[[row, worst]] = factor;
    //         gradient[[row, target]] = -factor;
    //     }
    // }
    // LossAndGradient { loss, gradient }
    //~ end
}
