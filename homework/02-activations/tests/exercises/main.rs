//! The tests of the exercises, one module each: `cargo test -p activations-homework ex02_1`.

mod ex02_1_softplus;
