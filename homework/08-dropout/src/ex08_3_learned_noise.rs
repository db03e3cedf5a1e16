//! Find the bug: noise whose size is learned.
//!
//! Instead of a mask of zeros and ones one can multiply by a number that trembles around 1 (Srivastava and
//! others 2014, section 10). Here each feature j learns how much, by a `σ_j` of its own:
//!
//! ```text
//! y[n,j]        = x[n,j] · (1 + σ_j · ξ[n,j])
//! ∂loss/∂x[n,j] = g[n,j] · (1 + σ_j · ξ[n,j])
//! ∂loss/∂σ_j    = sum over n of g[n,j] · x[n,j] · ξ[n,j]
//! ```
//!
//! with g = ∂loss/∂y. In training each ξ is normal with mean 0 and variance 1, drawn anew in every pass; in
//! use all are 0. Input and output: (batch, features); σ: (features). The gradient by σ is added to what it
//! holds.
//!
//! With σ = 0, with which training began, the gradient check passed. Later σ went astray. Find the mistake,
//! and repair it; it may stand elsewhere than where the wrong number comes out.
//!
//! # By hand
//!
//! One example of two features, 3 and 5, in use: the output is 3 and 5, whatever σ is, and the gradient by σ
//! is 0. In training with σ = 0.5 and, say, ξ = 2 at the first feature: the output is 3 · (1 + 1) = 6; if 1
//! comes back, the gradient by the input is 2, and by σ 1 · 3 · 2 = 6.
//!
//! # Hint
//!
//! `backward` is written as the formulas say. So ask what it is *given*: which array does `forward` keep
//! under the name `input`, and what has happened to it by then? At σ = 0 nobody could tell the two apart.

use backprop::{
    Buffer, Layer, Mode, Param, ParamMut, Parameters, assert_grad_shape, kept,
};
use dropout::NumberedStream;
use ndarray::{Array1, Array2, Ix1};
use regularization::augment::add_noise;

/// Factors that tremble around 1, each feature's by as much as it learns.
#[derive(Debug, Clone)]
pub struct LearnedNoise {
    /// σ, (features).
    pub sigma: Param<f64, Ix1>,
    stream: NumberedStream<f64>,
    seen: Option<Seen>,
}

/// What backward needs, both (batch, features).
#[derive(Debug, Clone)]
struct Seen {
    /// x.
    input: Array2<f64>,
    /// ξ.
    noise: Array2<f64>,
}

impl LearnedNoise {
    /// A layer with these σ and its own stream of noise.
    pub fn new(sigma: Array1<f64>, seed: u64) -> Self {
        let stream = NumberedStream::new(seed);
        Self { sigma: Param::new(sigma), stream, seen: None }
    }

    /// ξ of a pass.
    fn noise(&mut self, shape: (usize, usize), mode: Mode) -> Array2<f64> {
        let zeros = Array2::zeros(shape);
        match mode {
            Mode::Train => add_noise(&zeros, 1.0, &mut self.stream.next_rng()),
            Mode::Eval => zeros,
        }
    }
}

impl Parameters<f64> for LearnedNoise {
    fn visit_params(
        &mut self,
        visitor: &mut dyn FnMut(&str, ParamMut<'_, f64>),
    ) {
        visitor("sigma", self.sigma.as_mut());
    }

    fn visit_buffers(
        &mut self,
        visitor: &mut dyn FnMut(&str, Buffer<'_, f64>),
    ) {
        self.stream.visit(visitor);
    }
}

impl Layer<f64> for LearnedNoise {
    type Input = Array2<f64>;
    type Output = Array2<f64>;

    fn forward(&mut self, mut input: Array2<f64>, mode: Mode) -> Array2<f64> {
        assert!(
            input.ncols() == self.sigma.value.len(),
            "LearnedNoise: input {:?} has not {} features",
            input.shape(),
            self.sigma.value.len()
        );
        let noise = self.noise(input.dim(), mode);
        //~ solution
        let before = input.clone();
        for ((n, j), value) in input.indexed_iter_mut() {
            *value *= 1.0 + self.sigma.value[j] * noise[[n, j]];
        }
        self.seen = Some(Seen { input: before, noise });
        input
        //~ stub
        // for ((n, j), value) in input.indexed_iter_mut() {
        //     *value *= 1.0 + self.sigma.value[j] * noise[[n, j]];
        // }
        // self.seen = Some(Seen { input: input.clone(), noise });
        // input
        //~ mutant keeps the input, and draws the noise again
        // let before = input.clone();
        // for ((n, j), value) in input.indexed_iter_mut() {
        //     *value *= 1.0 + self.sigma.value[j] * noise[[n, j]];
        // }
        // let noise = self.noise(before.dim(), mode);
        // self.seen = Some(Seen { input: before, noise });
        // input
        //~ mutant keeps the input, and adds the noise
        // let before = input.clone();
        // for ((n, j), value) in input.indexed_iter_mut() {
        //     *value += self.sigma.value[j] * noise[[n, j]];
        // }
        // self.seen = Some(Seen { input: before, noise });
        // input
        //~ mutant gives back what it should have kept
        // let before = input.clone();
        // for ((n, j), value) in input.indexed_iter_mut() {
        //     *value *= 1.0 + self.sigma.value[j] * noise[[n, j]];
        // }
        // self.seen = Some(Seen { input, noise });
        // before
        //~ end
    }

    fn backward(&mut self, mut grad_output: Array2<f64>) -> Array2<f64> {
        let operation = "LearnedNoise::backward";
        let Seen { input, noise } = kept(operation, self.seen.as_ref());
        assert_grad_shape(operation, grad_output.shape(), input.shape());
        //~ solution
        for ((n, j), grad) in grad_output.indexed_iter_mut() {
            self.sigma.grad[j] += *grad * input[[n, j]] * noise[[n, j]];
            *grad *= 1.0 + self.sigma.value[j] * noise[[n, j]];
        }
        grad_output
        //~ stub
        // for ((n, j), grad) in grad_output.indexed_iter_mut() {
        //     self.sigma.grad[j] += *grad * input[[n, j]] * noise[[n, j]];
        //     *grad *= 1.0 + self.sigma.value[j] * noise[[n, j]];
        // }
        // grad_output
        //~ mutant repairs the size of σ's gradient at the wrong place
        // for ((n, j), grad) in grad_output.indexed_iter_mut() {
        //     *grad *= 1.0 + self.sigma.value[j] * noise[[n, j]];
        //     self.sigma.grad[j] += *grad * input[[n, j]] * noise[[n, j]];
        // }
        // grad_output
        //~ mutant lets the input's gradient through as it is
        // for ((n, j), grad) in grad_output.indexed_iter() {
        //     self.sigma.grad[j] += *grad * input[[n, j]] * noise[[n, j]];
        // }
        // grad_output
        //~ mutant only the last example counts
        // for ((n, j), grad) in grad_output.indexed_iter_mut() {
        //     self.sigma.grad[j] = *grad * input[[n, j]] * noise[[n, j]];
        //     *grad *= 1.0 + self.sigma.value[j] * noise[[n, j]];
        // }
        // grad_output
        //~ end
    }
}
