//! An autoencoder squeezes its input through a few numbers and rebuilds it from them. *Tied* weights use one matrix for
//! both ways: in, and its transpose out. So the same parameter acts twice, and its gradient is a sum over two paths.
//!
//! ```text
//! Z = X Wᵀ        (batch, hidden)
//! Y = Z W         (batch, features)
//! ```
//!
//! Write the layer [`Tied`], forwards and backwards. As everywhere in the book, `backward` *adds* to the gradient of
//! the weight and returns the gradient by the input; nothing is divided by the batch. The names are `weight` for the
//! parameter, (hidden, features).
//!
//! **By hand**: W = (1 2), one row x = (3, 1). Forwards z = 1·3 + 2·1 = 5 and y = 5 · (1, 2) = (5, 10). With ∂y = (1,
//! 0) from above, ∂z = ∂y · w = 1 and so ∂x = 1 · (1, 2). The weight acted on the way out, with ∂W = z ∂y = (5, 0),
//! and on the way in, with ∂W = ∂z x = (3, 1): together (8, 1).
//!
//! # Shapes
//!
//! Input and output: (batch, features). `weight`: (hidden, features).
//!
//! # Hint
//!
//! Think of two linear layers without bias after each other, the first with W and the second with Wᵀ. For both you
//! know the three products of the chapter. What the second layer says about *its* weight Wᵀ has the shape (features,
//! hidden): transpose it before you add it.

use backprop::{
    Float, Layer, Mode, Param, ParamMut, Parameters, assert_grad_shape, kept,
};
use ndarray::{Array2, Ix2};

/// In through a matrix and out through its transpose: `Y = X Wᵀ W`.
#[derive(Debug, Clone)]
pub struct Tied<F = f32> {
    /// (hidden, features).
    pub weight: Param<F, Ix2>,
    /// The input and what was hidden, of the last forward pass.
    passed: Option<(Array2<F>, Array2<F>)>,
}

impl<F: Float> Tied<F> {
    /// A layer with these weights, (hidden, features).
    pub fn new(weight: Array2<F>) -> Self {
        Self { weight: Param::new(weight), passed: None }
    }
}

impl<F: Float> Parameters<F> for Tied<F> {
    fn visit_params(&mut self, visitor: &mut dyn FnMut(&str, ParamMut<'_, F>)) {
        //~ solution
        visitor("weight", self.weight.as_mut());
        //~ stub
        // todo!("ex05_3: show the weight to the visitor")
        //~ mutant has no parameter
        // let _nobody_sees_the_weight = visitor;
        //~ end
    }
}

impl<F: Float> Layer<F> for Tied<F> {
    type Input = Array2<F>;
    type Output = Array2<F>;

    fn forward(&mut self, input: Array2<F>, _mode: Mode) -> Array2<F> {
        //~ solution
        let hidden = input.dot(&self.weight.value.t());
        let output = hidden.dot(&self.weight.value);
        self.passed = Some((input, hidden));
        output
        //~ stub
        // todo!("ex05_3: {:?} forwards through the tied weights", input.shape())
        //~ mutant keeps the output for the input
        // let hidden = input.dot(&self.weight.value.t());
        // let output = hidden.dot(&self.weight.value);
        // self.passed = Some((output.clone(), hidden));
        // output
        //~ end
    }

    fn backward(&mut self, grad_output: Array2<F>) -> Array2<F> {
        let (input, hidden) = kept("Tied::backward", self.passed.as_ref());
        assert_grad_shape("Tied::backward", grad_output.shape(), input.shape());
        //~ solution
        let by_hidden = grad_output.dot(&self.weight.value.t());
        self.weight.grad += &hidden.t().dot(&grad_output); // on the way out
        self.weight.grad += &by_hidden.t().dot(input); // on the way in
        by_hidden.dot(&self.weight.value)
        //~ stub
        // todo!("ex05_3: backwards, with {input} and {hidden} kept")
        //~ mutant the way in only
        // let by_hidden = grad_output.dot(&self.weight.value.t());
        // self.weight.grad += &by_hidden.t().dot(input);
        // by_hidden.dot(&self.weight.value)
        //~ mutant the way out only
        // let by_hidden = grad_output.dot(&self.weight.value.t());
        // self.weight.grad += &hidden.t().dot(&grad_output);
        // by_hidden.dot(&self.weight.value)
        //~ mutant forgets what earlier passes have added
        // let by_hidden = grad_output.dot(&self.weight.value.t());
        // self.weight.grad = hidden.t().dot(&grad_output) + by_hidden.t().dot(input);
        // by_hidden.dot(&self.weight.value)
        //~ mutant divides by the batch
        // let count = F::of(input.nrows() as f64);
        // let by_hidden = grad_output.dot(&self.weight.value.t());
        // self.weight.grad += &((hidden.t().dot(&grad_output) + by_hidden.t().dot(input)) / count);
        // by_hidden.dot(&self.weight.value)
        //~ mutant hands on the gradient of what was hidden as it came
        // let by_hidden = grad_output.dot(&self.weight.value.t());
        // self.weight.grad += &hidden.t().dot(&grad_output);
        // self.weight.grad += &by_hidden.t().dot(input);
        // grad_output
        //~ end
    }
}
