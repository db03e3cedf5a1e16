//! An activation of chapter 2 as a layer.

use activations::{Activation, activate};
use ndarray::{Array, ArrayRef, Dimension, Ix2, Zip};

use crate::layer::{assert_grad_shape, kept};
use crate::{Float, Layer, Mode, ParamMut, Parameters};

/// Turns the gradient by an activation's outputs into the gradient by its inputs, in place: `∂X = ∂Y ⊙ f′(X)`.
///
/// # Shapes
/// `input`, `grad`: the same.
///
/// # Panics
/// If they are not.
///
/// ```
/// use activations::Relu;
/// use backprop::activation_backward;
/// use ndarray::array;
/// let mut grad = array![[5.0, 7.0]];
/// activation_backward(&Relu, &array![[-1.0, 2.0]], &mut grad);
/// assert_eq!(grad, array![[0.0, 7.0]]);
/// ```
#[track_caller]
// ANCHOR: activation_backward
pub fn activation_backward<F: Float, D: Dimension>(
    activation: &(impl Activation<F> + ?Sized),
    input: &ArrayRef<F, D>,
    grad: &mut ArrayRef<F, D>,
) {
    assert_grad_shape("activation_backward", grad.shape(), input.shape());
    if grad.strides() == input.strides()
        && let Some(input) = input.as_slice_memory_order()
        && let Some(grad) = grad.as_slice_memory_order_mut()
    {
        // one walk over memory, whatever the order of the axes
        for (grad, &x) in grad.iter_mut().zip(input) {
            *grad *= activation.derivative(x);
        }
        return;
    }
    Zip::from(grad)
        .and(input)
        .for_each(|grad, &x| *grad *= activation.derivative(x));
}
// ANCHOR_END: activation_backward

/// Applies an activation to every number of an array of any rank; nothing to train.
///
/// ```
/// use activations::Relu;
/// use backprop::{Activate, Layer, Mode};
/// use ndarray::array;
/// let mut layer = Activate::new(Relu);
/// assert_eq!(layer.forward(array![[-1.0, 2.0]], Mode::Train), array![[0.0, 2.0]]);
/// assert_eq!(layer.backward(array![[5.0, 7.0]]), array![[0.0, 7.0]]);
/// ```
#[derive(Debug, Clone)]
#[doc(alias = "ReLU")]
// ANCHOR: activate_layer
pub struct Activate<A, F = f32, D: Dimension = Ix2> {
    /// The function and its slope.
    pub activation: A,
    input: Option<Array<F, D>>,
}
// ANCHOR_END: activate_layer

impl<A, F, D: Dimension> Activate<A, F, D> {
    /// A layer of this activation.
    pub fn new(activation: A) -> Self {
        Self { activation, input: None }
    }
}

impl<A, F, D: Dimension> Parameters<F> for Activate<A, F, D> {
    fn visit_params(
        &mut self,
        _visitor: &mut dyn FnMut(&str, ParamMut<'_, F>),
    ) {
    }
}

impl<A: Activation<F>, F: Float, D: Dimension> Layer<F> for Activate<A, F, D> {
    type Input = Array<F, D>;
    type Output = Array<F, D>;

    fn forward(&mut self, input: Array<F, D>, _mode: Mode) -> Array<F, D> {
        let output = activate(&self.activation, &input);
        self.input = Some(input);
        output
    }

    fn backward(&mut self, mut grad_output: Array<F, D>) -> Array<F, D> {
        let input = kept("Activate::backward", self.input.as_ref());
        activation_backward(&self.activation, input, &mut grad_output);
        grad_output
    }
}
