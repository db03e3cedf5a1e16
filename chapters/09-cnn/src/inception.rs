//! Several windows at once: their maps are stacked.

use std::fmt;

use activations::Relu;
use backprop::{
    Activate, BoxedLayer, Buffer, Float, Layer, Mode, ParamMut, Parameters,
    Sequential, assert_grad_shape, visit_part, visit_part_buffers,
};
use ndarray::{Array4, Axis, Slice, concatenate};
use rand::Rng;

use crate::{Conv2d, InceptionWidths, MaxPool2d};

/// Branches that all see the same maps; what they make of them is stacked, channel upon channel.
///
/// The branches lend their numbers to the names of their parameters, as in [`Sequential`].
///
/// # Shapes
/// From (batch, channels, height, width) to (batch, channels of all branches, new height, new width).
///
/// # Panics
/// When it runs, if there is no branch, or their maps are of different sizes.
///
/// ```
/// use backprop::{Layer, Mode};
/// use cnn::{Branches, Conv2d};
/// use ndarray::array;
/// let times = |factor: f64| Conv2d::new(array![[[[factor]]]], array![0.0]);
/// let mut both = Branches::new().with(times(2.0)).with(times(3.0));
/// assert_eq!(both.forward(array![[[[1.0]]]], Mode::Train), array![[[[2.0]], [[3.0]]]]);
/// assert_eq!(both.backward(array![[[[1.0]], [[10.0]]]]), array![[[[32.0]]]]); // 2·1 + 3·10
/// ```
// ANCHOR: branches
pub struct Branches<F = f32> {
    branches: Vec<BoxedLayer<F, Array4<F>>>,
    channels: Vec<usize>,
}
// ANCHOR_END: branches

impl<F> Branches<F> {
    /// No branch yet.
    pub fn new() -> Self {
        Self { branches: Vec::new(), channels: Vec::new() }
    }

    /// The same with one more branch.
    #[must_use]
    pub fn with(
        mut self,
        branch: impl Layer<F, Input = Array4<F>, Output = Array4<F>> + Send + 'static,
    ) -> Self {
        self.branches.push(Box::new(branch));
        self
    }
}

impl<F> Default for Branches<F> {
    fn default() -> Self {
        Self::new()
    }
}

impl<F> fmt::Debug for Branches<F> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} branches", self.branches.len())
    }
}

// ANCHOR: branches_layer
impl<F: Float> Layer<F> for Branches<F> {
    type Input = Array4<F>;
    type Output = Array4<F>;

    fn forward(&mut self, input: Array4<F>, mode: Mode) -> Array4<F> {
        assert!(!self.branches.is_empty(), "Branches::forward: there is no branch");
        let outputs: Vec<Array4<F>> = self
            .branches
            .iter_mut()
            .map(|branch| branch.forward(input.clone(), mode))
            .collect();
        self.channels = outputs.iter().map(|output| output.dim().1).collect();
        let views: Vec<_> = outputs.iter().map(|output| output.view()).collect();
        concatenate(Axis(1), &views)
            .expect("Branches: maps of one size, from every branch")
    }

    fn backward(&mut self, grad_output: Array4<F>) -> Array4<F> {
        let total: usize = self.channels.iter().sum();
        assert_grad_shape("Branches::backward", &[grad_output.dim().1], &[total]);
        let mut first = 0;
        let mut grads = Vec::new();
        for (branch, &channels) in self.branches.iter_mut().zip(&self.channels) {
            let share = Slice::from(first..first + channels);
            let share = grad_output.slice_axis(Axis(1), share).to_owned();
            grads.push(branch.backward(share));
            first += channels;
        }
        let sum = grads.into_iter().reduce(|sum, grad| sum + grad);
        sum.expect("Branches::backward: there is no branch")
    }
}
// ANCHOR_END: branches_layer

impl<F> Parameters<F> for Branches<F> {
    fn visit_params(&mut self, visitor: &mut dyn FnMut(&str, ParamMut<'_, F>)) {
        for (index, branch) in self.branches.iter_mut().enumerate() {
            visit_part(&index.to_string(), branch, visitor);
        }
    }

    fn visit_buffers(&mut self, visitor: &mut dyn FnMut(&str, Buffer<'_, F>)) {
        for (index, branch) in self.branches.iter_mut().enumerate() {
            visit_part_buffers(&index.to_string(), branch, visitor);
        }
    }
}

/// An inception module: windows of 1, 3 and 5 pixels and a pooling side by side, with 1 × 1 filters that first thin out the maps.
///
/// # Shapes
/// From (batch, `in_channels`, height, width) to (batch, [`out_channels`](InceptionWidths::out_channels), height, width).
///
/// Source: S1 CNN-14; Szegedy and others 2015, figure 2b.
///
/// ```
/// use backprop::parameter_count;
/// use cnn::{InceptionWidths, inception};
/// # use rand::SeedableRng;
/// # let mut rng = chacha20::ChaCha8Rng::seed_from_u64(1);
/// let widths = InceptionWidths { one: 2, three: [1, 2], five: [1, 1], pool: 1 };
/// let mut module = inception::<f32>(3, widths, &mut rng);
/// let [one, three, five, pool] = [2 * 4, 4 + 2 * 10, 4 + 26, 4];
/// assert_eq!(parameter_count(&mut module), one + three + five + pool);
/// ```
// ANCHOR: inception
pub fn inception<F: Float>(
    in_channels: usize,
    widths: InceptionWidths,
    rng: &mut dyn Rng,
) -> Branches<F> {
    let mut filters = |from: usize, to: usize, size: usize| {
        Sequential::new()
            .with(Conv2d::he_normal(from, to, size, rng).padding(size / 2))
            .with(Activate::new(Relu))
    };
    let [thin_3, three] = widths.three;
    let [thin_5, five] = widths.five;
    let pooled = Sequential::new().with(MaxPool2d::new(3).stride(1).padding(1));
    Branches::new()
        .with(filters(in_channels, widths.one, 1))
        .with(filters(in_channels, thin_3, 1).with(filters(thin_3, three, 3)))
        .with(filters(in_channels, thin_5, 1).with(filters(thin_5, five, 5)))
        .with(pooled.with(filters(in_channels, widths.pool, 1)))
}
// ANCHOR_END: inception
