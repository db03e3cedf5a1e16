//! A convolution in which every map has its own filter.
//!
//! An ordinary filter looks at all maps at once. In a *depthwise* convolution map c has one filter of its
//! own, and makes one map of it. Nothing is mixed, so it is cheap; filters of 1 × 1 behind it do the mixing.
//!
//! ```text
//! out[n,c,i,j] = bias[c] + sum over u,v of
//!                weight[c,u,v] · input[n,c,y,x]
//! y = i·stride + u·dilation − padding,     x likewise of j and v
//! ```
//!
//! Pixels beyond the border count 0. Input: (batch, channels, height, width); weight: (channels, kernel
//! height, kernel width); bias: (channels); output: (batch, channels, new height, new width). Backwards let g
//! be what comes back, of the output's shape. Each product weight · pixel at the place (i,j) adds g · pixel
//! to the gradient of that weight and g · weight to the gradient of that pixel, with the g of that place; the
//! gradient of the bias is the sum of g over images and places. The gradients of weight and bias are *added*
//! to what they hold.
//!
//! # By hand
//!
//! Two maps of one row, 1 2 3 and 10 20 30; filters −1 1 and 1 1 (1 × 2), biases 0 and 5, stride 1, no
//! padding. The outputs are 1 1 and 35 55. Let 1 2 come back to the first map and 1 1 to the second. By the
//! first filter: 1·1 + 2·2 = 5 and 1·2 + 2·3 = 8; by the second 30 and 50; by the biases 3 and 2. By the
//! first map −1 −1 2, by the second 1 2 1.
//!
//! # Hint
//!
//! Forwards and backwards walk over the same products. `taps` lists them along one axis, those in the padding
//! left out; use it once for the rows and once for the columns, and write four loops: image, map, a row's
//! tap, a column's tap. What stands in the innermost line forwards? Backwards there are two such lines. The
//! bias takes part once for each place and not once for each tap, so it is better dealt with outside of these
//! loops.

use backprop::{
    Layer, Mode, Param, ParamMut, Parameters, assert_grad_shape, kept,
};
use cnn::Geometry;
use ndarray::{Array1, Array3, Array4, Axis, Ix1, Ix3};

/// Every map its own filter.
#[derive(Debug, Clone)]
pub struct Depthwise2d {
    /// (channels, kernel height, kernel width).
    pub weight: Param<f64, Ix3>,
    /// (channels).
    pub bias: Param<f64, Ix1>,
    /// Stride, padding and dilation.
    pub geometry: Geometry,
    /// What the last forward pass was given.
    input: Option<Array4<f64>>,
}

impl Depthwise2d {
    /// A layer of these filters. Given.
    ///
    /// # Panics
    /// If there is not one bias for each filter.
    #[track_caller]
    pub fn new(
        weight: Array3<f64>,
        bias: Array1<f64>,
        geometry: Geometry,
    ) -> Self {
        assert!(
            weight.dim().0 == bias.len(),
            "Depthwise2d::new: weight {:?} wants {} biases, not {}",
            weight.shape(),
            weight.dim().0,
            bias.len()
        );
        let (weight, bias) = (Param::new(weight), Param::new(bias));
        Self { weight, bias, geometry, input: None }
    }

    /// (batch, channels, new height, new width) for an input of this shape.
    /// Given.
    #[track_caller]
    fn output_shape(&self, input: &[usize]) -> [usize; 4] {
        let (channels, kernel_height, kernel_width) = self.weight.value.dim();
        assert!(
            input[1] == channels,
            "Depthwise2d: input {input:?} does not fit the weight {:?}",
            self.weight.value.shape()
        );
        let kernel = [kernel_height, kernel_width];
        let size = [input[2], input[3]];
        let [down, across] =
            self.geometry.output_size("Depthwise2d", size, kernel);
        [input[0], channels, down, across]
    }
}

/// All products along one axis: (place, the window's pixel, the image's pixel
/// that it sees there), those in the padding left out. Given.
pub fn taps(
    geometry: Geometry,
    places: usize,
    kernel_size: usize,
    length: usize,
) -> Vec<[usize; 3]> {
    let pairs =
        (0..places).flat_map(|place| (0..kernel_size).map(move |u| (place, u)));
    pairs
        .filter_map(|(place, u)| {
            Some([place, u, geometry.source(place, u, length)?])
        })
        .collect()
}

impl Parameters<f64> for Depthwise2d {
    fn visit_params(
        &mut self,
        visitor: &mut dyn FnMut(&str, ParamMut<'_, f64>),
    ) {
        visitor("weight", self.weight.as_mut());
        visitor("bias", self.bias.as_mut());
    }
}

impl Layer<f64> for Depthwise2d {
    type Input = Array4<f64>;
    type Output = Array4<f64>;

    fn forward(&mut self, input: Array4<f64>, _mode: Mode) -> Array4<f64> {
        let shape = self.output_shape(input.shape());
        let (_, kernel_height, kernel_width) = self.weight.value.dim();
        let rows = taps(self.geometry, shape[2], kernel_height, input.dim().2);
        let columns =
            taps(self.geometry, shape[3], kernel_width, input.dim().3);
        let mut output = Array4::<f64>::zeros(shape);
        //~ solution
        for n in 0..shape[0] {
            for c in 0..shape[1] {
                output
                    .index_axis_mut(Axis(0), n)
                    .index_axis_mut(Axis(0), c)
                    .fill(self.bias.value[c]);
                for &[i, u, y] in &rows {
                    for &[j, v, x] in &columns {
                        output[[n, c, i, j]] +=
                            self.weight.value[[c, u, v]] * input[[n, c, y, x]];
                    }
                }
            }
        }
        self.input = Some(input);
        output
        //~ stub
        // todo!("ex09_4: fill output, keep self.input, return the output")
        //~ mutant forgets the bias
        // for n in 0..shape[0] {
        //     for c in 0..shape[1] {
        //         for &[i, u, y] in &rows {
        //             for &[j, v, x] in &columns {
        //                 output[[n, c, i, j]] +=
        //                     self.weight.value[[c, u, v]] * input[[n, c, y, x]];
        //             }
        //         }
        //     }
        // }
        // self.input = Some(input);
        // output
        //~ mutant mixes the maps as an ordinary convolution does
        // for n in 0..shape[0] {
        //     for c in 0..shape[1] {
        //         output
        //             .index_axis_mut(Axis(0), n)
        //             .index_axis_mut(Axis(0), c)
        //             .fill(self.bias.value[c]);
        //         for d in 0..shape[1] {
        //             for &[i, u, y] in &rows {
        //                 for &[j, v, x] in &columns {
        //                     output[[n, c, i, j]] +=
        //                         self.weight.value[[c, u, v]] * input[[n, d, y, x]];
        //                 }
        //             }
        //         }
        //     }
        // }
        // self.input = Some(input);
        // output
        //~ mutant turns the filter round
        // for n in 0..shape[0] {
        //     for c in 0..shape[1] {
        //         output
        //             .index_axis_mut(Axis(0), n)
        //             .index_axis_mut(Axis(0), c)
        //             .fill(self.bias.value[c]);
        //         for &[i, u, y] in &rows {
        //             for &[j, v, x] in &columns {
        //                 output[[n, c, i, j]] += self.weight.value
        //                     [[c, kernel_height - 1 - u, kernel_width - 1 - v]]
        //                     * input[[n, c, y, x]];
        //             }
        //         }
        //     }
        // }
        // self.input = Some(input);
        // output
        //~ mutant adds the bias once for each tap
        // for n in 0..shape[0] {
        //     for c in 0..shape[1] {
        //         for &[i, u, y] in &rows {
        //             for &[j, v, x] in &columns {
        //                 output[[n, c, i, j]] += self.bias.value[c]
        //                     + self.weight.value[[c, u, v]] * input[[n, c, y, x]];
        //             }
        //         }
        //     }
        // }
        // self.input = Some(input);
        // output
        //~ end
    }

    fn backward(&mut self, grad_output: Array4<f64>) -> Array4<f64> {
        let operation = "Depthwise2d::backward";
        let input = kept(operation, self.input.as_ref());
        let shape = self.output_shape(input.shape());
        assert_grad_shape(operation, grad_output.shape(), &shape);
        let (_, kernel_height, kernel_width) = self.weight.value.dim();
        let rows = taps(self.geometry, shape[2], kernel_height, input.dim().2);
        let columns =
            taps(self.geometry, shape[3], kernel_width, input.dim().3);
        let mut grad_input = Array4::<f64>::zeros(input.raw_dim());
        //~ solution
        for n in 0..shape[0] {
            for c in 0..shape[1] {
                for &[i, u, y] in &rows {
                    for &[j, v, x] in &columns {
                        let grad = grad_output[[n, c, i, j]];
                        self.weight.grad[[c, u, v]] +=
                            grad * input[[n, c, y, x]];
                        grad_input[[n, c, y, x]] +=
                            grad * self.weight.value[[c, u, v]];
                    }
                }
            }
        }
        for ((_, c, _, _), &grad) in grad_output.indexed_iter() {
            self.bias.grad[c] += grad;
        }
        grad_input
        //~ stub
        // todo!("ex09_4: add to both parameters' grad, return grad_input")
        //~ mutant takes the mean over the batch
        // for n in 0..shape[0] {
        //     for c in 0..shape[1] {
        //         for &[i, u, y] in &rows {
        //             for &[j, v, x] in &columns {
        //                 let grad = grad_output[[n, c, i, j]];
        //                 self.weight.grad[[c, u, v]] +=
        //                     grad * input[[n, c, y, x]] / shape[0] as f64;
        //                 grad_input[[n, c, y, x]] +=
        //                     grad * self.weight.value[[c, u, v]];
        //             }
        //         }
        //     }
        // }
        // for ((_, c, _, _), &grad) in grad_output.indexed_iter() {
        //     self.bias.grad[c] += grad / shape[0] as f64;
        // }
        // grad_input
        //~ mutant counts the bias once for each tap
        // for n in 0..shape[0] {
        //     for c in 0..shape[1] {
        //         for &[i, u, y] in &rows {
        //             for &[j, v, x] in &columns {
        //                 let grad = grad_output[[n, c, i, j]];
        //                 self.weight.grad[[c, u, v]] += grad * input[[n, c, y, x]];
        //                 self.bias.grad[c] += grad;
        //                 grad_input[[n, c, y, x]] +=
        //                     grad * self.weight.value[[c, u, v]];
        //             }
        //         }
        //     }
        // }
        // grad_input
        //~ mutant the pixel keeps the last stamp only
        // for n in 0..shape[0] {
        //     for c in 0..shape[1] {
        //         for &[i, u, y] in &rows {
        //             for &[j, v, x] in &columns {
        //                 let grad = grad_output[[n, c, i, j]];
        //                 self.weight.grad[[c, u, v]] += grad * input[[n, c, y, x]];
        //                 grad_input[[n, c, y, x]] =
        //                     grad * self.weight.value[[c, u, v]];
        //             }
        //         }
        //     }
        // }
        // for ((_, c, _, _), &grad) in grad_output.indexed_iter() {
        //     self.bias.grad[c] += grad;
        // }
        // grad_input
        //~ mutant forgets what earlier passes have added
        // self.weight.grad.fill(0.0);
        // self.bias.grad.fill(0.0);
        // for n in 0..shape[0] {
        //     for c in 0..shape[1] {
        //         for &[i, u, y] in &rows {
        //             for &[j, v, x] in &columns {
        //                 let grad = grad_output[[n, c, i, j]];
        //                 self.weight.grad[[c, u, v]] += grad * input[[n, c, y, x]];
        //                 grad_input[[n, c, y, x]] +=
        //                     grad * self.weight.value[[c, u, v]];
        //             }
        //         }
        //     }
        // }
        // for ((_, c, _, _), &grad) in grad_output.indexed_iter() {
        //     self.bias.grad[c] += grad;
        // }
        // grad_input
        //~ end
    }
}
