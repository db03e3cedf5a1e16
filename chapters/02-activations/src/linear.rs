//! Straight lines: the identity, and the ramp that is a line between two clips.

use ndarray::NdFloat;

use crate::Activation;
use crate::constant::constant;

/// No activation at all.
///
/// `f(x) = x`, `f′(x) = 1`
///
/// Source: S0 l.336, S3 l.162.
///
/// ```
/// use activations::{Activation, Identity};
/// assert_eq!(Identity.value(-2.5), -2.5);
/// assert_eq!(Identity.derivative(-2.5), 1.0);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[doc(alias = "linear")]
pub struct Identity;

impl<F: NdFloat> Activation<F> for Identity {
    fn value(&self, x: F) -> F {
        x
    }

    fn derivative(&self, _x: F) -> F {
        F::one()
    }
}

/// A line of slope 1 through the middle of its range at x = 0, clipped at both ends.
///
/// `f(x) = min(high, max(low, x + (low + high)/2))`, `f′(x) = 1` between the clips, 0 beyond
///
/// Source: S4 l.231 and l.252. The figures there are lost: slope and middle are our reading, the ranges are theirs.
///
/// ```
/// use activations::{Activation, Ramp};
/// assert_eq!(Ramp::unit().value(0.25), 0.75);
/// assert_eq!(Ramp::symmetric().value(-3.0), -1.0);
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
#[doc(alias = "Hardtanh")]
#[doc(alias = "hard_tanh")]
#[doc(alias = "piecewise linear")]
pub struct Ramp<F> {
    /// The lower clip.
    pub low: F,
    /// The upper clip.
    pub high: F,
}

impl<F: NdFloat> Ramp<F> {
    /// From 0 to 1: the step with its cliff made into a slope.
    pub fn unit() -> Self {
        Self { low: F::zero(), high: F::one() }
    }

    /// From −1 to 1: the sign with its cliff made into a slope.
    pub fn symmetric() -> Self {
        Self { low: -F::one(), high: F::one() }
    }

    fn middle(&self) -> F {
        (self.low + self.high) * constant(0.5)
    }
}

impl<F: NdFloat> Activation<F> for Ramp<F> {
    // Comparisons, not min and max: those two would turn NaN into a clip.
    fn value(&self, x: F) -> F {
        let height = x + self.middle();
        if height < self.low {
            self.low
        } else if height > self.high {
            self.high
        } else {
            height
        }
    }

    fn derivative(&self, x: F) -> F {
        let height = x + self.middle();
        if height > self.low && height <= self.high { F::one() } else { F::zero() }
    }

    fn kinks(&self) -> Vec<F> {
        vec![self.low - self.middle(), self.high - self.middle()]
    }
}
