//! The layer that makes large maps of small ones.
//!
//! Networks that draw images, or say of each pixel what it belongs to, have to come back from small maps to
//! large ones. The *transposed convolution* runs a convolution's arrow backwards: every pixel of the small
//! map stamps the filter, times its own value, onto the large map; where stamps overlap they add up.
//!
//! ```text
//! out[n,o,y,x] += input[n,c,i,j] · weight[c,o,u,v]  for all others
//! y = i·stride + u·dilation − padding,     x likewise of j and v
//! out[n,o,y,x] += bias[o]                           once a pixel
//!
//! new length = (length − 1)·stride + dilation·(kernel − 1) + 1
//!              − 2·padding
//! ```
//!
//! Whatever falls outside is dropped. Input: (batch, in, height, width); weight: (**in, out**, kernel height,
//! kernel width), as in `PyTorch`'s `ConvTranspose2d`; bias: (out); output: (batch, out, new height, new
//! width). `backward` adds to the gradients of weight and bias, and returns the gradient by the input, which
//! is of the input's shape.
//!
//! # By hand
//!
//! One map of one row, 1 2; one filter 1 10 100 (1 × 3), bias 0.5, stride 2, no padding. The length becomes
//! (2−1)·2 + 2 + 1 = 5. The first pixel stamps 1 10 100 at the start, the second 2 20 200 two further on: 1
//! 10 102 20 200, and with the bias 1.5 10.5 102.5 20.5 200.5. (With padding 1 the first and the last column
//! would be cut off, and so would the first and the last row.) Let 1 1 1 1 1 come back: the gradient by each
//! pixel is 1 + 10 + 100 = 111, by each weight 1 + 2 = 3, by the bias 5.
//!
//! # Hint
//!
//! Loops will do, but the chapter has done the work for you. `conv2d_backward_input` stamps filters onto
//! large maps: that is this layer's *forward* pass, and the weights even have the right shape. What, then, is
//! its backward pass? A convolution's forward pass, with a bias of 0. And the weights: think of the
//! convolution whose arrow was turned round. Its large input is what comes back here, and the gradient by its
//! small output is what went in here; with that `conv2d_backward_params` needs no new thought.

use backprop::{
    Layer, Mode, Param, ParamMut, Parameters, assert_grad_shape, kept,
};
use cnn::{
    Geometry, conv2d_backward_input, conv2d_backward_params, conv2d_forward,
};
use ndarray::{Array1, Array4, Ix1, Ix4};

/// How long the large map is along one axis.
///
/// # Panics
/// If the length is 0.
pub fn transposed_length(
    length: usize,
    kernel_size: usize,
    geometry: Geometry,
) -> usize {
    assert!(length > 0, "transposed_length: no pixel can stamp nothing");
    let Geometry { stride, padding, dilation } = geometry;
    //~ solution
    (length - 1) * stride + dilation * (kernel_size - 1) + 1 - 2 * padding
    //~ stub
    // todo!("ex09_5: {length} pixels, {stride}, {padding}, {dilation}")
    //~ mutant stamps do not overlap
    // length * stride + dilation * (kernel_size - 1) - 2 * padding
    //~ mutant padding makes it larger
    // (length - 1) * stride + dilation * (kernel_size - 1) + 1 + 2 * padding
    //~ mutant the length after an ordinary convolution
    // geometry.output_length("transposed_length", length, kernel_size)
    //~ end
}

/// Every pixel stamps its filters.
#[derive(Debug, Clone)]
pub struct ConvTranspose2d {
    /// (in, out, kernel height, kernel width).
    pub weight: Param<f64, Ix4>,
    /// (out).
    pub bias: Param<f64, Ix1>,
    /// Stride, padding and dilation.
    pub geometry: Geometry,
    /// What the last forward pass was given.
    input: Option<Array4<f64>>,
}

impl ConvTranspose2d {
    /// A layer of these filters. Given.
    ///
    /// # Panics
    /// If there is not one bias for each map that comes out.
    #[track_caller]
    pub fn new(
        weight: Array4<f64>,
        bias: Array1<f64>,
        geometry: Geometry,
    ) -> Self {
        assert!(
            weight.dim().1 == bias.len(),
            "ConvTranspose2d::new: weight {:?} wants {} biases, not {}",
            weight.shape(),
            weight.dim().1,
            bias.len()
        );
        let (weight, bias) = (Param::new(weight), Param::new(bias));
        Self { weight, bias, geometry, input: None }
    }

    /// (batch, out, new height, new width) for an input of this shape. Given.
    #[track_caller]
    fn output_shape(&self, input: &[usize]) -> [usize; 4] {
        let (in_channels, out_channels, height, width) =
            self.weight.value.dim();
        assert!(
            input[1] == in_channels,
            "ConvTranspose2d: input {input:?} does not fit the weight {:?}",
            self.weight.value.shape()
        );
        let down = transposed_length(input[2], height, self.geometry);
        let across = transposed_length(input[3], width, self.geometry);
        [input[0], out_channels, down, across]
    }
}

impl Parameters<f64> for ConvTranspose2d {
    fn visit_params(
        &mut self,
        visitor: &mut dyn FnMut(&str, ParamMut<'_, f64>),
    ) {
        visitor("weight", self.weight.as_mut());
        visitor("bias", self.bias.as_mut());
    }
}

impl Layer<f64> for ConvTranspose2d {
    type Input = Array4<f64>;
    type Output = Array4<f64>;

    fn forward(&mut self, input: Array4<f64>, _mode: Mode) -> Array4<f64> {
        let [_, _, down, across] = self.output_shape(input.shape());
        //~ solution
        let weight = &self.weight.value;
        let mut output = conv2d_backward_input(
            &input,
            weight,
            [down, across],
            self.geometry,
        );
        for ((_, o, _, _), pixel) in output.indexed_iter_mut() {
            *pixel += self.bias.value[o];
        }
        self.input = Some(input);
        output
        //~ stub
        // todo!("ex09_5: stamp on {down} × {across}, add bias, keep self.input")
        //~ mutant forgets the bias
        // let output = conv2d_backward_input(
        //     &input,
        //     &self.weight.value,
        //     [down, across],
        //     self.geometry,
        // );
        // self.input = Some(input);
        // output
        //~ mutant turns the filters round
        // let mut weight = self.weight.value.clone();
        // weight.invert_axis(ndarray::Axis(2));
        // weight.invert_axis(ndarray::Axis(3));
        // let mut output =
        //     conv2d_backward_input(&input, &weight, [down, across], self.geometry);
        // for ((_, o, _, _), pixel) in output.indexed_iter_mut() {
        //     *pixel += self.bias.value[o];
        // }
        // self.input = Some(input);
        // output
        //~ mutant a later stamp covers the earlier one
        // let mut output = Array4::<f64>::zeros(self.output_shape(input.shape()));
        // for ((n, c, i, j), &pixel) in input.indexed_iter() {
        //     for ((d, o, u, v), &weight) in self.weight.value.indexed_iter() {
        //         if c == d
        //             && let Some(y) = self.geometry.source(i, u, down)
        //             && let Some(x) = self.geometry.source(j, v, across)
        //         {
        //             output[[n, o, y, x]] = pixel * weight + self.bias.value[o];
        //         }
        //     }
        // }
        // self.input = Some(input);
        // output
        //~ end
    }

    fn backward(&mut self, grad_output: Array4<f64>) -> Array4<f64> {
        let operation = "ConvTranspose2d::backward";
        let input = kept(operation, self.input.as_ref());
        let shape = self.output_shape(input.shape());
        assert_grad_shape(operation, grad_output.shape(), &shape);
        //~ solution
        // Roles exchanged: what comes back is the convolution's input, and what
        // went in is the gradient by its output.
        let mut no_bias = Array1::zeros(input.dim().1);
        conv2d_backward_params(
            &grad_output,
            input,
            &mut self.weight.grad,
            &mut no_bias,
            self.geometry,
        );
        for ((_, o, _, _), &grad) in grad_output.indexed_iter() {
            self.bias.grad[o] += grad;
        }
        no_bias.fill(0.0);
        conv2d_forward(
            &grad_output,
            &self.weight.value,
            &no_bias,
            self.geometry,
        )
        //~ stub
        // todo!("ex09_5: add to both parameters' grad, return the input's")
        //~ mutant the scratch bias is added to the gradient
        // let mut no_bias = Array1::zeros(input.dim().1);
        // conv2d_backward_params(
        //     &grad_output,
        //     input,
        //     &mut self.weight.grad,
        //     &mut no_bias,
        //     self.geometry,
        // );
        // for ((_, o, _, _), &grad) in grad_output.indexed_iter() {
        //     self.bias.grad[o] += grad;
        // }
        // conv2d_forward(&grad_output, &self.weight.value, &no_bias, self.geometry)
        //~ mutant nothing learns
        // let no_bias = Array1::zeros(input.dim().1);
        // conv2d_forward(&grad_output, &self.weight.value, &no_bias, self.geometry)
        //~ mutant the bias takes the mean over the batch
        // let mut no_bias = Array1::zeros(input.dim().1);
        // conv2d_backward_params(
        //     &grad_output,
        //     input,
        //     &mut self.weight.grad,
        //     &mut no_bias,
        //     self.geometry,
        // );
        // for ((_, o, _, _), &grad) in grad_output.indexed_iter() {
        //     self.bias.grad[o] += grad / shape[0] as f64;
        // }
        // no_bias.fill(0.0);
        // conv2d_forward(&grad_output, &self.weight.value, &no_bias, self.geometry)
        //~ mutant the last call's gradient only
        // let mut no_bias = Array1::zeros(input.dim().1);
        // self.weight.grad.fill(0.0);
        // conv2d_backward_params(
        //     &grad_output,
        //     input,
        //     &mut self.weight.grad,
        //     &mut no_bias,
        //     self.geometry,
        // );
        // for ((_, o, _, _), &grad) in grad_output.indexed_iter() {
        //     self.bias.grad[o] += grad;
        // }
        // no_bias.fill(0.0);
        // conv2d_forward(&grad_output, &self.weight.value, &no_bias, self.geometry)
        //~ end
    }
}
