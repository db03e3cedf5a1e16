//! The cost by hand, its slopes by hand and by nudging.

use backprop::Linear;
use gradient_descent::numeric::{CENTRAL_STEP, numeric_gradient};
use ndarray::{Array2, array};
use regularization_homework::ex07_3_neighbours::penalise_differences;

#[test]
fn the_cost_by_hand_stays_right() {
    let mut network = Linear::new(array![[1.0, 3.0, 2.0]], array![9.0]);
    let cost = penalise_differences(&mut network, 2.0);
    assert!(cost == 5.0, "the cost of 1 3 2 at λ = 2 should be 5, got {cost}");
}

#[test]
fn the_slopes_by_hand() {
    let mut network = Linear::new(array![[1.0, 3.0, 2.0]], array![9.0]);
    penalise_differences(&mut network, 2.0);
    for (i, expected) in [-4.0, 6.0, -2.0].into_iter().enumerate() {
        let got = network.weight.grad[[0, i]];
        assert!(
            got == expected,
            "d cost / d weight[0,{i}] of 1 3 2 at λ = 2: expected {expected}, got {got}; in how many differences does this \
             weight stand, and with which sign in each?"
        );
    }
    let bias = network.bias.grad[0];
    assert!(
        bias == 0.0,
        "a bias has no neighbours; its gradient should stay 0, got {bias}"
    );
}

#[test]
fn the_slope_is_added_to_what_is_there() {
    let mut network = Linear::new(array![[1.0, 3.0, 2.0]], array![9.0]);
    network.weight.grad.fill(10.0);
    penalise_differences(&mut network, 2.0);
    let got = network.weight.grad[[0, 0]];
    assert!(
        got == 6.0,
        "the gradient was 10 before: expected 10 − 4 = 6, got {got}; the loss's own gradient must not be lost"
    );
}

#[test]
fn every_slope_is_what_nudging_finds() {
    let weights: Array2<f64> = array![
        [0.3, -1.2, 0.7, 0.5],
        [2.0, -0.4, 0.1, 1.5],
        [0.0, 0.9, 0.2, -0.6]
    ];
    let layer = |weights: &Array2<f64>| {
        Linear::new(weights.clone(), array![1.0, 2.0, 3.0])
    };
    let mut network = layer(&weights);
    penalise_differences(&mut network, 0.8);
    let cost =
        |weights: &Array2<f64>| penalise_differences(&mut layer(weights), 0.8);
    let measured = numeric_gradient(cost, &weights, CENTRAL_STEP);
    for ((row, i), &expected) in measured.indexed_iter() {
        let got = network.weight.grad[[row, i]];
        assert!(
            (got - expected).abs() < 1e-7,
            "d cost / d weight[{row},{i}] of three rows of four: nudging finds {expected:.6}, got {got:.6}"
        );
    }
}
