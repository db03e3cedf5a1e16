//! A linear layer adds its inputs up. A *bilinear* layer multiplies two of them with each other, each pair with a
//! weight of its own: so it can ask whether two things occur together.
//!
//! ```text
//! yₖ = Σᵢ Σⱼ aᵢ Wₖᵢⱼ bⱼ
//! ```
//!
//! A row of the input holds both: its first `left` numbers are a, the others b. Write [`Bilinear`], forwards and
//! backwards. `backward` adds to the gradient of the weight and returns the gradient by the whole row, a and b beside
//! each other.
//!
//! **By hand**: left = 2, right = 1, one output with W = `[[1], [2]]`. The row (3, 4 | 5) gives y = 3·1·5 + 4·2·5 = 55.
//! With ∂y = 1, the slope by each number is what it was multiplied by: ∂a = (1·5, 2·5) = (5, 10), ∂b = 3·1 + 4·2 = 11,
//! and ∂W = `[[3·5], [4·5]]` = `[[15], [20]]`.
//!
//! # Shapes
//!
//! Input: (batch, left + right). Output: (batch, outputs). `weight`: (outputs, left, right).
//!
//! # Panics
//!
//! If a row is not left + right long: the check is written for you.
//!
//! # Hint
//!
//! Do not look for matrix products. Four loops, over the rows n and over k, i and j, do forwards; the same four
//! loops, with three lines inside, do backwards. Each line has one term of the sum with one of its factors left out.
//! `array[[n, k]]` and `self.weight.grad[[k, i, j]]` reach single numbers.

use backprop::{
    Float, Layer, Mode, Param, ParamMut, Parameters, assert_grad_shape, kept,
};
use ndarray::{Array2, Array3, Ix3};

/// Every pair of a number on the left and a number on the right, times a weight.
#[derive(Debug, Clone)]
pub struct Bilinear<F = f32> {
    /// (outputs, left, right).
    pub weight: Param<F, Ix3>,
    input: Option<Array2<F>>,
}

impl<F: Float> Bilinear<F> {
    /// A layer with these weights, (outputs, left, right).
    pub fn new(weight: Array3<F>) -> Self {
        Self { weight: Param::new(weight), input: None }
    }

    /// (outputs, left, right).
    pub fn sizes(&self) -> (usize, usize, usize) {
        self.weight.value.dim()
    }
}

impl<F: Float> Parameters<F> for Bilinear<F> {
    fn visit_params(&mut self, visitor: &mut dyn FnMut(&str, ParamMut<'_, F>)) {
        visitor("weight", self.weight.as_mut());
    }
}

impl<F: Float> Layer<F> for Bilinear<F> {
    type Input = Array2<F>;
    type Output = Array2<F>;

    fn forward(&mut self, input: Array2<F>, _mode: Mode) -> Array2<F> {
        let (outputs, left, right) = self.sizes();
        assert!(
            input.ncols() == left + right,
            "Bilinear::forward: rows of {} for {left} + {right} numbers",
            input.ncols()
        );
        //~ solution
        let mut output = Array2::zeros((input.nrows(), outputs));
        for ((n, k), y) in output.indexed_iter_mut() {
            for i in 0..left {
                for j in 0..right {
                    *y += input[[n, i]]
                        * self.weight.value[[k, i, j]]
                        * input[[n, left + j]];
                }
            }
        }
        self.input = Some(input);
        output
        //~ stub
        // todo!("ex05_5: {:?} forwards to {outputs} outputs", input.shape())
        //~ mutant forgets where the right half begins
        // let mut output = Array2::zeros((input.nrows(), outputs));
        // for ((n, k), y) in output.indexed_iter_mut() {
        //     for i in 0..left {
        //         for j in 0..right {
        //             *y += input[[n, i]] * self.weight.value[[k, i, j]] * input[[n, j]];
        //         }
        //     }
        // }
        // self.input = Some(input);
        // output
        //~ mutant only numbers in the same place meet
        // let mut output = Array2::zeros((input.nrows(), outputs));
        // for ((n, k), y) in output.indexed_iter_mut() {
        //     for i in 0..left.min(right) {
        //         *y += input[[n, i]] * self.weight.value[[k, i, i]] * input[[n, left + i]];
        //     }
        // }
        // self.input = Some(input);
        // output
        //~ end
    }

    fn backward(&mut self, grad_output: Array2<F>) -> Array2<F> {
        let (outputs, left, right) = self.sizes();
        let input = kept("Bilinear::backward", self.input.as_ref());
        assert_grad_shape(
            "Bilinear::backward",
            grad_output.shape(),
            &[input.nrows(), outputs],
        );
        //~ solution
        let mut grad_input = Array2::zeros(input.raw_dim());
        for ((n, k), &grad) in grad_output.indexed_iter() {
            for i in 0..left {
                for j in 0..right {
                    let (a, b) = (input[[n, i]], input[[n, left + j]]);
                    let weight = self.weight.value[[k, i, j]];
                    grad_input[[n, i]] += grad * weight * b;
                    grad_input[[n, left + j]] += grad * a * weight;
                    self.weight.grad[[k, i, j]] += grad * a * b;
                }
            }
        }
        grad_input
        //~ stub
        // todo!("ex05_5: backwards to {left} + {right} inputs")
        //~ mutant the last term in place of the sum
        // let mut grad_input = Array2::zeros(input.raw_dim());
        // for ((n, k), &grad) in grad_output.indexed_iter() {
        //     for i in 0..left {
        //         for j in 0..right {
        //             let (a, b) = (input[[n, i]], input[[n, left + j]]);
        //             let weight = self.weight.value[[k, i, j]];
        //             grad_input[[n, i]] = grad * weight * b;
        //             grad_input[[n, left + j]] = grad * a * weight;
        //             self.weight.grad[[k, i, j]] += grad * a * b;
        //         }
        //     }
        // }
        // grad_input
        //~ mutant the weight of the last row only
        // let mut grad_input = Array2::zeros(input.raw_dim());
        // for ((n, k), &grad) in grad_output.indexed_iter() {
        //     for i in 0..left {
        //         for j in 0..right {
        //             let (a, b) = (input[[n, i]], input[[n, left + j]]);
        //             let weight = self.weight.value[[k, i, j]];
        //             grad_input[[n, i]] += grad * weight * b;
        //             grad_input[[n, left + j]] += grad * a * weight;
        //             self.weight.grad[[k, i, j]] = grad * a * b;
        //         }
        //     }
        // }
        // grad_input
        //~ mutant the right half gets nothing
        // let mut grad_input = Array2::zeros(input.raw_dim());
        // for ((n, k), &grad) in grad_output.indexed_iter() {
        //     for i in 0..left {
        //         for j in 0..right {
        //             let (a, b) = (input[[n, i]], input[[n, left + j]]);
        //             grad_input[[n, i]] += grad * self.weight.value[[k, i, j]] * b;
        //             self.weight.grad[[k, i, j]] += grad * a * b;
        //         }
        //     }
        // }
        // grad_input
        //~ mutant a number for what it was multiplied by
        // let mut grad_input = Array2::zeros(input.raw_dim());
        // for ((n, k), &grad) in grad_output.indexed_iter() {
        //     for i in 0..left {
        //         for j in 0..right {
        //             let (a, b) = (input[[n, i]], input[[n, left + j]]);
        //             let weight = self.weight.value[[k, i, j]];
        //             grad_input[[n, i]] += grad * weight * a;
        //             grad_input[[n, left + j]] += grad * b * weight;
        //             self.weight.grad[[k, i, j]] += grad * a * b;
        //         }
        //     }
        // }
        // grad_input
        //~ mutant divides the weight's gradient by the batch
        // let count = F::of(input.nrows() as f64);
        // let mut grad_input = Array2::zeros(input.raw_dim());
        // for ((n, k), &grad) in grad_output.indexed_iter() {
        //     for i in 0..left {
        //         for j in 0..right {
        //             let (a, b) = (input[[n, i]], input[[n, left + j]]);
        //             let weight = self.weight.value[[k, i, j]];
        //             grad_input[[n, i]] += grad * weight * b;
        //             grad_input[[n, left + j]] += grad * a * weight;
        //             self.weight.grad[[k, i, j]] += grad * a * b / count;
        //         }
        //     }
        // }
        // grad_input
        //~ end
    }
}
