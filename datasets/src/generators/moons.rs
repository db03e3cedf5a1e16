//! Two half moons that reach into each other.

use std::f64::consts::PI;

use rand::RngExt;

use super::Points;
use super::noise::Noise;

/// Two half circles of radius 1 that reach into each other, at random angles `t` between 0 and π.
///
/// Class 0 is the upper one, `(cos t, sin t)`; class 1 the lower one, `(1 − cos t, ½ − sin t)`.
///
/// # Shapes
/// `2 · per_class` points in the plane.
///
/// # Panics
/// If `noise` (a standard deviation) is negative or not finite.
///
/// ```
/// let moons = datasets::moons(10, 0.0, 7);
/// assert!(moons.points[[0, 1]] >= 0.0); // the upper moon does not reach below 0,
/// assert!(moons.points[[19, 1]] <= 0.5); // nor the lower one above one half
/// ```
#[track_caller]
pub fn moons(per_class: usize, noise: f64, seed: u64) -> Points {
    let mut noise = Noise::new("moons", noise, seed);
    Points::class_after_class(2, per_class, |class, _| {
        let (sin, cos) = noise.rng.random_range(0.0..PI).sin_cos();
        let point = if class == 0 { [cos, sin] } else { [1.0 - cos, 0.5 - sin] };
        noise.around(point)
    })
}
