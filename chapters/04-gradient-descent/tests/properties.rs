//! The laws of this chapter, for random inputs.

use std::collections::BTreeSet;

use chacha20::ChaCha8Rng;
use gradient_descent::batches::{draw_with_replacement, epoch_batches, steps_per_epoch};
use gradient_descent::descent::{descend, descend_line};
use gradient_descent::landscape::Bowl;
use gradient_descent::linear_regression::{LinearRegression, hessian};
use gradient_descent::noise::{Drawing, expected_noise, gradients_of_examples, measured_noise, spread};
use gradient_descent::numeric::{CENTRAL_STEP, numeric_gradient, relative_error};
use gradient_descent::online::show;
use gradient_descent::rate::{distance_factor, largest_curvature, largest_rate};
use gradient_descent::softmax_regression::SoftmaxRegression;
use gradient_descent::solve::solve;
use gradient_descent::split::{k_fold, split};
use gradient_descent::standardise::Standardiser;
use loss::Reduction;
use ndarray::{Array1, Array2, Axis, array};
use neuron::{SigmoidNeuron, sigmoid};
use proptest::prelude::*;
use rand::SeedableRng;

fn rng(seed: u64) -> ChaCha8Rng {
    ChaCha8Rng::seed_from_u64(seed)
}

/// Numbers from −10 to 10.
fn matrix(rows: usize, columns: usize) -> impl Strategy<Value = Array2<f64>> {
    proptest::collection::vec(-10.0..10.0, rows * columns).prop_map(move |values| {
        Array2::from_shape_vec((rows, columns), values).expect("as many as asked for")
    })
}

fn any_matrix() -> impl Strategy<Value = Array2<f64>> {
    (2_usize..8, 1_usize..5).prop_flat_map(|(rows, columns)| matrix(rows, columns))
}

/// Inputs of three features with a measured value each, more examples than parameters.
fn regression_data() -> impl Strategy<Value = (Array2<f64>, Array1<f64>)> {
    (6_usize..12)
        .prop_flat_map(|rows| (matrix(rows, 3), matrix(rows, 1)))
        .prop_map(|(inputs, targets)| (inputs, targets.column(0).to_owned()))
}

/// Inputs of two features with one of three classes each.
fn classified_data() -> impl Strategy<Value = (Array2<f64>, Vec<usize>)> {
    (1_usize..8).prop_flat_map(|rows| (matrix(rows, 2), proptest::collection::vec(0..3_usize, rows)))
}

fn model(seed: u64) -> SoftmaxRegression<f64> {
    SoftmaxRegression::random(2, 3, &mut rng(seed))
}

fn is_every_index(count: usize, indices: impl IntoIterator<Item = usize>) -> bool {
    let indices: Vec<usize> = indices.into_iter().collect();
    indices.len() == count && indices.into_iter().collect::<BTreeSet<_>>() == (0..count).collect()
}

proptest! {
    // ---- numeric ----

    #[test]
    fn numeric_gradient_of_a_sum_of_cubes_is_three_squares(point in any_matrix()) {
        let cubes = |x: &Array2<f64>| x.mapv(|x| x * x * x).sum();
        let numeric = numeric_gradient(cubes, &point, CENTRAL_STEP);
        prop_assert!(relative_error(&point.mapv(|x| 3.0 * x * x), &numeric) < 1e-7);
    }

    // ---- split ----

    #[test]
    fn a_split_uses_every_example_once(validation in 0_usize..20, test in 0_usize..20, rest in 1_usize..20, seed: u64) {
        let count = validation + test + rest;
        let parts = split(count, validation, test, &mut rng(seed));
        prop_assert_eq!((parts.validation.len(), parts.test.len()), (validation, test));
        prop_assert!(is_every_index(count, [parts.train, parts.validation, parts.test].concat()));
    }

    #[test]
    fn folds_validate_every_example_once(k in 2_usize..9, more in 0_usize..30, seed: u64) {
        let count = k + more;
        let folds = k_fold(count, k, &mut rng(seed));
        prop_assert_eq!(folds.len(), k);
        prop_assert!(is_every_index(count, folds.iter().flat_map(|fold| fold.validation.clone())));
        for fold in &folds {
            prop_assert!(is_every_index(count, [&fold.train[..], &fold.validation].concat()));
            prop_assert!(fold.validation.len() == count / k || fold.validation.len() == count / k + 1);
        }
    }

    // ---- batches ----

    #[test]
    fn an_epoch_feeds_every_example_once(count in 0_usize..60, batch_size in 1_usize..70, seed: u64) {
        let batches = epoch_batches(count, batch_size, &mut rng(seed));
        prop_assert_eq!(batches.len(), steps_per_epoch(count, batch_size));
        let whole = batches.len().saturating_sub(1);
        prop_assert!(batches[..whole].iter().all(|batch| batch.len() == batch_size));
        prop_assert!(is_every_index(count, batches.concat()));
    }

    #[test]
    fn drawing_stays_within_the_data(count in 1_usize..50, batch_size in 0_usize..50, seed: u64) {
        let drawn = draw_with_replacement(count, batch_size, &mut rng(seed));
        prop_assert!(drawn.len() == batch_size && drawn.iter().all(|&index| index < count));
    }

    // ---- standardise ----

    #[test]
    fn training_columns_have_mean_0_and_deviation_1(data in any_matrix()) {
        let standard = Standardiser::fit(&data).transform(&data);
        for column in standard.columns() {
            let mean = column.mean().expect("there are rows");
            prop_assert!(mean.abs() < 1e-9);
            prop_assert!((column.std(0.0) - 1.0).abs() < 1e-9);
        }
    }

    #[test]
    fn restoring_undoes_standardising(data in any_matrix(), others in any_matrix()) {
        let standardiser = Standardiser::fit(&data);
        let columns: Vec<usize> = (0..data.ncols()).map(|column| column % others.ncols()).collect();
        let others = others.select(Axis(1), &columns);
        let back = standardiser.restore(&standardiser.transform(&others));
        prop_assert!((back - others).iter().all(|difference| difference.abs() < 1e-9));
    }

    // ---- descent and rates ----

    #[test]
    fn a_step_leaves_the_same_share_of_the_distance(rate in 0.0..3.0, curvature in 0.1..2.0, start in -5.0..5.0) {
        let trace = descend_line(|theta| curvature * theta, start, rate, 5);
        let expected = start * distance_factor(rate, curvature).powi(5);
        prop_assert!((trace[5] - expected).abs() <= 1e-9 * (1.0 + expected.abs()));
    }

    #[test]
    fn below_the_largest_rate_no_step_goes_up(share in 0.05..0.99, a in 0.1..5.0, b in 0.1..5.0, x in -3.0..3.0, y in -3.0..3.0) {
        let bowl = Bowl { curvature: array![a, b], lowest: array![0.5, -0.5] };
        let rate = share * largest_rate(a.max(b));
        let trace = descend(|at| bowl.gradient(at), &array![x, y], rate, 10);
        for pair in trace.windows(2) {
            prop_assert!(bowl.value(&pair[1]) <= bowl.value(&pair[0]) + 1e-12);
        }
    }

    #[test]
    fn largest_curvature_of_two_by_two_as_the_formula_says(a in 0.5..5.0, c in 0.5..5.0, lean in -0.99..0.99) {
        let b = lean * f64::sqrt(a * c);
        let formula = f64::midpoint(a, c) + f64::sqrt(0.25 * (a - c) * (a - c) + b * b);
        let found = largest_curvature(&array![[a, b], [b, c]]);
        prop_assert!((found - formula).abs() < 1e-3 * formula, "{found} against {formula}");
    }

    // ---- linear regression ----

    #[test]
    fn solve_solves(matrix in matrix(4, 4), right in matrix(4, 1)) {
        let right = right.column(0).to_owned();
        if let Some(x) = solve(&matrix, &right) {
            let scale = 1.0 + x.dot(&x).sqrt();
            prop_assert!((matrix.dot(&x) - right).iter().all(|off| off.abs() < 1e-6 * scale));
        }
    }

    #[test]
    fn slopes_of_linear_regression_are_numeric_ones((inputs, targets) in regression_data(), theta in matrix(4, 1)) {
        let theta = theta.column(0).to_owned();
        let line = |theta: &Array1<f64>| LinearRegression { weight: theta.iter().skip(1).copied().collect(), bias: theta[0] };
        let loss = |theta: &Array1<f64>| line(theta).loss(&inputs, &targets, Reduction::Mean);
        let numeric = numeric_gradient(|theta| loss(theta).0, &theta, 1e-4);
        prop_assert!(relative_error(&loss(&theta).1.parameters(), &numeric) < 1e-6);
    }

    #[test]
    fn at_the_closed_form_the_slope_is_zero((inputs, targets) in regression_data()) {
        if let Some(best) = LinearRegression::closed_form(&inputs, &targets) {
            let (_, slopes) = best.loss(&inputs, &targets, Reduction::Mean);
            let scale = 1.0 + best.parameters().dot(&best.parameters());
            prop_assert!(slopes.parameters().iter().all(|slope| slope.abs() < 1e-6 * scale));
        }
    }

    // ---- softmax regression ----

    #[test]
    fn slopes_of_softmax_regression_are_numeric_ones((inputs, targets) in classified_data(), seed: u64) {
        let model = model(seed);
        let (_, slopes) = model.loss(&inputs, &targets);
        let by_weight = |weight: &Array2<f64>| {
            let mut nudged = model.clone();
            nudged.layer.weight.assign(weight);
            nudged.loss(&inputs, &targets).0
        };
        let by_bias = |bias: &Array1<f64>| {
            let mut nudged = model.clone();
            nudged.layer.bias.assign(bias);
            nudged.loss(&inputs, &targets).0
        };
        let weight = numeric_gradient(by_weight, &model.layer.weight, CENTRAL_STEP);
        let bias = numeric_gradient(by_bias, &model.layer.bias, CENTRAL_STEP);
        let near = |analytic: f64, numeric: f64| (analytic - numeric).abs() < 1e-7 * (1.0 + analytic.abs());
        prop_assert!(slopes.weight.iter().zip(&weight).all(|(&a, &n)| near(a, n)));
        prop_assert!(slopes.bias.iter().zip(&bias).all(|(&a, &n)| near(a, n)));
    }

    #[test]
    fn the_gradient_of_all_is_the_mean_of_single_ones((inputs, targets) in classified_data(), seed: u64) {
        let model = model(seed);
        let single = gradients_of_examples(&model, &inputs, &targets);
        let mean = single.mean_axis(Axis(0)).expect("there are examples");
        let (_, slopes) = model.loss(&inputs, &targets);
        for (a, b) in mean.iter().zip(slopes.weight.iter().chain(&slopes.bias)) {
            prop_assert!((a - b).abs() < 1e-9);
        }
    }

    #[test]
    fn one_example_shown_is_the_two_class_step(weight in matrix(1, 2), input in matrix(1, 2), target in 0_u8..2) {
        let (weight, input) = (weight.row(0).to_owned() / 10.0, input.row(0).to_owned());
        let mut neuron = SigmoidNeuron { weight: weight.clone(), bias: 0.3 };
        let target = f64::from(target);
        show(&mut neuron, &input, target, 0.1);
        let expected = &weight + &(&input * (0.1 * (target - sigmoid(weight.dot(&input) + 0.3))));
        prop_assert!((neuron.weight - expected).iter().all(|off| off.abs() < 1e-12));
    }

    // ---- noise ----

    #[test]
    fn noise_over_all_pairs_is_what_the_formula_says(gradients in matrix(5, 3)) {
        let pairs = |again: bool| -> Vec<Vec<usize>> {
            let all = (0..25).map(|pair| vec![pair / 5, pair % 5]);
            all.filter(|pair| again || pair[0] != pair[1]).collect()
        };
        for (drawing, batches) in [(Drawing::WithReplacement, pairs(true)), (Drawing::WithoutReplacement, pairs(false))] {
            let expected = expected_noise(spread(&gradients), 5, 2, drawing);
            prop_assert!((measured_noise(&gradients, &batches) - expected).abs() < 1e-9);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))] // each of them 3,000 steps

    #[test]
    fn descent_on_standardised_features_arrives_at_the_closed_form((inputs, targets) in regression_data()) {
        let inputs = Standardiser::fit(&inputs).transform(&inputs);
        let least = LinearRegression::closed_form(&inputs, &targets).map(|best| best.loss(&inputs, &targets, Reduction::Mean).0);
        prop_assume!(least.is_some());
        let rate = 0.9 * largest_rate(largest_curvature(&hessian(&inputs)));
        let mut line = LinearRegression::zeros(3);
        for _step in 0..3000 {
            let (_, slopes) = line.loss(&inputs, &targets, Reduction::Mean);
            line.step(&slopes, rate);
        }
        let reached = line.loss(&inputs, &targets, Reduction::Mean).0;
        prop_assert!(reached - least.unwrap_or_default() < 0.02 * (1.0 + reached));
    }
}
