//! Windows laid side by side: a convolution becomes a product of matrices.

use backprop::Float;
use ndarray::{Array2, Array3, ArrayRef2, ArrayRef3};

use crate::Geometry;

/// Every window of an image as a column of a matrix.
///
/// The rows are the window's pixels, channel by channel and row by row, just as a filter's weights lie in memory; the columns are the
/// places, row by row. Pixels beyond the border are 0. Source: Chellapilla, Puri and Simard 2006.
///
/// # Shapes
/// `image`: (channels, height, width); the result: (channels · kernel height · kernel width, places).
///
/// # Panics
/// If the window does not fit.
///
/// ```
/// use cnn::{Geometry, im2col};
/// use ndarray::array;
/// let image = array![[[1, 2, 3], [4, 5, 6]]].mapv(f64::from);
/// let columns = im2col(&image, [2, 2], Geometry::default());
/// assert_eq!(columns, array![[1.0, 2.0], [2.0, 3.0], [4.0, 5.0], [5.0, 6.0]]);
/// ```
#[doc(alias = "unfold")]
#[track_caller]
pub fn im2col<F: Float>(
    image: &ArrayRef3<F>,
    kernel_size: [usize; 2],
    geometry: Geometry,
) -> Array2<F> {
    let windows = Windows::new("im2col", image.dim(), kernel_size, geometry);
    let mut columns = Array2::zeros((windows.rows(), windows.places()));
    let image = image.as_standard_layout();
    windows.gather(
        image.as_slice().expect("in standard layout"),
        columns.as_slice_mut().expect("fresh"),
    );
    columns
}

/// The way back: every number of the columns is added to the pixel that it came from.
///
/// The adjoint of [`im2col`], and not its inverse: a pixel that lies in four windows collects four numbers.
///
/// # Shapes
/// `columns`: (channels · kernel height · kernel width, places); `image_shape` and the result: (channels, height, width).
///
/// # Panics
/// If the shapes do not fit.
///
/// ```
/// use cnn::{Geometry, col2im, im2col};
/// use ndarray::{Array3, array};
/// let ones = Array3::<f64>::ones((1, 2, 3));
/// let columns = im2col(&ones, [2, 2], Geometry::default());
/// let counted = col2im(&columns, [1, 2, 3], [2, 2], Geometry::default());
/// assert_eq!(counted, array![[[1.0, 2.0, 1.0], [1.0, 2.0, 1.0]]]); // in how many windows each pixel lies
/// ```
#[doc(alias = "fold")]
#[track_caller]
pub fn col2im<F: Float>(
    columns: &ArrayRef2<F>,
    image_shape: [usize; 3],
    kernel_size: [usize; 2],
    geometry: Geometry,
) -> Array3<F> {
    let [channels, height, width] = image_shape;
    let windows =
        Windows::new("col2im", (channels, height, width), kernel_size, geometry);
    assert!(
        columns.dim() == (windows.rows(), windows.places()),
        "col2im: columns are {:?}, but an image of {image_shape:?} has {:?}",
        columns.shape(),
        [windows.rows(), windows.places()]
    );
    let mut image = Array3::zeros(image_shape);
    let columns = columns.as_standard_layout();
    windows.scatter(
        columns.as_slice().expect("in standard layout"),
        image.as_slice_mut().expect("fresh"),
    );
    image
}

/// The places of a window over one image, on bare slices, so that one buffer serves a whole batch.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Windows {
    channels: usize,
    size: [usize; 2],
    kernel_size: [usize; 2],
    output_size: [usize; 2],
    geometry: Geometry,
}

impl Windows {
    #[track_caller]
    pub(crate) fn new(
        operation: &str,
        (channels, height, width): (usize, usize, usize),
        kernel_size: [usize; 2],
        geometry: Geometry,
    ) -> Self {
        let size = [height, width];
        let output_size = geometry.output_size(operation, size, kernel_size);
        Self { channels, size, kernel_size, output_size, geometry }
    }

    /// Rows of the matrix: the window's pixels.
    pub(crate) fn rows(&self) -> usize {
        self.channels * self.kernel_size[0] * self.kernel_size[1]
    }

    /// Columns of the matrix.
    pub(crate) fn places(&self) -> usize {
        self.output_size[0] * self.output_size[1]
    }

    /// Which channel, row and column of the window a row of the matrix stands for.
    fn tap(&self, row: usize) -> (usize, usize, usize) {
        let [height, width] = self.kernel_size;
        (row / (height * width), row / width % height, row % width)
    }

    /// Copies every window into its column; every number of `columns` is written.
    // ANCHOR: gather
    pub(crate) fn gather<F: Float>(&self, image: &[F], columns: &mut [F]) {
        let ([height, width], [_, across]) = (self.size, self.output_size);
        for (row, line) in columns.chunks_exact_mut(self.places()).enumerate() {
            let (c, u, v) = self.tap(row);
            let plane = &image[c * height * width..][..height * width];
            let (inside, first) = self.geometry.inside(across, v, width);
            for (i, line) in line.chunks_exact_mut(across).enumerate() {
                let Some(y) = self.geometry.source(i, u, height) else {
                    line.fill(F::zero());
                    continue;
                };
                line[..inside.start].fill(F::zero());
                line[inside.end..].fill(F::zero());
                let line = &mut line[inside.clone()];
                let source = &plane[y * width + first..];
                copy_strided(line, source, self.geometry.stride);
            }
        }
    }
    // ANCHOR_END: gather

    /// Adds every column to the window that it came from.
    // ANCHOR: scatter
    pub(crate) fn scatter<F: Float>(&self, columns: &[F], image: &mut [F]) {
        let ([height, width], [_, across]) = (self.size, self.output_size);
        for (row, line) in columns.chunks_exact(self.places()).enumerate() {
            let (c, u, v) = self.tap(row);
            let plane = &mut image[c * height * width..][..height * width];
            let (inside, first) = self.geometry.inside(across, v, width);
            for (i, line) in line.chunks_exact(across).enumerate() {
                let Some(y) = self.geometry.source(i, u, height) else {
                    continue;
                };
                let target = &mut plane[y * width + first..];
                add_strided(target, &line[inside.clone()], self.geometry.stride);
            }
        }
    }
    // ANCHOR_END: scatter
}

/// Every `stride`-th number of the source, without a test in the loop where that is every one.
fn copy_strided<F: Float>(line: &mut [F], source: &[F], stride: usize) {
    if stride == 1 {
        line.copy_from_slice(&source[..line.len()]);
    } else {
        for (value, &pixel) in line.iter_mut().zip(source.iter().step_by(stride)) {
            *value = pixel;
        }
    }
}

/// Adds to every `stride`-th number of the target.
fn add_strided<F: Float>(target: &mut [F], line: &[F], stride: usize) {
    if stride == 1 {
        for (pixel, &value) in target.iter_mut().zip(line) {
            *pixel += value;
        }
    } else {
        for (pixel, &value) in target.iter_mut().step_by(stride).zip(line) {
            *pixel += value;
        }
    }
}
