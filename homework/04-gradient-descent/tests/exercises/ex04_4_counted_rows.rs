use gradient_descent::linear_regression::LinearRegression;
use gradient_descent::numeric::{CENTRAL_STEP, numeric_gradient};
use gradient_descent_homework::ex04_4_counted_rows::counted_loss;
use loss::Reduction;
use ndarray::{Array1, Array2, Axis, array};

fn some_line() -> LinearRegression {
    LinearRegression { weight: array![0.5, -1.0], bias: 0.25 }
}

fn some_data() -> (Array2<f64>, Array1<f64>) {
    (array![[1.0, 2.0], [0.0, -1.0], [3.0, 1.0]], array![1.0, 0.0, -2.0])
}

fn near(got: f64, expected: f64) -> bool {
    (got - expected).abs() <= 1e-7 * expected.abs().max(1.0)
}

fn all_near(got: &Array1<f64>, expected: &Array1<f64>) -> bool {
    got.len() == expected.len()
        && got.iter().zip(expected).all(|(&got, &expected)| near(got, expected))
}

#[test]
fn with_counts_of_one_it_is_the_mean_squared_error() {
    let (inputs, targets) = some_data();
    let (loss, slopes) =
        counted_loss(&some_line(), &inputs, &targets, &array![1.0, 1.0, 1.0]);
    let (expected, true_slopes) =
        some_line().loss(&inputs, &targets, Reduction::Mean);
    assert!(
        near(loss, expected),
        "all counts 1: expected the mean squared error {expected}, got {loss}"
    );
    assert!(
        near(slopes.bias, true_slopes.bias)
            && all_near(&slopes.weight, &true_slopes.weight),
        "all counts 1: the slopes were right before your repair: expected {true_slopes:?}, got {slopes:?}"
    );
}

#[test]
fn the_loss_worked_by_hand_is_seven_quarters() {
    let (loss, _) = counted_loss(
        &LinearRegression::zeros(1),
        &array![[1.0], [2.0]],
        &array![2.0, 1.0],
        &array![1.0, 3.0],
    );
    assert!(
        near(loss, 1.75),
        "the example by hand: expected a loss of 1.75, got {loss}; the loss was right, leave it as it was"
    );
}

#[test]
fn the_slopes_worked_by_hand_are_minus_four_and_minus_five_halves() {
    let (_, slopes) = counted_loss(
        &LinearRegression::zeros(1),
        &array![[1.0], [2.0]],
        &array![2.0, 1.0],
        &array![1.0, 3.0],
    );
    let weight = slopes.weight[0];
    assert!(
        near(weight, -4.0),
        "d loss / d weight[0] of the example: expected -4, got {weight}; by what is the loss divided?"
    );
    assert!(
        near(slopes.bias, -2.5),
        "d loss / d bias of the example: expected -2.5, got {}; does the row that counts three times do so here?",
        slopes.bias
    );
}

#[test]
fn nudging_finds_the_same_slopes() {
    let (inputs, targets) = some_data();
    let counts = array![0.5, 4.0, 2.0];
    let loss_at = |p: &Array1<f64>| {
        let line = LinearRegression { weight: array![p[0], p[1]], bias: p[2] };
        counted_loss(&line, &inputs, &targets, &counts).0
    };
    let line = some_line();
    let place = array![line.weight[0], line.weight[1], line.bias];
    let numeric = numeric_gradient(loss_at, &place, CENTRAL_STEP);
    let (_, slopes) = counted_loss(&line, &inputs, &targets, &counts);
    for (name, got, expected) in [
        ("weight[0]", slopes.weight[0], numeric[0]),
        ("weight[1]", slopes.weight[1], numeric[1]),
        ("bias", slopes.bias, numeric[2]),
    ] {
        assert!(
            near(got, expected),
            "d loss / d {name} with counts {counts}: expected {expected:.6}, got {got:.6}"
        );
    }
}

#[test]
fn a_row_that_counts_twice_is_a_row_written_twice() {
    let (inputs, targets) = some_data();
    let rows = [0, 1, 1, 2, 2, 2];
    let (expected, true_slopes) = some_line().loss(
        &inputs.select(Axis(0), &rows),
        &targets.select(Axis(0), &rows),
        Reduction::Mean,
    );
    let (loss, slopes) =
        counted_loss(&some_line(), &inputs, &targets, &array![1.0, 2.0, 3.0]);
    assert!(
        near(loss, expected),
        "counts 1, 2, 3: expected the loss {expected} of the rows written out, got {loss}"
    );
    assert!(
        near(slopes.bias, true_slopes.bias),
        "d loss / d bias with counts 1, 2, 3: expected {:.6} as of the rows written out, got {:.6}",
        true_slopes.bias,
        slopes.bias
    );
    assert!(
        all_near(&slopes.weight, &true_slopes.weight),
        "d loss / d weight with counts 1, 2, 3: expected {:.6} as of the rows written out, got {:.6}",
        true_slopes.weight,
        slopes.weight
    );
}
