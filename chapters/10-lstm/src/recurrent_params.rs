//! The weights that every recurrent layer has: one matrix for the input, one for the memory.

use backprop::{Float, Packed, Param, ParamMut, Parameters, lanes, matmul};
use ndarray::{Array1, Array2, ArrayRef2, Axis, Ix1, Ix2};
use rand::{Rng, RngExt};
use rand_distr::Uniform;

use crate::Sparse;

/// Weights and biases of the sums `W x + b + U h + b′`, with PyTorch's names, layout and order of the gates.
///
/// A plain recurrent layer has one sum for each unit; an [`Lstm`](crate::Lstm) four, in the order input gate, forget gate, candidate, output gate.
/// One of the two biases would do; `PyTorch` has both, and so has whoever exchanges weights with it.
///
/// # Shapes
/// With G = 1 or 4 sums for each unit: `weight_ih` (G·hidden, in), `weight_hh` (G·hidden, hidden), both biases (G·hidden).
///
/// ```
/// use lstm::RecurrentParams;
/// use ndarray::array;
/// let params = RecurrentParams::new(array![[2.0]], array![[10.0]], array![0.5], array![0.25]);
/// let mut sums = array![[0.0]];
/// params.input_sums(&array![[3.0]], &mut sums);
/// assert_eq!(sums, array![[6.75]]); // 2 · 3 + ½ + ¼
/// assert_eq!(params.grad_input(&array![[1.0]]), array![[2.0]]);
/// ```
#[derive(Debug, Clone)]
// ANCHOR: recurrent_params
pub struct RecurrentParams<F = f32> {
    /// W, from the input to the sums.
    pub weight_ih: Param<F, Ix2>,
    /// U, from the last hidden state to the sums.
    pub weight_hh: Param<F, Ix2>,
    /// The bias that PyTorch adds to the input's part.
    pub bias_ih: Param<F, Ix1>,
    /// The bias that PyTorch adds to the memory's part.
    pub bias_hh: Param<F, Ix1>,
}
// ANCHOR_END: recurrent_params

impl<F: Float> RecurrentParams<F> {
    /// These weights and biases.
    ///
    /// # Panics
    /// If the number of rows of `weight_ih` is not that of the three others, or no multiple of the columns of `weight_hh`.
    #[track_caller]
    pub fn new(
        weight_ih: Array2<F>,
        weight_hh: Array2<F>,
        bias_ih: Array1<F>,
        bias_hh: Array1<F>,
    ) -> Self {
        let rows = weight_ih.nrows();
        assert!(
            weight_hh.nrows() == rows
                && rows.checked_rem(weight_hh.ncols()) == Some(0)
                && (bias_ih.len(), bias_hh.len()) == (rows, rows),
            "RecurrentParams::new: weight_ih {:?}, weight_hh {:?}, bias_ih {:?} and bias_hh {:?} do not fit each other",
            weight_ih.shape(),
            weight_hh.shape(),
            bias_ih.shape(),
            bias_hh.shape()
        );
        Self {
            weight_ih: Param::new(weight_ih),
            weight_hh: Param::new(weight_hh),
            bias_ih: Param::new(bias_ih),
            bias_hh: Param::new(bias_hh),
        }
    }

    /// All numbers between ±1/√hidden, equally likely, as PyTorch draws them.
    ///
    /// # Panics
    /// If `hidden_size` is 0.
    #[track_caller]
    // ANCHOR: uniform
    pub fn uniform(
        input_size: usize,
        hidden_size: usize,
        sums_per_unit: usize,
        rng: &mut dyn Rng,
    ) -> Self {
        let bound = 1.0 / (hidden_size as f64).sqrt();
        let uniform = Uniform::new_inclusive(-bound, bound)
            .expect("a recurrent layer of no units");
        let mut draw = || F::of(rng.sample(uniform));
        let rows = sums_per_unit * hidden_size;
        Self::new(
            Array2::from_shape_simple_fn((rows, input_size), &mut draw),
            Array2::from_shape_simple_fn((rows, hidden_size), &mut draw),
            Array1::from_shape_simple_fn(rows, &mut draw),
            Array1::from_shape_simple_fn(rows, &mut draw),
        )
    }
    // ANCHOR_END: uniform

    /// How many numbers go in at each moment.
    pub fn input_size(&self) -> usize {
        self.weight_ih.value.ncols()
    }

    /// How many numbers are remembered.
    pub fn hidden_size(&self) -> usize {
        self.weight_hh.value.ncols()
    }

    /// The input's part of all sums at all moments, biases and all, in one product: `X Wᵀ + b + b′`.
    ///
    /// # Shapes
    /// `input`: (time·batch, in); `sums`: (time·batch, G·hidden), whatever it holds.
    ///
    /// # Panics
    /// If the shapes do not fit.
    #[track_caller]
    // ANCHOR: input_sums
    pub fn input_sums(&self, input: &ArrayRef2<F>, sums: &mut ArrayRef2<F>) {
        let bias = &self.bias_ih.value + &self.bias_hh.value;
        sums.rows_mut().into_iter().for_each(|mut row| row.assign(&bias));
        let weight = self.weight_ih.value.t();
        match mostly_zeros(input) {
            Some(few) => few.add_product(&weight.as_standard_layout(), sums),
            None => matmul(input, &weight, F::one(), sums),
        }
    }
    // ANCHOR_END: input_sums

    /// Adds the gradients of all moments to what the parameters hold: every moment uses the same weights, so their slopes add up.
    ///
    /// # Shapes
    /// `input`: (time·batch, in); `hidden_before`: (time·batch, hidden), the memory with which each moment began; `grad_sums`: (time·batch, G·hidden).
    #[track_caller]
    // ANCHOR: add_gradients
    pub fn add_gradients(
        &mut self,
        input: &ArrayRef2<F>,
        hidden_before: &ArrayRef2<F>,
        grad_sums: &ArrayRef2<F>,
    ) {
        match mostly_zeros(input) {
            Some(few) => {
                self.weight_ih.grad += &few.transposed_product(grad_sums).t();
            }
            None => add_gradient(grad_sums, input, &mut self.weight_ih.grad),
        }
        add_gradient(grad_sums, hidden_before, &mut self.weight_hh.grad);
        let grad_bias = grad_sums.sum_axis(Axis(0));
        self.bias_ih.grad += &grad_bias;
        self.bias_hh.grad += &grad_bias;
    }
    // ANCHOR_END: add_gradients

    /// The gradient by the input at all moments: `∂X = ∂S W`.
    ///
    /// # Shapes
    /// `grad_sums`: (time·batch, G·hidden); the result: (time·batch, in).
    #[track_caller]
    pub fn grad_input(&self, grad_sums: &ArrayRef2<F>) -> Array2<F> {
        let mut grad = Array2::zeros((grad_sums.nrows(), self.input_size()));
        matmul(grad_sums, &self.weight_ih.value, F::zero(), &mut grad);
        grad
    }
}

/// `G ← G + ∂Sᵀ X`, for the X that weights were multiplied by.
fn add_gradient<F: Float>(
    grad_sums: &ArrayRef2<F>,
    seen: &ArrayRef2<F>,
    grad: &mut ArrayRef2<F>,
) {
    if lanes::PAYS_OFF && seen.nrows() >= 32 {
        Packed::new(seen).add_transposed_product(grad_sums, grad);
    } else {
        matmul(&grad_sums.t(), seen, F::one(), grad);
    }
}

/// The input as a list of its numbers, if it is mostly zeros and a program compiled for wide registers may add in another order.
fn mostly_zeros<F: Float>(input: &ArrayRef2<F>) -> Option<Sparse<F>> {
    if lanes::PAYS_OFF { Sparse::of_few(input) } else { None }
}

impl<F: Float> Parameters<F> for RecurrentParams<F> {
    fn visit_params(&mut self, visitor: &mut dyn FnMut(&str, ParamMut<'_, F>)) {
        visitor("weight_ih_l0", self.weight_ih.as_mut());
        visitor("weight_hh_l0", self.weight_hh.as_mut());
        visitor("bias_ih_l0", self.bias_ih.as_mut());
        visitor("bias_hh_l0", self.bias_hh.as_mut());
    }
}
