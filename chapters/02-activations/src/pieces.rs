//! A rectifier network is an affine map, and another one elsewhere: which units are on picks the map.

use std::collections::HashSet;

use ndarray::{Array1, ArrayRef1, ArrayRef2, Axis, NdFloat};

use crate::{Affine, LayerTrace, Relu, collapse, forward, slopes};

/// The one affine map that a network of ReLU layers is, around one input.
///
/// A unit that is on passes its sum along unchanged; a unit that is off passes nothing. So with the rows of the units that
/// are off set to zero the layers need no activation any more, and [`collapse`].
///
/// # Shapes
/// `input`: (inputs of the first layer).
///
/// # Panics
/// If the stack is empty, or a layer does not fit.
///
/// Source: S4 l.653; Glorot, Bordes and Bengio (2011), section 3.
///
/// ```
/// use activations::{Affine, local_map};
/// use ndarray::array;
/// let size = [Affine::new(array![[1.0], [-1.0]], array![0.0, 0.0]), Affine::new(array![[1.0, 1.0]], array![0.0])];
/// assert_eq!(local_map(&size, &array![3.0]).weight, array![[1.0]]); // |x| is x here …
/// assert_eq!(local_map(&size, &array![-3.0]).weight, array![[-1.0]]); // … and −x there
/// ```
#[track_caller]
// ANCHOR: local_map
pub fn local_map<F: NdFloat>(layers: &[Affine<F>], input: &ArrayRef1<F>) -> Affine<F> {
    let trace = forward(layers, &Relu, &input.view().insert_axis(Axis(0)));
    let pairs = layers.iter().zip(&trace);
    let linear: Vec<_> = pairs.map(|(layer, at)| keep_active(layer, at)).collect();
    collapse(&linear)
}

/// The layer, with zeros for the weights and biases of the units that are off.
fn keep_active<F: NdFloat>(layer: &Affine<F>, at: &LayerTrace<F>) -> Affine<F> {
    let on: Array1<F> = slopes(&Relu, &at.pre_activation.row(0));
    let weight = &layer.weight * &on.view().insert_axis(Axis(1));
    Affine::new(weight, &layer.bias * &on)
}
// ANCHOR_END: local_map

/// How many different patterns of units on and off the rows of `inputs` light up: each is an affine map of its own.
///
/// # Shapes
/// `inputs`: (batch, inputs of the first layer).
///
/// # Panics
/// If a layer does not fit the one before it.
///
/// ```
/// use activations::{Affine, count_patterns};
/// use ndarray::array;
/// let layer = Affine::new(array![[1.0], [-1.0]], array![0.0, 0.0]);
/// assert_eq!(count_patterns(&[layer], &array![[-2.0], [-1.0], [5.0]]), 2);
/// ```
#[track_caller]
pub fn count_patterns<F: NdFloat>(layers: &[Affine<F>], inputs: &ArrayRef2<F>) -> usize {
    let trace = forward(layers, &Relu, inputs);
    let pattern = |row: usize| -> Vec<bool> {
        trace
            .iter()
            .flat_map(|layer| layer.output.row(row).to_vec())
            .map(|a| a > F::zero())
            .collect()
    };
    (0..inputs.nrows()).map(pattern).collect::<HashSet<_>>().len()
}
