//! Find the bug: the pooling of 1998, which learns, and learns too little.
//!
//! In the first `LeNet` pooling had two numbers to learn for each map: the mean of a window is multiplied by
//! a weight, and a bias is added.
//!
//! ```text
//! m[n,c,i,j] = mean of window (i,j), the windows side by side
//! y[n,c,i,j] = weight[c] · m[n,c,i,j] + bias[c]
//! ∂loss/∂weight[c] = sum over n,i,j of g[n,c,i,j] · m[n,c,i,j]
//! ∂loss/∂bias[c]   = sum over n,i,j of g[n,c,i,j]
//! ```
//!
//! with g = ∂loss/∂y. Input: (batch, channels, height, width); weight and bias: (channels). As in every
//! layer, `backward` *adds* to the gradients, and the layer divides by nothing.
//!
//! Whoever wrote this layer has checked its gradients, and the check passed. In training the weights hardly
//! learned. The mistake is in `backward`; find it and repair it. One line is enough.
//!
//! # By hand
//!
//! One map 1 3 / 5 7, window 2, weight 2, bias 1: the mean is 4 and the output 9. If 1 comes back, the
//! gradient by the weight is 4, by the bias 1, and each pixel gets 2 · 1/4 = 0.5. With a second image in the
//! batch, all 2, and 1 coming back there too, the gradient by the weight is 4 + 2 = 6.
//!
//! # Hint
//!
//! Check the gradients yourself: once with one image in the batch, once with three. Which tensor of the
//! report differs? Then read the loop over the images, and ask of each line that touches that tensor's
//! gradient what is left of the first image when the last one has been visited.

use backprop::{
    Layer, Mode, Param, ParamMut, Parameters, assert_grad_shape, kept,
};
use cnn::{Geometry, avg_pool2d, avg_pool2d_backward};
use ndarray::{Array1, Array4, Axis, Ix1};

/// Means of windows side by side, times a weight, plus a bias, for each map.
#[derive(Debug, Clone)]
pub struct ScaledPool2d {
    /// (channels).
    pub weight: Param<f64, Ix1>,
    /// (channels).
    pub bias: Param<f64, Ix1>,
    /// Height and width of the window, which is its stride too.
    pub kernel_size: usize,
    seen: Option<Seen>,
}

/// What backward needs.
#[derive(Debug, Clone)]
struct Seen {
    size: [usize; 2],
    /// (batch, channels, new height, new width).
    means: Array4<f64>,
}

impl ScaledPool2d {
    /// A layer with these weights and biases.
    ///
    /// # Panics
    /// If there are not as many of the one as of the other.
    #[track_caller]
    pub fn new(
        kernel_size: usize,
        weight: Array1<f64>,
        bias: Array1<f64>,
    ) -> Self {
        assert!(
            weight.len() == bias.len(),
            "ScaledPool2d::new: weight is {:?}, but bias {:?}",
            weight.shape(),
            bias.shape()
        );
        let (weight, bias) = (Param::new(weight), Param::new(bias));
        Self { weight, bias, kernel_size, seen: None }
    }

    fn geometry(&self) -> Geometry {
        Geometry { stride: self.kernel_size, ..Geometry::default() }
    }
}

impl Parameters<f64> for ScaledPool2d {
    fn visit_params(
        &mut self,
        visitor: &mut dyn FnMut(&str, ParamMut<'_, f64>),
    ) {
        visitor("weight", self.weight.as_mut());
        visitor("bias", self.bias.as_mut());
    }
}

impl Layer<f64> for ScaledPool2d {
    type Input = Array4<f64>;
    type Output = Array4<f64>;

    fn forward(&mut self, input: Array4<f64>, _mode: Mode) -> Array4<f64> {
        let means = avg_pool2d(&input, self.kernel_size, self.geometry());
        let mut output = means.clone();
        for mut image in output.outer_iter_mut() {
            for (c, mut map) in image.outer_iter_mut().enumerate() {
                let (weight, bias) = (self.weight.value[c], self.bias.value[c]);
                map.mapv_inplace(|mean| weight * mean + bias);
            }
        }
        self.seen = Some(Seen { size: [input.dim().2, input.dim().3], means });
        output
    }

    fn backward(&mut self, mut grad_output: Array4<f64>) -> Array4<f64> {
        let operation = "ScaledPool2d::backward";
        let Seen { size, means } = kept(operation, self.seen.as_ref());
        assert_grad_shape(operation, grad_output.shape(), means.shape());
        //~ solution
        for (mut grads, means) in
            grad_output.outer_iter_mut().zip(means.outer_iter())
        {
            for (c, mut grad) in grads.outer_iter_mut().enumerate() {
                let mean = means.index_axis(Axis(0), c);
                self.weight.grad[c] += (&grad * &mean).sum();
                self.bias.grad[c] += grad.sum();
                grad *= self.weight.value[c];
            }
        }
        avg_pool2d_backward(
            &grad_output,
            *size,
            self.kernel_size,
            self.geometry(),
        )
        //~ stub
        // for (mut grads, means) in
        //     grad_output.outer_iter_mut().zip(means.outer_iter())
        // {
        //     for (c, mut grad) in grads.outer_iter_mut().enumerate() {
        //         let mean = means.index_axis(Axis(0), c);
        //         self.weight.grad[c] = (&grad * &mean).sum();
        //         self.bias.grad[c] += grad.sum();
        //         grad *= self.weight.value[c];
        //     }
        // }
        // let geometry = self.geometry();
        // avg_pool2d_backward(&grad_output, *size, self.kernel_size, geometry)
        //~ mutant adds, and divides by the batch
        // let batch = means.dim().0 as f64;
        // for (mut grads, means) in
        //     grad_output.outer_iter_mut().zip(means.outer_iter())
        // {
        //     for (c, mut grad) in grads.outer_iter_mut().enumerate() {
        //         let mean = means.index_axis(Axis(0), c);
        //         self.weight.grad[c] += (&grad * &mean).sum() / batch;
        //         self.bias.grad[c] += grad.sum();
        //         grad *= self.weight.value[c];
        //     }
        // }
        // let geometry = self.geometry();
        // avg_pool2d_backward(&grad_output, *size, self.kernel_size, geometry)
        //~ mutant adds, and forgets earlier calls of backward
        // self.weight.grad.fill(0.0);
        // for (mut grads, means) in
        //     grad_output.outer_iter_mut().zip(means.outer_iter())
        // {
        //     for (c, mut grad) in grads.outer_iter_mut().enumerate() {
        //         let mean = means.index_axis(Axis(0), c);
        //         self.weight.grad[c] += (&grad * &mean).sum();
        //         self.bias.grad[c] += grad.sum();
        //         grad *= self.weight.value[c];
        //     }
        // }
        // let geometry = self.geometry();
        // avg_pool2d_backward(&grad_output, *size, self.kernel_size, geometry)
        //~ mutant the line moved behind the one that scales the gradient
        // for (mut grads, means) in
        //     grad_output.outer_iter_mut().zip(means.outer_iter())
        // {
        //     for (c, mut grad) in grads.outer_iter_mut().enumerate() {
        //         let mean = means.index_axis(Axis(0), c);
        //         self.bias.grad[c] += grad.sum();
        //         grad *= self.weight.value[c];
        //         self.weight.grad[c] += (&grad * &mean).sum();
        //     }
        // }
        // let geometry = self.geometry();
        // avg_pool2d_backward(&grad_output, *size, self.kernel_size, geometry)
        //~ mutant the bias overwritten likewise
        // for (mut grads, means) in
        //     grad_output.outer_iter_mut().zip(means.outer_iter())
        // {
        //     for (c, mut grad) in grads.outer_iter_mut().enumerate() {
        //         let mean = means.index_axis(Axis(0), c);
        //         self.weight.grad[c] += (&grad * &mean).sum();
        //         self.bias.grad[c] = grad.sum();
        //         grad *= self.weight.value[c];
        //     }
        // }
        // let geometry = self.geometry();
        // avg_pool2d_backward(&grad_output, *size, self.kernel_size, geometry)
        //~ end
    }
}
