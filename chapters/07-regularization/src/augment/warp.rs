//! An image looked at through a map.

use backprop::Float;
use ndarray::{Array2, ArrayRef2};

use super::AffineMap;

/// The image after a map: every pixel is mixed out of the four around the place it comes from, and beyond the border lies 0.
///
/// # Shapes
/// `image` and the result: (height, width).
///
/// ```
/// use ndarray::array;
/// use regularization::augment::{AffineMap, warp};
/// let image = array![[0.0, 1.0, 0.0]];
/// assert_eq!(warp(&image, &AffineMap::translation(0.5, 0.0)), array![[0.0, 0.5, 0.5]]);
/// assert_eq!(warp(&image, &AffineMap::translation(2.0, 0.0)), array![[0.0, 0.0, 0.0]]); // out of the picture
/// ```
#[doc(alias = "grid_sample")]
// ANCHOR: warp
pub fn warp<F: Float>(image: &ArrayRef2<F>, map: &AffineMap) -> Array2<F> {
    let (height, width) = image.dim();
    let middle = ((width as f64 - 1.0) / 2.0, (height as f64 - 1.0) / 2.0);
    Array2::from_shape_fn((height, width), |(row, column)| {
        let (right, down) =
            map.source(column as f64 - middle.0, row as f64 - middle.1);
        between_pixels(image, down + middle.1, right + middle.0)
    })
}
// ANCHOR_END: warp

/// The brightness at a place between pixels: each of the four around it counts by how near it is.
// ANCHOR: between_pixels
pub(super) fn between_pixels<F: Float>(
    image: &ArrayRef2<F>,
    row: f64,
    column: f64,
) -> F {
    let (top, left) = (row.floor(), column.floor());
    let (below, right) = (row - top, column - left); // the shares of the far pixels
    [
        (top, left, (1.0 - below) * (1.0 - right)),
        (top, left + 1.0, (1.0 - below) * right),
        (top + 1.0, left, below * (1.0 - right)),
        (top + 1.0, left + 1.0, below * right),
    ]
    .into_iter()
    .map(|(row, column, share)| pixel(image, row, column) * F::of(share))
    .fold(F::zero(), |sum, part| sum + part)
}
// ANCHOR_END: between_pixels

/// A pixel, or 0 beyond the border.
fn pixel<F: Float>(image: &ArrayRef2<F>, row: f64, column: f64) -> F {
    let (height, width) = image.dim();
    let is_inside =
        (0.0..height as f64).contains(&row) && (0.0..width as f64).contains(&column);
    if !is_inside {
        return F::zero();
    }
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "whole numbers within the image"
    )]
    let place = [row as usize, column as usize];
    image[place]
}
