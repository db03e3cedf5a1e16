use gradient_descent::descent::descend;
use gradient_descent::numeric::{CENTRAL_STEP, numeric_gradient};
use gradient_descent_homework::ex04_1_rosenbrock::Rosenbrock;
use ndarray::{Array1, array};

const USUAL: Rosenbrock = Rosenbrock { a: 1.0, b: 100.0 };

#[test]
fn the_place_worked_by_hand_is_104_high() {
    let height = USUAL.value(&array![-1.0, 2.0]);
    assert!(
        (height - 104.0).abs() < 1e-9,
        "f(−1, 2) with a = 1, b = 100: expected 2² + 100 · 1² = 104, got {height}; is b outside of the square?"
    );
}

#[test]
fn the_bottom_lies_at_a_and_a_squared() {
    let valley = Rosenbrock { a: 3.0, b: 5.0 };
    let bottom = array![3.0, 9.0];
    let height = valley.value(&bottom);
    assert!(
        height == 0.0,
        "with a = 3 the lowest place is (3, 9), and f is 0 there; got {height}. Does your formula use `self.a`?"
    );
    let slopes = valley.gradient(&bottom);
    assert!(
        slopes.iter().all(|&slope| slope == 0.0),
        "at the bottom (3, 9) both slopes are 0, got {slopes}; does your gradient use `self.a`?"
    );
}

#[test]
fn the_gradient_worked_by_hand_is_396_and_200() {
    assert_slopes(
        &USUAL.gradient(&array![-1.0, 2.0]),
        &array![396.0, 200.0],
        "(−1, 2)",
    );
}

#[test]
fn nudging_finds_the_same_slopes() {
    let valley = Rosenbrock { a: 2.0, b: 7.0 };
    for place in
        [array![0.0, 1.0], array![1.5, -0.5], array![-2.0, 3.0], array![0.3, 0.09]]
    {
        let numeric = numeric_gradient(|p| valley.value(p), &place, CENTRAL_STEP);
        assert_slopes(&valley.gradient(&place), &numeric, &place.to_string());
    }
}

#[test]
fn descent_reaches_the_floor_of_the_valley() {
    let trace = descend(|p| USUAL.gradient(p), &array![-1.0, 2.0], 0.001, 2000);
    let end = &trace[2000];
    let height = USUAL.value(end);
    assert!(
        height < 1.0,
        "2000 steps of a thousandth from (−1, 2) should come below 1, but end at {end}, {height} high: some slope points the wrong way"
    );
}

fn six_digits(x: f64) -> f64 {
    (x * 1e6).round() / 1e6
}

fn assert_slopes(got: &Array1<f64>, expected: &Array1<f64>, place: &str) {
    assert!(
        got.len() == 2,
        "a gradient has as many numbers as parameters: 2, not {}",
        got.len()
    );
    for (name, got, expected, cause) in [
        (
            "x",
            got[0],
            expected[0],
            "did you use the chain rule on y − x², and count both squares?",
        ),
        ("y", got[1], expected[1], "y stands in the second square only"),
    ] {
        assert!(
            (got - expected).abs() <= 1e-6 * expected.abs().max(1.0),
            "∂f/∂{name} at {place}: expected {}, got {}; {cause}",
            six_digits(expected),
            six_digits(got)
        );
    }
}
