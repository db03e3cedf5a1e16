//! The tests of the exercises, one module each: `cargo test -p regularization-homework ex07_1`.

mod ex07_1_lost_ground;
mod ex07_2_three_prices;
mod ex07_3_neighbours;
mod ex07_4_mixup;
mod ex07_5_groups;
