//! Bends made without an exponential: divisions, roots and squares.

use ndarray::NdFloat;

use crate::Activation;
use crate::constant::constant;

/// Softsign, also called `ElliotSig`: x over one more than its size.
///
/// `f(x) = x/(1 + |x|)`, `f′(x) = 1/(1 + |x|)²`
///
/// Source: S3 l.168, where the bars are lost (ERR-15).
///
/// ```
/// use activations::{Activation, Softsign};
/// assert_eq!(Softsign.value(-1.0), -0.5);
/// assert_eq!(Softsign.derivative(-1.0), 0.25);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[doc(alias = "ElliotSig")]
pub struct Softsign;

impl<F: NdFloat> Activation<F> for Softsign {
    fn value(&self, x: F) -> F {
        x / (F::one() + x.abs())
    }

    fn derivative(&self, x: F) -> F {
        let shrink = F::one() / (F::one() + x.abs());
        shrink * shrink
    }
}

/// The inverse square root unit: a line near zero, levelling off at ±1/√α.
///
/// `f(x) = x/√(1 + αx²)`, `f′(x) = (1/√(1 + αx²))³`
///
/// Source: S3 l.169.
///
/// ```
/// use activations::{Activation, Isru};
/// let unit = Isru { alpha: 3.0_f64 };
/// assert!((unit.value(1.0) - 0.5).abs() < 1e-15); // 1/√4
/// assert!((unit.derivative(1.0) - 0.125).abs() < 1e-15);
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Isru<F> {
    /// How early it levels off, positive.
    pub alpha: F,
}

impl<F: NdFloat> Isru<F> {
    // The hypotenuse of 1 and √α·x: squaring x itself would overflow, at 1.9e19 already in f32.
    fn inverse_root(&self, x: F) -> F {
        F::one() / F::one().hypot(self.alpha.sqrt() * x)
    }
}

impl<F: NdFloat> Activation<F> for Isru<F> {
    fn value(&self, x: F) -> F {
        x * self.inverse_root(x)
    }

    fn derivative(&self, x: F) -> F {
        self.inverse_root(x).powi(3)
    }
}

/// The inverse square root linear unit: [`Isru`] below zero, the identity above, and smooth where they meet.
///
/// `f(x) = x/√(1 + αx²) if x < 0, x if x ≥ 0`, `f′(x) = (1/√(1 + αx²))³ if x < 0, 1 if x ≥ 0`
///
/// Source: S3 l.173.
///
/// ```
/// use activations::{Activation, Isrlu};
/// let unit = Isrlu { alpha: 3.0_f64 };
/// assert!((unit.value(-1.0) + 0.5).abs() < 1e-15);
/// assert_eq!(unit.value(1.0), 1.0);
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Isrlu<F> {
    /// How early it levels off below zero, positive.
    pub alpha: F,
}

impl<F: NdFloat> Activation<F> for Isrlu<F> {
    fn value(&self, x: F) -> F {
        if x < F::zero() { Isru { alpha: self.alpha }.value(x) } else { x }
    }

    fn derivative(&self, x: F) -> F {
        if x < F::zero() { Isru { alpha: self.alpha }.derivative(x) } else { F::one() }
    }
}

/// The square nonlinearity: an S-shape out of two parabolas, exactly ±1 from ±2 on.
///
/// `f(x) = x − x|x|/4 if |x| ≤ 2, ±1 beyond`, `f′(x) = 1 − |x|/2 if |x| ≤ 2, 0 beyond`
///
/// Source: S3 l.174, whose derivative does not say where it ends (ERR-16).
///
/// ```
/// use activations::{Activation, Sqnl};
/// assert_eq!((Sqnl.value(1.0), Sqnl.value(3.0)), (0.75, 1.0));
/// assert_eq!((Sqnl.derivative(1.0), Sqnl.derivative(3.0)), (0.5, 0.0));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sqnl;

impl<F: NdFloat> Activation<F> for Sqnl {
    fn value(&self, x: F) -> F {
        if x.abs() > constant(2.0) { x.signum() } else { x - x * x.abs() / constant(4.0) }
    }

    fn derivative(&self, x: F) -> F {
        if x.abs() > constant(2.0) {
            F::zero()
        } else {
            F::one() - x.abs() / constant(2.0)
        }
    }
}
