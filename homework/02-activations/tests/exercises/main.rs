//! The tests of the exercises, one module each: `cargo test -p activations-homework ex02_1`.

mod ex02_1_softplus;
mod ex02_2_swish;
mod ex02_3_patch;
mod ex02_4_gelu;
mod ex02_5_learned_slopes;
mod ex02_6_sparsemax;
