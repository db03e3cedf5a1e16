//! Homework of chapter 4: other valleys, other steps, other ways to deal the data.
//!
//! One file an exercise, easiest first:
//!
//! 1. [`ex04_1_rosenbrock`]: a curved valley and its gradient.
//! 2. [`ex04_2_two_rates`]: on paper, the largest rates for a line through two points.
//! 3. [`ex04_3_heavy_ball`]: a descent that keeps its speed.
//! 4. [`ex04_4_counted_rows`]: find the bug in a squared error whose rows have counts.
//! 5. [`ex04_5_stratified_folds`]: cross-validation with the same classes in every fold.
//! 6. [`ex04_6_line_search`]: a rate that is searched anew for every step.

pub mod ex04_1_rosenbrock;
pub mod ex04_2_two_rates;
pub mod ex04_3_heavy_ball;
pub mod ex04_4_counted_rows;
pub mod ex04_5_stratified_folds;
pub mod ex04_6_line_search;
