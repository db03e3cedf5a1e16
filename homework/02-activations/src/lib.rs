//! Homework of chapter 2: activation functions that the chapter left to you.
//!
//! One file an exercise, easiest first:
//!
//! 1. [`ex02_1_softplus`]: a rectifier without the corner.

pub mod ex02_1_softplus;
