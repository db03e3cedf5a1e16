//! The tests of this chapter's homework, one module an exercise: `cargo test -p neuron-homework ex01_1` runs the
//! first.

mod ex01_1_majority;
mod ex01_2_margin;
mod ex01_3_parity;
mod ex01_4_sigmoid_gradient;
mod ex01_5_voted;
mod ex01_6_kernel;
