//! Maps brought to mean 0 and variance 1, batch by batch.

use backprop::{
    Buffer, Float, Layer, Mode, Param, ParamMut, Parameters, assert_grad_shape, kept,
};
use ndarray::{Array1, Array4, ArrayRef1, ArrayRef4, Axis, Dimension, Ix1};

/// Mean and variance of every channel over a batch and all places, the variance divided by the count.
///
/// # Shapes
/// `input`: (batch, channels, height, width); both results: (channels).
///
/// ```
/// use cnn::channel_statistics;
/// use ndarray::array;
/// let (mean, variance) = channel_statistics(&array![[[[1.0, 3.0]], [[5.0, 5.0]]]]);
/// assert_eq!((mean, variance), (array![2.0, 5.0], array![1.0, 0.0]));
/// ```
pub fn channel_statistics<F: Float>(input: &ArrayRef4<F>) -> (Array1<F>, Array1<F>) {
    let count = F::of((input.len() / input.dim().1.max(1)) as f64);
    let mean: Array1<F> =
        input.axis_iter(Axis(1)).map(|maps| maps.sum() / count).collect();
    let variance = input
        .axis_iter(Axis(1))
        .zip(&mean)
        .map(|(maps, &mean)| {
            maps.fold(F::zero(), |sum, &x| sum + (x - mean) * (x - mean)) / count
        })
        .collect();
    (mean, variance)
}

/// Batch normalisation of maps: `y = γ (x − μ)/√(v + ε) + β`, for each channel.
///
/// In training μ and v are those of the batch, over all images and places; meanwhile running means of both are kept, which take
/// their place in use. Names and rules are `PyTorch`'s: a step moves the running values by a tenth, and keeps the variance divided by count − 1.
/// Source: Ioffe and Szegedy 2015, algorithms 1 and 2.
///
/// # Shapes
/// From and to (batch, channels, height, width).
///
/// ```
/// use backprop::{Layer, Mode};
/// use cnn::BatchNorm2d;
/// use ndarray::array;
/// let mut layer = BatchNorm2d::new(1);
/// layer.eps = 0.0;
/// assert_eq!(layer.forward(array![[[[1.0, 3.0]]]], Mode::Train), array![[[[-1.0, 1.0]]]]);
/// assert_eq!(layer.running_mean, array![0.2]);
/// ```
#[derive(Debug, Clone)]
// ANCHOR: batch_norm
pub struct BatchNorm2d<F = f32> {
    /// γ, (channels), 1 at first.
    pub weight: Param<F, Ix1>,
    /// β, (channels), 0 at first.
    pub bias: Param<F, Ix1>,
    /// The mean that use takes, (channels).
    pub running_mean: Array1<F>,
    /// The variance that use takes, (channels).
    pub running_var: Array1<F>,
    /// The share by which a step moves the running values.
    pub momentum: f64,
    /// ε, which keeps the divisor from being 0.
    pub eps: f64,
    seen: Option<Seen<F>>,
}
// ANCHOR_END: batch_norm

/// What backward needs.
#[derive(Debug, Clone)]
struct Seen<F> {
    normalised: Array4<F>,
    /// 1/√(v + ε)
    factor: Array1<F>,
    mode: Mode,
}

impl<F: Float> BatchNorm2d<F> {
    /// A layer for so many channels, with `PyTorch`'s defaults: momentum 0.1, ε = 1e-5.
    pub fn new(channels: usize) -> Self {
        Self {
            weight: Param::new(Array1::ones(channels)),
            bias: Param::new(Array1::zeros(channels)),
            running_mean: Array1::zeros(channels),
            running_var: Array1::ones(channels),
            momentum: 0.1,
            eps: 1e-5,
            seen: None,
        }
    }

    /// Moves the running values towards those of a batch.
    fn remember(
        &mut self,
        mean: &ArrayRef1<F>,
        variance: &ArrayRef1<F>,
        count: usize,
    ) {
        let step = F::of(self.momentum);
        let unbiased = F::of(count as f64 / (count as f64 - 1.0));
        let stay = F::one() - step;
        self.running_mean.zip_mut_with(mean, |running, &new| {
            *running = stay * *running + step * new;
        });
        self.running_var.zip_mut_with(variance, |running, &new| {
            *running = stay * *running + step * unbiased * new;
        });
    }
}

// ANCHOR: batch_norm_layer
impl<F: Float> Layer<F> for BatchNorm2d<F> {
    type Input = Array4<F>;
    type Output = Array4<F>;

    fn forward(&mut self, mut input: Array4<F>, mode: Mode) -> Array4<F> {
        let channels = self.weight.value.len();
        assert!(
            input.dim().1 == channels,
            "BatchNorm2d: input {:?} has not {channels} channels",
            input.shape()
        );
        let (mean, variance) = match mode {
            Mode::Train => {
                let (mean, variance) = channel_statistics(&input);
                let count = input.len() / channels;
                assert!(count > 1, "BatchNorm2d: one number has no variance");
                self.remember(&mean, &variance, count);
                (mean, variance)
            }
            Mode::Eval => (self.running_mean.clone(), self.running_var.clone()),
        };
        let eps = F::of(self.eps);
        let factor = variance.mapv(|variance| (variance + eps).sqrt().recip());
        input -= &per_channel(&mean);
        input *= &per_channel(&factor);
        let output =
            &input * &per_channel(&self.weight.value) + per_channel(&self.bias.value);
        self.seen = Some(Seen { normalised: input, factor, mode });
        output
    }

    fn backward(&mut self, mut grad_output: Array4<F>) -> Array4<F> {
        let operation = "BatchNorm2d::backward";
        let Seen { normalised, factor, mode } = kept(operation, self.seen.as_ref());
        assert_grad_shape(operation, grad_output.shape(), normalised.shape());
        let sums = sum_per_channel(&grad_output);
        let products = sum_per_channel(&(&grad_output * normalised));
        self.bias.grad += &sums;
        self.weight.grad += &products;
        if *mode == Mode::Train {
            // mean and variance moved with the input: their share is taken off
            let count = F::of((grad_output.len() / factor.len()) as f64);
            grad_output -= &per_channel(&(sums / count));
            grad_output -= &(normalised * &per_channel(&(products / count)));
        }
        grad_output *= &per_channel(&(&self.weight.value * factor));
        grad_output
    }
}
// ANCHOR_END: batch_norm_layer

/// One number a channel, in a shape that spreads over batch and places.
fn per_channel<F: Float>(values: &ArrayRef1<F>) -> Array4<F> {
    let shape = (1, values.len(), 1, 1);
    values.to_owned().into_shape_with_order(shape).expect("the same numbers")
}

fn sum_per_channel<F: Float>(array: &ArrayRef4<F>) -> Array1<F> {
    array.axis_iter(Axis(1)).map(|maps| maps.sum()).collect()
}

impl<F: Float> Parameters<F> for BatchNorm2d<F> {
    fn visit_params(&mut self, visitor: &mut dyn FnMut(&str, ParamMut<'_, F>)) {
        visitor("weight", self.weight.as_mut());
        visitor("bias", self.bias.as_mut());
    }

    fn visit_buffers(&mut self, visitor: &mut dyn FnMut(&str, Buffer<'_, F>)) {
        for (name, values) in [
            ("running_mean", &mut self.running_mean),
            ("running_var", &mut self.running_var),
        ] {
            let shape = values.raw_dim().into_dyn();
            let value = values.as_slice_mut().expect("stored in a row");
            visitor(name, Buffer { shape, value });
        }
    }
}
