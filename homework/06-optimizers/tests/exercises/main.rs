//! The tests of the exercises, one module each: `cargo test -p optimizers-homework ex06_1`.

mod ex06_1_one_cycle;
mod ex06_2_two_steps_of_adam;
mod ex06_3_lion;
mod ex06_4_weight_norm;
mod ex06_5_adadelta;
