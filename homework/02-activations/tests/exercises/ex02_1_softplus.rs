//! Softplus: known values, both tails, and a slope that agrees with the values.

use activations::Activation;
use activations_homework::ex02_1_softplus::Softplus;

#[track_caller]
fn expect(x: f64, expected: f64, tolerance: f64, advice: &str) {
    let got = Softplus.value(x);
    assert!(
        (got - expected).abs() <= tolerance,
        "softplus({x}) should be {expected:?}, got {got:?}: {advice}"
    );
}

#[test]
fn is_log_two_at_zero() {
    expect(0.0, std::f64::consts::LN_2, 1e-15, "e^0 is 1, so this is ln(1 + 1)");
}

#[test]
fn is_nearly_x_for_large_x() {
    expect(1000.0, 1000.0, 0.0, "did e^1000 overflow? Take the large part out of the logarithm first");
    expect(30.0, 30.0 + 9.357622968840175e-14, 1e-14, "ln(1 + e^x) is a little more than x");
}

#[test]
fn keeps_the_digits_of_small_values() {
    expect(
        -1000.0,
        0.0,
        0.0,
        "far to the left softplus is 0; is the large part taken out on the wrong side?",
    );
    let advice = "1 + e^x rounds to 1 there; `ln_1p` does not add the 1";
    expect(-40.0, 4.248354255291589e-18, 1e-32, advice);
}

#[test]
fn has_the_slope_of_its_values() {
    let step = 1e-5;
    for x in [-3.0, -0.7, 0.0, 0.4, 2.5] {
        let measured = (Softplus.value(x + step) - Softplus.value(x - step)) / (2.0 * step);
        let got = Softplus.derivative(x);
        assert!(
            (got - measured).abs() < 1e-8,
            "the slope at {x}: your values rise by {measured:.8} per unit, your derivative says {got:.8}"
        );
    }
}

#[test]
fn has_a_slope_far_away() {
    for (x, expected) in [(1000.0, 1.0), (-1000.0, 0.0)] {
        let got = Softplus.derivative(x);
        assert!(
            got == expected,
            "the slope at {x} should be {expected}, got {got}: did an exponential overflow?"
        );
    }
}
