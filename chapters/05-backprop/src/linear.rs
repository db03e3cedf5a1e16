//! A layer of weighted sums that can learn: three products of matrices.

use activations::Affine;
use ndarray::{Array1, Array2, ArrayRef1, ArrayRef2, Axis, Ix1, Ix2};

use crate::layer::{assert_grad_shape, kept};
use crate::{Float, Layer, Mode, Param, ParamMut, Parameters, matmul};

/// The weighted sums of every row of a batch: `Z = XWᵀ + b`.
///
/// # Shapes
/// `input`: (batch, in); `weight`: (out, in); `bias`: (out); the result: (batch, out).
///
/// # Panics
/// If the shapes do not fit.
///
/// ```
/// use backprop::linear_forward;
/// use ndarray::array;
/// let weight = array![[1.0, -2.0], [-1.0, 1.0]];
/// assert_eq!(linear_forward(&array![[1.0, -1.0]], &weight, &array![1.0, 0.0]), array![[4.0, -2.0]]);
/// ```
#[track_caller]
// ANCHOR: linear_forward
pub fn linear_forward<F: Float>(
    input: &ArrayRef2<F>,
    weight: &ArrayRef2<F>,
    bias: &ArrayRef1<F>,
) -> Array2<F> {
    assert_linear("linear_forward", input, weight, bias);
    let mut output = Array2::zeros((input.nrows(), weight.nrows()));
    output.rows_mut().into_iter().for_each(|mut row| row.assign(bias));
    matmul(input, &weight.t(), F::one(), &mut output);
    output
}
// ANCHOR_END: linear_forward

/// Adds the gradients of a linear layer's parameters to what they hold: `∂W += ∂Zᵀ X`, `∂b += Σ rows of ∂Z`.
///
/// The gradients are summed over the batch; where the loss is a mean, `grad_output` holds its 1/N already.
///
/// # Shapes
/// `input`: (batch, in); `grad_output`: (batch, out); `weight_grad`: (out, in); `bias_grad`: (out).
///
/// # Panics
/// If the shapes do not fit.
#[track_caller]
// ANCHOR: linear_backward_params
pub fn linear_backward_params<F: Float>(
    input: &ArrayRef2<F>,
    grad_output: &ArrayRef2<F>,
    weight_grad: &mut ArrayRef2<F>,
    bias_grad: &mut ArrayRef1<F>,
) {
    matmul(&grad_output.t(), input, F::one(), weight_grad);
    for row in grad_output.rows() {
        *bias_grad += &*row;
    }
}
// ANCHOR_END: linear_backward_params

/// The gradient by the input of a linear layer: `∂X = ∂Z W`.
///
/// # Shapes
/// `grad_output`: (batch, out); `weight`: (out, in); the result: (batch, in).
///
/// # Panics
/// If the shapes do not fit.
#[track_caller]
// ANCHOR: linear_backward_input
pub fn linear_backward_input<F: Float>(
    grad_output: &ArrayRef2<F>,
    weight: &ArrayRef2<F>,
) -> Array2<F> {
    let mut grad_input = Array2::zeros((grad_output.nrows(), weight.ncols()));
    matmul(grad_output, weight, F::zero(), &mut grad_input);
    grad_input
}
// ANCHOR_END: linear_backward_input

/// Every output is a weighted sum of all inputs plus a bias; weights and biases learn.
///
/// `Z = XWᵀ + b`, with PyTorch's layout and names: row i of the weight belongs to output i. Source: S0 MLN-7, BP-13 to BP-15.
///
/// ```
/// use backprop::{Layer, Linear, Mode};
/// use ndarray::array;
/// let mut layer = Linear::new(array![[1.0, -2.0], [-1.0, 1.0]], array![1.0, 0.0]);
/// assert_eq!(layer.forward(array![[1.0, -1.0]], Mode::Train), array![[4.0, -2.0]]);
/// assert_eq!(layer.backward(array![[1.0, 0.0]]), array![[1.0, -2.0]]);
/// assert_eq!(layer.weight.grad, array![[1.0, -1.0], [0.0, 0.0]]);
/// assert_eq!(layer.bias.grad, array![1.0, 0.0]);
/// ```
#[derive(Debug, Clone)]
#[doc(alias = "Dense")]
#[doc(alias = "fully connected")]
// ANCHOR: linear
pub struct Linear<F = f32> {
    /// (out, in).
    pub weight: Param<F, Ix2>,
    /// (out).
    pub bias: Param<F, Ix1>,
    input: Option<Array2<F>>,
}
// ANCHOR_END: linear

impl<F: Float> Linear<F> {
    /// A layer with these weights and biases.
    ///
    /// # Shapes
    /// `weight`: (out, in); `bias`: (out).
    ///
    /// # Panics
    /// If there is not one bias for each row of weights.
    #[track_caller]
    pub fn new(weight: Array2<F>, bias: Array1<F>) -> Self {
        assert!(
            weight.nrows() == bias.len(),
            "Linear::new: weight is {:?}, so bias must have {} elements, not {}",
            weight.shape(),
            weight.nrows(),
            bias.len()
        );
        Self { weight: Param::new(weight), bias: Param::new(bias), input: None }
    }

    /// A layer of zeros: right for a single layer, and never to learn anything behind another one.
    ///
    /// # Shapes
    /// `weight`: (`out_features`, `in_features`); `bias`: (`out_features`).
    pub fn zeros(in_features: usize, out_features: usize) -> Self {
        Self::new(
            Array2::zeros((out_features, in_features)),
            Array1::zeros(out_features),
        )
    }

    /// How many numbers go in.
    pub fn in_features(&self) -> usize {
        self.weight.value.ncols()
    }

    /// How many numbers come out.
    pub fn out_features(&self) -> usize {
        self.weight.value.nrows()
    }
}

impl<F: Float> From<Affine<F>> for Linear<F> {
    /// Chapter 2's layer, which could only run forwards, with the same numbers.
    fn from(layer: Affine<F>) -> Self {
        Self::new(layer.weight, layer.bias)
    }
}

impl<F: Float> Parameters<F> for Linear<F> {
    fn visit_params(&mut self, visitor: &mut dyn FnMut(&str, ParamMut<'_, F>)) {
        visitor("weight", self.weight.as_mut());
        visitor("bias", self.bias.as_mut());
    }
}

// ANCHOR: linear_layer
impl<F: Float> Layer<F> for Linear<F> {
    type Input = Array2<F>;
    type Output = Array2<F>;

    fn forward(&mut self, input: Array2<F>, _mode: Mode) -> Array2<F> {
        let output =
            linear_forward(&input, &self.weight.value, &self.bias.value);
        self.input = Some(input);
        output
    }

    fn backward(&mut self, grad_output: Array2<F>) -> Array2<F> {
        let grad_input =
            linear_backward_input(&grad_output, &self.weight.value);
        self.backward_params(grad_output);
        grad_input
    }

    fn backward_params(&mut self, grad_output: Array2<F>) {
        let input = kept("Linear::backward", self.input.as_ref());
        let output = [input.len_of(Axis(0)), self.weight.value.nrows()];
        assert_grad_shape("Linear::backward", grad_output.shape(), &output);
        linear_backward_params(
            input,
            &grad_output,
            &mut self.weight.grad,
            &mut self.bias.grad,
        );
    }
}
// ANCHOR_END: linear_layer

#[track_caller]
fn assert_linear<F>(
    operation: &str,
    input: &ArrayRef2<F>,
    weight: &ArrayRef2<F>,
    bias: &ArrayRef1<F>,
) {
    assert!(
        input.ncols() == weight.ncols() && bias.len() == weight.nrows(),
        "{operation}: input {:?} and bias {:?} do not fit the weight {:?}",
        input.shape(),
        bias.shape(),
        weight.shape()
    );
}
