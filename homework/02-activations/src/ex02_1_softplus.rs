//! Softplus is the ReLU with its corner rounded off: almost 0 far to the left, almost `x` far to the right, and smooth
//! between.
//!
//! ```text
//! softplus(x)  = ln(1 + eˣ)
//! softplus′(x) = 1 / (1 + e⁻ˣ)      the sigmoid
//! ```
//!
//! Give [`Softplus`] its value and its derivative. Both take any finite `x`: softplus of 1000 is 1000, although e¹⁰⁰⁰ is far
//! beyond the largest `f64`, and softplus of −1000 is 0. The value keeps its digits where it is small: softplus of −40 is
//! 4.248354255291589e-18, not 0.
//!
//! By hand: softplus(0) = ln 2 = 0.6931…, softplus′(0) = ½.
//!
//! # Hint
//!
//! For positive `x` take the large part out of the logarithm: `ln(1 + eˣ) = x + ln(1 + e⁻ˣ)`. Then the exponential never
//! sees a positive number. `f64::ln_1p(y)` is `ln(1 + y)` without first adding a tiny `y` to 1, where its digits would be
//! lost. For the derivative, chapter 2 has a sigmoid already.

use activations::{Activation, sigmoid};

/// `softplus(x) = ln(1 + eˣ)`, an [`Activation`] for every finite `x`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Softplus;

impl Activation<f64> for Softplus {
    fn value(&self, x: f64) -> f64 {
        //~ solution
        x.max(0.0) + (-x.abs()).exp().ln_1p()
        //~ stub
        // todo!("ex02_1: ln(1 + e^x) for x = {x}, without overflow")
        //~ mutant overflows where x is large
        // x.exp().ln_1p()
        //~ mutant loses the digits of small values
        // x.max(0.0) + (1.0 + (-x.abs()).exp()).ln()
        //~ mutant is the ReLU itself
        // x.max(0.0)
        //~ mutant takes the large part out on both sides
        // x + (-x).exp().ln_1p()
        //~ end
    }

    fn derivative(&self, x: f64) -> f64 {
        //~ solution
        sigmoid(x)
        //~ stub
        // todo!("ex02_1: the slope of softplus at x = {x}")
        //~ mutant is the slope of the sigmoid, not of softplus
        // sigmoid(x) * (1.0 - sigmoid(x))
        //~ mutant divides two infinities
        // x.exp() / (1.0 + x.exp())
        //~ end
    }
}
