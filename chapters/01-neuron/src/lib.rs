//! Chapter 1: the neuron.
//!
//! A neuron multiplies each of its inputs by a weight, adds the products and a bias, and passes the sum through a
//! function. This crate follows that one idea from a logic gate to ten neurons that read handwritten digits:
//!
//! 1. [`weighted_sum`], and how a bias is the weight of a constant 1 ([`with_constant_one`]).
//! 2. [`ThresholdUnit`] cuts the sum with a [`step`]; [`McCullochPitts`] is where it began; [`gates`] are what it can do.
//! 3. [`xor_layered`] and [`xor_with_skip`] are what one unit cannot do, [`opposite_corner_sums`] is why.
//! 4. [`SigmoidNeuron`] rounds the step off.
//! 5. [`LinearNeuron`] learns from the size of its error (LMS), [`Perceptron`] from its mistakes alone, and
//!    [`mistake_bound`] says how many those can be. Where they never end, an [`AveragedPerceptron`] is steady.
//! 6. An image becomes a vector ([`flatten`], [`binarise`]), [`OneLayer`] reads it, [`argmax`] decides, and a
//!    [`template`] shows what the weights look for. [`Answers`] counts what came out.
//!
//! Everything computes in `f64` with plain `ndarray`. Functions borrow `&ArrayRef1<f64>`, which is to an `Array1`
//! and its views what a slice is to a `Vec`: a reference to any of them fits.
//!
//! ```
//! use ndarray::array;
//! use neuron::{gates, xor_layered};
//!
//! assert_eq!(gates::truth_table(&gates::nand()), [1.0, 1.0, 1.0, 0.0]);
//! assert_eq!(xor_layered(&array![1.0, 0.0]), 1.0);
//! ```

mod answers;
mod averaged;
mod boolean_functions;
pub mod gates;
mod image;
mod lms;
mod mcculloch_pitts;
mod mistake_bound;
mod one_layer;
mod perceptron;
mod shape;
mod sigmoid;
mod step;
mod template;
mod threshold;
mod weighted_sum;
mod xor;

pub use answers::Answers;
pub use averaged::AveragedPerceptron;
pub use boolean_functions::reachable_truth_tables;
pub use image::{binarise, flatten, shift, to_text};
pub use lms::LinearNeuron;
pub use mcculloch_pitts::{McCullochPitts, signed_threshold};
pub use mistake_bound::{
    Mistake, SeparableExamples, margin, mistake_bound, separable_examples,
    trace_mistakes,
};
pub use one_layer::{OneLayer, argmax};
pub use perceptron::{
    Perceptron, Training, train_perceptron, unit_length, unit_rows,
};
pub use sigmoid::{SigmoidNeuron, sigmoid};
pub use step::{sign, step};
pub use template::{likeness, template};
pub use threshold::ThresholdUnit;
pub use weighted_sum::{
    rows_with_constant_one, weighted_sum, with_bias_in_front, with_constant_one,
};
pub use xor::{hidden_layer, opposite_corner_sums, xor_layered, xor_with_skip};
