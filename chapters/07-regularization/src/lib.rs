//! Chapter 7: overfitting, seen, measured and stopped.
//!
//! A network that is right about everything it has learnt may be wrong about everything else. This chapter makes it happen, on ten points and on digits, finds out how
//! to see it, and builds what helps: fewer parameters, a price on large weights, an early end, more images than there are.
//!
//! | step | what it adds | where |
//! |---|---|---|
//! | 1 | a polynomial that learns ten points by heart | [`Polynomial`], [`polynomial_features`], [`least_squares`] |
//! | 2 | errors against the number of examples | [`learning_curve`] |
//! | 3 | fewer layers, fewer units | [`multilayer_perceptron`], [`parameters_of`] |
//! | 4 | a price on squares, and the formula it leads to | [`L2`], [`penalise`], [`Polynomial::ridge`] |
//! | 5 | a price on absolute values, and exact zeros | [`L1`], [`ElasticNet`], [`soft_threshold`], [`shrink`] |
//! | 6 | one weight and its price, drawn | [`with_l1`], [`lowest_with_l1`] |
//! | 7 | weights that shrink by themselves, and when that is the same | [`decay_weights`] |
//! | 8 | rules for stopping | [`StoppingRule`], [`FirstRise`], [`Plateau`], [`Patience`] |
//! | 9 | the best network, kept and given back | [`EarlyStopping`], [`Snapshot`], [`train_watched`] |
//! | 10 | new images out of old ones | [`augment`] |
//! | 11 | choosing how much of it | [`cross_validate`] |
//!
//! # Conventions
//!
//! λ is how strongly weights are made to shrink, ½ stands before squares as in S0, and biases are left out unless a function says otherwise. Penalties are called
//! after the backward pass and before the step:
//!
//! ```
//! use backprop::{Epoch, train_epoch};
//! use loss::{Reduction, half_squared_error};
//! use ndarray::{Axis, array};
//! use optimizers::{Optimizer, Sgd};
//! use regularization::{L2, multilayer_perceptron, penalise, weight_norm};
//! # use rand::SeedableRng;
//! # let mut rng = chacha20::ChaCha8Rng::seed_from_u64(1);
//! # let (inputs, targets) = (array![[1.0_f32], [2.0]], array![[3.0], [6.0]]);
//! let mut network = multilayer_perceptron(&[1, 8, 1], &mut rng);
//! let before = weight_norm(&mut network);
//! let mut optimizer = Sgd::new(0.01);
//! let epoch = Epoch::shuffled(0, 2, 1, 1);
//! let loss = |outputs: &_, batch: &[usize]| {
//!     half_squared_error(outputs, &targets.select(Axis(0), batch), Reduction::Mean)
//! };
//! train_epoch(&mut network, &inputs, &epoch, loss, |network| {
//!     penalise(network, &L2 { lambda: 5.0 });
//!     optimizer.step(network);
//! })?;
//! assert!(weight_norm(&mut network) < before);
//! # Ok::<(), backprop::TrainError>(())
//! ```

pub mod augment;
mod cross_validation;
mod early_stopping;
mod learning_curve;
mod least_squares;
mod model_size;
mod one_weight;
mod penalise;
mod penalty;
mod polynomial;
mod snapshot;
mod stopping_rule;
mod watched;

pub use cross_validation::{CrossValidation, cross_validate};
pub use early_stopping::EarlyStopping;
pub use learning_curve::{Learnt, learning_curve};
pub use least_squares::least_squares;
pub use model_size::{multilayer_perceptron, parameters_of};
pub use one_weight::{lowest_with_l1, lowest_with_l2, with_l1, with_l2};
pub use penalise::{
    decay_weights, penalise, penalise_where, penalty_value, share_of_zeros, shrink,
    weight_norm,
};
pub use penalty::{ElasticNet, L1, L2, Penalty, soft_threshold};
pub use polynomial::{Polynomial, polynomial_features};
pub use snapshot::Snapshot;
pub use stopping_rule::{
    FirstRise, Patience, Plateau, StoppingRule, Verdict, best_epoch, stops_after,
};
pub use watched::{Errors, train_watched};
