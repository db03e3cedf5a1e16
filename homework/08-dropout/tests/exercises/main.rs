//! The tests of the exercises, one module each: `cargo test -p dropout-homework ex08_1`.

mod ex08_1_whole_maps;
mod ex08_2_spread;
mod ex08_3_learned_noise;
mod ex08_4_drop_connect;
mod ex08_5_drop_path;
