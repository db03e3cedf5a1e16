//! What can go wrong on the way down, each made to happen.

use chacha20::ChaCha8Rng;
use gradient_descent::batches::epoch_batches;
use gradient_descent::descent::{descend, descend_line};
use gradient_descent::landscape::{Bowl, two_valleys, two_valleys_slope};
use gradient_descent::linear_regression::{LinearRegression, hessian};
use gradient_descent::numeric::{numeric_derivative, numeric_gradient, relative_error};
use gradient_descent::rate::{largest_curvature, largest_rate};
use gradient_descent::softmax_regression::SoftmaxRegression;
use gradient_descent::split::{Split, shuffled, split};
use gradient_descent::standardise::Standardiser;
use gradient_descent::stopping::{Stopped, Stopping, descend_until};
use gradient_descent::training::train_step;
use loss::{Reduction, accuracy};
use ndarray::{Array1, Array2, Axis, array};
use pins::pin;
use rand::SeedableRng;

fn rng(seed: u64) -> ChaCha8Rng {
    ChaCha8Rng::seed_from_u64(seed)
}

fn classes(images: &datasets::ImageSet) -> Vec<usize> {
    images.labels.iter().map(|&label| usize::from(label)).collect()
}

#[test]
fn too_small_a_nudge_drowns_in_rounding() {
    let cube = |x: f64| x * x * x;
    let error = |h| (numeric_derivative(cube, 1.3, h) - 3.0 * 1.3 * 1.3).abs();
    assert!(error(1e-5) < 1e-8 && error(1e-13) > 1e-4 && error(1e-1) > 1e-3);
    assert_eq!(numeric_derivative(cube, 1.0, 1e-17), 0.0, "1 + h is 1: nothing moved");
}

#[test]
fn central_differences_need_f64() {
    let slope = |x: f32| x * x * x;
    let error = (f64::from(numeric_derivative(slope, 1.3_f32, 1e-5)) - 5.07).abs();
    assert!(error > 1e-3, "{error}");
}

#[test]
fn at_a_kink_both_sides_average_to_a_slope_that_is_not_there() {
    let relu = |x: f64| x.max(0.0);
    assert_eq!(numeric_derivative(relu, 0.0, 1e-5), 0.5);
}

#[test]
fn a_gradient_check_finds_a_forgotten_factor() {
    let f = |p: &Array1<f64>| p.dot(p);
    let at = array![1.0, -2.0, 0.5];
    let numeric = numeric_gradient(f, &at, 1e-5);
    let right = relative_error(&(&at * 2.0), &numeric);
    let wrong = relative_error(&at, &numeric);
    assert!(right < 1e-9 && wrong > 0.3);
    pin!("gradient_check", { "right": right < 1e-9, "wrong": wrong });
}

#[test]
fn above_two_over_the_curvature_descent_runs_away() {
    for curvature in [0.1, 2.0, 50.0] {
        let end = |rate: f64| descend_line(|theta| curvature * theta, 1.0, rate, 200)[200].abs();
        let limit = largest_rate(curvature);
        assert!(end(0.9 * limit) < 1e-9, "below the limit it arrives");
        assert!(end(1.1 * limit) > 1e9, "above it runs away");
        assert!((end(limit) - 1.0).abs() < 1e-6, "on the limit it jumps to and fro");
    }
}

#[test]
fn in_many_dimensions_the_steepest_one_sets_the_limit() {
    let bowl = Bowl { curvature: array![1.0, 20.0], lowest: array![0.0, 0.0] };
    let end = |rate| descend(|at| bowl.gradient(at), &array![1.0, 1.0], rate, 200)[200].clone();
    let (safe, wild) = (end(0.099), end(0.101));
    assert!(bowl.value(&safe) < 1e-1 && bowl.value(&wild) > 10.0);
    assert!(wild[0].abs() < 1e-6, "the flat direction arrives while the steep one runs away");
    pin!("steepest", { "safe": safe.to_vec(), "wild": wild.to_vec(), "limit": largest_rate(20.0) });
}

#[test]
fn a_diverging_descent_ends_as_diverged_and_not_as_a_panic() {
    let bowl = Bowl { curvature: array![2.0], lowest: array![0.0] };
    let stopping = Stopping { gradient_norm: 1e-9, step_limit: 1_000_000, stable: None };
    let descent = descend_until(|at| (bowl.value(at), bowl.gradient(at)), &array![1.0], 10.0, &stopping);
    assert_eq!(descent.stopped, Stopped::Diverged);
    assert!(descent.steps() < 1000);
}

#[test]
fn a_small_gradient_is_no_proof_of_a_minimum() {
    let near_the_top = 0.2090;
    let stopping = Stopping { gradient_norm: 1e-2, step_limit: 1000, stable: None };
    let valleys = |at: &Array1<f64>| (two_valleys(at[0]), array![two_valleys_slope(at[0])]);
    let descent = descend_until(valleys, &array![near_the_top], 0.1, &stopping);
    assert_eq!((descent.stopped, descent.steps()), (Stopped::SmallGradient, 0));
    assert!(two_valleys(descent.at[0]) > two_valleys(1.0), "it stands on the hill");
}

#[test]
fn a_feature_in_small_units_makes_the_limit_tiny() {
    let metres = array![[1.0], [2.0], [3.0]];
    let limit = |inputs: &Array2<f64>| largest_rate(largest_curvature(&hessian(inputs)));
    let (in_metres, in_millimetres) = (limit(&metres), limit(&(&metres * 1000.0)));
    assert!(in_millimetres < in_metres * 1e-5);
    pin!("units", { "metres": in_metres, "millimetres": in_millimetres });
}

#[test]
fn a_column_that_is_constant_in_training_stays_finite() {
    let train = array![[0.1, 1.0], [0.1, 2.0], [0.1, 3.0]];
    let standardiser = Standardiser::fit(&train);
    assert_eq!(standardiser.transform(&train).column(0).to_vec(), [0.0; 3], "not 0/0, nor ±1 from rounding");
    let later: f64 = standardiser.transform(&array![[0.3, 2.0]])[[0, 0]];
    assert!((later - 0.2).abs() < 1e-12);
    // Measured the plain way, the deviation of such a column is rounding, and rounding over rounding is anything.
    let mean = (0.1 + 0.1 + 0.1) / 3.0;
    assert!(mean != 0.1, "a mean of equal numbers need not equal them");
}

#[test]
fn one_example_standardised_by_itself_says_nothing() {
    let train = array![[150.0], [170.0], [190.0]];
    let tall = array![[210.0]];
    assert_eq!(Standardiser::fit(&tall).transform(&tall), array![[0.0]], "as average as everybody");
    let honest = Standardiser::fit(&train).transform(&tall)[[0, 0]];
    assert!(honest > 2.0);
    pin!("by_itself", { "own": 0.0, "honest": honest });
}

#[test]
fn a_shift_between_training_and_test_vanishes_by_the_tests_own_statistics() {
    let train = array![[1.0], [2.0], [3.0]];
    let shifted = &train + 10.0;
    let own = Standardiser::fit(&shifted).transform(&shifted);
    let honest = Standardiser::fit(&train).transform(&shifted);
    assert_eq!(own, Standardiser::fit(&train).transform(&train), "nobody would notice");
    assert!(honest.iter().all(|&x| x > 10.0), "here everybody does");
    pin!("shift", { "own": own.column(0).to_vec(), "honest": honest.column(0).to_vec() });
}

#[test]
fn one_wild_test_row_moves_every_training_row() {
    let train = array![[1.0], [2.0], [3.0]];
    let with_test = array![[1.0], [2.0], [3.0], [1002.0]];
    let leaky = Standardiser::fit(&with_test).transform(&train);
    let clean = Standardiser::fit(&train).transform(&train);
    let spread = |data: &Array2<f64>| data[[2, 0]] - data[[0, 0]];
    assert!(spread(&leaky) < 0.01 * spread(&clean));
    pin!("wild_row", { "leaky": leaky.column(0).to_vec(), "clean": clean.column(0).to_vec() });
}

#[test]
fn a_split_of_sorted_data_without_shuffling_trains_on_the_wrong_classes() {
    // The generators give class after class, as many files do.
    let blobs = datasets::blobs(&[[0.0, 0.0], [4.0, 0.0], [0.0, 4.0]], 40, 0.5, 1);
    let targets = blobs.labels.to_vec();
    let score = |parts: &Split| {
        let rows = |indices: &[usize]| {
            let truth: Vec<usize> = indices.iter().map(|&n| targets[n]).collect();
            (blobs.points.select(Axis(0), indices), truth)
        };
        let ((train, train_targets), (test, test_targets)) = (rows(&parts.train), rows(&parts.test));
        let mut model = SoftmaxRegression::zeros(2, 3);
        for _step in 0..200 {
            let (_, slopes) = model.loss(&train, &train_targets);
            model.step(&slopes, 0.5);
        }
        accuracy(&model.logits(&test), &test_targets)
    };
    let in_order = Split { train: (0..80).collect(), validation: vec![], test: (80..120).collect() };
    let (sorted, mixed) = (score(&in_order), score(&split(120, 0, 40, &mut rng(1))));
    assert!(sorted == 0.0 && mixed > 0.95);
    pin!("sorted_split", { "sorted": sorted, "shuffled": mixed });
}

#[test]
fn a_summed_loss_needs_a_rate_n_times_smaller() {
    let inputs = Array2::from_shape_fn((100, 1), |(n, _)| (n as f64).sin());
    let targets = Array1::from_shape_fn(100, |n| (n as f64).sin() * 3.0);
    let end = |reduction| {
        let mut line = LinearRegression::zeros(1);
        for _step in 0..100 {
            let (_, slopes) = line.loss(&inputs, &targets, reduction);
            line.step(&slopes, 0.1);
        }
        line.weight[0]
    };
    assert!((end(Reduction::Mean) - 3.0).abs() < 0.01);
    assert!(end(Reduction::Sum).abs() > 1e3 || !end(Reduction::Sum).is_finite());
}

#[test]
fn features_that_depend_on_each_other_have_no_closed_form() {
    let inputs = array![[1.0, 2.0], [2.0, 4.0], [3.0, 6.0], [5.0, 10.0]];
    let targets = array![1.0, 2.0, 3.0, 5.0];
    assert_eq!(LinearRegression::closed_form(&inputs, &targets), None);
    // Descent does not mind: it ends at one of the many lines that are equally good.
    let mut line = LinearRegression::zeros(2);
    for _step in 0..2000 {
        let (_, slopes) = line.loss(&inputs, &targets, Reduction::Mean);
        line.step(&slopes, 0.01);
    }
    assert!(line.loss(&inputs, &targets, Reduction::Mean).0 < 1e-6);
}

#[test]
fn a_small_last_batch_at_a_large_rate_undoes_an_epoch() {
    let digits = datasets::digits();
    let rows: Vec<usize> = (0..1348).collect(); // 42 batches of 32, and one of 4
    let inputs = digits.train.flattened::<f64>().select(Axis(0), &rows);
    let targets: Vec<usize> = classes(&digits.train)[..1348].to_vec();
    let mut model = SoftmaxRegression::zeros(64, 10);
    let (mut worst_drop, mut rng) = (0.0_f64, rng(1));
    for _epoch in 0..10 {
        let batches = epoch_batches(1348, 32, &mut rng);
        let (last, whole) = batches.split_last().expect("batches");
        assert_eq!(last.len(), 4);
        for batch in whole {
            train_step(&mut model, &inputs, &targets, batch, 5.0);
        }
        let before = accuracy(&model.logits(&inputs), &targets);
        train_step(&mut model, &inputs, &targets, last, 5.0);
        worst_drop = worst_drop.max(before - accuracy(&model.logits(&inputs), &targets));
    }
    assert!(worst_drop > 0.05, "{worst_drop}");
}

#[test]
fn the_loss_met_on_the_way_lags_behind_the_model() {
    let digits = datasets::digits();
    let (inputs, targets) = (digits.train.flattened::<f64>(), classes(&digits.train));
    let mut model = SoftmaxRegression::zeros(64, 10);
    let met = gradient_descent::training::train_epoch(&mut model, &inputs, &targets, 32, 0.5, &mut rng(1));
    let (after, _) = model.loss(&inputs, &targets);
    assert!(after < 0.7 * met);
    pin!("lag", { "met": met, "after": after });
}

#[test]
fn inputs_and_targets_shuffled_apart_teach_nothing() {
    let blobs = datasets::blobs(&[[0.0, 0.0], [6.0, 0.0]], 100, 0.5, 1);
    let targets = blobs.labels.to_vec();
    let trained_on = |truth: &[usize]| {
        let mut model = SoftmaxRegression::zeros(2, 2);
        for _step in 0..200 {
            let (_, slopes) = model.loss(&blobs.points, truth);
            model.step(&slopes, 0.1);
        }
        model.loss(&blobs.points, truth).0
    };
    let mixed: Vec<usize> = shuffled(200, &mut rng(1)).into_iter().map(|n| targets[n]).collect();
    let (apart, together) = (trained_on(&mixed), trained_on(&targets));
    assert!(apart > 0.6 && together < 0.1);
    pin!("shuffled_apart", { "apart": apart, "together": together, "chance": 2.0_f64.ln() });
}

#[test]
#[should_panic(expected = "split: 5 + 5 of 10 leave none to train")]
fn a_split_that_leaves_nothing_is_named() {
    split(10, 5, 5, &mut rng(1));
}

#[test]
#[should_panic(expected = "Standardiser::transform: data of shape [1, 3] for 2 measured features")]
fn other_features_than_measured_are_named() {
    Standardiser::fit(&array![[1.0, 2.0]]).transform(&array![[1.0, 2.0, 3.0]]);
}

#[test]
#[should_panic(expected = "numeric_derivative: the step h is 0")]
fn a_step_of_zero_is_named() {
    numeric_derivative(|x: f64| x, 1.0, 0.0);
}
