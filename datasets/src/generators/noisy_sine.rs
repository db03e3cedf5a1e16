//! A curve with noise on it: the data of regression and of overfitting.

use std::f64::consts::TAU;

use ndarray::Array1;

use super::noise::Noise;

/// Samples of a function of one variable.
#[derive(Debug, Clone, PartialEq)]
pub struct Curve {
    /// Where the function was sampled, `(samples)`, ascending.
    pub x: Array1<f64>,
    /// What was measured there, `(samples)`.
    pub y: Array1<f64>,
}

/// One period of a sine with noise: `y = sin(2πx) + ε`, `ε ~ N(0, σ²)`.
///
/// The `x` lie evenly from 0 to 1, both ends included.
///
/// # Shapes
/// `count` samples.
///
/// # Panics
/// If `noise` (σ) is negative or not finite.
///
/// ```
/// let sine = datasets::noisy_sine(5, 0.0, 7);
/// assert_eq!(sine.x.to_vec(), [0.0, 0.25, 0.5, 0.75, 1.0]);
/// assert!((sine.y[1] - 1.0).abs() < 1e-12 && (sine.y[3] + 1.0).abs() < 1e-12);
/// ```
#[track_caller]
pub fn noisy_sine(count: usize, noise: f64, seed: u64) -> Curve {
    let mut noise = Noise::new("noisy_sine", noise, seed);
    let x = Array1::linspace(0.0, 1.0, count);
    let y = x.mapv(|x| (TAU * x).sin() + noise.draw());
    Curve { x, y }
}
