//! XOR of two inputs asks "is an odd number of them on?". Ask it of any number of inputs.
//!
//! One unit cannot do it, and a hidden layer can. The chapter's hidden layer for XOR was "at least one" and "both".
//! With n inputs take n hidden units, of which unit number k (k = 1, 2, …, n) fires if at least k inputs are on:
//!
//! ```text
//! h_k = step(x1 + x2 + … + xn − k + 1/2)
//! y   = step(h_1 − h_2 + h_3 − h_4 + … − 1/2)
//! ```
//!
//! The more inputs are on, the further the ones reach into the hidden layer. In the alternating sum they cancel pair
//! by pair, and what is left is 1 for an odd number of them and 0 for an even one.
//!
//! Write three functions with the chapter's `ThresholdUnit`:
//!
//! * `hidden_units(inputs)`: the n hidden units, in order; each has n inputs.
//! * `output_unit(inputs)`: the one unit that reads the hidden layer; it has n inputs too, the hidden outputs.
//! * `parity(input)`: sends an input `(inputs)` through both and answers 1.0 for an odd number of ones, else 0.0.
//!
//! By hand, with four inputs: (1, 1, 0, 1) has three ones. The hidden layer answers (1, 1, 1, 0), the output unit
//! sees 1 − 1 + 1 − 0 = 1, less one half is 0.5, and it fires. For (1, 0, 0, 1) the hidden layer is (1, 1, 0, 0), the
//! alternating sum 0, and 0 − 0.5 does not fire.
//!
//! Inputs are 0 or 1. Nothing panics here.
//!
//! # Hint
//!
//! The units count from 1 and Rust's ranges from 0: write `1..=inputs` for the hidden units. The weights of the
//! output unit are +1 at the indices 0, 2, 4, … and −1 at 1, 3, 5, …; `Array1::from_shape_fn(inputs, |index| …)`
//! builds them. In `parity` collect what each hidden unit says about the input into an `Array1`, and show *that* to
//! the output unit.

use ndarray::{Array1, ArrayRef1};
use neuron::ThresholdUnit;

/// The hidden layer: unit number k, counted from 1, fires if at least k of its `inputs` inputs are 1.
pub fn hidden_units(inputs: usize) -> Vec<ThresholdUnit> {
    //~ solution
    (1..=inputs).map(|k| ThresholdUnit::new(Array1::ones(inputs), 0.5 - k as f64)).collect()
    //~ stub
    // todo!("ex01_3: {inputs} units; number k fires if at least k inputs are on")
    //~ mutant counts the units from 0
    // (0..inputs).map(|k| ThresholdUnit::new(Array1::ones(inputs), 0.5 - k as f64)).collect()
    //~ mutant sits exactly on the boundary
    // (1..=inputs).map(|k| ThresholdUnit::new(Array1::ones(inputs), -(k as f64))).collect()
    //~ mutant looks at the first k inputs only
    // (1..=inputs).map(|k| ThresholdUnit::new(Array1::from_shape_fn(inputs, |i| if i < k { 1.0 } else { 0.0 }), 0.5 - k as f64)).collect()
    //~ end
}

/// The unit that reads the `inputs` hidden units and fires if an odd number of them do.
pub fn output_unit(inputs: usize) -> ThresholdUnit {
    //~ solution
    let alternating = |index: usize| if index.is_multiple_of(2) { 1.0 } else { -1.0 };
    ThresholdUnit::new(Array1::from_shape_fn(inputs, alternating), -0.5)
    //~ stub
    // todo!("ex01_3: a unit that reads {inputs} hidden units, with weights +1, -1, +1, …")
    //~ mutant adds everything up
    // ThresholdUnit::new(Array1::ones(inputs), -0.5)
    //~ mutant begins with a minus
    // ThresholdUnit::new(Array1::from_shape_fn(inputs, |index| if index.is_multiple_of(2) { -1.0 } else { 1.0 }), -0.5)
    //~ mutant has no bias worth the name and calls an even number odd
    // ThresholdUnit::new(Array1::from_shape_fn(inputs, |index| if index.is_multiple_of(2) { 1.0 } else { -1.0 }), 0.5)
    //~ end
}

/// 1 if an odd number of the inputs are 1, else 0.
///
/// # Shapes
/// `input`: `(inputs)`.
pub fn parity(input: &ArrayRef1<f64>) -> f64 {
    //~ solution
    let hidden: Array1<f64> = hidden_units(input.len()).iter().map(|unit| unit.output(input)).collect();
    output_unit(input.len()).output(&hidden)
    //~ stub
    // todo!("ex01_3: send the input through the hidden layer, and its answers to the output unit")
    //~ mutant skips the hidden layer
    // output_unit(input.len()).output(input)
    //~ mutant forgets the step of the hidden units
    // let hidden: Array1<f64> = hidden_units(input.len()).iter().map(|unit| unit.pre_activation(input)).collect();
    // output_unit(input.len()).output(&hidden)
    //~ end
}
