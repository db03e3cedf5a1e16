//! The data of the book: generators with a seed, the digits it ships, and a reader of MNIST's files.
//!
//! | you want | call |
//! |---|---|
//! | handwritten digits without a download | [`digits`] |
//! | MNIST or Fashion-MNIST from a folder | [`mnist`], [`fashion_mnist`] |
//! | whichever of the three the reader chose | [`load`] |
//! | one file in MNIST's format | [`idx`] |
//! | the truth tables of AND, OR, NAND, XOR, NOT | [`gates`] |
//! | clouds that a line separates | [`blobs`], [`separable`] with a known margin |
//! | clouds that no line separates | [`xor_cloud`], [`circles`], [`moons`], [`spirals`] |
//! | a curve with noise | [`noisy_sine`] |
//! | the tables of the lectures | [`four_rows`], [`number_grid`] |
//!
//! Images come as an [`ImageSet`] of bytes, divided into a [`TrainTest`]; points as [`Points`]. Files come from outside, so reading
//! them returns a [`DataError`] and never panics.

mod digits;
mod error;
mod folder;
mod generators;
pub mod idx;
mod images;
mod mnist;

pub use digits::digits;
pub use error::DataError;
pub use generators::{
    Curve, Points, Separable, blobs, circles, four_rows, gates, moons, noisy_sine, number_grid, separable,
    spirals, xor_cloud,
};
pub use images::{ImageSet, TrainTest};
pub use mnist::{fashion_mnist, folder_from_environment, load, mnist};
