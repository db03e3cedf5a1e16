//! Find the bug: a squared error in which some rows count more than others.
//!
//! A measurement that was made three times should count three times. Row n gets the count cₙ, and the line
//! `ŷ = w·x + b` is fitted by
//!
//! ```text
//! L = Σₙ cₙ (ŷₙ − tₙ)² / Σₙ cₙ
//! ```
//!
//! Somebody wrote `counted_loss`. It has been in use for a while, with all counts 1, and everybody was content. With
//! other counts the lines come out wrong. The loss is right; *two* things about the gradient are not. Find them by a
//! test of your own, central differences or paper, and repair them. What rows with a count of 2 should do, you can
//! also ask `LinearRegression::loss` with each such row written twice.
//!
//! **By hand**: x = (1, 2), t = (2, 1), c = (1, 3), and all parameters 0. The residuals ŷ − t are −2 and −1, so
//! `L = (1 · 4 + 3 · 1)/4 = 7/4`. The slopes are `∂L/∂w = 2 (1 · (−2) · 1 + 3 · (−1) · 2)/4 = −4` and
//! `∂L/∂b = 2 (1 · (−2) + 3 · (−1))/4 = −5/2`.
//!
//! # Hint
//!
//! Compute the slopes of the example with the code as it is, and compare both with the numbers above. One is off by a
//! factor that you can find in the formula of the loss. The other one is off by that factor and by something else:
//! which of the two residuals counts too little?

use gradient_descent::linear_regression::LinearRegression;
use ndarray::{ArrayRef1, ArrayRef2};

/// The loss and its gradient: the slopes by the weights and by the bias, as a model
/// of their own.
///
/// # Shapes
/// `inputs`: (examples, features); `targets`, `counts`: (examples).
///
/// # Panics
/// If the numbers of rows differ, or the counts do not sum to something positive.
#[track_caller]
pub fn counted_loss(
    line: &LinearRegression,
    inputs: &ArrayRef2<f64>,
    targets: &ArrayRef1<f64>,
    counts: &ArrayRef1<f64>,
) -> (f64, LinearRegression) {
    assert!(
        inputs.nrows() == targets.len()
            && targets.len() == counts.len()
            && counts.sum() > 0.0,
        "counted_loss: {} rows, {} targets, counts {counts}",
        inputs.nrows(),
        targets.len()
    );
    //~ solution
    let residual = line.predict(inputs) - targets;
    let counted = &*residual * counts;
    let total = counts.sum();
    let loss = (&residual * &counted).sum() / total;
    let weight = inputs.t().dot(&counted) * (2.0 / total);
    let bias = counted.sum() * (2.0 / total);
    (loss, LinearRegression { weight, bias })
    //~ stub
    // let residual = line.predict(inputs) - targets;
    // let counted = &*residual * counts;
    // let total = counts.sum();
    // let loss = (&residual * &counted).sum() / total;
    // let mean = 2.0 / targets.len() as f64;
    // let weight = inputs.t().dot(&counted) * mean;
    // let bias = residual.sum() * mean;
    // (loss, LinearRegression { weight, bias })
    //~ mutant the bias still forgets the counts
    // let residual = line.predict(inputs) - targets;
    // let counted = &*residual * counts;
    // let total = counts.sum();
    // let loss = (&residual * &counted).sum() / total;
    // let weight = inputs.t().dot(&counted) * (2.0 / total);
    // let bias = residual.sum() * (2.0 / total);
    // (loss, LinearRegression { weight, bias })
    //~ mutant still divides by the number of rows
    // let residual = line.predict(inputs) - targets;
    // let counted = &*residual * counts;
    // let total = counts.sum();
    // let loss = (&residual * &counted).sum() / total;
    // let mean = 2.0 / targets.len() as f64;
    // (loss, LinearRegression { weight: inputs.t().dot(&counted) * mean, bias: counted.sum() * mean })
    //~ mutant makes the loss fit the wrong gradient
    // let residual = line.predict(inputs) - targets;
    // let counted = &*residual * counts;
    // let count = targets.len() as f64;
    // let loss = (&residual * &counted).sum() / count;
    // let weight = inputs.t().dot(&counted) * (2.0 / count);
    // let bias = counted.sum() * (2.0 / count);
    // (loss, LinearRegression { weight, bias })
    //~ mutant counts twice
    // let residual = line.predict(inputs) - targets;
    // let counted = &*residual * counts;
    // let total = counts.sum();
    // let loss = (&residual * &counted).sum() / total;
    // let twice = &*counted * counts;
    // let weight = inputs.t().dot(&twice) * (2.0 / total);
    // (loss, LinearRegression { weight, bias: twice.sum() * (2.0 / total) })
    //~ end
}
