//! Average pooling that does not count the zeros around the image.
//!
//! The chapter's [`cnn::avg_pool2d`] divides by the size of the window, zeros of the padding included, and so
//! it darkens the border. Here the sum of a window is divided by the number of *pixels of the image* in it:
//!
//! ```text
//! m[i,j]       = how many pixels of the image window (i,j) sees
//! out[n,c,i,j] = (sum of these pixels) / m[i,j]
//! ∂loss/∂input[n,c,y,x] = sum of ∂loss/∂out[n,c,i,j] / m[i,j]
//!                         over the windows that see (y,x)
//! ```
//!
//! Input: (batch, channels, height, width). Output: (batch, channels, new height, new width), as
//! [`Geometry::output_size`] says.
//!
//! # By hand
//!
//! One map of one row, 2 4 6; window 3 × 3, stride 1, padding 1. The first window sees 2 and 4, the second
//! all three, the last one 4 and 6, all others of its nine pixels are padding: the output is 3 4 5. Let 6 3 2
//! come back. The first window gives 6/2 = 3 to each of its two pixels, the second 3/3 = 1 to each of its
//! three, the last one 2/2 = 1 to each of its two: the gradient by the input is 4 5 2.
//!
//! # Hint
//!
//! What a window sees is a few rows times a few columns: `seen` gives you both lists, and `m[i,j]` is the
//! product of their lengths. Forwards you add up and divide. Backwards walk the same windows, and hand each
//! pixel its share; a pixel that lies in several windows collects from all of them, so what is the right
//! operator, `=` or `+=`?

use backprop::{Layer, Mode, ParamMut, Parameters, assert_grad_shape, kept};
use cnn::Geometry;
use ndarray::{Array4, ArrayRef4};

/// The rows (or columns) of the image that the window sees at a place. Given.
pub fn seen(
    geometry: Geometry,
    place: usize,
    kernel_size: usize,
    length: usize,
) -> Vec<usize> {
    (0..kernel_size)
        .filter_map(|offset| geometry.source(place, offset, length))
        .collect()
}

/// The mean of what each window sees of the image.
///
/// # Shapes
/// `input`: (batch, channels, height, width); the result: (batch, channels, new
/// height, new width).
///
/// # Panics
/// If the window does not fit.
#[track_caller]
pub fn inside_mean(
    input: &ArrayRef4<f64>,
    kernel_size: usize,
    geometry: Geometry,
) -> Array4<f64> {
    let (batch, channels, height, width) = input.dim();
    let [down, across] =
        geometry.output_size("inside_mean", [height, width], [kernel_size; 2]);
    let shape = (batch, channels, down, across);
    //~ solution
    Array4::from_shape_fn(shape, |(n, c, i, j)| {
        let rows = seen(geometry, i, kernel_size, height);
        let columns = seen(geometry, j, kernel_size, width);
        let mut sum = 0.0;
        for &y in &rows {
            for &x in &columns {
                sum += input[[n, c, y, x]];
            }
        }
        sum / (rows.len() * columns.len()) as f64
    })
    //~ stub
    // todo!("ex09_1: the mean of what each window sees, shape {shape:?}")
    //~ mutant counts the zeros around
    // cnn::avg_pool2d(input, kernel_size, geometry).into_shape_with_order(shape).unwrap()
    //~ mutant counts only pixels that are not 0
    // Array4::from_shape_fn(shape, |(n, c, i, j)| {
    //     let (mut sum, mut count) = (0.0, 0.0_f64);
    //     for y in seen(geometry, i, kernel_size, height) {
    //         for x in seen(geometry, j, kernel_size, width) {
    //             sum += input[[n, c, y, x]];
    //             count += if input[[n, c, y, x]] == 0.0 { 0.0 } else { 1.0 };
    //         }
    //     }
    //     sum / count.max(1.0)
    // })
    //~ mutant takes height for width
    // Array4::from_shape_fn(shape, |(n, c, i, j)| {
    //     let rows = seen(geometry, i, kernel_size, height);
    //     let columns = seen(geometry, j, kernel_size, width);
    //     let mut sum = 0.0;
    //     for &y in &rows {
    //         for &x in &columns {
    //             sum += input[[n, c, y, x]];
    //         }
    //     }
    //     sum / (rows.len() * rows.len()) as f64
    // })
    //~ end
}

/// The gradient by the input: each window shares what came back to it among the
/// pixels that it saw.
///
/// # Shapes
/// `grad_output`: (batch, channels, new height, new width); `size`: height and
/// width of the input; the result: (batch, channels, height, width).
///
/// # Panics
/// If the gradient is not of the shape that pooling such an input gives.
#[track_caller]
pub fn inside_mean_backward(
    grad_output: &ArrayRef4<f64>,
    size: [usize; 2],
    kernel_size: usize,
    geometry: Geometry,
) -> Array4<f64> {
    let operation = "inside_mean_backward";
    let (batch, channels, _, _) = grad_output.dim();
    let [down, across] =
        geometry.output_size(operation, size, [kernel_size; 2]);
    assert_grad_shape(
        operation,
        grad_output.shape(),
        &[batch, channels, down, across],
    );
    let mut grad_input =
        Array4::<f64>::zeros((batch, channels, size[0], size[1]));
    //~ solution
    for ((n, c, i, j), &grad) in grad_output.indexed_iter() {
        let rows = seen(geometry, i, kernel_size, size[0]);
        let columns = seen(geometry, j, kernel_size, size[1]);
        let share = grad / (rows.len() * columns.len()) as f64;
        for &y in &rows {
            for &x in &columns {
                grad_input[[n, c, y, x]] += share;
            }
        }
    }
    grad_input
    //~ stub
    // todo!("ex09_1: fill grad_input with every window's shares")
    //~ mutant shares with the zeros around
    // grad_input += &cnn::avg_pool2d_backward(grad_output, size, kernel_size, geometry);
    // grad_input
    //~ mutant only the last window counts
    // for ((n, c, i, j), &grad) in grad_output.indexed_iter() {
    //     let rows = seen(geometry, i, kernel_size, size[0]);
    //     let columns = seen(geometry, j, kernel_size, size[1]);
    //     for &y in &rows {
    //         for &x in &columns {
    //             grad_input[[n, c, y, x]] = grad / (rows.len() * columns.len()) as f64;
    //         }
    //     }
    // }
    // grad_input
    //~ mutant gives everybody all of it
    // for ((n, c, i, j), &grad) in grad_output.indexed_iter() {
    //     for y in seen(geometry, i, kernel_size, size[0]) {
    //         for x in seen(geometry, j, kernel_size, size[1]) {
    //             grad_input[[n, c, y, x]] += grad;
    //         }
    //     }
    // }
    // grad_input
    //~ end
}

/// The two functions as a layer. Given; nothing to train.
#[derive(Debug, Clone)]
pub struct InsideMean2d {
    /// Height and width of the window.
    pub kernel_size: usize,
    /// How it moves; the padding at most half the window, the dilation 1, so
    /// that each window sees a pixel.
    pub geometry: Geometry,
    size: Option<[usize; 2]>,
}

impl InsideMean2d {
    /// A layer with this window.
    ///
    /// # Panics
    /// If a window could lie beside the image.
    #[track_caller]
    pub fn new(kernel_size: usize, geometry: Geometry) -> Self {
        assert!(
            geometry.dilation == 1 && 2 * geometry.padding <= kernel_size,
            "InsideMean2d: {kernel_size} with {geometry:?} could see nothing"
        );
        Self { kernel_size, geometry, size: None }
    }
}

impl Parameters<f64> for InsideMean2d {
    fn visit_params(
        &mut self,
        _visitor: &mut dyn FnMut(&str, ParamMut<'_, f64>),
    ) {
    }
}

impl Layer<f64> for InsideMean2d {
    type Input = Array4<f64>;
    type Output = Array4<f64>;

    fn forward(&mut self, input: Array4<f64>, _mode: Mode) -> Array4<f64> {
        self.size = Some([input.dim().2, input.dim().3]);
        inside_mean(&input, self.kernel_size, self.geometry)
    }

    fn backward(&mut self, grad_output: Array4<f64>) -> Array4<f64> {
        let size = *kept("InsideMean2d::backward", self.size.as_ref());
        inside_mean_backward(
            &grad_output,
            size,
            self.kernel_size,
            self.geometry,
        )
    }
}
