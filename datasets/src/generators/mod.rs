//! Small data made on the spot: tables, and clouds of points from a seed.

pub mod gates;
mod points;

pub use points::Points;
