//! One example after the other: S3's training cycle with chapter 1's neuron and chapter 3's loss.

use loss::{Reduction, binary_cross_entropy_with_logits};
use ndarray::{ArrayRef1, array};
use neuron::{SigmoidNeuron, weighted_sum};

/// What happened when one pattern was shown.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Shown {
    /// What the neuron answered before it learnt from this pattern: `ŷ = σ(w·x + b)`.
    pub output: f64,
    /// How far off that was, and in which direction: `t − ŷ`.
    pub error: f64,
    /// The cross-entropy of the answer, in nats.
    pub loss: f64,
}

/// Shows one pattern and moves the weights a little: `w ← w + η (t − ŷ) x`, `b ← b + η (t − ŷ)`.
///
/// It is a step of descent on the cross-entropy of this one pattern, whose slope by the sum z is
/// `ŷ − t`. Source: S3 DATA-16.
///
/// # Shapes
/// `input`: `(features,)`; `target`: 0 or 1.
///
/// # Panics
/// If the input is not as long as the weight, or the target is not from 0 to 1.
///
/// ```
/// use gradient_descent::online::show;
/// use ndarray::array;
/// use neuron::SigmoidNeuron;
/// let mut neuron = SigmoidNeuron { weight: array![0.0, 0.0], bias: 0.0 };
/// let shown = show(&mut neuron, &array![2.0, -4.0], 1.0, 0.5);
/// assert_eq!((shown.output, shown.error), (0.5, 0.5));
/// assert_eq!((neuron.weight, neuron.bias), (array![0.5, -1.0], 0.25));
/// ```
#[track_caller]
// ANCHOR: show
pub fn show(
    neuron: &mut SigmoidNeuron,
    input: &ArrayRef1<f64>,
    target: f64,
    learning_rate: f64,
) -> Shown {
    let z = weighted_sum(&neuron.weight, neuron.bias, input);
    let answer = binary_cross_entropy_with_logits(
        &array![[z]],
        &array![[target]],
        Reduction::Sum,
    );
    let slope = answer.gradient[[0, 0]]; // ŷ − t
    neuron.weight.scaled_add(-learning_rate * slope, input);
    neuron.bias -= learning_rate * slope;
    Shown { output: target + slope, error: -slope, loss: answer.loss }
}
// ANCHOR_END: show
