//! Both memories at once: where the gradients point on average, and how large they are.

use backprop::{Buffer, Float, ParamMut, Parameters};
use ndarray::{Dimension, Ix1};

use crate::state::assert_lengths;
use crate::{Optimizer, State, flush};

/// The numbers that one step of Adam applies to every element.
#[derive(Debug, Clone, Copy, PartialEq)]
// ANCHOR: adam_factors
pub struct AdamFactors<F> {
    /// What is left of the parameter before the step: 1 in Adam, 1 − ηλ in `AdamW`.
    pub keep: F,
    /// β₁.
    pub beta1: F,
    /// 1 − β₁, from `f64`.
    pub fresh1: F,
    /// β₂.
    pub beta2: F,
    /// 1 − β₂, from `f64`.
    pub fresh2: F,
    /// η/(1 − β₁ᵏ): the rate, and the mean's correction.
    pub step_size: F,
    /// 1/√(1 − β₂ᵏ): the correction of the root mean square.
    pub root_correction: F,
    /// ε.
    pub eps: F,
}
// ANCHOR_END: adam_factors

/// One step of Adam, and the gradient is consumed:
/// `ḡ ← β₁ ḡ + (1 − β₁) g`, `r ← β₂ r + (1 − β₂) g²`, `w ← keep · w − step_size · ḡ / (√r · root_correction + ε)`.
///
/// One walk over memory for everything. Source: Kingma and Ba 2015, algorithm 1.
///
/// # Shapes
/// All slices: (n).
///
/// # Panics
/// If they are not equally long.
///
/// ```
/// use optimizers::{AdamFactors, adam_update};
/// let half = AdamFactors {
///     keep: 1.0, beta1: 0.5, fresh1: 0.5, beta2: 0.5, fresh2: 0.5, step_size: 1.0, root_correction: 1.0, eps: 0.0,
/// };
/// let (mut value, mut grad, mut mean, mut mean_square) = ([1.0], [5.0], [3.0], [7.0]);
/// adam_update(&mut value, &mut grad, &mut mean, &mut mean_square, &half);
/// assert_eq!((value, mean, mean_square), ([0.0], [4.0], [16.0])); // 1 − 4/√16
/// ```
#[track_caller]
// ANCHOR: adam_update
pub fn adam_update<F: Float>(
    value: &mut [F],
    grad: &mut [F],
    mean: &mut [F],
    mean_square: &mut [F],
    factors: &AdamFactors<F>,
) {
    assert_lengths(
        "adam_update",
        value.len(),
        &[grad.len(), mean.len(), mean_square.len()],
    );
    let by = *factors;
    let state = mean.iter_mut().zip(mean_square);
    for ((value, grad), (mean, mean_square)) in value.iter_mut().zip(grad).zip(state)
    {
        *mean = flush(by.beta1 * *mean + by.fresh1 * *grad);
        *mean_square = flush(by.beta2 * *mean_square + by.fresh2 * (*grad * *grad));
        let scale = mean_square.sqrt() * by.root_correction + by.eps;
        *value = by.keep * *value - by.step_size * *mean / scale;
        *grad = F::zero();
    }
}
// ANCHOR_END: adam_update

/// Descent along the mean of the gradients, divided by their root mean square, both corrected for having begun at zero.
///
/// `PyTorch`'s `Adam`, with its defaults: β₁ = 0.9, β₂ = 0.999, ε = 10⁻⁸ outside the root, after the correction. Source: Kingma and Ba 2015.
///
/// ```
/// use backprop::Linear;
/// use ndarray::array;
/// use optimizers::{Adam, Optimizer};
/// let mut network = Linear::new(array![[1.0, 1.0]], array![0.0]);
/// network.weight.grad = array![[0.001, -1000.0]];
/// Adam::new(0.5).step(&mut network);
/// assert!((network.weight.value[[0, 0]] - 0.5_f64).abs() < 1e-5); // the first step: η sign g
/// assert!((network.weight.value[[0, 1]] - 1.5_f64).abs() < 1e-5);
/// ```
#[derive(Debug, Clone, PartialEq)]
// ANCHOR: adam
pub struct Adam<F = f32> {
    /// η.
    #[doc(alias = "lr")]
    pub learning_rate: f64,
    /// β₁, the share of the mean that a step leaves.
    #[doc(alias = "betas")]
    pub beta1: f64,
    /// β₂, the share of the mean square that a step leaves.
    #[doc(alias = "betas")]
    pub beta2: f64,
    /// ε, added to the root.
    pub eps: f64,
    steps: [F; 1],
    state: State<F, 2>,
}
// ANCHOR_END: adam

impl<F: Float> Adam<F> {
    /// Adam at this rate.
    pub fn new(learning_rate: f64) -> Self {
        let state = State::new(["mean", "mean_square"]);
        Self {
            learning_rate,
            beta1: 0.9,
            beta2: 0.999,
            eps: 1e-8,
            steps: [F::zero()],
            state,
        }
    }

    /// How many steps were made. In `f32` the count ends at 2²⁴, where the corrections have long been 1.
    pub fn steps(&self) -> f64 {
        self.steps[0].to_f64().unwrap_or(f64::NAN)
    }

    /// What the next step applies, keeping so much of each parameter.
    // ANCHOR: factors
    fn factors(&self) -> AdamFactors<F> {
        let correction1 = 1.0 - self.beta1.powf(self.steps());
        let correction2 = 1.0 - self.beta2.powf(self.steps());
        AdamFactors {
            keep: F::one(),
            beta1: F::of(self.beta1),
            fresh1: F::of(1.0 - self.beta1),
            beta2: F::of(self.beta2),
            fresh2: F::of(1.0 - self.beta2),
            step_size: F::of(self.learning_rate / correction1),
            root_correction: F::of(1.0 / correction2.sqrt()),
            eps: F::of(self.eps),
        }
    }
    // ANCHOR_END: factors

    /// A step before which each parameter is multiplied by what `keep` answers to its name.
    pub(crate) fn step_keeping(
        &mut self,
        operation: &str,
        network: &mut dyn Parameters<F>,
        keep: impl Fn(&str) -> F,
    ) {
        self.steps[0] += F::one();
        let factors = self.factors();
        self.state.walk(
            operation,
            network,
            |name, value, grad, [mean, mean_square]| {
                let factors = AdamFactors { keep: keep(name), ..factors };
                adam_update(value, grad, mean, mean_square, &factors);
            },
        );
    }
}

impl<F: Float> Optimizer<F> for Adam<F> {
    fn step(&mut self, network: &mut dyn Parameters<F>) {
        self.step_keeping("Adam::step", network, |_| F::one());
    }

    fn prepare(&mut self, network: &mut dyn Parameters<F>) {
        self.steps = [F::zero()];
        self.state.prepare(network);
    }

    fn learning_rate(&self) -> f64 {
        self.learning_rate
    }

    fn set_learning_rate(&mut self, learning_rate: f64) {
        self.learning_rate = learning_rate;
    }
}

impl<F: Float> Parameters<F> for Adam<F> {
    fn visit_params(&mut self, _visitor: &mut dyn FnMut(&str, ParamMut<'_, F>)) {}

    fn visit_buffers(&mut self, visitor: &mut dyn FnMut(&str, Buffer<'_, F>)) {
        visitor("steps", Buffer { shape: Ix1(1).into_dyn(), value: &mut self.steps });
        self.state.visit(visitor);
    }
}
