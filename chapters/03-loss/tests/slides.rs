//! Every number of the lecture slides on loss: what they print, and what it is.

use std::f64::consts::{E, LN_2};

use approx::{assert_abs_diff_eq, assert_relative_eq};
use loss::{
    Feeding, LogBase, MarginLoss, Reduction, binary_cross_entropy, chance_level, class_index, cross_entropy,
    entropy, gradient_by_chain_rule, half_squared_error, information, kl_divergence, margin_loss, one_hot,
    predictions, probability_cross_entropy, rank_of_target, sigmoid_softmax_bounds, softmax_cross_entropy,
    squared_error, top_k_accuracy,
};
use ndarray::{Array1, Array2, array};
use pins::pin;

/// Distribution 1 of S2's example.
fn first() -> Array1<f64> {
    array![1.0 / 3.0, 1.0 / 2.0, 1.0 / 6.0]
}

/// Distribution 2 of S2's example.
fn second() -> Array1<f64> {
    array![1.0 / 4.0, 1.0 / 2.0, 1.0 / 4.0]
}

/// The logits of S2's example; the true class is 1, counted from 0.
fn emblem() -> Array2<f64> {
    array![[0.0, 0.006, 0.12]]
}

fn rounded(value: f64, decimals: i32) -> f64 {
    let scale = 10_f64.powi(decimals);
    (value * scale).round() / scale
}

// ---- distance ----

#[test]
fn squares_of_a_digit() {
    let output = array![[0.15, 0.2, 0.3]];
    let target = one_hot(&[1], 3);
    let mean = squared_error(&output, &target, Reduction::Mean);
    let sum = squared_error(&output, &target, Reduction::Sum);
    let half = half_squared_error(&output, &target, Reduction::Mean);
    pin!("slide_squares", {
        "source": "S2 LOSS-11",
        "output": output.row(0).to_vec(),
        "target": target.row(0).to_vec(),
        "errors": (&output - &target).row(0).to_vec(),
        "squares": (&output - &target).mapv(|e| e * e).row(0).to_vec(),
        "sum": sum.loss,
        "mean": mean.loss,
        "half": half.loss,
        "gradient_of_mean": mean.gradient.row(0).to_vec(),
        "gradient_of_half": half.gradient.row(0).to_vec(),
        "cross_entropy": information(output[[0, 1]], LogBase::E),
    });
}

#[test]
fn half_squared_error_has_the_plain_error_as_its_slope() {
    let (output, target) = (array![[0.75]], array![[1.0]]);
    let answer = half_squared_error(&output, &target, Reduction::Sum);
    pin!("slide_half_square", {
        "source": "S1 LOSS-4, S4 LOSS-5",
        "output": 0.75,
        "target": 1.0,
        "loss": answer.loss,
        "gradient": answer.gradient[[0, 0]],
    });
    assert_eq!(answer.gradient[[0, 0]], 0.75 - 1.0);
}

// ---- information ----

#[test]
fn information_of_events() {
    let bits: Vec<f64> = [1.0, 0.5, 0.25, 0.125].iter().map(|&p| information(p, LogBase::Two)).collect();
    pin!("slide_information", {
        "source": "S2 LOSS-12",
        "bits": bits,
        "half_in_nat": information(0.5, LogBase::E),
        "half_in_bit": information(0.5, LogBase::Two),
        "half_in_hartley": information(0.5, LogBase::Ten),
        "rain": 0.9,
        "sunrise": 0.999,
        "no_rain_in_bit": information(0.1, LogBase::Two),
        "rain_in_bit": information(0.9, LogBase::Two),
        "sunrise_in_bit": information(0.999, LogBase::Two),
    });
    assert_eq!(information(1.0, LogBase::E), 0.0);
}

#[test]
fn entropies_of_two_distributions_in_three_units() {
    let (first, second) = (first(), second());
    let in_units = |amount: &dyn Fn(LogBase) -> f64| {
        pins::serde_json::json!({
            "nat": amount(LogBase::E), "bit": amount(LogBase::Two), "hartley": amount(LogBase::Ten),
        })
    };
    pin!("slide_entropy", {
        "source": "S2 LOSS-15a to LOSS-15e",
        "first": first.to_vec(),
        "second": second.to_vec(),
        "entropy_1": in_units(&|base| entropy(&first, base)),
        "entropy_2": in_units(&|base| entropy(&second, base)),
        "cross_entropy_1_2": in_units(&|base| cross_entropy(&first, &second, base)),
        "cross_entropy_2_1": in_units(&|base| cross_entropy(&second, &first, base)),
        "divergence_1_2": in_units(&|base| kl_divergence(&first, &second, base)),
        "divergence_2_1": in_units(&|base| kl_divergence(&second, &first, base)),
        "printed": { "entropy_1": 0.439, "entropy_2": 0.452, "cross_entropy_1_2": 0.456, "cross_entropy_2_1": 0.464 },
    });
    assert_eq!(rounded(entropy(&first, LogBase::Ten), 3), 0.439);
    assert_eq!(rounded(entropy(&second, LogBase::Ten), 3), 0.452);
    assert_eq!(rounded(cross_entropy(&second, &first, LogBase::Ten), 3), 0.464);
}

#[test]
fn surprise_by_day() {
    let bits = |p: &Array1<f64>| p.mapv(|p| information(p, LogBase::Two)).to_vec();
    let coin = array![0.75, 0.25];
    pin!("surprises", {
        "source": "S2 LOSS-12 to LOSS-15",
        "first": bits(&first()),
        "second": bits(&second()),
        "coin_of_three_quarters": entropy(&coin, LogBase::Two),
        "sure_under_undecided": cross_entropy(&array![1.0, 0.0], &array![0.5, 0.5], LogBase::Two),
    });
    assert_eq!(cross_entropy(&array![0.5, 0.5], &array![1.0, 0.0], LogBase::Two), f64::INFINITY);
}

#[test]
fn softmax_at_three_temperatures() {
    let logits = array![2.0, 1.0, 0.0, -1.0];
    let at = |temperature: f64| activations::softmax(&logits.mapv(|z| z / temperature)).to_vec();
    pin!("temperatures", {
        "source": "Hinton, Vinyals and Dean (2015)",
        "cold": at(0.25),
        "one": at(1.0),
        "hot": at(4.0),
        "lms_met_exactly": activations::softmax(&Array1::from_shape_fn(10, |k| if k == 3 { 1.0 } else { -1.0 }))[3],
    });
}

#[test]
fn slopes_of_half_the_squared_error() {
    let slope = |y: f64| half_squared_error(&array![[y]], &array![[0.5]], Reduction::Sum).gradient[[0, 0]];
    pin!("slopes", {
        "source": "S1 LOSS-4",
        "left": slope(-0.6),
        "at_target": slope(0.5),
        "right": slope(1.3),
    });
}

#[test]
fn chance_levels() {
    pin!("chance", {
        "source": "S2 LOSS-17, LOSS-19",
        "three": chance_level::<f64>(3, LogBase::E),
        "ten": chance_level::<f64>(10, LogBase::E),
        "thousand": chance_level::<f64>(1000, LogBase::E),
    });
}

// ---- softmax with cross-entropy ----

#[test]
fn softmax_and_its_cross_entropy() {
    let logits = emblem();
    let probabilities = activations::softmax(&logits);
    let exponentials = logits.mapv(f64::exp);
    let answer = softmax_cross_entropy(&logits, &[1], Reduction::Mean);
    let printed = array![[0.319, 0.321, 0.36]];
    let from_printed = probability_cross_entropy(&printed, &[1], Reduction::Mean).loss;
    pin!("slide_softmax", {
        "source": "S2 LOSS-16 to LOSS-18",
        "logits": logits.row(0).to_vec(),
        "exponentials": exponentials.row(0).to_vec(),
        "sum": exponentials.sum(),
        "probabilities": probabilities.row(0).to_vec(),
        "loss": answer.loss,
        "gradient": answer.gradient.row(0).to_vec(),
        "printed": { "probabilities": printed.row(0).to_vec(), "loss": 1.1363 },
        "loss_from_printed": from_printed,
        "chance": chance_level::<f64>(3, LogBase::E),
    });
    assert_eq!(probabilities.mapv(|p| rounded(p, 3)), printed);
    assert_eq!(rounded(from_printed, 4), 1.1363);
}

#[test]
fn gradient_in_three_steps() {
    let p = activations::softmax(&emblem()).row(0).to_owned();
    let jacobian = activations::softmax_jacobian(&p);
    let gradient = gradient_by_chain_rule(&p, 1);
    pin!("gradient_steps", {
        "source": "S0 BP-11, S2 LOSS-18",
        "loss_by_probability": -1.0 / p[1],
        "probability_by_logits": jacobian.row(1).to_vec(),
        "gradient": gradient.to_vec(),
    });
    assert_abs_diff_eq!(gradient, &p - &array![0.0, 1.0, 0.0], epsilon = 1e-15);
}

#[test]
fn prediction_of_three_probabilities() {
    let output = array![[0.1, 0.5, 0.4]];
    pin!("slide_prediction", {
        "source": "S2 LOSS-21, TEST-3",
        "output": output.row(0).to_vec(),
        "index": predictions(&output)[0],
        "loss_if_right": probability_cross_entropy(&output, &[1], Reduction::Mean).loss,
        "rank_of_the_third": rank_of_target(&output.row(0), 2),
    });
}

#[test]
fn softmax_on_sigmoid_outputs() {
    let bounds = sigmoid_softmax_bounds::<f64>(10);
    pin!("slide_sigmoid_softmax", {
        "source": "S0 LOSS-22",
        "classes": 10,
        "largest_probability": bounds.largest_probability,
        "smallest_loss": bounds.smallest_loss,
        "largest_loss": bounds.largest_loss,
    });
    let mut perfect = Array2::zeros((1, 10));
    perfect[[0, 3]] = 1.0; // ten sigmoids, as right as they can be
    assert_relative_eq!(softmax_cross_entropy(&perfect, &[3], Reduction::Mean).loss, bounds.smallest_loss);
    let worst = perfect.mapv(|y: f64| 1.0 - y);
    assert_relative_eq!(softmax_cross_entropy(&worst, &[3], Reduction::Mean).loss, bounds.largest_loss);
}

// ---- margins ----

#[test]
fn losses_by_margin() {
    let values =
        |kind: MarginLoss, margins: &[f64]| margins.iter().map(|&m| kind.value(m)).collect::<Vec<_>>();
    let margins = [-2.0, -1.0, 0.0, 0.5, 1.0, 2.0];
    pin!("slide_margins", {
        "source": "S0 LOSS-7 to LOSS-9",
        "margins": margins,
        "zero_one": values(MarginLoss::ZeroOne, &margins),
        "square": values(MarginLoss::Square, &margins),
        "hinge": values(MarginLoss::Hinge, &margins),
        "logistic": values(MarginLoss::Logistic, &margins),
        "logistic_in_bits": margins.map(|m| LogBase::E.convert(MarginLoss::Logistic.value(m), LogBase::Two)),
    });
}

// ---- feeding ----

#[test]
fn loss_by_feeding() {
    let outputs = array![[3.0], [1.0], [4.0], [1.0], [5.0], [9.0]];
    let targets = array![[2.0], [1.0], [1.0], [3.0], [5.0], [6.0]];
    let losses_of = |feeding: Feeding| -> Vec<f64> {
        feeding
            .pieces(6)
            .map(|rows| {
                let rows: Vec<usize> = rows.collect();
                let select = |from: &Array2<f64>| from.select(ndarray::Axis(0), &rows);
                squared_error(&select(&outputs), &select(&targets), Reduction::Mean).loss
            })
            .collect()
    };
    pin!("feeding", {
        "source": "S2 LOSS-23 to LOSS-25",
        "all": losses_of(Feeding::All),
        "one": losses_of(Feeding::One),
        "batches_of_three": losses_of(Feeding::Batch(3)),
        "batches_of_four": losses_of(Feeding::Batch(4)),
        "mean_of_batches_of_four": losses_of(Feeding::Batch(4)).iter().sum::<f64>() / 2.0,
    });
}

// ---- top-k ----

#[test]
fn top_one_and_top_five_of_a_table() {
    let scores =
        Array2::from_shape_vec((1, 8), vec![0.3, 0.1, 0.2, 0.15, 0.05, 0.09, 0.07, 0.04]).expect("8 scores");
    assert_eq!(top_k_accuracy(&scores, &[5], 1), 0.0);
    assert_eq!(top_k_accuracy(&scores, &[5], 5), 1.0);
    pin!("slide_top_k", {
        "source": "S4 ADV-8, ADV-9, TEST-8",
        "standard": { "clean_top_1": 0.784, "clean_top_5": 0.940, "attacked_top_1": 0.272, "attacked_top_5": 0.556 },
        "adversarial": { "clean_top_1": 0.776, "clean_top_5": 0.938, "attacked_top_1": 0.735, "attacked_top_5": 0.917 },
    });
}

// ---- errata ----

#[test]
fn err_1_the_error_with_the_other_sign_still_descends() {
    let (output, target) = (array![[0.2, 0.9]], array![[1.0, 0.0]]);
    let error = &target - &output; // e = y − d, as S4 writes it
    let gradient = half_squared_error(&output, &target, Reduction::Sum).gradient;
    assert_eq!(gradient, -&error);
    let stepped = &output + &error * 0.1; // a step along +e …
    let before = half_squared_error(&output, &target, Reduction::Sum).loss;
    assert!(half_squared_error(&stepped, &target, Reduction::Sum).loss < before); // … goes downhill
}

#[test]
fn err_2_the_logarithm_belongs_on_the_output() {
    let output = array![0.15, 0.2, 0.65]; // the slide's output, its last number filled up to a sum of 1
    let target = array![0.0, 1.0, 0.0];
    assert_relative_eq!(cross_entropy(&target, &output, LogBase::E), -(0.2_f64.ln()));
    assert_eq!(cross_entropy(&output, &target, LogBase::E), f64::INFINITY); // swapped: ln 0
}

#[test]
fn err_3_cross_entropy_of_the_second_under_the_first() {
    let value = cross_entropy(&first(), &second(), LogBase::Ten);
    assert_abs_diff_eq!(value, 1.5 * 2_f64.log10(), epsilon = 1e-15);
    assert_ne!(rounded(value, 3), 0.456);
    assert_eq!(rounded(value, 3), 0.452);
    assert_abs_diff_eq!(value, entropy(&second(), LogBase::Ten), epsilon = 1e-15);
    // the slide's two inequalities hold all the same
    assert!(value > entropy(&first(), LogBase::Ten));
    assert!(cross_entropy(&second(), &first(), LogBase::Ten) > entropy(&second(), LogBase::Ten));
}

#[test]
fn err_4_the_base_is_part_of_the_number_and_rounding_comes_last() {
    assert_eq!(rounded(entropy(&first(), LogBase::Ten), 3), 0.439);
    assert_eq!(rounded(entropy(&first(), LogBase::E), 3), 1.011);
    let exact = softmax_cross_entropy(&emblem(), &[1], Reduction::Mean).loss;
    assert_eq!(rounded(information(0.321, LogBase::E), 4), 1.1363);
    assert_eq!(rounded(exact, 4), 1.1362);
}

#[test]
fn err_5_class_two_from_one_is_index_one() {
    let index = predictions(&array![[0.1, 0.5, 0.4]])[0];
    assert_eq!(index, class_index(2, 1)); // "class #2" counted from 1 …
    assert_eq!(index, class_index(1, 0)); // … is label 1 counted from 0
    let seventh = one_hot::<f64>(&[class_index(7, 1)], 10); // y₇ = 1 of y₁ … y₁₀
    assert_eq!(seventh, one_hot::<f64>(&[6], 10));
}

#[test]
#[should_panic(expected = "target 10 of row 0 is not below 10 classes")]
fn err_5_a_sum_up_to_the_number_of_classes_runs_one_too_far() {
    one_hot::<f64>(&[10], 10);
}

#[test]
fn err_6_softmax_on_sigmoids_never_gets_near_zero() {
    let bounds = sigmoid_softmax_bounds::<f64>(10);
    assert_relative_eq!(bounds.largest_probability, E / (E + 9.0));
    let sigmoids = array![[1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0]];
    assert!(softmax_cross_entropy(&sigmoids, &[0], Reduction::Mean).loss > 1.46);
    let logits = &sigmoids * 100.0;
    assert!(softmax_cross_entropy(&logits, &[0], Reduction::Mean).loss < 1e-6);
}

#[test]
fn err_20_the_square_loss_needs_the_target() {
    for (target, output) in [(1.0, 0.3), (-1.0, 0.3), (-1.0, -2.0)] {
        assert_relative_eq!(MarginLoss::Square.value(target * output), (target - output) * (target - output));
    }
    let printed = |output: f64| (1.0 - output) * (1.0 - output);
    assert_eq!(printed(1.0), 0.0); // as printed, answering 1 is free …
    assert_eq!(MarginLoss::Square.value(-1.0), 4.0); // … even where the truth is −1
}

#[test]
fn err_21_the_printed_logistic_loss_ignores_every_negative() {
    let printed = |target: f64, output: f64| -target * output.ln();
    assert_eq!(printed(0.0, 0.999), 0.0);
    let true_loss = binary_cross_entropy(&array![[0.999]], &array![[0.0]], Reduction::Mean).loss;
    assert_relative_eq!(true_loss, 1000.0_f64.ln(), max_relative = 1e-12);
}

#[test]
fn err_23_cross_entropy_can_equal_entropy_and_needs_two_arguments() {
    let truth = first();
    assert_eq!(cross_entropy(&truth, &truth, LogBase::E), entropy(&truth, LogBase::E));
    let (one_way, other_way) =
        (cross_entropy(&first(), &second(), LogBase::E), cross_entropy(&second(), &first(), LogBase::E));
    assert!((one_way - other_way).abs() > 0.02);
}

#[test]
fn err_24_the_digit_loss_has_a_logarithm_and_a_minus() {
    let (good, bad) = (array![[0.1, 0.8, 0.1]], array![[0.4, 0.2, 0.4]]);
    let printed = |output: &Array2<f64>| (output * &one_hot::<f64>(&[1], 3)).sum();
    let loss = |output: &Array2<f64>| probability_cross_entropy(output, &[1], Reduction::Mean).loss;
    assert!(printed(&good) > printed(&bad)); // as printed, the better answer costs more
    assert!(loss(&good) < loss(&bad));
    assert_relative_eq!(loss(&good), -(0.8_f64.ln()));
}

#[test]
fn err_25_the_loss_of_one_datum_is_squared() {
    let answer = squared_error(&array![[1.0]], &array![[3.0]], Reduction::Mean);
    assert_eq!(answer.loss, 4.0);
    let bare = |output: f64| output - 3.0; // as printed
    assert!(bare(-100.0) < bare(3.0)); // far too low would beat exactly right
}

#[test]
fn err_31_sum_and_mean_differ_by_the_number_of_examples() {
    let scores = array![[0.5], [-2.0], [3.0], [-0.5]];
    let signs = array![[1.0], [1.0], [-1.0], [-1.0]];
    let mean = margin_loss(MarginLoss::Logistic, &scores, &signs, Reduction::Mean);
    let sum = margin_loss(MarginLoss::Logistic, &scores, &signs, Reduction::Sum);
    assert_relative_eq!(sum.loss, 4.0 * mean.loss);
    assert_relative_eq!(sum.gradient, mean.gradient * 4.0);
}

#[test]
fn err_62_the_index_runs_over_the_examples() {
    let (outputs, targets) = (array![[1.0, 0.0], [0.0, 3.0]], array![[0.0, 0.0], [0.0, 1.0]]);
    let by_example: f64 = (0..2).map(|k| (&outputs.row(k) - &targets.row(k)).mapv(|e| e * e).sum()).sum();
    assert_eq!(squared_error(&outputs, &targets, Reduction::Sum).loss, by_example);
    assert_eq!(by_example, 5.0); // 1 + 4
}

#[test]
fn err_63_the_sum_runs_over_the_outputs() {
    let (outputs, targets) = (array![[1.0, 5.0]], array![[0.0, 2.0]]);
    assert_eq!(half_squared_error(&outputs, &targets, Reduction::Sum).loss, 5.0); // (1 + 9) / 2
    assert_eq!(half_squared_error(&outputs, &targets, Reduction::Mean).loss, 5.0); // one example: its mean is itself
}

#[test]
fn one_bit_is_ln_two_nats() {
    assert_relative_eq!(LogBase::Two.convert(1.0, LogBase::E), LN_2);
}
