//! The sigmoid, and the sigmoid with a steepness, which turns into the step.

use ndarray::NdFloat;

use crate::Activation;

/// The logistic function, computed with an exponential that cannot overflow.
///
/// `σ(x) = 1 / (1 + e⁻ˣ)`
///
/// Range: (0, 1) in mathematics; in f64, 1 from x = 37 on and 0 from x = −746 on.
///
/// Source: S0 l.276, S2 l.267, S3 l.164, S4 l.488.
///
/// ```
/// use activations::sigmoid;
/// assert_eq!(sigmoid(0.0), 0.5);
/// assert_eq!(sigmoid(-1e4), 0.0);
/// assert!(sigmoid(-710.0) > 0.0); // the textbook formula answers 0
/// ```
#[doc(alias = "logistic")]
#[doc(alias = "expit")]
// ANCHOR: sigmoid
pub fn sigmoid<F: NdFloat>(x: F) -> F {
    let shrinking = (-x.abs()).exp(); // at most 1, whatever x is
    let numerator = if x < F::zero() { shrinking } else { F::one() };
    numerator / (F::one() + shrinking)
}

/// The slope of the sigmoid, without the difference 1 − σ(x), which loses every
/// digit where σ(x) is near 1.
///
/// `σ′(x) = σ(x)(1 − σ(x)) = e^−|x| / (1 + e^−|x|)² ≤ ¼`
fn sigmoid_slope<F: NdFloat>(x: F) -> F {
    let shrinking = (-x.abs()).exp();
    let denominator = F::one() + shrinking;
    shrinking / (denominator * denominator)
}
// ANCHOR_END: sigmoid

/// The logistic function as an activation.
///
/// `σ(x) = 1 / (1 + e⁻ˣ)`, `σ′(x) = σ(x)(1 − σ(x)) ≤ ¼`
///
/// ```
/// use activations::{Activation, Sigmoid};
/// assert_eq!(Sigmoid.value(0.0), 0.5);
/// assert_eq!(Sigmoid.derivative(0.0), 0.25);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[doc(alias = "logistic")]
pub struct Sigmoid;

impl<F: NdFloat> Activation<F> for Sigmoid {
    fn value(&self, x: F) -> F {
        sigmoid(x)
    }

    fn derivative(&self, x: F) -> F {
        sigmoid_slope(x)
    }
}

/// The sigmoid of a stretched input: steep enough, it is a step.
///
/// `σₛ(x) = σ(s·x)`, `σₛ′(x) = s·σ′(s·x) ≤ s/4`
///
/// Source: S4 l.242, where s is written α; the factor s of the slope is missing at l.485 (ERR-60).
///
/// ```
/// use activations::{Activation, SteepSigmoid};
/// let steep = SteepSigmoid { steepness: 8.0 };
/// assert_eq!(steep.value(0.0), 0.5);
/// assert_eq!(steep.derivative(0.0), 2.0);
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
// ANCHOR: steep
pub struct SteepSigmoid<F> {
    /// The factor s on the input, positive.
    pub steepness: F,
}

impl<F: NdFloat> Activation<F> for SteepSigmoid<F> {
    fn value(&self, x: F) -> F {
        sigmoid(self.steepness * x)
    }

    fn derivative(&self, x: F) -> F {
        self.steepness * sigmoid_slope(self.steepness * x)
    }
}
// ANCHOR_END: steep
