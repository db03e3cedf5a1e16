//! Learning from mistakes alone: the perceptron.

use ndarray::{Array1, Array2, ArrayRef1, ArrayRef2};

use crate::{sign, weighted_sum};

/// A neuron that answers +1 or −1 and changes its weights only when it is wrong.
///
/// It has no bias of its own: give it inputs [with a constant 1](crate::with_constant_one) where one is wanted.
///
/// # Panics
/// Its methods panic if the input is not as long as the weight, or a target is neither +1 nor −1.
///
/// Source: S4 (GATE-10); Rosenblatt (1958).
///
/// ```
/// use ndarray::array;
/// let mut perceptron = neuron::Perceptron::zeros(2);
/// assert!(perceptron.learn(&array![0.6, 0.8], 1.0, 1.0)); // 0 counts as no: a mistake
/// assert_eq!(perceptron.weight, array![0.6, 0.8]);
/// assert!(!perceptron.learn(&array![0.6, 0.8], 1.0, 1.0)); // right now
/// ```
// ANCHOR: perceptron
#[derive(Debug, Clone, PartialEq)]
pub struct Perceptron {
    /// One weight an input, `(in_features)`.
    pub weight: Array1<f64>,
}

impl Perceptron {
    /// The start that the rule prescribes: all weights 0.
    pub fn zeros(in_features: usize) -> Self {
        Self { weight: Array1::zeros(in_features) }
    }

    /// +1 where `w·x > 0`, else −1.
    #[track_caller]
    pub fn output(&self, input: &ArrayRef1<f64>) -> f64 {
        sign(weighted_sum(&self.weight, 0.0, input))
    }

    /// Adds `η t x` to the weights if it answers wrongly, and says whether.
    #[track_caller]
    pub fn learn(
        &mut self,
        input: &ArrayRef1<f64>,
        target: f64,
        learning_rate: f64,
    ) -> bool {
        assert_is_sign(target);
        let mistaken = self.output(input) != target;
        if mistaken {
            self.weight.scaled_add(learning_rate * target, input);
        }
        mistaken
    }
}
// ANCHOR_END: perceptron

/// The vector scaled to length 1: `x / ‖x‖`.
///
/// # Shapes
/// `(in_features)` to `(in_features)`.
///
/// # Panics
/// If every component is 0: such a vector has no direction.
///
/// ```
/// use ndarray::array;
/// assert_eq!(neuron::unit_length(&array![3.0, 4.0]), array![0.6, 0.8]);
/// ```
#[doc(alias = "normalize")]
#[track_caller]
// ANCHOR: unit_length
pub fn unit_length(vector: &ArrayRef1<f64>) -> Array1<f64> {
    let length = vector.dot(vector).sqrt();
    assert!(length > 0.0, "unit_length: a vector of zeros has no direction");
    vector / length
}
// ANCHOR_END: unit_length

/// The inputs with every row scaled to length 1; a row of zeros stays as it is.
///
/// # Shapes
/// `(examples, in_features)` to the same.
///
/// ```
/// use ndarray::array;
/// assert_eq!(neuron::unit_rows(array![[3.0, 4.0], [0.0, 0.0]]), array![[0.6, 0.8], [0.0, 0.0]]);
/// ```
pub fn unit_rows(mut inputs: Array2<f64>) -> Array2<f64> {
    for mut row in inputs.rows_mut() {
        if row.iter().any(|&x| x != 0.0) {
            let scaled = unit_length(&row);
            row.assign(&scaled);
        }
    }
    inputs
}

/// What came out of [`train_perceptron`].
#[derive(Debug, Clone, PartialEq)]
pub struct Training {
    /// The neuron after the last example.
    pub perceptron: Perceptron,
    /// How many mistakes each epoch made; the last is 0 if and only if it came to rest.
    pub mistakes: Vec<usize>,
}

/// Goes through the examples in order, again and again, until an epoch makes no mistake.
///
/// # Shapes
/// `inputs`: `(examples, in_features)`; `targets`: `(examples)`, each +1 or −1.
///
/// # Panics
/// If the numbers of inputs and targets differ, or a target is neither +1 nor −1.
///
/// ```
/// use ndarray::array;
/// let inputs = array![[1.0, 0.0], [0.0, 1.0]];
/// let training = neuron::train_perceptron(&inputs, &array![1.0, -1.0], 10);
/// assert_eq!(training.mistakes, [1, 0]);
/// assert_eq!(training.perceptron.weight, array![1.0, 0.0]);
/// ```
#[track_caller]
// ANCHOR: train_perceptron
pub fn train_perceptron(
    inputs: &ArrayRef2<f64>,
    targets: &ArrayRef1<f64>,
    max_epochs: usize,
) -> Training {
    assert_same_number(inputs.nrows(), targets.len());
    let mut perceptron = Perceptron::zeros(inputs.ncols());
    let mut mistakes = Vec::new();
    while mistakes.len() < max_epochs && mistakes.last() != Some(&0) {
        let mut count = 0;
        for (input, &target) in inputs.rows().into_iter().zip(targets) {
            count += usize::from(perceptron.learn(&input, target, 1.0));
        }
        mistakes.push(count);
    }
    Training { perceptron, mistakes }
}
// ANCHOR_END: train_perceptron

#[track_caller]
fn assert_is_sign(target: f64) {
    assert!(
        target.abs() == 1.0,
        "Perceptron::learn: target must be 1 or -1, but it is {target}"
    );
}

#[track_caller]
fn assert_same_number(inputs: usize, targets: usize) {
    assert!(
        inputs == targets,
        "train_perceptron: {inputs} inputs, but {targets} targets"
    );
}
