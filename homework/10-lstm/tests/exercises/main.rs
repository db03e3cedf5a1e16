//! The tests of the exercises, one module each: `cargo test -p lstm-homework ex10_1`.

mod ex10_1_cut_gradient;
mod ex10_2_leaky_memory;
mod ex10_3_coupled_gates;
mod ex10_4_peepholes;
mod ex10_5_gru;
