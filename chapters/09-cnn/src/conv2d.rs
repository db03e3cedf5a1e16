//! The convolution as a layer.

use backprop::{
    Float, Layer, Mode, Param, ParamMut, Parameters, assert_grad_shape, he_normal,
    kept,
};
use ndarray::{Array1, Array4, ArrayRef4, Ix1, Ix4};
use rand::Rng;

use crate::side_by_side::pays_off;
use crate::{
    Geometry, batch_last, conv2d_backward_input, conv2d_backward_params,
    conv2d_forward, side_by_side_backward_input, side_by_side_backward_params,
    side_by_side_forward,
};

/// Detectors that look everywhere: each of `out_channels` filters is laid over every place of the image, with the same weights.
///
/// Names and layout are `PyTorch`'s. Source: S3 CNN-2, S4 CNN-3, S1 CNN-4.
///
/// ```
/// use backprop::{Layer, Mode};
/// use cnn::Conv2d;
/// use ndarray::array;
/// let mut layer = Conv2d::new(array![[[[-1.0, 1.0]]]], array![0.0]);
/// let edges = layer.forward(array![[[[0.0, 0.0, 1.0, 1.0]]]], Mode::Eval);
/// assert_eq!(edges, array![[[[0.0, 1.0, 0.0]]]]);
/// ```
#[derive(Debug, Clone)]
#[doc(alias = "Convolution2D")]
// ANCHOR: conv2d
pub struct Conv2d<F = f32> {
    /// (out, in, kernel height, kernel width).
    pub weight: Param<F, Ix4>,
    /// (out): one number for a whole feature map.
    pub bias: Param<F, Ix1>,
    /// Stride, padding and dilation.
    pub geometry: Geometry,
    input: Option<Array4<F>>,
}
// ANCHOR_END: conv2d

impl<F: Float> Conv2d<F> {
    /// A layer of these filters, at stride 1 without padding.
    ///
    /// # Shapes
    /// `weight`: (out, in, kernel height, kernel width); `bias`: (out).
    ///
    /// # Panics
    /// If there is not one bias for each filter.
    #[track_caller]
    pub fn new(weight: Array4<F>, bias: Array1<F>) -> Self {
        assert!(
            weight.dim().0 == bias.len(),
            "Conv2d::new: weight is {:?}, so bias must have {} elements, not {}",
            weight.shape(),
            weight.dim().0,
            bias.len()
        );
        let (weight, bias) = (Param::new(weight), Param::new(bias));
        Self { weight, bias, geometry: Geometry::default(), input: None }
    }

    /// Square filters with He's weights, variance 2 over the numbers in a window, and biases of 0.
    ///
    /// # Shapes
    /// `weight`: (`out_channels`, `in_channels`, `kernel_size`, `kernel_size`); `bias`: (`out_channels`).
    ///
    /// # Panics
    /// Never: the weights are as many as their shape says.
    // ANCHOR: he_normal
    pub fn he_normal(
        in_channels: usize,
        out_channels: usize,
        kernel_size: usize,
        rng: &mut dyn Rng,
    ) -> Self {
        let window = in_channels * kernel_size * kernel_size;
        let shape = (out_channels, in_channels, kernel_size, kernel_size);
        let weight = he_normal(window, out_channels, rng)
            .into_shape_with_order(shape)
            .expect("one row of weights for each filter");
        Self::new(weight, Array1::zeros(out_channels))
    }
    // ANCHOR_END: he_normal

    /// The same filters, `stride` pixels from place to place.
    #[must_use]
    pub fn stride(mut self, stride: usize) -> Self {
        self.geometry.stride = stride;
        self
    }

    /// The same filters, with `padding` rows and columns of zeros around the image.
    #[must_use]
    pub fn padding(mut self, padding: usize) -> Self {
        self.geometry.padding = padding;
        self
    }

    /// The same filters, spread: neighbours in the window see pixels `dilation` apart.
    #[must_use]
    pub fn dilation(mut self, dilation: usize) -> Self {
        self.geometry.dilation = dilation;
        self
    }

    /// How many maps go in.
    pub fn in_channels(&self) -> usize {
        self.weight.value.dim().1
    }

    /// How many filters there are, and maps come out.
    pub fn out_channels(&self) -> usize {
        self.weight.value.dim().0
    }

    /// Height and width of the window.
    pub fn kernel_size(&self) -> [usize; 2] {
        let (_, _, height, width) = self.weight.value.dim();
        [height, width]
    }
}

impl<F: Float> Parameters<F> for Conv2d<F> {
    fn visit_params(&mut self, visitor: &mut dyn FnMut(&str, ParamMut<'_, F>)) {
        visitor("weight", self.weight.as_mut());
        visitor("bias", self.bias.as_mut());
    }
}

// ANCHOR: conv2d_layer
impl<F: Float> Layer<F> for Conv2d<F> {
    type Input = Array4<F>;
    type Output = Array4<F>;

    fn forward(&mut self, input: Array4<F>, _mode: Mode) -> Array4<F> {
        let (weight, bias) = (&self.weight.value, &self.bias.value);
        let (input, output) = if self.side_by_side(&input) {
            let input = batch_last(input);
            let output = side_by_side_forward(&input, weight, bias, self.geometry);
            (input, output)
        } else {
            let output = conv2d_forward(&input, weight, bias, self.geometry);
            (input, output)
        };
        self.input = Some(input);
        output
    }

    fn backward(&mut self, grad_output: Array4<F>) -> Array4<F> {
        let input = kept("Conv2d::backward", self.input.as_ref());
        let size = [input.dim().2, input.dim().3];
        let (weight, geometry) = (&self.weight.value, self.geometry);
        let grad_input = if self.side_by_side(input) {
            side_by_side_backward_input(&grad_output, weight, size, geometry)
        } else {
            conv2d_backward_input(&grad_output, weight, size, geometry)
        };
        self.backward_params(grad_output);
        grad_input
    }

    fn backward_params(&mut self, grad_output: Array4<F>) {
        let input = kept("Conv2d::backward", self.input.as_ref());
        let batch = [input.dim().0];
        assert_grad_shape("Conv2d::backward", &grad_output.shape()[..1], &batch);
        let side_by_side = self.side_by_side(input);
        let (weight, bias) = (&mut self.weight.grad, &mut self.bias.grad);
        if side_by_side {
            side_by_side_backward_params(
                input,
                &grad_output,
                weight,
                bias,
                self.geometry,
            );
        } else {
            conv2d_backward_params(input, &grad_output, weight, bias, self.geometry);
        }
    }
}
// ANCHOR_END: conv2d_layer

impl<F: Float> Conv2d<F> {
    fn side_by_side(&self, input: &ArrayRef4<F>) -> bool {
        pays_off(input.dim().0, self.kernel_size(), self.geometry)
    }
}
