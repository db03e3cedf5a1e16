//! Homework of chapter 2: activation functions that the chapter left to you.
//!
//! One file an exercise, easiest first:
//!
//! 1. [`ex02_1_softplus`]: a rectifier without the corner.
//! 2. [`ex02_2_swish`]: the input times its own sigmoid.
//! 3. [`ex02_3_patch`]: pen and paper, the straight map that a rectifier network is around one input.
//! 4. [`ex02_4_gelu`]: find the bug in a slope.
//! 5. [`ex02_5_learned_slopes`]: leaky rectifiers that learn how much to leak, each unit for itself.
//! 6. [`ex02_6_sparsemax`]: probabilities of which some are exactly 0.

pub mod ex02_1_softplus;
pub mod ex02_2_swish;
pub mod ex02_3_patch;
pub mod ex02_4_gelu;
pub mod ex02_5_learned_slopes;
pub mod ex02_6_sparsemax;
