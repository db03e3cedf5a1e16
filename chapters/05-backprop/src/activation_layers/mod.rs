//! The activations of chapter 2 that are more than a function of one number, each as a layer.

mod bipolar;
mod from_output;
mod maxout;
mod parametric;
mod randomized;
mod softmax;

pub use bipolar::BipolarReluLayer;
pub use from_output::{FromOutput, SlopeFromOutput};
pub use maxout::MaxoutLayer;
pub use parametric::ParametricReluLayer;
pub use randomized::RandomizedReluLayer;
pub use softmax::SoftmaxLayer;
