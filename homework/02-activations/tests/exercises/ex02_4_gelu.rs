//! GELU's slope beside difference quotients of its values, which are right.

use activations::Activation;
use activations_homework::ex02_4_gelu::Gelu;

#[track_caller]
fn assert_slope(x: f64) {
    let step = 1e-5;
    let measured = (Gelu.value(x + step) - Gelu.value(x - step)) / (2.0 * step);
    let got = Gelu.derivative(x);
    assert!(
        (got - measured).abs() < 1e-8,
        "the slope of GELU at {x}: the values rise by {measured:.6} per unit, the derivative says {got:.6}, off by \
         {:.6}. How does the gap grow from x = 0.1 to 0.2 and 0.4, and which term grows like that?",
        got - measured
    );
}

#[test]
fn the_values_are_what_they_were() {
    for (x, wanted) in [(0.0, 0.0), (1.0, 0.841192), (-1.0, -0.158808), (3.0, 2.996363)] {
        let got = Gelu.value(x);
        assert!(
            (got - wanted).abs() < 1e-6,
            "gelu({x}) is {wanted}, got {got}: `value` was right, and the mistake is not there"
        );
    }
}

#[test]
fn the_slope_at_zero() {
    let got = Gelu.derivative(0.0);
    assert!(
        (got - 0.5).abs() < 1e-12,
        "the slope at 0 is 1/2, got {got}: tanh(0) is 0 and the second term has a factor x"
    );
}

#[test]
fn the_slope_close_to_zero() {
    for x in [-0.5, -0.1, 0.1, 0.5] {
        assert_slope(x);
    }
}

#[test]
fn the_slope_further_out() {
    for x in [-3.0, -2.0, -1.0, 1.0, 2.0, 3.0] {
        assert_slope(x);
    }
    let got = Gelu.derivative(1.0);
    assert!((got - 1.082964).abs() < 1e-6, "gelu′(1) is 1.082964, got {got:.6}");
}

#[test]
fn the_slope_far_out() {
    for (x, wanted) in [(30.0, 1.0), (-30.0, 0.0)] {
        let got = Gelu.derivative(x);
        assert!(
            (got - wanted).abs() < 1e-9,
            "at {x} GELU is as straight as a ReLU, with slope {wanted}; got {got}"
        );
    }
}
