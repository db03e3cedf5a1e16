//! A part of an image, enlarged to its size.

use backprop::Float;
use ndarray::{Array2, ArrayRef2, Axis, Slice};
use rand::{Rng, RngExt};

use super::Transform;
use super::warp::between_pixels;

/// The part of an image whose upper left corner is the pixel (`top`, `left`).
///
/// # Shapes
/// `image`: any that holds the part; the result: `size`, (height, width).
///
/// # Panics
/// If the part reaches beyond the image.
///
/// ```
/// use ndarray::array;
/// use regularization::augment::crop;
/// let image = array![[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]];
/// assert_eq!(crop(&image, 0, 1, [2, 2]), array![[2.0, 3.0], [5.0, 6.0]]);
/// ```
#[track_caller]
// ANCHOR: crop
pub fn crop<F: Float>(
    image: &ArrayRef2<F>,
    top: usize,
    left: usize,
    size: [usize; 2],
) -> Array2<F> {
    let [height, width] = size;
    assert!(
        top + height <= image.nrows() && left + width <= image.ncols(),
        "crop: {size:?} from row {top} and column {left} of an image of {:?}",
        image.shape()
    );
    image
        .slice_axis(Axis(0), Slice::from(top..top + height))
        .slice_axis(Axis(1), Slice::from(left..left + width))
        .to_owned()
}
// ANCHOR_END: crop

/// The whole image in another size, each pixel mixed out of the four around its place.
///
/// Edges are aligned with edges, not centres of pixels with centres; at the border the nearest pixel counts, as half a pixel beyond the last one lies the image's own edge. `PyTorch`'s
/// `interpolate` with `align_corners=False`, without `antialias`: made much smaller, an image loses pixels that fall between.
///
/// # Shapes
/// `image`: (height, width), each at least 1; the result: `size`.
///
/// # Panics
/// If the image or the size is empty.
///
/// ```
/// use ndarray::array;
/// use regularization::augment::resize;
/// assert_eq!(resize(&array![[0.0, 1.0]], [1, 4]), array![[0.0, 0.25, 0.75, 1.0]]);
/// ```
#[track_caller]
#[doc(alias = "interpolate")]
// ANCHOR: resize
pub fn resize<F: Float>(image: &ArrayRef2<F>, size: [usize; 2]) -> Array2<F> {
    let (height, width) = image.dim();
    assert!(
        !image.is_empty() && !size.contains(&0),
        "resize: from {:?} to {size:?}",
        image.shape()
    );
    let place = |index: usize, new: usize, old: usize| {
        let center = (index as f64 + 0.5) * old as f64 / new as f64 - 0.5;
        center.clamp(0.0, old as f64 - 1.0)
    };
    Array2::from_shape_fn(size, |(row, column)| {
        between_pixels(
            image,
            place(row, size[0], height),
            place(column, size[1], width),
        )
    })
}
// ANCHOR_END: resize

/// Cuts out a part with at least `least` of the image's sides, anywhere, and enlarges it to the image's size.
///
/// Height and width of the part are drawn evenly and independently, then its place.
///
/// # Panics
/// When it is applied, if `least` does not lie from 0 to 1, or the image is empty.
///
/// ```
/// use ndarray::array;
/// use regularization::augment::{Crop, Transform};
/// # use rand::SeedableRng;
/// # let mut rng = chacha20::ChaCha8Rng::seed_from_u64(1);
/// let all = Crop { least: 1.0 };
/// let image = array![[0.0, 1.0], [2.0, 3.0]];
/// assert_eq!(all.apply(&image, &mut rng), image); // the whole image, and no larger
/// let some = Crop { least: 0.5 }.apply(&image, &mut rng);
/// assert_eq!(some.dim(), (2, 2)); // a part of it, as large as before
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
#[doc(alias = "RandomResizedCrop")]
// ANCHOR: crop_by_lot
pub struct Crop {
    /// The smallest share of each side.
    pub least: f64,
}

impl<F: Float> Transform<F> for Crop {
    fn apply(&self, image: &ArrayRef2<F>, rng: &mut dyn Rng) -> Array2<F> {
        let mut part = |side: usize| {
            let length = rng.random_range(shortest(self.least, side)..=side);
            (rng.random_range(0..=side - length), length)
        };
        let (top, height) = part(image.nrows());
        let (left, width) = part(image.ncols());
        let cropped = crop(image, top, left, [height, width]);
        resize(&cropped, [image.nrows(), image.ncols()])
    }
}
// ANCHOR_END: crop_by_lot

/// At least one pixel.
#[track_caller]
fn shortest(least: f64, side: usize) -> usize {
    assert!((0.0..=1.0).contains(&least), "Crop: a share of {least}");
    assert!(side > 0, "Crop: an empty image");
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "from 0 to the side"
    )]
    let length = (least * side as f64).ceil() as usize;
    length.max(1)
}
