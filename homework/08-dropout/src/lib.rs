//! Homework for chapter 8: what else can be left out by lot.
//!
//! | exercise | what you write |
//! |---|---|
//! | [`ex08_1_whole_maps`] | dropout of whole feature maps |
//! | [`ex08_2_spread`] | pen and paper: mean, variance and a probability of a thinned sum |
//! | [`ex08_3_learned_noise`] | find the bug: noise whose size is learned, with a gradient that is right only where there is none |
//! | [`ex08_4_drop_connect`] | single weights are left out |
//! | [`ex08_5_drop_path`] | whole blocks are left out |
//!
//! Everything is `f64`, so that gradients can be checked to seven digits.

pub mod ex08_1_whole_maps;
pub mod ex08_2_spread;
pub mod ex08_3_learned_noise;
pub mod ex08_4_drop_connect;
pub mod ex08_5_drop_path;
