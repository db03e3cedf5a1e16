//! Spirals wound into each other: the hard case.

use std::f64::consts::TAU;

use super::Points;
use super::noise::Noise;

/// How often each arm winds around the origin.
const TURNS: f64 = 1.5;

/// One spiral arm a class, wound into each other: arm `k` has radius `r` at the angle `2π (1.5 r + k / arms)`.
///
/// Along an arm the points follow each other evenly, `r` from `1 / per_class` to 1; the network demonstration of the lectures most likely
/// shows such data (MLN-27).
///
/// # Shapes
/// `arms · per_class` points in the plane.
///
/// # Panics
/// If `noise` (a standard deviation) is negative or not finite.
///
/// ```
/// let spirals = datasets::spirals(2, 4, 0.0, 7);
/// let [x, y] = [spirals.points[[3, 0]], spirals.points[[3, 1]]]; // the end of the first arm, one and a half turns out
/// assert!((x + 1.0).abs() < 1e-12 && y.abs() < 1e-12);
/// ```
#[track_caller]
pub fn spirals(arms: usize, per_class: usize, noise: f64, seed: u64) -> Points {
    let mut noise = Noise::new("spirals", noise, seed);
    Points::class_after_class(arms, per_class, |arm, index| {
        let radius = (index + 1) as f64 / per_class as f64;
        let (sin, cos) = (TAU * (TURNS * radius + arm as f64 / arms as f64)).sin_cos();
        noise.around([radius * cos, radius * sin])
    })
}
