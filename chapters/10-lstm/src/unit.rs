//! One unit of an LSTM at one moment, number by number.

use backprop::Float;

use crate::{gate, squash};

/// The three gates of a unit, its proposal, and what becomes of its cell.
#[derive(Debug, Clone, Copy, PartialEq)]
// ANCHOR: lstm_unit
pub struct LstmUnit<F> {
    /// i: how much of the candidate is written.
    pub input_gate: F,
    /// f: how much of the cell is kept.
    pub forget_gate: F,
    /// g: what is proposed.
    pub candidate: F,
    /// o: how much of the cell is shown.
    pub output_gate: F,
    /// c, after this moment.
    pub cell: F,
    /// tanh c.
    pub squashed: F,
    /// h: what the unit puts out.
    pub hidden: F,
}

impl<F: Float> LstmUnit<F> {
    /// Runs the unit on its four sums, in the order i, f, g, o.
    ///
    /// `c ← f c + i g`, `h = o tanh c`. Source: Gers, Schmidhuber and Cummins 2000; S1 REC-5, S4 REC-6.
    ///
    /// ```
    /// use lstm::LstmUnit;
    /// let unit = LstmUnit::<f64>::forward([0.0; 4], 4.0); // gates half open, nothing proposed
    /// assert_eq!((unit.input_gate, unit.forget_gate, unit.candidate), (0.5, 0.5, 0.0));
    /// assert_eq!((unit.cell, unit.hidden), (2.0, 0.5 * 2_f64.tanh())); // half of 4, half of it shown
    /// ```
    #[inline]
    pub fn forward(sums: [F; 4], cell_before: F) -> Self {
        let [input_gate, forget_gate] = [gate(sums[0]), gate(sums[1])];
        let [candidate, output_gate] = [squash(sums[2]), gate(sums[3])];
        let cell = forget_gate * cell_before + input_gate * candidate;
        let squashed = squash(cell);
        let hidden = output_gate * squashed;
        Self {
            input_gate,
            forget_gate,
            candidate,
            output_gate,
            cell,
            squashed,
            hidden,
        }
    }
}
// ANCHOR_END: lstm_unit

/// What the walk back finds at one unit.
#[derive(Debug, Clone, Copy, PartialEq)]
// ANCHOR: lstm_unit_gradient
pub struct LstmUnitGradient<F> {
    /// By the four sums, in the order i, f, g, o.
    pub sums: [F; 4],
    /// By the cell as it was before.
    pub cell_before: F,
}

impl<F: Float> LstmUnit<F> {
    /// The gradients, from those by the hidden state and by the cell that come back
    /// from later moments.
    ///
    /// ```
    /// use lstm::LstmUnit;
    /// let unit = LstmUnit::<f64>::forward([0.0; 4], 4.0);
    /// let gradient = unit.backward(4.0, 0.0, 1.0); // one comes back, by way of the cell alone
    /// assert_eq!(gradient.cell_before, 0.5); // the forget gate
    /// assert_eq!(gradient.sums, [0.0, 1.0, 0.5, 0.0]); // f: 4 · ¼; g: ½ · 1
    /// ```
    #[inline]
    pub fn backward(
        &self,
        cell_before: F,
        grad_hidden: F,
        grad_cell: F,
    ) -> LstmUnitGradient<F> {
        let one = F::one();
        let sigmoid = |gate: F| gate * (one - gate);
        let tanh = |value: F| one - value * value;
        let grad_cell =
            grad_cell + grad_hidden * self.output_gate * tanh(self.squashed);
        LstmUnitGradient {
            sums: [
                grad_cell * self.candidate * sigmoid(self.input_gate),
                grad_cell * cell_before * sigmoid(self.forget_gate),
                grad_cell * self.input_gate * tanh(self.candidate),
                grad_hidden * self.squashed * sigmoid(self.output_gate),
            ],
            cell_before: grad_cell * self.forget_gate,
        }
    }
}
// ANCHOR_END: lstm_unit_gradient
