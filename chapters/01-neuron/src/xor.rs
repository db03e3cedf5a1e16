//! XOR: why one unit cannot compute it, and two small networks that do.

use ndarray::{ArrayRef1, array};

use crate::{ThresholdUnit, gates, step};

/// XOR by one hidden layer of two units and an output unit: at least one, but not both.
///
/// `h₁ = step(x₁ + x₂ − 0.5)`, `h₂ = step(x₁ + x₂ − 1.5)`, `y = step(h₁ − h₂ − 0.5)`
///
/// # Panics
/// If `input` does not have length 2.
///
/// Source: S4 (GATE-5), where the output unit is not counted: erratum ERR-9.
///
/// ```
/// use ndarray::array;
/// assert_eq!(neuron::xor_layered(&array![1.0, 0.0]), 1.0);
/// assert_eq!(neuron::xor_layered(&array![1.0, 1.0]), 0.0);
/// ```
#[track_caller]
// ANCHOR: xor_layered
pub fn xor_layered(input: &ArrayRef1<f64>) -> f64 {
    let hidden = hidden_layer(input);
    let one_but_not_both = ThresholdUnit::new(array![1.0, -1.0], -0.5);
    one_but_not_both.output(&array![hidden[0], hidden[1]])
}

// ANCHOR_END: xor_layered
/// The hidden layer: "at least one" and "both", the new coordinates in which XOR is easy.
///
/// # Panics
/// If `input` does not have length 2.
#[track_caller]
// ANCHOR: xor_layered
pub fn hidden_layer(input: &ArrayRef1<f64>) -> [f64; 2] {
    [gates::or().output(input), gates::and().output(input)]
}
// ANCHOR_END: xor_layered

/// XOR with a single hidden unit, whose answer joins the two inputs at the output unit.
///
/// `h = step(x₁ + x₂ − 1.5)`, `y = step(x₁ + x₂ − 2h − 0.5)`
///
/// # Panics
/// If `input` does not have length 2.
///
/// Source: S4 (GATE-6) says that such networks exist.
///
/// ```
/// use ndarray::array;
/// assert_eq!(neuron::xor_with_skip(&array![0.0, 1.0]), 1.0);
/// assert_eq!(neuron::xor_with_skip(&array![1.0, 1.0]), 0.0); // 1 + 1 − 2
/// ```
#[track_caller]
// ANCHOR: xor_with_skip
pub fn xor_with_skip(input: &ArrayRef1<f64>) -> f64 {
    let both = gates::and().output(input);
    step(input.sum() - 2.0 * both - 0.5)
}
// ANCHOR_END: xor_with_skip

/// The sums at opposite corners of the square: `z(0,0) + z(1,1)` and `z(0,1) + z(1,0)`, always equal.
///
/// Both are `w₁ + w₂ + 2b`. XOR needs the first to be at most 0 and the second above it.
///
/// # Panics
/// If the unit does not have two weights.
///
/// ```
/// use neuron::{gates, opposite_corner_sums};
/// assert_eq!(opposite_corner_sums(&gates::nand()), [2.0, 2.0]); // 3 − 1 and 1 + 1
/// ```
#[track_caller]
// ANCHOR: opposite_corners
pub fn opposite_corner_sums(unit: &ThresholdUnit) -> [f64; 2] {
    let z = |x1, x2| unit.pre_activation(&array![x1, x2]);
    [z(0.0, 0.0) + z(1.0, 1.0), z(0.0, 1.0) + z(1.0, 0.0)]
}
// ANCHOR_END: opposite_corners
