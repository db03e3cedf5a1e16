//! The rectifiers with straight arms: ReLU, and the two that leak below zero.

use ndarray::NdFloat;

use crate::Activation;

/// The rectified linear unit: the positive part.
///
/// `f(x) = max(0, x)`, `f′(x) = 0 if x ≤ 0, 1 if x > 0`
///
/// There is no slope at 0. Any number from 0 to 1 serves there; this crate answers 0, as PyTorch does, the lecture 1 (ERR-7).
///
/// Source: S0 l.358, S2 l.765, S3 l.175.
///
/// ```
/// use activations::{Activation, Relu};
/// assert_eq!((Relu.value(-3.0), Relu.value(3.0)), (0.0, 3.0));
/// assert_eq!((Relu.derivative(-3.0), Relu.derivative(0.0), Relu.derivative(3.0)), (0.0, 0.0, 1.0));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[doc(alias = "ReLU")]
// ANCHOR: relu
pub struct Relu;

impl<F: NdFloat> Activation<F> for Relu {
    fn value(&self, x: F) -> F {
        // Not x.max(0), which would turn NaN into 0.
        if x < F::zero() { F::zero() } else { x }
    }

    fn derivative(&self, x: F) -> F {
        if x > F::zero() { F::one() } else { F::zero() }
    }

    fn kinks(&self) -> Vec<F> {
        vec![F::zero()]
    }
}
// ANCHOR_END: relu

/// A rectifier that lets a fixed fraction through below zero.
///
/// `f(x) = a·x if x < 0, x if x ≥ 0`, `f′(x) = a if x ≤ 0, 1 if x > 0`
///
/// Source: S2 l.777, S3 l.177, with a = 0.01.
///
/// ```
/// use activations::{Activation, LeakyRelu};
/// let leaky = LeakyRelu { negative_slope: 0.01 };
/// assert_eq!((leaky.value(-1.0), leaky.value(1.0)), (-0.01, 1.0));
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
#[doc(alias = "LeakyReLU")]
#[doc(alias = "leaky_relu")]
pub struct LeakyRelu<F> {
    /// The slope a below zero.
    pub negative_slope: F,
}

impl<F: NdFloat> Activation<F> for LeakyRelu<F> {
    fn value(&self, x: F) -> F {
        if x < F::zero() { self.negative_slope * x } else { x }
    }

    fn derivative(&self, x: F) -> F {
        if x > F::zero() { F::one() } else { self.negative_slope }
    }

    fn kinks(&self) -> Vec<F> {
        vec![F::zero()]
    }
}

/// A leaky rectifier whose slope below zero is a parameter that the network learns.
///
/// `f(x; a) = a·x if x < 0, x if x ≥ 0`, `∂f/∂x = a or 1`, `∂f/∂a = x if x < 0, 0 if x ≥ 0`
///
/// Source: S3 l.178. Being learned is what sets it apart, not the value of its slope (ERR-13).
///
/// ```
/// use activations::{Activation, ParametricRelu};
/// let unit = ParametricRelu { negative_slope: 0.25 };
/// assert_eq!(unit.value(-2.0), -0.5);
/// assert_eq!(unit.slope_derivative(-2.0), -2.0); // raising the slope by 1 lowers the output by 2
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
#[doc(alias = "PReLU")]
pub struct ParametricRelu<F> {
    /// The slope a below zero, learned.
    pub negative_slope: F,
}

// ANCHOR: prelu
impl<F: NdFloat> ParametricRelu<F> {
    /// How the output changes with the learned slope: ∂f/∂a.
    pub fn slope_derivative(&self, x: F) -> F {
        if x < F::zero() { x } else { F::zero() }
    }
}
// ANCHOR_END: prelu

impl<F: NdFloat> Activation<F> for ParametricRelu<F> {
    fn value(&self, x: F) -> F {
        LeakyRelu { negative_slope: self.negative_slope }.value(x)
    }

    fn derivative(&self, x: F) -> F {
        LeakyRelu { negative_slope: self.negative_slope }.derivative(x)
    }

    fn kinks(&self) -> Vec<F> {
        vec![F::zero()]
    }
}
