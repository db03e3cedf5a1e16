//! Small data made on the spot: tables, and clouds of points from a seed.
//!
//! Every generator that draws takes a seed; the same seed gives the same numbers on every machine (`ChaCha8Rng`). Points come class
//! after class, so shuffle them before you learn from them one at a time.

mod blobs;
mod circles;
mod four_rows;
pub mod gates;
mod moons;
mod noise;
mod noisy_sine;
mod number_grid;
mod points;
mod separable;
mod spirals;
mod xor_cloud;

pub use blobs::blobs;
pub use circles::circles;
pub use four_rows::four_rows;
pub use moons::moons;
pub use noisy_sine::{Curve, noisy_sine};
pub use number_grid::number_grid;
pub use points::Points;
pub use separable::{Separable, separable};
pub use spirals::spirals;
pub use xor_cloud::xor_cloud;
