//! Chapter 5: the chain rule run backwards, and the layers that are trained with it.
//!
//! A network has many parameters, and training wants the slope of the loss by every one of them. Nudging them one by one costs two
//! passes through the network for each; one pass backwards finds all of them. The chapter gets there in small steps: the rule on a graph
//! of single numbers, on a network, on matrices, and at last on layers, from which every later network is made.
//!
//! | step | what it adds | where |
//! |---|---|---|
//! | 1 | what all slopes cost, one by one and at once | [`pass_cost`] |
//! | 2 | the chain rule: slopes multiply along a path, paths add up | [`slope_along`], [`slope_over`] |
//! | 3 | a calculation that remembers its steps and walks them back | [`scalar::Graph`] |
//! | 4 | a network that is run from its outputs to its inputs | [`run_backwards`], [`wire_gradient`] |
//! | 5 | the same with errors and local gradients | [`local_gradients`], [`weight_change`] |
//! | 6 | the same with matrices, for a batch | [`deltas`], [`matrix_gradients`] |
//! | 7 | numbers to train, and the way to reach all of them | [`Param`], [`Parameters`], [`zero_grad`], [`descend`] |
//! | 8 | a layer: forwards, backwards | [`Layer`], [`Mode`], [`Linear`], [`Activate`], [`matmul()`] |
//! | 9 | layers made of layers | [`Chain`], [`Sequential`] |
//! | 10 | chapter 2's other activations as layers | [`ParametricReluLayer`], [`RandomizedReluLayer`] with its [`RandomStream`], [`MaxoutLayer`], … |
//! | 11 | the check of every gradient | [`check_gradients`], [`keep_from`] |
//! | 12 | first weights, and what they do to signals | [`normal`], [`glorot_uniform`], [`he_normal`], [`signal_variances`] |
//! | 13 | gradients that vanish | [`gradient_at_front`], [`stack`], [`gradient_sizes`] |
//! | 14 | what one hidden layer can represent | [`staircase`], [`broken_line`] |
//! | 15 | the training loop, which says where a loss that is no number came from | [`Epoch`], [`train_epoch`], [`predict`], [`two_class_accuracy`] |
//! | 16 | networks that outlive the program | [`weights`], [`checkpoint`] |
//! | 17 | many numbers at once, for later chapters' kernels | [`lanes`], [`Packed`] |
//!
//! # Conventions
//!
//! The batch is the first axis. `forward` keeps what `backward` needs; `backward` *adds* to the gradients, and [`descend`] or
//! [`zero_grad`] forgets them. A gradient is `+∂loss/∂x` of the loss as it stands: where that is a mean over the batch, its 1/N comes in
//! with the loss's own gradient, and no layer divides. Everything is generic over `f32`, which trains, and `f64`, which checks.
//!
//! ```
//! use activations::Relu;
//! use backprop::{Activate, Layer, Linear, Mode, Sequential, descend};
//! use loss::{Reduction, softmax_cross_entropy};
//! use ndarray::array;
//!
//! let hidden = Linear::new(array![[1.0, -1.0], [-1.0, 1.0]], array![0.0, 0.0]);
//! let output = Linear::new(array![[1.0, 0.0], [0.0, 1.0]], array![0.0, 0.0]);
//! let mut network = Sequential::new().with(hidden).with(Activate::new(Relu)).with(output);
//!
//! let mut step = || {
//!     let logits = network.forward(array![[3.0, 1.0]], Mode::Train);
//!     let answer = softmax_cross_entropy(&logits, &[1], Reduction::Mean);
//!     network.backward_params(answer.gradient);
//!     descend(&mut network, 0.1);
//!     answer.loss
//! };
//! let (before, after): (f64, f64) = (step(), step());
//! assert!(after < before);
//! ```

mod activate;
mod activation_layers;
mod approximate;
mod chain;
mod chain_rule;
pub mod checkpoint;
mod cost;
mod float;
mod gradient_check;
mod gradient_flow;
mod initialise;
pub mod lanes;
mod layer;
mod linear;
mod matmul;
mod parameters;
pub mod scalar;
mod sequential;
mod stream;
mod train;
mod two_classes;
mod views;
pub mod weights;

pub use activate::{Activate, activation_backward};
pub use activation_layers::{
    BipolarReluLayer, FromOutput, MaxoutLayer, ParametricReluLayer,
    RandomizedReluLayer, SlopeFromOutput, SoftmaxLayer,
};
pub use approximate::{broken_line, staircase};
pub use chain::Chain;
pub use chain_rule::{slope_along, slope_over};
pub use cost::{PassCost, pass_cost};
pub use float::Float;
pub use gradient_check::{
    GradientCheck, TOLERANCE, TensorCheck, check_gradients, keep_from,
};
pub use gradient_flow::{
    gradient_at_front, gradient_sizes, parameter_gradient_sizes,
    root_mean_square, signal_variances, stack,
};
pub use initialise::{glorot_uniform, he_normal, normal};
pub use layer::{Layer, Mode, assert_grad_shape, kept};
pub use linear::{
    Linear, linear_backward_input, linear_backward_params, linear_forward,
};
pub use matmul::matmul;
pub use matmul::packed::Packed;
pub use parameters::{
    Buffer, Param, ParamMut, Parameters, descend, parameter_count, visit_part,
    visit_part_buffers, zero_grad,
};
pub use sequential::{BoxedLayer, Sequential};
pub use stream::RandomStream;
pub use train::{Cause, Epoch, TrainError, predict, train_epoch};
pub use two_classes::two_class_accuracy;
pub use views::{
    AffineGradient, BackwardUnit, deltas, local_gradients, matrix_gradients,
    run_backwards, weight_change, wire_gradient,
};
