//! Chapter 8: units that are left out by lot while the network learns.
//!
//! A unit that can count on its neighbours learns to do what they leave over, and the network leans on every one of them. Dropout takes
//! that certainty away: in each training pass a unit is left out with the probability `p`. In use all units are there again, and the
//! scale is set right. The chapter builds the masks, the two places for the scale, the layer, and shows what exactly the whole network
//! is an average of.
//!
//! | step | what it adds | where |
//! |---|---|---|
//! | 1 | a probability, of dropping or of keeping | [`assert_drop_prob`], [`dropped_when_kept`] |
//! | 2 | a mask: who is there this time | [`dropout_mask`], [`Masks`] |
//! | 3 | the mask at work, forwards and backwards | [`dropout_forward`], [`dropout_backward`] |
//! | 4 | the scale: in training, or in use | [`inverted_scale`], [`test_weight`] |
//! | 5 | random numbers that a killed run takes up again | [`NumberedStream`] |
//! | 6 | the layers | [`Dropout`], [`ClassicDropout`] |
//! | 7 | all sub-networks of a small network | [`sub_networks`], [`ensemble_mean`], [`ensemble_geometric_mean`], [`WorkedEnsemble`] |
//! | 8 | noise on the inputs | [`InputNoise`] |
//! | 9 | what the noise costs on average: a penalty | [`noise_penalty`], [`dropout_penalty`] |
//! | 10 | masks in use, for a measure of doubt | [`monte_carlo`], [`Opinions`] |
//!
//! # Conventions
//!
//! `drop_prob` is the probability `p` of *dropping* a unit, as in `PyTorch`, S0 and S2; S1 writes `p` for keeping, and
//! [`Dropout::keeping`] is for its readers. A mask holds 1 where a unit is kept and 0 where it is dropped. The batch is the first axis. What is drawn does
//! not depend on the kind of number: `f32` and `f64` see the same masks.
//!
//! ```
//! use backprop::{Layer, Mode};
//! use dropout::Dropout;
//! use ndarray::array;
//!
//! let mut layer = Dropout::new(0.5, 1);
//! let seen = layer.forward(array![[3.0, 3.0, 3.0, 3.0]], Mode::Train);
//! assert!(seen.iter().all(|&x| x == 0.0 || x == 6.0)); // dropped, or kept and doubled
//! assert_eq!(layer.forward(array![[3.0, 3.0, 3.0, 3.0]], Mode::Eval), array![[3.0, 3.0, 3.0, 3.0]]);
//! ```

mod classic;
mod ensemble;
mod inverted;
mod mask;
mod monte_carlo;
mod noise;
mod penalty;
mod probability;
mod stream;
mod worked_ensemble;

pub use classic::{ClassicDropout, test_weight};
pub use ensemble::{
    SubNetwork, ensemble_geometric_mean, ensemble_mean, sub_networks,
};
pub use inverted::{Dropout, inverted_scale};
pub use mask::{Masks, dropout_backward, dropout_forward, dropout_mask};
pub use monte_carlo::{Opinions, monte_carlo};
pub use noise::InputNoise;
pub use penalty::{dropout_penalty, noise_penalty};
pub use probability::{assert_drop_prob, dropped_when_kept};
pub use stream::NumberedStream;
pub use worked_ensemble::WorkedEnsemble;
