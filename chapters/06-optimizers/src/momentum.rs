//! Steps that remember where they were going.

use backprop::{Buffer, Float, ParamMut, Parameters};

use crate::state::assert_lengths;
use crate::{Optimizer, State, flush};

/// One step with momentum: `v ← μv + g`, `w ← w − ηv`, and the gradient is consumed.
///
/// # Shapes
/// All slices: (n).
///
/// # Panics
/// If they are not equally long.
///
/// ```
/// use optimizers::momentum_update;
/// let (mut value, mut grad, mut velocity) = ([1.0], [2.0], [4.0]);
/// momentum_update(&mut value, &mut grad, &mut velocity, 0.25, 0.5);
/// assert_eq!((value, grad, velocity), ([0.0], [0.0], [4.0])); // v = 0.5 · 4 + 2
/// ```
#[track_caller]
// ANCHOR: momentum_update
pub fn momentum_update<F: Float>(
    value: &mut [F],
    grad: &mut [F],
    velocity: &mut [F],
    learning_rate: F,
    momentum: F,
) {
    assert_lengths("momentum_update", value.len(), &[grad.len(), velocity.len()]);
    for ((value, grad), velocity) in value.iter_mut().zip(grad).zip(velocity) {
        *velocity = flush(momentum * *velocity + *grad);
        *value -= learning_rate * *velocity;
        *grad = F::zero();
    }
}
// ANCHOR_END: momentum_update

/// One step of Nesterov's: `v ← μv + g`, `w ← w − η(g + μv)`.
///
/// The gradient counts once more, as if the next step's decay had been made already: the slope is felt a step ahead.
///
/// # Shapes
/// All slices: (n).
///
/// # Panics
/// If they are not equally long.
///
/// ```
/// use optimizers::nesterov_update;
/// let (mut value, mut grad, mut velocity) = ([1.0], [2.0], [4.0]);
/// nesterov_update(&mut value, &mut grad, &mut velocity, 0.25, 0.5);
/// assert_eq!((value, grad, velocity), ([0.0], [0.0], [4.0])); // v = 4 once more, and 2 + 0.5 · 4 = 4
/// ```
#[track_caller]
// ANCHOR: nesterov_update
pub fn nesterov_update<F: Float>(
    value: &mut [F],
    grad: &mut [F],
    velocity: &mut [F],
    learning_rate: F,
    momentum: F,
) {
    assert_lengths("nesterov_update", value.len(), &[grad.len(), velocity.len()]);
    for ((value, grad), velocity) in value.iter_mut().zip(grad).zip(velocity) {
        *velocity = flush(momentum * *velocity + *grad);
        *value -= learning_rate * (*grad + momentum * *velocity);
        *grad = F::zero();
    }
}
// ANCHOR_END: nesterov_update

/// Descent with a velocity: a sum of all gradients so far, in which each step leaves `μ` of what was.
///
/// `PyTorch`'s `SGD(momentum=μ)` without dampening, and with `nesterov=True` where [`Momentum::nesterov`] made it. A gradient that never
/// changes is multiplied by 1/(1 − μ), ten at μ = 0.9: lower the rate when you raise μ. Source: S2 OPT-11, S4 OPT-12; Polyak
/// 1964; Nesterov 1983, in the form of Sutskever and others 2013.
///
/// ```
/// use backprop::Linear;
/// use ndarray::array;
/// use optimizers::{Momentum, Optimizer};
/// let mut network = Linear::new(array![[1.0]], array![0.0]);
/// let mut optimizer = Momentum::new(0.25, 0.5);
/// for _step in 0..2 {
///     network.weight.grad = array![[2.0]];
///     optimizer.step(&mut network);
/// }
/// assert_eq!(network.weight.value, array![[-0.25]]); // 1 − 0.25 · 2 − 0.25 · (0.5 · 2 + 2)
/// ```
#[derive(Debug, Clone, PartialEq)]
#[doc(alias = "SGD")]
// ANCHOR: momentum
pub struct Momentum<F = f32> {
    /// η.
    #[doc(alias = "lr")]
    pub learning_rate: f64,
    /// μ, the share of the velocity that a step leaves.
    pub momentum: f64,
    /// Whether the slope is felt a step ahead.
    pub nesterov: bool,
    state: State<F, 1>,
}
// ANCHOR_END: momentum

impl<F: Float> Momentum<F> {
    /// Momentum as Polyak has it.
    pub fn new(learning_rate: f64, momentum: f64) -> Self {
        Self {
            learning_rate,
            momentum,
            nesterov: false,
            state: State::new(["velocity"]),
        }
    }

    /// Momentum as Nesterov has it.
    pub fn nesterov(learning_rate: f64, momentum: f64) -> Self {
        Self { nesterov: true, ..Self::new(learning_rate, momentum) }
    }
}

impl<F: Float> Optimizer<F> for Momentum<F> {
    // ANCHOR: momentum_step
    fn step(&mut self, network: &mut dyn Parameters<F>) {
        let (learning_rate, momentum) =
            (F::of(self.learning_rate), F::of(self.momentum));
        let update = if self.nesterov { nesterov_update } else { momentum_update };
        self.state.walk("Momentum::step", network, |_, value, grad, [velocity]| {
            update(value, grad, velocity, learning_rate, momentum);
        });
    }
    // ANCHOR_END: momentum_step

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

impl<F: Float> Parameters<F> for Momentum<F> {
    fn visit_params(&mut self, _visitor: &mut dyn FnMut(&str, ParamMut<'_, F>)) {}

    fn visit_buffers(&mut self, visitor: &mut dyn FnMut(&str, Buffer<'_, F>)) {
        self.state.visit(visitor);
    }
}
