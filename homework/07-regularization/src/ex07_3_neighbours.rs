//! Find the bug: a price on the difference of neighbouring weights.
//!
//! Where inputs stand in a row (the samples of a sound, the pixels of a line), one may know beforehand that
//! neighbouring weights should be alike. So let the *difference* of neighbours be what costs:
//!
//! ```text
//! cost = λ/2 · sum over neighbours (w_{i+1} − w_i)²
//! ```
//!
//! Neighbours are two weights next to each other in one row of a parameter of shape (out, in). The last
//! weight of a row and the first of the next are none, and biases cost nothing. As the chapter's
//! [`regularization::penalise`], the function *adds* the slope of the cost to every weight's gradient, and
//! returns the cost.
//!
//! The cost that it returns is right. Trained with it, the weights do not become smoother, but drift. Find
//! what is wrong with the gradient, and repair it. One line is enough.
//!
//! # By hand
//!
//! One row 1 3 2, λ = 2: the differences are 2 and −1, the cost is 4 + 1 = 5. The slopes are −4 by the first
//! weight, 4 + 2 = 6 by the second, −2 by the third. They add up to 0, as they must: moving all three by the
//! same amount costs nothing.
//!
//! # Hint
//!
//! Nudge one weight in the middle of a row, and watch how many of the differences change. Then count how
//! often the function touches that weight's gradient.

use backprop::Parameters;
use ndarray::Dimension;
use optimizers::weights_only;

/// Adds the slope of the price on differences to the gradients, and returns the
/// cost.
pub fn penalise_differences(
    network: &mut dyn Parameters<f64>,
    lambda: f64,
) -> f64 {
    let mut cost = 0.0;
    network.visit_params(&mut |name, param| {
        if !weights_only(name) {
            return;
        }
        let length = param.shape.slice().last().copied().unwrap_or(1);
        let rows =
            param.value.chunks(length).zip(param.grad.chunks_mut(length));
        for (weights, grads) in rows {
            cost += row_cost(weights, grads, lambda);
        }
    });
    cost
}

/// The same for a single row.
fn row_cost(weights: &[f64], grads: &mut [f64], lambda: f64) -> f64 {
    //~ solution
    let mut cost = 0.0;
    for i in 1..weights.len() {
        let difference = weights[i] - weights[i - 1];
        cost += 0.5 * lambda * difference * difference;
        grads[i] += lambda * difference;
        grads[i - 1] -= lambda * difference;
    }
    cost
    //~ stub
    // let mut cost = 0.0;
    // for i in 1..weights.len() {
    //     let difference = weights[i] - weights[i - 1];
    //     cost += 0.5 * lambda * difference * difference;
    //     grads[i] += lambda * difference;
    // }
    // cost
    //~ mutant the second path with the sign of the first
    // let mut cost = 0.0;
    // for i in 1..weights.len() {
    //     let difference = weights[i] - weights[i - 1];
    //     cost += 0.5 * lambda * difference * difference;
    //     grads[i] += lambda * difference;
    //     grads[i - 1] += lambda * difference;
    // }
    // cost
    //~ mutant twice the slope in place of the second path
    // let mut cost = 0.0;
    // for i in 1..weights.len() {
    //     let difference = weights[i] - weights[i - 1];
    //     cost += 0.5 * lambda * difference * difference;
    //     grads[i] += 2.0 * lambda * difference;
    // }
    // cost
    //~ mutant the row is closed to a ring
    // let mut cost = 0.0;
    // for i in 0..weights.len() {
    //     let before = (i + weights.len() - 1) % weights.len();
    //     let difference = weights[i] - weights[before];
    //     cost += 0.5 * lambda * difference * difference;
    //     grads[i] += lambda * difference;
    //     grads[before] -= lambda * difference;
    // }
    // cost
    //~ mutant writes over the gradient of the loss
    // let mut cost = 0.0;
    // grads.fill(0.0);
    // for i in 1..weights.len() {
    //     let difference = weights[i] - weights[i - 1];
    //     cost += 0.5 * lambda * difference * difference;
    //     grads[i] += lambda * difference;
    //     grads[i - 1] -= lambda * difference;
    // }
    // cost
    //~ end
}
