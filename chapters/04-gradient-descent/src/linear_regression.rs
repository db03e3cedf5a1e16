//! A line through points: the one model whose minimum a formula gives.

use loss::{Reduction, squared_error};
use ndarray::{Array1, Array2, ArrayRef1, ArrayRef2, Axis};
use neuron::{rows_with_constant_one, with_bias_in_front};

use crate::solve::solve;

/// A weighted sum that predicts a measured value: `ŷ = w·x + b`.
///
/// ```
/// use gradient_descent::linear_regression::LinearRegression;
/// use ndarray::array;
/// let line = LinearRegression { weight: array![2.0], bias: 1.0 };
/// assert_eq!(line.predict(&array![[0.0], [3.0]]), array![1.0, 7.0]);
/// ```
#[derive(Debug, Clone, PartialEq)]
// ANCHOR: model
pub struct LinearRegression {
    /// One weight a feature, `(features,)`.
    pub weight: Array1<f64>,
    /// What is added to the weighted sum.
    pub bias: f64,
}
// ANCHOR_END: model

impl LinearRegression {
    /// All parameters 0. One layer needs no random start.
    pub fn zeros(features: usize) -> Self {
        Self { weight: Array1::zeros(features), bias: 0.0 }
    }

    /// `ŷ = Xw + b`.
    ///
    /// # Shapes
    /// `inputs`: `(examples, features)`; the result: `(examples,)`.
    ///
    /// # Panics
    /// If the number of features does not fit.
    #[track_caller]
    pub fn predict(&self, inputs: &ArrayRef2<f64>) -> Array1<f64> {
        assert!(
            inputs.ncols() == self.weight.len(),
            "LinearRegression::predict: inputs of shape {:?} for {} weights",
            inputs.shape(),
            self.weight.len()
        );
        inputs.dot(&self.weight) + self.bias
    }

    /// The squared error and its gradient: `∂L/∂w = Xᵀg` and `∂L/∂b = Σ g` with `g = ∂L/∂ŷ`.
    ///
    /// The gradient comes as a model of its own: what to subtract from each parameter. With
    /// [`Reduction::Sum`] it is the loss of S2 (LOSS-27).
    ///
    /// # Shapes
    /// `inputs`: `(examples, features)`; `targets`: `(examples,)`.
    ///
    /// # Panics
    /// If the shapes do not fit, or there is no example.
    ///
    /// ```
    /// use gradient_descent::linear_regression::LinearRegression;
    /// use loss::Reduction;
    /// use ndarray::array;
    /// let line = LinearRegression::zeros(1);
    /// let (loss, slopes) = line.loss(&array![[2.0]], &array![3.0], Reduction::Mean);
    /// assert_eq!(loss, 9.0);
    /// assert_eq!((slopes.weight[0], slopes.bias), (-12.0, -6.0)); // g = 2 (0 − 3)
    /// ```
    #[track_caller]
    // ANCHOR: loss
    pub fn loss(
        &self,
        inputs: &ArrayRef2<f64>,
        targets: &ArrayRef1<f64>,
        reduction: Reduction,
    ) -> (f64, Self) {
        let outputs = self.predict(inputs).insert_axis(Axis(1));
        let targets = targets.to_owned().insert_axis(Axis(1));
        let answer = squared_error(&outputs, &targets, reduction);
        let by_output = answer.gradient.remove_axis(Axis(1));
        let weight = inputs.t().dot(&by_output);
        (answer.loss, Self { weight, bias: by_output.sum() })
    }
    // ANCHOR_END: loss

    /// One step: every parameter less `η` times its slope.
    // ANCHOR: step
    pub fn step(&mut self, slopes: &Self, learning_rate: f64) {
        self.weight.scaled_add(-learning_rate, &slopes.weight);
        self.bias -= learning_rate * slopes.bias;
    }
    // ANCHOR_END: step

    /// The parameters where the gradient is zero, from the *normal equations* `X̃ᵀX̃ θ = X̃ᵀt`, where
    /// X̃ is X with a column of ones in front, for the bias.
    ///
    /// `None` if some feature is a weighted sum of the others, as when there are fewer examples than
    /// parameters: then many parameters are equally good.
    ///
    /// # Shapes
    /// `inputs`: `(examples, features)`; `targets`: `(examples,)`.
    ///
    /// # Panics
    /// If the numbers of examples differ.
    ///
    /// ```
    /// use gradient_descent::linear_regression::LinearRegression;
    /// use ndarray::array;
    /// let line = LinearRegression::closed_form(&array![[0.0], [1.0]], &array![1.0, 3.0]);
    /// assert_eq!(line, Some(LinearRegression { weight: array![2.0], bias: 1.0 }));
    /// ```
    #[doc(alias = "least_squares")]
    #[doc(alias = "normal_equations")]
    #[track_caller]
    // ANCHOR: closed_form
    pub fn closed_form(
        inputs: &ArrayRef2<f64>,
        targets: &ArrayRef1<f64>,
    ) -> Option<Self> {
        let with_one = rows_with_constant_one(inputs);
        let solution =
            solve(&with_one.t().dot(&with_one), &with_one.t().dot(targets))?;
        let (bias, weight) = solution.view().split_at(Axis(0), 1);
        Some(Self { weight: weight.to_owned(), bias: bias[0] })
    }
    // ANCHOR_END: closed_form

    /// The parameters in one column, the bias in front: `(1 + features,)`.
    pub fn parameters(&self) -> Array1<f64> {
        with_bias_in_front(&self.weight, self.bias)
    }
}

/// The curvatures of the mean squared error, the same everywhere: `H = (2/N) X̃ᵀX̃`.
///
/// # Shapes
/// `inputs`: `(examples, features)`; the result: `(1 + features, 1 + features)`, the bias in front.
///
/// # Panics
/// If there is no example.
///
/// ```
/// use gradient_descent::linear_regression::hessian;
/// use ndarray::array;
/// assert_eq!(hessian(&array![[1.0], [3.0]]), array![[2.0, 4.0], [4.0, 10.0]]);
/// ```
#[track_caller]
// ANCHOR: hessian
pub fn hessian(inputs: &ArrayRef2<f64>) -> Array2<f64> {
    assert!(inputs.nrows() > 0, "hessian: there is no example");
    let with_one = rows_with_constant_one(inputs);
    with_one.t().dot(&with_one) * (2.0 / inputs.nrows() as f64)
}
// ANCHOR_END: hessian
