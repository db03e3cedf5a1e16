//! An image turned.

use backprop::Float;
use ndarray::{Array2, ArrayRef2};
use rand::Rng;

use super::transform::evenly;
use super::{AffineMap, Transform, warp};

/// Turns an image about its centre, anticlockwise by so many degrees; what turns in from outside is 0.
///
/// # Shapes
/// `image` and the result: (height, width).
///
/// ```
/// use ndarray::array;
/// use regularization::augment::rotate;
/// let image = array![[0.0, 0.0, 0.0], [0.0, 0.0, 1.0], [0.0, 0.0, 0.0]];
/// let turned = rotate(&image, 90.0); // from the right to the top
/// assert!((turned[[0, 1]] - 1.0_f64).abs() < 1e-12);
/// ```
// ANCHOR: rotate
pub fn rotate<F: Float>(image: &ArrayRef2<F>, degrees: f64) -> Array2<F> {
    warp(image, &AffineMap::rotation(degrees))
}
// ANCHOR_END: rotate

/// Turns by an angle drawn evenly from −`degrees` to `degrees`. Large angles change classes: a 6 becomes a 9.
///
/// # Panics
/// When it is applied, if `degrees` is negative or not finite.
///
/// ```
/// use ndarray::array;
/// use regularization::augment::{Rotate, Transform};
/// # use rand::SeedableRng;
/// # let mut rng = chacha20::ChaCha8Rng::seed_from_u64(1);
/// let image = array![[0.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 0.0]];
/// let turned: ndarray::Array2<f64> = Rotate { degrees: 90.0 }.apply(&image, &mut rng);
/// assert!((turned[[1, 1]] - 1.0).abs() < 1e-12); // the centre stays, by whatever angle
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
#[doc(alias = "RandomRotation")]
// ANCHOR: rotate_by_lot
pub struct Rotate {
    /// The largest angle.
    pub degrees: f64,
}

impl<F: Float> Transform<F> for Rotate {
    fn apply(&self, image: &ArrayRef2<F>, rng: &mut dyn Rng) -> Array2<F> {
        rotate(image, evenly("Rotate", -self.degrees, self.degrees, rng))
    }
}
// ANCHOR_END: rotate_by_lot
