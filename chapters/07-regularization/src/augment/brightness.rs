//! More or less light.

use backprop::Float;
use ndarray::{Array2, ArrayRef2};
use rand::Rng;

use super::Transform;
use super::transform::evenly;

/// Multiplies every pixel by a factor; what would be above 1 is 1.
///
/// # Shapes
/// `image` and the result: (height, width), pixels from 0 to 1.
///
/// # Panics
/// If the factor is negative or not finite.
///
/// ```
/// use ndarray::array;
/// use regularization::augment::brighten;
/// assert_eq!(brighten(&array![[0.0, 0.25, 0.75]], 2.0), array![[0.0, 0.5, 1.0]]);
/// ```
#[doc(alias = "adjust_brightness")]
#[track_caller]
// ANCHOR: brighten
pub fn brighten<F: Float>(image: &ArrayRef2<F>, factor: f64) -> Array2<F> {
    assert!(factor >= 0.0 && factor.is_finite(), "brighten: a factor of {factor}");
    image.mapv(|pixel| (pixel * F::of(factor)).min(F::one()))
}
// ANCHOR_END: brighten

/// [`brighten`] by a factor drawn evenly from `least` to `most`.
///
/// # Panics
/// When it is applied, if `least` is negative, or above `most`, or one of them is not finite.
///
/// ```
/// use ndarray::array;
/// use regularization::augment::{Brighten, Transform};
/// # use rand::SeedableRng;
/// # let mut rng = chacha20::ChaCha8Rng::seed_from_u64(1);
/// let twice = Brighten { least: 2.0, most: 2.0 };
/// assert_eq!(twice.apply(&array![[0.0, 0.25, 0.75]], &mut rng), array![[0.0, 0.5, 1.0]]);
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
#[doc(alias = "ColorJitter")]
pub struct Brighten {
    /// The smallest factor.
    pub least: f64,
    /// The largest factor.
    pub most: f64,
}

impl<F: Float> Transform<F> for Brighten {
    fn apply(&self, image: &ArrayRef2<F>, rng: &mut dyn Rng) -> Array2<F> {
        assert!(self.least >= 0.0, "Brighten: factors from {}", self.least);
        brighten(image, evenly("Brighten", self.least, self.most, rng))
    }
}
