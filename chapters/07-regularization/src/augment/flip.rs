//! An image in the mirror.

use backprop::Float;
use ndarray::{Array2, ArrayRef2, Axis};
use rand::{Rng, RngExt};

use super::Transform;

/// Swaps left and right. Right for cats; of the digits 0, 1 and 8 survive it, a 2 does not.
///
/// # Shapes
/// `image` and the result: (height, width).
///
/// ```
/// use ndarray::array;
/// use regularization::augment::flip_horizontally;
/// assert_eq!(flip_horizontally(&array![[1.0, 2.0, 3.0]]), array![[3.0, 2.0, 1.0]]);
/// ```
// ANCHOR: flip
pub fn flip_horizontally<F: Float>(image: &ArrayRef2<F>) -> Array2<F> {
    flipped(image, Axis(1))
}

/// Swaps top and bottom.
///
/// # Shapes
/// `image` and the result: (height, width).
///
/// ```
/// use ndarray::array;
/// use regularization::augment::flip_vertically;
/// assert_eq!(flip_vertically(&array![[1.0], [2.0]]), array![[2.0], [1.0]]);
/// ```
pub fn flip_vertically<F: Float>(image: &ArrayRef2<F>) -> Array2<F> {
    flipped(image, Axis(0))
}

fn flipped<F: Float>(image: &ArrayRef2<F>, axis: Axis) -> Array2<F> {
    let mut view = image.view();
    view.invert_axis(axis);
    view.as_standard_layout().into_owned()
}
// ANCHOR_END: flip

/// Swaps left and right with this probability.
///
/// # Panics
/// When it is applied, if `probability` does not lie from 0 to 1.
///
/// ```
/// use ndarray::array;
/// use regularization::augment::{Flip, Transform};
/// # use rand::SeedableRng;
/// # let mut rng = chacha20::ChaCha8Rng::seed_from_u64(1);
/// let always = Flip { probability: 1.0 };
/// assert_eq!(always.apply(&array![[1.0, 2.0, 3.0]], &mut rng), array![[3.0, 2.0, 1.0]]);
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
#[doc(alias = "RandomHorizontalFlip")]
// ANCHOR: flip_by_lot
pub struct Flip {
    /// How often an image is flipped.
    pub probability: f64,
}

impl<F: Float> Transform<F> for Flip {
    fn apply(&self, image: &ArrayRef2<F>, rng: &mut dyn Rng) -> Array2<F> {
        assert!(
            (0.0..=1.0).contains(&self.probability),
            "Flip: a probability of {}",
            self.probability
        );
        let is_flipped = rng.random::<f64>() < self.probability;
        if is_flipped { flip_horizontally(image) } else { image.to_owned() }
    }
}
// ANCHOR_END: flip_by_lot
