//! Lion was found by a search over programs (Chen and others, 2023): an optimizer that keeps one memory in place of
//! Adam's two, and only the *sign* of its direction. Without decay every parameter moves by the same length η in every
//! step.
//!
//! ```text
//! c = β₁ m + (1 − β₁) g          where to go
//! w ← w − η ( sign(c) + λ w )    sign is −1, 0 or 1
//! m ← β₂ m + (1 − β₂) g          what is remembered
//! ```
//!
//! The λ is a weight decay. Direction and memory mix the old m and the gradient in different shares. Write
//! `lion_update` for the numbers of one parameter, and `step`, which applies it to every parameter of a network. As
//! with all optimizers of the chapter the gradient is *consumed*: 0 after the step. `flush` the memory as the others
//! do, or leave it; the tests do not ask.
//!
//! **By hand**: w = 1, g = −4, m = 2, η = ¼, β₁ = ½, β₂ = ¾. Then c = 1 − 2 = −1, its sign is −1, and without decay w
//! becomes 1 + ¼ = 1.25. The memory becomes ¾ · 2 + ¼ · (−4) = ½. With λ = 1 the step is ¼ (−1 + 1) = 0, and w stays 1.
//!
//! # Hint
//!
//! Look at `momentum_update` and `Momentum::step` in the chapter: yours have the same shape. Rust's `signum` of 0.0
//! is 1, not 0: a weight whose pixel is never lit would wander off.

use backprop::{Buffer, Float, ParamMut, Parameters};
use optimizers::{Optimizer, State};

/// The numbers of a step of Lion.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LionFactors<F> {
    /// η.
    pub learning_rate: F,
    /// β₁, the memory's share in the direction.
    pub beta1: F,
    /// β₂, what a step leaves of the memory.
    pub beta2: F,
    /// λ.
    pub weight_decay: F,
}

/// One step of Lion for one parameter, and the gradient is consumed.
///
/// # Shapes
/// All slices: (n).
///
/// # Panics
/// If they are not equally long (this check is written for you).
#[track_caller]
pub fn lion_update<F: Float>(
    value: &mut [F],
    grad: &mut [F],
    mean: &mut [F],
    by: &LionFactors<F>,
) {
    assert!(
        value.len() == grad.len() && value.len() == mean.len(),
        "lion_update: {} values, {} slopes, {} means",
        value.len(),
        grad.len(),
        mean.len()
    );
    //~ solution
    for ((value, grad), mean) in value.iter_mut().zip(grad).zip(mean) {
        let direction = by.beta1 * *mean + (F::one() - by.beta1) * *grad;
        let sign =
            if direction == F::zero() { F::zero() } else { direction.signum() };
        *value -= by.learning_rate * (sign + by.weight_decay * *value);
        *mean = optimizers::flush(by.beta2 * *mean + (F::one() - by.beta2) * *grad);
        *grad = F::zero();
    }
    //~ stub
    // todo!("ex06_3: one step of Lion for {} numbers", value.len())
    //~ mutant the sign of nothing is 1
    // for ((value, grad), mean) in value.iter_mut().zip(grad).zip(mean) {
    //     let direction = by.beta1 * *mean + (F::one() - by.beta1) * *grad;
    //     *value -= by.learning_rate * (direction.signum() + by.weight_decay * *value);
    //     *mean = by.beta2 * *mean + (F::one() - by.beta2) * *grad;
    //     *grad = F::zero();
    // }
    //~ mutant goes where the memory points, not where c does
    // for ((value, grad), mean) in value.iter_mut().zip(grad).zip(mean) {
    //     *mean = by.beta2 * *mean + (F::one() - by.beta2) * *grad;
    //     let sign = if *mean == F::zero() { F::zero() } else { mean.signum() };
    //     *value -= by.learning_rate * (sign + by.weight_decay * *value);
    //     *grad = F::zero();
    // }
    //~ mutant keeps c as its memory
    // for ((value, grad), mean) in value.iter_mut().zip(grad).zip(mean) {
    //     let direction = by.beta1 * *mean + (F::one() - by.beta1) * *grad;
    //     let sign = if direction == F::zero() { F::zero() } else { direction.signum() };
    //     *value -= by.learning_rate * (sign + by.weight_decay * *value);
    //     *mean = direction;
    //     *grad = F::zero();
    // }
    //~ mutant the decay does not know the rate
    // for ((value, grad), mean) in value.iter_mut().zip(grad).zip(mean) {
    //     let direction = by.beta1 * *mean + (F::one() - by.beta1) * *grad;
    //     let sign = if direction == F::zero() { F::zero() } else { direction.signum() };
    //     *value -= by.learning_rate * sign + by.weight_decay * *value;
    //     *mean = by.beta2 * *mean + (F::one() - by.beta2) * *grad;
    //     *grad = F::zero();
    // }
    //~ mutant leaves the gradient
    // for ((value, grad), mean) in value.iter_mut().zip(grad).zip(mean) {
    //     let direction = by.beta1 * *mean + (F::one() - by.beta1) * *grad;
    //     let sign = if direction == F::zero() { F::zero() } else { direction.signum() };
    //     *value -= by.learning_rate * (sign + by.weight_decay * *value);
    //     *mean = by.beta2 * *mean + (F::one() - by.beta2) * *grad;
    // }
    //~ mutant moves by c, not by its sign
    // for ((value, grad), mean) in value.iter_mut().zip(grad).zip(mean) {
    //     let direction = by.beta1 * *mean + (F::one() - by.beta1) * *grad;
    //     *value -= by.learning_rate * (direction + by.weight_decay * *value);
    //     *mean = by.beta2 * *mean + (F::one() - by.beta2) * *grad;
    //     *grad = F::zero();
    // }
    //~ end
}

/// Descent by the sign of a mean of gradients.
#[derive(Debug, Clone, PartialEq)]
pub struct Lion<F = f32> {
    /// η.
    pub learning_rate: f64,
    /// β₁, 0.9 at first.
    pub beta1: f64,
    /// β₂, 0.99 at first.
    pub beta2: f64,
    /// λ.
    pub weight_decay: f64,
    state: State<F, 1>,
}

impl<F: Float> Lion<F> {
    /// Lion at this rate, with this decay.
    pub fn new(learning_rate: f64, weight_decay: f64) -> Self {
        Self {
            learning_rate,
            beta1: 0.9,
            beta2: 0.99,
            weight_decay,
            state: State::new(["mean"]),
        }
    }
}

impl<F: Float> Optimizer<F> for Lion<F> {
    fn step(&mut self, network: &mut dyn Parameters<F>) {
        //~ solution
        let factors = LionFactors {
            learning_rate: F::of(self.learning_rate),
            beta1: F::of(self.beta1),
            beta2: F::of(self.beta2),
            weight_decay: F::of(self.weight_decay),
        };
        self.state.walk("Lion::step", network, |_, value, grad, [mean]| {
            lion_update(value, grad, mean, &factors);
        });
        //~ stub
        // todo!("ex06_3: one step of Lion for every parameter of the network")
        //~ mutant forgets everything after each step
        // let factors = LionFactors {
        //     learning_rate: F::of(self.learning_rate),
        //     beta1: F::of(self.beta1),
        //     beta2: F::of(self.beta2),
        //     weight_decay: F::of(self.weight_decay),
        // };
        // self.state.prepare(network);
        // self.state.walk("Lion::step", network, |_, value, grad, [mean]| {
        //     lion_update(value, grad, mean, &factors);
        // });
        //~ mutant swaps the two shares
        // let factors = LionFactors {
        //     learning_rate: F::of(self.learning_rate),
        //     beta1: F::of(self.beta2),
        //     beta2: F::of(self.beta1),
        //     weight_decay: F::of(self.weight_decay),
        // };
        // self.state.walk("Lion::step", network, |_, value, grad, [mean]| {
        //     lion_update(value, grad, mean, &factors);
        // });
        //~ end
    }

    fn prepare(&mut self, network: &mut dyn Parameters<F>) {
        self.state.prepare(network);
    }

    fn learning_rate(&self) -> f64 {
        self.learning_rate
    }

    fn set_learning_rate(&mut self, learning_rate: f64) {
        self.learning_rate = learning_rate;
    }
}

impl<F: Float> Parameters<F> for Lion<F> {
    fn visit_params(&mut self, _visitor: &mut dyn FnMut(&str, ParamMut<'_, F>)) {}

    fn visit_buffers(&mut self, visitor: &mut dyn FnMut(&str, Buffer<'_, F>)) {
        self.state.visit(visitor);
    }
}
