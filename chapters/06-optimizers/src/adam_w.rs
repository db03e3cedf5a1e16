//! Adam with weights that shrink by themselves.

use backprop::{Buffer, Float, ParamMut, Parameters};

use crate::{Adam, Optimizer};

/// Adam, with each parameter multiplied by `1 − ηλ` before the step.
///
/// The decay does not pass through the gradient, so it is not divided by the root mean square: every weight shrinks at the same pace, however
/// steep its slopes. `PyTorch`'s `AdamW`, which decays biases as well; [`weights_only`] spares them. Source: Loshchilov and Hutter
/// 2019, algorithm 2.
///
/// ```
/// use backprop::Linear;
/// use ndarray::array;
/// use optimizers::{AdamW, Optimizer};
/// let mut network = Linear::new(array![[8.0_f64]], array![8.0]);
/// AdamW::new(0.5, 0.25).step(&mut network); // no gradient: nothing but decay
/// assert_eq!(network.weight.value, array![[7.0]]); // 8 · (1 − 0.5 · 0.25)
/// ```
#[derive(Debug, Clone)]
// ANCHOR: adam_w
pub struct AdamW<F = f32> {
    /// The rule for the gradients.
    pub adam: Adam<F>,
    /// λ: a step keeps `1 − ηλ` of each parameter that decays.
    pub weight_decay: f64,
    /// Which parameters decay, by name: all of them unless told otherwise.
    pub decays: fn(&str) -> bool,
}
// ANCHOR_END: adam_w

impl<F: Float> Optimizer<F> for AdamW<F> {
    // ANCHOR: adam_w_step
    fn step(&mut self, network: &mut dyn Parameters<F>) {
        let keep = F::of(1.0 - self.adam.learning_rate * self.weight_decay);
        let decays = self.decays;
        self.adam.step_keeping("AdamW::step", network, |name| {
            if decays(name) { keep } else { F::one() }
        });
    }
    // ANCHOR_END: adam_w_step

    fn prepare(&mut self, network: &mut dyn Parameters<F>) {
        self.adam.prepare(network);
    }

    fn learning_rate(&self) -> f64 {
        self.adam.learning_rate
    }

    fn set_learning_rate(&mut self, learning_rate: f64) {
        self.adam.learning_rate = learning_rate;
    }
}

impl<F: Float> AdamW<F> {
    /// `AdamW` at this rate, with this decay of everything; `PyTorch`'s default for the decay is 0.01.
    pub fn new(learning_rate: f64, weight_decay: f64) -> Self {
        Self { adam: Adam::new(learning_rate), weight_decay, decays: |_| true }
    }
}

/// Whether a parameter is no bias, by its name: for [`AdamW::decays`].
///
/// A bias is called `bias`, or something that begins so, as the `bias_ih_l0` of PyTorch's recurrent layers.
///
/// ```
/// use optimizers::{AdamW, weights_only};
/// let optimizer = AdamW::<f32> { decays: weights_only, ..AdamW::new(0.001, 0.01) };
/// assert!((optimizer.decays)("0.weight") && !(optimizer.decays)("0.bias"));
/// assert!(weights_only("lstm.weight_hh_l0") && !weights_only("lstm.bias_hh_l0_reverse"));
/// ```
pub fn weights_only(name: &str) -> bool {
    !name.rsplit('.').next().is_some_and(|part| part.starts_with("bias"))
}

impl<F: Float> Parameters<F> for AdamW<F> {
    fn visit_params(&mut self, _visitor: &mut dyn FnMut(&str, ParamMut<'_, F>)) {}

    fn visit_buffers(&mut self, visitor: &mut dyn FnMut(&str, Buffer<'_, F>)) {
        self.adam.visit_buffers(visitor);
    }
}
