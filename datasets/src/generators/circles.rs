//! A ring inside a ring: no line separates them, the distance from the middle does.

use std::f64::consts::TAU;

use rand::RngExt;

use super::Points;
use super::noise::Noise;

/// Radius of the outer ring, class 0, and of the inner one, class 1.
const RADII: [f64; 2] = [1.0, 0.5];

/// Two rings around the origin: class 0 with radius 1, class 1 with radius 0.5, at random angles.
///
/// # Shapes
/// `2 · per_class` points in the plane.
///
/// # Panics
/// If `noise` (a standard deviation) is negative or not finite.
///
/// ```
/// let circles = datasets::circles(10, 0.0, 7);
/// let radius = |i: usize| circles.points[[i, 0]].hypot(circles.points[[i, 1]]);
/// assert!((radius(0) - 1.0).abs() < 1e-12 && (radius(19) - 0.5).abs() < 1e-12);
/// ```
#[track_caller]
pub fn circles(per_class: usize, noise: f64, seed: u64) -> Points {
    let mut noise = Noise::new("circles", noise, seed);
    Points::class_after_class(RADII.len(), per_class, |class, _| {
        let (sin, cos) = noise.rng.random_range(0.0..TAU).sin_cos();
        noise.around([RADII[class] * cos, RADII[class] * sin])
    })
}
