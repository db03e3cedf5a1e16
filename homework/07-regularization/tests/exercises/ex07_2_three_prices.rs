//! The smallest places, searched for with the chapter's penalties and without a formula.

use regularization::{ElasticNet, L1, L2, Penalty};
use regularization_homework::ex07_2_three_prices::answer;

fn loss(w: f64) -> f64 {
    0.5 * (2.0 - w).powi(2) + 0.5 * (5.0 - 2.0 * w).powi(2)
}

/// Thirds of an interval are thrown away until next to nothing is left: the cost has one valley.
fn lowest(penalty: &impl Penalty<f64>) -> f64 {
    let cost = |w: f64| loss(w) + penalty.value(w);
    let (mut low, mut high) = (-10.0, 10.0);
    for _ in 0..200 {
        let third = (high - low) / 3.0;
        if cost(low + third) < cost(high - third) {
            high -= third;
        } else {
            low += third;
        }
    }
    f64::midpoint(low, high)
}

#[track_caller]
fn check(which: &str, got: f64, truth: f64, advice: &str) {
    assert!(
        (got - truth).abs() < 1e-3,
        "{which}: {got} is not right; {advice}"
    );
}

#[test]
fn the_price_on_squares() {
    let advice = "multiply the loss out, add the price, and set the slope to 0; the ½ of the price goes with the 2 of its slope";
    check("question 1", answer()[0], lowest(&L2 { lambda: 1.0 }), advice);
}

#[test]
fn the_price_on_size() {
    let advice = "the price takes 4.5 off the loss's *slope*; what that is in w depends on how much w² there is";
    check("question 2", answer()[1], lowest(&L1 { lambda: 4.5 }), advice);
}

#[test]
fn from_which_price_on_it_is_zero() {
    let (mut low, mut high) = (0.0, 100.0);
    for _ in 0..60 {
        let lambda = f64::midpoint(low, high);
        if lowest(&L1 { lambda }) > 1e-6 { low = lambda } else { high = lambda }
    }
    let advice = "how steep is the loss at w = 0?";
    check("question 3", answer()[2], low, advice);
}

#[test]
fn both_prices_at_once() {
    let advice = "both slopes are added to the loss's: a constant for the size, a multiple of w for the squares";
    check(
        "question 4",
        answer()[3],
        lowest(&ElasticNet { l1: 2.0, l2: 5.0 }),
        advice,
    );
}
