//! The judge is the descent itself.

use gradient_descent::linear_regression::LinearRegression;
use gradient_descent_homework::ex04_2_two_rates::answer;
use loss::Reduction;
use ndarray::{Array2, array};

/// The mean squared error after 2000 steps from a start that is wrong in every direction.
fn error_after_descent(points: &Array2<f64>, rate: f64) -> f64 {
    let targets = array![1.0, -2.0];
    let mut line = LinearRegression { weight: array![3.0], bias: -1.0 };
    for _step in 0..2000 {
        let (_, slopes) = line.loss(points, &targets, Reduction::Mean);
        line.step(&slopes, rate);
    }
    line.loss(points, &targets, Reduction::Mean).0
}

fn comes_to_rest(points: &Array2<f64>, rate: f64) -> bool {
    error_after_descent(points, rate) < 1.0
}

#[test]
fn before_centring_a_little_less_comes_to_rest() {
    let (rate, _) = answer();
    assert!(rate > 0.0, "a rate is positive, yours for x = 0 and 4 is {rate}");
    assert!(
        comes_to_rest(&array![[0.0], [4.0]], 0.98 * rate),
        "x = 0 and 4: the descent runs away even at 98 % of your rate {rate}, so it is too large; \
         did you take the larger of the two curvatures, and count the bias?"
    );
}

#[test]
fn before_centring_a_little_more_runs_away() {
    let (rate, _) = answer();
    assert!(
        !comes_to_rest(&array![[0.0], [4.0]], 1.02 * rate),
        "x = 0 and 4: at 102 % of your rate {rate} the descent still comes to rest, so a larger one is allowed; \
         is it 2 over the curvature, and the error a mean over both points?"
    );
}

#[test]
fn after_centring_a_little_less_comes_to_rest() {
    let (_, rate) = answer();
    assert!(rate > 0.0, "a rate is positive, yours for x = −2 and 2 is {rate}");
    assert!(
        comes_to_rest(&array![[-2.0], [2.0]], 0.98 * rate),
        "x = −2 and 2: the descent runs away even at 98 % of your rate {rate}, so it is too large; \
         which of the two curvatures sets the limit?"
    );
}

#[test]
fn after_centring_a_little_more_runs_away() {
    let (_, rate) = answer();
    assert!(
        !comes_to_rest(&array![[-2.0], [2.0]], 1.02 * rate),
        "x = −2 and 2: at 102 % of your rate {rate} the descent still comes to rest, so a larger one is allowed; \
         with Σx = 0 the table has its curvatures on the diagonal"
    );
}
