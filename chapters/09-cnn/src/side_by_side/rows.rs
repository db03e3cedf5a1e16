//! The images of a batch side by side in memory, row by row.

use std::borrow::Cow;
use std::ops::Range;

use backprop::Float;
use ndarray::{Array2, Array4, ArrayRef4, ArrayView2, Axis};

/// The same images, with the batch last in memory: the first pixel of all images, the second pixel of all images, and so on.
///
/// Shape and numbers stay what they are; only their order in memory changes, where it is another.
///
/// # Shapes
/// `images` and the result: (batch, channels, height, width).
///
/// # Panics
/// Never: what is put in another order stays as many numbers.
///
/// ```
/// use cnn::batch_last;
/// use ndarray::array;
/// let images = array![[[[1, 2, 3]]], [[[10, 20, 30]]]].mapv(f64::from);
/// let beside = batch_last(images.clone());
/// assert_eq!(beside, images);
/// assert_eq!(beside.as_slice_memory_order().unwrap(), [1.0, 10.0, 2.0, 20.0, 3.0, 30.0]);
/// ```
// ANCHOR: batch_last
pub fn batch_last<F: Float>(images: Array4<F>) -> Array4<F> {
    if is_batch_last(&images) {
        return images;
    }
    let (batch, channels, height, width) = images.dim();
    let images = images.as_standard_layout();
    let one_row_an_image = (batch, channels * height * width);
    let rows = images.to_shape(one_row_an_image).expect("the same numbers");
    transposed(&rows.view())
        .into_shape_with_order((channels, height, width, batch))
        .expect("the same numbers")
        .permuted_axes([3, 0, 1, 2])
}
// ANCHOR_END: batch_last

/// Whether the batch is last in memory, and all numbers lie without gaps. (A single image is no batch.)
pub(crate) fn is_batch_last<F>(images: &ArrayRef4<F>) -> bool {
    images.dim().0 > 1
        && images.view().permuted_axes([1, 2, 3, 0]).is_standard_layout()
}

/// A matrix turned on its side, in memory too: block by block, so that both sides of a block stay in the nearest cache.
pub(crate) fn transposed<F: Float>(matrix: &ArrayView2<'_, F>) -> Array2<F> {
    const BLOCK: usize = 16;
    let mut turned = Array2::zeros((matrix.ncols(), matrix.nrows()));
    let bands = turned.axis_chunks_iter_mut(Axis(0), BLOCK);
    for (mut band, matrix) in bands.zip(matrix.axis_chunks_iter(Axis(1), BLOCK)) {
        let blocks = band.axis_chunks_iter_mut(Axis(1), BLOCK);
        for (mut turned, block) in blocks.zip(matrix.axis_chunks_iter(Axis(0), BLOCK))
        {
            turned.assign(&block.t());
        }
    }
    turned
}

/// Images side by side, each row of pixels with zeros at both ends.
pub(crate) struct Rows<'a, F: Float> {
    numbers: Cow<'a, [F]>,
    height: usize,
    /// How many numbers a row has: its pixels and zeros, each for all images.
    length: usize,
}

impl<'a, F: Float> Rows<'a, F> {
    /// The rows of images whose batch is last in memory, with `padding` columns of zeros at either end.
    pub(crate) fn new(images: &'a ArrayRef4<F>, padding: usize) -> Self {
        let (batch, channels, height, width) = images.dim();
        let pixels = images.as_slice_memory_order().expect("no gaps");
        let length = (width + 2 * padding) * batch;
        if padding == 0 {
            return Self { numbers: Cow::Borrowed(pixels), height, length };
        }
        let mut numbers = vec![F::zero(); channels * height * length];
        let inside = padding * batch..(padding + width) * batch;
        let rows = numbers.chunks_exact_mut(length);
        for (row, pixels) in rows.zip(pixels.chunks_exact(width * batch)) {
            row[inside.clone()].copy_from_slice(pixels);
        }
        Self { numbers: Cow::Owned(numbers), height, length }
    }

    /// Row `y` of a channel, for all images.
    pub(crate) fn row(&self, channel: usize, y: usize) -> &[F] {
        &self.numbers[(channel * self.height + y) * self.length..][..self.length]
    }
}

/// The window's pixels, out of `kernel_size`, that see something other than zeros from this place.
pub(crate) fn seeing(
    place: usize,
    kernel_size: usize,
    length: usize,
    padding: usize,
    dilation: usize,
) -> Range<usize> {
    let begin = padding.saturating_sub(place).div_ceil(dilation);
    let end = (length + padding).saturating_sub(place).div_ceil(dilation);
    begin.min(kernel_size)..end.clamp(begin.min(kernel_size), kernel_size)
}
