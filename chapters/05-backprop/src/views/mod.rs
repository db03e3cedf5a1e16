//! Three ways in which the lectures write backpropagation, each from its formulas; the tests hold them to be one.

mod backwards;
mod local_gradient;
mod matrix;

pub use backwards::{BackwardUnit, run_backwards, wire_gradient};
pub use local_gradient::{local_gradients, weight_change};
pub use matrix::{AffineGradient, deltas, matrix_gradients};
