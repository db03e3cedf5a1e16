//! The training loop that the examples share.
//!
//! [`Epoch`] deals the examples out into batches, [`train_epoch`] learns from each of them, [`predict`] runs the network on as
//! many examples as there are. A loss that is no number any more stops training with a [`TrainError`] that says where it
//! came from.

mod epoch;
mod error;
mod predict;
mod step;

pub use epoch::Epoch;
pub use error::{Cause, TrainError};
pub use predict::predict;
pub use step::train_epoch;
