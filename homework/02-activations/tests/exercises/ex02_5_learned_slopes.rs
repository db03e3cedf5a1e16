//! The example by hand, then every gradient beside what a nudge does.

use activations_homework::ex02_5_learned_slopes::LearnedSlopes;
use ndarray::{Array1, Array2, array};

fn close(got: f64, wanted: f64) -> bool {
    (got - wanted).abs() < 1e-7
}

/// Some loss of the outputs: `Σ weight · y`, whose slope along each output is its weight.
fn loss(layer: &LearnedSlopes, inputs: &Array2<f64>, weights: &Array2<f64>) -> f64 {
    (layer.forward(inputs) * weights).sum()
}

fn a_batch() -> (LearnedSlopes, Array2<f64>, Array2<f64>) {
    let layer = LearnedSlopes { slopes: array![0.25, -0.5, 1.5] };
    let inputs = array![[-1.0, 2.0, -3.0], [4.0, -0.5, -2.5], [-6.0, -7.0, 8.0], [0.5, 1.0, -1.5]];
    let weights = array![[1.0, -2.0, 0.5], [3.0, 1.5, -1.0], [-0.5, 2.0, 4.0], [2.5, -3.0, 1.0]];
    (layer, inputs, weights)
}

#[test]
fn the_outputs_of_the_example_by_hand() {
    let layer = LearnedSlopes { slopes: array![0.5, 0.1] };
    let got = layer.forward(&array![[-2.0, 3.0], [-4.0, -10.0]]);
    let wanted = array![[-1.0, 3.0], [-2.0, -1.0]];
    assert!(
        got.dim() == wanted.dim(),
        "the outputs have the shape of the inputs, (2, 2), but got {:?}",
        got.dim()
    );
    for (place, &wanted) in wanted.indexed_iter() {
        assert!(
            close(got[place], wanted),
            "output {place:?}: expected {wanted}, got {}. Column j uses slope j, and only where the input is negative",
            got[place]
        );
    }
}

#[test]
fn the_gradients_of_the_example_by_hand() {
    let layer = LearnedSlopes { slopes: array![0.5, 0.1] };
    let got = layer.backward(&array![[-2.0, 3.0], [-4.0, -10.0]], &array![[1.0, 1.0], [10.0, 1.0]]);
    for (place, &wanted) in array![[0.5, 1.0], [5.0, 0.1]].indexed_iter() {
        assert!(
            close(got.inputs[place], wanted),
            "d loss / d input{place:?}: expected {wanted}, got {}: grad_output times 1 or the unit's slope",
            got.inputs[place]
        );
    }
    for (unit, &wanted) in array![-42.0, -10.0].indexed_iter() {
        assert!(
            close(got.slopes[unit], wanted),
            "d loss / d slope[{unit}]: expected {wanted}, got {}: the sum over the examples of grad_output times \
             the input, where that is negative",
            got.slopes[unit]
        );
    }
}

#[test]
fn the_gradient_by_the_inputs_agrees_with_a_nudge() {
    let (layer, inputs, weights) = a_batch();
    let got = layer.backward(&inputs, &weights).inputs;
    for (place, _) in inputs.indexed_iter() {
        let nudged = |by: f64| {
            let mut nudged = inputs.clone();
            nudged[place] += by;
            loss(&layer, &nudged, &weights)
        };
        let wanted = (nudged(1e-5) - nudged(-1e-5)) / 2e-5;
        assert!(
            close(got[place], wanted),
            "d loss / d input{place:?}: expected {wanted:.5} (by a nudge), got {:.5}; is grad_output multiplied in, \
             and is the slope that of column {}?",
            got[place],
            place.1
        );
    }
}

#[test]
fn the_gradient_by_the_slopes_agrees_with_a_nudge() {
    let (layer, inputs, weights) = a_batch();
    let got = layer.backward(&inputs, &weights).slopes;
    for unit in 0..3 {
        let nudged = |by: f64| {
            let mut nudged = layer.clone();
            nudged.slopes[unit] += by;
            loss(&nudged, &inputs, &weights)
        };
        let wanted = (nudged(1e-5) - nudged(-1e-5)) / 2e-5;
        let cause = if close(got[unit] * 4.0, wanted) {
            "a quarter of it: the gradient is a sum over the four examples, not their mean"
        } else {
            "does each example add its part, and do inputs that are positive stay out?"
        };
        assert!(
            close(got[unit], wanted),
            "d loss / d slope[{unit}]: expected {wanted:.5} (by a nudge), got {:.5}; {cause}",
            got[unit]
        );
    }
}

#[test]
fn the_slopes_can_be_learned() {
    let inputs = array![[-1.0, -0.5], [-2.0, 1.0], [1.5, -1.0], [-0.5, -2.0]];
    let wanted: Array1<f64> = array![0.2, -0.7];
    let targets = LearnedSlopes { slopes: wanted.clone() }.forward(&inputs);
    let mut layer = LearnedSlopes { slopes: array![1.0, 1.0] };
    for _ in 0..200 {
        let grad_output = layer.forward(&inputs) - &targets; // of half the squared error
        let gradients = layer.backward(&inputs, &grad_output);
        layer.slopes.scaled_add(-0.1, &gradients.slopes);
    }
    assert!(
        (&layer.slopes - &wanted).iter().all(|d| d.abs() < 1e-6),
        "200 steps against the gradient should have learned the slopes {wanted}, but they ended at {}",
        layer.slopes
    );
}
