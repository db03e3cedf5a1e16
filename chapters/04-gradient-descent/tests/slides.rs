//! The worked numbers of this chapter, and the slides' slips put right.

use chacha20::ChaCha8Rng;
use gradient_descent::batches::{
    draw_with_replacement, epoch_batches, expected_share_missed, steps_per_epoch,
};
use gradient_descent::boundary::{Pace, boundary_frames};
use gradient_descent::descent::{descend, descend_line};
use gradient_descent::grid::{evaluations, grid_search};
use gradient_descent::landscape::{Bowl, two_valleys, two_valleys_slope};
use gradient_descent::linear_regression::{LinearRegression, hessian};
use gradient_descent::noise::{Drawing, expected_noise, gradients_of_examples, measured_noise, spread};
use gradient_descent::numeric::{forward_difference, numeric_derivative, numeric_gradient};
use gradient_descent::online::show;
use gradient_descent::rate::{distance_factor, largest_curvature, largest_rate, steps_to_shrink};
use gradient_descent::softmax_regression::SoftmaxRegression;
use gradient_descent::split::{k_fold, split};
use gradient_descent::standardise::Standardiser;
use gradient_descent::stopping::{Stable, Stopped, Stopping, descend_until};
use gradient_descent::training::{train_epoch, train_step};
use loss::{Reduction, accuracy};
use ndarray::{Array1, Array2, Axis, array};
use neuron::SigmoidNeuron;
use pins::pin;
use rand::{RngExt, SeedableRng};

fn rng(seed: u64) -> ChaCha8Rng {
    ChaCha8Rng::seed_from_u64(seed)
}

/// The three points through which the chapter lays a line by hand.
fn three_points() -> (Array2<f64>, Array1<f64>) {
    (array![[0.0], [1.0], [2.0]], array![1.0, 2.0, 6.0])
}

/// Their mean squared error and its gradient, as functions of (b, w).
fn three_points_loss(theta: &Array1<f64>) -> (f64, Array1<f64>) {
    let (inputs, targets) = three_points();
    let line = LinearRegression { weight: array![theta[1]], bias: theta[0] };
    let (loss, slopes) = line.loss(&inputs, &targets, Reduction::Mean);
    (loss, slopes.parameters())
}

/// Twenty points near the line 1 + 2x, for S2's comparison of one update a pass with twenty.
fn twenty_points() -> (Array2<f64>, Array1<f64>) {
    let x = Array1::from_shape_fn(20, |n| n as f64 / 10.0 - 0.95);
    let t = Array1::from_shape_fn(20, |n| 1.0 + 2.0 * x[n] + 0.5 * (3.0 * n as f64).sin());
    (x.insert_axis(Axis(1)), t)
}

fn step_on(
    model: &mut LinearRegression,
    inputs: &Array2<f64>,
    targets: &Array1<f64>,
    batch: &[usize],
    rate: f64,
) {
    let (rows, truth) = (inputs.select(Axis(0), batch), targets.select(Axis(0), batch));
    let (_, slopes) = model.loss(&rows, &truth, Reduction::Mean);
    model.step(&slopes, rate);
}

fn one_by_one(
    model: &mut LinearRegression,
    (inputs, targets): (&Array2<f64>, &Array1<f64>),
    order: &[usize],
    rate: f64,
) {
    for &example in order {
        step_on(model, inputs, targets, &[example], rate);
    }
}

fn distance(a: &LinearRegression, b: &LinearRegression) -> f64 {
    let away = a.parameters() - b.parameters();
    away.dot(&away).sqrt()
}

// ---- the slope ----

#[test]
fn difference_quotients() {
    let square = |x: f64| x * x;
    let cube = |x: f64| x * x * x;
    let forward = |h| forward_difference(square, 3.0, h);
    assert!((forward(0.1) - 6.1_f64).abs() < 1e-12);
    pin!("difference_quotients", {
        "forward": [forward(1.0), forward(0.1), forward(0.01)],
        "central": numeric_derivative(square, 3.0, 1.0),
        "cube_forward": forward_difference(cube, 1.0, 0.1),
        "cube_central": numeric_derivative(cube, 1.0, 0.1),
        "cube_forward_error": forward_difference(cube, 1.0, 0.1) - 3.0,
        "cube_central_error": numeric_derivative(cube, 1.0, 0.1) - 3.0,
        "cube_central_error_at_a_hundredth": numeric_derivative(cube, 1.0, 0.01) - 3.0,
        "precision": f64::EPSILON,
        "precision_f32": f64::from(f32::EPSILON),
        "square_root": f64::EPSILON.sqrt(),
        "cube_root": f64::EPSILON.cbrt(),
        "cube_root_f32": f64::from(f32::EPSILON).cbrt(),
    });
}

#[test]
fn err_28_a_partial_derivative_depends_on_all_parameters() {
    let f = |p: &Array1<f64>| p[0] * p[0] * p[1];
    let here = numeric_gradient(f, &array![2.0, 3.0], 1e-5);
    let there = numeric_gradient(f, &array![2.0, 1.0], 1e-5);
    assert!((here[0] - 12.0).abs() < 1e-8 && (there[0] - 4.0).abs() < 1e-8);
    // So both parameters move from the same place: moving one first changes the other's slope.
    let gradient = |p: &Array1<f64>| array![2.0 * p[0] * p[1], p[0] * p[0]];
    let together = descend(gradient, &array![2.0, 3.0], 0.1, 1)[1].clone();
    let first = 2.0 - 0.1 * gradient(&array![2.0, 3.0])[0];
    let one_by_one = 3.0 - 0.1 * gradient(&array![first, 3.0])[1];
    assert!((together[1] - one_by_one).abs() > 0.1);
    pin!("err_28", {
        "slope_at_3": here[0],
        "slope_at_1": there[0],
        "together": together.to_vec(),
        "one_by_one": [first, one_by_one],
    });
}

// ---- going down ----

#[test]
fn parabola_by_hand() {
    let trace = descend_line(|theta| 2.0 * theta, 8.0, 0.25, 4);
    assert_eq!(trace, [8.0, 4.0, 2.0, 1.0, 0.5]);
    let ten = descend_line(|theta| 2.0 * theta, 8.0, 0.1, 3);
    pin!("parabola", { "quarter": trace, "tenth": ten, "slopes": [16.0, 8.0, 4.0, 2.0],
        "steps_of_a_hundredth": steps_to_shrink(0.01, 2.0, 0.01), "steps_of_a_quarter": steps_to_shrink(0.25, 2.0, 0.01) });
}

#[test]
fn brute_force_against_descent() {
    let f = |theta: &Array1<f64>| three_points_loss(theta).0;
    let grid = grid_search(f, 2, -5.0, 5.0, 101);
    assert!((grid.at[0] - 0.5).abs() < 1e-9 && (grid.at[1] - 2.5).abs() < 1e-9);
    let least = f(&array![0.5, 2.5]);
    let trace = descend(|theta| three_points_loss(theta).1, &array![0.0, 0.0], 0.2, 200);
    let spacing = 0.1;
    let near = |theta: &Array1<f64>| (theta - &array![0.5, 2.5]).iter().all(|x| x.abs() < spacing / 2.0);
    let steps = trace.iter().position(near).expect("it comes near");
    assert!(steps < 100);
    pin!("brute_force", {
        "points_per_axis": 101,
        "evaluations": grid.evaluations,
        "evaluations_of_three": evaluations(3, 101),
        "at": grid.at.to_vec(),
        "value": grid.value,
        "least": least,
        "steps": steps,
        "digits_parameters": 650,
        "digits_evaluations_of_a_gradient": 2 * 650,
        "digits_evaluations_fit_a_usize": evaluations(650, 10).is_some(),
    });
}

#[test]
fn two_valleys_and_where_a_start_ends() {
    let end = |start: f64| *descend_line(two_valleys_slope, start, 0.1, 2000).last().expect("a place");
    let (left, right) = (end(-2.0), end(2.0));
    assert!(two_valleys(left) < two_valleys(right));
    // The hill between them, where the slope is zero as well: by bisection.
    let (mut low, mut high) = (0.0, 0.5);
    for _ in 0..60 {
        let middle = f64::midpoint(low, high);
        if two_valleys_slope(middle) > 0.0 { low = middle } else { high = middle }
    }
    let top = low;
    assert!(two_valleys_slope(top).abs() < 1e-12);
    assert!((end(top - 0.01) - left).abs() < 1e-9);
    assert!((end(top + 0.01) - right).abs() < 1e-9);
    pin!("two_valleys", {
        "left": left, "right": right, "top": top,
        "value_left": two_valleys(left), "value_right": two_valleys(right), "value_top": two_valleys(top),
        "slope_at_2": two_valleys_slope(2.0),
    });
}

#[test]
fn two_variables_by_hand() {
    let bowl = Bowl { curvature: array![1.0, 4.0], lowest: array![0.0, 0.0] };
    let trace = descend(|at| bowl.gradient(at), &array![4.0, 2.0], 0.25, 3);
    assert_eq!(trace[1], array![3.0, 0.0]);
    let places: Vec<Vec<f64>> = trace.iter().map(|at| at.to_vec()).collect();
    let values: Vec<f64> = trace.iter().map(|at| bowl.value(at)).collect();
    pin!("two_variables", {
        "places": places,
        "values": values,
        "gradient": bowl.gradient(&trace[0]).to_vec(),
        "steepest": bowl.gradient(&trace[0]).dot(&bowl.gradient(&trace[0])).sqrt(),
    });
}

#[test]
fn err_29_every_step_points_straight_down_and_the_rate_is_only_its_length() {
    let bowl = Bowl { curvature: array![1.0, 4.0], lowest: array![0.0, 0.0] };
    let start = array![4.0, 2.0];
    let slopes = bowl.gradient(&start);
    for rate in [0.01, 0.1, 0.7] {
        let step = &descend(|at| bowl.gradient(at), &start, rate, 1)[1] - &start;
        let cosine = step.dot(&slopes) / (step.dot(&step) * slopes.dot(&slopes)).sqrt();
        assert!((cosine + 1.0).abs() < 1e-12, "against the gradient, whatever the rate");
        assert!((step.dot(&step).sqrt() - rate * slopes.dot(&slopes).sqrt()).abs() < 1e-12);
    }
    // It is the *lowest point* that lies elsewhere: straight down is not straight there.
    let there = -&start;
    let cosine = there.dot(&slopes) / (there.dot(&there) * slopes.dot(&slopes)).sqrt();
    assert!(cosine > -0.95);
    pin!("err_29", { "angle_to_the_lowest_point": (-cosine).acos().to_degrees() });
}

// ---- how long a step ----

#[test]
fn rates_of_a_ravine() {
    let (flat, steep) = (1.0, 20.0);
    let rate = 1.0 / steep;
    let best = 2.0 / (flat + steep);
    assert!((distance_factor(best, flat) + distance_factor(best, steep)).abs() < 1e-12);
    pin!("ravine", {
        "flat": flat, "steep": steep, "ratio": steep / flat,
        "largest_rate": largest_rate(steep),
        "rate": rate,
        "factor_flat": distance_factor(rate, flat),
        "steps_flat": steps_to_shrink(rate, flat, 0.01),
        "best_rate": best,
        "best_factor": distance_factor(best, flat),
        "best_steps": steps_to_shrink(best, flat, 0.01),
        "steps_alone": steps_to_shrink(1.0 / flat, flat, 0.01),
    });
}

#[test]
fn stopping_criteria() {
    let start = array![0.0, 0.0];
    let run = |stopping| descend_until(three_points_loss, &start, 0.2, &stopping);
    let none = Stopping { gradient_norm: 0.0, step_limit: 10_000, stable: None };
    let gradient = run(Stopping { gradient_norm: 1e-3, ..none });
    let limit = run(Stopping { step_limit: 10, ..none });
    let stable = run(Stopping { stable: Some(Stable { steps: 5, change: 1e-3 }), ..none });
    let diverged = descend_until(three_points_loss, &start, 0.5, &none);
    assert_eq!(gradient.stopped, Stopped::SmallGradient);
    assert_eq!(limit.stopped, Stopped::StepLimit);
    assert_eq!(stable.stopped, Stopped::StableValue);
    assert_eq!(diverged.stopped, Stopped::Diverged);
    assert_eq!(limit.steps(), 10);
    let least = three_points_loss(&array![0.5, 2.5]).0;
    let above = |values: &[f64]| values.last().expect("a value") - least;
    pin!("stopping", {
        "gradient": { "steps": gradient.steps(), "above": above(&gradient.values), "at": gradient.at.to_vec() },
        "limit": { "steps": limit.steps(), "above": above(&limit.values), "at": limit.at.to_vec() },
        "stable": { "steps": stable.steps(), "above": above(&stable.values), "at": stable.at.to_vec() },
        "diverged_steps": diverged.steps(),
        "diverged_rate": 0.5,
        "rate": 0.2,
    });
}

// ---- a line through points ----

#[test]
fn line_by_hand() {
    let (inputs, targets) = three_points();
    let mut line = LinearRegression::zeros(1);
    let (loss, slopes) = line.loss(&inputs, &targets, Reduction::Mean);
    let errors = line.predict(&inputs) - &targets;
    line.step(&slopes, 0.1);
    let (second_loss, _) = line.loss(&inputs, &targets, Reduction::Mean);
    let formula = LinearRegression::closed_form(&inputs, &targets).expect("two different inputs");
    assert!((formula.bias - 0.5).abs() < 1e-12 && (formula.weight[0] - 2.5).abs() < 1e-12);
    let curvature = hessian(&inputs);
    let largest = largest_curvature(&curvature);
    let smallest = curvature.diag().sum() - largest; // the two sum to the trace
    let standardiser = Standardiser::fit(&inputs);
    let standard = standardiser.transform(&inputs);
    let mut in_one = LinearRegression::zeros(1);
    let (_, slopes_standard) = in_one.loss(&standard, &targets, Reduction::Mean);
    in_one.step(&slopes_standard, 0.5);
    let standard_formula = LinearRegression::closed_form(&standard, &targets).expect("two different inputs");
    assert!(distance(&in_one, &standard_formula) < 1e-12, "one step of ½ arrives");
    pin!("line", {
        "errors": errors.to_vec(),
        "loss": loss,
        "slope_weight": slopes.weight[0], "slope_bias": slopes.bias,
        "first": { "weight": line.weight[0], "bias": line.bias, "loss": second_loss },
        "formula": { "weight": formula.weight[0], "bias": formula.bias, "loss": formula.loss(&inputs, &targets, Reduction::Mean).0 },
        "hessian": curvature.outer_iter().map(|row| row.to_vec()).collect::<Vec<_>>(),
        "largest_curvature": largest, "smallest_curvature": smallest, "ratio": largest / smallest,
        "largest_rate": largest_rate(largest),
        "deviation": standardiser.scale[0],
        "standard": standard.column(0).to_vec(),
        "standard_weight": in_one.weight[0], "standard_bias": in_one.bias,
    });
}

#[test]
fn sum_of_squares_of_s2_is_three_times_the_mean() {
    let (inputs, targets) = three_points();
    let line = LinearRegression::zeros(1);
    let (sum, slopes_of_sum) = line.loss(&inputs, &targets, Reduction::Sum);
    let (mean, slopes) = line.loss(&inputs, &targets, Reduction::Mean);
    assert!((sum - 3.0 * mean).abs() < 1e-12);
    assert!((slopes_of_sum.bias - 3.0 * slopes.bias).abs() < 1e-12);
    pin!("sum_of_squares", { "sum": sum, "mean": mean });
}

// ---- which examples ----

#[test]
fn split_of_s2() {
    let parts = split(10_000, 1_000, 2_000, &mut rng(1));
    assert_eq!((parts.train.len(), parts.validation.len(), parts.test.len()), (7_000, 1_000, 2_000));
    let folds = k_fold(10, 5, &mut rng(1));
    assert!(folds.iter().all(|fold| fold.validation.len() == 2));
    pin!("split", {
        "train": parts.train.len(), "validation": parts.validation.len(), "test": parts.test.len(),
        "share_of_test": parts.test.len() as f64 / 10_000.0,
        "folds": folds.iter().map(|fold| fold.validation.clone()).collect::<Vec<_>>(),
    });
}

#[test]
fn standardised_four_rows() {
    let rows = datasets::four_rows();
    let standardiser = Standardiser::fit(&rows.points);
    let standard = standardiser.transform(&rows.points);
    assert!((standardiser.mean[0] - 3.925).abs() < 1e-12);
    assert!((standardiser.scale[0] - 1.771123).abs() < 1e-6);
    pin!("standardised", {
        "mean": standardiser.mean.to_vec(),
        "deviation": standardiser.scale.to_vec(),
        "first_column": standard.column(0).to_vec(),
        "new_row": standardiser.transform(&array![[5.0, 2.0, 2.0]]).row(0).to_vec(),
    });
}

#[test]
fn err_26_a_test_set_that_chooses_flatters() {
    // A hundred classifiers that toss coins, judged on 50 examples each time.
    let mut rng = rng(1);
    let mut scores = |count: usize| -> Vec<f64> {
        let right = |_| (0..50).filter(|_| rng.random_bool(0.5)).count() as f64 / 50.0;
        (0..count).map(right).collect()
    };
    let on_test = scores(100);
    let best = on_test.iter().copied().fold(0.0, f64::max);
    let mean = on_test.iter().sum::<f64>() / 100.0;
    // The winner is a coin like the others, as fresh examples show.
    let fresh = scores(40).iter().sum::<f64>() / 40.0;
    assert!(best > 0.6 && (mean - 0.5).abs() < 0.05 && (fresh - 0.5).abs() < 0.05);
    pin!("err_26", { "best": best, "mean": mean, "fresh": fresh });
}

// ---- all, one, a batch ----

#[test]
fn steps_and_epochs() {
    pin!("steps", {
        "images": 8000, "batch_size": 32, "per_epoch": steps_per_epoch(8000, 32),
        "one_by_one": steps_per_epoch(8000, 1), "all": steps_per_epoch(8000, 8000),
        "of_33": steps_per_epoch(8000, 33), "last_of_33": 8000 - 242 * 33,
    });
    pin!("steps_of_digits", { "of_1": 20 * steps_per_epoch(1497, 1), "of_all": 20 * steps_per_epoch(1497, 1497) });
}

#[test]
fn err_30_with_replacement_an_epoch_misses_a_third() {
    let count = 1000;
    let drawn = draw_with_replacement(count, count, &mut rng(1));
    let mut seen = vec![0_usize; count];
    for &index in &drawn {
        seen[index] += 1;
    }
    let missed = seen.iter().filter(|&&times| times == 0).count();
    let shuffled = epoch_batches(count, 1, &mut rng(1)).concat();
    let mut seen_shuffled = vec![0_usize; count];
    for &index in &shuffled {
        seen_shuffled[index] += 1;
    }
    assert!(seen_shuffled.iter().all(|&times| times == 1));
    let expected = expected_share_missed(count, 1000);
    assert!((missed as f64 / count as f64 - expected).abs() < 0.05);
    pin!("err_30", {
        "missed": missed,
        "most_often": seen.iter().max(),
        "expected_share": expected,
        "limit": (-1.0_f64).exp(),
        "of_20": expected_share_missed(20, 20),
    });
}

#[test]
fn replacement_hovers_farther_out() {
    let (inputs, targets) = twenty_points();
    let best = LinearRegression::closed_form(&inputs, &targets).expect("different inputs");
    let mean_distance = |replaced: bool| {
        let mut rng = rng(1);
        let mut model = best.clone();
        let mut sum = 0.0;
        for _epoch in 0..500 {
            let order = if replaced {
                draw_with_replacement(20, 20, &mut rng)
            } else {
                epoch_batches(20, 20, &mut rng).concat()
            };
            one_by_one(&mut model, (&inputs, &targets), &order, 0.02);
            sum += distance(&model, &best);
        }
        sum / 500.0
    };
    let (with, without) = (mean_distance(true), mean_distance(false));
    assert!(without < 0.5 * with, "{without} against {with}");
    pin!("replacement", { "with": with, "without": without, "ratio": with / without, "rate": 0.02, "epochs": 500 });
}

#[test]
fn err_32_twenty_updates_are_not_twenty_times_nearer() {
    let (inputs, targets) = twenty_points();
    let best = LinearRegression::closed_form(&inputs, &targets).expect("different inputs");
    let start = distance(&LinearRegression::zeros(1), &best);
    let all: Vec<usize> = (0..20).collect();
    let mut full = LinearRegression::zeros(1);
    step_on(&mut full, &inputs, &targets, &all, 0.1);
    let mut stochastic = LinearRegression::zeros(1);
    let order = epoch_batches(20, 20, &mut rng(1)).concat();
    one_by_one(&mut stochastic, (&inputs, &targets), &order, 0.1);
    let mut twenty_full = LinearRegression::zeros(1);
    (0..20).for_each(|_| step_on(&mut twenty_full, &inputs, &targets, &all, 0.1));
    let after = [&full, &stochastic, &twenty_full].map(|model| distance(model, &best));
    assert!(after[1] < after[0], "a pass of twenty steps comes nearer than a pass of one");
    assert!(after[0] / after[1] < 20.0, "but not twenty times nearer");
    // And it stays at a distance: fifty passes on.
    let mut rng = rng(2);
    let mut hovering = Vec::new();
    for _epoch in 0..50 {
        let order = epoch_batches(20, 20, &mut rng).concat();
        one_by_one(&mut stochastic, (&inputs, &targets), &order, 0.1);
        step_on(&mut full, &inputs, &targets, &all, 0.1);
        hovering.push(distance(&stochastic, &best));
    }
    let mean_hovering = hovering[25..].iter().sum::<f64>() / 25.0;
    (0..150).for_each(|_| step_on(&mut full, &inputs, &targets, &all, 0.1));
    let full_after_200 = distance(&full, &best);
    assert!(full_after_200 < mean_hovering);
    pin!("err_32", {
        "start": start, "full": after[0], "stochastic": after[1], "twenty_full": after[2],
        "times_nearer": after[0] / after[1],
        "hovering": mean_hovering, "full_after_200": full_after_200,
        "rate": 0.1,
    });
}

#[test]
fn err_33_no_power_of_two_is_needed() {
    let digits = datasets::digits();
    let (inputs, targets) = (digits.train.flattened::<f64>(), classes(&digits.train));
    let loss = |batch_size| {
        let mut model = SoftmaxRegression::zeros(64, 10);
        let mut rng = rng(1);
        for _epoch in 0..5 {
            train_epoch(&mut model, &inputs, &targets, batch_size, 0.5, &mut rng);
        }
        model.loss(&inputs, &targets).0
    };
    let (below, at, above) = (loss(31), loss(32), loss(33));
    assert!((below - at).abs() < 0.02 && (above - at).abs() < 0.02);
    pin!("err_33", { "of_31": below, "of_32": at, "of_33": above });
}

fn classes(images: &datasets::ImageSet) -> Vec<usize> {
    images.labels.iter().map(|&label| usize::from(label)).collect()
}

#[test]
fn noise_of_a_batch() {
    let digits = datasets::digits();
    let (inputs, targets) = (digits.train.flattened::<f64>(), classes(&digits.train));
    let gradients = gradients_of_examples(&SoftmaxRegression::zeros(64, 10), &inputs, &targets);
    let spread = spread(&gradients);
    let full = gradients.mean_axis(Axis(0)).expect("examples");
    let mut rng = rng(1);
    let mut measured = |size: usize| {
        let batches: Vec<_> =
            (0..200).map(|_| draw_with_replacement(targets.len(), size, &mut rng)).collect();
        measured_noise(&gradients, &batches)
    };
    let expected = |size| expected_noise(spread, targets.len(), size, Drawing::WithReplacement);
    for size in [1, 16, 64] {
        assert!((measured(size) / expected(size) - 1.0).abs() < 0.05, "batch of {size}");
    }
    pin!("noise", {
        "spread": spread,
        "full": full.dot(&full).sqrt(),
        "of_4": expected(4), "of_16": expected(16), "of_64": expected(64), "of_256": expected(256),
        "measured_of_16": measured(16), "measured_of_64": measured(64),
        "without_of_1497": expected_noise(spread, 1497, 1497, Drawing::WithoutReplacement),
    });
}

// ---- the four rows ----

#[test]
fn four_rows_by_hand() {
    let rows = datasets::four_rows();
    let mut neuron = SigmoidNeuron { weight: Array1::zeros(3), bias: 0.0 };
    let mut shown = Vec::new();
    for row in [2, 0] {
        let outcome = show(&mut neuron, &rows.points.row(row), rows.labels[row] as f64, 0.1);
        shown.push((outcome, neuron.clone()));
    }
    let (first, second) = (&shown[0], &shown[1]);
    assert_eq!((first.0.output, first.0.error), (0.5, 0.5));
    assert!((first.1.weight[0] - 0.32).abs() < 1e-12); // 0.1 · 0.5 · 6.4
    // The second pattern takes back part of what the first gave: good for the newest, perhaps bad for others.
    let third_before = first.1.output(&rows.points.row(2));
    let third_after = second.1.output(&rows.points.row(2));
    assert!(third_after < third_before);
    pin!("four_rows_by_hand", {
        "rows": rows.points.outer_iter().map(|row| row.to_vec()).collect::<Vec<_>>(),
        "first": { "output": first.0.output, "error": first.0.error, "loss": first.0.loss, "weight": first.1.weight.to_vec(), "bias": first.1.bias },
        "second": { "output": second.0.output, "error": second.0.error, "loss": second.0.loss, "weight": second.1.weight.to_vec(), "bias": second.1.bias },
        "z_second": first.1.weight.dot(&rows.points.row(0)) + first.1.bias,
        "row_3_before": third_before, "row_3_after": third_after,
    });
}

// ---- pictures from a training ----

#[test]
fn frames_of_two_moons() {
    let moons = datasets::moons(100, 0.15, 4);
    let targets = moons.labels.to_vec();
    let start = SoftmaxRegression::random(2, 2, &mut rng(3));
    let pace = Pace { batch_size: 1, learning_rate: 0.1 };
    let frames =
        boundary_frames(start, &moons.points, &targets, pace, &[0, 5, 20, 100, 1000, 10_000], &mut rng(1));
    let accuracies: Vec<f64> = frames.iter().map(|frame| frame.accuracy).collect();
    let losses: Vec<f64> = frames.iter().map(|frame| frame.loss).collect();
    assert!(accuracies[5] > 0.8 && losses[5] < losses[0]);
    assert!(accuracies[5] < 1.0, "no straight line does it");
    pin!("frames", { "accuracies": accuracies, "losses": losses });
}

#[test]
fn softmax_step_by_hand() {
    let mut model = SoftmaxRegression::zeros(2, 3);
    let input = array![[1.0, 2.0]];
    let (before, slopes) = model.loss(&input, &[1]);
    train_step(&mut model, &input, &[1], &[0], 1.0);
    let (after, _) = model.loss(&input, &[1]);
    assert!((before - 3.0_f64.ln()).abs() < 1e-12);
    assert_eq!(accuracy(&model.logits(&input), &[1]), 1.0);
    pin!("softmax_step", {
        "before": before, "after": after,
        "slopes": slopes.weight.outer_iter().map(|row| row.to_vec()).collect::<Vec<_>>(),
        "logits": model.logits(&input).row(0).to_vec(),
    });
}
