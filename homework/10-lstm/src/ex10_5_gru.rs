//! The gated recurrent unit, which does without a cell.
//!
//! Two gates and one state: the *update gate* z says how much of the state stays, the *reset gate* r how much
//! of it the candidate n gets to see. `PyTorch`'s form:
//!
//! ```text
//! a = W x_t + b             for each unit a_r, a_z, a_n
//! m = U h_{t−1} + b′        for each unit m_r, m_z, m_n
//! r = σ(a_r + m_r)
//! z = σ(a_z + m_z)
//! n = tanh(a_n + r · m_n)
//! h_t = (1 − z) · n + z · h_{t−1}           h_0 = 0
//! ```
//!
//! so that a comes from the input and m from memory. Input: (batch, time, in); output: (batch, time, hidden).
//! The weights are a [`RecurrentParams`] with three sums for each unit: `weight_ih` (3·hidden, in),
//! `weight_hh` (3·hidden, hidden), both biases (3·hidden); rows and columns in the order r of all units, z of
//! all units, n of all units. a and m stay apart, since r multiplies only what comes from memory, b′
//! included.
//!
//! There are three things to write: a unit forwards, a unit backwards, and the layer's walk back through
//! time. In the walk let G be the gradient by `h_t`, (batch, hidden), with all that comes back from later
//! moments:
//!
//! ```text
//! G               = ∂loss/∂y_t + what came back from t + 1
//! ∂a, ∂m, ∂h      from GruUnit::backward, unit by unit
//! weight_ih.grad += ∂aᵀ x_t
//! weight_hh.grad += ∂mᵀ h_{t−1}
//! bias_ih.grad   += rows of ∂a, added up
//! bias_hh.grad   += rows of ∂m, added up
//! ∂loss/∂x_t      = ∂a W
//! back to t − 1   = ∂h + ∂m U
//! ```
//!
//! # By hand
//!
//! One unit with a = (0, 0, −3), m = (0, 0, 6), `h_{t−1}` = 4: r = z = 1/2, n = tanh(−3 + 1/2 · 6) = 0,
//! `h_t` = 1/2 · 0 + 1/2 · 4 = 2. Let 8 come back. By z 8 · (4 − 0), and behind the sigmoid's slope `∂a_z` =
//! `∂m_z` = 8 · 4 · 1/4 = 8. By n 8 · 1/2 = 4, and tanh has the slope 1 here: `∂a_n` = 4, and `∂m_n` is r
//! times that, 2. By r 4 · 6, so `∂a_r` = `∂m_r` = 4 · 6 · 1/4 = 6. Directly by `h_{t−1}` 8 · z = 4.
//!
//! # Hint
//!
//! Write the unit first; its tests know nothing of the layer. r is two steps from the state: the gradient
//! goes h → n → r, so n's slope has to be known before r's. The chapter's `add_gradients` does not fit here,
//! for it takes one gradient for both matrices, and ∂a and ∂m differ in their last third. In the walk, unit k
//! of example n finds its three numbers in the columns k, hidden + k and 2·hidden + k. `a.dot(&b)`, `.t()`
//! and `.sum_axis(Axis(0))` are all you need of ndarray.

use backprop::{Layer, Mode, ParamMut, Parameters, assert_grad_shape, kept};
use lstm::{RecurrentParams, gate, squash};
use ndarray::{Array2, Array3, Axis};

/// One unit at one moment, after a step forwards.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct GruUnit {
    /// r: how much of the memory the candidate sees.
    pub reset: f64,
    /// z: how much of the state stays.
    pub update: f64,
    /// n: what is proposed.
    pub candidate: f64,
    /// h, after this moment.
    pub hidden: f64,
}

/// What the walk back finds at one unit.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct GruGradient {
    /// By what came from the input, in the order r, z, n.
    pub from_input: [f64; 3],
    /// By what came from memory, in the order r, z, n.
    pub from_memory: [f64; 3],
    /// By the state before, along the update gate alone.
    pub hidden_before: f64,
}

impl GruUnit {
    /// Runs the unit on what comes from the input (a) and from memory (m), both
    /// in the order r, z, n.
    pub fn forward(
        from_input: [f64; 3],
        from_memory: [f64; 3],
        hidden_before: f64,
    ) -> Self {
        //~ solution
        let reset = gate(from_input[0] + from_memory[0]);
        let update = gate(from_input[1] + from_memory[1]);
        let candidate = squash(from_input[2] + reset * from_memory[2]);
        let hidden = (1.0 - update) * candidate + update * hidden_before;
        Self { reset, update, candidate, hidden }
        //~ stub
        // todo!("ex10_5: reset and update gate, candidate, and the new state")
        //~ mutant the update gate the other way round
        // let reset = gate(from_input[0] + from_memory[0]);
        // let update = gate(from_input[1] + from_memory[1]);
        // let candidate = squash(from_input[2] + reset * from_memory[2]);
        // let hidden = update * candidate + (1.0 - update) * hidden_before;
        // Self { reset, update, candidate, hidden }
        //~ mutant resets the input too
        // let reset = gate(from_input[0] + from_memory[0]);
        // let update = gate(from_input[1] + from_memory[1]);
        // let candidate = squash(reset * (from_input[2] + from_memory[2]));
        // let hidden = (1.0 - update) * candidate + update * hidden_before;
        // Self { reset, update, candidate, hidden }
        //~ mutant no reset
        // let reset = gate(from_input[0] + from_memory[0]);
        // let update = gate(from_input[1] + from_memory[1]);
        // let candidate = squash(from_input[2] + from_memory[2]);
        // let hidden = (1.0 - update) * candidate + update * hidden_before;
        // Self { reset, update, candidate, hidden }
        //~ end
    }

    /// The gradients, from that by the new state; `candidate_from_memory` is
    /// `m_n`, as it went in.
    pub fn backward(
        &self,
        candidate_from_memory: f64,
        hidden_before: f64,
        grad_hidden: f64,
    ) -> GruGradient {
        let sigmoid = |gate: f64| gate * (1.0 - gate);
        let tanh = |value: f64| 1.0 - value * value;
        //~ solution
        let by_candidate =
            grad_hidden * (1.0 - self.update) * tanh(self.candidate);
        let by_reset =
            by_candidate * candidate_from_memory * sigmoid(self.reset);
        let by_update = grad_hidden
            * (hidden_before - self.candidate)
            * sigmoid(self.update);
        GruGradient {
            from_input: [by_reset, by_update, by_candidate],
            from_memory: [by_reset, by_update, by_candidate * self.reset],
            hidden_before: grad_hidden * self.update,
        }
        //~ stub
        // todo!("ex10_5: by a and m (each r, z, n), and by the state before")
        //~ mutant memory's candidate past the reset gate
        // let by_candidate = grad_hidden * (1.0 - self.update) * tanh(self.candidate);
        // let by_reset = by_candidate * candidate_from_memory * sigmoid(self.reset);
        // let by_update =
        //     grad_hidden * (hidden_before - self.candidate) * sigmoid(self.update);
        // GruGradient {
        //     from_input: [by_reset, by_update, by_candidate],
        //     from_memory: [by_reset, by_update, by_candidate],
        //     hidden_before: grad_hidden * self.update,
        // }
        //~ mutant the update gate hears of the state only
        // let by_candidate = grad_hidden * (1.0 - self.update) * tanh(self.candidate);
        // let by_reset = by_candidate * candidate_from_memory * sigmoid(self.reset);
        // let by_update = grad_hidden * hidden_before * sigmoid(self.update);
        // GruGradient {
        //     from_input: [by_reset, by_update, by_candidate],
        //     from_memory: [by_reset, by_update, by_candidate * self.reset],
        //     hidden_before: grad_hidden * self.update,
        // }
        //~ mutant the reset gate multiplies the state
        // let by_candidate = grad_hidden * (1.0 - self.update) * tanh(self.candidate);
        // let by_reset = by_candidate * hidden_before * sigmoid(self.reset);
        // let by_update =
        //     grad_hidden * (hidden_before - self.candidate) * sigmoid(self.update);
        // GruGradient {
        //     from_input: [by_reset, by_update, by_candidate],
        //     from_memory: [by_reset, by_update, by_candidate * self.reset],
        //     hidden_before: grad_hidden * self.update,
        // }
        //~ end
    }
}

/// What one moment leaves behind for the way back.
#[derive(Debug, Clone)]
struct Moment {
    /// `x_t`, (batch, in).
    input: Array2<f64>,
    /// `h_{t−1}`, (batch, hidden).
    hidden_before: Array2<f64>,
    /// m, (batch, 3·hidden).
    from_memory: Array2<f64>,
    /// (batch, hidden).
    units: Array2<GruUnit>,
}

/// The layer.
#[derive(Debug, Clone)]
pub struct Gru {
    /// What is trained: three sums for each unit, in the order r, z, n.
    pub params: RecurrentParams<f64>,
    moments: Option<Vec<Moment>>,
}

impl Gru {
    /// A layer with these weights. Given.
    ///
    /// # Panics
    /// If they are not those of three sums for each unit.
    #[track_caller]
    pub fn new(params: RecurrentParams<f64>) -> Self {
        let (rows, hidden_size) = params.weight_hh.value.dim();
        assert!(
            rows == 3 * hidden_size,
            "Gru::new: weight_hh {:?} has not three rows for each column",
            [rows, hidden_size]
        );
        Self { params, moments: None }
    }
}

impl Parameters<f64> for Gru {
    fn visit_params(
        &mut self,
        visitor: &mut dyn FnMut(&str, ParamMut<'_, f64>),
    ) {
        self.params.visit_params(visitor);
    }
}

impl Layer<f64> for Gru {
    type Input = Array3<f64>;
    type Output = Array3<f64>;

    /// Given.
    fn forward(&mut self, input: Array3<f64>, _mode: Mode) -> Array3<f64> {
        let ((batch, time, _), size) = (input.dim(), self.params.hidden_size());
        let RecurrentParams { weight_ih, weight_hh, bias_ih, bias_hh } =
            &self.params;
        let mut output = Array3::<f64>::zeros((batch, time, size));
        let mut hidden = Array2::zeros((batch, size));
        let mut moments = Vec::new();
        for t in 0..time {
            let input = input.index_axis(Axis(1), t).to_owned();
            let from_input = input.dot(&weight_ih.value.t()) + &bias_ih.value;
            let from_memory = hidden.dot(&weight_hh.value.t()) + &bias_hh.value;
            let units = Array2::from_shape_fn((batch, size), |(n, k)| {
                let three = |all: &Array2<f64>| {
                    [all[[n, k]], all[[n, size + k]], all[[n, 2 * size + k]]]
                };
                GruUnit::forward(
                    three(&from_input),
                    three(&from_memory),
                    hidden[[n, k]],
                )
            });
            let after = units.mapv(|unit| unit.hidden);
            output.index_axis_mut(Axis(1), t).assign(&after);
            let hidden_before = std::mem::replace(&mut hidden, after);
            moments.push(Moment { input, hidden_before, from_memory, units });
        }
        self.moments = Some(moments);
        output
    }

    fn backward(&mut self, grad_output: Array3<f64>) -> Array3<f64> {
        let operation = "Gru::backward";
        let moments = kept(operation, self.moments.as_ref());
        let (batch, time, size) = grad_output.dim();
        let shape = [batch, moments.len(), self.params.hidden_size()];
        assert_grad_shape(operation, grad_output.shape(), &shape);
        let RecurrentParams { weight_ih, weight_hh, bias_ih, bias_hh } =
            &mut self.params;
        let mut grad_input =
            Array3::<f64>::zeros((batch, time, weight_ih.value.ncols()));
        let mut grad_hidden = Array2::<f64>::zeros((batch, size));
        //~ solution
        for (t, moment) in moments.iter().enumerate().rev() {
            grad_hidden += &grad_output.index_axis(Axis(1), t);
            let mut by_input = Array2::zeros((batch, 3 * size));
            let mut by_memory = Array2::zeros((batch, 3 * size));
            for ((n, k), unit) in moment.units.indexed_iter() {
                let found = unit.backward(
                    moment.from_memory[[n, 2 * size + k]],
                    moment.hidden_before[[n, k]],
                    grad_hidden[[n, k]],
                );
                for part in 0..3 {
                    by_input[[n, part * size + k]] = found.from_input[part];
                    by_memory[[n, part * size + k]] = found.from_memory[part];
                }
                grad_hidden[[n, k]] = found.hidden_before;
            }
            weight_ih.grad += &by_input.t().dot(&moment.input);
            weight_hh.grad += &by_memory.t().dot(&moment.hidden_before);
            bias_ih.grad += &by_input.sum_axis(Axis(0));
            bias_hh.grad += &by_memory.sum_axis(Axis(0));
            grad_input
                .index_axis_mut(Axis(1), t)
                .assign(&by_input.dot(&weight_ih.value));
            grad_hidden += &by_memory.dot(&weight_hh.value);
        }
        grad_input
        //~ stub
        // todo!("ex10_5: back over {time} moments; four gradients and grad_input")
        //~ mutant the loop's gradient forgets the weights of memory
        // for (t, moment) in moments.iter().enumerate().rev() {
        //     grad_hidden += &grad_output.index_axis(Axis(1), t);
        //     let mut by_input = Array2::zeros((batch, 3 * size));
        //     let mut by_memory = Array2::zeros((batch, 3 * size));
        //     for ((n, k), unit) in moment.units.indexed_iter() {
        //         let found = unit.backward(
        //             moment.from_memory[[n, 2 * size + k]],
        //             moment.hidden_before[[n, k]],
        //             grad_hidden[[n, k]],
        //         );
        //         for part in 0..3 {
        //             by_input[[n, part * size + k]] = found.from_input[part];
        //             by_memory[[n, part * size + k]] = found.from_memory[part];
        //         }
        //         grad_hidden[[n, k]] = found.hidden_before;
        //     }
        //     weight_ih.grad += &by_input.t().dot(&moment.input);
        //     weight_hh.grad += &by_memory.t().dot(&moment.hidden_before);
        //     bias_ih.grad += &by_input.sum_axis(Axis(0));
        //     bias_hh.grad += &by_memory.sum_axis(Axis(0));
        //     grad_input
        //         .index_axis_mut(Axis(1), t)
        //         .assign(&by_input.dot(&weight_ih.value));
        // }
        // grad_input
        //~ mutant one gradient for both matrices
        // for (t, moment) in moments.iter().enumerate().rev() {
        //     grad_hidden += &grad_output.index_axis(Axis(1), t);
        //     let mut by_input = Array2::zeros((batch, 3 * size));
        //     for ((n, k), unit) in moment.units.indexed_iter() {
        //         let found = unit.backward(
        //             moment.from_memory[[n, 2 * size + k]],
        //             moment.hidden_before[[n, k]],
        //             grad_hidden[[n, k]],
        //         );
        //         for part in 0..3 {
        //             by_input[[n, part * size + k]] = found.from_input[part];
        //         }
        //         grad_hidden[[n, k]] = found.hidden_before;
        //     }
        //     weight_ih.grad += &by_input.t().dot(&moment.input);
        //     weight_hh.grad += &by_input.t().dot(&moment.hidden_before);
        //     bias_ih.grad += &by_input.sum_axis(Axis(0));
        //     bias_hh.grad += &by_input.sum_axis(Axis(0));
        //     grad_input
        //         .index_axis_mut(Axis(1), t)
        //         .assign(&by_input.dot(&weight_ih.value));
        //     grad_hidden += &by_input.dot(&weight_hh.value);
        // }
        // grad_input
        //~ mutant the gradient is cut after every moment
        // for (t, moment) in moments.iter().enumerate().rev() {
        //     grad_hidden.assign(&grad_output.index_axis(Axis(1), t));
        //     let mut by_input = Array2::zeros((batch, 3 * size));
        //     let mut by_memory = Array2::zeros((batch, 3 * size));
        //     for ((n, k), unit) in moment.units.indexed_iter() {
        //         let found = unit.backward(
        //             moment.from_memory[[n, 2 * size + k]],
        //             moment.hidden_before[[n, k]],
        //             grad_hidden[[n, k]],
        //         );
        //         for part in 0..3 {
        //             by_input[[n, part * size + k]] = found.from_input[part];
        //             by_memory[[n, part * size + k]] = found.from_memory[part];
        //         }
        //     }
        //     weight_ih.grad += &by_input.t().dot(&moment.input);
        //     weight_hh.grad += &by_memory.t().dot(&moment.hidden_before);
        //     bias_ih.grad += &by_input.sum_axis(Axis(0));
        //     bias_hh.grad += &by_memory.sum_axis(Axis(0));
        //     grad_input
        //         .index_axis_mut(Axis(1), t)
        //         .assign(&by_input.dot(&weight_ih.value));
        // }
        // grad_input
        //~ end
    }
}
