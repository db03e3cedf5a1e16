//! A step of descent has the wrong unit: if the weight is measured in metres, the slope is so much loss *per metre*,
//! and a rate has to make up for that. *Adadelta* (Zeiler, 2012) multiplies by the size of its own recent steps, and
//! needs no rate in principle.
//!
//! ```text
//! r ← ρ r + (1 − ρ) g²            mean square of the gradients
//! d = √(u + ε) / √(r + ε) · g     the step
//! w ← w − η d                     η is 1 unless told otherwise
//! u ← ρ u + (1 − ρ) d²            mean square of the steps
//! ```
//!
//! The quotient g/√r has no unit, and √u has that of w. All memories start at 0, so ε decides how long the first step
//! is: it stands inside both roots. Write `adadelta_update` for the numbers of one parameter, and `step`. The
//! gradient is consumed, as always. In u goes d itself, without η.
//!
//! **By hand**: w = 1, g = 5, r = 5, u = 3, ρ = ½, ε = 1, η = 1. Then r = ½ · 5 + ½ · 25 = 15, d = √4/√16 · 5 = 2.5,
//! w = −1.5, and u = ½ · 3 + ½ · 6.25 = 4.625. With η = ½ only w is another: −0.25.
//!
//! # Hint
//!
//! `RmsProp` of the chapter is half of it; take its `State` with two names. Mind the order: the step takes the *old* u
//! and the *new* r.

use backprop::{Buffer, Float, ParamMut, Parameters};
use optimizers::{Optimizer, State};

/// The numbers of a step of Adadelta.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct AdadeltaFactors<F> {
    /// η.
    pub learning_rate: F,
    /// ρ, what a step leaves of both memories.
    pub rho: F,
    /// ε, inside both roots.
    pub eps: F,
}

/// One step of Adadelta for one parameter, and the gradient is consumed.
///
/// # Shapes
/// All slices: (n). `mean_square` is r, `mean_square_step` is u.
///
/// # Panics
/// If they are not equally long (this check is written for you).
#[track_caller]
pub fn adadelta_update<F: Float>(
    value: &mut [F],
    grad: &mut [F],
    mean_square: &mut [F],
    mean_square_step: &mut [F],
    by: &AdadeltaFactors<F>,
) {
    let lengths = [grad.len(), mean_square.len(), mean_square_step.len()];
    assert!(
        lengths.iter().all(|&length| length == value.len()),
        "adadelta_update: {} values, but slopes and memories are {lengths:?}",
        value.len()
    );
    //~ solution
    let fresh = F::one() - by.rho;
    let memories = mean_square.iter_mut().zip(mean_square_step);
    for ((value, grad), (r, u)) in value.iter_mut().zip(grad).zip(memories) {
        *r = optimizers::flush(by.rho * *r + fresh * (*grad * *grad));
        let step = (*u + by.eps).sqrt() / (*r + by.eps).sqrt() * *grad;
        *value -= by.learning_rate * step;
        *u = optimizers::flush(by.rho * *u + fresh * (step * step));
        *grad = F::zero();
    }
    //~ stub
    // todo!("ex06_5: one step of Adadelta for {} numbers", value.len())
    //~ mutant ε outside the roots, so that it never starts
    // let fresh = F::one() - by.rho;
    // let memories = mean_square.iter_mut().zip(mean_square_step);
    // for ((value, grad), (r, u)) in value.iter_mut().zip(grad).zip(memories) {
    //     *r = by.rho * *r + fresh * (*grad * *grad);
    //     let step = u.sqrt() / (r.sqrt() + by.eps) * *grad;
    //     *value -= by.learning_rate * step;
    //     *u = by.rho * *u + fresh * (step * step);
    //     *grad = F::zero();
    // }
    //~ mutant the roots the other way round
    // let fresh = F::one() - by.rho;
    // let memories = mean_square.iter_mut().zip(mean_square_step);
    // for ((value, grad), (r, u)) in value.iter_mut().zip(grad).zip(memories) {
    //     *r = by.rho * *r + fresh * (*grad * *grad);
    //     let step = (*r + by.eps).sqrt() / (*u + by.eps).sqrt() * *grad;
    //     *value -= by.learning_rate * step;
    //     *u = by.rho * *u + fresh * (step * step);
    //     *grad = F::zero();
    // }
    //~ mutant divides by the old mean square
    // let fresh = F::one() - by.rho;
    // let memories = mean_square.iter_mut().zip(mean_square_step);
    // for ((value, grad), (r, u)) in value.iter_mut().zip(grad).zip(memories) {
    //     let step = (*u + by.eps).sqrt() / (*r + by.eps).sqrt() * *grad;
    //     *r = by.rho * *r + fresh * (*grad * *grad);
    //     *value -= by.learning_rate * step;
    //     *u = by.rho * *u + fresh * (step * step);
    //     *grad = F::zero();
    // }
    //~ mutant remembers the step with the rate in it
    // let fresh = F::one() - by.rho;
    // let memories = mean_square.iter_mut().zip(mean_square_step);
    // for ((value, grad), (r, u)) in value.iter_mut().zip(grad).zip(memories) {
    //     *r = by.rho * *r + fresh * (*grad * *grad);
    //     let step = by.learning_rate * ((*u + by.eps).sqrt() / (*r + by.eps).sqrt() * *grad);
    //     *value -= step;
    //     *u = by.rho * *u + fresh * (step * step);
    //     *grad = F::zero();
    // }
    //~ mutant leaves the gradient
    // let fresh = F::one() - by.rho;
    // let memories = mean_square.iter_mut().zip(mean_square_step);
    // for ((value, grad), (r, u)) in value.iter_mut().zip(grad).zip(memories) {
    //     *r = by.rho * *r + fresh * (*grad * *grad);
    //     let step = (*u + by.eps).sqrt() / (*r + by.eps).sqrt() * *grad;
    //     *value -= by.learning_rate * step;
    //     *u = by.rho * *u + fresh * (step * step);
    // }
    //~ mutant remembers gradients in place of steps
    // let fresh = F::one() - by.rho;
    // let memories = mean_square.iter_mut().zip(mean_square_step);
    // for ((value, grad), (r, u)) in value.iter_mut().zip(grad).zip(memories) {
    //     *r = by.rho * *r + fresh * (*grad * *grad);
    //     let step = (*u + by.eps).sqrt() / (*r + by.eps).sqrt() * *grad;
    //     *value -= by.learning_rate * step;
    //     *u = by.rho * *u + fresh * (*grad * *grad);
    //     *grad = F::zero();
    // }
    //~ end
}

/// Descent whose steps are as long as its recent steps, where the gradient is as
/// large as its recent gradients.
#[derive(Debug, Clone, PartialEq)]
pub struct Adadelta<F = f32> {
    /// η, 1 at first.
    pub learning_rate: f64,
    /// ρ, 0.9 at first.
    pub rho: f64,
    /// ε, 10⁻⁶ at first.
    pub eps: f64,
    state: State<F, 2>,
}

impl<F: Float> Adadelta<F> {
    /// Adadelta with the defaults of `PyTorch`.
    pub fn new() -> Self {
        Self {
            learning_rate: 1.0,
            rho: 0.9,
            eps: 1e-6,
            state: State::new(["mean_square", "mean_square_step"]),
        }
    }
}

impl<F: Float> Default for Adadelta<F> {
    fn default() -> Self {
        Self::new()
    }
}

impl<F: Float> Optimizer<F> for Adadelta<F> {
    fn step(&mut self, network: &mut dyn Parameters<F>) {
        //~ solution
        let factors = AdadeltaFactors {
            learning_rate: F::of(self.learning_rate),
            rho: F::of(self.rho),
            eps: F::of(self.eps),
        };
        self.state.walk("Adadelta::step", network, |_, value, grad, [r, u]| {
            adadelta_update(value, grad, r, u, &factors);
        });
        //~ stub
        // todo!("ex06_5: one step of Adadelta for every parameter of the network")
        //~ mutant always at the rate 1
        // let factors = AdadeltaFactors { learning_rate: F::one(), rho: F::of(self.rho), eps: F::of(self.eps) };
        // self.state.walk("Adadelta::step", network, |_, value, grad, [r, u]| {
        //     adadelta_update(value, grad, r, u, &factors);
        // });
        //~ mutant forgets everything after each step
        // let factors = AdadeltaFactors {
        //     learning_rate: F::of(self.learning_rate),
        //     rho: F::of(self.rho),
        //     eps: F::of(self.eps),
        // };
        // self.state.prepare(network);
        // self.state.walk("Adadelta::step", network, |_, value, grad, [r, u]| {
        //     adadelta_update(value, grad, r, u, &factors);
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

impl<F: Float> Parameters<F> for Adadelta<F> {
    fn visit_params(&mut self, _visitor: &mut dyn FnMut(&str, ParamMut<'_, F>)) {}

    fn visit_buffers(&mut self, visitor: &mut dyn FnMut(&str, Buffer<'_, F>)) {
        self.state.visit(visitor);
    }
}
