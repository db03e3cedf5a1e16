//! The LSTM: a loop whose memory is added to, not multiplied through.

use backprop::{Float, Layer, Mode, ParamMut, Parameters, assert_grad_shape, kept};
use ndarray::{Array3, ArrayRef2, ArrayRef3, Axis, Slice};
use rand::Rng;

use crate::memory::Memory;
use crate::time::{as_rows, assert_state, but_the_last, swap_batch_and_time};
use crate::{
    LstmMoment, LstmState, LstmStep, RecurrentParams, lstm_step_backward,
    lstm_step_forward,
};

/// Long short-term memory: four sums for each unit and moment, `W x_t + b + U h_{t−1} + b′`, from which
/// `i = σ(·)`, `f = σ(·)`, `g = tanh(·)`, `o = σ(·)`; then `c_t = f c_{t−1} + i g` and `h_t = o tanh c_t`.
///
/// The state before the first moment is 0 unless told otherwise. Layout, names, order of the gates and first weights are PyTorch's, so that
/// weights travel. Source: Hochreiter and Schmidhuber 1997; the forget gate Gers, Schmidhuber and Cummins 2000; S1 REC-5, S4 REC-6.
///
/// # Shapes
/// Input: (batch, time, in); output: (batch, time, hidden), the hidden states of all moments.
///
/// ```
/// use backprop::{Layer, Mode};
/// use lstm::{Lstm, RecurrentParams};
/// use ndarray::{Array1, Array2, array};
/// // All weights 0: every gate is half open, every candidate 0, and so is the memory.
/// let params = RecurrentParams::new(Array2::zeros((4, 1)), Array2::zeros((4, 1)), Array1::zeros(4), Array1::zeros(4));
/// assert_eq!(Lstm::new(params).forward(array![[[5.0], [7.0]]], Mode::Eval), array![[[0.0], [0.0]]]);
/// ```
#[derive(Debug, Clone)]
#[doc(alias = "LSTM")]
// ANCHOR: lstm
pub struct Lstm<F = f32> {
    /// What is trained: four sums for each unit, in the order i, f, g, o.
    pub params: RecurrentParams<F>,
    trace: Option<Trace<F>>,
}

/// What a run keeps for the way back, moment after moment.
#[derive(Debug, Clone)]
struct Trace<F> {
    /// (time, batch, in).
    input: Array3<F>,
    /// (time, batch, 4·hidden): the gates, and after the way back the gradients by their sums.
    gates: Array3<F>,
    /// (1 + time, batch, hidden): c before the first moment, and after each.
    cell: Array3<F>,
    /// (time, batch, hidden): tanh c.
    squashed: Array3<F>,
    /// (1 + time, batch, hidden): h likewise.
    hidden: Array3<F>,
    /// Whether the gates have been written over by a way back.
    spent: bool,
}
// ANCHOR_END: lstm

/// The gradients by what went into a run of an [`Lstm`].
#[derive(Debug, Clone, PartialEq)]
pub struct LstmGradient<F> {
    /// By the input, (batch, time, in).
    pub input: Array3<F>,
    /// By the state with which the run began.
    pub start: LstmState<F>,
}

impl<F: Float> Lstm<F> {
    /// A layer with these weights.
    ///
    /// # Panics
    /// If they are not those of four sums for each unit.
    #[track_caller]
    pub fn new(params: RecurrentParams<F>) -> Self {
        let (rows, hidden_size) = params.weight_hh.value.dim();
        assert!(
            rows == 4 * hidden_size,
            "Lstm::new: weight_hh is {:?}, but should have four rows for each of its columns",
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
        Self::new(RecurrentParams::uniform(input_size, hidden_size, 4, rng))
    }

    /// The same layer with this bias in every forget gate: above 0 it begins by remembering.
    ///
    /// It goes into `bias_ih`, and that part of `bias_hh` becomes 0. Source: Gers, Schmidhuber and Cummins 2000; Jozefowicz, Zaremba and Sutskever 2015.
    ///
    /// ```
    /// use lstm::{Lstm, RecurrentParams};
    /// use ndarray::{Array1, Array2, array};
    /// let params = RecurrentParams::new(Array2::zeros((4, 1)), Array2::zeros((4, 1)), Array1::zeros(4), Array1::ones(4));
    /// let layer = Lstm::new(params).with_forget_bias(3.0);
    /// assert_eq!(layer.params.bias_ih.value, array![0.0, 3.0, 0.0, 0.0]);
    /// assert_eq!(layer.params.bias_hh.value, array![1.0, 0.0, 1.0, 1.0]);
    /// ```
    #[must_use]
    // ANCHOR: with_forget_bias
    pub fn with_forget_bias(mut self, bias: F) -> Self {
        let size = self.params.hidden_size();
        let forget = Slice::from(size..2 * size);
        self.params.bias_ih.value.slice_axis_mut(Axis(0), forget).fill(bias);
        self.params.bias_hh.value.slice_axis_mut(Axis(0), forget).fill(F::zero());
        self
    }
    // ANCHOR_END: with_forget_bias

    /// How many numbers go in at each moment.
    pub fn input_size(&self) -> usize {
        self.params.input_size()
    }

    /// How many units there are, each with a cell.
    pub fn hidden_size(&self) -> usize {
        self.params.hidden_size()
    }

    /// Runs over a sequence from a given state.
    ///
    /// # Shapes
    /// `input`: (batch, time, in); `start`: (batch, hidden) twice; the result: (batch, time, hidden).
    ///
    /// # Panics
    /// If the shapes do not fit.
    #[track_caller]
    // ANCHOR: lstm_forward
    pub fn forward_from(
        &mut self,
        input: &ArrayRef3<F>,
        start: &LstmState<F>,
    ) -> Array3<F> {
        let (batch, time, _) = input.dim();
        for (name, state) in start.parts() {
            assert_state("Lstm::forward", name, state, (batch, self.hidden_size()));
        }
        let mut trace = self.room_for(input);
        trace.cell.index_axis_mut(Axis(0), 0).assign(&start.cell);
        trace.hidden.index_axis_mut(Axis(0), 0).assign(&start.hidden);
        let transposed = self.params.weight_hh.value.t();
        let memory = Memory::new(&transposed, [time, batch]);
        for t in 0..time {
            let (hidden, mut hidden_after) =
                trace.hidden.view_mut().split_at(Axis(0), t + 1);
            let (cell, mut cell_after) =
                trace.cell.view_mut().split_at(Axis(0), t + 1);
            let mut gates = trace.gates.index_axis_mut(Axis(0), t);
            memory.add(&hidden.index_axis(Axis(0), t), &mut gates);
            let step = LstmStep {
                gates: &mut gates,
                cell: &mut cell_after.index_axis_mut(Axis(0), 0),
                squashed: &mut trace.squashed.index_axis_mut(Axis(0), t),
                hidden: &mut hidden_after.index_axis_mut(Axis(0), 0),
            };
            lstm_step_forward(&cell.index_axis(Axis(0), t), step);
        }
        let output = swap_batch_and_time(&trace.hidden.view().split_at(Axis(0), 1).1);
        self.trace = Some(trace);
        output
    }
    // ANCHOR_END: lstm_forward

    /// Room for a run, where it can that of the last one, with the input's part of all sums in it.
    #[track_caller]
    fn room_for(&mut self, input: &ArrayRef3<F>) -> Trace<F> {
        let (batch, time, features) = input.dim();
        let size = self.hidden_size();
        assert!(
            features == self.input_size(),
            "Lstm::forward: input is {:?}, but input_size is {}",
            input.shape(),
            self.input_size()
        );
        let last = self
            .trace
            .take()
            .filter(|trace| trace.input.dim() == (time, batch, features));
        let mut trace = last.unwrap_or_else(|| Trace {
            input: Array3::zeros((time, batch, features)),
            gates: Array3::zeros((time, batch, 4 * size)),
            cell: Array3::zeros((1 + time, batch, size)),
            squashed: Array3::zeros((time, batch, size)),
            hidden: Array3::zeros((1 + time, batch, size)),
            spent: false,
        });
        trace.spent = false;
        trace.input.assign(&input.view().permuted_axes([1, 0, 2]));
        let rows = (time * batch, 4 * size);
        let mut sums =
            trace.gates.view_mut().into_shape_with_order(rows).expect("one piece");
        self.params.input_sums(&as_rows(&trace.input), &mut sums);
        trace
    }

    /// The state after the last run.
    ///
    /// # Panics
    /// If there was none.
    #[track_caller]
    pub fn last_state(&self) -> LstmState<F> {
        let trace = kept("Lstm::last_state", self.trace.as_ref());
        let time = trace.input.len_of(Axis(0));
        LstmState {
            hidden: trace.hidden.index_axis(Axis(0), time).to_owned(),
            cell: trace.cell.index_axis(Axis(0), time).to_owned(),
        }
    }

    /// The gates i, f, g, o at every moment of the last run.
    ///
    /// # Shapes
    /// The result: (time, batch, 4·hidden).
    ///
    /// # Panics
    /// If there was none, or it was walked back: the gradients have taken the place of the gates.
    #[track_caller]
    pub fn gates(&self) -> &Array3<F> {
        &self.unspent("Lstm::gates").gates
    }

    /// The cells before the first moment of the last run and after each.
    ///
    /// # Shapes
    /// The result: (1 + time, batch, hidden).
    ///
    /// # Panics
    /// If there was none.
    #[track_caller]
    pub fn cells(&self) -> &Array3<F> {
        &kept("Lstm::cells", self.trace.as_ref()).cell
    }

    /// `o (1 − tanh² c)` at every moment: the slope from a cell to what it shows, (time, batch, hidden).
    #[track_caller]
    pub(crate) fn shown_slopes(&self) -> Array3<F> {
        let trace = self.unspent("Lstm::backward");
        let output_gates =
            trace.gates.view().split_at(Axis(2), 3 * self.hidden_size()).1;
        let slopes = trace.squashed.mapv(|squashed| F::one() - squashed * squashed);
        slopes * output_gates
    }

    #[track_caller]
    fn unspent(&self, operation: &str) -> &Trace<F> {
        let trace = kept(operation, self.trace.as_ref());
        assert!(
            !trace.spent,
            "{operation}: this run was walked back already, call forward first"
        );
        trace
    }

    /// Back through all moments of the last run, with the gradient by its last state besides those by its outputs.
    ///
    /// The gradients by the weights are added to what they hold. A run can be walked back once: the gradients take the place of its gates.
    ///
    /// # Shapes
    /// `grad_output`: (batch, time, hidden); `grad_last`: (batch, hidden) twice.
    ///
    /// # Panics
    /// If nothing was run forwards since, or the shapes do not fit.
    #[track_caller]
    pub fn backward_from(
        &mut self,
        grad_output: &ArrayRef3<F>,
        grad_last: &LstmState<F>,
    ) -> LstmGradient<F> {
        let start =
            self.through_time(grad_output, grad_last.row_by_row(), |_, _, _| {});
        let trace = kept("Lstm::backward", self.trace.as_ref());
        let grad = self.params.grad_input(&as_rows(&trace.gates));
        let grad = grad.into_shape_with_order(trace.input.dim()).expect("one piece");
        LstmGradient { input: swap_batch_and_time(&grad), start }
    }

    /// The walk backwards. `watch` sees, last moment first, the gradients by each hidden state and each cell, with all that reaches them
    /// from later moments.
    #[track_caller]
    // ANCHOR: lstm_through_time
    pub(crate) fn through_time(
        &mut self,
        grad_output: &ArrayRef3<F>,
        grad_last: LstmState<F>,
        mut watch: impl FnMut(usize, &ArrayRef2<F>, &ArrayRef2<F>),
    ) -> LstmState<F> {
        self.unspent("Lstm::backward").check(grad_output, &grad_last);
        let trace = self.trace.as_mut().expect("not spent");
        let LstmState { mut hidden, mut cell } = grad_last;
        let (time, batch, _) = trace.input.dim();
        let memory = Memory::new(&self.params.weight_hh.value, [time, batch]);
        for t in (0..time).rev() {
            hidden += &grad_output.index_axis(Axis(1), t);
            watch(t, &hidden, &cell);
            let mut gates = trace.gates.index_axis_mut(Axis(0), t);
            let moment = LstmMoment {
                cell_before: &trace.cell.index_axis(Axis(0), t),
                squashed: &trace.squashed.index_axis(Axis(0), t),
            };
            lstm_step_backward(moment, &hidden, &mut cell, &mut gates);
            memory.assign(&gates, &mut hidden);
        }
        trace.spent = true;
        self.params.add_gradients(
            &as_rows(&trace.input),
            &as_rows(&but_the_last(&trace.hidden)),
            &as_rows(&trace.gates),
        );
        LstmState { hidden, cell }
    }
    // ANCHOR_END: lstm_through_time
}

impl<F: Float> Trace<F> {
    #[track_caller]
    fn check(&self, grad_output: &ArrayRef3<F>, grad_last: &LstmState<F>) {
        let (time, batch, size) = self.squashed.dim();
        assert_grad_shape(
            "Lstm::backward",
            grad_output.shape(),
            &[batch, time, size],
        );
        for (name, state) in grad_last.parts() {
            assert_state("Lstm::backward", name, state, (batch, size));
        }
    }
}

impl<F: Float> Parameters<F> for Lstm<F> {
    fn visit_params(&mut self, visitor: &mut dyn FnMut(&str, ParamMut<'_, F>)) {
        self.params.visit_params(visitor);
    }
}

impl<F: Float> Layer<F> for Lstm<F> {
    type Input = Array3<F>;
    type Output = Array3<F>;

    fn forward(&mut self, input: Array3<F>, _mode: Mode) -> Array3<F> {
        let start = LstmState::zeros(input.len_of(Axis(0)), self.hidden_size());
        self.forward_from(&input, &start)
    }

    fn backward(&mut self, grad_output: Array3<F>) -> Array3<F> {
        let last = LstmState::zeros(grad_output.len_of(Axis(0)), self.hidden_size());
        self.backward_from(&grad_output, &last).input
    }

    fn backward_params(&mut self, grad_output: Array3<F>) {
        let last = LstmState::zeros(grad_output.len_of(Axis(0)), self.hidden_size());
        self.through_time(&grad_output, last, |_, _, _| {});
    }
}
