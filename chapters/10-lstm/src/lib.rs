//! Chapter 10: networks with a memory, from one loop to the LSTM.
//!
//! So far every input was an island: the network answered it and forgot. A sequence asks for more. The same word means another thing after
//! other words, and how much of the past will matter nobody knows beforehand. This chapter feeds a layer's output back into it, finds that the
//! gradient withers on its way back through time, and builds the unit that keeps it alive.
//!
//! | step | what it adds | where |
//! |---|---|---|
//! | 1 | a layer whose own output is one of its inputs | [`RecurrentParams`], [`rnn_step_forward`], [`Rnn`] |
//! | 2 | the way back through time | [`rnn_step_backward`], [`Rnn::backward_from`] |
//! | 3 | how much of a gradient is left on that way | [`gradient_over_time`], [`cell_gradient_over_time`] |
//! | 4 | a unit with a cell and three gates | [`LstmUnit`], [`gate`], [`squash`] |
//! | 5 | all units of a batch, all moments of a sequence | [`lstm_step_forward`], [`lstm_step_backward`], [`Lstm`], [`LstmState`], [`Sparse`] |
//! | 6 | a cell that begins by remembering | [`Lstm::with_forget_bias`] |
//! | 7 | what was said first? | [`Recall`], [`LastMoment`], [`learn_from_fresh_examples`] |
//! | 8 | both directions | [`Bidirectional`] |
//! | 9 | one network reads, another writes | [`RepeatLast`], [`MomentsAsRows`], [`Reversal`] |
//! | 10 | text, character by character | [`prose()`], [`encode`], [`CharacterCounts`], [`CharacterModel`] |
//! | 11 | a choice by lot | [`at_temperature`], [`draw`] |
//!
//! # Conventions
//!
//! A sequence is (batch, time, features). Weights, names and the order of the gates (input, forget, candidate, output) are `PyTorch`'s: what
//! [`backprop::weights`] saves of an [`Lstm`] is the state of an `nn.LSTM` of one layer. A gradient is `+∂loss/∂x`, summed over batch and time.
//!
//! ```
//! use backprop::{Chain, Layer, Linear, Mode};
//! use chacha20::ChaCha8Rng;
//! use lstm::{LastMoment, Lstm};
//! use ndarray::Array3;
//! use rand::SeedableRng;
//!
//! let mut rng = ChaCha8Rng::seed_from_u64(1);
//! let reader = Chain(Lstm::<f32>::uniform(28, 16, &mut rng), LastMoment::default());
//! let mut network = Chain(reader, Linear::glorot_uniform(16, 10, &mut rng));
//! let images = Array3::zeros((5, 28, 28)); // five pictures, read row by row
//! assert_eq!(network.forward(images, Mode::Eval).dim(), (5, 10));
//! ```

mod between;
mod bidirectional;
mod character_model;
mod counting;
mod curve;
mod flow;
mod fresh_examples;
mod lstm;
mod lstm_step;
mod memory;
mod prose;
mod recall;
mod recurrent_params;
mod reversal;
mod rnn;
mod rnn_step;
mod sparse;
mod state;
mod temperature;
mod time;
mod unit;
mod vocabulary;

pub use self::lstm::{Lstm, LstmGradient};
pub use between::{LastMoment, MomentsAsRows, RepeatLast};
pub use bidirectional::Bidirectional;
pub use character_model::CharacterModel;
pub use counting::CharacterCounts;
pub use curve::{gate, squash};
pub use flow::{cell_gradient_over_time, gradient_over_time};
pub use fresh_examples::learn_from_fresh_examples;
pub use lstm_step::{LstmMoment, LstmStep, lstm_step_backward, lstm_step_forward};
pub use prose::prose;
pub use recall::Recall;
pub use recurrent_params::RecurrentParams;
pub use reversal::Reversal;
pub use rnn::{Rnn, RnnGradient};
pub use rnn_step::{rnn_step_backward, rnn_step_forward};
pub use sparse::Sparse;
pub use state::LstmState;
pub use temperature::{at_temperature, draw};
pub use time::swap_batch_and_time;
pub use unit::{LstmUnit, LstmUnitGradient};
pub use vocabulary::{VOCABULARY, characters_one_hot, decode, encode, number_of};
