//! What all kinds have in common.

use backprop::Float;
use ndarray::{Array2, ArrayRef2};
use rand::{Rng, RngExt};

/// Makes a new image out of an image; how, it draws by lot.
///
/// The new image has the same shape. Equal draws give equal images.
// ANCHOR: transform
pub trait Transform<F: Float = f32> {
    /// A new image; the label of the old one is to hold for it.
    ///
    /// # Shapes
    /// `image` and the result: (height, width).
    fn apply(&self, image: &ArrayRef2<F>, rng: &mut dyn Rng) -> Array2<F>;
}
// ANCHOR_END: transform

/// A number evenly from `least` to `most`, both included, so that they may be equal.
#[track_caller]
pub(super) fn evenly(
    operation: &str,
    least: f64,
    most: f64,
    rng: &mut dyn Rng,
) -> f64 {
    assert!(
        least <= most && (most - least).is_finite(),
        "{operation}: nothing lies from {least} to {most}"
    );
    rng.random_range(least..=most)
}
