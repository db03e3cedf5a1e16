//! Round clouds, one a class: the easy case.

use super::Points;
use super::noise::Noise;

/// One round cloud a class: `x = c + ε` around its centre `c`, `ε ~ N(0, σ²)` in both directions.
///
/// # Shapes
/// `centres.len() · per_class` points in the plane, as many classes as centres.
///
/// # Panics
/// If `standard_deviation` is negative or not finite.
///
/// ```
/// let blobs = datasets::blobs(&[[0.0, 0.0], [5.0, 5.0]], 3, 0.0, 7);
/// assert_eq!(blobs.points.row(3).to_vec(), [5.0, 5.0]);
/// assert_eq!(blobs.labels.to_vec(), [0, 0, 0, 1, 1, 1]);
/// ```
#[track_caller]
pub fn blobs(centres: &[[f64; 2]], per_class: usize, standard_deviation: f64, seed: u64) -> Points {
    let mut noise = Noise::new("blobs", standard_deviation, seed);
    Points::class_after_class(centres.len(), per_class, |class, _| noise.around(centres[class]))
}
