//! The convolution that the layers use, forwards and backwards: one product of matrices for each image.
//!
//! Per image, since one image's columns stay in the cache from where they are written to where they are read; those of a
//! batch do not. One buffer of columns serves the whole batch.

use backprop::{Float, matmul};
use ndarray::{Array4, ArrayRef1, ArrayRef4, ArrayView2, ArrayViewMut2, Zip};

use crate::Geometry;
use crate::im2col::Windows;
use crate::sizes::Sizes;

/// The convolution as products of matrices: weights (out, window) times the columns (window, places) of each image.
///
/// The numbers of [`conv2d_naive`](crate::conv2d_naive), added up in another order.
///
/// # Shapes
/// `input`: (batch, in, height, width); `weight`: (out, in, kernel height, kernel width); `bias`: (out); the result: (batch, out,
/// new height, new width), see [`Geometry::output_length`].
///
/// # Panics
/// If the shapes do not fit.
///
/// ```
/// use cnn::{Geometry, conv2d_forward};
/// use ndarray::array;
/// let image = array![[[[1.0, 2.0, 3.0], [4.0, 5.0, 6.0], [7.0, 8.0, 9.0]]]];
/// let sum_of_window = array![[[[1.0, 1.0], [1.0, 1.0]]]];
/// let sums = conv2d_forward(&image, &sum_of_window, &array![0.5], Geometry::default());
/// assert_eq!(sums, array![[[[12.5, 16.5], [24.5, 28.5]]]]);
/// ```
#[doc(alias = "conv2d")]
#[track_caller]
// ANCHOR: conv2d_forward
pub fn conv2d_forward<F: Float>(
    input: &ArrayRef4<F>,
    weight: &ArrayRef4<F>,
    bias: &ArrayRef1<F>,
    geometry: Geometry,
) -> Array4<F> {
    let sizes = Sizes::new("conv2d_forward", input, weight, bias, geometry);
    let windows = sizes.windows("conv2d_forward", geometry);
    let (window, places) = (sizes.window(), sizes.places());
    let (input, weight) = (input.as_standard_layout(), weight.as_standard_layout());
    let weight = matrix(slice(&weight), sizes.out_channels, window);

    let mut columns = vec![F::zero(); window * places];
    let mut output = Array4::zeros(sizes.output_shape());
    let outputs = output.as_slice_mut().expect("fresh");
    for (image, output) in slice(&input)
        .chunks_exact(sizes.image())
        .zip(outputs.chunks_exact_mut(sizes.out_channels * places))
    {
        windows.gather(image, &mut columns);
        for (map, &bias) in output.chunks_exact_mut(places).zip(bias) {
            map.fill(bias);
        }
        let columns = matrix(&columns, window, places);
        let mut output = matrix_mut(output, sizes.out_channels, places);
        matmul(&weight, &columns, F::one(), &mut output);
    }
    output
}
// ANCHOR_END: conv2d_forward

/// The gradient by the input: each image's gradient times the transposed weights, and the columns back to their pixels.
///
/// As a map of images on its own it is the *transposed convolution*: `⟨conv x, y⟩ = ⟨x, convᵀ y⟩` where the bias is 0.
///
/// # Shapes
/// `grad_output`: (batch, out, new height, new width); `weight`: (out, in, kernel height, kernel width); `size`: height and width of
/// the input, which a stride above 1 leaves open; the result: (batch, in, height, width).
///
/// # Panics
/// If the shapes do not fit.
///
/// ```
/// use cnn::{Geometry, conv2d_backward_input};
/// use ndarray::array;
/// let weight = array![[[[1.0, 2.0]]]];
/// let grad_output = array![[[[10.0, 100.0]]]];
/// let grad = conv2d_backward_input(&grad_output, &weight, [1, 3], Geometry::default());
/// assert_eq!(grad, array![[[[10.0, 120.0, 200.0]]]]); // the middle pixel was seen twice
/// ```
#[doc(alias = "conv_transpose2d")]
#[track_caller]
// ANCHOR: conv2d_backward_input
pub fn conv2d_backward_input<F: Float>(
    grad_output: &ArrayRef4<F>,
    weight: &ArrayRef4<F>,
    size: [usize; 2],
    geometry: Geometry,
) -> Array4<F> {
    let operation = "conv2d_backward_input";
    let shape = [grad_output.dim().0, weight.dim().1, size[0], size[1]];
    let sizes = Sizes::of_backward(operation, shape, weight, grad_output, geometry);
    let windows = sizes.windows(operation, geometry);
    let (window, places) = (sizes.window(), sizes.places());
    let (grad_output, weight) =
        (grad_output.as_standard_layout(), weight.as_standard_layout());
    let weight = matrix(slice(&weight), sizes.out_channels, window);

    let mut columns = vec![F::zero(); window * places];
    let mut grad_input = Array4::zeros(shape);
    let grad_images = grad_input.as_slice_mut().expect("fresh");
    for (grad_image, grad) in grad_images
        .chunks_exact_mut(sizes.image())
        .zip(slice(&grad_output).chunks_exact(sizes.out_channels * places))
    {
        let grad = matrix(grad, sizes.out_channels, places);
        let mut product = matrix_mut(&mut columns, window, places);
        matmul(&weight.t(), &grad, F::zero(), &mut product);
        windows.scatter(&columns, grad_image);
    }
    grad_input
}
// ANCHOR_END: conv2d_backward_input

/// Adds the gradients of a convolution's parameters to what they hold: for each image its gradient times its transposed
/// columns, and for each bias the sum over its map.
///
/// The gradients are summed over the batch and over all places that share the weight. The columns are made again: to copy them is
/// cheaper than to keep nine or twenty-five times the input.
///
/// # Shapes
/// `input`: (batch, in, height, width); `grad_output`: (batch, out, new height, new width); `weight_grad`: (out, in, kernel height,
/// kernel width); `bias_grad`: (out).
///
/// # Panics
/// If the shapes do not fit, or `weight_grad` is not stored row by row.
///
/// ```
/// use cnn::{Geometry, conv2d_backward_params};
/// use ndarray::{Array1, Array4, array};
/// let image = array![[[[1.0, 2.0, 3.0]]]];
/// let grad_output = array![[[[10.0, 100.0]]]];
/// let (mut weight, mut bias) = (Array4::zeros((1, 1, 1, 2)), Array1::zeros(1));
/// conv2d_backward_params(&image, &grad_output, &mut weight, &mut bias, Geometry::default());
/// assert_eq!(weight, array![[[[210.0, 320.0]]]]); // 1·10 + 2·100, 2·10 + 3·100
/// assert_eq!(bias, array![110.0]);
/// ```
#[track_caller]
// ANCHOR: conv2d_backward_params
pub fn conv2d_backward_params<F: Float>(
    input: &ArrayRef4<F>,
    grad_output: &ArrayRef4<F>,
    weight_grad: &mut ArrayRef4<F>,
    bias_grad: &mut ArrayRef1<F>,
    geometry: Geometry,
) {
    let operation = "conv2d_backward_params";
    let (batch, in_channels, height, width) = input.dim();
    let shape = [batch, in_channels, height, width];
    let sizes =
        Sizes::of_backward(operation, shape, weight_grad, grad_output, geometry);
    let windows = sizes.windows(operation, geometry);
    let (window, places) = (sizes.window(), sizes.places());
    let (input, grad_output) =
        (input.as_standard_layout(), grad_output.as_standard_layout());
    let weight_grad = weight_grad.as_slice_mut().expect("stored row by row");
    let mut weight_grad = matrix_mut(weight_grad, sizes.out_channels, window);

    let mut columns = vec![F::zero(); window * places];
    for (image, grad) in slice(&input)
        .chunks_exact(sizes.image())
        .zip(slice(&grad_output).chunks_exact(sizes.out_channels * places))
    {
        windows.gather(image, &mut columns);
        let columns = matrix(&columns, window, places);
        let grad = matrix(grad, sizes.out_channels, places);
        matmul(&grad, &columns.t(), F::one(), &mut weight_grad);
        Zip::from(&mut *bias_grad)
            .and(grad.rows())
            .for_each(|bias, map| *bias += map.sum());
    }
}
// ANCHOR_END: conv2d_backward_params

impl Sizes {
    #[track_caller]
    fn windows(&self, operation: &str, geometry: Geometry) -> Windows {
        let image = (self.in_channels, self.size[0], self.size[1]);
        Windows::new(operation, image, self.kernel_size, geometry)
    }

    /// How many numbers one image holds.
    fn image(&self) -> usize {
        self.in_channels * self.pixels()
    }
}

fn slice<F>(array: &ArrayRef4<F>) -> &[F] {
    array.as_slice().expect("in standard layout")
}

fn matrix<F>(elements: &[F], rows: usize, columns: usize) -> ArrayView2<'_, F> {
    ArrayView2::from_shape((rows, columns), elements).expect("rows times columns")
}

fn matrix_mut<F>(
    elements: &mut [F],
    rows: usize,
    columns: usize,
) -> ArrayViewMut2<'_, F> {
    ArrayViewMut2::from_shape((rows, columns), elements).expect("rows times columns")
}
