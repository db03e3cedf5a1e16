//! The view of S0: one matrix product a layer, for a whole batch.

use activations::{Activation, Affine, LayerTrace, slopes};
use ndarray::{Array1, Array2, ArrayRef2, Axis};

use crate::Float;
use crate::layer::assert_grad_shape;

/// The gradients of one layer's parameters.
#[derive(Debug, Clone, PartialEq)]
pub struct AffineGradient<F> {
    /// (outputs, inputs), like the weights.
    pub weight: Array2<F>,
    /// (outputs), like the biases.
    pub bias: Array1<F>,
}

/// The gradients by the weighted sums of every layer, from the last to the first: `δˡ = σ′(zˡ) ⊙ ((Wˡ⁺¹)ᵀ δˡ⁺¹)`.
///
/// Examples are rows here, so that the transposed product of the formula is written `∆ˡ⁺¹ Wˡ⁺¹`.
///
/// # Shapes
/// `grad_output`: (batch, outputs), `∂loss/∂y`; the result: one (batch, units) for each layer, first to last.
///
/// # Panics
/// If `grad_output` has not the shape of the outputs.
///
/// Source: S0 BP-15, with δ = +∂loss/∂z (ERR-34).
#[track_caller]
// ANCHOR: deltas
pub fn deltas<F: Float>(
    layers: &[Affine<F>],
    activation: &impl Activation<F>,
    trace: &[LayerTrace<F>],
    grad_output: &ArrayRef2<F>,
) -> Vec<Array2<F>> {
    assert_grad_shape(
        "deltas",
        grad_output.shape(),
        trace[trace.len() - 1].output.shape(),
    );
    let mut arriving = grad_output.to_owned();
    let mut deltas = Vec::with_capacity(layers.len());
    for (layer, values) in layers.iter().zip(trace).rev() {
        let delta = slopes(activation, &values.pre_activation) * &arriving;
        arriving = delta.dot(&layer.weight);
        deltas.push(delta);
    }
    deltas.reverse();
    deltas
}
// ANCHOR_END: deltas

/// The gradients of all weights and biases, summed over the batch: `∂loss/∂Wˡ = (∆ˡ)ᵀ Aˡ⁻¹`, `∂loss/∂bˡ` the column sums of `∆ˡ`.
///
/// # Shapes
/// `inputs`: (batch, inputs), what the trace was made from; `deltas`: what [`deltas`] returned.
///
/// # Panics
/// If there are as many deltas as layers in the trace, but of another batch.
///
/// Source: S0 BP-13, BP-14.
///
/// ```
/// use activations::{Sigmoid, forward, worked_network};
/// use ndarray::array;
/// let (network, inputs) = (worked_network::<f64>(), array![[1.0, -1.0]]);
/// let trace = forward(&network, &Sigmoid, &inputs);
/// let deltas = backprop::deltas(&network, &Sigmoid, &trace, &array![[1.0, 0.0]]);
/// let gradients = backprop::matrix_gradients(&inputs, &trace, &deltas);
/// assert_eq!(gradients[0].weight.row(0), array![gradients[0].bias[0], -gradients[0].bias[0]]); // δ times (1, −1)
/// ```
#[track_caller]
// ANCHOR: matrix_gradients
pub fn matrix_gradients<F: Float>(
    inputs: &ArrayRef2<F>,
    trace: &[LayerTrace<F>],
    deltas: &[Array2<F>],
) -> Vec<AffineGradient<F>> {
    let outputs = trace.iter().map(|values| &values.output as &ArrayRef2<F>);
    std::iter::once(inputs)
        .chain(outputs)
        .zip(deltas)
        .map(|(input, delta)| AffineGradient {
            weight: delta.t().dot(input),
            bias: delta.sum_axis(Axis(0)),
        })
        .collect()
}
// ANCHOR_END: matrix_gradients
