//! Find the bug: a linear layer that learns how long its weights are and where they point with different parameters
//! (*weight normalization*; Salimans and Kingma, 2016). No optimizer can mix the two up then.
//!
//! ```text
//! uₖ = vₖ / ‖vₖ‖        the direction of row k, of length 1
//! Wₖ = sₖ uₖ            its weights: sₖ times as long
//! Y  = X Wᵀ
//! ```
//!
//! Somebody wrote [`WeightNorm`]. Its forward pass is right; *two* of the formulas in `backward` are not. As long as
//! every row of v has the length 1, one of the two mistakes does not even show. Run `check_gradients` on the layer,
//! and repair both.
//!
//! The length of v says nothing about W: if v grows along itself, W stays. So the gradient by v must have no part
//! along v: *whatever* ∂W is, ∂v stands at a right angle to v.
//!
//! **By hand**: one row, v = (3, 4) and s = 10. Then ‖v‖ = 5, u = (0.6, 0.8) and W = (6, 8), and the input (1, 0)
//! gives y = 6. With ∂y = 1 we have ∂W = (1, 0). So ∂s = ∂W · u = 0.6, and ∂v = (10/5) · ((1, 0) − 0.6 · (0.6, 0.8)),
//! which is (1.28, −0.96). Indeed 3 · 1.28 − 4 · 0.96 = 0.
//!
//! # Shapes
//!
//! Input: (batch, in). Output: (batch, out). `direction` (v): (out, in). `length` (s): (out).
//!
//! # Hint
//!
//! For ∂s: Wₖ = sₖ uₖ, so what is Wₖ's slope by sₖ, a vector of which length? For ∂v: take the part along u out of ∂Wₖ,
//! as the example does, before you scale it.

use backprop::{
    Float, Layer, Mode, Param, ParamMut, Parameters, assert_grad_shape, kept,
};
use ndarray::{Array1, Array2, Axis, Ix1, Ix2};

/// Weighted sums whose weights are a length times a direction.
#[derive(Debug, Clone)]
pub struct WeightNorm<F = f32> {
    /// v, (out, in).
    pub direction: Param<F, Ix2>,
    /// s, (out).
    pub length: Param<F, Ix1>,
    input: Option<Array2<F>>,
}

impl<F: Float> WeightNorm<F> {
    /// A layer with these directions, (out, in), no row of them 0, and lengths,
    /// (out).
    pub fn new(direction: Array2<F>, length: Array1<F>) -> Self {
        Self {
            direction: Param::new(direction),
            length: Param::new(length),
            input: None,
        }
    }

    /// ‖vₖ‖ as a column, (out, 1).
    fn norms(&self) -> Array2<F> {
        self.direction
            .value
            .mapv(|v| v * v)
            .sum_axis(Axis(1))
            .mapv(F::sqrt)
            .insert_axis(Axis(1))
    }

    /// s as a column, (out, 1).
    fn lengths(&self) -> Array2<F> {
        self.length.value.clone().insert_axis(Axis(1))
    }

    /// W, (out, in).
    pub fn weight(&self) -> Array2<F> {
        &self.direction.value / &self.norms() * &self.lengths()
    }
}

impl<F: Float> Parameters<F> for WeightNorm<F> {
    fn visit_params(&mut self, visitor: &mut dyn FnMut(&str, ParamMut<'_, F>)) {
        visitor("direction", self.direction.as_mut());
        visitor("length", self.length.as_mut());
    }
}

impl<F: Float> Layer<F> for WeightNorm<F> {
    type Input = Array2<F>;
    type Output = Array2<F>;

    fn forward(&mut self, input: Array2<F>, _mode: Mode) -> Array2<F> {
        let output = input.dot(&self.weight().t());
        self.input = Some(input);
        output
    }

    fn backward(&mut self, grad_output: Array2<F>) -> Array2<F> {
        let input = kept("WeightNorm::backward", self.input.as_ref());
        assert_grad_shape(
            "WeightNorm::backward",
            grad_output.shape(),
            &[input.nrows(), self.length.value.len()],
        );
        let by_weight = grad_output.t().dot(input);
        //~ solution
        let norms = self.norms();
        let unit = &self.direction.value / &norms;
        let by_length = (&by_weight * &unit).sum_axis(Axis(1));
        let along = &unit * &by_length.view().insert_axis(Axis(1));
        let by_direction = (by_weight - along) * self.lengths() / norms;
        self.length.grad += &by_length;
        self.direction.grad += &by_direction;
        //~ stub
        // let norms = self.norms();
        // let by_length = (&by_weight * &self.direction.value).sum_axis(Axis(1));
        // let by_direction = by_weight * self.lengths() / norms;
        // self.length.grad += &by_length;
        // self.direction.grad += &by_direction;
        //~ mutant the norm is still held constant
        // let norms = self.norms();
        // let unit = &self.direction.value / &norms;
        // let by_length = (&by_weight * &unit).sum_axis(Axis(1));
        // let by_direction = by_weight * self.lengths() / norms;
        // self.length.grad += &by_length;
        // self.direction.grad += &by_direction;
        //~ mutant the length is still judged along v
        // let norms = self.norms();
        // let unit = &self.direction.value / &norms;
        // let along = &unit * &(&by_weight * &unit).sum_axis(Axis(1)).insert_axis(Axis(1));
        // let by_length = (&by_weight * &self.direction.value).sum_axis(Axis(1));
        // let by_direction = (by_weight - along) * self.lengths() / norms;
        // self.length.grad += &by_length;
        // self.direction.grad += &by_direction;
        //~ mutant takes out the part along v as if v had length 1
        // let norms = self.norms();
        // let unit = &self.direction.value / &norms;
        // let by_length = (&by_weight * &unit).sum_axis(Axis(1));
        // let along = &self.direction.value * &(&by_weight * &self.direction.value).sum_axis(Axis(1)).insert_axis(Axis(1));
        // let by_direction = (by_weight - along) * self.lengths() / norms;
        // self.length.grad += &by_length;
        // self.direction.grad += &by_direction;
        //~ mutant forgets to scale by the length over the norm
        // let norms = self.norms();
        // let unit = &self.direction.value / &norms;
        // let by_length = (&by_weight * &unit).sum_axis(Axis(1));
        // let along = &unit * &by_length.view().insert_axis(Axis(1));
        // self.length.grad += &by_length;
        // self.direction.grad += &(by_weight - along);
        //~ end
        grad_output.dot(&self.weight())
    }
}
