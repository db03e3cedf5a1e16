//! Neighbouring units rectify opposite halves.

use activations::{Activation, BipolarRelu, bipolar_relu};
use ndarray::Array2;

use crate::layer::{assert_grad_shape, kept};
use crate::{Float, Layer, Mode, ParamMut, Parameters};

/// A layer of bipolar rectifiers: even columns keep their positive part, odd ones their negative part.
///
/// Source: S3 l.176, ERR-17; Eidnes and Nøkland (2018).
///
/// ```
/// use backprop::{BipolarReluLayer, Layer, Mode};
/// use ndarray::array;
/// let mut layer = BipolarReluLayer::new();
/// assert_eq!(layer.forward(array![[-2.0, -2.0]], Mode::Train), array![[0.0, -2.0]]);
/// assert_eq!(layer.backward(array![[5.0, 7.0]]), array![[0.0, 7.0]]);
/// ```
#[derive(Debug, Clone, Default)]
#[doc(alias = "BReLU")]
pub struct BipolarReluLayer<F = f32> {
    input: Option<Array2<F>>,
}

impl<F> BipolarReluLayer<F> {
    /// A layer of as many units as its input has columns.
    pub fn new() -> Self {
        Self { input: None }
    }
}

impl<F: Float> Layer<F> for BipolarReluLayer<F> {
    type Input = Array2<F>;
    type Output = Array2<F>;

    fn forward(&mut self, input: Array2<F>, _mode: Mode) -> Array2<F> {
        let output = bipolar_relu(&input);
        self.input = Some(input);
        output
    }

    fn backward(&mut self, mut grad_output: Array2<F>) -> Array2<F> {
        let input = kept("BipolarReluLayer::backward", self.input.as_ref());
        assert_grad_shape(
            "BipolarReluLayer::backward",
            grad_output.shape(),
            input.shape(),
        );
        for ((row, index), grad) in grad_output.indexed_iter_mut() {
            *grad *= BipolarRelu { index }.derivative(input[[row, index]]);
        }
        grad_output
    }
}

impl<F> Parameters<F> for BipolarReluLayer<F> {
    fn visit_params(
        &mut self,
        _visitor: &mut dyn FnMut(&str, ParamMut<'_, F>),
    ) {
    }
}
