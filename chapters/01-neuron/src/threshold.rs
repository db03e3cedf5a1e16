//! The threshold unit: a weighted sum and a step.

use ndarray::{Array1, ArrayRef1};

use crate::{step, weighted_sum};

/// A neuron that says 1 where its weighted sum is positive, else 0.
///
/// # Panics
/// Its methods panic if the input is not as long as the weight.
///
/// Source: S2 (NEU-7), with the threshold folded into the bias.
// ANCHOR: threshold_unit
#[derive(Debug, Clone, PartialEq)]
pub struct ThresholdUnit {
    /// One weight an input, `(in_features)`.
    pub weight: Array1<f64>,
    /// What is added to the weighted sum.
    pub bias: f64,
}

impl ThresholdUnit {
    /// The number that decides: `z = w·x + b`.
    #[track_caller]
    pub fn pre_activation(&self, input: &ArrayRef1<f64>) -> f64 {
        weighted_sum(&self.weight, self.bias, input)
    }

    /// 1 or 0: `step(z)`.
    #[track_caller]
    pub fn output(&self, input: &ArrayRef1<f64>) -> f64 {
        step(self.pre_activation(input))
    }
}
// ANCHOR_END: threshold_unit

impl ThresholdUnit {
    /// A unit from its weights and its bias.
    ///
    /// ```
    /// use ndarray::array;
    /// let nand = neuron::ThresholdUnit::new(array![-2.0, -2.0], 3.0);
    /// assert_eq!(nand.output(&array![1.0, 1.0]), 0.0); // −2 − 2 + 3 = −1
    /// ```
    pub fn new(weight: Array1<f64>, bias: f64) -> Self {
        Self { weight, bias }
    }

    /// A unit that has a bias *and* a threshold, as S2 writes it: 1 where `w·x + b > θ`.
    ///
    /// Only `b − θ` matters, so that is all it keeps.
    ///
    /// ```
    /// use ndarray::array;
    /// use neuron::ThresholdUnit;
    /// let both = ThresholdUnit::with_threshold(array![1.0, 1.0], 0.5, 2.0);
    /// assert_eq!(both, ThresholdUnit::new(array![1.0, 1.0], -1.5));
    /// ```
    // ANCHOR: with_threshold
    pub fn with_threshold(
        weight: Array1<f64>,
        bias: f64,
        threshold: f64,
    ) -> Self {
        Self { weight, bias: bias - threshold }
    }
    // ANCHOR_END: with_threshold
}
