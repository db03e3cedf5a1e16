//! Chapter 9: detectors that look everywhere, and the networks made of them.
//!
//! A dense layer that has learned a stroke in the upper left corner knows nothing of the same stroke in the lower right. A convolution lays one small detector over every
//! place of the image. The chapter builds it three times, each time faster and each time tested against the one before, runs it backwards, and makes networks of it.
//!
//! | step | what it adds | where |
//! |---|---|---|
//! | 1 | how a window moves, and how many places it finds | [`Geometry`] |
//! | 2 | the definition: seven loops | [`conv2d_naive`] |
//! | 3 | whole rows, shifted | [`conv2d_rows`] |
//! | 4 | windows side by side, and one product | [`im2col`], [`col2im`], [`conv2d_forward`] |
//! | 5 | backwards, and the adjoint | [`conv2d_backward_input`], [`conv2d_backward_params`] |
//! | 6 | the layer | [`Conv2d`] |
//! | 7 | pooling: the strongest, the mean, the whole map | [`max_pool2d`], [`MaxPool2d`], [`avg_pool2d`], [`AvgPool2d`], [`GlobalAvgPool`] |
//! | 8 | from maps to a row; and how a whole batch is convolved at once | [`Flatten`], [`batch_last`], [`side_by_side_forward`] |
//! | 9 | a network for digits | [`LeNet`], [`percentages`] |
//! | 10 | how much a unit sees, and cells that nobody trained | [`ReceptiveField`], [`gabor`], [`simple_cells`], [`complex_cells`] |
//! | 11 | windows without sharing | [`LocallyConnected2d`], [`sharing`] |
//! | 12 | famous networks on paper | [`Stage`], [`count`], [`LENET`], [`ALEXNET`], [`vgg_16`], [`googlenet_parameters`] |
//! | 13 | blocks of larger networks | [`Residual`], [`residual_block`], [`Branches`], [`inception`], [`SqueezeExcitation`], [`BatchNorm2d`] |
//!
//! # Conventions
//!
//! Images are (batch, channels, height, width), filters (out, in, kernel height, kernel width), as in `PyTorch`. Windows are not mirrored. Each idea is a pure function
//! first and a thin [`backprop::Layer`] second; products of matrices go through [`backprop::matmul()`].
//!
//! ```
//! use backprop::{Layer, Mode};
//! use cnn::{Conv2d, MaxPool2d};
//! use ndarray::array;
//!
//! // A detector for a bright pixel to the right of a dark one, laid over every place.
//! let mut edges = Conv2d::new(array![[[[-1.0, 1.0]]]], array![0.0]);
//! let mut pool = MaxPool2d::new(2);
//! let image = array![[[[0.0, 1.0, 1.0, 1.0, 1.0], [0.0, 0.0, 0.0, 1.0, 1.0]]]];
//! let found = edges.forward(image, Mode::Eval);
//! assert_eq!(found, array![[[[1.0, 0.0, 0.0, 0.0], [0.0, 0.0, 1.0, 0.0]]]]);
//! assert_eq!(pool.forward(found, Mode::Eval), array![[[[1.0, 1.0]]]]);
//! ```

mod average_pool;
mod batch_norm;
mod blueprint;
mod conv2d;
mod convolution;
mod edges;
mod famous;
mod flatten;
mod geometry;
mod im2col;
mod inception;
mod lenet;
mod locally_connected;
mod max_pool;
mod naive;
mod percentages;
mod receptive_field;
mod residual;
mod shifted_rows;
mod side_by_side;
mod sizes;
mod squeeze;

pub use average_pool::{
    AvgPool2d, GlobalAvgPool, avg_pool2d, avg_pool2d_backward, global_avg_pool,
    global_avg_pool_backward,
};
pub use batch_norm::{BatchNorm2d, channel_statistics};
pub use blueprint::{Count, Sharing, Stage, count, sharing, total_parameters};
pub use conv2d::Conv2d;
pub use convolution::{
    conv2d_backward_input, conv2d_backward_params, conv2d_forward,
};
pub use edges::{complex_cells, edge_filters, gabor, simple_cells};
pub use famous::{
    ALEXNET, GOOGLENET_MODULES, InceptionWidths, LENET, googlenet_parameters, vgg_16,
};
pub use flatten::Flatten;
pub use geometry::Geometry;
pub use im2col::{col2im, im2col};
pub use inception::{Branches, inception};
pub use lenet::LeNet;
pub use locally_connected::LocallyConnected2d;
pub use max_pool::{MaxPool2d, MaxPooled, max_pool2d, max_pool2d_backward};
pub use naive::conv2d_naive;
pub use percentages::percentages;
pub use receptive_field::ReceptiveField;
pub use residual::{Residual, residual_block};
pub use shifted_rows::conv2d_rows;
pub use side_by_side::{
    batch_last, side_by_side_backward_input, side_by_side_backward_params,
    side_by_side_forward,
};
pub use squeeze::SqueezeExcitation;
