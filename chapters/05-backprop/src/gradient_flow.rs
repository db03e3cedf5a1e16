//! How large signals are on their way in, and gradients on their way back.

use activations::Activation;
use ndarray::{Array1, Array2, ArrayRef, Dimension};

use crate::{Activate, Float, Layer, Linear, Mode, Parameters, Sequential};

/// The gradient at the front of a chain of single units: `∂C/∂z₁ = σ′(z₁) w₂ σ′(z₃) w₃ … ∂C/∂z_last`.
///
/// A factor `slope · weight` for every unit on the way, and *no* slope for the last one: its own is in `grad_last` already
/// (ERR-37). `links` holds the slope of each unit but the last with the weight that leaves it.
///
/// Source: S2 VAN-1.
///
/// ```
/// use backprop::gradient_at_front;
/// // Two units of slope ¼ before the last, weights 1 and 2.
/// assert_eq!(gradient_at_front(&[(0.25, 1.0), (0.25, 2.0)], 8.0), 1.0);
/// ```
// ANCHOR: gradient_at_front
pub fn gradient_at_front(links: &[(f64, f64)], grad_last: f64) -> f64 {
    links
        .iter()
        .rev()
        .fold(grad_last, |grad, (slope, weight)| slope * weight * grad)
}
// ANCHOR_END: gradient_at_front

/// A deep network of equal layers, each a [`Linear`] without bias to begin with and an activation, for measuring.
///
/// `first_weights` is asked for the weights of every layer, (`width`, `width`).
///
/// ```
/// use activations::Identity;
/// use backprop::{Layer, Mode, stack};
/// use ndarray::{Array2, array};
/// let mut doubling = stack(3, 1, &Identity, || array![[2.0]]);
/// assert_eq!(doubling.forward(array![[1.0]], Mode::Eval), array![[8.0]]);
/// ```
// ANCHOR: stack
pub fn stack<F: Float, A>(
    depth: usize,
    width: usize,
    activation: &A,
    mut first_weights: impl FnMut() -> Array2<F>,
) -> Sequential<F>
where
    A: Activation<F> + Clone + Send + 'static,
{
    (0..depth).fold(Sequential::new(), |network, _| {
        let linear = Linear::new(first_weights(), Array1::zeros(width));
        network.with(linear).with(Activate::new(activation.clone()))
    })
}
// ANCHOR_END: stack

/// The variance of what every layer puts out, first to last, for one batch.
///
/// Take a batch whose numbers have variance 1, and the list tells what the layers make of it.
///
/// # Shapes
/// `input`: (batch, in); the result: one number for each layer, activations included.
///
/// # Panics
/// If a layer puts out nothing at all.
// ANCHOR: signal_variances
pub fn signal_variances<F: Float>(
    network: &mut Sequential<F>,
    input: Array2<F>,
) -> Vec<F> {
    let mut signal = input;
    let mut variances = Vec::with_capacity(network.len());
    for layer in network.layers_mut() {
        signal = layer.forward(signal, Mode::Train);
        variances.push(variance(&signal));
    }
    variances
}
// ANCHOR_END: signal_variances

/// The mean square of the distances from the mean.
fn variance<F: Float, D: Dimension>(array: &ArrayRef<F, D>) -> F {
    let count = F::of(array.len() as f64);
    let mean = array.sum() / count;
    array.fold(F::zero(), |sum, &x| sum + (x - mean) * (x - mean)) / count
}

/// The root mean square of what every layer hands back to the one before it, first to last: `∂loss/∂input` of each.
///
/// Run the network forwards first; the parameters' gradients are summed up as in any backward pass.
///
/// # Shapes
/// `grad_output`: (batch, out); the result: one number for each layer, activations included.
// ANCHOR: gradient_sizes
pub fn gradient_sizes<F: Float>(
    network: &mut Sequential<F>,
    grad_output: Array2<F>,
) -> Vec<F> {
    let mut grad = grad_output;
    let mut sizes = Vec::with_capacity(network.len());
    for layer in network.layers_mut().iter_mut().rev() {
        grad = layer.backward(grad);
        sizes.push(root_mean_square(&grad));
    }
    sizes.reverse();
    sizes
}
// ANCHOR_END: gradient_sizes

/// The root mean square of every parameter's gradient, by name.
///
/// ```
/// use backprop::{Layer, Linear, Mode, parameter_gradient_sizes};
/// use ndarray::array;
/// let mut layer = Linear::new(array![[1.0, 1.0]], array![0.0]);
/// layer.forward(array![[3.0, 4.0]], Mode::Train);
/// layer.backward(array![[2.0]]);
/// // the gradient by the weights is (6, 8), and √((36 + 64)/2) is √50
/// assert_eq!(parameter_gradient_sizes(&mut layer)[0], ("weight".to_owned(), 50_f64.sqrt()));
/// ```
pub fn parameter_gradient_sizes<F: Float>(
    network: &mut (impl Parameters<F> + ?Sized),
) -> Vec<(String, F)> {
    let mut sizes = Vec::new();
    network.visit_params(&mut |name, param| {
        let squares = param.grad.iter().fold(F::zero(), |sum, &g| sum + g * g);
        sizes.push((
            name.to_owned(),
            (squares / F::of(param.grad.len() as f64)).sqrt(),
        ));
    });
    sizes
}

/// `√(mean of the squares)`; the size of a typical element, whatever its sign.
///
/// ```
/// use ndarray::array;
/// assert_eq!(backprop::root_mean_square(&array![3.0, -3.0]), 3.0);
/// ```
pub fn root_mean_square<F: Float, D: Dimension>(array: &ArrayRef<F, D>) -> F {
    (array.fold(F::zero(), |sum, &x| sum + x * x) / F::of(array.len() as f64))
        .sqrt()
}
