//! The strongest answer of each neighbourhood.

use std::hint::select_unpredictable;
use std::ops::Range;

use backprop::{Float, Layer, Mode, ParamMut, Parameters, assert_grad_shape, kept};
use ndarray::{Array4, ArrayRef4};

use crate::Geometry;
use crate::side_by_side::{is_batch_last, pooling};

/// What pooling leaves, and where each number came from.
#[derive(Debug, Clone, PartialEq)]
pub struct MaxPooled<F> {
    /// The largest number of each window.
    pub output: Array4<F>,
    /// Which pixel of its map it was, counted row by row.
    pub winners: Array4<usize>,
}

/// The largest number in each window of each map, with the place where it stood.
///
/// Of equal numbers the first wins, row by row; a NaN wins over all numbers, so that none is hidden. Zeros of padding take no
/// part. Source: S3 CNN-5; it works on any map and has no parameters (ERR-48).
///
/// # Shapes
/// `input`: (batch, channels, height, width); output and winners: (batch, channels, new height, new width), see
/// [`Geometry::output_length`].
///
/// # Panics
/// If the window does not fit, or at some place sees no pixel of the image.
///
/// ```
/// use cnn::{Geometry, max_pool2d};
/// use ndarray::array;
/// let map = array![[[[1.0, 5.0, 2.0, 2.0], [3.0, 4.0, 2.0, 2.0]]]];
/// let pooled = max_pool2d(&map, 2, Geometry { stride: 2, ..Geometry::default() });
/// assert_eq!(pooled.output, array![[[[5.0, 2.0]]]]);
/// assert_eq!(pooled.winners, array![[[[1, 2]]]]); // of four twos, the first
/// ```
#[track_caller]
// ANCHOR: max_pool2d
pub fn max_pool2d<F: Float>(
    input: &ArrayRef4<F>,
    kernel_size: usize,
    geometry: Geometry,
) -> MaxPooled<F> {
    let shape = pooled_shape("max_pool2d", input.shape(), kernel_size, geometry);
    let [height, width] = [input.dim().2, input.dim().3];
    if is_batch_last(input) {
        return pooling::max_pool(input, kernel_size, geometry, shape);
    }
    let input = input.as_standard_layout();
    let maps = input.as_slice().expect("in standard layout");
    let mut output = Array4::zeros(shape);
    let mut winners = Array4::zeros(shape);
    let taps = Taps::new(kernel_size, [height, width], shape, geometry);
    let places = shape[2] * shape[3];
    for ((map, output), winners) in maps
        .chunks_exact(height * width)
        .zip(output.as_slice_mut().expect("fresh").chunks_exact_mut(places))
        .zip(winners.as_slice_mut().expect("fresh").chunks_exact_mut(places))
    {
        let rows =
            output.chunks_exact_mut(shape[3]).zip(winners.chunks_exact_mut(shape[3]));
        for (i, (best, winners)) in rows.enumerate() {
            taps.pool_row(map, i, best, winners);
        }
    }
    MaxPooled { output, winners }
}
// ANCHOR_END: max_pool2d

/// The gradient by the input: each winner gets what came back to its window, all others 0. A pixel that has won in several
/// windows gets their sum.
///
/// # Shapes
/// `grad_output`, `winners`: (batch, channels, new height, new width); `size`: height and width of the input; the result: (batch,
/// channels, height, width).
///
/// # Panics
/// If gradient and winners differ in shape.
///
/// ```
/// use cnn::{Geometry, max_pool2d, max_pool2d_backward};
/// use ndarray::array;
/// let map = array![[[[1.0, 5.0, 2.0]]]];
/// let winners = max_pool2d(&map, 1, Geometry::default()).winners;
/// let grad = max_pool2d_backward(&array![[[[7.0, 8.0, 9.0]]]], &winners, [1, 3]);
/// assert_eq!(grad, array![[[[7.0, 8.0, 9.0]]]]);
/// ```
#[track_caller]
// ANCHOR: max_pool2d_backward
pub fn max_pool2d_backward<F: Float>(
    grad_output: &ArrayRef4<F>,
    winners: &ArrayRef4<usize>,
    size: [usize; 2],
) -> Array4<F> {
    assert_grad_shape("max_pool2d_backward", grad_output.shape(), winners.shape());
    if is_batch_last(grad_output) && is_batch_last(winners) {
        return pooling::max_pool_backward(grad_output, winners, size);
    }
    let (batch, channels, _, _) = grad_output.dim();
    let mut grad_input = Array4::zeros((batch, channels, size[0], size[1]));
    let maps = grad_input.as_slice_mut().expect("fresh");
    let places = grad_output.dim().2 * grad_output.dim().3;
    for (index, (&grad, &winner)) in grad_output.iter().zip(winners).enumerate() {
        maps[index / places * size[0] * size[1] + winner] += grad;
    }
    grad_input
}
// ANCHOR_END: max_pool2d_backward

/// Stands for no pixel.
pub(crate) const NOBODY: usize = usize::MAX;

/// The pixels of a window, and where each of them lies for a whole row of windows.
struct Taps {
    geometry: Geometry,
    height: usize,
    width: usize,
    columns: Vec<(Range<usize>, usize)>,
}

impl Taps {
    fn new(
        kernel_size: usize,
        [height, width]: [usize; 2],
        [_, _, _, across]: [usize; 4],
        geometry: Geometry,
    ) -> Self {
        let column = |v| geometry.inside(across, v, width);
        let columns = (0..kernel_size).map(column).collect();
        Self { geometry, height, width, columns }
    }

    /// The largest numbers of a row of windows: one pixel after the other is compared with the best so far, in all
    /// windows at once.
    // ANCHOR: pool_row
    fn pool_row<F: Float>(
        &self,
        map: &[F],
        i: usize,
        best: &mut [F],
        winners: &mut [usize],
    ) {
        winners.fill(NOBODY);
        for u in 0..self.columns.len() {
            let Some(y) = self.geometry.source(i, u, self.height) else { continue };
            let row = &map[y * self.width..][..self.width];
            for (inside, first) in &self.columns {
                let pixels = (*first..).step_by(self.geometry.stride);
                let best = &mut best[inside.clone()];
                let winners = &mut winners[inside.clone()];
                for ((best, winner), x) in best.iter_mut().zip(winners).zip(pixels) {
                    let number = row[x];
                    let wins = *winner == NOBODY || number > *best || number.is_nan();
                    // no branch: which pixel wins, no processor can guess
                    *best = select_unpredictable(wins, number, *best);
                    *winner = select_unpredictable(wins, y * self.width + x, *winner);
                }
            }
        }
    }
    // ANCHOR_END: pool_row
}

/// (batch, channels, new height, new width).
#[track_caller]
pub(crate) fn pooled_shape(
    operation: &str,
    input: &[usize],
    kernel_size: usize,
    geometry: Geometry,
) -> [usize; 4] {
    let size = [input[2], input[3]];
    let output = geometry.output_size(operation, size, [kernel_size; 2]);
    for (length, places) in size.into_iter().zip(output) {
        let source = |place, offset| geometry.source(place, offset, length);
        let sees = |&place: &usize| {
            (0..kernel_size).any(|offset| source(place, offset).is_some())
        };
        if let Some(place) = (0..places).find(|place| !sees(place)) {
            panic!(
                "{operation}: at place {place} a window of {kernel_size} sees none \
                 of {length} pixels with {geometry:?}"
            );
        }
    }
    [input[0], input[1], output[0], output[1]]
}

/// Keeps the largest number of each window; nothing to train.
///
/// # Shapes
/// From (batch, channels, height, width) to (batch, channels, new height, new width).
///
/// ```
/// use backprop::{Layer, Mode};
/// use cnn::MaxPool2d;
/// use ndarray::array;
/// let mut layer = MaxPool2d::new(2);
/// assert_eq!(layer.forward(array![[[[1.0, 5.0], [3.0, 4.0]]]], Mode::Train), array![[[[5.0]]]]);
/// assert_eq!(layer.backward(array![[[[7.0]]]]), array![[[[0.0, 7.0], [0.0, 0.0]]]]);
/// ```
#[derive(Debug, Clone)]
#[doc(alias = "MaxPooling2D")]
// ANCHOR: max_pool_layer
pub struct MaxPool2d {
    /// Height and width of the window.
    pub kernel_size: usize,
    /// Its steps; from [`new`](Self::new), windows that do not overlap.
    pub geometry: Geometry,
    winners: Option<(Array4<usize>, [usize; 2])>,
}

impl MaxPool2d {
    /// Windows side by side, without overlap: the stride is the window.
    pub fn new(kernel_size: usize) -> Self {
        let geometry = Geometry { stride: kernel_size, ..Geometry::default() };
        Self { kernel_size, geometry, winners: None }
    }

    /// The same window, `stride` pixels from place to place.
    #[must_use]
    pub fn stride(mut self, stride: usize) -> Self {
        self.geometry.stride = stride;
        self
    }

    /// The same window, which may reach over the border by `padding` pixels.
    #[must_use]
    pub fn padding(mut self, padding: usize) -> Self {
        self.geometry.padding = padding;
        self
    }
}

impl<F: Float> Layer<F> for MaxPool2d {
    type Input = Array4<F>;
    type Output = Array4<F>;

    fn forward(&mut self, input: Array4<F>, _mode: Mode) -> Array4<F> {
        let pooled = max_pool2d(&input, self.kernel_size, self.geometry);
        let (_, _, height, width) = input.dim();
        self.winners = Some((pooled.winners, [height, width]));
        pooled.output
    }

    fn backward(&mut self, grad_output: Array4<F>) -> Array4<F> {
        let (winners, size) = kept("MaxPool2d::backward", self.winners.as_ref());
        max_pool2d_backward(&grad_output, winners, *size)
    }
}
// ANCHOR_END: max_pool_layer

impl<F> Parameters<F> for MaxPool2d {
    fn visit_params(&mut self, _visitor: &mut dyn FnMut(&str, ParamMut<'_, F>)) {}
}
