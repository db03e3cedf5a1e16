use gradient_descent::descent::descend;
use gradient_descent_homework::ex04_3_heavy_ball::roll;
use ndarray::{Array1, array};

fn twice(theta: &Array1<f64>) -> Array1<f64> {
    theta * 2.0
}

/// Of (1 − x)² + 100 (y − x²)², and its height.
fn rosenbrock(p: &Array1<f64>) -> (f64, Array1<f64>) {
    let above = p[1] - p[0] * p[0];
    let height = (1.0 - p[0]).powi(2) + 100.0 * above * above;
    (height, array![-2.0 * (1.0 - p[0]) - 400.0 * p[0] * above, 200.0 * above])
}

#[test]
fn the_first_step_is_a_step_of_descent() {
    let trace = roll(twice, &array![8.0], 0.25, 0.5, 1);
    assert!(
        trace.len() == 2,
        "one step passes two places, the start and the one after it; got {} places",
        trace.len()
    );
    assert!(
        trace[0][0] == 8.0,
        "the trace begins with the start 8, got {}",
        trace[0][0]
    );
    assert!(
        trace[1][0] == 4.0,
        "θ² from 8, η = ¼: v = −¼ · 16 = −4, so θ becomes 4; got {}. The ball moves by the *new* velocity, and μ shrinks only the old one",
        trace[1][0]
    );
}

#[test]
fn the_ball_worked_by_hand_rolls_across_the_bottom() {
    let trace = roll(twice, &array![8.0], 0.25, 0.5, 3);
    for (step, expected) in [(2, 0.0), (3, -2.0)] {
        let got = trace[step][0];
        assert!(
            got == expected,
            "θ² from 8, η = ¼, μ = ½, place after step {step}: expected {expected}, got {got}; \
             the velocity must outlive its step, and the slope is taken where the ball is"
        );
    }
}

#[test]
fn without_momentum_it_is_descent() {
    let start = array![-1.0, 2.0];
    let got = roll(|p| rosenbrock(p).1, &start, 0.001, 0.0, 50);
    let expected = descend(|p| rosenbrock(p).1, &start, 0.001, 50);
    assert!(
        got == expected,
        "with μ = 0 the trace must be that of `descend`; after 50 steps it is at {}, yours at {}",
        expected[50],
        got.last().map_or_else(|| "nowhere".to_owned(), ToString::to_string)
    );
}

#[test]
fn on_a_constant_slope_the_step_grows_tenfold() {
    let trace = roll(|_| array![1.0], &array![0.0], 0.1, 0.9, 400);
    let last = trace[399][0] - trace[400][0];
    assert!(
        (last - 1.0).abs() < 1e-9,
        "with a slope of 1, η = 0.1 and μ = 0.9 the steps tend to η/(1 − μ) = 1; the 400th is {last}"
    );
}

#[test]
fn in_rosenbrocks_valley_it_comes_much_nearer() {
    let start = array![-1.0, 2.0];
    let height = |trace: &[Array1<f64>]| rosenbrock(&trace[trace.len() - 1]).0;
    let plain = height(&descend(|p| rosenbrock(p).1, &start, 0.0005, 3000));
    let ball = height(&roll(|p| rosenbrock(p).1, &start, 0.0005, 0.9, 3000));
    assert!(
        ball < plain / 100.0,
        "after 3000 steps descent is {plain} high, and the ball should be a hundred times lower; it is {ball} high"
    );
}
