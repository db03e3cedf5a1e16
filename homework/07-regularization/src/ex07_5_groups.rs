//! A price on groups of weights, which switches whole inputs off.
//!
//! The chapter's price on size makes single weights 0. An input is of no use only when *all* weights that
//! leave it are 0. So let each column of a weight matrix of shape (out, in) be a group, which pays for its
//! length (Yuan and Lin 2006, the *group lasso*):
//!
//! ```text
//! cost     = sum over columns of λ · √out · ‖column‖
//! ‖column‖ = √(sum of its squares)
//! ```
//!
//! The root of the group's size keeps large groups from being cheap. As for L1 there is a way to exact zeros:
//! after a step of plain descent at the rate η, each column is moved to its proximal point, which scales it
//! as a whole,
//!
//! ```text
//! column ← column · max(0, 1 − η λ √out / ‖column‖)
//! ```
//!
//! A column of zeros stays as it is. Both functions go over all parameters of a network that have two axes
//! and whose names [`optimizers::weights_only`] accepts: biases, and filters of four axes, are left alone.
//!
//! # By hand
//!
//! Four outputs, two inputs. The first column is 1 1 1 1, of length 2; the second 0.1 0.1 0.1 0.1, of length
//! 0.2. With λ = 0.5 the cost is 0.5 · 2 · (2 + 0.2) = 2.2. At η = 0.5 the threshold is 0.5 · 0.5 · 2 = 0.5:
//! the first column is multiplied by 1 − 0.5/2 = 0.75, the second is shorter than the threshold and becomes
//! 0.
//!
//! # Hint
//!
//! `param.shape.slice()` is the shape, and `let &[outputs, inputs] = … else { return };` lets only two axes
//! pass. A visitor gets a parameter as one slice, row after row: the weight from input j to output i stands
//! at i · inputs + j, so that column j is `value[j..].iter().step_by(inputs)`. For a column of zeros the
//! fraction would be 0/0: ask whether the length is above the threshold *before* you divide. With one output
//! a group is a single weight, and `shrink_groups` should do what the chapter's `shrink` does with `L1`.

use backprop::Parameters;
use ndarray::Dimension;
use optimizers::weights_only;

/// What the columns of all weight matrices cost: the sum of `λ √out ‖column‖`.
pub fn group_cost(network: &mut dyn Parameters<f64>, lambda: f64) -> f64 {
    //~ solution
    let mut cost = 0.0;
    network.visit_params(&mut |name, param| {
        let &[outputs, inputs] = param.shape.slice() else { return };
        if weights_only(name) {
            for j in 0..inputs {
                let column = param.value[j..].iter().step_by(inputs);
                let length = column.map(|w| w * w).sum::<f64>().sqrt();
                cost += lambda * (outputs as f64).sqrt() * length;
            }
        }
    });
    cost
    //~ stub
    // todo!("ex07_5: λ √out ‖column‖, for every column of every weight matrix")
    //~ mutant rows in place of columns
    // let mut cost = 0.0;
    // network.visit_params(&mut |name, param| {
    //     let &[outputs, inputs] = param.shape.slice() else { return };
    //     if weights_only(name) {
    //         for row in param.value.chunks(inputs) {
    //             let length = row.iter().map(|w| w * w).sum::<f64>().sqrt();
    //             cost += lambda * (outputs as f64).sqrt() * length;
    //         }
    //     }
    // });
    // cost
    //~ mutant forgets the root of the group's size
    // let mut cost = 0.0;
    // network.visit_params(&mut |name, param| {
    //     let &[_, inputs] = param.shape.slice() else { return };
    //     if weights_only(name) {
    //         for j in 0..inputs {
    //             let column = param.value[j..].iter().step_by(inputs);
    //             cost += lambda * column.map(|w| w * w).sum::<f64>().sqrt();
    //         }
    //     }
    // });
    // cost
    //~ mutant biases cost as well
    // let mut cost = 0.0;
    // network.visit_params(&mut |_, param| {
    //     let inputs = param.shape.slice().get(1).copied().unwrap_or(1);
    //     let outputs = param.shape[0];
    //     for j in 0..inputs {
    //         let column = param.value[j..].iter().step_by(inputs);
    //         let length = column.map(|w| w * w).sum::<f64>().sqrt();
    //         cost += lambda * (outputs as f64).sqrt() * length;
    //     }
    // });
    // cost
    //~ end
}

/// Moves every column of all weight matrices to its proximal point, after a
/// step of plain descent at this rate.
pub fn shrink_groups(
    network: &mut dyn Parameters<f64>,
    lambda: f64,
    learning_rate: f64,
) {
    //~ solution
    network.visit_params(&mut |name, param| {
        let &[outputs, inputs] = param.shape.slice() else { return };
        if !weights_only(name) {
            return;
        }
        let threshold = learning_rate * lambda * (outputs as f64).sqrt();
        for j in 0..inputs {
            let column = param.value[j..].iter().step_by(inputs);
            let length = column.map(|w| w * w).sum::<f64>().sqrt();
            let factor =
                if length > threshold { 1.0 - threshold / length } else { 0.0 };
            let column = param.value[j..].iter_mut().step_by(inputs);
            column.for_each(|weight| *weight *= factor);
        }
    });
    //~ stub
    // todo!("ex07_5: scale every column of every weight matrix")
    //~ mutant each weight by itself
    // network.visit_params(&mut |name, param| {
    //     let &[outputs, _] = param.shape.slice() else { return };
    //     if weights_only(name) {
    //         let threshold = learning_rate * lambda * (outputs as f64).sqrt();
    //         for weight in param.value.iter_mut() {
    //             *weight = regularization::soft_threshold(*weight, threshold);
    //         }
    //     }
    // });
    //~ mutant goes beyond zero
    // network.visit_params(&mut |name, param| {
    //     let &[outputs, inputs] = param.shape.slice() else { return };
    //     if !weights_only(name) {
    //         return;
    //     }
    //     let threshold = learning_rate * lambda * (outputs as f64).sqrt();
    //     for j in 0..inputs {
    //         let column = param.value[j..].iter().step_by(inputs);
    //         let length = column.map(|w| w * w).sum::<f64>().sqrt();
    //         let factor = 1.0 - threshold / length.max(1e-300);
    //         let column = param.value[j..].iter_mut().step_by(inputs);
    //         column.for_each(|weight| *weight *= factor);
    //     }
    // });
    //~ mutant NaN for a column of zeros
    // network.visit_params(&mut |name, param| {
    //     let &[outputs, inputs] = param.shape.slice() else { return };
    //     if !weights_only(name) {
    //         return;
    //     }
    //     let threshold = learning_rate * lambda * (outputs as f64).sqrt();
    //     for j in 0..inputs {
    //         let column = param.value[j..].iter().step_by(inputs);
    //         let length = column.map(|w| w * w).sum::<f64>().sqrt();
    //         let factor = (1.0 - threshold / length).clamp(0.0, 1.0);
    //         let column = param.value[j..].iter_mut().step_by(inputs);
    //         column.for_each(|weight| *weight *= factor);
    //     }
    // });
    //~ mutant forgets the rate
    // network.visit_params(&mut |name, param| {
    //     let &[outputs, inputs] = param.shape.slice() else { return };
    //     if !weights_only(name) {
    //         return;
    //     }
    //     let threshold = lambda * (outputs as f64).sqrt();
    //     for j in 0..inputs {
    //         let column = param.value[j..].iter().step_by(inputs);
    //         let length = column.map(|w| w * w).sum::<f64>().sqrt();
    //         let factor =
    //             if length > threshold { 1.0 - threshold / length } else { 0.0 };
    //         let column = param.value[j..].iter_mut().step_by(inputs);
    //         column.for_each(|weight| *weight *= factor);
    //     }
    // });
    //~ end
}
