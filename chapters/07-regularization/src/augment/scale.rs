//! An image made larger or smaller.

use backprop::Float;
use ndarray::{Array2, ArrayRef2};
use rand::Rng;

use super::transform::evenly;
use super::{AffineMap, Transform, warp};

/// Makes an image larger about its centre (what leaves the frame is lost), or smaller with a factor below 1 (around it is 0).
///
/// # Shapes
/// `image` and the result: (height, width).
///
/// # Panics
/// If the factor is not positive.
///
/// ```
/// use ndarray::array;
/// use regularization::augment::scale;
/// let image = array![[0.0, 0.0, 1.0, 0.0, 0.0]];
/// assert_eq!(scale(&image, 2.0), array![[0.0, 0.5, 1.0, 0.5, 0.0]]); // the peak becomes twice as wide
/// ```
#[track_caller]
// ANCHOR: scale
pub fn scale<F: Float>(image: &ArrayRef2<F>, factor: f64) -> Array2<F> {
    warp(image, &AffineMap::scaling(factor))
}
// ANCHOR_END: scale

/// Scales by a factor drawn evenly from `least` to `most`.
///
/// # Panics
/// When it is applied, if `least` is not positive, or above `most`, or one of them is not finite.
///
/// ```
/// use ndarray::array;
/// use regularization::augment::{Scale, Transform};
/// # use rand::SeedableRng;
/// # let mut rng = chacha20::ChaCha8Rng::seed_from_u64(1);
/// let twice = Scale { least: 2.0, most: 2.0 };
/// let image = array![[0.0, 0.0, 1.0, 0.0, 0.0]];
/// assert_eq!(twice.apply(&image, &mut rng), array![[0.0, 0.5, 1.0, 0.5, 0.0]]);
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
// ANCHOR: scale_by_lot
pub struct Scale {
    /// The smallest factor.
    pub least: f64,
    /// The largest factor.
    pub most: f64,
}

impl<F: Float> Transform<F> for Scale {
    fn apply(&self, image: &ArrayRef2<F>, rng: &mut dyn Rng) -> Array2<F> {
        assert!(self.least > 0.0, "Scale: factors from {}", self.least);
        scale(image, evenly("Scale", self.least, self.most, rng))
    }
}
// ANCHOR_END: scale_by_lot
