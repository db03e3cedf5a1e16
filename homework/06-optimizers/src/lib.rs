//! Homework of chapter 6: schedules and optimizers that the chapter left to you.
//!
//! One file an exercise, easiest first:
//!
//! 1. [`ex06_1_one_cycle`]: a rate that rises once and falls once.
//! 2. [`ex06_2_two_steps_of_adam`]: on paper, what Adam makes of two gradients.
//! 3. [`ex06_3_lion`]: an optimizer that keeps only the sign.
//! 4. [`ex06_4_weight_norm`]: find the bug in a layer that learns length and direction of its weights apart.
//! 5. [`ex06_5_adadelta`]: an optimizer that learns how long its steps should be.

pub mod ex06_1_one_cycle;
pub mod ex06_2_two_steps_of_adam;
pub mod ex06_3_lion;
pub mod ex06_4_weight_norm;
pub mod ex06_5_adadelta;
