//! Step and sign: the threshold of chapter 1, and what happens exactly at it.

use std::cmp::Ordering;

use ndarray::NdFloat;

use crate::Activation;
use crate::constant::constant;

/// The unit step: 0 below zero, 1 above, and a value at zero that is a convention.
///
/// `f(x) = 0 if x < 0, at_zero if x = 0, 1 if x > 0`, `f′(x) = 0 if x ≠ 0`
///
/// Source: S0 l.328 (one half at zero), S3 l.163 (one), S2 l.205 (zero); ERR-8.
///
/// ```
/// use activations::{Activation, Step};
/// assert_eq!(Step::closed().value(0.0), 1.0);
/// assert_eq!(Step::half().value(0.0), 0.5);
/// assert_eq!(Step::open().value(0.0), 0.0);
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
#[doc(alias = "heaviside")]
#[doc(alias = "Threshold")]
// ANCHOR: step
pub struct Step<F> {
    /// The value at zero.
    pub at_zero: F,
}
// ANCHOR_END: step

impl<F: NdFloat> Step<F> {
    /// Fires at zero: 1 for x ≥ 0 (S3).
    pub fn closed() -> Self {
        Self { at_zero: F::one() }
    }

    /// Half-way at zero (S0), which makes `step(-x) = 1 - step(x)` true everywhere.
    pub fn half() -> Self {
        Self { at_zero: constant(0.5) }
    }

    /// Does not fire at zero: 1 for x > 0 only (the strict thresholds of S2 and S4, and this book's since chapter 1).
    pub fn open() -> Self {
        Self { at_zero: F::zero() }
    }
}

impl<F: NdFloat> Activation<F> for Step<F> {
    fn value(&self, x: F) -> F {
        by_sign(x, F::zero(), self.at_zero, F::one())
    }

    fn derivative(&self, _x: F) -> F {
        F::zero()
    }

    fn kinks(&self) -> Vec<F> {
        vec![F::zero()]
    }
}

/// The sign: −1 below zero, 1 above, and a value at zero that is a convention.
///
/// `f(x) = −1 if x < 0, at_zero if x = 0, 1 if x > 0`, `f′(x) = 0 if x ≠ 0`
///
/// Not Rust's `signum`, which answers 1 at `0.0` and −1 at `-0.0`.
///
/// Source: S0 l.328 (0 at zero), S4 l.255 (1) and l.377 (−1); ERR-8.
///
/// ```
/// use activations::{Activation, Sign};
/// assert_eq!(Sign::centred().value(-0.0), 0.0);
/// assert_eq!(Sign::closed().value(-0.0), 1.0);
/// assert_eq!(Sign::open().value(-0.0), -1.0);
/// assert_eq!((-0.0_f64).signum(), -1.0);
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
#[doc(alias = "sgn")]
pub struct Sign<F> {
    /// The value at zero.
    pub at_zero: F,
}

impl<F: NdFloat> Sign<F> {
    /// 0 at zero (S0).
    pub fn centred() -> Self {
        Self { at_zero: F::zero() }
    }

    /// −1 at zero: only a positive sum is a yes (S4's perceptron rule, and this book's chapter 1).
    pub fn open() -> Self {
        Self { at_zero: -F::one() }
    }

    /// 1 at zero (S4's sgn).
    pub fn closed() -> Self {
        Self { at_zero: F::one() }
    }
}

impl<F: NdFloat> Activation<F> for Sign<F> {
    fn value(&self, x: F) -> F {
        by_sign(x, -F::one(), self.at_zero, F::one())
    }

    fn derivative(&self, _x: F) -> F {
        F::zero()
    }

    fn kinks(&self) -> Vec<F> {
        vec![F::zero()]
    }
}

/// One of three values by the sign of `x`; NaN stays NaN, so that a broken number is seen and not turned into a 0 or 1.
fn by_sign<F: NdFloat>(x: F, below: F, at_zero: F, above: F) -> F {
    match x.partial_cmp(&F::zero()) {
        Some(Ordering::Less) => below,
        Some(Ordering::Equal) => at_zero,
        Some(Ordering::Greater) => above,
        None => x,
    }
}
