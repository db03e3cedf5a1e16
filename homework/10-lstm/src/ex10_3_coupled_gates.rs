//! Find the bug: a cell that forgets exactly as much as it writes.
//!
//! Why two gates, one for forgetting and one for writing? Where something is forgotten, there is room. With
//! *coupled gates* the input gate is what the forget gate leaves, 1 − f, and each unit needs three sums in
//! place of four:
//!
//! ```text
//! f = σ(s_f)   g = tanh(s_g)   o = σ(s_o)
//! c = f · c_before + (1 − f) · g
//! h = o · tanh(c)
//! ```
//!
//! The layer below is one such unit at one moment. Input: (batch, 4), the columns `s_f`, `s_g`, `s_o` and
//! `c_before`. Output: (batch, 2), the columns c and h. It has nothing to train; the weights that make the
//! sums belong to others.
//!
//! `backward` was made of the chapter's [`lstm::LstmUnit::backward`], where the input gate was crossed out. A
//! network of such units does learn, but badly. Find what is wrong, and repair it. One line is enough.
//!
//! # By hand
//!
//! The sums all 0 and `c_before` = 4: f = o = 1/2, g = 0, c = 2, h = tanh(2)/2 = 0.482. Let 8 come back by c
//! and nothing by h: by `s_g` 8 · 1/2 = 4, by `s_o` 0, by `c_before` 8 · 1/2 = 4, and by `s_f` 8 · (4 − 0) ·
//! 1/4 = 8.
//!
//! # Hint
//!
//! Run the chapter's `check_gradients` on the layer, or nudge the four inputs one by one: which of the four
//! slopes is wrong, and is it wrong in the example above too? Then look for all the places at which that
//! input enters the formulas *forwards*. Slopes over several paths add up, and each has its sign.

use backprop::{Layer, Mode, ParamMut, Parameters, assert_grad_shape, kept};
use lstm::{gate, squash};
use ndarray::Array2;

/// One unit with coupled gates at one moment.
#[derive(Debug, Clone, Default)]
pub struct CoupledUnit {
    seen: Option<Vec<Seen>>,
}

/// What backward needs, for each example.
#[derive(Debug, Clone, Copy)]
struct Seen {
    forget: f64,
    candidate: f64,
    output: f64,
    squashed: f64,
    cell_before: f64,
}

impl Seen {
    /// The gradients by `s_f`, `s_g`, `s_o` and `c_before`, from those by c and
    /// h.
    fn backward(self, grad_cell: f64, grad_hidden: f64) -> [f64; 4] {
        let Self { forget, candidate, output, squashed, cell_before } = self;
        let sigmoid = |gate: f64| gate * (1.0 - gate);
        let tanh = |value: f64| 1.0 - value * value;
        //~ solution
        let grad_cell = grad_cell + grad_hidden * output * tanh(squashed);
        [
            grad_cell * (cell_before - candidate) * sigmoid(forget),
            grad_cell * (1.0 - forget) * tanh(candidate),
            grad_hidden * squashed * sigmoid(output),
            grad_cell * forget,
        ]
        //~ stub
        // let grad_cell = grad_cell + grad_hidden * output * tanh(squashed);
        // [
        //     grad_cell * cell_before * sigmoid(forget),
        //     grad_cell * (1.0 - forget) * tanh(candidate),
        //     grad_hidden * squashed * sigmoid(output),
        //     grad_cell * forget,
        // ]
        //~ mutant the second path with the wrong sign
        // let grad_cell = grad_cell + grad_hidden * output * tanh(squashed);
        // [
        //     grad_cell * (cell_before + candidate) * sigmoid(forget),
        //     grad_cell * (1.0 - forget) * tanh(candidate),
        //     grad_hidden * squashed * sigmoid(output),
        //     grad_cell * forget,
        // ]
        //~ mutant the second path past the sigmoid
        // let grad_cell = grad_cell + grad_hidden * output * tanh(squashed);
        // [
        //     grad_cell * (cell_before * sigmoid(forget) - candidate),
        //     grad_cell * (1.0 - forget) * tanh(candidate),
        //     grad_hidden * squashed * sigmoid(output),
        //     grad_cell * forget,
        // ]
        //~ mutant repairs it, and spoils the candidate
        // let grad_cell = grad_cell + grad_hidden * output * tanh(squashed);
        // [
        //     grad_cell * (cell_before - candidate) * sigmoid(forget),
        //     grad_cell * forget * tanh(candidate),
        //     grad_hidden * squashed * sigmoid(output),
        //     grad_cell * forget,
        // ]
        //~ mutant repairs it, and the hidden state no longer reaches the cell
        // [
        //     grad_cell * (cell_before - candidate) * sigmoid(forget),
        //     grad_cell * (1.0 - forget) * tanh(candidate),
        //     grad_hidden * squashed * sigmoid(output),
        //     grad_cell * forget,
        // ]
        //~ end
    }
}

impl Parameters<f64> for CoupledUnit {
    fn visit_params(
        &mut self,
        _visitor: &mut dyn FnMut(&str, ParamMut<'_, f64>),
    ) {
    }
}

impl Layer<f64> for CoupledUnit {
    type Input = Array2<f64>;
    type Output = Array2<f64>;

    fn forward(&mut self, input: Array2<f64>, _mode: Mode) -> Array2<f64> {
        assert!(
            input.ncols() == 4,
            "CoupledUnit: input {:?} has not four columns",
            input.shape()
        );
        let mut result = Array2::zeros((input.nrows(), 2));
        let mut all = Vec::new();
        for (row, mut result) in input.rows().into_iter().zip(result.rows_mut())
        {
            let (forget, candidate, output) =
                (gate(row[0]), squash(row[1]), gate(row[2]));
            let cell = forget * row[3] + (1.0 - forget) * candidate;
            let squashed = squash(cell);
            result[0] = cell;
            result[1] = output * squashed;
            let cell_before = row[3];
            all.push(Seen { forget, candidate, output, squashed, cell_before });
        }
        self.seen = Some(all);
        result
    }

    fn backward(&mut self, grad_output: Array2<f64>) -> Array2<f64> {
        let operation = "CoupledUnit::backward";
        let seen = kept(operation, self.seen.as_ref());
        assert_grad_shape(operation, grad_output.shape(), &[seen.len(), 2]);
        let mut grad_input = Array2::zeros((seen.len(), 4));
        for ((seen, grad), mut grad_input) in
            seen.iter().zip(grad_output.rows()).zip(grad_input.rows_mut())
        {
            for (slope, value) in
                grad_input.iter_mut().zip(seen.backward(grad[0], grad[1]))
            {
                *slope = value;
            }
        }
        grad_input
    }
}
