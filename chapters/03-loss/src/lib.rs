//! Chapter 3: one number for how wrong a prediction is.
//!
//! A network answers with many numbers, and training can only go down one slope: the *loss* makes one number of them.
//! The chapter walks from the surprise of a single event to the gradient that every classifier of this book is trained with.
//!
//! | step | what it adds | where |
//! |---|---|---|
//! | 1 | the surprise of one event, −log p | [`information`], in the unit of a [`LogBase`] |
//! | 2 | its mean, and the mean under another's forecast | [`entropy`], [`cross_entropy`], [`kl_divergence`] |
//! | 3 | what each loss returns: a number and its slope | [`LossAndGradient`], [`Reduction`] |
//! | 4 | distance for measured values | [`squared_error`], [`half_squared_error`] |
//! | 5 | yes-or-no answers by their margin | [`MarginLoss`], [`margin_loss`] |
//! | 6 | yes-or-no answers as probabilities | [`binary_cross_entropy`], [`binary_cross_entropy_with_logits`] |
//! | 7 | one class of many, as a vector | [`one_hot`], [`Targets`] |
//! | 8 | softmax and cross-entropy, fused | [`softmax_cross_entropy`], on [`log_softmax`] and [`log_sum_exp`] |
//! | 9 | the same gradient, one chain-rule step at a time | [`gradient_by_chain_rule`] |
//! | 10 | what goes wrong with a sigmoid below the softmax | [`sigmoid_softmax_bounds`] |
//! | 11 | all the data, one example, a batch | [`Feeding`], [`RunningMean`] |
//! | 12 | what people ask for instead: right or wrong | [`accuracy`], [`top_k_accuracy`] |
//!
//! # Conventions
//!
//! Every training loss takes a batch first, `(batch, outputs)`, and returns the reduced loss with its gradient by the
//! *outputs* (logits, scores or probabilities), in the same shape. There is no `Loss` trait, since a loss is a function:
//! what trains with any of them takes `impl Fn(&ArrayRef2<F>) -> LossAndGradient<F>`, and a closure brings targets and
//! reduction along. Functions are generic over [`ndarray::NdFloat`], so that a network trains in `f32` and its gradients are
//! checked in `f64` by the same lines.
//!
//! ```
//! use loss::{Reduction, softmax_cross_entropy};
//! use ndarray::array;
//!
//! let logits = array![[0.0, 0.006, 0.12]];
//! let answer = softmax_cross_entropy(&logits, &[1], Reduction::Mean);
//! assert!((answer.loss - 1.136155_f64).abs() < 1e-6);
//! ```

mod accuracy;
mod binary_cross_entropy;
mod by_chain_rule;
mod constant;
mod cross_entropy;
mod entropy;
mod feeding;
mod information;
mod log_base;
mod log_softmax;
mod margin;
mod one_hot;
mod probability_cross_entropy;
mod reduction;
mod shapes;
mod sigmoid_softmax;
mod softmax_cross_entropy;
mod squared;
mod targets;

pub use accuracy::{accuracy, predictions, rank_of_target, top_k_accuracy};
pub use binary_cross_entropy::{binary_cross_entropy, binary_cross_entropy_with_logits};
pub use by_chain_rule::gradient_by_chain_rule;
pub use cross_entropy::{cross_entropy, kl_divergence};
pub use entropy::{chance_level, entropy};
pub use feeding::{Feeding, RunningMean};
pub use information::information;
pub use log_base::LogBase;
pub use log_softmax::{log_softmax, log_sum_exp};
pub use margin::{MarginLoss, margin_loss};
pub use one_hot::{class_index, one_hot};
pub use probability_cross_entropy::probability_cross_entropy;
pub use reduction::{LossAndGradient, Reduction};
pub use sigmoid_softmax::{SigmoidSoftmaxBounds, sigmoid_softmax_bounds};
pub use softmax_cross_entropy::softmax_cross_entropy;
pub use squared::{half_squared_error, squared_error};
pub use targets::Targets;
