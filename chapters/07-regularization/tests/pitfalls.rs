//! What can go wrong with regularization, each shown going wrong.

use approx::assert_abs_diff_eq;
use backprop::checkpoint::{Checkpoint, Progress, Run};
use backprop::{Layer, Linear, Mode, Sequential};
use chacha20::ChaCha8Rng;
use datasets::{ImageSet, noisy_sine};
use gradient_descent::linear_regression::LinearRegression;
use gradient_descent::split::shuffled;
use loss::{Reduction, squared_error};
use ndarray::{Array1, Array2, ArrayRef1, Axis, array};
use optimizers::{Adam, Momentum, Optimizer, Sgd};
use pins::pin;
use rand::SeedableRng;
use regularization::augment::{
    Affine, AffineMap, Augmentation, Brighten, Rotate, Scale, Transform, Translate,
    add_noise, flip_horizontally, rotate, translate, warp,
};
use regularization::{
    EarlyStopping, Errors, FirstRise, L1, L2, Patience, Plateau, Polynomial,
    Snapshot, Verdict, best_epoch, decay_weights, least_squares,
    multilayer_perceptron, penalise, polynomial_features, share_of_zeros, shrink,
    stops_after, train_watched,
};

// ---- polynomials ----

#[test]
fn the_normal_equations_give_up_where_reflections_do_not() {
    // degree 14 through 100 exact points of a polynomial: the coefficients are known
    let x = Array1::linspace(0.0, 1.0, 100);
    let powers = polynomial_features(&x, 14);
    let known = Array1::ones(15);
    let y = powers.dot(&known);
    let features = powers.select(Axis(1), &(1..15).collect::<Vec<_>>());
    let normal = LinearRegression::closed_form(&features, &y);
    assert!(normal.is_none()); // a pivot that is 0 up to rounding
    let found = least_squares(&powers, &y).expect("different places");
    let off = (&found - &known).iter().fold(0.0_f64, |most, x| most.max(x.abs()));
    assert!(off < 1e-3, "{off}");
}

#[test]
fn beyond_the_points_a_polynomial_runs_away() {
    let train = noisy_sine(10, 0.3, 6);
    let value = |degree, x: f64| {
        Polynomial::fit(&train.x, &train.y, degree).at(&array![x])[0]
    };
    assert!(value(9, 1.1).abs() > 20.0 && value(3, 1.1).abs() < 3.0);
    pin!("extrapolated", { "x": 1.1, "three": value(3, 1.1), "nine": value(9, 1.1) });
}

// ---- what λ means ----

/// The minimiser of `mean or sum of (w xᵢ − yᵢ)² + λ/2 w²` by descent, for x = 1, y = 2 in `count` copies.
fn minimiser(count: usize, is_mean: bool, lambda: f64) -> f64 {
    let mut network = Linear::new(array![[0.0]], array![0.0]);
    for _step in 0..2000 {
        let rest = network.weight.value[[0, 0]] - 2.0;
        let share = if is_mean { 1.0 } else { count as f64 };
        network.weight.grad[[0, 0]] = 2.0 * rest * share;
        penalise(&mut network, &L2 { lambda });
        Sgd::new(0.2 / count as f64).step(&mut network);
    }
    network.weight.value[[0, 0]]
}

#[test]
fn a_sum_in_place_of_a_mean_changes_what_lambda_means() {
    let (mean, sum) = (minimiser(10, true, 2.0), minimiser(10, false, 2.0));
    assert_abs_diff_eq!(mean, 1.0, epsilon = 1e-9); // 2(w − 2) + 2w = 0
    assert_abs_diff_eq!(sum, 20.0 / 11.0, epsilon = 1e-9); // ten times the loss, one penalty
    assert_abs_diff_eq!(minimiser(10, false, 20.0), mean, epsilon = 1e-9);
    pin!("mean_or_sum", { "lambda": 2.0, "examples": 10, "mean": mean, "sum": sum });
}

#[test]
fn a_penalty_sees_the_units_of_a_feature() {
    // the same points, x in metres or in kilometres: the weight of a kilometre is a thousand times as dear
    let (x, y) = (array![0.0, 1.0, 2.0, 3.0], array![0.0, 1.0, 2.0, 3.0]);
    let slope = |unit: f64| {
        let line = Polynomial::ridge(&(&x * unit), &y, 1, 1.0);
        line.coefficients[1] * unit // back in the first unit
    };
    assert_abs_diff_eq!(slope(1.0), 5.0 / 6.0, epsilon = 1e-12); // Σ(x − x̄)² = 5, and λ = 1
    assert!(slope(0.001) < 1e-5 && slope(1000.0) > 0.999_999);
    pin!("units", { "one": slope(1.0), "thousandth": slope(0.001) });
}

#[test]
fn a_penalty_is_no_part_of_the_validation_loss() {
    // with its penalty the training loss seems higher than the validation loss, although it is lower
    let mut network = Linear::new(array![[1.5, -2.0]], array![0.0]);
    let loss = |network: &mut Linear<f64>, inputs, targets: Array2<f64>| {
        let outputs = network.forward(inputs, Mode::Eval);
        squared_error(&outputs, &targets, Reduction::Mean).loss
    };
    let training = loss(&mut network, Array2::eye(2), array![[1.0], [-2.5]]);
    let kept_back = || (array![[1.0, 1.0], [2.0, 0.0]], array![[0.1], [2.4]]);
    let validation = loss(&mut network, kept_back().0, kept_back().1);
    assert_abs_diff_eq!(training, 0.25, epsilon = 1e-12); // ½ off
    assert_abs_diff_eq!(validation, 0.36, epsilon = 1e-12); // 0.6 off
    let penalised = training + penalise(&mut network, &L2 { lambda: 0.1 });
    assert!(penalised > validation && training < validation, "{penalised}");
    // the price went into the gradient; what the network answers costs what it did
    let again = loss(&mut network, kept_back().0, kept_back().1);
    assert_abs_diff_eq!(again, validation, epsilon = 0.0);
}

// ---- penalties and steps ----

#[test]
fn a_subgradient_never_leaves_a_zero() {
    let (mut by_slope, mut by_threshold) = (
        Linear::new(array![[0.25_f64]], array![0.0]),
        Linear::new(array![[0.25_f64]], array![0.0]),
    );
    for _step in 0..1000 {
        penalise(&mut by_slope, &L1 { lambda: 1.0 });
        Sgd::new(0.1).step(&mut by_slope);
        shrink(&mut by_threshold, &L1 { lambda: 1.0 }, 0.1);
    }
    assert_eq!(
        (share_of_zeros(&mut by_slope), share_of_zeros(&mut by_threshold)),
        (0.0, 1.0)
    );
    assert!(by_slope.weight.value[[0, 0]].abs() > 0.04); // it jumps from one side to the other
}

#[test]
fn both_ways_at_once_count_the_penalty_twice() {
    // a bowl around 2: the minimiser is 2 − λ by either way, 2 − 2λ by both
    let arrive = |slope: bool, threshold: bool| {
        let mut network = Linear::new(array![[0.0_f64]], array![0.0]);
        for _step in 0..500 {
            network.weight.grad[[0, 0]] = network.weight.value[[0, 0]] - 2.0;
            if slope {
                penalise(&mut network, &L1 { lambda: 0.5 });
            }
            Sgd::new(0.1).step(&mut network);
            if threshold {
                shrink(&mut network, &L1 { lambda: 0.5 }, 0.1);
            }
        }
        network.weight.value[[0, 0]]
    };
    assert_abs_diff_eq!(arrive(true, false), 1.5, epsilon = 1e-9);
    assert_abs_diff_eq!(arrive(false, true), 1.5, epsilon = 1e-9);
    assert_abs_diff_eq!(arrive(true, true), 1.0, epsilon = 1e-9);
}

/// What is left of a weight of 1 after 400 steps of Adam whose gradients are noise, `size` and `−size` in turns.
fn left_by_adam(size: f64, is_decay: bool) -> f64 {
    let (rate, lambda) = (0.01, 0.5);
    let mut network = Linear::new(array![[1.0_f64]], array![0.0]);
    let mut optimizer = Adam::new(rate);
    for step in 0..400 {
        network.weight.grad[[0, 0]] = if step % 2 == 0 { size } else { -size };
        if is_decay {
            decay_weights(&mut network, rate, lambda);
        } else {
            penalise(&mut network, &L2 { lambda });
        }
        optimizer.step(&mut network);
    }
    network.weight.value[[0, 0]]
}

#[test]
fn under_adam_a_penalty_spares_the_weights_with_large_gradients() {
    let decay = 0.995_f64.powi(400); // (1 − ηλ)^400, as plain descent would have it
    assert_abs_diff_eq!(left_by_adam(10.0, true), decay, epsilon = 0.01);
    assert_abs_diff_eq!(left_by_adam(0.1, true), decay, epsilon = 0.01);
    assert!(left_by_adam(10.0, false) > 0.7); // λw is divided by 10, like all else
    assert!(left_by_adam(0.1, false).abs() < 0.02);
    pin!("adam_and_the_penalty", {
        "steps": 400, "rate": 0.01, "lambda": 0.5, "decay": decay,
        "large": left_by_adam(10.0, false), "small": left_by_adam(0.1, false),
    });
}

#[test]
fn the_rate_is_how_fast_and_lambda_is_where() {
    type Shrink = fn(&mut Linear<f64>, f64);
    let penalty: Shrink = |network, _rate| {
        penalise(network, &L2 { lambda: 1.0 });
    };
    let decay: Shrink = |network, rate| decay_weights(network, rate, 1.0);
    // loss ½(w − 2)², price ½w²: lowest at 1
    let arrive = |shrink: Shrink, rate: f64| {
        let mut network = Linear::new(array![[0.0_f64]], array![0.0]);
        for _step in 0..5000 {
            network.weight.grad[[0, 0]] = network.weight.value[[0, 0]] - 2.0;
            shrink(&mut network, rate);
            Sgd::new(rate).step(&mut network);
        }
        network.weight.value[[0, 0]]
    };
    for shrink in [penalty, decay] {
        assert_abs_diff_eq!(arrive(shrink, 0.01), 1.0, epsilon = 1e-9);
        assert_abs_diff_eq!(arrive(shrink, 0.1), 1.0, epsilon = 1e-9);
        assert_eq!(arrive(shrink, 0.0), 0.0); // a rate of 0 moves nothing
    }
}

#[test]
fn too_strong_a_penalty_learns_nothing() {
    let train = noisy_sine(10, 0.3, 6);
    let flat = Polynomial::ridge(&train.x, &train.y, 9, 1e6);
    let mean = train.y.mean().expect("ten points");
    assert!(flat.at(&train.x).iter().all(|y| (y - mean).abs() < 1e-3));
}

#[test]
#[should_panic(expected = "Polynomial::ridge: lambda is 0")]
fn a_ridge_needs_a_lambda() {
    Polynomial::ridge(&array![0.0, 1.0], &array![0.0, 1.0], 1, 0.0);
}

#[test]
#[should_panic(
    expected = "least_squares: a matrix of shape [2, 3] and 2 right sides"
)]
fn fewer_points_than_coefficients_are_refused() {
    Polynomial::fit(&array![0.0, 1.0], &array![0.0, 1.0], 2);
}

#[test]
#[should_panic(expected = "Polynomial::fit: the points do not fix degree 1")]
fn points_in_one_place_are_refused() {
    Polynomial::fit(&array![0.5, 0.5], &array![0.0, 1.0], 1);
}

// ---- stopping ----

fn counting(
    stopping: &mut EarlyStopping<f64>,
    errors: &[f64],
) -> (Linear<f64>, Verdict) {
    let mut network = Linear::<f64>::zeros(1, 1);
    let mut verdict = Verdict::GoOn;
    for (epoch, &error) in errors.iter().enumerate() {
        network.weight.value[[0, 0]] = epoch as f64;
        verdict = stopping.observe(&mut network, error);
    }
    (network, verdict)
}

#[test]
fn whoever_stops_without_restoring_keeps_a_network_past_its_best() {
    let mut stopping = EarlyStopping::new(3);
    let (mut network, verdict) = counting(&mut stopping, &[0.5, 0.2, 0.3, 0.4, 0.5]);
    assert_eq!(verdict, Verdict::Stop);
    assert_eq!(network.weight.value[[0, 0]], 4.0); // the last one, error 0.5
    stopping.restore(&mut network);
    assert_eq!(network.weight.value[[0, 0]], 1.0); // the best one, error 0.2
}

#[test]
fn a_jitter_is_no_turn() {
    let jitters = [0.9, 0.7, 0.71, 0.5, 0.51, 0.3, 0.31, 0.2];
    assert_eq!(stops_after(&FirstRise, &jitters), Some(2));
    assert_eq!(
        stops_after(&Patience { epochs: 2, min_improvement: 0.0 }, &jitters),
        None
    );
}

#[test]
fn a_slow_start_is_no_plateau() {
    let slow = [2.303, 2.302, 2.301, 2.29, 1.5, 0.4];
    assert_eq!(stops_after(&Plateau { epochs: 3, change: 0.01 }, &slow), Some(2));
    assert_eq!(best_epoch(&slow), 5);
}

#[test]
fn small_gains_that_do_not_count_end_the_training() {
    // each epoch is better by a hundredth, none by two
    let falling: Vec<f64> =
        (0..50).map(|epoch| 1.0 - 0.01 * f64::from(epoch)).collect();
    let strict = Patience { epochs: 1, min_improvement: 0.02 };
    assert_eq!(stops_after(&strict, &falling), Some(1));
    assert_eq!(
        stops_after(&Patience { min_improvement: 0.0, ..strict }, &falling),
        None
    );
}

#[test]
fn nan_is_never_a_best() {
    let mut stopping = EarlyStopping::new(2);
    let (_, verdict) = counting(&mut stopping, &[0.5, f64::NAN, f64::NAN]);
    assert_eq!((verdict, stopping.best_epoch()), (Verdict::Stop, Some(0)));
}

#[test]
#[should_panic(expected = "EarlyStopping::restore: no epoch had a finite error")]
fn nothing_can_be_restored_where_nothing_was_good() {
    let mut stopping = EarlyStopping::new(2);
    let (mut network, _) = counting(&mut stopping, &[f64::NAN]);
    stopping.restore(&mut network);
}

#[test]
#[should_panic(expected = "EarlyStopping::new: the patience is 0")]
fn no_patience_is_refused() {
    let _ = EarlyStopping::<f32>::new(0);
}

#[test]
#[should_panic(
    expected = "Snapshot::restore: the network has weight of [2, 2] where weight of [1, 1] was kept"
)]
fn a_snapshot_of_another_network_is_refused() {
    let snapshot = Snapshot::of(&mut Linear::<f32>::zeros(1, 1));
    snapshot.restore(&mut Linear::zeros(2, 2));
}

#[test]
fn an_error_in_an_epoch_ends_the_watch() {
    let mut network = Linear::<f64>::zeros(1, 1);
    let mut stopping = EarlyStopping::new(5);
    let course = train_watched(&mut network, &mut stopping, 10, |_, epoch| {
        let good = Errors { training: 0.0, validation: 1.0 };
        if epoch < 2 { Ok(good) } else { Err("the loss is NaN") }
    });
    assert_eq!((course, stopping.epochs()), (Err("the loss is NaN"), 2));
}

#[test]
fn a_resumed_watch_goes_on_with_the_next_epoch() {
    let errors = [0.5, 0.2, 0.3, 0.4, 0.35, 0.1];
    let watch = |ends: &[usize]| {
        let mut network = Linear::<f64>::zeros(1, 1);
        let mut stopping = EarlyStopping::new(3);
        let mut trained = Vec::new();
        for &epochs in ends {
            let course =
                train_watched(&mut network, &mut stopping, epochs, |_, epoch| {
                    trained.push(epoch);
                    Ok::<_, String>(Errors {
                        training: 0.0,
                        validation: errors[epoch],
                    })
                });
            assert!(course.is_ok());
        }
        (trained, stopping.best_epoch())
    };
    assert_eq!(watch(&[6]), (vec![0, 1, 2, 3, 4], Some(1)));
    assert_eq!(watch(&[2, 6]), watch(&[6])); // stopped after two epochs, and resumed
}

/// The patience belongs to the run's state: a run that is killed and resumed stops where the whole one stops, with the same network.
#[test]
fn a_resumed_run_waits_on_where_it_waited() {
    let errors = [0.5, 0.2, 0.3, 0.4, 0.35, 0.1];
    let folder = tempfile::tempdir().expect("a folder");
    let path = Some(folder.path().join("run.safetensors"));
    let checkpoint = Checkpoint::new(path, Run::new("waiting", 1));
    let mut first = EarlyStopping::<f64>::new(3);
    let (mut network, _) = counting(&mut first, &errors[..4]);
    let progress = Progress { epoch: 4, step: 4 };
    checkpoint
        .save(progress, &mut [("network", &mut network), ("stopping", &mut first)])
        .expect("saved");

    let mut network = Linear::<f64>::zeros(1, 1);
    let mut resumed = EarlyStopping::<f64>::new(3);
    resumed.prepare(&mut network);
    checkpoint
        .start(true, &mut [("network", &mut network), ("stopping", &mut resumed)])
        .expect("loaded");
    assert_eq!(resumed.observe(&mut network, errors[4]), Verdict::Stop);
    resumed.restore(&mut network);
    assert_eq!((network.weight.value[[0, 0]], resumed.best_error()), (1.0, 0.2));
    // whoever forgets it starts to wait anew
    assert_eq!(EarlyStopping::new(3).observe(&mut network, errors[4]), Verdict::GoOn);
}

// ---- augmentation ----

/// The pixels as rows, and the classes.
fn rows(set: &ImageSet) -> (Array2<f32>, Vec<usize>) {
    (set.flattened(), set.labels.iter().map(|&label| usize::from(label)).collect())
}

/// The class of the nearest of these images.
fn nearest(inputs: &Array2<f32>, targets: &[usize], image: &ArrayRef1<f32>) -> usize {
    let distance = |row: &ArrayRef1<f32>| {
        row.iter().zip(image).map(|(a, b)| (a - b).powi(2)).sum::<f32>()
    };
    let distances: Vec<f32> =
        inputs.rows().into_iter().map(|row| distance(&row)).collect();
    let best =
        (0..distances.len()).min_by(|&a, &b| distances[a].total_cmp(&distances[b]));
    targets[best.expect("there are images")]
}

#[test]
fn some_transforms_change_the_class() {
    let data = datasets::digits();
    let (inputs, targets) = rows(&data.train);
    // how many test images of a digit are read as which, after a transform
    let read = |digit: u8,
                as_what: usize,
                transform: &dyn Fn(&Array2<f32>) -> Array2<f32>| {
        let images: Vec<usize> = (0..data.test.len())
            .filter(|&image| data.test.labels[image] == digit)
            .collect();
        let flat: Array2<f32> = data.test.select(&images).flattened();
        flat.rows()
            .into_iter()
            .filter(|row| {
                let image = Array2::from_shape_vec((8, 8), row.to_vec())
                    .expect("8 × 8 pixels");
                nearest(&inputs, &targets, &transform(&image).flatten().to_owned())
                    == as_what
            })
            .count()
    };
    let unchanged = read(6, 6, &Clone::clone);
    let turned_a_little = read(6, 6, &|image| rotate(image, 10.0));
    let nines = read(6, 9, &|image| rotate(image, 180.0));
    let flipped_twos = read(2, 2, &|image| flip_horizontally(image));
    assert!(unchanged >= 29 && turned_a_little >= 29); // a 6 stays a 6
    assert!(nines >= 20 && flipped_twos <= 10); // a 6 upside down is a 9, a 2 in the mirror is nothing
    pin!("changed_classes", {
        "of": 30, "unchanged": unchanged, "turned_a_little": turned_a_little, "nines": nines, "flipped_twos": flipped_twos,
    });
}

#[test]
fn copies_on_both_sides_of_a_split_flatter() {
    // 50 images, ten moved and turned copies of each: split after copying, nearly every validation image has a twin in training
    let data = datasets::digits();
    let mut rng = ChaCha8Rng::seed_from_u64(1);
    let drawn = shuffled(data.train.len(), &mut rng);
    let (inputs, targets) = rows(&data.train.select(&drawn[..50]));
    let augmentation = Augmentation::new([8, 8], 1).with(Affine {
        degrees: 10.0,
        scale: 0.1,
        pixels: 0.5,
    });
    let copies: Vec<Array2<f32>> =
        (0..10).map(|epoch| augmentation.epoch(&inputs, epoch)).collect();
    let order = shuffled(500, &mut rng);
    let (copied, copied_targets): (Vec<_>, Vec<_>) = order
        .iter()
        .map(|&index| {
            (copies[index / 50].row(index % 50).to_vec(), targets[index % 50])
        })
        .unzip();
    let flat =
        Array2::from_shape_vec((500, 64), copied.concat()).expect("500 images");
    let error = |train: &[usize],
                 validation: &[usize],
                 inputs: &Array2<f32>,
                 targets: &[usize]| {
        let (train_inputs, train_targets): (_, Vec<usize>) = (
            inputs.select(Axis(0), train),
            train.iter().map(|&index| targets[index]).collect(),
        );
        let wrong = validation
            .iter()
            .filter(|&&index| {
                nearest(&train_inputs, &train_targets, &inputs.row(index))
                    != targets[index]
            })
            .count();
        wrong as f64 / validation.len() as f64
    };
    let all: Vec<usize> = (0..500).collect();
    let leaked = error(&all[..400], &all[400..], &flat, &copied_targets);
    // and the truth, on images that have no twin
    let (test, test_targets) = rows(&data.test);
    let truth = test
        .rows()
        .into_iter()
        .zip(&test_targets)
        .filter(|(row, target)| nearest(&inputs, &targets, row) != **target)
        .count() as f64
        / 300.0;
    assert!(leaked < 0.5 * truth, "{leaked} {truth}");
    pin!("leaked_copies", { "leaked": leaked, "truth": truth });
}

#[test]
fn an_epoch_that_does_not_count_up_sees_the_same_images_again() {
    let images = array![[0.0_f32, 1.0, 0.5, 0.25]];
    let augmentation = Augmentation::new([2, 2], 1).with(Translate { pixels: 1.0 });
    assert_eq!(augmentation.epoch(&images, 0), augmentation.epoch(&images, 0));
    assert_ne!(augmentation.epoch(&images, 0), augmentation.epoch(&images, 1));
}

#[test]
fn three_mixings_blur_more_than_one() {
    let mut image = Array2::<f64>::zeros((9, 9));
    image.column_mut(4).fill(1.0); // a stroke
    let (turn, back) = (AffineMap::rotation(20.0), AffineMap::rotation(-20.0));
    let once = warp(&image, &turn.then(back));
    let twice = warp(&warp(&image, &turn), &back);
    assert_abs_diff_eq!(once[[4, 4]], 1.0, epsilon = 1e-12);
    assert!(twice[[3, 4]] < 0.9);
    pin!("mixings", { "once": once[[3, 4]], "twice": twice[[3, 4]] });
}

#[test]
fn what_leaves_the_frame_is_lost() {
    let image = array![[1.0, 2.0], [3.0, 4.0]];
    let back = translate(&translate(&image, 1.0, 0.0), -1.0, 0.0);
    assert_eq!(back, array![[1.0, 0.0], [3.0, 0.0]]);
}

#[test]
fn noise_that_is_clipped_makes_the_background_grey() {
    let paper = Array2::<f64>::zeros((50, 50));
    let noisy = add_noise(&paper, 0.2, &mut ChaCha8Rng::seed_from_u64(1));
    let clipped = noisy.mapv(|pixel| pixel.clamp(0.0, 1.0));
    let (mean, grey) =
        (noisy.mean().expect("pixels"), clipped.mean().expect("pixels"));
    assert!(mean.abs() < 0.01);
    assert_abs_diff_eq!(grey, 0.2 / std::f64::consts::TAU.sqrt(), epsilon = 0.01); // σ/√(2π)
    pin!("clipped_noise", { "sigma": 0.2, "mean": grey });
}

#[test]
#[should_panic(expected = "Augmentation: images of 2 × 2 pixels, but rows of 3")]
fn images_of_another_size_are_refused() {
    Augmentation::new([2, 2], 1)
        .with(Rotate { degrees: 5.0 })
        .epoch(&array![[0.0_f32, 1.0, 2.0]], 0);
}

// ---- size ----

#[test]
fn too_small_a_network_is_wrong_about_what_it_has_seen() {
    // one hidden unit for ten classes: after training it is still wrong about most of its own fifty images
    let data = datasets::digits();
    let (inputs, targets) = rows(&data.train.first(50));
    let error = |units: usize| {
        let mut rng = ChaCha8Rng::seed_from_u64(1);
        let mut network: Sequential =
            multilayer_perceptron(&[64, units, 10], &mut rng);
        let mut optimizer = Momentum::new(0.05, 0.9);
        for _step in 0..200 {
            let logits = backprop::Layer::forward(
                &mut network,
                inputs.clone(),
                backprop::Mode::Train,
            );
            let answer = loss::softmax_cross_entropy(
                &logits,
                &targets[..],
                loss::Reduction::Mean,
            );
            backprop::Layer::backward_params(&mut network, answer.gradient);
            optimizer.step(&mut network);
        }
        let logits = backprop::predict(&mut network, &inputs, 50);
        1.0 - loss::accuracy(&logits, &targets[..])
    };
    assert!(error(1) > 0.3 && error(32) == 0.0);
    pin!("too_small", { "one_unit": error(1) });
}

#[test]
#[should_panic(expected = "Affine: a scale of 1 and more")]
fn an_image_cannot_shrink_to_nothing() {
    let bad = Affine { degrees: 0.0, scale: 1.0, pixels: 0.0 };
    bad.apply(&Array2::<f64>::zeros((2, 2)), &mut ChaCha8Rng::seed_from_u64(1));
}

#[test]
#[should_panic(expected = "Scale: factors from 0")]
fn a_factor_of_zero_is_refused_before_it_is_drawn() {
    let bad = Scale { least: 0.0, most: 2.0 };
    bad.apply(&Array2::<f64>::zeros((2, 2)), &mut ChaCha8Rng::seed_from_u64(1));
}

#[test]
#[should_panic(expected = "Brighten: factors from -0.1")]
fn a_negative_light_is_refused_before_it_is_drawn() {
    let bad = Brighten { least: -0.1, most: 2.0 };
    bad.apply(&Array2::<f64>::zeros((2, 2)), &mut ChaCha8Rng::seed_from_u64(1));
}

#[test]
#[should_panic(expected = "Plateau: 1 epochs cannot be compared")]
fn a_plateau_of_one_epoch_is_refused() {
    let _ = stops_after(&Plateau { epochs: 1, change: 0.01 }, &[0.5]);
}
