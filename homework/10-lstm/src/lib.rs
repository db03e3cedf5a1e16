//! Homework for chapter 10: what a cut gradient loses, and four relatives of the LSTM.
//!
//! | exercise | what you write |
//! |---|---|
//! | [`ex10_1_cut_gradient`] | pen and paper: a gradient through time, whole and cut |
//! | [`ex10_2_leaky_memory`] | a layer that remembers a running mean, and learns how fast to forget |
//! | [`ex10_3_coupled_gates`] | find the bug: a cell that forgets exactly as much as it writes |
//! | [`ex10_4_peepholes`] | a unit whose gates see the cell |
//! | [`ex10_5_gru`] | the gated recurrent unit, which does without a cell |
//!
//! Everything is `f64`, so that gradients can be checked to seven digits.

pub mod ex10_1_cut_gradient;
pub mod ex10_2_leaky_memory;
pub mod ex10_3_coupled_gates;
pub mod ex10_4_peepholes;
pub mod ex10_5_gru;
