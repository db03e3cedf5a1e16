//! The step of chapter 4, as an optimizer.

use std::marker::PhantomData;

use backprop::{Float, ParamMut, Parameters, descend};

use crate::Optimizer;

/// Plain descent: `w ← w − η g`. It remembers nothing.
///
/// *Stochastic* is the gradient, of a batch in place of all examples; the rule does not care. Source: S2 GD-5, SGD-5.
///
/// ```
/// use backprop::Linear;
/// use ndarray::array;
/// use optimizers::{Optimizer, Sgd};
/// let mut network = Linear::new(array![[1.0]], array![0.0]);
/// network.weight.grad = array![[4.0]];
/// Sgd::new(0.25).step(&mut network);
/// assert_eq!(network.weight.value, array![[0.0]]);
/// ```
#[derive(Debug, Clone, PartialEq)]
// ANCHOR: sgd
pub struct Sgd<F = f32> {
    /// η.
    #[doc(alias = "lr")]
    pub learning_rate: f64,
    number: PhantomData<F>,
}
// ANCHOR_END: sgd

impl<F: Float> Optimizer<F> for Sgd<F> {
    // ANCHOR: sgd_step
    fn step(&mut self, network: &mut dyn Parameters<F>) {
        descend(network, F::of(self.learning_rate));
    }
    // ANCHOR_END: sgd_step

    fn prepare(&mut self, _network: &mut dyn Parameters<F>) {}

    fn learning_rate(&self) -> f64 {
        self.learning_rate
    }

    fn set_learning_rate(&mut self, learning_rate: f64) {
        self.learning_rate = learning_rate;
    }
}

impl<F> Sgd<F> {
    /// Descent at this rate.
    pub fn new(learning_rate: f64) -> Self {
        Self { learning_rate, number: PhantomData }
    }
}

impl<F> Parameters<F> for Sgd<F> {
    fn visit_params(&mut self, _visitor: &mut dyn FnMut(&str, ParamMut<'_, F>)) {}
}
