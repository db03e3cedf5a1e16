//! Learning from the size of the error: the LMS rule of ADALINE, also called the delta rule.

use ndarray::{Array1, ArrayRef1};

use crate::weighted_sum;

/// A neuron whose output is its weighted sum itself, trained by the LMS rule.
///
/// It has no bias of its own: give it inputs [with a constant 1](crate::with_constant_one) where one is wanted.
///
/// # Panics
/// Its methods panic if the input is not as long as the weight.
///
/// Source: S4 (GATE-7, GATE-8); Widrow and Hoff (1960) call it ADALINE (GATE-15).
///
/// ```
/// use ndarray::array;
/// let mut neuron = neuron::LinearNeuron::zeros(2);
/// let error = neuron.lms_step(&array![1.0, -2.0], 1.0, 0.1);
/// assert_eq!(error, 1.0); // wanted 1, got 0
/// assert_eq!(neuron.weight, array![0.1, -0.2]);
/// assert_eq!(neuron.output(&array![1.0, -2.0]), 0.5);
/// ```
#[doc(alias = "Adaline")]
#[doc(alias = "delta_rule")]
#[doc(alias = "widrow_hoff")]
// ANCHOR: linear_neuron
#[derive(Debug, Clone, PartialEq)]
pub struct LinearNeuron {
    /// One weight an input, `(in_features)`.
    pub weight: Array1<f64>,
}

impl LinearNeuron {
    /// `ŷ = w·x`, with nothing after it.
    #[track_caller]
    pub fn output(&self, input: &ArrayRef1<f64>) -> f64 {
        weighted_sum(&self.weight, 0.0, input)
    }

    /// `w ← w + η e x`; returns the error `e = t − ŷ` from before the step.
    #[track_caller]
    pub fn lms_step(
        &mut self,
        input: &ArrayRef1<f64>,
        target: f64,
        learning_rate: f64,
    ) -> f64 {
        let error = target - self.output(input);
        self.weight.scaled_add(learning_rate * error, input);
        error
    }
}
// ANCHOR_END: linear_neuron

impl LinearNeuron {
    /// A neuron that knows nothing: all weights are 0.
    pub fn zeros(in_features: usize) -> Self {
        Self { weight: Array1::zeros(in_features) }
    }

    /// Half the squared error of one example, what [`Self::lms_step`] steps down: `½ (t − ŷ)²`.
    ///
    /// Source: S4 (LOSS-5).
    ///
    /// ```
    /// use ndarray::array;
    /// let neuron = neuron::LinearNeuron { weight: array![2.0] };
    /// assert_eq!(neuron.half_squared_error(&array![3.0], 4.0), 2.0); // ½ (4 − 6)²
    /// ```
    #[track_caller]
    // ANCHOR: half_squared_error
    pub fn half_squared_error(
        &self,
        input: &ArrayRef1<f64>,
        target: f64,
    ) -> f64 {
        0.5 * (target - self.output(input)).powi(2)
    }
    // ANCHOR_END: half_squared_error
}
