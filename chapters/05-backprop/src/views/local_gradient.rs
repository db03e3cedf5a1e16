//! The view of S4: errors, local gradients with a minus inside, and changes that are added.

use activations::{Activation, Affine, LayerTrace};
use ndarray::{Array1, Array2, ArrayRef1};

use crate::layer::assert_grad_shape;

/// The local gradients `δ = −∂R/∂v` of every unit, for `R = ½ Σ eⱼ²` and the error `e` = target − output.
///
/// At an output unit `δⱼ = eⱼ ψ′(vⱼ)`, at a hidden unit `δᵢ = ψ′(vᵢ) Σⱼ δⱼ wⱼᵢ`. The minus is in δ, so that a change *along*
/// δ goes downhill.
///
/// # Shapes
/// `trace`: of a batch of one example; `errors`: (outputs); the result: one (units) for each layer, first to last.
///
/// # Panics
/// If there is not one error for each output.
///
/// Source: S4 BP-16 to BP-19, with the slips of ERR-35 put right.
///
/// ```
/// use activations::{Affine, Identity, forward};
/// use ndarray::array;
/// let layer = Affine::new(array![[2.0]], array![0.0]);
/// let trace = forward(&[layer.clone()], &Identity, &array![[3.0]]);
/// // target 7, output 6, error 1, slope 1
/// assert_eq!(backprop::local_gradients(&[layer], &Identity, &trace, &array![1.0]), [array![1.0]]);
/// ```
#[track_caller]
// ANCHOR: local_gradients
pub fn local_gradients(
    layers: &[Affine<f64>],
    activation: &impl Activation<f64>,
    trace: &[LayerTrace<f64>],
    errors: &ArrayRef1<f64>,
) -> Vec<Array1<f64>> {
    let outputs = trace[trace.len() - 1].output.ncols();
    assert_grad_shape("local_gradients", errors.shape(), &[outputs]);
    let mut blame = errors.to_owned(); // of an output unit: its own error
    let mut local_gradients = Vec::with_capacity(layers.len());
    for (layer, values) in layers.iter().zip(trace).rev() {
        let local =
            values.pre_activation.row(0).mapv(|v| activation.derivative(v))
                * &blame;
        // of a hidden unit: a share of the error of everyone that it feeds
        blame = layer.weight.t().dot(&local);
        local_gradients.push(local);
    }
    local_gradients.reverse();
    local_gradients
}
// ANCHOR_END: local_gradients

/// By how much each weight changes: rate × local gradient × input signal, `Δwⱼᵢ = λ δⱼ fᵢ`.
///
/// The input signal is the *output* of the unit before, not its sum. To be added; momentum (chapter 6) keeps and reuses it.
///
/// # Shapes
/// `local_gradients`: (outputs); `input_signals`: (inputs); the result: (outputs, inputs), like the weights.
///
/// Source: S4 BP-20, ERR-35.
///
/// ```
/// use ndarray::array;
/// assert_eq!(backprop::weight_change(0.5, &array![1.0, -2.0], &array![4.0]), array![[2.0], [-4.0]]);
/// ```
// ANCHOR: weight_change
pub fn weight_change(
    learning_rate: f64,
    local_gradients: &ArrayRef1<f64>,
    input_signals: &ArrayRef1<f64>,
) -> Array2<f64> {
    Array2::from_shape_fn(
        (local_gradients.len(), input_signals.len()),
        |(j, i)| learning_rate * local_gradients[j] * input_signals[i],
    )
}
// ANCHOR_END: weight_change
