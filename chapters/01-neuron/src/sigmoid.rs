//! The sigmoid, a step with round shoulders, and the neuron that uses it.

use ndarray::{Array1, ArrayRef1};

use crate::weighted_sum;

/// Squeezes any number into the interval from 0 to 1.
///
/// `σ(z) = 1 / (1 + e⁻ᶻ)`
///
/// Never NaN for a number: where `e⁻ᶻ` overflows, the quotient is 0. Chapter 2 has the whole family of activations.
///
/// Source: S0 (NEU-9), S3 (NEU-13).
///
/// ```
/// assert_eq!(neuron::sigmoid(0.0), 0.5);
/// assert_eq!(neuron::sigmoid(-1000.0), 0.0);
/// ```
#[doc(alias = "logistic")]
// ANCHOR: sigmoid
pub fn sigmoid(z: f64) -> f64 {
    1.0 / (1.0 + (-z).exp())
}
// ANCHOR_END: sigmoid

/// A neuron whose answer is a number between 0 and 1: "how sure am I that this is a yes?"
///
/// `ŷ = σ(w·x + b)`
///
/// # Panics
/// Its methods panic if the input is not as long as the weight.
///
/// Source: S0 (NEU-9).
///
/// ```
/// use ndarray::array;
/// let neuron = neuron::SigmoidNeuron { weight: array![3.0, 4.0], bias: -5.0 };
/// assert_eq!(neuron.output(&array![1.0, 0.5]), 0.5); // on the boundary: 3 + 2 − 5 = 0
/// assert_eq!(neuron.signed_distance(&array![3.0, 4.0]), 4.0); // (9 + 16 − 5) / 5
/// assert!(neuron.says_yes(&array![3.0, 4.0]));
/// ```
// ANCHOR: sigmoid_neuron
#[derive(Debug, Clone, PartialEq)]
pub struct SigmoidNeuron {
    /// One weight an input, `(in_features)`.
    pub weight: Array1<f64>,
    /// What is added to the weighted sum.
    pub bias: f64,
}

impl SigmoidNeuron {
    /// `ŷ = σ(z)`, between 0 and 1.
    #[track_caller]
    pub fn output(&self, input: &ArrayRef1<f64>) -> f64 {
        sigmoid(weighted_sum(&self.weight, self.bias, input))
    }

    /// Yes where `z > 0`. Not where `σ(z) > 0.5`, which rounding can undo.
    #[track_caller]
    pub fn says_yes(&self, input: &ArrayRef1<f64>) -> bool {
        weighted_sum(&self.weight, self.bias, input) > 0.0
    }

    /// The distance from the boundary, positive for a yes: `z / ‖w‖`.
    #[track_caller]
    pub fn signed_distance(&self, input: &ArrayRef1<f64>) -> f64 {
        let length = self.weight.dot(&self.weight).sqrt();
        weighted_sum(&self.weight, self.bias, input) / length
    }
}
// ANCHOR_END: sigmoid_neuron
