//! Turned, scaled and moved in one go.

use backprop::Float;
use ndarray::{Array2, ArrayRef2};
use rand::Rng;

use super::transform::evenly;
use super::{AffineMap, Transform, warp};

/// Scales, turns and moves by amounts drawn evenly, and mixes pixels only once.
///
/// Each mixing blurs. [`Scale`](super::Scale), [`Rotate`](super::Rotate) and [`Translate`](super::Translate) after each other mix three times; the maps
/// can be composed first.
///
/// # Panics
/// When it is applied, if a bound is negative or not finite, or `scale` is 1 or more.
///
/// ```
/// use ndarray::array;
/// use rand::SeedableRng;
/// use regularization::augment::{Affine, Transform};
/// let mut rng = chacha20::ChaCha8Rng::seed_from_u64(1);
/// let image = array![[0.0, 1.0], [2.0, 3.0]];
/// let nothing = Affine { degrees: 0.0, scale: 0.0, pixels: 0.0 };
/// assert_eq!(nothing.apply(&image, &mut rng), image);
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
#[doc(alias = "RandomAffine")]
// ANCHOR: affine
pub struct Affine {
    /// The largest angle.
    pub degrees: f64,
    /// The factor lies from `1 − scale` to `1 + scale`.
    pub scale: f64,
    /// The farthest, across and down.
    pub pixels: f64,
}

impl<F: Float> Transform<F> for Affine {
    fn apply(&self, image: &ArrayRef2<F>, rng: &mut dyn Rng) -> Array2<F> {
        assert!(self.scale < 1.0, "Affine: a scale of {} and more", self.scale);
        let mut draw = |most: f64| evenly("Affine", -most, most, rng);
        let map = AffineMap::scaling(1.0 + draw(self.scale))
            .then(AffineMap::rotation(draw(self.degrees)))
            .then(AffineMap::translation(draw(self.pixels), draw(self.pixels)));
        warp(image, &map)
    }
}
// ANCHOR_END: affine
