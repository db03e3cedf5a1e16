//! The mean answer of each neighbourhood, or of the whole map.

use backprop::{Float, Layer, Mode, ParamMut, Parameters, assert_grad_shape, kept};
use ndarray::{Array2, Array4, ArrayRef2, ArrayRef4, Zip};

use crate::Geometry;
use crate::max_pool::pooled_shape;

/// The mean of each window of each map; zeros of padding count.
///
/// # Shapes
/// `input`: (batch, channels, height, width); the result: (batch, channels, new height, new width).
///
/// # Panics
/// If the window does not fit, or at some place sees no pixel of the image.
///
/// ```
/// use cnn::{Geometry, avg_pool2d};
/// use ndarray::array;
/// let map = array![[[[1.0, 5.0], [3.0, 7.0]]]];
/// assert_eq!(avg_pool2d(&map, 2, Geometry::default()), array![[[[4.0]]]]);
/// ```
#[track_caller]
// ANCHOR: avg_pool2d
pub fn avg_pool2d<F: Float>(
    input: &ArrayRef4<F>,
    kernel_size: usize,
    geometry: Geometry,
) -> Array4<F> {
    let shape = pooled_shape("avg_pool2d", input.shape(), kernel_size, geometry);
    let mut output = Array4::zeros(shape);
    each_pair(input.shape(), kernel_size, geometry, shape, |place, pixel| {
        output[place] += input[pixel];
    });
    output / F::of((kernel_size * kernel_size) as f64)
}
// ANCHOR_END: avg_pool2d

/// The gradient by the input: every pixel of a window gets the same share of what came back to it.
///
/// # Shapes
/// `grad_output`: (batch, channels, new height, new width); `size`: height and width of the input; the result: (batch, channels,
/// height, width).
///
/// # Panics
/// If the gradient is not of the shape that pooling such an input gives.
///
/// ```
/// use cnn::{Geometry, avg_pool2d_backward};
/// use ndarray::array;
/// let grad = avg_pool2d_backward(&array![[[[8.0]]]], [2, 2], 2, Geometry::default());
/// assert_eq!(grad, array![[[[2.0, 2.0], [2.0, 2.0]]]]);
/// ```
#[track_caller]
// ANCHOR: avg_pool2d_backward
pub fn avg_pool2d_backward<F: Float>(
    grad_output: &ArrayRef4<F>,
    size: [usize; 2],
    kernel_size: usize,
    geometry: Geometry,
) -> Array4<F> {
    let operation = "avg_pool2d_backward";
    let (batch, channels, _, _) = grad_output.dim();
    let input = [batch, channels, size[0], size[1]];
    let shape = pooled_shape(operation, &input, kernel_size, geometry);
    assert_grad_shape(operation, grad_output.shape(), &shape);
    let mut grad_input = Array4::zeros(input);
    each_pair(&input, kernel_size, geometry, shape, |place, pixel| {
        grad_input[pixel] += grad_output[place];
    });
    grad_input / F::of((kernel_size * kernel_size) as f64)
}
// ANCHOR_END: avg_pool2d_backward

/// Calls `visit` with every place and every pixel that its window holds.
fn each_pair(
    input: &[usize],
    kernel_size: usize,
    geometry: Geometry,
    [batch, channels, height, width]: [usize; 4],
    mut visit: impl FnMut([usize; 4], [usize; 4]),
) {
    for n in 0..batch {
        for c in 0..channels {
            for (i, u) in pairs(height, kernel_size) {
                let Some(y) = geometry.source(i, u, input[2]) else { continue };
                for (j, v) in pairs(width, kernel_size) {
                    if let Some(x) = geometry.source(j, v, input[3]) {
                        visit([n, c, i, j], [n, c, y, x]);
                    }
                }
            }
        }
    }
}

fn pairs(outer: usize, inner: usize) -> impl Iterator<Item = (usize, usize)> {
    (0..outer).flat_map(move |a| (0..inner).map(move |b| (a, b)))
}

/// Keeps the mean of each window; nothing to train.
///
/// # Shapes
/// From (batch, channels, height, width) to (batch, channels, new height, new width).
///
/// ```
/// use backprop::{Layer, Mode};
/// use cnn::AvgPool2d;
/// use ndarray::array;
/// let mut layer = AvgPool2d::new(2);
/// assert_eq!(layer.forward(array![[[[1.0, 5.0], [3.0, 7.0]]]], Mode::Train), array![[[[4.0]]]]);
/// ```
#[derive(Debug, Clone)]
#[doc(alias = "AveragePooling2D")]
// ANCHOR: avg_pool_layer
pub struct AvgPool2d {
    /// Height and width of the window.
    pub kernel_size: usize,
    /// Its steps; from [`new`](Self::new), windows that do not overlap.
    pub geometry: Geometry,
    /// (batch, channels, height, width) of the last input.
    shape: Option<[usize; 4]>,
}
// ANCHOR_END: avg_pool_layer

impl AvgPool2d {
    /// Windows side by side, without overlap: the stride is the window.
    pub fn new(kernel_size: usize) -> Self {
        let geometry = Geometry { stride: kernel_size, ..Geometry::default() };
        Self { kernel_size, geometry, shape: None }
    }
}

impl<F: Float> Layer<F> for AvgPool2d {
    type Input = Array4<F>;
    type Output = Array4<F>;

    fn forward(&mut self, input: Array4<F>, _mode: Mode) -> Array4<F> {
        self.shape = Some(input.dim().into());
        avg_pool2d(&input, self.kernel_size, self.geometry)
    }

    fn backward(&mut self, grad_output: Array4<F>) -> Array4<F> {
        let operation = "AvgPool2d::backward";
        let shape = *kept(operation, self.shape.as_ref());
        let output = pooled_shape(operation, &shape, self.kernel_size, self.geometry);
        assert_grad_shape(operation, grad_output.shape(), &output);
        let [_, _, height, width] = shape;
        let (kernel_size, geometry) = (self.kernel_size, self.geometry);
        avg_pool2d_backward(&grad_output, [height, width], kernel_size, geometry)
    }
}

impl<F> Parameters<F> for AvgPool2d {
    fn visit_params(&mut self, _visitor: &mut dyn FnMut(&str, ParamMut<'_, F>)) {}
}

/// The mean of each whole map: one number a channel.
///
/// # Shapes
/// `input`: (batch, channels, height, width); the result: (batch, channels).
///
/// ```
/// use cnn::global_avg_pool;
/// use ndarray::array;
/// assert_eq!(global_avg_pool(&array![[[[1.0, 3.0]], [[10.0, 30.0]]]]), array![[2.0, 20.0]]);
/// ```
// ANCHOR: global_avg_pool
pub fn global_avg_pool<F: Float>(input: &ArrayRef4<F>) -> Array2<F> {
    let (batch, channels, height, width) = input.dim();
    let share = F::one() / F::of((height * width) as f64);
    Array2::from_shape_fn((batch, channels), |(n, c)| {
        input.index_axis(ndarray::Axis(0), n).index_axis(ndarray::Axis(0), c).sum()
            * share
    })
}
// ANCHOR_END: global_avg_pool

/// The gradient by the input: every pixel of a map gets an equal share.
///
/// # Shapes
/// `grad_output`: (batch, channels); `size`: height and width of the maps; the result: (batch, channels, height, width).
///
/// ```
/// use cnn::global_avg_pool_backward;
/// use ndarray::array;
/// assert_eq!(global_avg_pool_backward(&array![[6.0]], [1, 3]), array![[[[2.0, 2.0, 2.0]]]]);
/// ```
pub fn global_avg_pool_backward<F: Float>(
    grad_output: &ArrayRef2<F>,
    [height, width]: [usize; 2],
) -> Array4<F> {
    let share = F::one() / F::of((height * width) as f64);
    let (batch, channels) = grad_output.dim();
    let mut grad_input = Array4::zeros((batch, channels, height, width));
    Zip::from(grad_input.lanes_mut(ndarray::Axis(3)))
        .and_broadcast(&grad_output.view().insert_axis(ndarray::Axis(2)))
        .for_each(|mut row, &grad| row.fill(grad * share));
    grad_input
}

/// One number for each map, its mean: images of any size become rows of one length. Nothing to train.
///
/// # Shapes
/// From (batch, channels, height, width) to (batch, channels).
///
/// ```
/// use backprop::{Layer, Mode};
/// use cnn::GlobalAvgPool;
/// use ndarray::array;
/// let mut layer = GlobalAvgPool::new();
/// assert_eq!(layer.forward(array![[[[1.0, 3.0]], [[10.0, 30.0]]]], Mode::Train), array![[2.0, 20.0]]);
/// ```
#[derive(Debug, Clone, Default)]
#[doc(alias = "AdaptiveAvgPool2d")]
#[doc(alias = "GlobalAveragePooling2D")]
pub struct GlobalAvgPool {
    /// (batch, channels, height, width) of the last input.
    shape: Option<[usize; 4]>,
}

impl GlobalAvgPool {
    /// The layer.
    pub fn new() -> Self {
        Self::default()
    }
}

impl<F: Float> Layer<F> for GlobalAvgPool {
    type Input = Array4<F>;
    type Output = Array2<F>;

    fn forward(&mut self, input: Array4<F>, _mode: Mode) -> Array2<F> {
        self.shape = Some(input.dim().into());
        global_avg_pool(&input)
    }

    fn backward(&mut self, grad_output: Array2<F>) -> Array4<F> {
        let operation = "GlobalAvgPool::backward";
        let [batch, channels, height, width] = *kept(operation, self.shape.as_ref());
        assert_grad_shape(operation, grad_output.shape(), &[batch, channels]);
        global_avg_pool_backward(&grad_output, [height, width])
    }
}

impl<F> Parameters<F> for GlobalAvgPool {
    fn visit_params(&mut self, _visitor: &mut dyn FnMut(&str, ParamMut<'_, F>)) {}
}
