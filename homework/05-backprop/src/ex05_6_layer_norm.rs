//! Signals that grow or fade from layer to layer can be set right in each of them: *layer normalization* (Ba, Kiros and
//! Hinton, 2016) gives every row the mean 0 and the variance 1, and then lets the network choose a scale γ and a shift
//! β for each feature. Transformers have it everywhere.
//!
//! ```text
//! m = (1/n) Σᵢ xᵢ             over the n features of one row
//! v = (1/n) Σᵢ (xᵢ − m)²
//! x̂ᵢ = (xᵢ − m) / √(v + ε)
//! yᵢ = γᵢ x̂ᵢ + βᵢ
//! ```
//!
//! Write [`LayerNorm`], forwards and backwards. The gradients of γ and β are sums over the rows, added to what is
//! there. The gradient by the input is the hard part: every xᵢ acts on *all* outputs of its row, through m and
//! through v. With `gᵢ = ∂yᵢ γᵢ`, the three paths add up, with means over the features of the row, to
//!
//! ```text
//! ∂xᵢ = ( gᵢ − mean(g) − x̂ᵢ mean(g ⊙ x̂) ) / √(v + ε)
//! ```
//!
//! **By hand**, with ε = 0: the row (1, 1, 3, 3) has m = 2 and v = 1, so x̂ = (−1, −1, 1, 1). With γ = (2, 2, 2, 2) and
//! β = (0, 0, 0, 1) the output is (−2, −2, 2, 3). From ∂y = (1, 0, 0, 0) come ∂γ = (−1, 0, 0, 0), ∂β = (1, 0, 0, 0) and
//! g = (2, 0, 0, 0), so mean(g) = ½ and mean(g ⊙ x̂) = −½. The four slopes by the input are 2 − ½ − ½, 0 − ½ − ½,
//! 0 − ½ + ½ and 0 − ½ + ½: ∂x = (1, −1, 0, 0).
//!
//! # Shapes
//!
//! Input and output: (batch, features). `scale` (γ) and `shift` (β): (features), called `weight` and `bias` as in
//! PyTorch.
//!
//! # Hint
//!
//! Keep x̂ and √(v + ε) in the forward pass: backwards needs nothing else. [`row_means`] gives a column, (batch, 1),
//! and ndarray stretches a column over a row: `&input - &row_means(&input)`. `sum_axis(Axis(0))` sums over the rows
//! of a batch. A row of equal numbers has v = 0; ε *inside* the root keeps it finite.

use backprop::{
    Float, Layer, Mode, Param, ParamMut, Parameters, assert_grad_shape, kept,
};
use ndarray::{Array1, Array2, ArrayRef2, Axis, Ix1};

/// Every row to mean 0 and variance 1, then a scale and a shift for each feature.
#[derive(Debug, Clone)]
pub struct LayerNorm<F = f32> {
    /// γ, (features).
    pub scale: Param<F, Ix1>,
    /// β, (features).
    pub shift: Param<F, Ix1>,
    /// ε, added to the variance; 10⁻⁵ at first.
    pub eps: f64,
    /// x̂, (batch, features), and √(v + ε), (batch, 1), of the last forward pass.
    passed: Option<(Array2<F>, Array2<F>)>,
}

impl<F: Float> LayerNorm<F> {
    /// A layer that leaves the normalized rows as they are: γ = 1, β = 0.
    pub fn new(features: usize) -> Self {
        Self {
            scale: Param::new(Array1::ones(features)),
            shift: Param::new(Array1::zeros(features)),
            eps: 1e-5,
            passed: None,
        }
    }
}

/// The mean of every row, as a column.
///
/// # Shapes
/// `rows`: (batch, features); the result: (batch, 1).
pub fn row_means<F: Float>(rows: &ArrayRef2<F>) -> Array2<F> {
    let count = F::of(rows.ncols() as f64);
    (rows.sum_axis(Axis(1)) / count).insert_axis(Axis(1))
}

impl<F: Float> Parameters<F> for LayerNorm<F> {
    fn visit_params(&mut self, visitor: &mut dyn FnMut(&str, ParamMut<'_, F>)) {
        visitor("weight", self.scale.as_mut());
        visitor("bias", self.shift.as_mut());
    }
}

impl<F: Float> Layer<F> for LayerNorm<F> {
    type Input = Array2<F>;
    type Output = Array2<F>;

    fn forward(&mut self, input: Array2<F>, _mode: Mode) -> Array2<F> {
        assert!(
            input.ncols() == self.scale.value.len(),
            "LayerNorm::forward: rows of {} for {} features",
            input.ncols(),
            self.scale.value.len()
        );
        //~ solution
        let away = &input - &row_means(&input);
        let variance = row_means(&away.mapv(|x| x * x));
        let deviation = variance.mapv(|v| (v + F::of(self.eps)).sqrt());
        let normalized = away / &deviation;
        let output = &normalized * &self.scale.value + &self.shift.value;
        self.passed = Some((normalized, deviation));
        output
        //~ stub
        // todo!("ex05_6: normalize the rows of {:?}", input.shape())
        //~ mutant normalizes the columns
        // let count = F::of(input.nrows() as f64);
        // let away = &input - &(input.sum_axis(Axis(0)) / count);
        // let variance = away.mapv(|x| x * x).sum_axis(Axis(0)) / count;
        // let normalized = away / &variance.mapv(|v| (v + F::of(self.eps)).sqrt());
        // let output = &normalized * &self.scale.value + &self.shift.value;
        // self.passed = Some((normalized, Array2::ones((input.nrows(), 1))));
        // output
        //~ mutant divides the variance by n − 1
        // let away = &input - &row_means(&input);
        // let count = F::of(input.ncols() as f64);
        // let variance = row_means(&away.mapv(|x| x * x)) * (count / (count - F::one()));
        // let deviation = variance.mapv(|v| (v + F::of(self.eps)).sqrt());
        // let normalized = away / &deviation;
        // let output = &normalized * &self.scale.value + &self.shift.value;
        // self.passed = Some((normalized, deviation));
        // output
        //~ mutant divides by the variance
        // let away = &input - &row_means(&input);
        // let variance = row_means(&away.mapv(|x| x * x)) + F::of(self.eps);
        // let normalized = away / &variance;
        // let output = &normalized * &self.scale.value + &self.shift.value;
        // self.passed = Some((normalized, variance));
        // output
        //~ mutant without ε a constant row is 0/0
        // let away = &input - &row_means(&input);
        // let deviation = row_means(&away.mapv(|x| x * x)).mapv(F::sqrt);
        // let normalized = away / &deviation;
        // let output = &normalized * &self.scale.value + &self.shift.value;
        // self.passed = Some((normalized, deviation));
        // output
        //~ end
    }

    fn backward(&mut self, grad_output: Array2<F>) -> Array2<F> {
        let (normalized, deviation) =
            kept("LayerNorm::backward", self.passed.as_ref());
        assert_grad_shape(
            "LayerNorm::backward",
            grad_output.shape(),
            normalized.shape(),
        );
        //~ solution
        self.scale.grad += &(&grad_output * normalized).sum_axis(Axis(0));
        self.shift.grad += &grad_output.sum_axis(Axis(0));
        let by_normalized = grad_output * &self.scale.value;
        let through_mean = row_means(&by_normalized);
        let through_variance =
            normalized * &row_means(&(&by_normalized * normalized));
        (by_normalized - &through_mean - &through_variance) / deviation
        //~ stub
        // todo!("ex05_6: backwards, with x̂ = {normalized} and √(v + ε) = {deviation}")
        //~ mutant mean and deviation are held still
        // self.scale.grad += &(&grad_output * normalized).sum_axis(Axis(0));
        // self.shift.grad += &grad_output.sum_axis(Axis(0));
        // grad_output * &self.scale.value / deviation
        //~ mutant the deviation is held still
        // self.scale.grad += &(&grad_output * normalized).sum_axis(Axis(0));
        // self.shift.grad += &grad_output.sum_axis(Axis(0));
        // let by_normalized = grad_output * &self.scale.value;
        // let through_mean = row_means(&by_normalized);
        // (by_normalized - &through_mean) / deviation
        //~ mutant forgets the scale on the way back
        // self.scale.grad += &(&grad_output * normalized).sum_axis(Axis(0));
        // self.shift.grad += &grad_output.sum_axis(Axis(0));
        // let through_mean = row_means(&grad_output);
        // let through_variance = normalized * &row_means(&(&grad_output * normalized));
        // (grad_output - &through_mean - &through_variance) / deviation
        //~ mutant means of ∂γ and ∂β over the batch
        // let count = F::of(grad_output.nrows() as f64);
        // self.scale.grad += &((&grad_output * normalized).sum_axis(Axis(0)) / count);
        // self.shift.grad += &(grad_output.sum_axis(Axis(0)) / count);
        // let by_normalized = grad_output * &self.scale.value;
        // let through_mean = row_means(&by_normalized);
        // let through_variance = normalized * &row_means(&(&by_normalized * normalized));
        // (by_normalized - &through_mean - &through_variance) / deviation
        //~ mutant forgets what earlier passes have added
        // self.scale.grad = (&grad_output * normalized).sum_axis(Axis(0));
        // self.shift.grad = grad_output.sum_axis(Axis(0));
        // let by_normalized = grad_output * &self.scale.value;
        // let through_mean = row_means(&by_normalized);
        // let through_variance = normalized * &row_means(&(&by_normalized * normalized));
        // (by_normalized - &through_mean - &through_variance) / deviation
        //~ end
    }
}
