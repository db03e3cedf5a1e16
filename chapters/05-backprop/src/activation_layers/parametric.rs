//! The rectifier whose slope below zero is learned.

use activations::{Activation, ParametricRelu};
use ndarray::{Array, Dimension, Ix1, Ix2, Zip, arr1};

use crate::layer::{assert_grad_shape, kept};
use crate::{Float, Layer, Mode, Param, ParamMut, Parameters};

/// One learned slope `a` for all numbers of an array: `f(x) = a·x if x < 0, x if x ≥ 0`.
///
/// The slope is a parameter like a weight, named `weight` as in PyTorch: its gradient is `Σ ∂f/∂a · ∂loss/∂f` over all the
/// numbers of the batch that were negative. Source: S3 l.178; He et al. (2015).
///
/// ```
/// use backprop::{Layer, Mode, ParametricReluLayer};
/// use ndarray::array;
/// let mut layer = ParametricReluLayer::new(0.25);
/// assert_eq!(layer.forward(array![[-2.0, 4.0]], Mode::Train), array![[-0.5, 4.0]]);
/// assert_eq!(layer.backward(array![[1.0, 1.0]]), array![[0.25, 1.0]]);
/// assert_eq!(layer.negative_slope.grad, array![-2.0]); // raising a by 1 lowers the first output by 2
/// ```
#[derive(Debug, Clone)]
#[doc(alias = "PReLU")]
// ANCHOR: parametric_layer
pub struct ParametricReluLayer<F = f32, D: Dimension = Ix2> {
    /// (1).
    pub negative_slope: Param<F, Ix1>,
    input: Option<Array<F, D>>,
}

impl<F: Float, D: Dimension> ParametricReluLayer<F, D> {
    /// A layer whose slope starts here; 0.25 is usual.
    pub fn new(negative_slope: F) -> Self {
        Self {
            negative_slope: Param::new(arr1(&[negative_slope])),
            input: None,
        }
    }

    fn unit(&self) -> ParametricRelu<F> {
        ParametricRelu { negative_slope: self.negative_slope.value[0] }
    }
}

impl<F: Float, D: Dimension> Layer<F> for ParametricReluLayer<F, D> {
    type Input = Array<F, D>;
    type Output = Array<F, D>;

    fn forward(&mut self, input: Array<F, D>, _mode: Mode) -> Array<F, D> {
        let unit = self.unit();
        let output = input.mapv(|x| unit.value(x));
        self.input = Some(input);
        output
    }

    fn backward(&mut self, mut grad_output: Array<F, D>) -> Array<F, D> {
        let unit = self.unit();
        let input = kept("ParametricReluLayer::backward", self.input.as_ref());
        assert_grad_shape(
            "ParametricReluLayer::backward",
            grad_output.shape(),
            input.shape(),
        );
        let mut slope = F::zero();
        Zip::from(&mut grad_output).and(input).for_each(|grad, &x| {
            slope += *grad * unit.slope_derivative(x);
            *grad *= unit.derivative(x);
        });
        self.negative_slope.grad[0] += slope;
        grad_output
    }
}
// ANCHOR_END: parametric_layer

impl<F: Float, D: Dimension> Parameters<F> for ParametricReluLayer<F, D> {
    fn visit_params(&mut self, visitor: &mut dyn FnMut(&str, ParamMut<'_, F>)) {
        visitor("weight", self.negative_slope.as_mut());
    }
}
