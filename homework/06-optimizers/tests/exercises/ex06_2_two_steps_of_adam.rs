//! The judge is the chapter's `Adam`.

use backprop::Linear;
use ndarray::array;
use optimizers::{Adam, Optimizer};
use optimizers_homework::ex06_2_two_steps_of_adam::answer;

/// Where Adam takes a weight of 1 with these gradients.
fn weight_after(gradients: &[f64]) -> f64 {
    let mut network = Linear::new(array![[1.0]], array![0.0]);
    let mut adam = Adam::new(0.3);
    (adam.beta1, adam.beta2, adam.eps) = (0.5, 0.75, 0.0);
    for &gradient in gradients {
        network.weight.grad[[0, 0]] = gradient;
        network.bias.grad[0] = 1.0; // its gradient is not asked for, and 0/0 is no number
        adam.step(&mut network);
    }
    network.weight.value[[0, 0]]
}

fn near(got: f64, expected: f64) -> bool {
    (got - expected).abs() < 1e-3
}

#[test]
fn the_first_step_is_right() {
    let (first, _) = answer();
    assert!(
        near(first, weight_after(&[2.0])),
        "after the first step Adam's weight is not at {first}; how long is Adam's first step, whatever the gradient, and in which direction does it go?"
    );
}

#[test]
fn the_second_step_goes_back() {
    let (first, second) = answer();
    assert!(
        second > first,
        "the second gradient is negative and outweighs the first, so the weight grows again; yours goes from {first} to {second}"
    );
}

#[test]
fn the_second_step_is_right() {
    let (_, second) = answer();
    assert!(
        near(second, weight_after(&[2.0, -5.0])),
        "after the second step Adam's weight is not at {second}; are both memories corrected, the mean by 1 − β₁² and the mean square by 1 − β₂², and is the root taken?"
    );
}
