//! A layer with a loop: what it put out a moment ago is one of its inputs.

use backprop::{Float, Layer, Mode, ParamMut, Parameters, assert_grad_shape, kept};
use ndarray::{Array2, Array3, ArrayRef2, Axis};
use rand::Rng;

use crate::memory::Memory;
use crate::time::{
    as_rows, as_steps, assert_state, but_the_last, swap_batch_and_time,
};
use crate::{RecurrentParams, rnn_step_backward, rnn_step_forward};

/// The plain recurrent layer: `h_t = tanh(W x_t + b + U h_{t−1} + b′)`, from `h_0 = 0` unless told otherwise.
///
/// Source: Elman 1990; S1 REC-1. With PyTorch's layout, names and first weights.
///
/// # Shapes
/// Input: (batch, time, in); output: (batch, time, hidden), the hidden states of all moments.
///
/// ```
/// use backprop::{Layer, Mode};
/// use lstm::{RecurrentParams, Rnn};
/// use ndarray::array;
/// let params = RecurrentParams::new(array![[1.0]], array![[2.0]], array![0.0], array![0.0]);
/// let hidden = Rnn::new(params).forward(array![[[0.5], [0.0]]], Mode::Eval);
/// let first = 0.5_f64.tanh();
/// assert_eq!(hidden, array![[[first], [(2.0 * first).tanh()]]]);
/// ```
#[derive(Debug, Clone)]
#[doc(alias = "SimpleRNN")]
// ANCHOR: rnn
pub struct Rnn<F = f32> {
    /// What is trained.
    pub params: RecurrentParams<F>,
    trace: Option<Trace<F>>,
}

/// What a run keeps for the way back, moment after moment.
#[derive(Debug, Clone)]
struct Trace<F> {
    /// (time, batch, in).
    input: Array3<F>,
    /// (1 + time, batch, hidden): the state before the first moment, and after each.
    hidden: Array3<F>,
}
// ANCHOR_END: rnn

/// The gradients by what went into a run of an [`Rnn`].
#[derive(Debug, Clone, PartialEq)]
pub struct RnnGradient<F> {
    /// By the input, (batch, time, in).
    pub input: Array3<F>,
    /// By the hidden state with which the run began, (batch, hidden).
    pub start: Array2<F>,
}

impl<F: Float> Rnn<F> {
    /// A layer with these weights.
    ///
    /// # Panics
    /// If they are not those of one sum for each unit.
    #[track_caller]
    pub fn new(params: RecurrentParams<F>) -> Self {
        let (rows, hidden_size) = params.weight_hh.value.dim();
        assert!(
            rows == hidden_size,
            "Rnn::new: weight_hh is {:?}, but should be square",
            [rows, hidden_size]
        );
        Self { params, trace: None }
    }

    /// A layer with PyTorch's first weights, between ±1/√hidden.
    ///
    /// # Panics
    /// If `hidden_size` is 0.
    #[track_caller]
    pub fn uniform(input_size: usize, hidden_size: usize, rng: &mut dyn Rng) -> Self {
        Self::new(RecurrentParams::uniform(input_size, hidden_size, 1, rng))
    }

    /// Runs over a sequence from a given hidden state.
    ///
    /// # Shapes
    /// `input`: (batch, time, in); `start`: (batch, hidden); the result: (batch, time, hidden).
    ///
    /// # Panics
    /// If the shapes do not fit.
    #[track_caller]
    // ANCHOR: rnn_forward
    pub fn forward_from(
        &mut self,
        input: &Array3<F>,
        start: &ArrayRef2<F>,
    ) -> Array3<F> {
        let (batch, time, _) = input.dim();
        let hidden_size = self.params.hidden_size();
        assert_state("Rnn::forward", "start", start, (batch, hidden_size));
        let input = swap_batch_and_time(input);
        let mut sums = Array2::zeros((time * batch, hidden_size));
        self.params.input_sums(&as_rows(&input), &mut sums);
        let sums = as_steps(sums, time);

        let mut hidden = Array3::zeros((1 + time, batch, hidden_size));
        hidden.index_axis_mut(Axis(0), 0).assign(start);
        let transposed = self.params.weight_hh.value.t();
        let memory = Memory::new(&transposed, [time, batch]);
        for t in 0..time {
            let (before, mut after) = hidden.view_mut().split_at(Axis(0), t + 1);
            let mut now = after.index_axis_mut(Axis(0), 0);
            now.assign(&sums.index_axis(Axis(0), t));
            memory.add(&before.index_axis(Axis(0), t), &mut now);
            rnn_step_forward(&mut now);
        }
        let output = swap_batch_and_time(&hidden.view().split_at(Axis(0), 1).1);
        self.trace = Some(Trace { input, hidden });
        output
    }
    // ANCHOR_END: rnn_forward

    /// The hidden state after the last run, (batch, hidden).
    ///
    /// # Panics
    /// If there was none.
    #[track_caller]
    pub fn last_state(&self) -> Array2<F> {
        let trace = kept("Rnn::last_state", self.trace.as_ref());
        let time = trace.input.len_of(Axis(0));
        trace.hidden.index_axis(Axis(0), time).to_owned()
    }

    /// Back through all moments of the last run, with the gradient by its last hidden state besides those by its outputs.
    ///
    /// The gradients by the weights are added to what they hold.
    ///
    /// # Shapes
    /// `grad_output`: (batch, time, hidden); `grad_last`: (batch, hidden).
    ///
    /// # Panics
    /// If nothing was run forwards, or the shapes do not fit.
    #[track_caller]
    pub fn backward_from(
        &mut self,
        grad_output: &Array3<F>,
        grad_last: &ArrayRef2<F>,
    ) -> RnnGradient<F> {
        let (grad_sums, start) = self.through_time(grad_output, grad_last, |_, _| {});
        let time = grad_output.len_of(Axis(1));
        let input = as_steps(self.params.grad_input(&as_rows(&grad_sums)), time);
        RnnGradient { input: swap_batch_and_time(&input), start }
    }

    /// The walk backwards. `watch` sees, last moment first, the gradient by each hidden state, with all that reaches it from later moments.
    #[track_caller]
    // ANCHOR: rnn_through_time
    pub(crate) fn through_time(
        &mut self,
        grad_output: &Array3<F>,
        grad_last: &ArrayRef2<F>,
        mut watch: impl FnMut(usize, &ArrayRef2<F>),
    ) -> (Array3<F>, Array2<F>) {
        let trace = kept("Rnn::backward", self.trace.as_ref());
        let (time, batch, _) = trace.input.dim();
        let hidden_size = self.params.hidden_size();
        let shape = [batch, time, hidden_size];
        assert_grad_shape("Rnn::backward", grad_output.shape(), &shape);
        assert_state("Rnn::backward", "grad_last", grad_last, (batch, hidden_size));

        let mut grad_sums = Array3::zeros((time, batch, hidden_size));
        let mut grad_hidden = grad_last.to_owned();
        let memory = Memory::new(&self.params.weight_hh.value, [time, batch]);
        for t in (0..time).rev() {
            grad_hidden += &grad_output.index_axis(Axis(1), t);
            watch(t, &grad_hidden);
            let mut grad = grad_sums.index_axis_mut(Axis(0), t);
            grad.assign(&grad_hidden);
            rnn_step_backward(&trace.hidden.index_axis(Axis(0), t + 1), &mut grad);
            memory.assign(&grad, &mut grad_hidden);
        }
        let before = but_the_last(&trace.hidden);
        self.params.add_gradients(
            &as_rows(&trace.input),
            &as_rows(&before),
            &as_rows(&grad_sums),
        );
        (grad_sums, grad_hidden)
    }
    // ANCHOR_END: rnn_through_time

    /// How many moments the last run had.
    #[track_caller]
    pub(crate) fn moments(&self) -> usize {
        kept("Rnn", self.trace.as_ref()).input.len_of(Axis(0))
    }

    fn zero_state(&self, batch: usize) -> Array2<F> {
        Array2::zeros((batch, self.params.hidden_size()))
    }
}

impl<F: Float> Parameters<F> for Rnn<F> {
    fn visit_params(&mut self, visitor: &mut dyn FnMut(&str, ParamMut<'_, F>)) {
        self.params.visit_params(visitor);
    }
}

impl<F: Float> Layer<F> for Rnn<F> {
    type Input = Array3<F>;
    type Output = Array3<F>;

    fn forward(&mut self, input: Array3<F>, _mode: Mode) -> Array3<F> {
        let start = self.zero_state(input.len_of(Axis(0)));
        self.forward_from(&input, &start)
    }

    fn backward(&mut self, grad_output: Array3<F>) -> Array3<F> {
        let last = self.zero_state(grad_output.len_of(Axis(0)));
        self.backward_from(&grad_output, &last).input
    }

    fn backward_params(&mut self, grad_output: Array3<F>) {
        let last = self.zero_state(grad_output.len_of(Axis(0)));
        self.through_time(&grad_output, &last, |_, _| {});
    }
}
