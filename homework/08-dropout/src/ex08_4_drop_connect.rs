//! Connections are left out in place of units.
//!
//! Dropout takes a unit away with all its connections. *`DropConnect`* (Wan and others 2013) draws for each
//! *weight* whether it is there: many more sub-networks, and no unit that is silent altogether. It is a
//! linear layer with a mask of the weight's shape:
//!
//! ```text
//! Y = X (M ⊙ W)ᵀ + b
//! M = 0 with probability p, else 1/(1 − p)      in training
//! M = 1                                         in use
//! ```
//!
//! where ⊙ multiplies number by number, and M is drawn anew in every pass. One mask serves the whole batch;
//! the bias is never dropped. X: (batch, in); W and M: (out, in); b: (out); Y: (batch, out). Backwards, with
//! G = ∂loss/∂Y,
//!
//! ```text
//! ∂loss/∂X = G (M ⊙ W)
//! ∂loss/∂W = M ⊙ (Gᵀ X)
//! ∂loss/∂b = rows of G, added up
//! ```
//!
//! # By hand
//!
//! X = 1 2; W = 1 10 / 100 1000; M = 2 0 / 2 2 (p = 1/2); b = 0.5 0. The weights that are there, twice as
//! large, are 2 0 / 200 2000, so Y = 2.5 4200. Let 1 1 come back: by X 202 2000, by W 2 0 / 2 4, by b 1 1.
//!
//! # Hint
//!
//! With the thinned weights `mask * weight` it is the linear layer of chapter 5, and `a.dot(&b)`, `.t()` and
//! `.sum_axis(Axis(0))` are all that you need. The one new thing: W comes into Y through M, so that its
//! gradient has to go back through M. A weight that was not there had no say, and gets 0.

use backprop::{
    Buffer, Layer, Mode, Param, ParamMut, Parameters, assert_grad_shape, kept,
};
use dropout::{NumberedStream, assert_drop_prob, dropout_mask, inverted_scale};
use ndarray::{Array1, Array2, Axis, Ix1, Ix2};

/// The sums of every row of a batch through the connections that are there:
/// `X (M ⊙ W)ᵀ + b`.
pub fn connect_forward(
    input: &Array2<f64>,
    weight: &Array2<f64>,
    bias: &Array1<f64>,
    mask: &Array2<f64>,
) -> Array2<f64> {
    //~ solution
    let thinned = mask * weight;
    input.dot(&thinned.t()) + bias
    //~ stub
    // todo!("ex08_4: X (M ⊙ W)ᵀ + b")
    //~ mutant masks the bias too
    // let thinned = mask * weight;
    // let share = mask.sum_axis(Axis(1)) / mask.ncols() as f64;
    // input.dot(&thinned.t()) + share * bias
    //~ mutant drops inputs, as dropout does
    // let there = mask.row(0);
    // (input * &there).dot(&weight.t()) + bias
    //~ mutant masks the sums
    // let there = mask.column(0);
    // input.dot(&weight.t()) * &there + bias
    //~ end
}

/// The gradients of [`connect_forward`].
#[derive(Debug, Clone, PartialEq)]
pub struct ConnectGradient {
    /// By the input, (batch, in).
    pub input: Array2<f64>,
    /// By the weight, (out, in).
    pub weight: Array2<f64>,
    /// By the bias, (out).
    pub bias: Array1<f64>,
}

/// The way back through the same connections.
pub fn connect_backward(
    input: &Array2<f64>,
    weight: &Array2<f64>,
    mask: &Array2<f64>,
    grad_output: &Array2<f64>,
) -> ConnectGradient {
    //~ solution
    let thinned = mask * weight;
    ConnectGradient {
        input: grad_output.dot(&thinned),
        weight: grad_output.t().dot(input) * mask,
        bias: grad_output.sum_axis(Axis(0)),
    }
    //~ stub
    // todo!("ex08_4: the gradients by input, weight and bias")
    //~ mutant trains the weights that were not there
    // let thinned = mask * weight;
    // ConnectGradient {
    //     input: grad_output.dot(&thinned),
    //     weight: grad_output.t().dot(input),
    //     bias: grad_output.sum_axis(Axis(0)),
    // }
    //~ mutant goes back through all connections
    // ConnectGradient {
    //     input: grad_output.dot(weight),
    //     weight: grad_output.t().dot(input) * mask,
    //     bias: grad_output.sum_axis(Axis(0)),
    // }
    //~ mutant takes the mean over the batch
    // let thinned = mask * weight;
    // let batch = input.nrows() as f64;
    // ConnectGradient {
    //     input: grad_output.dot(&thinned),
    //     weight: grad_output.t().dot(input) * mask / batch,
    //     bias: grad_output.sum_axis(Axis(0)) / batch,
    // }
    //~ mutant forgets the scale
    // let there = mask.mapv(|factor| if factor == 0.0 { 0.0 } else { 1.0 });
    // ConnectGradient {
    //     input: grad_output.dot(&(&there * weight)),
    //     weight: grad_output.t().dot(input) * &there,
    //     bias: grad_output.sum_axis(Axis(0)),
    // }
    //~ end
}

/// A linear layer whose connections come and go.
#[derive(Debug, Clone)]
pub struct DropConnect {
    /// (out, in).
    pub weight: Param<f64, Ix2>,
    /// (out).
    pub bias: Param<f64, Ix1>,
    /// p, the probability that a connection is dropped.
    pub drop_prob: f64,
    stream: NumberedStream<f64>,
    /// Input and M of the last pass.
    seen: Option<(Array2<f64>, Array2<f64>)>,
}

impl DropConnect {
    /// A layer with these weights and its own stream of masks. Given.
    ///
    /// # Panics
    /// If there is not one bias for each row of weights, or `drop_prob` is not
    /// in [0, 1).
    #[track_caller]
    pub fn new(
        weight: Array2<f64>,
        bias: Array1<f64>,
        drop_prob: f64,
        seed: u64,
    ) -> Self {
        assert_drop_prob("DropConnect::new", drop_prob);
        assert!(
            weight.nrows() == bias.len(),
            "DropConnect::new: weight is {:?}, but bias {:?}",
            weight.shape(),
            bias.shape()
        );
        let (weight, bias) = (Param::new(weight), Param::new(bias));
        let stream = NumberedStream::new(seed);
        Self { weight, bias, drop_prob, stream, seen: None }
    }

    /// M of the next pass, (out, in).
    pub fn draw(&mut self, mode: Mode) -> Array2<f64> {
        let shape = self.weight.value.dim();
        //~ solution
        match mode {
            Mode::Train => {
                let mut rng = self.stream.next_rng();
                let mask: Array2<f64> =
                    dropout_mask(shape, self.drop_prob, &mut rng);
                mask * inverted_scale(self.drop_prob)
            }
            Mode::Eval => Array2::ones(shape),
        }
        //~ stub
        // todo!("ex08_4: a scaled mask {shape:?} in training, ones in use")
        //~ mutant thins in use as well
        // let _ = mode;
        // let mut rng = self.stream.next_rng();
        // let mask: Array2<f64> = dropout_mask(shape, self.drop_prob, &mut rng);
        // mask * inverted_scale(self.drop_prob)
        //~ mutant forgets to scale
        // match mode {
        //     Mode::Train => {
        //         let mut rng = self.stream.next_rng();
        //         dropout_mask(shape, self.drop_prob, &mut rng)
        //     }
        //     Mode::Eval => Array2::ones(shape),
        // }
        //~ mutant one draw for each unit
        // match mode {
        //     Mode::Train => {
        //         let mut rng = self.stream.next_rng();
        //         let units: Array1<f64> =
        //             dropout_mask(shape.1, self.drop_prob, &mut rng);
        //         let scale = inverted_scale(self.drop_prob);
        //         Array2::from_shape_fn(shape, |(_, j)| units[j] * scale)
        //     }
        //     Mode::Eval => Array2::ones(shape),
        // }
        //~ end
    }
}

impl Parameters<f64> for DropConnect {
    fn visit_params(
        &mut self,
        visitor: &mut dyn FnMut(&str, ParamMut<'_, f64>),
    ) {
        visitor("weight", self.weight.as_mut());
        visitor("bias", self.bias.as_mut());
    }

    fn visit_buffers(
        &mut self,
        visitor: &mut dyn FnMut(&str, Buffer<'_, f64>),
    ) {
        self.stream.visit(visitor);
    }
}

/// Given: your three functions put together.
impl Layer<f64> for DropConnect {
    type Input = Array2<f64>;
    type Output = Array2<f64>;

    fn forward(&mut self, input: Array2<f64>, mode: Mode) -> Array2<f64> {
        assert!(
            input.ncols() == self.weight.value.ncols(),
            "DropConnect: input {:?} does not fit the weight {:?}",
            input.shape(),
            self.weight.value.shape()
        );
        let mask = self.draw(mode);
        let output = connect_forward(
            &input,
            &self.weight.value,
            &self.bias.value,
            &mask,
        );
        self.seen = Some((input, mask));
        output
    }

    fn backward(&mut self, grad_output: Array2<f64>) -> Array2<f64> {
        let operation = "DropConnect::backward";
        let (input, mask) = kept(operation, self.seen.as_ref());
        let shape = [input.nrows(), mask.nrows()];
        assert_grad_shape(operation, grad_output.shape(), &shape);
        let gradient =
            connect_backward(input, &self.weight.value, mask, &grad_output);
        self.weight.grad += &gradient.weight;
        self.bias.grad += &gradient.bias;
        gradient.input
    }
}
