//! A unit whose gates see the cell.
//!
//! The gates of an LSTM decide by the input and by the hidden state; the cell itself they cannot see while
//! the output gate is shut. *Peepholes* are three more weights for each unit, through which they look. The
//! gates i and f see the cell as it was before, the output gate sees it as it is now:
//!
//! ```text
//! i = σ(s_i + p_i · c_before)       f = σ(s_f + p_f · c_before)
//! g = tanh(s_g)                     c = f · c_before + i · g
//! o = σ(s_o + p_o · c)              h = o · tanh(c)
//! ```
//!
//! The sums come in the chapter's order i, f, g, o; the peepholes as i, f, o. All is about one unit, number
//! by number, as in [`lstm::LstmUnit`].
//!
//! Backwards you are given the gradients by h and by c (what later moments send along the belt), and return
//! those by the four sums, by the three peepholes and by `c_before`. Every path counts: c reaches the loss
//! along the belt, through tanh(c) *and through the output gate's peephole*; `c_before` reaches c through f's
//! product *and through two peepholes*.
//!
//! # By hand
//!
//! Sums −2, 2, 0, −3, peepholes 1, −1, 3, `c_before` = 2. Then i = σ(−2 + 2) = 1/2, f = σ(2 − 2) = 1/2, g =
//! 0, c = 1, o = σ(−3 + 3) = 1/2, h = tanh(1)/2 = 0.381. Let 4 come back by c and nothing by h: by the sums
//! 4·0·1/4 = 0, 4·2·1/4 = 2, 4·1/2 = 2 and 0; by the peepholes 0, 2·2 = 4 and 0; by `c_before` 4·1/2 + 0·1 +
//! 2·(−1) = 0. The peephole has just cancelled the belt.
//!
//! # Hint
//!
//! The order decides. Backwards the *output* gate comes first, since its peephole adds to the gradient by c;
//! only when that is complete can the others follow. A gradient by a sum is already behind the sigmoid's
//! slope, so a peephole's gradient is the gradient by its sum times the cell that it saw. Which cell did each
//! of the three see?

use lstm::{gate, squash};

/// A unit with peepholes, after a step forwards.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PeepholeUnit {
    /// i: how much of the candidate is written.
    pub input_gate: f64,
    /// f: how much of the cell is kept.
    pub forget_gate: f64,
    /// g: what is proposed.
    pub candidate: f64,
    /// o: how much of the cell is shown.
    pub output_gate: f64,
    /// c, after this moment.
    pub cell: f64,
    /// h: what the unit puts out.
    pub hidden: f64,
}

/// What the walk back finds at one unit.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PeepholeGradient {
    /// By the four sums, in the order i, f, g, o.
    pub sums: [f64; 4],
    /// By the three peepholes, in the order i, f, o.
    pub peepholes: [f64; 3],
    /// By the cell as it was before.
    pub cell_before: f64,
}

impl PeepholeUnit {
    /// Runs the unit on its four sums.
    pub fn forward(
        sums: [f64; 4],
        peepholes: [f64; 3],
        cell_before: f64,
    ) -> Self {
        let [s_i, s_f, s_g, s_o] = sums;
        let [p_i, p_f, p_o] = peepholes;
        //~ solution
        let input_gate = gate(s_i + p_i * cell_before);
        let forget_gate = gate(s_f + p_f * cell_before);
        let candidate = squash(s_g);
        let cell = forget_gate * cell_before + input_gate * candidate;
        let output_gate = gate(s_o + p_o * cell);
        let hidden = output_gate * squash(cell);
        Self { input_gate, forget_gate, candidate, output_gate, cell, hidden }
        //~ stub
        // todo!("ex10_4: gates, cell, output gate (it sees the new cell), hidden")
        //~ mutant the output gate sees the old cell
        // let input_gate = gate(s_i + p_i * cell_before);
        // let forget_gate = gate(s_f + p_f * cell_before);
        // let candidate = squash(s_g);
        // let cell = forget_gate * cell_before + input_gate * candidate;
        // let output_gate = gate(s_o + p_o * cell_before);
        // let hidden = output_gate * squash(cell);
        // Self { input_gate, forget_gate, candidate, output_gate, cell, hidden }
        //~ mutant the gates see the squashed cell
        // let input_gate = gate(s_i + p_i * squash(cell_before));
        // let forget_gate = gate(s_f + p_f * squash(cell_before));
        // let candidate = squash(s_g);
        // let cell = forget_gate * cell_before + input_gate * candidate;
        // let output_gate = gate(s_o + p_o * squash(cell));
        // let hidden = output_gate * squash(cell);
        // Self { input_gate, forget_gate, candidate, output_gate, cell, hidden }
        //~ mutant two peepholes mixed up
        // let input_gate = gate(s_i + p_f * cell_before);
        // let forget_gate = gate(s_f + p_i * cell_before);
        // let candidate = squash(s_g);
        // let cell = forget_gate * cell_before + input_gate * candidate;
        // let output_gate = gate(s_o + p_o * cell);
        // let hidden = output_gate * squash(cell);
        // Self { input_gate, forget_gate, candidate, output_gate, cell, hidden }
        //~ end
    }

    /// The gradients, from those by the hidden state and by the cell that come
    /// back from later moments.
    pub fn backward(
        &self,
        peepholes: [f64; 3],
        cell_before: f64,
        grad_hidden: f64,
        grad_cell: f64,
    ) -> PeepholeGradient {
        let [p_i, p_f, p_o] = peepholes;
        let sigmoid = |gate: f64| gate * (1.0 - gate);
        let tanh = |value: f64| 1.0 - value * value;
        //~ solution
        let squashed = squash(self.cell);
        let by_output = grad_hidden * squashed * sigmoid(self.output_gate);
        let grad_cell = grad_cell
            + grad_hidden * self.output_gate * tanh(squashed)
            + by_output * p_o;
        let by_input = grad_cell * self.candidate * sigmoid(self.input_gate);
        let by_forget = grad_cell * cell_before * sigmoid(self.forget_gate);
        let by_candidate = grad_cell * self.input_gate * tanh(self.candidate);
        PeepholeGradient {
            sums: [by_input, by_forget, by_candidate, by_output],
            peepholes: [
                by_input * cell_before,
                by_forget * cell_before,
                by_output * self.cell,
            ],
            cell_before: grad_cell * self.forget_gate
                + by_input * p_i
                + by_forget * p_f,
        }
        //~ stub
        // todo!("ex10_4: by sums, peepholes, cell before; output gate first")
        //~ mutant forgets the output gate's peephole
        // let squashed = squash(self.cell);
        // let by_output = grad_hidden * squashed * sigmoid(self.output_gate);
        // let grad_cell = grad_cell + grad_hidden * self.output_gate * tanh(squashed);
        // let by_input = grad_cell * self.candidate * sigmoid(self.input_gate);
        // let by_forget = grad_cell * cell_before * sigmoid(self.forget_gate);
        // let by_candidate = grad_cell * self.input_gate * tanh(self.candidate);
        // PeepholeGradient {
        //     sums: [by_input, by_forget, by_candidate, by_output],
        //     peepholes: [
        //         by_input * cell_before,
        //         by_forget * cell_before,
        //         by_output * self.cell,
        //     ],
        //     cell_before: grad_cell * self.forget_gate
        //         + by_input * p_i
        //         + by_forget * p_f,
        // }
        //~ mutant the belt alone leads to the cell before
        // let squashed = squash(self.cell);
        // let by_output = grad_hidden * squashed * sigmoid(self.output_gate);
        // let grad_cell = grad_cell
        //     + grad_hidden * self.output_gate * tanh(squashed)
        //     + by_output * p_o;
        // let by_input = grad_cell * self.candidate * sigmoid(self.input_gate);
        // let by_forget = grad_cell * cell_before * sigmoid(self.forget_gate);
        // let by_candidate = grad_cell * self.input_gate * tanh(self.candidate);
        // PeepholeGradient {
        //     sums: [by_input, by_forget, by_candidate, by_output],
        //     peepholes: [
        //         by_input * cell_before,
        //         by_forget * cell_before,
        //         by_output * self.cell,
        //     ],
        //     cell_before: grad_cell * self.forget_gate,
        // }
        //~ mutant all three peepholes saw the cell before
        // let squashed = squash(self.cell);
        // let by_output = grad_hidden * squashed * sigmoid(self.output_gate);
        // let grad_cell = grad_cell
        //     + grad_hidden * self.output_gate * tanh(squashed)
        //     + by_output * p_o;
        // let by_input = grad_cell * self.candidate * sigmoid(self.input_gate);
        // let by_forget = grad_cell * cell_before * sigmoid(self.forget_gate);
        // let by_candidate = grad_cell * self.input_gate * tanh(self.candidate);
        // PeepholeGradient {
        //     sums: [by_input, by_forget, by_candidate, by_output],
        //     peepholes: [
        //         by_input * cell_before,
        //         by_forget * cell_before,
        //         by_output * cell_before,
        //     ],
        //     cell_before: grad_cell * self.forget_gate
        //         + by_input * p_i
        //         + by_forget * p_f,
        // }
        //~ mutant the sums before the gradient by the cell is complete
        // let squashed = squash(self.cell);
        // let by_output = grad_hidden * squashed * sigmoid(self.output_gate);
        // let by_input = grad_cell * self.candidate * sigmoid(self.input_gate);
        // let by_forget = grad_cell * cell_before * sigmoid(self.forget_gate);
        // let by_candidate = grad_cell * self.input_gate * tanh(self.candidate);
        // let grad_cell = grad_cell
        //     + grad_hidden * self.output_gate * tanh(squashed)
        //     + by_output * p_o;
        // PeepholeGradient {
        //     sums: [by_input, by_forget, by_candidate, by_output],
        //     peepholes: [
        //         by_input * cell_before,
        //         by_forget * cell_before,
        //         by_output * self.cell,
        //     ],
        //     cell_before: grad_cell * self.forget_gate
        //         + by_input * p_i
        //         + by_forget * p_f,
        // }
        //~ end
    }
}
