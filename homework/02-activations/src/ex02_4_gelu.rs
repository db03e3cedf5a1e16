//! Find the bug: GELU, the rectifier inside most language models, with one mistake in its slope.
//!
//! GELU lets x through by the probability that a normally distributed number is smaller than x. That probability has
//! no simple formula, and what is computed mostly is an approximation with tanh (Hendrycks and Gimpel, 2016):
//!
//! ```text
//! u(x)     = √(2/π) (x + 0.044715 x³)
//! gelu(x)  = ½ x (1 + tanh u)
//! ```
//!
//! By the product rule and the chain rule, with tanh′(u) = 1 − tanh²(u), its slope is
//!
//! ```text
//! gelu′(x) = ½ (1 + tanh u) + ½ x (1 − tanh²(u)) u′(x)
//! ```
//!
//! where u′(x) is the derivative of the first line.
//!
//! `value` is right. `derivative` has *one* mistake: somebody typed it from memory. It is right at 0 and nearly right
//! close to it, and that is how it got past a hasty look. Compare it with difference quotients of `value`, as in the
//! chapter, and repair it.
//!
//! By hand: gelu(0) = 0 and gelu′(0) = ½. With the formula above gelu(1) = 0.841192 and gelu′(1) = 1.082964.
//!
//! Nothing panics here.
//!
//! # Hint
//!
//! Print the gap between the derivative and the quotient (f(x + h) − f(x − h)) / 2h for x = 0.1, 0.2 and 0.4. Each
//! time x doubles, the gap becomes eight times as large: it grows like x³, so it must come from a term with x²
//! inside, times the x in front. What is the derivative of x³?

use std::f64::consts::FRAC_2_PI;

use activations::Activation;

/// The Gaussian error linear unit, in its approximation with tanh.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Gelu;

/// What stands inside tanh: `√(2/π) (x + 0.044715 x³)`. This function is right.
fn inner(x: f64) -> f64 {
    FRAC_2_PI.sqrt() * (x + 0.044715 * x.powi(3))
}

impl Activation<f64> for Gelu {
    // This function is right.
    fn value(&self, x: f64) -> f64 {
        0.5 * x * (1.0 + inner(x).tanh())
    }

    fn derivative(&self, x: f64) -> f64 {
        //~ solution
        let tanh = inner(x).tanh();
        let inner_slope = FRAC_2_PI.sqrt() * (1.0 + 3.0 * 0.044715 * x.powi(2));
        0.5 * (1.0 + tanh) + 0.5 * x * (1.0 - tanh * tanh) * inner_slope
        //~ stub
        // let tanh = inner(x).tanh();
        // let inner_slope = FRAC_2_PI.sqrt() * (1.0 + 0.044715 * x.powi(2));
        // 0.5 * (1.0 + tanh) + 0.5 * x * (1.0 - tanh * tanh) * inner_slope
        //~ mutant leaves the slope of the inner function out
        // let tanh = inner(x).tanh();
        // 0.5 * (1.0 + tanh) + 0.5 * x * (1.0 - tanh * tanh)
        //~ mutant keeps the straight part of the inner function only
        // let tanh = inner(x).tanh();
        // 0.5 * (1.0 + tanh) + 0.5 * x * (1.0 - tanh * tanh) * FRAC_2_PI.sqrt()
        //~ mutant forgets to square the tanh
        // let tanh = inner(x).tanh();
        // let inner_slope = FRAC_2_PI.sqrt() * (1.0 + 3.0 * 0.044715 * x.powi(2));
        // 0.5 * (1.0 + tanh) + 0.5 * x * (1.0 - tanh) * inner_slope
        //~ mutant forgets the root
        // let tanh = inner(x).tanh();
        // let inner_slope = FRAC_2_PI * (1.0 + 3.0 * 0.044715 * x.powi(2));
        // 0.5 * (1.0 + tanh) + 0.5 * x * (1.0 - tanh * tanh) * inner_slope
        //~ mutant drops one power of x too few
        // let tanh = inner(x).tanh();
        // let inner_slope = FRAC_2_PI.sqrt() * (1.0 + 3.0 * 0.044715 * x.powi(3));
        // 0.5 * (1.0 + tanh) + 0.5 * x * (1.0 - tanh * tanh) * inner_slope
        //~ end
    }
}
