//! Chapter 2: the functions that bend a straight line, and the network they make possible.
//!
//! Chapter 1 built a weighted sum followed by a threshold. This crate asks what may stand in the threshold's place, and why
//! something must: layers of weighted sums alone, however many, are one layer ([`collapse`]).
//!
//! In the order of the chapter:
//!
//! 1. [`Affine`] is a layer of weighted sums; [`collapse`] folds any stack of them into one.
//! 2. [`Activation`] is a function of one number and its slope. The files below hold one idea each:
//!    [`Step`] and [`Sign`]; [`Identity`] and [`Ramp`]; [`Sigmoid`] and [`SteepSigmoid`]; [`Tanh`], [`ArcTan`] and [`ArSinh`];
//!    [`Softsign`], [`Isru`] and [`Sqnl`]; [`Relu`], [`LeakyRelu`], [`ParametricRelu`], [`Elu`] and [`Isrlu`].
//!    [`family`] lists them all.
//! 3. Three relatives need more than one number, and say so in their signatures: [`BipolarRelu`] its unit's index,
//!    [`RandomizedRelu`] a random generator, [`maxout`] a group of numbers.
//! 4. [`softmax`] turns a row of numbers into a row of probabilities: it is no function of one number either.
//! 5. [`forward`] runs a network and keeps every intermediate number; [`worked_network`] is the lecture's example and [`xor_network`]
//!    the smallest one that needs its bend.
//! 6. [`local_map`] shows the single affine map that a rectifier network is around one input, and [`dead_units`] counts the
//!    units that answer 0 to everything.
//!
//! ```
//! use activations::{Activation, Relu, Sigmoid, softmax};
//! use ndarray::array;
//!
//! assert_eq!(Relu.value(-3.0), 0.0);
//! assert_eq!(Sigmoid.value(0.0), 0.5);
//! assert_eq!(Sigmoid.derivative(0.0), 0.25);
//! assert_eq!(softmax(&array![1.0, 1.0]), array![0.5, 0.5]);
//! ```

mod activation;
mod affine;
mod algebraic;
mod bipolar;
mod collapse;
mod constant;
mod dead;
mod exponential;
mod family;
mod forward;
mod hyperbolic;
mod linear;
mod maxout;
mod networks;
mod pieces;
mod randomized;
mod rectifiers;
mod sigmoid;
mod softmax;
mod step;

pub use activation::{Activation, activate, slopes};
pub use affine::Affine;
pub use algebraic::{Isrlu, Isru, Softsign, Sqnl};
pub use bipolar::{BipolarRelu, bipolar_relu};
pub use collapse::{collapse, run_linear};
pub use dead::{active_shares, dead_units};
pub use exponential::Elu;
pub use family::{Member, family};
pub use forward::{LayerTrace, forward, predict};
pub use hyperbolic::{ArSinh, ArcTan, Tanh};
pub use linear::{Identity, Ramp};
pub use maxout::{Maxout, maxout, maxout_backward};
pub use networks::{worked_network, xor_network};
pub use pieces::{count_patterns, local_map};
pub use randomized::RandomizedRelu;
pub use rectifiers::{LeakyRelu, ParametricRelu, Relu};
pub use sigmoid::{Sigmoid, SteepSigmoid, sigmoid};
pub use softmax::{softmax, softmax_backward, softmax_jacobian};
pub use step::{Sign, Step};
