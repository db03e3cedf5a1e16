//! The same numbers as PyTorch's, to the last digits that a float has.
//!
//! `tests/goldens/make.py` writes what is compared here, and its README says how. PyTorch itself is not needed.

mod activations;
mod convolutions;
mod dropout;
mod losses;
mod networks;
mod numbers;
mod optimizers;
mod recurrent;
mod regularization;
mod weights;
