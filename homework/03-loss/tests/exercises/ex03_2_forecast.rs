//! The truth is computed by the chapter's functions.

use loss::{LogBase, cross_entropy, entropy, kl_divergence};
use loss_homework::ex03_2_forecast::answer;
use ndarray::{Array1, array};

fn weather() -> [Array1<f64>; 2] {
    [array![0.5, 0.25, 0.125, 0.125], array![0.125, 0.5, 0.125, 0.25]]
}

fn assert_close(name: &str, got: f64, truth: f64, advice: &str) {
    let in_nats = truth * std::f64::consts::LN_2;
    let advice = if (got - in_nats).abs() < 0.0005 {
        "that is the value in nats; take logarithms to the base 2"
    } else {
        advice
    };
    assert!((got - truth).abs() < 0.0005, "{name} is not {got}: {advice}");
}

#[test]
fn the_entropy_of_the_truth() {
    let [truth, _] = weather();
    let advice = "weigh each surprise, log₂ 1/t, by how often it happens, and add up";
    assert_close("the entropy H(t)", answer()[0], entropy(&truth, LogBase::Two), advice);
}

#[test]
fn the_cross_entropy_of_the_forecast() {
    let [truth, forecast] = weather();
    let advice = "the surprise comes from the forecast, log₂ 1/p, and the weight from the truth, t; the other way \
                  round is another number";
    assert_close(
        "the cross-entropy H(t, p)",
        answer()[1],
        cross_entropy(&truth, &forecast, LogBase::Two),
        advice,
    );
}

#[test]
fn the_divergence_is_what_the_forecast_costs() {
    let [truth, forecast] = weather();
    let advice = "it is what somebody who believes the forecast is surprised more than somebody who knows the \
                  truth, and never negative";
    assert_close(
        "the divergence D(t‖p)",
        answer()[2],
        kl_divergence(&truth, &forecast, LogBase::Two),
        advice,
    );
}

#[test]
fn the_three_numbers_fit_together() {
    let [entropy, cross_entropy, divergence] = answer();
    assert!(
        (cross_entropy - entropy - divergence).abs() < 0.001,
        "the cross-entropy is the entropy plus the divergence, but {entropy} + {divergence} is not {cross_entropy}"
    );
}
