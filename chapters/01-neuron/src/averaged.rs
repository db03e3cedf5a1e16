//! A perceptron that never comes to rest, made steady: the average of all the weights it has had.

use ndarray::{Array1, ArrayRef1};

use crate::Perceptron;

/// A perceptron and the sum of its weights after every example it has looked at.
///
/// A weight vector that survives many examples counts many times. The sum answers as the average does, since dividing by a
/// positive number changes no sign.
///
/// # Panics
/// Its methods panic where those of [`Perceptron`] do.
///
/// Source: after the voted perceptron of Freund and Schapire (1999).
///
/// ```
/// use ndarray::array;
/// let mut averaged = neuron::AveragedPerceptron::zeros(1);
/// averaged.learn(&array![1.0], 1.0); // mistake: the weight becomes 1
/// averaged.learn(&array![1.0], 1.0); // right: it stays
/// assert_eq!(averaged.average().weight, array![2.0]);
/// ```
// ANCHOR: averaged
#[derive(Debug, Clone, PartialEq)]
pub struct AveragedPerceptron {
    /// The one that learns.
    pub perceptron: Perceptron,
    sum: Array1<f64>,
}

impl AveragedPerceptron {
    /// As [`Perceptron::learn`] with rate 1; then adds up the weights.
    #[track_caller]
    pub fn learn(&mut self, input: &ArrayRef1<f64>, target: f64) -> bool {
        let mistaken = self.perceptron.learn(input, target, 1.0);
        self.sum += &self.perceptron.weight;
        mistaken
    }

    /// The steady one, to answer with.
    pub fn average(&self) -> Perceptron {
        Perceptron { weight: self.sum.clone() }
    }
}
// ANCHOR_END: averaged

impl AveragedPerceptron {
    /// The start: all weights 0.
    pub fn zeros(in_features: usize) -> Self {
        Self {
            perceptron: Perceptron::zeros(in_features),
            sum: Array1::zeros(in_features),
        }
    }
}
