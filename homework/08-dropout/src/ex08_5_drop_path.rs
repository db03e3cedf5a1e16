//! Whole blocks are left out.
//!
//! A block whose output is *added* to its input can be left out altogether, and the network still works: what
//! came in goes on. *Stochastic depth* (Huang and others 2016) does so by lot, so that a deep network is
//! trained as many shallower ones. For a block f and each example n of a batch,
//!
//! ```text
//! y_n = x_n + s_n · f(x)_n
//! s_n = 0 with probability p, else 1/(1 − p)       in training
//! s_n = 1                                          in use
//! ```
//!
//! Each example has a draw of its own, in every pass anew. The block may be any layer from (batch, features)
//! to the same shape. It is run on the whole batch, also for the examples whose answer is then thrown away.
//! Backwards, with g = ∂loss/∂y,
//!
//! ```text
//! ∂loss/∂x = g + f.backward(s · g)      s · g: row n times s_n
//! ```
//!
//! and the gradients of the block's parameters are what its own `backward` adds.
//!
//! # By hand
//!
//! The block is `Linear` with weight 3 and bias 1, two examples 2 and 5, s = 2 and 0. The block answers 7 and
//! 16; the output is 2 + 2·7 = 16 and 5. Let 1 and 1 come back: the block is given 2 and 0, so that its
//! weight gets 2·2 + 0·5 = 4 and its bias 2. The gradient by the input is 1 + 2·3 = 7 and 1.
//!
//! # Hint
//!
//! Two paths lead from x to y, so two gradients add up. The scale belongs to the path through the block, in
//! both directions: *before* the block's `backward`, not after it, or the block's parameters learn from
//! examples that it had no say in. To multiply row n by `scales[n]`, loop over `rows_mut()`.

use backprop::{
    Buffer, Layer, Mode, ParamMut, Parameters, assert_grad_shape, kept,
};
use dropout::{NumberedStream, assert_drop_prob, dropout_mask, inverted_scale};
use ndarray::{Array1, Array2};

/// A block with a way around it, left out by lot.
#[derive(Debug, Clone)]
pub struct DropPath<L> {
    /// The block.
    pub block: L,
    /// p, the probability that it is left out for an example.
    pub drop_prob: f64,
    stream: NumberedStream<f64>,
    /// s of the last pass, (batch).
    scales: Option<Array1<f64>>,
}

impl<L> DropPath<L>
where
    L: Layer<f64, Input = Array2<f64>, Output = Array2<f64>>,
{
    /// This block, left out with this probability. Given.
    ///
    /// # Panics
    /// If `drop_prob` is not in [0, 1).
    #[track_caller]
    pub fn new(block: L, drop_prob: f64, seed: u64) -> Self {
        assert_drop_prob("DropPath::new", drop_prob);
        let stream = NumberedStream::new(seed);
        Self { block, drop_prob, stream, scales: None }
    }

    /// s of the next pass, one number for each example.
    pub fn draw(&mut self, batch: usize, mode: Mode) -> Array1<f64> {
        //~ solution
        match mode {
            Mode::Train => {
                let mut rng = self.stream.next_rng();
                let mask: Array1<f64> =
                    dropout_mask(batch, self.drop_prob, &mut rng);
                mask * inverted_scale(self.drop_prob)
            }
            Mode::Eval => Array1::ones(batch),
        }
        //~ stub
        // todo!("ex08_5: {batch} numbers: 0 or 1/(1 − p) in training, 1 in use")
        //~ mutant one draw for the batch
        // match mode {
        //     Mode::Train => {
        //         let mut rng = self.stream.next_rng();
        //         let mask: Array1<f64> = dropout_mask(1, self.drop_prob, &mut rng);
        //         Array1::from_elem(batch, mask[0] * inverted_scale(self.drop_prob))
        //     }
        //     Mode::Eval => Array1::ones(batch),
        // }
        //~ mutant the scale in use, too
        // match mode {
        //     Mode::Train => {
        //         let mut rng = self.stream.next_rng();
        //         let mask: Array1<f64> =
        //             dropout_mask(batch, self.drop_prob, &mut rng);
        //         mask * inverted_scale(self.drop_prob)
        //     }
        //     Mode::Eval => Array1::from_elem(batch, 1.0 - self.drop_prob),
        // }
        //~ mutant no scale
        // match mode {
        //     Mode::Train => {
        //         dropout_mask(batch, self.drop_prob, &mut self.stream.next_rng())
        //     }
        //     Mode::Eval => Array1::ones(batch),
        // }
        //~ end
    }

    /// Forwards with these s.
    ///
    /// # Panics
    /// If there is not one for each example.
    #[track_caller]
    pub fn forward_with(
        &mut self,
        input: Array2<f64>,
        scales: Array1<f64>,
        mode: Mode,
    ) -> Array2<f64> {
        assert!(
            input.nrows() == scales.len(),
            "DropPath: input {:?}, but {} scales",
            input.shape(),
            scales.len()
        );
        //~ solution
        let mut output = self.block.forward(input.clone(), mode);
        for (mut row, &scale) in output.rows_mut().into_iter().zip(&scales) {
            row *= scale;
        }
        self.scales = Some(scales);
        output + input
        //~ stub
        // todo!("ex08_5: input + scales[n] × the block; keep self.scales")
        //~ mutant no way around
        // let mut output = self.block.forward(input, mode);
        // for (mut row, &scale) in output.rows_mut().into_iter().zip(&scales) {
        //     row *= scale;
        // }
        // self.scales = Some(scales);
        // output
        //~ mutant scales the way around, too
        // let mut output = self.block.forward(input.clone(), mode) + input;
        // for (mut row, &scale) in output.rows_mut().into_iter().zip(&scales) {
        //     row *= scale;
        // }
        // self.scales = Some(scales);
        // output
        //~ mutant scales what goes into the block
        // let mut scaled = input.clone();
        // for (mut row, &scale) in scaled.rows_mut().into_iter().zip(&scales) {
        //     row *= scale;
        // }
        // self.scales = Some(scales);
        // self.block.forward(scaled, mode) + input
        //~ end
    }
}

impl<L: Parameters<f64>> Parameters<f64> for DropPath<L> {
    fn visit_params(
        &mut self,
        visitor: &mut dyn FnMut(&str, ParamMut<'_, f64>),
    ) {
        self.block.visit_params(visitor);
    }

    fn visit_buffers(
        &mut self,
        visitor: &mut dyn FnMut(&str, Buffer<'_, f64>),
    ) {
        self.block.visit_buffers(visitor);
        self.stream.visit(visitor);
    }
}

impl<L> Layer<f64> for DropPath<L>
where
    L: Layer<f64, Input = Array2<f64>, Output = Array2<f64>>,
{
    type Input = Array2<f64>;
    type Output = Array2<f64>;

    /// Given.
    fn forward(&mut self, input: Array2<f64>, mode: Mode) -> Array2<f64> {
        let scales = self.draw(input.nrows(), mode);
        self.forward_with(input, scales, mode)
    }

    fn backward(&mut self, grad_output: Array2<f64>) -> Array2<f64> {
        let operation = "DropPath::backward";
        let scales = kept(operation, self.scales.as_ref());
        let shape = [scales.len(), grad_output.ncols()];
        assert_grad_shape(operation, grad_output.shape(), &shape);
        //~ solution
        let mut through = grad_output.clone();
        for (mut row, &scale) in through.rows_mut().into_iter().zip(scales) {
            row *= scale;
        }
        self.block.backward(through) + grad_output
        //~ stub
        // todo!("ex08_5: both paths back; scale before the block's own backward")
        //~ mutant scales behind the block
        // let mut through = self.block.backward(grad_output.clone());
        // for (mut row, &scale) in through.rows_mut().into_iter().zip(scales) {
        //     row *= scale;
        // }
        // through + grad_output
        //~ mutant forgets the way around
        // let mut through = grad_output;
        // for (mut row, &scale) in through.rows_mut().into_iter().zip(scales) {
        //     row *= scale;
        // }
        // self.block.backward(through)
        //~ mutant forgets the scale
        // self.block.backward(grad_output.clone()) + grad_output
        //~ end
    }
}
