//! The XOR gate with many points a corner.

use super::noise::Noise;
use super::{Points, gates};

/// A cloud around each corner of the XOR gate, of the corner's class: `x = corner + ε`, `ε ~ N(0, σ²)` in both directions (GATE-4).
///
/// Corner after corner: 00, 01, 10, 11.
///
/// # Shapes
/// `4 · per_corner` points in the plane.
///
/// # Panics
/// If `noise`, the σ, is negative or not finite.
///
/// ```
/// let cloud = datasets::xor_cloud(2, 0.0, 7);
/// assert_eq!(cloud.points.row(7).to_vec(), [1.0, 1.0]);
/// assert_eq!(cloud.labels.to_vec(), [0, 0, 1, 1, 1, 1, 0, 0]);
/// ```
#[track_caller]
pub fn xor_cloud(per_corner: usize, noise: f64, seed: u64) -> Points {
    let mut noise = Noise::new("xor_cloud", noise, seed);
    let gate = gates::xor();
    let corner = |index: usize| [gate.points[[index, 0]], gate.points[[index, 1]]];
    let mut cloud = Points::class_after_class(gate.len(), per_corner, |index, _| noise.around(corner(index)));
    cloud.labels.mapv_inplace(|index| gate.labels[index]);
    cloud
}
