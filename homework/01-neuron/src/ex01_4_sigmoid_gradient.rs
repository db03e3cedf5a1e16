//! Find the bug: LMS for a neuron with a sigmoid, with one mistake in its gradient.
//!
//! A linear neuron learns by walking down the half squared error. A sigmoid neuron can do the same, with one more
//! factor, since its output is ŷ = σ(z) with z = w·x + b. Over N examples the error is the mean
//!
//! ```text
//! E = 1/N Σ ½ (t − ŷ)²
//! ```
//!
//! and the chain rule gives, with σ′(z) = σ(z)(1 − σ(z)) = ŷ (1 − ŷ),
//!
//! ```text
//! ∂E/∂w = 1/N Σ −(t − ŷ) σ′(z) x         (in_features)
//! ∂E/∂b = 1/N Σ −(t − ŷ) σ′(z)           one number
//! ```
//!
//! `error` below is right. `gradient` should return both derivatives, and somebody has made *one* mistake in it. It
//! compiles, it even points roughly downhill, and it is wrong. Compare it with a nudge: the tests change each weight
//! by a millionth up and down and look how `error` changes. Find the mistake and repair it.
//!
//! Shapes: `inputs` is `(examples, in_features)` with one example a row, `targets` is `(examples)`, each 0 or 1.
//!
//! By hand: w = (1, 2), b = 0 and the one example x = (2, −1) with t = 1. Then z = 0, ŷ = 1/2, the error ½ (1/2)² =
//! 1/8 and the slope σ′(0) = 1/4. So ∂E/∂w = −½ · ¼ · (2, −1) = (−0.25, 0.125), and ∂E/∂b = −0.125.
//!
//! `error` and `gradient` panic (in `weighted_sum`) if an input is not as long as the weight.
//!
//! # Hint
//!
//! Do the example by hand with the program beside you, and print every number on the way: z, ŷ, the slope. Which is
//! the first that differs from yours? Then ask of each function what it takes: a weighted sum z, or an output ŷ that
//! has been through the sigmoid already?

use ndarray::{Array1, ArrayRef1, ArrayRef2};
use neuron::{SigmoidNeuron, sigmoid, weighted_sum};

/// The mean of the half squared errors: `1/N Σ ½ (t − ŷ)²`. This function is right.
pub fn error(neuron: &SigmoidNeuron, inputs: &ArrayRef2<f64>, targets: &ArrayRef1<f64>) -> f64 {
    let pairs = inputs.rows().into_iter().zip(targets);
    let sum: f64 = pairs.map(|(input, target)| 0.5 * (target - neuron.output(&input)).powi(2)).sum();
    sum / targets.len() as f64
}

/// The slope of the sigmoid at the weighted sum `z`. This function is right.
pub fn slope(z: f64) -> f64 {
    sigmoid(z) * (1.0 - sigmoid(z))
}

/// How [`error`] changes with each weight and with the bias.
pub fn gradient(
    neuron: &SigmoidNeuron,
    inputs: &ArrayRef2<f64>,
    targets: &ArrayRef1<f64>,
) -> (Array1<f64>, f64) {
    //~ solution
    let mut weight_gradient = Array1::zeros(neuron.weight.len());
    let mut bias_gradient = 0.0;
    for (input, target) in inputs.rows().into_iter().zip(targets) {
        let z = weighted_sum(&neuron.weight, neuron.bias, &input);
        let output = sigmoid(z);
        let step = -(target - output) * slope(z);
        weight_gradient.scaled_add(step, &input);
        bias_gradient += step;
    }
    let examples = targets.len() as f64;
    (weight_gradient / examples, bias_gradient / examples)
    //~ stub
    // let mut weight_gradient = Array1::zeros(neuron.weight.len());
    // let mut bias_gradient = 0.0;
    // for (input, target) in inputs.rows().into_iter().zip(targets) {
    //     let output = neuron.output(&input);
    //     let step = -(target - output) * slope(output);
    //     weight_gradient.scaled_add(step, &input);
    //     bias_gradient += step;
    // }
    // let examples = targets.len() as f64;
    // (weight_gradient / examples, bias_gradient / examples)
    //~ mutant leaves the slope out
    // let mut weight_gradient = Array1::zeros(neuron.weight.len());
    // let mut bias_gradient = 0.0;
    // for (input, target) in inputs.rows().into_iter().zip(targets) {
    //     let step = -(target - neuron.output(&input));
    //     weight_gradient.scaled_add(step, &input);
    //     bias_gradient += step;
    // }
    // let examples = targets.len() as f64;
    // (weight_gradient / examples, bias_gradient / examples)
    //~ mutant takes the slope at the error
    // let mut weight_gradient = Array1::zeros(neuron.weight.len());
    // let mut bias_gradient = 0.0;
    // for (input, target) in inputs.rows().into_iter().zip(targets) {
    //     let error = target - neuron.output(&input);
    //     weight_gradient.scaled_add(-error * slope(error), &input);
    //     bias_gradient -= error * slope(error);
    // }
    // let examples = targets.len() as f64;
    // (weight_gradient / examples, bias_gradient / examples)
    //~ mutant has lost the minus
    // let mut weight_gradient = Array1::zeros(neuron.weight.len());
    // let mut bias_gradient = 0.0;
    // for (input, target) in inputs.rows().into_iter().zip(targets) {
    //     let z = weighted_sum(&neuron.weight, neuron.bias, &input);
    //     let step = (target - sigmoid(z)) * slope(z);
    //     weight_gradient.scaled_add(step, &input);
    //     bias_gradient += step;
    // }
    // let examples = targets.len() as f64;
    // (weight_gradient / examples, bias_gradient / examples)
    //~ mutant divides the bias's part by nothing
    // let mut weight_gradient = Array1::zeros(neuron.weight.len());
    // let mut bias_gradient = 0.0;
    // for (input, target) in inputs.rows().into_iter().zip(targets) {
    //     let z = weighted_sum(&neuron.weight, neuron.bias, &input);
    //     let step = -(target - sigmoid(z)) * slope(z);
    //     weight_gradient.scaled_add(step, &input);
    //     bias_gradient += step;
    // }
    // (weight_gradient / targets.len() as f64, bias_gradient)
    //~ end
}
