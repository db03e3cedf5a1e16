//! The tests of the exercises, one module each: `cargo test -p backprop-homework ex05_1`.

mod ex05_1_cross_entropy_graph;
mod ex05_2_shared_weight;
mod ex05_3_tied;
mod ex05_4_gate;
mod ex05_5_bilinear;
mod ex05_6_layer_norm;
