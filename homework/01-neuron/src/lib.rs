//! Homework for chapter 1, the neuron.
//!
//! | exercise | what you build |
//! |---|---|
//! | [`ex01_1_majority`] | units that fire when enough inputs are on |
//! | [`ex01_2_margin`] | pen and paper: a margin, and the mistakes it allows |
//! | [`ex01_3_parity`] | a hidden layer that tells odd from even |
//! | [`ex01_4_sigmoid_gradient`] | find the bug: the slope of a sigmoid neuron's error |
//! | [`ex01_5_voted`] | a perceptron that lets all the weights it has had vote |
//! | [`ex01_6_kernel`] | a perceptron that remembers examples and learns XOR |

pub mod ex01_1_majority;
pub mod ex01_2_margin;
pub mod ex01_3_parity;
pub mod ex01_4_sigmoid_gradient;
pub mod ex01_5_voted;
pub mod ex01_6_kernel;
