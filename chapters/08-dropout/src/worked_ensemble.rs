//! A network small enough to ask all its sub-networks.

use activations::{Relu, activate};
use backprop::Linear;
use chacha20::ChaCha8Rng;
use ndarray::{Array1, Array2, ArrayRef1, ArrayRef2};
use rand::SeedableRng;

use crate::inverted_scale;

/// Eight inputs, two hidden layers of eight rectifiers and three outputs, without biases, asked a hundred questions.
///
/// Half of the units of one hidden layer are dropped. Behind the second only a linear layer follows; behind the first a bend stands
/// between mask and answer. Source: S0 DROP-7.
///
/// ```
/// use dropout::WorkedEnsemble;
/// use ndarray::array;
/// let worked = WorkedEnsemble::new();
/// assert_eq!(worked.whole().dim(), (100, 3));
/// let everybody = array![1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0];
/// assert_eq!(worked.second_thinned(&everybody), 2.0 * worked.whole()); // kept, each counts twice
/// assert_eq!(worked.first_thinned(&everybody), 2.0 * worked.whole()); // a rectifier passes the factor on
/// let nobody = 0.0 * everybody;
/// assert_eq!(worked.first_thinned(&nobody), 0.0 * worked.whole());
/// ```
#[derive(Debug, Clone)]
pub struct WorkedEnsemble {
    /// Those of the second hidden layer and of the output layer.
    weights: [Array2<f64>; 2],
    /// What the hidden layers answer: (100, 8).
    first: Array2<f64>,
    second: Array2<f64>,
}

impl WorkedEnsemble {
    /// How many units can be dropped.
    pub const UNITS: usize = 8;

    /// With what probability they are.
    pub const DROP_PROB: f64 = 0.5;

    /// The network and its answers; always the same.
    pub fn new() -> Self {
        let mut rng = ChaCha8Rng::seed_from_u64(1);
        let [first, second, last] =
            [(8, 8), (8, 8), (8, 3)].map(|(from, to)| {
                Linear::<f64>::he_normal(from, to, &mut rng).weight.value
            });
        let inputs = Array2::from_shape_fn((100, 8), |(i, j)| {
            (0.37 * (8.0 * i as f64 + j as f64).powi(2)).cos()
        });
        let first = activate(&Relu, &inputs.dot(&first.t()));
        let answers = activate(&Relu, &first.dot(&second.t()));
        Self { weights: [second, last], first, second: answers }
    }

    /// The outputs when all units are there: (100, 3).
    pub fn whole(&self) -> Array2<f64> {
        self.after_second(&self.second)
    }

    /// The outputs with a mask (8) on the second hidden layer: (100, 3).
    pub fn second_thinned(&self, mask: &Array1<f64>) -> Array2<f64> {
        self.after_second(&thinned(&self.second, mask))
    }

    /// The outputs with a mask (8) on the first hidden layer: (100, 3).
    pub fn first_thinned(&self, mask: &Array1<f64>) -> Array2<f64> {
        let first = thinned(&self.first, mask);
        self.after_second(&activate(&Relu, &first.dot(&self.weights[0].t())))
    }

    fn after_second(&self, second: &ArrayRef2<f64>) -> Array2<f64> {
        second.dot(&self.weights[1].t())
    }
}

impl Default for WorkedEnsemble {
    fn default() -> Self {
        Self::new()
    }
}

fn thinned(hidden: &ArrayRef2<f64>, mask: &ArrayRef1<f64>) -> Array2<f64> {
    hidden * mask * inverted_scale(WorkedEnsemble::DROP_PROB)
}
