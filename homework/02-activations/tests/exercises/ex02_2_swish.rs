//! Swish: the example by hand, both ends, the law of scaling, and a slope that agrees with the values.

use activations::{Activation, Relu};
use activations_homework::ex02_2_swish::Swish;

#[test]
fn the_example_by_hand() {
    let (swish, x) = (Swish { beta: 1.0 }, 3_f64.ln());
    let (value, slope) = (swish.value(x), swish.derivative(x));
    assert!(
        (value - 0.75 * x).abs() < 1e-12,
        "swish(ln 3) with beta 1 should be 3/4 · ln 3 = 0.8240, got {value:.4}: it is x times the sigmoid, and the \
         sigmoid of ln 3 is 3/4"
    );
    assert!(
        (slope - (0.75 + x * 0.1875)).abs() < 1e-12,
        "the slope at ln 3 with beta 1 should be 3/4 + ln 3 · 3/16 = 0.9560, got {slope:.4}: the product rule has \
         two terms"
    );
}

#[test]
fn beta_turns_a_line_into_a_relu() {
    for x in [-2.0, -0.5, 0.0, 1.5] {
        let line = Swish { beta: 0.0 }.value(x);
        assert!(
            (line - x / 2.0).abs() < 1e-12,
            "with beta 0 swish({x}) is x/2 = {}, got {line}: the sigmoid of 0 is 1/2",
            x / 2.0
        );
    }
    for x in [-20.0, -3.0, 4.0] {
        let (steep, relu) = (Swish { beta: 10.0 }.value(x), Relu.value(x));
        assert!(
            (steep - relu).abs() < 1e-9,
            "with beta 10 swish({x}) is almost the ReLU, {relu}, got {steep}: beta multiplies the x inside the \
             sigmoid, and only that one"
        );
    }
}

#[test]
fn is_finite_far_away() {
    for beta in [1.0, 10.0] {
        let swish = Swish { beta };
        for (x, value, slope) in [(1000.0, 1000.0, 1.0), (-1000.0, 0.0, 0.0)] {
            let (got, got_slope) = (swish.value(x), swish.derivative(x));
            assert!(
                got == value,
                "swish({x}) with beta {beta} should be {value}, got {got}: did an exponential overflow?"
            );
            assert!(
                got_slope == slope,
                "the slope of swish at {x} with beta {beta} should be {slope}, got {got_slope}: did an exponential \
                 overflow?"
            );
        }
    }
}

#[test]
fn has_the_slope_of_its_values() {
    let step = 1e-5;
    for beta in [0.0, 0.5, 1.0, 3.0] {
        let swish = Swish { beta };
        for x in [-4.0, -1.3, -0.2, 0.0, 0.9, 3.5] {
            let measured = (swish.value(x + step) - swish.value(x - step)) / (2.0 * step);
            let got = swish.derivative(x);
            assert!(
                (got - measured).abs() < 1e-8,
                "the slope of swish at {x} with beta {beta}: its values rise by {measured:.8} per unit, your \
                 derivative says {got:.8}. If it is right for beta 1 only, the inner derivative is missing"
            );
        }
    }
}

#[test]
fn dips_below_zero_and_turns_there() {
    let swish = Swish { beta: 1.0 };
    let bottom = -1.278_464_542_761_074; // where the slope is 0
    let (value, slope) = (swish.value(bottom), swish.derivative(bottom));
    assert!(
        (-0.279..-0.278).contains(&value) && slope.abs() < 1e-9,
        "with beta 1 the curve has its lowest point, -0.2785, at x = -1.2785, where its slope is 0; got the value \
         {value:.4} and the slope {slope:.4}"
    );
}
