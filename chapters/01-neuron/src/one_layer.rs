//! Several neurons that look at the same input, one for each class, and the largest wins.

use ndarray::{Array1, Array2, ArrayRef1};

use crate::{shape::assert_same_length, sigmoid};

/// One layer of neurons: ten of them for ten digits.
///
/// `z = W x + b`
///
/// # Panics
/// Its methods panic if the input is not as long as a row of the weight, or there is no neuron for a label.
///
/// Source: S0 (MLN-1). The slide's `W` has the shape 784×10, which does not fit its formula (erratum ERR-18); here it is
/// `(out, in)`, as in PyTorch.
// ANCHOR: one_layer
#[derive(Debug, Clone, PartialEq)]
pub struct OneLayer {
    /// Row `k` is neuron `k`, `(out_features, in_features)`.
    pub weight: Array2<f64>,
    /// One bias a neuron, `(out_features)`.
    pub bias: Array1<f64>,
}

impl OneLayer {
    /// All weighted sums at once: `z = W x + b`, `(out_features)`.
    #[track_caller]
    pub fn pre_activation(&self, input: &ArrayRef1<f64>) -> Array1<f64> {
        assert_same_length("one layer", self.weight.ncols(), input.len());
        self.weight.dot(input) + &self.bias
    }

    /// The class whose weighted sum is largest.
    #[track_caller]
    pub fn predict(&self, input: &ArrayRef1<f64>) -> usize {
        argmax(&self.pre_activation(input))
    }
}
// ANCHOR_END: one_layer

impl OneLayer {
    /// A layer that knows nothing: all weights and biases are 0.
    pub fn zeros(in_features: usize, out_features: usize) -> Self {
        Self {
            weight: Array2::zeros((out_features, in_features)),
            bias: Array1::zeros(out_features),
        }
    }

    /// `ŷ = σ(z)`, each between 0 and 1, `(out_features)`.
    #[track_caller]
    pub fn output(&self, input: &ArrayRef1<f64>) -> Array1<f64> {
        self.pre_activation(input).mapv(sigmoid)
    }

    /// Adds another layer's weights and biases to this one's: the sum of all layers a training went through is steadier
    /// than the last.
    ///
    /// # Panics
    /// If the shapes differ.
    #[track_caller]
    pub fn add(&mut self, other: &Self) {
        self.weight += &other.weight;
        self.bias += &other.bias;
    }

    /// How many numbers it has to learn: all weights and all biases.
    ///
    /// ```
    /// assert_eq!(neuron::OneLayer::zeros(784, 10).parameters(), 7850);
    /// ```
    pub fn parameters(&self) -> usize {
        self.weight.len() + self.bias.len()
    }

    /// The LMS rule for every neuron at once: target +1 for the neuron of the right class, −1 for the others.
    ///
    /// ```
    /// use ndarray::array;
    /// let mut layer = neuron::OneLayer::zeros(1, 2);
    /// layer.lms_step(&array![3.0], 0, 0.1);
    /// assert_eq!(layer.bias, array![0.1, -0.1]);
    /// ```
    #[track_caller]
    // ANCHOR: layer_lms_step
    pub fn lms_step(
        &mut self,
        input: &ArrayRef1<f64>,
        label: usize,
        learning_rate: f64,
    ) {
        self.assert_has("OneLayer::lms_step", label);
        let z = self.pre_activation(input);
        for (neuron, mut weight) in
            self.weight.rows_mut().into_iter().enumerate()
        {
            let target = if neuron == label { 1.0 } else { -1.0 };
            let error = target - z[neuron];
            weight.scaled_add(learning_rate * error, input);
            self.bias[neuron] += learning_rate * error;
        }
    }
    // ANCHOR_END: layer_lms_step

    /// The perceptron rule for several classes: on a mistake the neuron that should have won moves towards the input,
    /// the one that did win moves away. Says whether it was a mistake.
    ///
    /// ```
    /// use ndarray::array;
    /// let mut layer = neuron::OneLayer::zeros(1, 3);
    /// assert!(layer.perceptron_step(&array![2.0], 1)); // all sums are 0, so class 0 wins
    /// assert_eq!(layer.weight, array![[-2.0], [2.0], [0.0]]);
    /// ```
    #[track_caller]
    // ANCHOR: layer_perceptron_step
    pub fn perceptron_step(
        &mut self,
        input: &ArrayRef1<f64>,
        label: usize,
    ) -> bool {
        self.assert_has("OneLayer::perceptron_step", label);
        let winner = self.predict(input);
        if winner == label {
            return false;
        }
        self.weight.row_mut(label).scaled_add(1.0, input);
        self.bias[label] += 1.0;
        self.weight.row_mut(winner).scaled_add(-1.0, input);
        self.bias[winner] -= 1.0;
        true
    }
    // ANCHOR_END: layer_perceptron_step

    #[track_caller]
    fn assert_has(&self, operation: &str, label: usize) {
        let neurons = self.bias.len();
        assert!(
            label < neurons,
            "{operation}: label {label}, but there are {neurons} neurons, counted from 0"
        );
    }
}

/// The index of the largest value; of equal ones the first.
///
/// # Shapes
/// `(classes)` to one index, counted from 0.
///
/// # Panics
/// If there is no value, or one of them is NaN, which is neither smaller nor larger than anything.
///
/// Source: S0, S2 (MLN-2), which leave ties open.
///
/// ```
/// use ndarray::array;
/// assert_eq!(neuron::argmax(&array![0.1, 0.7, 0.7]), 1);
/// ```
#[track_caller]
// ANCHOR: argmax
pub fn argmax(values: &ArrayRef1<f64>) -> usize {
    assert!(!values.is_empty(), "argmax: there are no values");
    let mut best = 0;
    for (index, value) in values.iter().enumerate() {
        assert!(!value.is_nan(), "argmax: value {index} is NaN");
        if *value > values[best] {
            best = index;
        }
    }
    best
}
// ANCHOR_END: argmax
