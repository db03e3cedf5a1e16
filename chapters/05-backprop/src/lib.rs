//! Chapter 5: the chain rule run backwards, and the layers that are trained with it.

mod activate;
mod chain;
pub mod checkpoint;
mod float;
mod initialise;
mod layer;
mod linear;
mod matmul;
mod parameters;
mod sequential;
mod train;
pub mod weights;

pub use activate::{Activate, activation_backward};
pub use chain::Chain;
pub use float::Float;
pub use initialise::{glorot_uniform, he_normal, normal};
pub use layer::{Layer, Mode, assert_grad_shape, kept};
pub use linear::{Linear, linear_backward_input, linear_backward_params, linear_forward};
pub use matmul::matmul;
pub use parameters::{
    Buffer, Param, ParamMut, Parameters, descend, parameter_count, visit_part, visit_part_buffers, zero_grad,
};
pub use sequential::{BoxedLayer, Sequential};
pub use train::{Cause, Epoch, TrainError, predict, train_epoch};
