//! A way around: what a block computes is added to what went in.

use activations::Relu;
use backprop::{
    Activate, Buffer, Float, Layer, Mode, ParamMut, Parameters, Sequential,
};
use ndarray::Array4;
use rand::Rng;

use crate::{BatchNorm2d, Conv2d};

/// `y = x + f(x)`: the body learns only what is to be changed, and the gradient has a way back that no layer can shrink.
///
/// The parameters keep the body's names. Source: S1 CNN-15 names the network; He, Zhang, Ren and Sun 2016, equation 1.
///
/// # Shapes
/// From and to (batch, channels, height, width); the body keeps all four.
///
/// # Panics
/// When it runs, if the body makes another shape.
///
/// ```
/// use backprop::{Layer, Mode};
/// use cnn::{Conv2d, Residual};
/// use ndarray::array;
/// let mut block = Residual(Conv2d::new(array![[[[0.5]]]], array![0.0]));
/// assert_eq!(block.forward(array![[[[2.0]]]], Mode::Train), array![[[[3.0]]]]);
/// assert_eq!(block.backward(array![[[[1.0]]]]), array![[[[1.5]]]]);
/// ```
#[derive(Debug, Clone)]
#[doc(alias = "ResNet")]
#[doc(alias = "skip connection")]
// ANCHOR: residual
pub struct Residual<B>(pub B);

impl<F, B> Layer<F> for Residual<B>
where
    F: Float,
    B: Layer<F, Input = Array4<F>, Output = Array4<F>>,
{
    type Input = Array4<F>;
    type Output = Array4<F>;

    fn forward(&mut self, input: Array4<F>, mode: Mode) -> Array4<F> {
        let around = input.clone();
        let through = self.0.forward(input, mode);
        assert!(
            through.shape() == around.shape(),
            "Residual: the body makes {:?} of {:?}, which cannot be added",
            through.shape(),
            around.shape()
        );
        around + through
    }

    fn backward(&mut self, grad_output: Array4<F>) -> Array4<F> {
        let around = grad_output.clone();
        around + self.0.backward(grad_output)
    }
}
// ANCHOR_END: residual

impl<F, B: Parameters<F>> Parameters<F> for Residual<B> {
    fn visit_params(&mut self, visitor: &mut dyn FnMut(&str, ParamMut<'_, F>)) {
        self.0.visit_params(visitor);
    }

    fn visit_buffers(&mut self, visitor: &mut dyn FnMut(&str, Buffer<'_, F>)) {
        self.0.visit_buffers(visitor);
    }
}

/// The block of `ResNet`: convolution, batch normalisation, rectifier, convolution, batch normalisation, with the way around; then a rectifier.
///
/// # Shapes
/// From and to (batch, `channels`, height, width).
///
/// Source: S1 CNN-15; He, Zhang, Ren and Sun 2016, figure 2.
///
/// ```
/// use backprop::parameter_count;
/// # use rand::SeedableRng;
/// # let mut rng = chacha20::ChaCha8Rng::seed_from_u64(1);
/// let mut block = cnn::residual_block::<f32>(2, &mut rng);
/// // twice: two filters of 2 · 9 weights and a bias, and a scale and a shift for each map
/// assert_eq!(parameter_count(&mut block), 2 * (2 * 19 + 2 * 2));
/// ```
// ANCHOR: residual_block
pub fn residual_block<F: Float>(
    channels: usize,
    rng: &mut dyn Rng,
) -> Sequential<F, Array4<F>> {
    let body = Sequential::new()
        .with(Conv2d::he_normal(channels, channels, 3, rng).padding(1))
        .with(BatchNorm2d::new(channels))
        .with(Activate::new(Relu))
        .with(Conv2d::he_normal(channels, channels, 3, rng).padding(1))
        .with(BatchNorm2d::new(channels));
    Sequential::new().with(Residual(body)).with(Activate::new(Relu))
}
// ANCHOR_END: residual_block
