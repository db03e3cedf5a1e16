//! Probabilities in the middle of a network.

use activations::{softmax, softmax_backward};
use ndarray::{Array, Dimension, Ix2};

use crate::layer::{assert_grad_shape, kept};
use crate::{Float, Layer, Mode, ParamMut, Parameters};

/// Softmax of every row, for a network that needs probabilities *inside*, as attention and gates do.
///
/// A classifier does not end in it: [`loss::softmax_cross_entropy`] takes logits, and does both at once without overflow.
///
/// ```
/// use backprop::{Layer, Mode, SoftmaxLayer};
/// use ndarray::array;
/// let mut layer = SoftmaxLayer::new();
/// assert_eq!(layer.forward(array![[7.0, 7.0]], Mode::Train), array![[0.5, 0.5]]);
/// assert_eq!(layer.backward(array![[1.0, 0.0]]), array![[0.25, -0.25]]);
/// ```
#[derive(Debug, Clone, Default)]
#[doc(alias = "Softmax")]
pub struct SoftmaxLayer<F = f32, D: Dimension = Ix2> {
    output: Option<Array<F, D>>,
}

impl<F, D: Dimension> SoftmaxLayer<F, D> {
    /// A layer that works along the last axis.
    pub fn new() -> Self {
        Self { output: None }
    }
}

impl<F: Float, D: Dimension> Layer<F> for SoftmaxLayer<F, D> {
    type Input = Array<F, D>;
    type Output = Array<F, D>;

    fn forward(&mut self, input: Array<F, D>, _mode: Mode) -> Array<F, D> {
        let output = softmax(&input);
        self.output = Some(output.clone());
        output
    }

    fn backward(&mut self, grad_output: Array<F, D>) -> Array<F, D> {
        let output = kept("SoftmaxLayer::backward", self.output.as_ref());
        assert_grad_shape(
            "SoftmaxLayer::backward",
            grad_output.shape(),
            output.shape(),
        );
        softmax_backward(output, &grad_output)
    }
}

impl<F, D: Dimension> Parameters<F> for SoftmaxLayer<F, D> {
    fn visit_params(
        &mut self,
        _visitor: &mut dyn FnMut(&str, ParamMut<'_, F>),
    ) {
    }
}
