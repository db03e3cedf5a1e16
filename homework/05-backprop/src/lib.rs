//! Homework of chapter 5: layers and nodes that the chapter left to you.
//!
//! One file an exercise, easiest first:
//!
//! 1. [`ex05_1_cross_entropy_graph`]: the loss of chapter 3 on the graph of single numbers.
//! 2. [`ex05_2_shared_weight`]: on paper, slopes over several paths.
//! 3. [`ex05_3_tied`]: a matrix and its transpose, one after the other.
//! 4. [`ex05_4_gate`]: find the bug in a layer that multiplies its input by a gate.
//! 5. [`ex05_5_bilinear`]: a layer that multiplies two inputs with each other.
//! 6. [`ex05_6_layer_norm`]: rows of mean 0 and variance 1, and the way back.

pub mod ex05_1_cross_entropy_graph;
pub mod ex05_2_shared_weight;
pub mod ex05_3_tied;
pub mod ex05_4_gate;
pub mod ex05_5_bilinear;
pub mod ex05_6_layer_norm;
