//! A rate for every parameter: divided by all the slopes it has seen.

use backprop::{Buffer, Float, ParamMut, Parameters};

use crate::state::assert_lengths;
use crate::{Optimizer, State, flush};

/// The steps that Adagrad makes from these gradients: `η g_k / √(g_0² + … + g_k²)`, to be subtracted.
///
/// Without ε, as on the slides: a gradient of 0 at the start gives NaN. Source: S2 OPT-5.
///
/// ```
/// use optimizers::adagrad_steps;
/// assert_eq!(adagrad_steps(&[3.0, -4.0], 1.0), [1.0, -0.8]); // 3/3, −4/5
/// ```
// ANCHOR: adagrad_steps
pub fn adagrad_steps(gradients: &[f64], learning_rate: f64) -> Vec<f64> {
    let mut sum = 0.0;
    let step = |grad: &f64| {
        sum += grad * grad;
        learning_rate / f64::sqrt(sum) * grad
    };
    gradients.iter().map(step).collect()
}
// ANCHOR_END: adagrad_steps

/// The same steps as the slides derive them: a rate that decays, `η/√(k+1)`, over the root mean square of the gradients.
///
/// The two roots of k + 1 cancel. Source: S2 OPT-2, OPT-4.
///
/// ```
/// use optimizers::adagrad_decayed_steps;
/// let steps = adagrad_decayed_steps(&[3.0, -4.0], 1.0);
/// assert!((steps[1] + 0.8).abs() < 1e-15);
/// ```
// ANCHOR: adagrad_decayed_steps
pub fn adagrad_decayed_steps(gradients: &[f64], learning_rate: f64) -> Vec<f64> {
    let step = |k: usize| {
        let count = (k + 1) as f64;
        let mean_square =
            gradients[..=k].iter().map(|grad| grad * grad).sum::<f64>() / count;
        learning_rate / count.sqrt() / mean_square.sqrt() * gradients[k]
    };
    (0..gradients.len()).map(step).collect()
}
// ANCHOR_END: adagrad_decayed_steps

/// One step of Adagrad: `s ← s + g²`, `w ← w − η g / (√s + ε)`, and the gradient is consumed.
///
/// # Shapes
/// All slices: (n).
///
/// # Panics
/// If they are not equally long.
///
/// ```
/// use optimizers::adagrad_update;
/// let (mut value, mut grad, mut sum) = ([1.0], [-4.0], [9.0]);
/// adagrad_update(&mut value, &mut grad, &mut sum, 1.0, 0.0);
/// assert_eq!((value, sum), ([1.8], [25.0])); // 1 + 4/5
/// ```
#[track_caller]
// ANCHOR: adagrad_update
pub fn adagrad_update<F: Float>(
    value: &mut [F],
    grad: &mut [F],
    sum: &mut [F],
    learning_rate: F,
    eps: F,
) {
    assert_lengths("adagrad_update", value.len(), &[grad.len(), sum.len()]);
    for ((value, grad), sum) in value.iter_mut().zip(grad).zip(sum) {
        *sum = flush(*sum + *grad * *grad);
        *value -= learning_rate * *grad / (sum.sqrt() + eps);
        *grad = F::zero();
    }
}
// ANCHOR_END: adagrad_update

/// Descent in which each parameter's rate is divided by the root of the sum of its squared gradients.
///
/// `PyTorch`'s `Adagrad`, with its defaults: ε = 10⁻¹⁰ outside the root. Source: S2 OPT-4 to OPT-8; Duchi, Hazan and Singer 2011.
///
/// ```
/// use backprop::Linear;
/// use ndarray::array;
/// use optimizers::{Adagrad, Optimizer};
/// let mut network = Linear::new(array![[1.0, 1.0]], array![0.0]);
/// network.weight.grad = array![[0.001, -1000.0]];
/// Adagrad::new(0.5).step(&mut network);
/// assert!((network.weight.value[[0, 0]] - 0.5_f64).abs() < 1e-6); // the first step: η sign g
/// assert!((network.weight.value[[0, 1]] - 1.5_f64).abs() < 1e-6);
/// ```
#[derive(Debug, Clone, PartialEq)]
// ANCHOR: adagrad
pub struct Adagrad<F = f32> {
    /// η.
    #[doc(alias = "lr")]
    pub learning_rate: f64,
    /// ε, added to the root so that 0 is not divided by 0.
    pub eps: f64,
    state: State<F, 1>,
}
// ANCHOR_END: adagrad

impl<F: Float> Adagrad<F> {
    /// Adagrad at this rate.
    pub fn new(learning_rate: f64) -> Self {
        Self { learning_rate, eps: 1e-10, state: State::new(["sum"]) }
    }
}

impl<F: Float> Optimizer<F> for Adagrad<F> {
    fn step(&mut self, network: &mut dyn Parameters<F>) {
        let (learning_rate, eps) = (F::of(self.learning_rate), F::of(self.eps));
        self.state.walk("Adagrad::step", network, |_, value, grad, [sum]| {
            adagrad_update(value, grad, sum, learning_rate, eps);
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

impl<F: Float> Parameters<F> for Adagrad<F> {
    fn visit_params(&mut self, _visitor: &mut dyn FnMut(&str, ParamMut<'_, F>)) {}

    fn visit_buffers(&mut self, visitor: &mut dyn FnMut(&str, Buffer<'_, F>)) {
        self.state.visit(visitor);
    }
}
