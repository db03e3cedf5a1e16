//! Simple and complex cells: edges of one direction, and edges of one direction somewhere about here.
//!
//! A model after Hubel and Wiesel, and Riesenhuber and Poggio (HMAX): nothing in it is learned. Source: S3 and S4 CNN-1.

use std::f64::consts::PI;

use backprop::Float;
use ndarray::{Array1, Array2, Array4, ArrayRef4, Axis};

use crate::{Geometry, conv2d_forward, max_pool2d};

/// Stripes that fade out: a wave across the direction `angle`, in a bell. What a simple cell of the visual cortex answers to.
///
/// `exp(−(x′² + ¼y′²)/(2σ²)) cos(2πx′/λ)` with x′ and y′ the place turned by `angle`, λ = ¾ of the size and σ = λ/2; its mean taken off, so that even
/// brightness gives 0, and scaled to length 1.
///
/// # Shapes
/// The result: (size, size).
///
/// # Panics
/// If `size` is less than 3: no wave fits into that.
///
/// ```
/// use cnn::gabor;
/// let upright = gabor(7, 0.0);
/// assert!(upright.sum().abs() < 1e-12);
/// assert!((upright.mapv(|weight| weight * weight).sum() - 1.0).abs() < 1e-12);
/// assert!(upright[[3, 3]] > 0.0 && upright[[3, 0]] < 0.0); // a bright stripe, dark to its left
/// ```
#[track_caller]
// ANCHOR: gabor
pub fn gabor(size: usize, angle: f64) -> Array2<f64> {
    assert!(size >= 3, "gabor: no wave fits into {size} pixels");
    let middle = (size as f64 - 1.0) / 2.0;
    let wavelength = 0.75 * size as f64;
    let sigma = wavelength / 2.0;
    let (sin, cos) = angle.sin_cos();
    let stripes = Array2::from_shape_fn((size, size), |(row, column)| {
        let (x, y) = (column as f64 - middle, middle - row as f64);
        let (across, along) = (x * cos + y * sin, y * cos - x * sin);
        let bell = (across * across + along * along / 4.0) / (2.0 * sigma * sigma);
        (-bell).exp() * (2.0 * PI * across / wavelength).cos()
    });
    let mean = stripes.sum() / stripes.len() as f64;
    let centred = stripes - mean;
    let length = centred.mapv(|weight| weight * weight).sum().sqrt();
    centred / length
}
// ANCHOR_END: gabor

/// Filters of so many directions, evenly over half a turn, for images of one channel.
///
/// # Shapes
/// The result: (directions, 1, size, size).
///
/// # Panics
/// If `size` is less than 3.
///
/// ```
/// use cnn::{edge_filters, gabor};
/// let filters = edge_filters::<f64>(2, 5); // upright and lying
/// assert_eq!(filters.dim(), (2, 1, 5, 5));
/// assert_eq!(filters[[0, 0, 1, 2]], gabor(5, 0.0)[[1, 2]]);
/// assert!((filters[[1, 0, 1, 2]] - filters[[0, 0, 2, 1]]).abs() < 1e-12); // turned by a quarter
/// ```
#[track_caller]
pub fn edge_filters<F: Float>(directions: usize, size: usize) -> Array4<F> {
    let mut filters = Array4::zeros((directions, 1, size, size));
    for (index, mut filter) in filters.outer_iter_mut().enumerate() {
        let angle = PI * index as f64 / directions as f64;
        filter.index_axis_mut(Axis(0), 0).assign(&gabor(size, angle).mapv(F::of));
    }
    filters
}

/// What simple cells answer: how strongly the image around each place is striped in each direction, bright on dark or dark on bright.
///
/// # Shapes
/// `images`: (batch, 1, height, width); `filters`: (directions, 1, size, size); the result: (batch, directions, height, width) for
/// filters of odd size.
///
/// # Panics
/// If the filters are of even size, or for another number of channels.
///
/// ```
/// use cnn::simple_cells;
/// use ndarray::array;
/// let stripe = array![[[[0.0, 1.0, 0.0]]]];
/// assert_eq!(simple_cells(&stripe, &array![[[[-2.0]]]]), array![[[[0.0, 2.0, 0.0]]]]); // dark or bright
/// ```
#[track_caller]
// ANCHOR: simple_cells
pub fn simple_cells<F: Float>(
    images: &ArrayRef4<F>,
    filters: &ArrayRef4<F>,
) -> Array4<F> {
    let geometry = Geometry::default().same(filters.dim().2);
    let no_bias = Array1::zeros(filters.dim().0);
    conv2d_forward(images, filters, &no_bias, geometry).mapv_into(F::abs)
}
// ANCHOR_END: simple_cells

/// What complex cells answer: the strongest simple cell of one direction within `reach` pixels, wherever it is there.
///
/// # Shapes
/// `simple`: (batch, directions, height, width); the result: (batch, directions, height/reach, width/reach), rounded down.
///
/// # Panics
/// If `reach` is 0, or more than the maps' size.
///
/// ```
/// use cnn::complex_cells;
/// use ndarray::array;
/// assert_eq!(complex_cells(&array![[[[1.0, 3.0], [0.0, 2.0]]]], 2), array![[[[3.0]]]]);
/// ```
#[track_caller]
// ANCHOR: complex_cells
pub fn complex_cells<F: Float>(simple: &ArrayRef4<F>, reach: usize) -> Array4<F> {
    let side_by_side = Geometry { stride: reach, ..Geometry::default() };
    max_pool2d(simple, reach, side_by_side).output
}
// ANCHOR_END: complex_cells
