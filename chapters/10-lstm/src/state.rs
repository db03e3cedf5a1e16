//! What an LSTM hands from one moment to the next.

use backprop::Float;
use ndarray::{Array2, ArrayRef2};

/// The hidden state, which everybody sees, and the cell, which only the gates touch.
///
/// # Shapes
/// Both (batch, hidden).
///
/// ```
/// let state = lstm::LstmState::<f32>::zeros(2, 3);
/// assert_eq!((state.hidden.dim(), state.cell.dim()), ((2, 3), (2, 3)));
/// ```
#[derive(Debug, Clone, PartialEq)]
// ANCHOR: lstm_state
pub struct LstmState<F = f32> {
    /// h.
    pub hidden: Array2<F>,
    /// c.
    pub cell: Array2<F>,
}
// ANCHOR_END: lstm_state

impl<F: Float> LstmState<F> {
    /// Nothing to remember yet.
    pub fn zeros(batch: usize, hidden_size: usize) -> Self {
        let zeros = Array2::zeros((batch, hidden_size));
        Self { hidden: zeros.clone(), cell: zeros }
    }

    /// The same, stored row by row, as the steps want it.
    pub(crate) fn row_by_row(&self) -> Self {
        Self {
            hidden: self.hidden.as_standard_layout().into_owned(),
            cell: self.cell.as_standard_layout().into_owned(),
        }
    }

    /// Both, to be compared with a shape.
    pub(crate) fn parts(&self) -> [(&'static str, &ArrayRef2<F>); 2] {
        [("hidden", &self.hidden), ("cell", &self.cell)]
    }
}
