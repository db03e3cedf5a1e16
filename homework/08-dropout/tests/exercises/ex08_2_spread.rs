//! The truth, from all eight masks.

use dropout::{inverted_scale, sub_networks};
use dropout_homework::ex08_2_spread::answer;
use ndarray::array;

/// The mean of a function of the sum over all masks.
fn mean(of: impl Fn(f64) -> f64) -> f64 {
    let products = array![6.0, 3.0, -3.0];
    let drop_prob = 1.0 / 3.0;
    sub_networks::<f64>(3, drop_prob)
        .map(|network| {
            let sum =
                (&network.mask * &products).sum() * inverted_scale(drop_prob);
            network.probability * of(sum + 5.0)
        })
        .sum()
}

#[track_caller]
fn check(which: &str, got: f64, truth: f64, advice: &str) {
    assert!(
        (got - truth).abs() < 6e-4,
        "{which}, {got}, is not right; {advice}"
    );
}

#[test]
fn the_mean() {
    let advice = "what is the mean of one product that is either 0 or multiplied by 3/2?";
    check("the mean", answer()[0], mean(|sum| sum), advice);
}

#[test]
fn the_variance() {
    let centre = mean(|sum| sum);
    let advice = "the variance of each product (it is a *scaled* one, and the bias does not move) by itself, then added up; \
                  not its root";
    let truth = mean(|sum| (sum - centre).powi(2));
    check("the variance", answer()[1], truth, advice);
}

#[test]
fn the_probability_of_the_bias_alone() {
    let advice = "which masks leave a sum of 0 besides the bias? Each has a probability of its own";
    let truth = mean(|sum| f64::from((sum - 5.0).abs() < 1e-9));
    check("the probability", answer()[2], truth, advice);
}
