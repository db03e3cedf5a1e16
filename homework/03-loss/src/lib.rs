//! Homework of chapter 3: losses that the chapter left to you.
//!
//! One file an exercise, easiest first:
//!
//! 1. [`ex03_1_huber`]: a square near zero, a straight line far out.
//! 2. [`ex03_2_forecast`]: pen and paper, what a bad forecast costs.
//! 3. [`ex03_3_label_smoothing`]: targets that are not quite sure.
//! 4. [`ex03_4_class_hinge`]: find the bug in a gradient.
//! 5. [`ex03_5_class_weights`]: a cross-entropy in which rare classes count more.
//! 6. [`ex03_6_focal`]: a loss that turns away from what is easy.

pub mod ex03_1_huber;
pub mod ex03_2_forecast;
pub mod ex03_3_label_smoothing;
pub mod ex03_4_class_hinge;
pub mod ex03_5_class_weights;
pub mod ex03_6_focal;
