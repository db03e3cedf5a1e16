//! One moment of an LSTM, for all units of a batch, forwards and backwards.

use backprop::Float;
use ndarray::ArrayRef2;

use crate::curve::{gate_all, squash_all};
use crate::{LstmUnit, LstmUnitGradient};

/// What one moment changes: where its results go.
#[derive(Debug)]
// ANCHOR: lstm_step
pub struct LstmStep<'a, F> {
    /// (batch, 4·hidden): in go the sums, out come the gates i, f, g, o.
    pub gates: &'a mut ArrayRef2<F>,
    /// (batch, hidden): c after this moment.
    pub cell: &'a mut ArrayRef2<F>,
    /// (batch, hidden): tanh c.
    pub squashed: &'a mut ArrayRef2<F>,
    /// (batch, hidden): h after this moment.
    pub hidden: &'a mut ArrayRef2<F>,
}
// ANCHOR_END: lstm_step

/// Turns the sums of one moment into gates, cell and hidden state: `c = f c + i g`, `h = o tanh c`.
///
/// With i, f, o through the sigmoid and g through tanh, each unit by itself. Source: Gers, Schmidhuber and Cummins 2000; S1 REC-5, S4 REC-6.
///
/// # Shapes
/// `cell_before`: (batch, hidden); the others see [`LstmStep`].
///
/// # Panics
/// If they do not fit, or are not stored row by row.
///
/// ```
/// use lstm::{LstmStep, lstm_step_forward};
/// use ndarray::{Array2, array};
/// // The input gate shut, the forget gate and the output gate open: the cell keeps its 0.5.
/// let mut gates = array![[-800.0, 800.0, 0.3, 800.0]];
/// let [mut cell, mut squashed, mut hidden] = [(); 3].map(|()| Array2::<f64>::zeros((1, 1)));
/// let step = LstmStep { gates: &mut gates, cell: &mut cell, squashed: &mut squashed, hidden: &mut hidden };
/// lstm_step_forward(&array![[0.5]], step);
/// assert_eq!((cell, hidden), (array![[0.5]], array![[0.5_f64.tanh()]]));
/// ```
#[track_caller]
// ANCHOR: lstm_step_forward
pub fn lstm_step_forward<F: Float>(
    cell_before: &ArrayRef2<F>,
    step: LstmStep<'_, F>,
) {
    let LstmStep { gates, cell, squashed, hidden } = step;
    let size = cell.ncols();
    assert_shapes("lstm_step_forward", gates, [cell_before, cell, squashed, hidden]);
    let states = rows(cell_before, size).zip(rows_mut(cell, size));
    let shown = rows_mut(squashed, size).zip(rows_mut(hidden, size));
    let all = rows_mut(gates, 4 * size).zip(states).zip(shown);
    for ((gates, (before, cell)), (squashed, hidden)) in all {
        let [i, f, g, o] = quarters(gates, size);
        [&mut *i, f, o].into_iter().for_each(gate_all);
        squash_all(g);
        for unit in 0..size {
            cell[unit] = f[unit] * before[unit] + i[unit] * g[unit];
        }
        squashed.copy_from_slice(cell);
        squash_all(squashed);
        for unit in 0..size {
            hidden[unit] = o[unit] * squashed[unit];
        }
    }
}
// ANCHOR_END: lstm_step_forward

/// What one moment has left behind, for the way back.
#[derive(Debug, Clone, Copy)]
pub struct LstmMoment<'a, F> {
    /// (batch, hidden): c before the moment.
    pub cell_before: &'a ArrayRef2<F>,
    /// (batch, hidden): tanh c after it.
    pub squashed: &'a ArrayRef2<F>,
}

/// Turns the gates of one moment into the gradient by its sums, in place, and the gradient by the cell into that by the cell before.
///
/// The gradient by the hidden state *before* is `grad_sums · U`, which is left to a product of matrices.
///
/// # Shapes
/// `grad_hidden`, `grad_cell`: (batch, hidden); `gates`: (batch, 4·hidden).
///
/// # Panics
/// If they do not fit, or are not stored row by row.
///
/// ```
/// use lstm::{LstmMoment, lstm_step_backward};
/// use ndarray::array;
/// // i = f = o = ½ and g = c = 0: what comes back by the cell is halved, the candidate hears of it.
/// let (zero, mut gates, mut grad_cell) = (array![[0.0]], array![[0.5, 0.5, 0.0, 0.5]], array![[8.0]]);
/// let moment = LstmMoment { cell_before: &zero, squashed: &zero };
/// lstm_step_backward(moment, &zero, &mut grad_cell, &mut gates);
/// assert_eq!(grad_cell, array![[4.0]]);
/// assert_eq!(gates, array![[0.0, 0.0, 4.0, 0.0]]);
/// ```
#[track_caller]
// ANCHOR: lstm_step_backward
pub fn lstm_step_backward<F: Float>(
    moment: LstmMoment<'_, F>,
    grad_hidden: &ArrayRef2<F>,
    grad_cell: &mut ArrayRef2<F>,
    gates: &mut ArrayRef2<F>,
) {
    let size = grad_cell.ncols();
    let LstmMoment { cell_before, squashed } = moment;
    assert_shapes(
        "lstm_step_backward",
        gates,
        [cell_before, squashed, grad_hidden, grad_cell],
    );
    let states = rows(cell_before, size).zip(rows(squashed, size));
    let grads = rows(grad_hidden, size).zip(rows_mut(grad_cell, size));
    let all = rows_mut(gates, 4 * size).zip(states).zip(grads);
    for ((gates, (before, squashed)), (grad_hidden, grad_cell)) in all {
        let [i, f, g, o] = quarters(gates, size);
        units_backward(i, f, g, o, before, squashed, grad_hidden, grad_cell);
    }
}
// ANCHOR_END: lstm_step_backward

/// Each unit of a row by itself. A function of its own, since the compiler handles several units at once where it knows that no two of the
/// slices overlap, and that it knows of arguments.
#[expect(clippy::too_many_arguments, reason = "each a slice that overlaps no other")]
#[inline(never)]
// ANCHOR: units_backward
fn units_backward<F: Float>(
    i: &mut [F],
    f: &mut [F],
    g: &mut [F],
    o: &mut [F],
    before: &[F],
    squashed: &[F],
    grad_hidden: &[F],
    grad_cell: &mut [F],
) {
    let size = i.len();
    let [f, g, o] = [f, g, o].map(|gate| &mut gate[..size]);
    let [before, squashed, grad_hidden] =
        [before, squashed, grad_hidden].map(|state| &state[..size]);
    for (unit, grad_cell) in grad_cell[..size].iter_mut().enumerate() {
        let then = LstmUnit {
            input_gate: i[unit],
            forget_gate: f[unit],
            candidate: g[unit],
            output_gate: o[unit],
            cell: F::zero(), // neither this nor `hidden` is asked for
            squashed: squashed[unit],
            hidden: F::zero(),
        };
        let LstmUnitGradient { sums, cell_before } =
            then.backward(before[unit], grad_hidden[unit], *grad_cell);
        [i[unit], f[unit], g[unit], o[unit]] = sums;
        *grad_cell = cell_before;
    }
}
// ANCHOR_END: units_backward

/// The four parts of a row of gates, each of this length.
fn quarters<F>(row: &mut [F], size: usize) -> [&mut [F]; 4] {
    let (i, rest) = row.split_at_mut(size);
    let (f, rest) = rest.split_at_mut(size);
    let (g, o) = rest.split_at_mut(size);
    [i, f, g, &mut o[..size]]
}

#[track_caller]
fn rows<F>(array: &ArrayRef2<F>, columns: usize) -> impl Iterator<Item = &[F]> {
    let numbers =
        array.as_slice().expect("an LSTM's step: arrays are stored row by row");
    numbers.chunks_exact(columns.max(1))
}

#[track_caller]
fn rows_mut<F>(
    array: &mut ArrayRef2<F>,
    columns: usize,
) -> impl Iterator<Item = &mut [F]> {
    let numbers =
        array.as_slice_mut().expect("an LSTM's step: arrays are stored row by row");
    numbers.chunks_exact_mut(columns.max(1))
}

#[track_caller]
fn assert_shapes<F>(
    operation: &str,
    gates: &ArrayRef2<F>,
    states: [&ArrayRef2<F>; 4],
) {
    let (batch, size) = states[0].dim();
    let fit = states.iter().all(|state| state.dim() == (batch, size));
    assert!(
        fit && gates.dim() == (batch, 4 * size),
        "{operation}: gates are {:?}, but the states {:?}",
        gates.shape(),
        states.map(|state| state.dim())
    );
}
