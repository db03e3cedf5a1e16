//! The exponential linear unit: a rectifier whose lower arm levels off.

use ndarray::NdFloat;

use crate::Activation;

/// The exponential linear unit.
///
/// `f(x) = x if x > 0, α(eˣ − 1) if x ≤ 0`, `f′(x) = 1 if x > 0, αeˣ = f(x) + α if x ≤ 0`
///
/// Smooth at zero for α = 1 only; for any other α the two arms meet there at an angle.
///
/// Source: S2 l.790, which calls the lower arm a logarithm (ERR-14).
///
/// ```
/// use activations::{Activation, Elu};
/// let elu = Elu { alpha: 2.0 };
/// assert_eq!((elu.value(-1e3), elu.value(3.0)), (-2.0, 3.0));
/// assert_eq!(elu.derivative(0.0), 2.0);
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
#[doc(alias = "ELU")]
pub struct Elu<F> {
    /// The lower arm levels off at −α.
    pub alpha: F,
}

impl<F: NdFloat> Activation<F> for Elu<F> {
    fn value(&self, x: F) -> F {
        // exp_m1(x) is eˣ − 1 without the subtraction, which would lose the digits of a small x.
        if x > F::zero() { x } else { self.alpha * x.exp_m1() }
    }

    fn derivative(&self, x: F) -> F {
        if x > F::zero() { F::one() } else { self.alpha * x.exp() }
    }

    fn kinks(&self) -> Vec<F> {
        if self.alpha == F::one() { Vec::new() } else { vec![F::zero()] }
    }
}
