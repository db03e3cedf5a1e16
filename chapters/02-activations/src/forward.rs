//! A network: layers of weighted sums with a bend after each, and every number on the way.

use ndarray::{Array2, ArrayRef2, NdFloat};

use crate::{Activation, Affine, activate};

/// What one layer computed for a batch.
#[derive(Debug, Clone, PartialEq)]
pub struct LayerTrace<F> {
    /// z: the weighted sums, (batch, units).
    pub pre_activation: Array2<F>,
    /// a: the activation of each, (batch, units).
    pub output: Array2<F>,
}

/// Runs a network and keeps what every layer computed, in order.
///
/// `zˡ = Wˡaˡ⁻¹ + bˡ`, `aˡ = f(zˡ)`, `a⁰ = x`
///
/// # Shapes
/// `inputs`: (batch, inputs of the first layer).
///
/// # Panics
/// If a layer does not fit the one before it.
///
/// Source: S0 l.653 and l.804, S2 l.257.
///
/// ```
/// use activations::{Sigmoid, forward, worked_network};
/// use ndarray::array;
/// let trace = forward(&worked_network(), &Sigmoid, &array![[1.0, -1.0]]);
/// assert_eq!(trace[0].pre_activation, array![[4.0, -2.0]]);
/// assert_eq!(trace.len(), 3);
/// ```
#[track_caller]
// ANCHOR: forward
pub fn forward<F: NdFloat>(
    layers: &[Affine<F>],
    activation: &(impl Activation<F> + ?Sized),
    inputs: &ArrayRef2<F>,
) -> Vec<LayerTrace<F>> {
    let mut trace: Vec<LayerTrace<F>> = Vec::with_capacity(layers.len());
    for layer in layers {
        let pre_activation = match trace.last() {
            Some(previous) => layer.apply(&previous.output),
            None => layer.apply(inputs),
        };
        let output = activate(activation, &pre_activation);
        trace.push(LayerTrace { pre_activation, output });
    }
    trace
}
// ANCHOR_END: forward

/// The last layer's outputs alone.
///
/// # Shapes
/// `inputs`: (batch, inputs of the first layer); the result: (batch, outputs of the last).
///
/// # Panics
/// If a layer does not fit the one before it.
#[track_caller]
pub fn predict<F: NdFloat>(
    layers: &[Affine<F>],
    activation: &(impl Activation<F> + ?Sized),
    inputs: &ArrayRef2<F>,
) -> Array2<F> {
    layers.iter().fold(inputs.to_owned(), |so_far, layer| {
        activate(activation, &layer.apply(&so_far))
    })
}
