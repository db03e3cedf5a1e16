//! The view of S2: the backward pass is a network of its own, run from the outputs to the inputs.

use activations::{Activation, Affine, LayerTrace};
use ndarray::ArrayRef1;

use crate::layer::assert_grad_shape;

/// One unit of the network that runs backwards: an amplifier whose gain the forward pass has set.
#[derive(Debug, Clone, Copy, PartialEq)]
// ANCHOR: backward_unit
pub struct BackwardUnit {
    /// What arrives, `∂C/∂a`: the weighted sum of what the units behind sent.
    pub arrives: f64,
    /// The gain `σ′(z)`, a constant by now.
    pub gain: f64,
    /// What is sent on: `∂C/∂z`, the gain times what arrives.
    pub sends: f64,
}
// ANCHOR_END: backward_unit

/// Runs the network in the opposite direction for one example: `∂C/∂z = σ′(z) [w₃ ∂C/∂z′ + w₄ ∂C/∂z″]` at every unit.
///
/// The output units are given `∂C/∂y` (case 1); every other unit takes it from the units that it feeds (case 2).
///
/// # Shapes
/// `trace`: of a batch of one example; `grad_output`: (outputs); the result: a list of units for every layer, first to last.
///
/// # Panics
/// If `grad_output` has not one number for each output.
///
/// Source: S2 BP-7 to BP-10.
///
/// ```
/// use activations::{Sigmoid, forward, worked_network};
/// use ndarray::array;
/// let network = worked_network::<f64>();
/// let trace = forward(&network, &Sigmoid, &array![[0.0, 0.0]]);
/// let units = backprop::run_backwards(&network, &Sigmoid, &trace, &array![1.0, 0.0]);
/// assert_eq!(units[2][0].arrives, 1.0);
/// assert_eq!(units[1][0].arrives, 3.0 * units[2][0].sends - units[2][1].sends); // the column (3, −1) of W³
/// assert_eq!(units[0][1].gain, 0.25); // z = 0
/// ```
#[track_caller]
// ANCHOR: run_backwards
pub fn run_backwards(
    layers: &[Affine<f64>],
    activation: &impl Activation<f64>,
    trace: &[LayerTrace<f64>],
    grad_output: &ArrayRef1<f64>,
) -> Vec<Vec<BackwardUnit>> {
    let last = &trace[trace.len() - 1];
    assert_grad_shape(
        "run_backwards",
        grad_output.shape(),
        &[last.output.ncols()],
    );
    let mut arriving = grad_output.to_vec(); // case 1: the output layer
    let mut layers_backwards = Vec::with_capacity(layers.len());
    for (layer, values) in layers.iter().zip(trace).rev() {
        let units: Vec<BackwardUnit> = arriving
            .iter()
            .zip(values.pre_activation.row(0))
            .map(|(&arrives, &z)| amplify(arrives, activation.derivative(z)))
            .collect();
        // case 2: what the units of the layer before will be given
        let before = 0..layer.weight.ncols();
        arriving = before.map(|from| arrives_at(layer, from, &units)).collect();
        layers_backwards.push(units);
    }
    layers_backwards.reverse();
    layers_backwards
}

fn amplify(arrives: f64, gain: f64) -> BackwardUnit {
    BackwardUnit { arrives, gain, sends: gain * arrives }
}

/// The weights of the wires that leave a unit, each times what comes back on it.
fn arrives_at(layer: &Affine<f64>, from: usize, units: &[BackwardUnit]) -> f64 {
    layer
        .weight
        .column(from)
        .iter()
        .zip(units)
        .map(|(weight, unit)| weight * unit.sends)
        .sum()
}
// ANCHOR_END: run_backwards

/// The slope by one weight: what came in on its wire, times what the backward pass sent to its unit.
///
/// `∂C/∂w = ∂z/∂w · ∂C/∂z`, and `∂z/∂w` is the input on that wire. Source: S2 BP-5, BP-6.
///
/// ```
/// assert_eq!(backprop::wire_gradient(-1.0, 0.5), -0.5);
/// ```
// ANCHOR: wire_gradient
pub fn wire_gradient(input_on_the_wire: f64, sent_back: f64) -> f64 {
    input_on_the_wire * sent_back
}
// ANCHOR_END: wire_gradient
