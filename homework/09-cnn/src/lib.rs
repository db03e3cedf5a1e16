//! Homework for chapter 9: pooling, counting, depthwise and transposed convolutions.
//!
//! | exercise | what you write |
//! |---|---|
//! | [`ex09_1_inside_mean`] | average pooling that does not count the zeros around the image |
//! | [`ex09_2_cheaper_filters`] | pen and paper: what two small convolutions cost in place of a large one |
//! | [`ex09_3_scaled_pooling`] | find the bug: the pooling of 1998, whose gradient is right for one image only |
//! | [`ex09_4_depthwise`] | a convolution in which every map has its own filter |
//! | [`ex09_5_transposed`] | the layer that makes large maps of small ones |
//!
//! Everything is `f64`, so that gradients can be checked to seven digits.

pub mod ex09_1_inside_mean;
pub mod ex09_2_cheaper_filters;
pub mod ex09_3_scaled_pooling;
pub mod ex09_4_depthwise;
pub mod ex09_5_transposed;
