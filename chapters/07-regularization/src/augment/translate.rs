//! An image moved.

use backprop::Float;
use ndarray::{Array2, ArrayRef2};
use rand::Rng;

use super::transform::evenly;
use super::{AffineMap, Transform, warp};

/// Moves an image to the right and down, by pixels or parts of pixels; what moves in is 0, what moves out is lost.
///
/// # Shapes
/// `image` and the result: (height, width).
///
/// ```
/// use ndarray::array;
/// use regularization::augment::translate;
/// let image = array![[1.0, 2.0], [3.0, 4.0]];
/// assert_eq!(translate(&image, 1.0, 0.0), array![[0.0, 1.0], [0.0, 3.0]]);
/// assert_eq!(translate(&image, 0.0, -0.5), array![[2.0, 3.0], [1.5, 2.0]]); // half a pixel up
/// ```
// ANCHOR: translate
pub fn translate<F: Float>(image: &ArrayRef2<F>, right: f64, down: f64) -> Array2<F> {
    warp(image, &AffineMap::translation(right, down))
}
// ANCHOR_END: translate

/// Moves by up to `pixels` in each direction, drawn evenly and independently.
///
/// # Panics
/// When it is applied, if `pixels` is negative or not finite.
///
/// ```
/// use ndarray::array;
/// use regularization::augment::{Translate, Transform};
/// # use rand::SeedableRng;
/// # let mut rng = chacha20::ChaCha8Rng::seed_from_u64(1);
/// let moved: ndarray::Array2<f64> = Translate { pixels: 0.5 }.apply(&array![[0.0, 1.0, 0.0]], &mut rng);
/// assert!(moved[[0, 1]] >= 0.25); // at most half a pixel across, and half a pixel down
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
// ANCHOR: translate_by_lot
pub struct Translate {
    /// The farthest, across and down.
    pub pixels: f64,
}

impl<F: Float> Transform<F> for Translate {
    fn apply(&self, image: &ArrayRef2<F>, rng: &mut dyn Rng) -> Array2<F> {
        let mut draw = || evenly("Translate", -self.pixels, self.pixels, rng);
        let (right, down) = (draw(), draw());
        translate(image, right, down)
    }
}
// ANCHOR_END: translate_by_lot
