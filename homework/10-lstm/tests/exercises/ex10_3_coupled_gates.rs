//! The unit by hand, and all of its slopes by nudging.

use backprop::{Layer, Mode, check_gradients};
use chacha20::ChaCha8Rng;
use lstm_homework::ex10_3_coupled_gates::CoupledUnit;
use ndarray::{Array2, array};
use rand::SeedableRng;

const INPUTS: [&str; 4] = ["s_f", "s_g", "s_o", "c_before"];

/// Inputs at which no gate is half open and no candidate 0.
fn inputs() -> Array2<f64> {
    array![[0.5, 1.2, -0.7, 0.8], [-1.0, -0.6, 0.4, -0.3], [2.0, 0.3, 0.1, 1.5]]
}

#[track_caller]
fn slopes_agree(column: usize, upstream: [f64; 2]) {
    let inputs = inputs();
    let mut unit = CoupledUnit::default();
    unit.forward(inputs.clone(), Mode::Train);
    let grad = Array2::from_shape_fn((3, 2), |(_, k)| upstream[k]);
    let got = unit.backward(grad.clone());
    let loss = |inputs: Array2<f64>| {
        (CoupledUnit::default().forward(inputs, Mode::Train) * &grad).sum()
    };
    for row in 0..3 {
        let nudged = |by: f64| {
            let mut inputs = inputs.clone();
            inputs[[row, column]] += by;
            loss(inputs)
        };
        let measured = (nudged(1e-5) - nudged(-1e-5)) / 2e-5;
        let got = got[[row, column]];
        let by = if upstream[0] == 0.0 { "h" } else { "c" };
        assert!(
            (got - measured).abs() < 1e-8,
            "example {row}, 1 comes back by {by}: nudging {} gives the slope {measured:.6}, backward says {got:.6}; on how many \
             paths does {} reach the cell, and with which sign?",
            INPUTS[column],
            INPUTS[column]
        );
    }
}

#[test]
fn the_example_by_hand() {
    let mut unit = CoupledUnit::default();
    let output = unit.forward(array![[0.0, 0.0, 0.0, 4.0]], Mode::Train);
    let (cell, hidden) = (output[[0, 0]], output[[0, 1]]);
    assert!(
        cell == 2.0 && (hidden - 0.482).abs() < 1e-3,
        "forward: c and h should be 2 and 0.482, got {cell} and {hidden}"
    );
    let grad = unit.backward(array![[8.0, 0.0]]);
    for (column, expected) in [8.0, 4.0, 0.0, 4.0].into_iter().enumerate() {
        let got = grad[[0, column]];
        assert!(
            (got - expected).abs() < 1e-12,
            "by hand: d loss / d {}: expected {expected}, got {got}",
            INPUTS[column]
        );
    }
}

#[test]
fn the_slopes_that_were_right_stay_right() {
    for column in [1, 2, 3] {
        slopes_agree(column, [1.0, 0.0]);
        slopes_agree(column, [0.0, 1.0]);
    }
}

#[test]
fn the_forget_gate_has_the_slope_that_nudging_finds() {
    slopes_agree(0, [1.0, 0.0]);
    slopes_agree(0, [0.0, 1.0]);
}

#[test]
fn the_gradient_check_passes() {
    let mut rng = ChaCha8Rng::seed_from_u64(3);
    let report =
        check_gradients(CoupledUnit::default, &inputs(), Mode::Train, &mut rng);
    assert!(
        report.passes(),
        "backward does not tell the truth about all four inputs:\n{report}"
    );
}
