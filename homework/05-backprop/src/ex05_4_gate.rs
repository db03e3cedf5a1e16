//! Find the bug: a layer that decides for each of its inputs how much of it to let through.
//!
//! ```text
//! G = σ(X Wᵀ + b)      a gate for each input, from 0 to 1
//! Y = X ⊙ G            element by element
//! ```
//!
//! Somebody wrote [`Gate`]. Networks with it learn, somewhat. The *forward* pass is right; *two* things about
//! `backward` are not. `check_gradients` finds one of them, and by its design it cannot find the other: read what the
//! chapter says about what `backward` does to the gradients of the parameters. Repair both.
//!
//! **By hand**: one feature, w = 0 and b = 0, so that every gate is ½. The input 2 gives y = 1. With ∂y = 1, the
//! slope of σ at 0 is ¼, so the sum inside has the gradient ∂z = 1 · 2 · ¼ = ½. Then ∂w = ½ · 2 = 1 and ∂b = ½. The
//! input acts through the gate, with ∂z · w = 0, and *directly*, with ∂y · ½ = ½: so ∂x = ½.
//!
//! # Shapes
//!
//! Input and output: (batch, features). `weight`: (features, features); `bias`: (features).
//!
//! # Hint
//!
//! Slopes multiply along a path, and paths add up. On how many paths does X reach Y? For the other bug: call `backward`
//! twice in your head, as somebody does who sums the gradients of two batches before a step.

use activations::sigmoid;
use backprop::{
    Float, Layer, Mode, Param, ParamMut, Parameters, assert_grad_shape, kept,
    linear_backward_input, linear_backward_params, linear_forward,
};
use ndarray::{Array1, Array2, Ix1, Ix2};

/// Every input times a gate between 0 and 1 that depends on all of them.
#[derive(Debug, Clone)]
pub struct Gate<F = f32> {
    /// (features, features).
    pub weight: Param<F, Ix2>,
    /// (features).
    pub bias: Param<F, Ix1>,
    /// The input and the gates of the last forward pass.
    passed: Option<(Array2<F>, Array2<F>)>,
}

impl<F: Float> Gate<F> {
    /// A layer with these weights, (features, features), and biases, (features).
    pub fn new(weight: Array2<F>, bias: Array1<F>) -> Self {
        Self { weight: Param::new(weight), bias: Param::new(bias), passed: None }
    }
}

impl<F: Float> Parameters<F> for Gate<F> {
    fn visit_params(&mut self, visitor: &mut dyn FnMut(&str, ParamMut<'_, F>)) {
        visitor("weight", self.weight.as_mut());
        visitor("bias", self.bias.as_mut());
    }
}

impl<F: Float> Layer<F> for Gate<F> {
    type Input = Array2<F>;
    type Output = Array2<F>;

    fn forward(&mut self, input: Array2<F>, _mode: Mode) -> Array2<F> {
        let gates = linear_forward(&input, &self.weight.value, &self.bias.value)
            .mapv(sigmoid);
        let output = &input * &gates;
        self.passed = Some((input, gates));
        output
    }

    fn backward(&mut self, grad_output: Array2<F>) -> Array2<F> {
        let (input, gates) = kept("Gate::backward", self.passed.as_ref());
        assert_grad_shape("Gate::backward", grad_output.shape(), input.shape());
        //~ solution
        let slopes = gates.mapv(|gate| gate * (F::one() - gate));
        let by_sum = &grad_output * input * slopes;
        linear_backward_params(
            input,
            &by_sum,
            &mut self.weight.grad,
            &mut self.bias.grad,
        );
        linear_backward_input(&by_sum, &self.weight.value) + grad_output * gates
        //~ stub
        // let slopes = gates.mapv(|gate| gate * (F::one() - gate));
        // let by_sum = &grad_output * input * slopes;
        // let mut weight_grad = Array2::zeros(self.weight.value.raw_dim());
        // let mut bias_grad = Array1::zeros(self.bias.value.len());
        // linear_backward_params(input, &by_sum, &mut weight_grad, &mut bias_grad);
        // self.weight.grad = weight_grad;
        // self.bias.grad = bias_grad;
        // linear_backward_input(&by_sum, &self.weight.value)
        //~ mutant still forgets the direct path
        // let slopes = gates.mapv(|gate| gate * (F::one() - gate));
        // let by_sum = &grad_output * input * slopes;
        // linear_backward_params(input, &by_sum, &mut self.weight.grad, &mut self.bias.grad);
        // linear_backward_input(&by_sum, &self.weight.value)
        //~ mutant still forgets what earlier passes have added
        // let slopes = gates.mapv(|gate| gate * (F::one() - gate));
        // let by_sum = &grad_output * input * slopes;
        // self.weight.grad.fill(F::zero());
        // self.bias.grad.fill(F::zero());
        // linear_backward_params(input, &by_sum, &mut self.weight.grad, &mut self.bias.grad);
        // linear_backward_input(&by_sum, &self.weight.value) + grad_output * gates
        //~ mutant adds to the weight only
        // let slopes = gates.mapv(|gate| gate * (F::one() - gate));
        // let by_sum = &grad_output * input * slopes;
        // self.bias.grad.fill(F::zero());
        // linear_backward_params(input, &by_sum, &mut self.weight.grad, &mut self.bias.grad);
        // linear_backward_input(&by_sum, &self.weight.value) + grad_output * gates
        //~ mutant the direct path without its gate
        // let slopes = gates.mapv(|gate| gate * (F::one() - gate));
        // let by_sum = &grad_output * input * slopes;
        // linear_backward_params(input, &by_sum, &mut self.weight.grad, &mut self.bias.grad);
        // linear_backward_input(&by_sum, &self.weight.value) + grad_output
        //~ mutant multiplies the paths
        // let slopes = gates.mapv(|gate| gate * (F::one() - gate));
        // let by_sum = &grad_output * input * slopes;
        // linear_backward_params(input, &by_sum, &mut self.weight.grad, &mut self.bias.grad);
        // linear_backward_input(&by_sum, &self.weight.value) * gates
        //~ end
    }
}
