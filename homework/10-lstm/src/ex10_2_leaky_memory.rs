//! A layer that remembers a running mean, and learns how fast to forget.
//!
//! Each feature has a state of its own. At every moment a share a of it is kept, and the rest is filled with
//! the input:
//!
//! ```text
//! a   = σ(p)
//! h_t = a · h_{t−1} + (1 − a) · x_t         h_0 = 0
//! ```
//!
//! It is the cell of an LSTM whose gates never change: the forget gate is a, the input gate 1 − a. Input and
//! output: (batch, time, features); p: (features), which is trained: its gradient is added to what it holds.
//!
//! Backwards, last moment first, let G be the gradient by `h_t` with all that reaches it from later moments:
//!
//! ```text
//! G            = ∂loss/∂y_t + what came back from moment t + 1
//! ∂loss/∂x_t   = (1 − a) · G
//! ∂loss/∂a     = sum over moments and batch of (h_{t−1} − x_t) · G
//! back to t−1  = a · G
//! ∂loss/∂p     = ∂loss/∂a · a · (1 − a)
//! ```
//!
//! # By hand
//!
//! One feature, p = 0, hence a = 1/2; the inputs 4 and 8 give 2 and 5. Let 1 come back to both. At the second
//! moment G = 1: the second input gets 0.5, and a gets 2 − 8 = −6. At the first G = 1 + 0.5 = 1.5: the first
//! input gets 0.75, and a gets 1.5 · (0 − 4) = −6. So ∂loss/∂a = −12 and ∂loss/∂p = −12 · 1/4 = −3.
//!
//! # Hint
//!
//! Treat one example and one feature at a time: three loops, of which the innermost runs over time, forwards
//! with a state and backwards with a G that starts at 0. In `backward` the state before moment t is the
//! *output* of moment t − 1, which the layer has kept, and 0 before the first. The factor a(1 − a) is needed
//! once, at the end or inside the loop, but not both.

use backprop::{
    Layer, Mode, Param, ParamMut, Parameters, assert_grad_shape, kept,
};
use ndarray::{Array1, Array3, Ix1};

/// A running mean of each feature.
#[derive(Debug, Clone)]
pub struct Leaky {
    /// p, (features); the share that is kept is σ(p).
    pub logit: Param<f64, Ix1>,
    /// Input and output of the last forward pass, both (batch, time, features).
    run: Option<(Array3<f64>, Array3<f64>)>,
}

impl Leaky {
    /// A layer with these p. Given.
    pub fn new(logit: Array1<f64>) -> Self {
        Self { logit: Param::new(logit), run: None }
    }

    /// a = σ(p) of a feature. Given.
    pub fn keep(&self, feature: usize) -> f64 {
        lstm::gate(self.logit.value[feature])
    }
}

impl Parameters<f64> for Leaky {
    fn visit_params(
        &mut self,
        visitor: &mut dyn FnMut(&str, ParamMut<'_, f64>),
    ) {
        visitor("logit", self.logit.as_mut());
    }
}

impl Layer<f64> for Leaky {
    type Input = Array3<f64>;
    type Output = Array3<f64>;

    fn forward(&mut self, input: Array3<f64>, _mode: Mode) -> Array3<f64> {
        let (batch, time, features) = input.dim();
        assert!(
            features == self.logit.value.len(),
            "Leaky: input {:?} has not {} features",
            input.shape(),
            self.logit.value.len()
        );
        let mut output = Array3::<f64>::zeros((batch, time, features));
        let output: Array3<f64> = {
            //~ solution
            for n in 0..batch {
                for k in 0..features {
                    let keep = self.keep(k);
                    let mut state = 0.0;
                    for t in 0..time {
                        state = keep * state + (1.0 - keep) * input[[n, t, k]];
                        output[[n, t, k]] = state;
                    }
                }
            }
            output
            //~ stub
            // todo!("ex10_2: fill output, the state at each moment, and give it")
            //~ mutant the state goes on from example to example
            // let mut states = Array1::<f64>::zeros(features);
            // for n in 0..batch {
            //     for k in 0..features {
            //         let keep = self.keep(k);
            //         for t in 0..time {
            //             states[k] = keep * states[k] + (1.0 - keep) * input[[n, t, k]];
            //             output[[n, t, k]] = states[k];
            //         }
            //     }
            // }
            // output
            //~ mutant keeps what it should let in
            // for n in 0..batch {
            //     for k in 0..features {
            //         let keep = self.keep(k);
            //         let mut state = 0.0;
            //         for t in 0..time {
            //             state = (1.0 - keep) * state + keep * input[[n, t, k]];
            //             output[[n, t, k]] = state;
            //         }
            //     }
            // }
            // output
            //~ mutant starts at the first input
            // for n in 0..batch {
            //     for k in 0..features {
            //         let keep = self.keep(k);
            //         let mut state = input[[n, 0, k]];
            //         for t in 0..time {
            //             state = keep * state + (1.0 - keep) * input[[n, t, k]];
            //             output[[n, t, k]] = state;
            //         }
            //     }
            // }
            // output
            //~ end
        };
        self.run = Some((input, output.clone()));
        output
    }

    fn backward(&mut self, grad_output: Array3<f64>) -> Array3<f64> {
        let operation = "Leaky::backward";
        let (input, output) = kept(operation, self.run.as_ref());
        assert_grad_shape(operation, grad_output.shape(), output.shape());
        let (batch, time, features) = input.dim();
        let mut grad_input = Array3::<f64>::zeros((batch, time, features));
        //~ solution
        for n in 0..batch {
            for k in 0..features {
                let keep = self.keep(k);
                let mut grad_state = 0.0;
                for t in (0..time).rev() {
                    grad_state += grad_output[[n, t, k]];
                    let before =
                        if t == 0 { 0.0 } else { output[[n, t - 1, k]] };
                    let grad_keep = (before - input[[n, t, k]]) * grad_state;
                    self.logit.grad[k] += grad_keep * keep * (1.0 - keep);
                    grad_input[[n, t, k]] = (1.0 - keep) * grad_state;
                    grad_state *= keep;
                }
            }
        }
        grad_input
        //~ stub
        // todo!("ex10_2: back through time; self.logit.grad and grad_input")
        //~ mutant nothing comes back from later moments
        // for n in 0..batch {
        //     for k in 0..features {
        //         let keep = self.keep(k);
        //         for t in (0..time).rev() {
        //             let grad_state = grad_output[[n, t, k]];
        //             let before = if t == 0 { 0.0 } else { output[[n, t - 1, k]] };
        //             let grad_keep = (before - input[[n, t, k]]) * grad_state;
        //             self.logit.grad[k] += grad_keep * keep * (1.0 - keep);
        //             grad_input[[n, t, k]] = (1.0 - keep) * grad_state;
        //         }
        //     }
        // }
        // grad_input
        //~ mutant the state of the same moment
        // for n in 0..batch {
        //     for k in 0..features {
        //         let keep = self.keep(k);
        //         let mut grad_state = 0.0;
        //         for t in (0..time).rev() {
        //             grad_state += grad_output[[n, t, k]];
        //             let grad_keep = (output[[n, t, k]] - input[[n, t, k]]) * grad_state;
        //             self.logit.grad[k] += grad_keep * keep * (1.0 - keep);
        //             grad_input[[n, t, k]] = (1.0 - keep) * grad_state;
        //             grad_state *= keep;
        //         }
        //     }
        // }
        // grad_input
        //~ mutant by a and not by p
        // for n in 0..batch {
        //     for k in 0..features {
        //         let keep = self.keep(k);
        //         let mut grad_state = 0.0;
        //         for t in (0..time).rev() {
        //             grad_state += grad_output[[n, t, k]];
        //             let before = if t == 0 { 0.0 } else { output[[n, t - 1, k]] };
        //             self.logit.grad[k] += (before - input[[n, t, k]]) * grad_state;
        //             grad_input[[n, t, k]] = (1.0 - keep) * grad_state;
        //             grad_state *= keep;
        //         }
        //     }
        // }
        // grad_input
        //~ mutant forgets that a lets the input in, too
        // for n in 0..batch {
        //     for k in 0..features {
        //         let keep = self.keep(k);
        //         let mut grad_state = 0.0;
        //         for t in (0..time).rev() {
        //             grad_state += grad_output[[n, t, k]];
        //             let before = if t == 0 { 0.0 } else { output[[n, t - 1, k]] };
        //             self.logit.grad[k] += before * grad_state * keep * (1.0 - keep);
        //             grad_input[[n, t, k]] = (1.0 - keep) * grad_state;
        //             grad_state *= keep;
        //         }
        //     }
        // }
        // grad_input
        //~ end
    }
}
