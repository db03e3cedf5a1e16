//! S-shapes through the origin: tanh, the arc tangent, and the arsinh that never levels off.

use ndarray::NdFloat;

use crate::Activation;

/// The hyperbolic tangent: a sigmoid stretched to (−1, 1) and centred on zero.
///
/// `tanh x = (eˣ − e⁻ˣ)/(eˣ + e⁻ˣ) = 2σ(2x) − 1`, `tanh′ x = 1 − tanh² x = 1/cosh² x`
///
/// Source: S0 l.347, S2 l.757, S3 l.165, S4 l.257.
///
/// ```
/// use activations::{Activation, Tanh};
/// assert_eq!(Tanh.value(0.0), 0.0);
/// assert_eq!(Tanh.derivative(0.0), 1.0);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
// ANCHOR: tanh
pub struct Tanh;

impl<F: NdFloat> Activation<F> for Tanh {
    fn value(&self, x: F) -> F {
        x.tanh() // the quotient of exponentials is inf / inf from x = 710 on
    }

    fn derivative(&self, x: F) -> F {
        let sech = F::one() / x.cosh(); // squared last: cosh² overflows long before its inverse underflows
        sech * sech
    }
}
// ANCHOR_END: tanh

/// The arc tangent, between −π/2 and π/2.
///
/// `f(x) = arctan x`, `f′(x) = 1/(1 + x²)`
///
/// Source: S3 l.166.
///
/// ```
/// use activations::{Activation, ArcTan};
/// assert!((ArcTan.value(1.0) - std::f64::consts::FRAC_PI_4).abs() < 1e-15);
/// assert_eq!(ArcTan.derivative(1.0), 0.5);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[doc(alias = "atan")]
pub struct ArcTan;

impl<F: NdFloat> Activation<F> for ArcTan {
    fn value(&self, x: F) -> F {
        x.atan()
    }

    fn derivative(&self, x: F) -> F {
        F::one() / (F::one() + x * x)
    }
}

/// The area hyperbolic sine: a line near zero, a logarithm far out, with no ceiling.
///
/// `f(x) = arsinh x = ln(x + √(x² + 1))`, `f′(x) = 1/√(x² + 1)`
///
/// The formula with the logarithm loses every digit for large negative x, where it subtracts two equal numbers.
///
/// Source: S3 l.167.
///
/// ```
/// use activations::{Activation, ArSinh};
/// assert_eq!(ArSinh.value(0.0), 0.0);
/// assert!((ArSinh.value(-1e9) + (2e9_f64).ln()).abs() < 1e-14);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[doc(alias = "asinh")]
pub struct ArSinh;

impl<F: NdFloat> Activation<F> for ArSinh {
    fn value(&self, x: F) -> F {
        x.asinh()
    }

    fn derivative(&self, x: F) -> F {
        F::one() / F::one().hypot(x)
    }
}
