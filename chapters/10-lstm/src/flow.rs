//! How much of a gradient is left, moment by moment, on its way back.

use backprop::{Float, root_mean_square};
use ndarray::{Array2, Array3, Axis, Zip};

use crate::{Lstm, LstmState, Rnn};

/// The size of the gradient by the hidden state at every moment, first to last, if only the last moment's output has a slope.
///
/// Run the layer forwards first; the parameters' gradients are summed up as in any way back.
///
/// # Shapes
/// `grad_last`: (batch, hidden); the result: one root mean square for each moment.
///
/// # Panics
/// If nothing was run forwards, or the shapes do not fit.
///
/// ```
/// use backprop::{Layer, Mode};
/// use lstm::{RecurrentParams, Rnn, gradient_over_time};
/// use ndarray::array;
/// let params = RecurrentParams::new(array![[1.0]], array![[0.5]], array![0.0], array![0.0]);
/// let mut layer = Rnn::new(params);
/// layer.forward(array![[[0.0], [0.0], [0.0]]], Mode::Train); // at 0, where tanh has the slope 1
/// assert_eq!(gradient_over_time(&mut layer, &array![[8.0]]), [2.0, 4.0, 8.0]);
/// ```
#[track_caller]
// ANCHOR: gradient_over_time
pub fn gradient_over_time<F: Float>(
    layer: &mut Rnn<F>,
    grad_last: &Array2<F>,
) -> Vec<F> {
    let (batch, size) = grad_last.dim();
    let nothing = Array3::zeros((batch, layer.moments(), size));
    let mut sizes = Vec::new();
    layer.through_time(&nothing, grad_last, |_, grad_hidden| {
        sizes.push(root_mean_square(grad_hidden));
    });
    sizes.reverse();
    sizes
}
// ANCHOR_END: gradient_over_time

/// The same for an LSTM: the size of the gradient by the *cell* at every moment, first to last.
///
/// What reaches a cell from its own moment's hidden state is in it.
///
/// # Shapes
/// `grad_last`: (batch, hidden), the slope by the last hidden state; the result: one root mean square for each moment.
///
/// # Panics
/// If nothing was run forwards since the last way back, or the shapes do not fit.
///
/// ```
/// use backprop::{Layer, Mode};
/// use lstm::{Lstm, RecurrentParams, cell_gradient_over_time};
/// use ndarray::{Array1, Array2, Array3, array};
/// // All weights 0: gates half open, the cell 0. Half of the slope enters by the output gate, and each forget gate halves it.
/// let params = RecurrentParams::new(Array2::zeros((4, 1)), Array2::zeros((4, 1)), Array1::zeros(4), Array1::zeros(4));
/// let mut layer = Lstm::new(params);
/// layer.forward(Array3::zeros((1, 3, 1)), Mode::Train);
/// assert_eq!(cell_gradient_over_time(&mut layer, &array![[8.0]]), [1.0, 2.0, 4.0]);
/// ```
#[track_caller]
pub fn cell_gradient_over_time<F: Float>(
    layer: &mut Lstm<F>,
    grad_last: &Array2<F>,
) -> Vec<F> {
    let (batch, size) = grad_last.dim();
    let (slopes, time) = (layer.shown_slopes(), layer.cells().len_of(Axis(0)) - 1);
    let nothing = Array3::zeros((batch, time, size));
    let last =
        LstmState { hidden: grad_last.clone(), cell: Array2::zeros((batch, size)) }
            .row_by_row();
    let mut sizes = Vec::new();
    layer.through_time(&nothing, last, |t, grad_hidden, grad_cell| {
        let mut whole = slopes.index_axis(Axis(0), t).to_owned();
        Zip::from(&mut whole).and(grad_hidden).and(grad_cell).for_each(
            |whole, &by_hidden, &by_cell| *whole = *whole * by_hidden + by_cell,
        );
        sizes.push(root_mean_square(&whole));
    });
    sizes.reverse();
    sizes
}
