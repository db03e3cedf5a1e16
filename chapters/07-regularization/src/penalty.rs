//! What large weights cost.

use activations::{Activation, Sign};
use backprop::Float;

/// A price on each weight, added to the loss: `loss′(θ) = loss(θ) + Σ price(w)`.
///
/// A penalty of this kind looks at one weight at a time, so three functions of one number say all about it. [`penalise`](crate::penalise)
/// and [`shrink`](crate::shrink) apply them to a network. Source: S0 REG-8.
// ANCHOR: penalty
pub trait Penalty<F: Float = f32> {
    /// What this weight costs.
    fn value(&self, weight: F) -> F;

    /// The slope of the cost, where it has none a value between those beside it:
    /// what is added to the weight's gradient.
    fn slope(&self, weight: F) -> F;

    /// The place u with the smallest `½(u − w)² + η price(u)`: as cheap as can be
    /// had not too far from the weight.
    fn proximal(&self, weight: F, learning_rate: F) -> F;
}
// ANCHOR_END: penalty

/// `λ/2 w²`: the slope is `λw`, in proportion to the weight.
///
/// With the ½ of S0 (REG-11); S2 writes it without (REG-16), so that its λ is half of ours (ERR-45). λ is `PyTorch`'s `weight_decay`.
///
/// ```
/// use regularization::{L2, Penalty};
/// let l2 = L2 { lambda: 0.5 };
/// assert_eq!((l2.value(4.0), l2.slope(4.0)), (4.0, 2.0));
/// assert_eq!(l2.proximal(3.0, 1.0), 2.0); // 3/(1 + 1 · 0.5)
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
#[doc(alias = "ridge")]
// ANCHOR: l2
pub struct L2 {
    /// λ.
    pub lambda: f64,
}

impl<F: Float> Penalty<F> for L2 {
    fn value(&self, weight: F) -> F {
        F::of(0.5 * self.lambda) * weight * weight
    }

    fn slope(&self, weight: F) -> F {
        F::of(self.lambda) * weight
    }

    fn proximal(&self, weight: F, learning_rate: F) -> F {
        weight / (F::one() + learning_rate * F::of(self.lambda))
    }
}
// ANCHOR_END: l2

/// `λ|w|`: the slope is `λ sgn(w)`, however small the weight, and 0 at 0.
///
/// Source: S0 REG-12, S2 REG-15.
///
/// ```
/// use regularization::{L1, Penalty};
/// let l1 = L1 { lambda: 0.5 };
/// assert_eq!((l1.value(-4.0), l1.slope(-4.0), l1.slope(0.0)), (2.0, -0.5, 0.0));
/// assert_eq!((l1.proximal(3.0, 1.0), l1.proximal(-0.25, 1.0)), (2.5, 0.0));
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
#[doc(alias = "lasso")]
// ANCHOR: l1
pub struct L1 {
    /// λ.
    pub lambda: f64,
}

impl<F: Float> Penalty<F> for L1 {
    fn value(&self, weight: F) -> F {
        F::of(self.lambda) * weight.abs()
    }

    fn slope(&self, weight: F) -> F {
        F::of(self.lambda) * Sign::centred().value(weight)
    }

    fn proximal(&self, weight: F, learning_rate: F) -> F {
        soft_threshold(weight, learning_rate * F::of(self.lambda))
    }
}
// ANCHOR_END: l1

/// Both at once: `λ₁|w| + λ₂/2 w²`.
///
/// Zeros as from [`L1`]; of two weights whose inputs are alike it keeps both, as [`L2`] does. Zou and Hastie 2005, with ½ before λ₂.
///
/// ```
/// use regularization::{ElasticNet, Penalty};
/// let net = ElasticNet { l1: 0.5, l2: 1.0 };
/// assert_eq!((net.value(2.0), net.slope(2.0)), (3.0, 2.5)); // 1 + 2, ½ + 2
/// assert_eq!(net.proximal(3.0, 1.0), 1.25); // (3 − ½)/(1 + 1)
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
// ANCHOR: elastic_net
pub struct ElasticNet {
    /// λ₁, of the absolute values.
    pub l1: f64,
    /// λ₂, of half the squares.
    pub l2: f64,
}

impl ElasticNet {
    fn parts(&self) -> (L1, L2) {
        (L1 { lambda: self.l1 }, L2 { lambda: self.l2 })
    }
}

impl<F: Float> Penalty<F> for ElasticNet {
    fn value(&self, weight: F) -> F {
        let (l1, l2) = self.parts();
        l1.value(weight) + l2.value(weight)
    }

    fn slope(&self, weight: F) -> F {
        let (l1, l2) = self.parts();
        l1.slope(weight) + l2.slope(weight)
    }

    fn proximal(&self, weight: F, learning_rate: F) -> F {
        let (l1, l2) = self.parts();
        l2.proximal(l1.proximal(weight, learning_rate), learning_rate)
    }
}
// ANCHOR_END: elastic_net

/// Moves a number towards 0 by `threshold`, and no farther than 0: `sgn(x) max(0, |x| − t)`.
///
/// The place u with the smallest `½(u − x)² + t|u|`.
///
/// # Panics
/// If the threshold is negative or NaN.
///
/// ```
/// use regularization::soft_threshold;
/// assert_eq!([3.0, -3.0, 0.5, -0.5].map(|x| soft_threshold(x, 1.0)), [2.0, -2.0, 0.0, 0.0]);
/// ```
#[doc(alias = "softshrink")]
#[track_caller]
// ANCHOR: soft_threshold
pub fn soft_threshold<F: Float>(x: F, threshold: F) -> F {
    assert!(threshold >= F::zero(), "soft_threshold: the threshold is {threshold}");
    Sign::centred().value(x) * (x.abs() - threshold).max(F::zero())
}
// ANCHOR_END: soft_threshold
