//! The gradient beside what a nudge of each weight does to the error.

use ndarray::{Array1, Array2, array};
use neuron::SigmoidNeuron;
use neuron_homework::ex01_4_sigmoid_gradient::{error, gradient};

/// The central difference of the error, weight by weight, the bias last.
fn by_nudging(neuron: &SigmoidNeuron, inputs: &Array2<f64>, targets: &Array1<f64>) -> Vec<f64> {
    let nudged = |place: usize, by: f64| {
        let mut nudged = neuron.clone();
        if place < nudged.weight.len() {
            nudged.weight[place] += by;
        } else {
            nudged.bias += by;
        }
        error(&nudged, inputs, targets)
    };
    (0..=neuron.weight.len()).map(|place| (nudged(place, 1e-6) - nudged(place, -1e-6)) / 2e-6).collect()
}

fn assert_right(neuron: &SigmoidNeuron, inputs: &Array2<f64>, targets: &Array1<f64>) {
    let (weight, bias) = gradient(neuron, inputs, targets);
    assert!(
        weight.len() == neuron.weight.len(),
        "the gradient by the weights has {} numbers, but there are {} weights",
        weight.len(),
        neuron.weight.len()
    );
    let names = (0..weight.len()).map(|i| format!("d error / d weight[{i}]"));
    let names = names.chain(["d error / d bias".to_owned()]);
    let got = weight.iter().copied().chain([bias]);
    for ((name, got), wanted) in names.zip(got).zip(by_nudging(neuron, inputs, targets)) {
        assert!(
            (got - wanted).abs() < 1e-7,
            "{name} over N = {}: expected {wanted:.6} (by nudging), got {got:.6}, {}",
            targets.len(),
            likely_cause(got / wanted, targets.len())
        );
    }
}

fn likely_cause(ratio: f64, examples: usize) -> String {
    if (ratio + 1.0).abs() < 1e-3 {
        "the right size with the wrong sign; is it −(t − ŷ)?".to_owned()
    } else if examples > 1 && (ratio - examples as f64).abs() < 1e-3 {
        format!("{examples} times too large; did you forget to divide by the number of examples?")
    } else if (ratio - 2.0).abs() < 1e-3 {
        "twice too large; did the half of the half squared error get lost?".to_owned()
    } else {
        format!(
            "{ratio:.3} times as large. The factor differs from test to test, so it is no forgotten constant: one \
             of the factors of the formula must be computed from the wrong number"
        )
    }
}

#[test]
fn the_example_by_hand() {
    let neuron = SigmoidNeuron { weight: array![1.0, 2.0], bias: 0.0 };
    let (weight, bias) = gradient(&neuron, &array![[2.0, -1.0]], &array![1.0]);
    let wanted = (array![-0.25, 0.125], -0.125);
    assert!(
        (&weight - &wanted.0).iter().all(|d| d.abs() < 1e-12) && (bias - wanted.1).abs() < 1e-12,
        "worked by hand, the gradient is {} for the weights and {} for the bias; got {weight} and {bias}. \
         Here z = 0, ŷ = 1/2 and the slope is 1/4; which of these three does the program get wrong?",
        wanted.0,
        wanted.1
    );
}

#[test]
fn one_example_with_a_sum_away_from_zero() {
    let neuron = SigmoidNeuron { weight: array![0.5, -1.0, 0.25], bias: 0.5 };
    assert_right(&neuron, &array![[1.0, -1.5, 2.0]], &array![0.0]);
    assert_right(&neuron, &array![[1.0, -1.5, 2.0]], &array![1.0]);
}

#[test]
fn four_examples_at_once() {
    let neuron = SigmoidNeuron { weight: array![0.75, -0.5], bias: -0.25 };
    let inputs = array![[1.0, 2.0], [-3.0, 0.5], [0.0, -1.0], [2.0, 2.0]];
    assert_right(&neuron, &inputs, &array![1.0, 0.0, 1.0, 0.0]);
}

#[test]
fn a_saturated_neuron_hardly_learns() {
    let neuron = SigmoidNeuron { weight: array![1.0], bias: 0.0 };
    let (weight, bias) = gradient(&neuron, &array![[20.0]], &array![0.0]);
    assert!(
        weight[0].abs() < 1e-6 && bias.abs() < 1e-6,
        "at z = 20 the sigmoid is flat, so a nudge changes nothing and both derivatives are almost 0, although the \
         answer is wrong; got {} and {bias}. Which factor of the formula should be almost 0 here?",
        weight[0]
    );
}

#[test]
fn small_steps_against_the_gradient_lower_the_error() {
    let mut neuron = SigmoidNeuron { weight: array![-1.0, 3.0], bias: 2.0 };
    let inputs = array![[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]];
    let targets = array![0.0, 0.0, 0.0, 1.0]; // AND
    for step in 0..2000 {
        let before = error(&neuron, &inputs, &targets);
        let (weight, bias) = gradient(&neuron, &inputs, &targets);
        neuron.weight.scaled_add(-0.5, &weight);
        neuron.bias -= 0.5 * bias;
        let after = error(&neuron, &inputs, &targets);
        assert!(
            after <= before,
            "step {step} against the gradient should lower the error, but it rose from {before:.6} to {after:.6}: \
             the gradient does not point uphill"
        );
    }
}
