//! Swish is the input times its own sigmoid: a ReLU that decides softly, and dips a little below zero before it gives
//! up.
//!
//! A steepness β ("beta") says how softly:
//!
//! ```text
//! swish(x)  = x σ(βx)
//! swish′(x) = σ(βx) + βx σ(βx) (1 − σ(βx))
//! ```
//!
//! With β = 1 it is also called `SiLU`. With β = 0 it is the straight line x/2, and for a large β it comes close to
//! the ReLU. (Ramachandran, Zoph and Le, 2017.)
//!
//! Implement the chapter's trait `Activation<f64>` for `Swish`: `value` and `derivative`. It has no kinks, so the
//! trait's own `kinks` stays. Both functions must be right for any x from −1000 to 1000 (with β from 0 to 10): swish
//! of 1000 is 1000, of −1000 it is 0, and nothing is ever NaN.
//!
//! By hand, with β = 1 and x = ln 3 = 1.0986: e to the power −ln 3 is 1/3, so σ = 1 / (1 + 1/3) = 3/4. The value is
//! 1.0986 · 3/4 = 0.8240 and the slope 3/4 + 1.0986 · 3/4 · 1/4 = 0.9560.
//!
//! Nothing panics here.
//!
//! # Hint
//!
//! The formula of the slope is the product rule: two factors, x and σ(βx). The derivative of the second is β σ′(βx),
//! where the chain rule brings the β out. The chapter has a `sigmoid` that cannot overflow and, in
//! `Sigmoid.derivative`, its slope.

use activations::{Activation, Sigmoid, sigmoid};

/// `swish(x) = x σ(βx)`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Swish {
    /// The steepness β, not negative.
    pub beta: f64,
}

impl Activation<f64> for Swish {
    fn value(&self, x: f64) -> f64 {
        //~ solution
        x * sigmoid(self.beta * x)
        //~ stub
        // todo!("ex02_2: x times the sigmoid of beta x, for x = {x}")
        //~ mutant ignores beta
        // x * sigmoid(x)
        //~ mutant divides two infinities where x is large
        // x * (self.beta * x).exp() / (1.0 + (self.beta * x).exp())
        //~ mutant multiplies by beta in front
        // self.beta * x * sigmoid(self.beta * x)
        //~ end
    }

    fn derivative(&self, x: f64) -> f64 {
        //~ solution
        sigmoid(self.beta * x) + self.beta * x * Sigmoid.derivative(self.beta * x)
        //~ stub
        // todo!("ex02_2: the slope of swish at x = {x}")
        //~ mutant forgets the second term of the product rule
        // sigmoid(self.beta * x)
        //~ mutant forgets the first term of the product rule
        // self.beta * x * Sigmoid.derivative(self.beta * x)
        //~ mutant forgets the inner derivative
        // sigmoid(self.beta * x) + x * Sigmoid.derivative(self.beta * x)
        //~ mutant multiplies slopes where values belong
        // Sigmoid.derivative(self.beta * x) * self.beta
        //~ end
    }
}
