//! A parametric ReLU learns its slope below zero. Give every unit of a layer a slope of its own, and the gradients to
//! learn it by.
//!
//! Unit j leaks with its own slope `a_j`:
//!
//! ```text
//! y[n, j] = x[n, j]          if x[n, j] >= 0
//!           a_j · x[n, j]    if x[n, j] <  0
//! ```
//!
//! * `forward(inputs)`: this, for a whole batch.
//! * `backward(inputs, grad_output)`: takes the slopes of some loss C along each output, `grad_output[n, j]` =
//!   ∂C/∂y[n, j], and sends them on, to the inputs and to the slopes:
//!
//! ```text
//! ∂C/∂x[n, j] = grad_output[n, j] · (1 or a_j)
//! ∂C/∂a_j     = Σ_n grad_output[n, j] · (0 or x[n, j])
//! ```
//!
//! with the first of the two alternatives where the input is positive, the second where it is negative. (At exactly 0
//! take the chapter's `ParametricRelu` as it is.) The slope `a_j` is used by every example of the batch, so its
//! gradient is the *sum* over the examples; if the loss is a mean, the division is in `grad_output` already.
//!
//! Shapes: `inputs`, `grad_output`, the outputs and the gradient by the inputs are all `(batch, units)`; the slopes
//! and their gradient are `(units)`. You may take it that the shapes fit; nothing has to panic.
//!
//! By hand: slopes (0.5, 0.1), inputs with the rows (−2, 3) and (−4, −10).
//!
//! ```text
//! outputs                         (−1, 3) and (−2, −1)
//! grad_output, say                ( 1, 1) and (10,  1)
//! gradient by the inputs          (0.5, 1) and (5, 0.1)
//! gradient by the slopes          (1·(−2) + 10·(−4), 0 + 1·(−10)) = (−42, −10)
//! ```
//!
//! # Hint
//!
//! For one number the chapter has all you need: `ParametricRelu { negative_slope }` with `value`, `derivative` and
//! `slope_derivative`. Go through the inputs with `for ((n, j), &x) in inputs.indexed_iter()`. In `backward` start
//! both results as zeros, set one and add to the other. Which of the two is added to more than once?

use activations::{Activation, ParametricRelu};
use ndarray::{Array1, Array2, ArrayRef2};

/// A layer of parametric rectifiers, each unit with a slope of its own.
#[derive(Debug, Clone, PartialEq)]
pub struct LearnedSlopes {
    /// The slope below zero of each unit, `(units)`.
    pub slopes: Array1<f64>,
}

/// What [`LearnedSlopes::backward`] sends back.
#[derive(Debug, Clone, PartialEq)]
pub struct Gradients {
    /// By the inputs, `(batch, units)`.
    pub inputs: Array2<f64>,
    /// By the slopes, `(units)`.
    pub slopes: Array1<f64>,
}

impl LearnedSlopes {
    /// The outputs of a batch.
    pub fn forward(&self, inputs: &ArrayRef2<f64>) -> Array2<f64> {
        //~ solution
        let mut outputs = inputs.to_owned();
        for ((_, unit), x) in outputs.indexed_iter_mut() {
            *x = ParametricRelu { negative_slope: self.slopes[unit] }.value(*x);
        }
        outputs
        //~ stub
        // todo!("ex02_5: every negative input times the slope of its unit")
        //~ mutant gives all units the first slope
        // inputs.mapv(|x| ParametricRelu { negative_slope: self.slopes[0] }.value(x))
        //~ mutant leaks on both sides
        // inputs.to_owned() * &self.slopes
        //~ mutant does not leak
        // inputs.mapv(|x| x.max(0.0))
        //~ end
    }

    /// Sends the gradient on the outputs back to the inputs and to the slopes.
    pub fn backward(&self, inputs: &ArrayRef2<f64>, grad_output: &ArrayRef2<f64>) -> Gradients {
        //~ solution
        let mut gradients =
            Gradients { inputs: Array2::zeros(inputs.dim()), slopes: Array1::zeros(self.slopes.len()) };
        for ((example, unit), &x) in inputs.indexed_iter() {
            let rectifier = ParametricRelu { negative_slope: self.slopes[unit] };
            let grad = grad_output[[example, unit]];
            gradients.inputs[[example, unit]] = grad * rectifier.derivative(x);
            gradients.slopes[unit] += grad * rectifier.slope_derivative(x);
        }
        gradients
        //~ stub
        // todo!("ex02_5: the gradient by each input, and by each slope summed over the batch")
        //~ mutant averages over the batch
        // let mut gradients =
        //     Gradients { inputs: Array2::zeros(inputs.dim()), slopes: Array1::zeros(self.slopes.len()) };
        // for ((example, unit), &x) in inputs.indexed_iter() {
        //     let rectifier = ParametricRelu { negative_slope: self.slopes[unit] };
        //     let grad = grad_output[[example, unit]];
        //     gradients.inputs[[example, unit]] = grad * rectifier.derivative(x);
        //     gradients.slopes[unit] += grad * rectifier.slope_derivative(x) / inputs.nrows() as f64;
        // }
        // gradients
        //~ mutant keeps the last example only
        // let mut gradients =
        //     Gradients { inputs: Array2::zeros(inputs.dim()), slopes: Array1::zeros(self.slopes.len()) };
        // for ((example, unit), &x) in inputs.indexed_iter() {
        //     let rectifier = ParametricRelu { negative_slope: self.slopes[unit] };
        //     let grad = grad_output[[example, unit]];
        //     gradients.inputs[[example, unit]] = grad * rectifier.derivative(x);
        //     gradients.slopes[unit] = grad * rectifier.slope_derivative(x);
        // }
        // gradients
        //~ mutant forgets what comes from behind
        // let mut gradients =
        //     Gradients { inputs: Array2::zeros(inputs.dim()), slopes: Array1::zeros(self.slopes.len()) };
        // for ((example, unit), &x) in inputs.indexed_iter() {
        //     let rectifier = ParametricRelu { negative_slope: self.slopes[unit] };
        //     gradients.inputs[[example, unit]] = rectifier.derivative(x);
        //     gradients.slopes[unit] += rectifier.slope_derivative(x);
        // }
        // gradients
        //~ mutant lets positive inputs pull at the slope
        // let mut gradients =
        //     Gradients { inputs: Array2::zeros(inputs.dim()), slopes: Array1::zeros(self.slopes.len()) };
        // for ((example, unit), &x) in inputs.indexed_iter() {
        //     let rectifier = ParametricRelu { negative_slope: self.slopes[unit] };
        //     let grad = grad_output[[example, unit]];
        //     gradients.inputs[[example, unit]] = grad * rectifier.derivative(x);
        //     gradients.slopes[unit] += grad * x;
        // }
        // gradients
        //~ mutant takes the slope along the input for the slope along the parameter
        // let mut gradients =
        //     Gradients { inputs: Array2::zeros(inputs.dim()), slopes: Array1::zeros(self.slopes.len()) };
        // for ((example, unit), &x) in inputs.indexed_iter() {
        //     let rectifier = ParametricRelu { negative_slope: self.slopes[unit] };
        //     let grad = grad_output[[example, unit]];
        //     gradients.inputs[[example, unit]] = grad * rectifier.derivative(x);
        //     gradients.slopes[unit] += grad * rectifier.derivative(x);
        // }
        // gradients
        //~ end
    }
}
