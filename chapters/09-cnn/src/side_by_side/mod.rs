//! A convolution of many images at once, without windows as columns: where the batch is last in memory, rows of pixels are long.
//!
//! The shifted rows of [`conv2d_rows`](crate::conv2d_rows) again, but a row now holds the pixels of *all* images, and shifting it by a pixel
//! is to begin to read a batch further on. For strides of 1.

mod by_weight;
mod convolve;
pub(crate) mod pooling;
mod rows;

use std::any::Any;
use std::borrow::Cow;

use backprop::Float;
use backprop::lanes::{self, Doubles, Lanes, Singles, is_single, same, same_mut};
use ndarray::{Array1, Array4, Axis};

use self::by_weight::ByWeight;
use self::convolve::Convolution;
use self::rows::Rows;
pub use self::rows::batch_last;
pub(crate) use self::rows::{is_batch_last, transposed};
use crate::Geometry;
use crate::sizes::Sizes;

/// Whether images side by side are the faster way here.
///
/// It takes a stride of 1, as many images as fill a register, and a program that was compiled for registers of eight numbers or more.
// ANCHOR: pays_off
pub(crate) fn pays_off(
    batch: usize,
    kernel_size: [usize; 2],
    geometry: Geometry,
) -> bool {
    let reach = |kernel_size: usize| geometry.dilation * (kernel_size - 1);
    let padded_within_reach =
        kernel_size.iter().all(|&length| geometry.padding <= reach(length));
    lanes::PAYS_OFF && batch >= 16 && geometry.stride == 1 && padded_within_reach
}
// ANCHOR_END: pays_off

/// The numbers of [`conv2d_forward`](crate::conv2d_forward), added up in another order.
///
/// # Shapes
/// `input`: (batch, in, height, width); `weight`: (out, in, kernel height, kernel width); `bias`: (out); the result: (batch, out,
/// new height, new width), its batch last in memory as by [`batch_last`].
///
/// # Panics
/// If the shapes do not fit, or the stride is not 1.
///
/// ```
/// use cnn::{Geometry, side_by_side_forward};
/// use ndarray::{Array4, array};
/// let images = Array4::from_shape_fn((16, 1, 1, 3), |(image, _, _, x)| (image + x) as f64);
/// let (weight, bias) = (array![[[[-1.0, 1.0]]]], array![0.5]);
/// let steps = side_by_side_forward(&images, &weight, &bias, Geometry::default());
/// assert_eq!(steps, Array4::from_elem((16, 1, 1, 2), 1.5)); // to the right it is one brighter, everywhere
/// ```
#[track_caller]
pub fn side_by_side_forward<F: Float>(
    input: &Array4<F>,
    weight: &Array4<F>,
    bias: &Array1<F>,
    geometry: Geometry,
) -> Array4<F> {
    let operation = "side_by_side_forward";
    let sizes = Sizes::new(operation, input, weight, bias, geometry);
    assert_stride_1(operation, geometry);
    let padding = [geometry.padding; 2];
    convolve(input, weight, bias, sizes, padding, geometry.dilation)
}

/// The numbers of [`conv2d_backward_input`](crate::conv2d_backward_input): again a convolution, of the gradient, with every filter turned
/// round and the roles of in and out exchanged.
///
/// # Shapes
/// `grad_output`: (batch, out, new height, new width); `weight`: (out, in, kernel height, kernel width); `size`: height and width of the
/// input; the result: (batch, in, height, width), its batch last in memory.
///
/// # Panics
/// As [`side_by_side_forward`], and if the padding is wider than the window's reach.
///
/// ```
/// use cnn::{Geometry, side_by_side_backward_input};
/// use ndarray::{Array4, array};
/// let grad_output = Array4::<f64>::ones((16, 1, 1, 2));
/// let grad = side_by_side_backward_input(&grad_output, &array![[[[1.0, 2.0]]]], [1, 3], Geometry::default());
/// assert_eq!(grad, Array4::from_shape_fn((16, 1, 1, 3), |(.., x)| [1.0, 3.0, 2.0][x])); // the middle was seen twice
/// ```
#[track_caller]
pub fn side_by_side_backward_input<F: Float>(
    grad_output: &Array4<F>,
    weight: &Array4<F>,
    size: [usize; 2],
    geometry: Geometry,
) -> Array4<F> {
    let operation = "side_by_side_backward_input";
    let (batch, out_channels, ..) = grad_output.dim();
    let shape = [batch, weight.dim().1, size[0], size[1]];
    let sizes = Sizes::of_backward(operation, shape, weight, grad_output, geometry);
    assert_stride_1(operation, geometry);
    let padding = sizes.kernel_size.map(|kernel_size| {
        let reach = geometry.dilation * (kernel_size - 1);
        reach.checked_sub(geometry.padding).unwrap_or_else(|| {
            panic!(
                "{operation}: padding {} is wider than the window's reach {reach}",
                geometry.padding
            )
        })
    });
    let backwards = Sizes {
        in_channels: out_channels,
        out_channels: sizes.in_channels,
        size: sizes.output_size,
        output_size: size,
        ..sizes
    };
    let mut turned = weight.view().permuted_axes([1, 0, 2, 3]);
    turned.invert_axis(Axis(2));
    turned.invert_axis(Axis(3));
    let no_bias = Array1::zeros(backwards.out_channels);
    let turned = turned.to_owned();
    convolve(grad_output, &turned, &no_bias, backwards, padding, geometry.dilation)
}

/// The numbers of [`conv2d_backward_params`](crate::conv2d_backward_params), added to what both gradients hold.
///
/// # Shapes
/// As there.
///
/// # Panics
/// As [`side_by_side_forward`].
///
/// ```
/// use cnn::{Geometry, side_by_side_backward_params};
/// use ndarray::{Array1, Array4, array};
/// let images = Array4::from_shape_fn((16, 1, 1, 3), |(.., x)| x as f64);
/// let grad_output = Array4::<f64>::ones((16, 1, 1, 2));
/// let (mut weight, mut bias) = (Array4::zeros((1, 1, 1, 2)), Array1::zeros(1));
/// side_by_side_backward_params(&images, &grad_output, &mut weight, &mut bias, Geometry::default());
/// assert_eq!(weight, array![[[[16.0, 48.0]]]]); // 16 · (0 + 1), 16 · (1 + 2)
/// assert_eq!(bias, array![32.0]);
/// ```
#[track_caller]
pub fn side_by_side_backward_params<F: Float>(
    input: &Array4<F>,
    grad_output: &Array4<F>,
    weight_grad: &mut Array4<F>,
    bias_grad: &mut Array1<F>,
    geometry: Geometry,
) {
    let operation = "side_by_side_backward_params";
    let (batch, in_channels, height, width) = input.dim();
    let shape = [batch, in_channels, height, width];
    // only asserts that the shapes fit
    Sizes::of_backward(operation, shape, weight_grad, grad_output, geometry);
    assert_stride_1(operation, geometry);
    if is_single::<F>() {
        let (weight_grad, bias_grad) = (same_mut(weight_grad), same_mut(bias_grad));
        by_weight::<Singles>(
            same(input),
            same(grad_output),
            weight_grad,
            bias_grad,
            geometry,
        );
    } else {
        let (weight_grad, bias_grad) = (same_mut(weight_grad), same_mut(bias_grad));
        by_weight::<Doubles>(
            same(input),
            same(grad_output),
            weight_grad,
            bias_grad,
            geometry,
        );
    }
}

#[track_caller]
fn assert_stride_1(operation: &str, geometry: Geometry) {
    assert!(
        geometry.stride == 1,
        "{operation}: stride {} must be 1",
        geometry.stride
    );
}

/// In registers of the type at hand: the kernels are compiled here, once, and not wherever a layer is used.
fn convolve<F: Float>(
    input: &Array4<F>,
    weight: &Array4<F>,
    bias: &Array1<F>,
    sizes: Sizes,
    padding: [usize; 2],
    dilation: usize,
) -> Array4<F> {
    let output: Box<dyn Any> = if is_single::<F>() {
        let (input, weight, bias) = (same(input), same(weight), same(bias));
        Box::new(convolve_in::<Singles>(
            input, weight, bias, sizes, padding, dilation,
        ))
    } else {
        let (input, weight, bias) = (same(input), same(weight), same(bias));
        Box::new(convolve_in::<Doubles>(
            input, weight, bias, sizes, padding, dilation,
        ))
    };
    *output.downcast().expect("what came in")
}

fn convolve_in<L: Lanes>(
    input: &Array4<L::Number>,
    weight: &Array4<L::Number>,
    bias: &Array1<L::Number>,
    sizes: Sizes,
    padding: [usize; 2],
    dilation: usize,
) -> Array4<L::Number> {
    let images = &*beside(input);
    let weight = weight.view();
    let output_size = sizes.output_size;
    Convolution { images, weight, output_size, padding, dilation }.run::<L>(bias)
}

fn by_weight<L: Lanes>(
    input: &Array4<L::Number>,
    grad_output: &Array4<L::Number>,
    weight_grad: &mut Array4<L::Number>,
    bias_grad: &mut Array1<L::Number>,
    geometry: Geometry,
) {
    let (input, grad_output) = (beside(input), beside(grad_output));
    let rows = Rows::new(&input, geometry.padding);
    let size = [input.dim().2, input.dim().3];
    ByWeight::<L> { rows, size, grad_output: &grad_output, geometry }
        .add(weight_grad, bias_grad);
}

/// With the batch last in memory: a copy only where it is not.
fn beside<F: Float>(images: &Array4<F>) -> Cow<'_, Array4<F>> {
    if is_batch_last(images) {
        Cow::Borrowed(images)
    } else {
        Cow::Owned(batch_last(images.clone()))
    }
}
