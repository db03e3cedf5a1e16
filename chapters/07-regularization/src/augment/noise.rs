//! Every pixel a little off.

use backprop::Float;
use ndarray::{Array, Array2, ArrayRef, ArrayRef2, Dimension};
use rand::Rng;
use rand_distr::{Distribution, Normal};

use super::Transform;

/// Adds to every number its own draw from N(0, σ²).
///
/// Pixels may leave the range from 0 to 1: clipped, the noise would no longer be 0 in the mean, and white paper would turn grey.
///
/// # Shapes
/// `input` and the result: any, the same.
///
/// # Panics
/// If σ is negative or not finite.
///
/// ```
/// use ndarray::array;
/// use rand::SeedableRng;
/// use regularization::augment::add_noise;
/// let mut rng = chacha20::ChaCha8Rng::seed_from_u64(1);
/// let image = array![[0.25, 0.5]];
/// assert_eq!(add_noise(&image, 0.0, &mut rng), image);
/// assert_ne!(add_noise(&image, 0.1, &mut rng), image);
/// ```
#[track_caller]
// ANCHOR: add_noise
pub fn add_noise<F: Float, D: Dimension>(
    input: &ArrayRef<F, D>,
    sigma: f64,
    rng: &mut dyn Rng,
) -> Array<F, D> {
    assert!(
        sigma >= 0.0 && sigma.is_finite(),
        "add_noise: a standard deviation of {sigma}"
    );
    let noise = Normal::new(0.0, sigma).expect("sigma was checked");
    input.mapv(|x| x + F::of(noise.sample(rng)))
}
// ANCHOR_END: add_noise

/// [`add_noise`] with a σ that stays the same.
///
/// ```
/// use ndarray::array;
/// use regularization::augment::{Noise, Transform};
/// # use rand::SeedableRng;
/// # let mut rng = chacha20::ChaCha8Rng::seed_from_u64(1);
/// let image = array![[0.25, 0.5]];
/// assert_eq!(Noise { sigma: 0.0 }.apply(&image, &mut rng), image);
/// assert_ne!(Noise { sigma: 0.1 }.apply(&image, &mut rng), image);
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Noise {
    /// σ.
    pub sigma: f64,
}

impl<F: Float> Transform<F> for Noise {
    fn apply(&self, image: &ArrayRef2<F>, rng: &mut dyn Rng) -> Array2<F> {
        add_noise(image, self.sigma, rng)
    }
}
