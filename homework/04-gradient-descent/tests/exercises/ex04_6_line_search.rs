use gradient_descent_homework::ex04_6_line_search::LineSearch;
use ndarray::{Array1, array};

const HALVING: LineSearch = LineSearch { first: 4.0, shrink: 0.5, share: 0.5 };

fn square(p: &Array1<f64>) -> f64 {
    p.dot(p)
}

fn fourth_power(p: &Array1<f64>) -> f64 {
    p[0].powi(4)
}

fn show(rate: Option<f64>) -> String {
    rate.map_or_else(|| "none".to_owned(), |rate| rate.to_string())
}

#[test]
fn the_search_worked_by_hand_takes_the_first_rate_that_pays() {
    let rate = HALVING.rate(square, &array![8.0], &array![16.0]);
    assert!(
        rate == Some(0.5),
        "θ² from 8 with first = 4, shrink = ½, σ = ½: expected the rate 0.5, got {}; \
         the condition is f(θ − ηg) ≤ f(θ) − σ η ‖g‖², with the square of the gradient's length",
        show(rate)
    );
    let search = LineSearch { first: 0.25, shrink: 0.5, share: 0.5 };
    let rate = search.rate(square, &array![8.0], &array![16.0]);
    assert!(
        rate == Some(0.25),
        "θ² from 8: the rate 0.25 pays at once (16 ≤ 64 − 32), got {}; try before you shrink",
        show(rate)
    );
}

#[test]
fn the_fall_asked_for_grows_with_the_rate_and_the_square_of_the_slope() {
    // f = θ²/100 at 1: slope 1/50. By hand: f(θ − ηg) = (1 − η/50)²/100 ≤ (1 − σ η/25)/100 holds up to η = 100 (1 − σ).
    let flat = |p: &Array1<f64>| p[0] * p[0] / 100.0;
    let search = LineSearch { first: 64.0, shrink: 0.5, share: 0.4 };
    let rate = search.rate(flat, &array![1.0], &array![0.02]);
    assert!(
        rate == Some(32.0),
        "θ²/100 from 1, first = 64, σ = 0.4: expected 32, got {}; the fall asked for is σ times η times the square of the slope",
        show(rate)
    );
    let mild = LineSearch { share: 0.3, ..search };
    let rate = mild.rate(flat, &array![1.0], &array![0.02]);
    assert!(
        rate == Some(64.0),
        "θ²/100 from 1, first = 64, σ = 0.3: the first rate pays, expected 64, got {}",
        show(rate)
    );
}

#[test]
fn where_nothing_pays_there_is_no_rate() {
    let uphill = HALVING.rate(square, &array![8.0], &array![-16.0]);
    assert!(
        uphill.is_none(),
        "a gradient of the wrong sign leads uphill at every rate: expected none, got {}",
        show(uphill)
    );
}

#[test]
fn a_step_into_nowhere_does_not_pay() {
    let log = |p: &Array1<f64>| -p[0].ln() + p[0]; // NaN for negative θ
    let rate = HALVING.rate(log, &array![4.0], &array![0.75]);
    assert!(rate.is_some(), "θ − ln θ from 4 has rates that pay, got none");
    let landed = 4.0 - 0.75 * rate.unwrap_or(0.0);
    let wider =
        LineSearch { first: 8.0, ..HALVING }.rate(log, &array![4.0], &array![0.75]);
    assert!(
        wider == rate && landed > 0.0,
        "θ − ln θ from 4, first = 8: that step lands where f is NaN, so the search goes on to {}; got {}",
        show(rate),
        show(wider)
    );
}

#[test]
fn every_step_takes_the_first_rate_that_pays() {
    let slope = |p: &Array1<f64>| array![4.0 * p[0].powi(3)];
    let trace = HALVING.descend(fourth_power, slope, &array![4.0], 8);
    assert!(
        trace.len() == 9,
        "8 steps on θ⁴ from 4 pass 9 places, got {}",
        trace.len()
    );
    for (step, pair) in trace.windows(2).enumerate() {
        let (from, to) = (pair[0][0], pair[1][0]);
        let g = 4.0 * from.powi(3);
        let rate = (from - to) / g;
        let pays = |rate: f64| {
            (from - rate * g).powi(4) <= from.powi(4) - 0.5 * rate * g * g
        };
        assert!(
            pays(rate * (1.0 - 1e-9)),
            "θ⁴, step {step} from {from}: the rate {rate} does not pay"
        );
        assert!(
            rate > 3.9 || !pays(2.0 * rate),
            "θ⁴, step {step} from {from}: the rate {rate} was taken, but {} pays as well: \
             every search begins with `first` again",
            2.0 * rate
        );
    }
}

#[test]
fn the_descent_ends_at_the_bottom() {
    let trace = HALVING.descend(square, |p| p * 2.0, &array![8.0, -4.0], 100);
    let end = trace.last().expect("the start at least");
    assert!(
        square(end) == 0.0,
        "θ² from (8, −4) arrives in one step with η = ½, but ends at {end}"
    );
    assert!(
        trace.len() == 2,
        "where the gradient is 0 the descent is over: expected 2 places, got {}",
        trace.len()
    );
    let stuck = HALVING.descend(square, |p| p * -2.0, &array![8.0], 100);
    assert!(
        stuck.len() == 1,
        "with a gradient of the wrong sign nothing pays: only the start, got {} places",
        stuck.len()
    );
}
