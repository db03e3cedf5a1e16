//! Chapter 6: what to make of a gradient, from momentum to Adam.
//!
//! Chapter 4 went down the slope with one rate for all parameters and forgot every gradient after its step. The optimizers of this
//! chapter remember: a velocity, the squares of past gradients, or both. The chapter walks from the plain step to `AdamW`, and
//! runs them against each other in a ravine and on digits.
//!
//! | step | what it adds | where |
//! |---|---|---|
//! | 1 | what an optimizer is: it takes the gradients and makes a step of them | [`Optimizer`], [`Sgd`] |
//! | 2 | a ravine to go down in, along the axes or across them | [`Ravine`], [`path`] |
//! | 3 | steps that remember their direction | [`Momentum`], [`momentum_update`], [`nesterov_update`] |
//! | 4 | the same rule in the letters of the slides | [`velocity_step`], [`weight_change`], [`weighted_past`] |
//! | 5 | a rate for each parameter | [`Adagrad`], [`adagrad_steps`], [`adagrad_decayed_steps`] |
//! | 6 | the best step of a parabola, and what it costs to know it | [`Parabola`], [`newton_step`] |
//! | 7 | squares that are forgotten again | [`RmsProp`] |
//! | 8 | both memories at once, and their start corrected | [`Adam`] |
//! | 9 | weights that shrink by themselves | [`AdamW`] |
//! | 10 | rates that change | [`Schedule`], [`StepDecay`], [`CosineDecay`], [`WarmUp`] |
//! | 11 | gradients that are too long | [`clip_grad_norm`], [`clip_grad_value`] |
//! | 12 | memory that is saved, and memory that is flushed | [`State`], [`flush`] |
//!
//! # Conventions
//!
//! The rules, their defaults and the place of ε are `PyTorch`'s. Hyper-parameters are `f64` whatever the network is computed in, as the
//! corrections they go into need the digits. A step *consumes* the gradient: the same walk over memory sets it to zero, so that
//! the next sum begins at zero without [`backprop::zero_grad`].
//!
//! ```
//! use backprop::Linear;
//! use ndarray::array;
//! use optimizers::{Adam, Optimizer};
//!
//! let mut network = Linear::new(array![[1.0_f32]], array![0.0]);
//! network.weight.grad[[0, 0]] = 250.0;
//! let mut optimizer = Adam::new(0.1);
//! optimizer.step(&mut network);
//! assert!((network.weight.value[[0, 0]] - 0.9).abs() < 1e-6); // the first step is the rate, however steep the slope
//! assert_eq!(network.weight.grad[[0, 0]], 0.0);
//! ```

mod adagrad;
mod adam;
mod adam_w;
mod clip;
mod flush;
mod momentum;
mod newton;
mod notations;
mod optimizer;
mod ravine;
mod rms_prop;
mod schedule;
mod sgd;
mod state;

pub use adagrad::{Adagrad, adagrad_decayed_steps, adagrad_steps, adagrad_update};
pub use adam::{Adam, AdamFactors, adam_update};
pub use adam_w::{AdamW, weights_only};
pub use clip::{clip_grad_norm, clip_grad_value, gradient_norm};
pub use flush::flush;
pub use momentum::{Momentum, momentum_update, nesterov_update};
pub use newton::{Parabola, newton_step};
pub use notations::{velocity_step, weight_change, weighted_past};
pub use optimizer::Optimizer;
pub use ravine::{Ravine, path};
pub use rms_prop::{RmsProp, rms_prop_update};
pub use schedule::{
    CosineDecay, InverseSquareRootDecay, InverseTimeDecay, Schedule, StepDecay,
    WarmUp,
};
pub use sgd::Sgd;
pub use state::State;
