//! Every number of the lecture slides on generalising: what they print, and what it is.

use activations::{Activation, Sign};
use approx::assert_abs_diff_eq;
use backprop::Linear;
use chacha20::ChaCha8Rng;
use datasets::{Curve, noisy_sine};
use ndarray::array;
use optimizers::{Optimizer, Sgd};
use pins::pin;
use pins::serde_json::json;
use rand::{RngExt, SeedableRng};
use regularization::{
    FirstRise, L1, L2, Patience, Penalty, Plateau, Polynomial, best_epoch,
    decay_weights, lowest_with_l1, lowest_with_l2, multilayer_perceptron,
    parameters_of, penalise, penalise_where, penalty_value, polynomial_features,
    soft_threshold, stops_after, with_l1, with_l2,
};

/// The points that the chapter draws: ten to learn from, a hundred to judge by.
const POINTS: u64 = 6;
const NOISE: f64 = 0.3;

fn sine(count: usize, seed: u64) -> (Curve, Curve) {
    (noisy_sine(count, NOISE, seed), noisy_sine(100, NOISE, 1000 + seed))
}

fn rms(polynomial: &Polynomial, points: &Curve) -> f64 {
    polynomial.root_mean_square_error(&points.x, &points.y)
}

fn fit(points: &Curve, degree: usize) -> Polynomial {
    Polynomial::fit(&points.x, &points.y, degree)
}

/// The median, and the values that a tenth lie below and above.
fn middle(mut values: Vec<f64>) -> [f64; 3] {
    values.sort_by(f64::total_cmp);
    [10, 50, 90].map(|percent| values[values.len() * percent / 100])
}

// ---- REG-1 to REG-3: overfitting ----

#[test]
fn reg_3_a_polynomial_of_degree_nine_learns_ten_points_by_heart() {
    let (train, test) = sine(10, POINTS);
    let rows: Vec<_> = (0..9)
        .map(|degree| {
            let polynomial = fit(&train, degree);
            json!({
                "training": rms(&polynomial, &train),
                "test": rms(&polynomial, &test),
                "largest": polynomial.largest_coefficient(),
            })
        })
        .collect();
    let nine = fit(&train, 9);
    assert!(rms(&nine, &train) < 1e-8); // all training points right …
    assert!(rms(&nine, &test) > 1.5 * rms(&fit(&train, 3), &test)); // … and the others wrong: REG-1
    pin!("sine", {
        "source": "S1 REG-3, own points",
        "noise": NOISE,
        "points": 10,
        "test_points": 100,
        "rows": rows,
        "nine": { "test": rms(&nine, &test), "largest": nine.largest_coefficient() },
        "first_coefficients_of_three": fit(&train, 3).coefficients.to_vec(),
    });
}

#[test]
fn the_same_with_two_hundred_draws_of_the_points() {
    let errors = |degree: usize| {
        let error = |seed| {
            let (train, test) = sine(10, seed);
            rms(&fit(&train, degree), &test)
        };
        middle((1..=200).map(error).collect())
    };
    let draws = |degree| {
        let [low, median, high] = errors(degree);
        json!({ "low": low, "median": median, "high": high })
    };
    let worse = (1..=200_u64)
        .filter(|&seed| {
            let (train, test) = sine(10, seed);
            rms(&fit(&train, 9), &test) > rms(&fit(&train, 3), &test)
        })
        .count();
    assert!(worse > 195);
    pin!("sine_draws", {
        "draws": 200, "nine_is_worse": worse, "one": draws(1), "three": draws(3), "nine": draws(9),
    });
}

#[test]
fn reg_2_worst_with_small_sets() {
    // S0 and S1: overfitting is worst with few data. The same degree 9, more points; the test points stay.
    let sizes = [10, 15, 20, 50, 100, 500];
    let rows: Vec<_> = sizes
        .map(|count| {
            let error = |seed, which: usize| {
                let (train, test) = sine(count, seed);
                rms(&fit(&train, 9), if which == 0 { &train } else { &test })
            };
            let median =
                |which| middle((1..=50).map(|seed| error(seed, which)).collect())[1];
            json!({ "points": count, "training": median(0), "test": median(1) })
        })
        .into_iter()
        .map(|mut row| {
            if row["points"] == 10 {
                let error = row["training"].as_f64().expect("a number");
                assert!(error < 1e-9, "ten coefficients miss ten points by {error}");
                row["training"] = json!(0); // rounding, and none of it to be printed
            }
            row
        })
        .collect();
    let test = |index: usize| rows[index]["test"].as_f64().expect("a number");
    assert!(test(0) > 1.2 * test(1) && test(1) > test(3) && test(5) < 1.05 * NOISE);
    pin!("more_points", { "draws": 50, "rows": rows });
}

#[test]
fn reg_19_a_large_model_lacks_information() {
    // eleven coefficients, ten points: many polynomials fit, and the formula says so
    let (train, _) = sine(10, POINTS);
    let powers = polynomial_features(&train.x, 10);
    assert!(powers.ncols() > powers.nrows());
    let nine = fit(&train, 9);
    // one of them: add any multiple of the product over (x − xᵢ), which is 0 in all the points
    let bump = |x: f64| train.x.iter().map(|&at| x - at).product::<f64>();
    for (&x, &y) in train.x.iter().zip(&train.y) {
        let also = nine.at(&array![x])[0] + 1e6 * bump(x);
        assert_abs_diff_eq!(also, y, epsilon = 1e-6);
    }
    assert!((1e6 * bump(0.05)).abs() > 10.0); // and between them it is anywhere
}

// ---- REG-4: a smaller model ----

#[test]
fn reg_4_fewer_layers_and_fewer_units_are_fewer_numbers() {
    let sizes: [&[usize]; 4] =
        [&[64, 128, 128, 10], &[64, 128, 10], &[64, 16, 10], &[64, 10]];
    let counts = sizes.map(parameters_of);
    assert_eq!(counts, [26_122, 9_610, 1_210, 650]);
    let mut rng = ChaCha8Rng::seed_from_u64(1);
    for (widths, count) in sizes.iter().zip(counts) {
        let mut network = multilayer_perceptron::<f32>(widths, &mut rng);
        assert_eq!(backprop::parameter_count(&mut network), count);
    }
    pin!("sizes", { "two_hidden": counts[0], "one_hidden": counts[1], "narrow": counts[2], "none": counts[3] });
}

// ---- REG-8 to REG-12: penalties ----

/// S0's step for one weight: θ = 1, slope of the loss 0.5, η = 0.1, λ = 0.2.
fn worked(penalise_it: impl FnOnce(&mut Linear<f64>)) -> f64 {
    let mut network = Linear::new(array![[1.0]], array![0.0]);
    network.weight.grad[[0, 0]] = 0.5;
    penalise_it(&mut network);
    Sgd::new(0.1).step(&mut network);
    network.weight.value[[0, 0]]
}

#[test]
fn reg_11_reg_12_the_worked_steps() {
    let none = worked(|_| {});
    let l2 = worked(|network| {
        assert_abs_diff_eq!(
            penalise(network, &L2 { lambda: 0.2 }),
            0.1,
            epsilon = 1e-15
        );
    });
    let l1 = worked(|network| {
        assert_abs_diff_eq!(
            penalise(network, &L1 { lambda: 0.2 }),
            0.2,
            epsilon = 1e-15
        );
    });
    let decay = worked(|network| decay_weights(network, 0.1, 0.2));
    for step in [l2, l1, decay] {
        assert_abs_diff_eq!(step, 0.93, epsilon = 1e-15); // all three, as the weight is 1
    }
    assert_abs_diff_eq!(none, 0.95, epsilon = 1e-15);
    pin!("worked_step", {
        "source": "S0 REG-11, REG-12",
        "weight": 1.0, "slope": 0.5, "rate": 0.1, "lambda": 0.2,
        "none": none, "l2": l2, "l1": l1, "kept": 1.0 - 0.1 * 0.2,
    });
}

#[test]
fn reg_11_reg_12_where_the_two_part() {
    // no slope of the loss at all: L2 takes a share, L1 an amount
    let mut rows = Vec::new();
    for start in [10.0, 1.0, 0.1] {
        let after = |step: &dyn Fn(&mut Linear<f64>)| {
            let mut network = Linear::new(array![[start]], array![0.0]);
            for _step in 0..10 {
                step(&mut network);
            }
            network.weight.value[[0, 0]]
        };
        let l2 = after(&|network| decay_weights(network, 0.1, 0.2));
        let l1 = after(&|network| {
            regularization::shrink(network, &L1 { lambda: 0.2 }, 0.1);
        });
        assert_abs_diff_eq!(l2, start * 0.98_f64.powi(10), epsilon = 1e-12);
        assert_abs_diff_eq!(l1, (start - 0.2_f64).max(0.0), epsilon = 1e-12);
        rows.push(json!({ "start": start, "l2": l2, "l1": l1 }));
    }
    pin!("ten_steps_of_decay", { "rate": 0.1, "lambda": 0.2, "rows": rows });
}

#[test]
fn err_45_the_sum_of_squares_is_the_square_of_the_norm() {
    let weights = array![[3.0, -4.0]];
    let mut network = Linear::new(weights, array![12.0]);
    assert_eq!(regularization::weight_norm(&mut network), 5.0); // the norm …
    let lambda = 0.2;
    let half_square = penalty_value(&mut network, &L2 { lambda });
    assert_abs_diff_eq!(half_square, lambda / 2.0 * 25.0, epsilon = 1e-12); // … and what is penalised
    // S0: λ/2 ‖θ‖², gradient λθ
    penalise(&mut network, &L2 { lambda });
    assert_abs_diff_eq!(network.weight.grad[[0, 0]], lambda * 3.0, epsilon = 1e-12);
    // S2: λ Σ W², gradient 2λW: twice our λ
    network.weight.grad.fill(0.0);
    let cost = penalise(&mut network, &L2 { lambda: 2.0 * lambda });
    assert_abs_diff_eq!(cost, lambda * 25.0, epsilon = 1e-12);
    assert_abs_diff_eq!(
        network.weight.grad[[0, 1]],
        2.0 * lambda * -4.0,
        epsilon = 1e-12
    );
    assert_eq!(network.bias.grad[0], 0.0);
    // with the bias, as S0's θ and S2's sum from j = 0 have it
    let all = penalise_where(&mut network, &L2 { lambda }, |_| true);
    assert_abs_diff_eq!(all, lambda / 2.0 * 169.0, epsilon = 1e-12);
    pin!("norms", {
        "norm": 5.0, "squares": 25.0, "half_lambda_squares": half_square, "with_bias": all, "lambda": lambda,
    });
}

#[test]
fn err_45_what_a_penalised_bias_does() {
    // points around 100: the price on the bias, w₀, drags the whole curve towards 0
    let (train, _) = sine(10, POINTS);
    let y = &train.y + 100.0;
    let with_free_bias = Polynomial::ridge(&train.x, &y, 3, 0.1);
    let powers = polynomial_features(&train.x, 3);
    let mut matrix = powers.t().dot(&powers);
    matrix.diag_mut().iter_mut().for_each(|entry| *entry += 0.1); // j = 0 too, as in S2's sum
    let coefficients =
        gradient_descent::solve::solve(&matrix, &powers.t().dot(&y)).expect("λ > 0");
    let with_bias = Polynomial { coefficients };
    let mean_error =
        |polynomial: &Polynomial| (polynomial.at(&train.x) - &y).mean().expect("ten");
    assert_abs_diff_eq!(mean_error(&with_free_bias), 0.0, epsilon = 1e-9);
    assert!(mean_error(&with_bias) < -0.1);
    let error =
        |polynomial: &Polynomial| polynomial.root_mean_square_error(&train.x, &y);
    pin!("penalised_bias", {
        "shift": 100.0, "lambda": 0.1, "free": error(&with_free_bias), "penalised": error(&with_bias),
    });
}

#[test]
fn reg_15_reg_16_the_costs_of_s2() {
    // two rows, W = (1, 2) with the constant 1 in front: by hand
    let (x, y) = (array![1.0, 3.0], array![2.0, 10.0]);
    let line = Polynomial { coefficients: array![1.0, 2.0] };
    let squares = 2.0 * line.root_mean_square_error(&x, &y).powi(2);
    assert_abs_diff_eq!(squares, 10.0, epsilon = 1e-12); // (2 − 3)² + (10 − 7)²
    let lambda = 0.5;
    let price = |penalty: &dyn Penalty<f64>| {
        line.coefficients.iter().map(|&weight| penalty.value(weight)).sum::<f64>()
    };
    let lasso = squares + price(&L1 { lambda });
    let ridge = squares + price(&L2 { lambda: 2.0 * lambda }); // S2 writes no ½
    assert_abs_diff_eq!(lasso, 11.5, epsilon = 1e-12); // and ½ (1 + 2)
    assert_abs_diff_eq!(ridge, 12.5, epsilon = 1e-12); // and ½ (1 + 4)
    pin!("slide_costs", { "source": "S2 REG-15, REG-16", "squares": squares, "lambda": lambda, "l1": lasso, "l2": ridge });
}

#[test]
fn reg_8_ridge_on_the_ten_points() {
    let (train, test) = sine(10, POINTS);
    let lambdas = [1e-6, 1e-5, 1e-4, 1e-3, 1e-2, 0.1, 1.0, 10.0];
    let rows: Vec<_> = lambdas
        .iter()
        .map(|&lambda| {
            let polynomial = Polynomial::ridge(&train.x, &train.y, 9, lambda);
            json!({
                "lambda": lambda,
                "training": rms(&polynomial, &train),
                "test": rms(&polynomial, &test),
                "largest": polynomial.largest_coefficient(),
            })
        })
        .collect();
    let value = |row: usize, name: &str| rows[row][name].as_f64().expect("a number");
    for row in 1..lambdas.len() {
        assert!(value(row, "training") > value(row - 1, "training"));
    }
    assert!(
        value(3, "test") < value(0, "test") && value(3, "test") < value(7, "test")
    );
    pin!("ridge", { "degree": 9, "rows": rows });
}

// ---- REG-13, REG-14: the figure ----

#[test]
fn reg_13_the_figure_with_absolute_values() {
    let lambdas = [0.0, 3.0, 10.0];
    let minimisers = lambdas.map(|lambda| lowest_with_l1(2.0, lambda));
    let minima =
        lambdas.map(|lambda| with_l1(lowest_with_l1(2.0, lambda), 2.0, lambda));
    assert_eq!(minimisers, [2.0, 0.5, 0.0]);
    assert_eq!(minima, [0.0, 3.75, 4.0]);
    assert_eq!(
        lambdas.map(|lambda| with_l1(-10.0, 2.0, lambda)),
        [144.0, 174.0, 244.0]
    );
    assert!(lowest_with_l1(2.0, 3.999) > 0.0); // exactly 0 from λ = 4 on
    assert_eq!(lowest_with_l1(2.0, 4.0), 0.0);
    pin!("slide_l1_figure", {
        "source": "S0 REG-13", "lambdas": lambdas, "minimisers": minimisers, "minima": minima,
        "left_end": lambdas.map(|lambda| with_l1(-10.0, 2.0, lambda)), "zero_from": 4.0,
    });
}

#[test]
fn reg_14_the_same_with_squares() {
    let lambdas = [0.0, 3.0, 10.0];
    let minimisers = lambdas.map(|lambda| lowest_with_l2(2.0, lambda));
    assert_abs_diff_eq!(minimisers[2], 0.181818, epsilon = 5e-7);
    assert_eq!(&minimisers[..2], [2.0, 0.5]);
    assert!(lowest_with_l2(2.0, 1e12) > 0.0); // never 0
    pin!("l2_figure", {
        "lambdas": lambdas, "minimisers": minimisers,
        "minima": lambdas.map(|lambda| with_l2(lowest_with_l2(2.0, lambda), 2.0, lambda)),
    });
}

#[test]
fn reg_12_the_subgradient_jumps_around_zero_and_the_threshold_lands_on_it() {
    // the loss is flat; the penalty alone moves the weight, ηλ = 0.1 a step
    let (mut subgradient, mut threshold) = (vec![0.25], vec![0.25]);
    for step in 0..6 {
        let w: f64 = subgradient[step];
        subgradient.push(w - 0.1 * Sign::centred().value(w));
        threshold.push(soft_threshold(threshold[step], 0.1));
    }
    assert_eq!(threshold[3..], [0.0; 4]);
    assert!(subgradient[3..].windows(2).all(|pair| pair[0] * pair[1] < 0.0));
    pin!("two_ways_to_zero", { "subgradient": subgradient, "threshold": threshold, "step": 0.1 });
}

// ---- REG-5 to REG-7, ERR-26, ERR-43: when to stop ----

/// A validation curve that jitters, turns and rises.
const CURVE: [f64; 14] = [
    0.90, 0.60, 0.45, 0.46, 0.38, 0.35, 0.36, 0.34, 0.35, 0.36, 0.38, 0.41, 0.45,
    0.50,
];

#[test]
fn err_43_three_rules_and_the_usual_one() {
    let first_rise = stops_after(&FirstRise, &CURVE).expect("it rises");
    let plateau = stops_after(&Plateau { epochs: 3, change: 0.02 }, &CURVE)
        .expect("it is flat");
    let patience = stops_after(&Patience { epochs: 3, min_improvement: 0.0 }, &CURVE)
        .expect("it rises");
    let best = best_epoch(&CURVE);
    assert_eq!((first_rise, plateau, patience, best), (3, 7, 10, 7));
    // keeping the best and stopping late loses nothing; stopping at the first rise does
    let kept = |stopped: usize| CURVE[best_epoch(&CURVE[..=stopped])];
    assert_eq!((kept(first_rise), kept(patience)), (0.45, 0.34));
    // a steady rise is never stable
    let steady: Vec<f64> = CURVE[7..].iter().map(|error| 3.0 * error).collect();
    assert_eq!(stops_after(&Plateau { epochs: 3, change: 0.02 }, &steady), None);
    pin!("rules", {
        "source": "S0 REG-5, S1 REG-6, S2 REG-7",
        "curve": CURVE,
        "first_rise": { "epoch": first_rise + 1, "kept": kept(first_rise), "last": CURVE[first_rise] },
        "plateau": { "epoch": plateau + 1, "kept": kept(plateau), "last": CURVE[plateau] },
        "patience": { "epoch": patience + 1, "kept": kept(patience), "last": CURVE[patience] },
        "best": { "epoch": best + 1, "error": CURVE[best] },
    });
}

#[test]
fn err_26_the_best_test_error_of_many_epochs_is_too_good_to_be_true() {
    // A network that is wrong about a tenth of all images at every epoch, tested on 300 each time with fresh luck: the lowest
    // of fifty such errors is chosen by luck alone. (Epochs of a real network share most of their luck; the bias is smaller then.)
    let mut rng = ChaCha8Rng::seed_from_u64(1);
    let mut test = |images: usize| {
        let wrong = (0..images).filter(|_| rng.random::<f64>() < 0.1).count();
        wrong as f64 / images as f64
    };
    let chosen: Vec<f64> = (0..100)
        .map(|_| {
            let errors: Vec<f64> = (0..50).map(|_| test(300)).collect();
            errors[best_epoch(&errors)]
        })
        .collect();
    let mean = chosen.iter().sum::<f64>() / chosen.len() as f64;
    assert!(mean < 0.07, "{mean}");
    pin!("chosen_by_test", { "source": "S0 REG-5", "epochs": 50, "images": 300, "truth": 0.1, "reported": mean });
}

#[test]
fn reg_18_stopping_by_the_training_error_does_not_see_the_turn() {
    // S4's third criterion looks at the training error, which falls all the way
    let training: Vec<f64> = (1..=14).map(|epoch| 1.0 / f64::from(epoch)).collect();
    assert_eq!(best_epoch(&training), 13);
    assert_eq!(stops_after(&FirstRise, &training), None);
}
