//! The four slopes, measured by nudging u and the first input.

use lstm_homework::ex10_1_cut_gradient::answer;

const STEP: f64 = 1e-4;

/// The loss, where the state that enters moment 3 is given, or else the one that left moment 2.
fn loss(u: f64, first: f64, carried: Option<f64>) -> f64 {
    let second = 2.0 + u * first;
    let third = 1.0 + u * carried.unwrap_or(second);
    let fourth = 3.0 + u * third;
    second + fourth
}

fn slope(of: impl Fn(f64) -> f64, at: f64) -> f64 {
    (of(at + STEP) - of(at - STEP)) / (2.0 * STEP)
}

/// The state after moment 2, as a number that depends on nothing.
fn carried() -> f64 {
    2.0 + 0.5 * 8.0
}

#[track_caller]
fn check(which: &str, got: f64, truth: f64, advice: &str) {
    assert!(
        (got - truth).abs() < 1e-3,
        "{which}: {got} is not right; {advice}"
    );
}

#[test]
fn the_slope_by_u_through_all_moments() {
    let truth = slope(|u| loss(u, 8.0, None), 0.5);
    let advice = "every use of u counts, on every path to h_2 and to h_4; are your states those of the inputs 8, 2, 1, 3?";
    check("the slope by u, whole", answer()[0], truth, advice);
}

#[test]
fn the_slope_by_u_cut() {
    let truth = slope(|u| loss(u, 8.0, Some(carried())), 0.5);
    let advice = "h_2 keeps its share of the loss and its value; in the second piece it is a number, \
                  and no path goes on behind it";
    check("the slope by u, cut", answer()[1], truth, advice);
}

#[test]
fn the_slope_by_the_first_input() {
    let truth = slope(|first| loss(0.5, first, None), 8.0);
    let advice = "two paths lead from the first input to the loss, a short one and a long one";
    check("the slope by the first input, whole", answer()[2], truth, advice);
}

#[test]
fn the_slope_by_the_first_input_cut() {
    let truth = slope(|first| loss(0.5, first, Some(carried())), 8.0);
    let advice = "which of the two paths crosses the cut?";
    check("the slope by the first input, cut", answer()[3], truth, advice);
}
