//! Squares that are forgotten again.

use backprop::{Buffer, Float, ParamMut, Parameters};

use crate::state::assert_lengths;
use crate::{Optimizer, State, flush};

/// One step of `RMSProp`: `r ← β₂ r + (1 − β₂) g²`, `w ← w − η g / (√r + ε)`, and the gradient is consumed.
///
/// # Shapes
/// All slices: (n).
///
/// # Panics
/// If they are not equally long.
///
/// ```
/// use optimizers::rms_prop_update;
/// let (mut value, mut grad, mut mean_square) = ([1.0], [5.0], [7.0]);
/// rms_prop_update(&mut value, &mut grad, &mut mean_square, 1.0, 0.5, 0.0);
/// assert_eq!((value, mean_square), ([-0.25], [16.0])); // (7 + 25)/2; 1 − 5/4
/// ```
#[track_caller]
// ANCHOR: rms_prop_update
pub fn rms_prop_update<F: Float>(
    value: &mut [F],
    grad: &mut [F],
    mean_square: &mut [F],
    learning_rate: F,
    beta2: F,
    eps: F,
) {
    assert_lengths("rms_prop_update", value.len(), &[grad.len(), mean_square.len()]);
    let fresh = F::one() - beta2;
    for ((value, grad), mean_square) in value.iter_mut().zip(grad).zip(mean_square) {
        *mean_square = flush(beta2 * *mean_square + fresh * (*grad * *grad));
        *value -= learning_rate * *grad / (mean_square.sqrt() + eps);
        *grad = F::zero();
    }
}
// ANCHOR_END: rms_prop_update

/// Descent in which each parameter's rate is divided by the root mean square of its recent gradients.
///
/// `PyTorch`'s `RMSprop`, not centred, with its defaults: β₂ (there `alpha`) = 0.99, ε = 10⁻⁸ outside the root. Source: Tieleman and
/// Hinton 2012, a lecture.
///
/// ```
/// use backprop::Linear;
/// use ndarray::array;
/// use optimizers::{Optimizer, RmsProp};
/// let mut network = Linear::new(array![[1.0_f64]], array![0.0]);
/// network.weight.grad = array![[1000.0]];
/// RmsProp::new(0.01).step(&mut network);
/// assert!((network.weight.value[[0, 0]] - 0.9).abs() < 1e-9); // η g / √(0.01 g²) = 10 η
/// ```
#[derive(Debug, Clone, PartialEq)]
#[doc(alias = "RMSprop")]
// ANCHOR: rms_prop
pub struct RmsProp<F = f32> {
    /// η.
    #[doc(alias = "lr")]
    pub learning_rate: f64,
    /// β₂, the share of the mean square that a step leaves.
    #[doc(alias = "alpha")]
    pub beta2: f64,
    /// ε, added to the root.
    pub eps: f64,
    state: State<F, 1>,
}
// ANCHOR_END: rms_prop

impl<F: Float> RmsProp<F> {
    /// `RMSProp` at this rate.
    pub fn new(learning_rate: f64) -> Self {
        Self {
            learning_rate,
            beta2: 0.99,
            eps: 1e-8,
            state: State::new(["mean_square"]),
        }
    }
}

impl<F: Float> Optimizer<F> for RmsProp<F> {
    fn step(&mut self, network: &mut dyn Parameters<F>) {
        let [learning_rate, beta2, eps] =
            [self.learning_rate, self.beta2, self.eps].map(F::of);
        self.state.walk("RmsProp::step", network, |_, value, grad, [mean_square]| {
            rms_prop_update(value, grad, mean_square, learning_rate, beta2, eps);
        });
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

impl<F: Float> Parameters<F> for RmsProp<F> {
    fn visit_params(&mut self, _visitor: &mut dyn FnMut(&str, ParamMut<'_, F>)) {}

    fn visit_buffers(&mut self, visitor: &mut dyn FnMut(&str, Buffer<'_, F>)) {
        self.state.visit(visitor);
    }
}
