//! The tests of the exercises, one module each: `cargo test -p gradient-descent-homework ex04_1`.

mod ex04_1_rosenbrock;
mod ex04_2_two_rates;
mod ex04_3_heavy_ball;
mod ex04_4_counted_rows;
mod ex04_5_stratified_folds;
mod ex04_6_line_search;
