//! The tests of the exercises, one module each: `cargo test -p cnn-homework ex09_1`.

mod ex09_1_inside_mean;
mod ex09_2_cheaper_filters;
mod ex09_3_scaled_pooling;
mod ex09_4_depthwise;
mod ex09_5_transposed;
