//! What can go wrong with a loss, each shown going wrong.

use loss::{
    Feeding, LogBase, MarginLoss, Reduction, RunningMean, accuracy, binary_cross_entropy,
    binary_cross_entropy_with_logits, cross_entropy, entropy, gradient_by_chain_rule, half_squared_error,
    information, kl_divergence, log_softmax, margin_loss, one_hot, predictions, probability_cross_entropy,
    rank_of_target, softmax_cross_entropy, squared_error, top_k_accuracy,
};
use ndarray::{Array2, array};
use pins::pin;

// ---- overflow and underflow ----

#[test]
fn naive_softmax_overflows() {
    let naive = 1e4_f64.exp() / (1e4_f64.exp() + 0_f64.exp());
    assert!(naive.is_nan()); // ∞ / ∞
    let answer = softmax_cross_entropy(&array![[1e4, 0.0]], &[1], Reduction::Mean);
    assert_eq!(answer.loss, 1e4);
    pin!("overflow", {
        "largest_exponent_f32": f32::MAX.ln(),
        "largest_exponent_f64": f64::MAX.ln(),
        "logit": 1e4,
        "loss": answer.loss,
        "gradient": answer.gradient.row(0).to_vec(),
    });
}

#[test]
fn naive_softmax_overflows_sooner_in_f32() {
    assert!(88_f32.exp().is_finite() && 89_f32.exp().is_infinite());
    assert!(709_f64.exp().is_finite() && 710_f64.exp().is_infinite());
    let single = softmax_cross_entropy(&array![[200_f32, 0.0]], &[1], Reduction::Mean);
    assert_eq!(single.loss, 200.0);
}

#[test]
fn a_softmax_that_underflows_loses_the_loss() {
    let logits = array![[0.0, -800.0]];
    let probabilities = activations::softmax(&logits);
    assert_eq!(probabilities[[0, 1]], 0.0); // e^−800 is below the smallest f64
    assert_eq!(probability_cross_entropy(&probabilities, &[1], Reduction::Mean).loss, f64::INFINITY);
    assert_eq!(softmax_cross_entropy(&logits, &[1], Reduction::Mean).loss, 800.0); // fused: nothing lost
}

#[test]
fn a_sigmoid_that_saturates_loses_the_loss() {
    let (logit, target) = (array![[40.0]], array![[0.0]]);
    let probability = logit.mapv(|z: f64| 1.0 / (1.0 + (-z).exp()));
    assert_eq!(probability[[0, 0]], 1.0); // 1 − e^−40 rounds to 1
    assert_eq!(binary_cross_entropy(&probability, &target, Reduction::Mean).loss, f64::INFINITY);
    assert_eq!(binary_cross_entropy_with_logits(&logit, &target, Reduction::Mean).loss, 40.0);
}

#[test]
fn the_chain_rule_divides_by_a_vanished_probability() {
    let probabilities = activations::softmax(&array![0.0_f64, -800.0]);
    assert!(gradient_by_chain_rule(&probabilities, 1)[0].is_nan()); // −1/0 · 0
    let fused = softmax_cross_entropy(&array![[0.0, -800.0]], &[1], Reduction::Mean);
    assert_eq!(fused.gradient, array![[1.0, -1.0]]);
}

#[test]
fn tiny_losses_vanish_in_f32() {
    let double = softmax_cross_entropy(&array![[20_f64, 0.0]], &[0], Reduction::Mean).loss;
    let single = softmax_cross_entropy(&array![[20_f32, 0.0]], &[0], Reduction::Mean).loss;
    pin!("single_precision", { "double": double, "single": single });
    assert!(double > 2e-9 && double < 2.1e-9);
    assert_eq!(single, 0.0); // 20 + ln(1 + e^−20) rounds to 20
}

// ---- zeros ----

#[test]
fn zero_times_the_logarithm_of_zero_is_zero() {
    assert!((0.0 * 0.0_f64.ln()).is_nan()); // what the bare formula gives
    assert_eq!(entropy(&array![0.0, 1.0], LogBase::E), 0.0);
    assert_eq!(cross_entropy(&array![0.0, 1.0], &array![0.0, 1.0], LogBase::E), 0.0);
}

#[test]
fn a_forecast_that_excludes_what_happens_costs_infinity() {
    assert_eq!(cross_entropy(&array![0.5, 0.5], &array![0.0, 1.0], LogBase::E), f64::INFINITY);
    assert_eq!(kl_divergence(&array![0.5, 0.5], &array![0.0, 1.0], LogBase::E), f64::INFINITY);
    let answer = probability_cross_entropy(&array![[0.0, 1.0]], &[0], Reduction::Mean);
    assert_eq!(answer.loss, f64::INFINITY);
    assert_eq!(answer.gradient[[0, 0]], f64::NEG_INFINITY);
}

#[test]
fn a_logit_of_minus_infinity_rules_a_class_out() {
    let masked = array![[0.0, f64::NEG_INFINITY, 0.0]];
    let answer = softmax_cross_entropy(&masked, &[0], Reduction::Mean);
    assert_eq!(answer.loss, 2.0_f64.ln());
    assert_eq!(answer.gradient, array![[-0.5, 0.0, 0.5]]);
    let soft = softmax_cross_entropy(&masked, &array![[1.0, 0.0, 0.0]], Reduction::Mean);
    assert_eq!(soft.loss, 2.0_f64.ln()); // 0 · ∞ counts 0
    assert_eq!(softmax_cross_entropy(&masked, &[1], Reduction::Mean).loss, f64::INFINITY); // ruled out, and true
}

// ---- NaN ----

#[test]
fn nan_stays_nan() {
    let logits = array![[f64::NAN, 1.0]];
    assert!(softmax_cross_entropy(&logits, &[1], Reduction::Mean).loss.is_nan());
    assert!(softmax_cross_entropy(&array![[f64::INFINITY, 1.0]], &[0], Reduction::Mean).loss.is_nan());
    assert!(squared_error(&logits, &array![[0.0, 0.0]], Reduction::Sum).loss.is_nan());
    assert!(binary_cross_entropy_with_logits(&logits, &array![[0.0, 0.0]], Reduction::Sum).loss.is_nan());
    for kind in [MarginLoss::Square, MarginLoss::Hinge, MarginLoss::Logistic] {
        assert!(kind.value(f64::NAN).is_nan(), "{kind:?}");
    }
}

#[test]
fn a_row_with_nan_is_never_right() {
    let scores = array![[f64::NAN, 1.0], [0.0, 1.0]];
    assert_eq!(accuracy(&scores, &[0, 1]), 0.5);
    assert_eq!(accuracy(&scores, &[1, 1]), 0.5);
    assert_eq!(rank_of_target(&scores.row(0), 1), None);
}

// ---- mean or sum, and of what ----

#[test]
fn a_summed_loss_takes_bigger_steps_with_a_bigger_batch() {
    let step_of = |batch: usize, reduction| -> f64 {
        let outputs = Array2::from_elem((batch, 1), 1.0);
        let targets = Array2::zeros((batch, 1));
        let gradient = half_squared_error(&outputs, &targets, reduction).gradient;
        0.1 * gradient.sum() // what a bias common to all examples would move by
    };
    assert!((step_of(4, Reduction::Mean) - 0.1).abs() < 1e-15);
    assert!((step_of(64, Reduction::Mean) - 0.1).abs() < 1e-12);
    assert!((step_of(64, Reduction::Sum) - 6.4).abs() < 1e-12);
    pin!("mean_or_sum", {
        "rate": 0.1,
        "mean_4": step_of(4, Reduction::Mean),
        "mean_64": step_of(64, Reduction::Mean),
        "sum_4": step_of(4, Reduction::Sum),
        "sum_64": step_of(64, Reduction::Sum),
    });
}

#[test]
fn the_mean_of_the_squared_error_is_over_outputs_too() {
    let (outputs, targets) = (Array2::from_elem((2, 10), 1.0), Array2::zeros((2, 10)));
    assert_eq!(squared_error(&outputs, &targets, Reduction::Mean).loss, 1.0); // of 20 outputs
    assert_eq!(half_squared_error(&outputs, &targets, Reduction::Mean).loss, 5.0); // of 2 examples
}

#[test]
fn the_mean_of_means_is_wrong_for_unequal_batches() {
    let losses = [1.0, 1.0, 1.0, 1.0, 4.0, 4.0];
    let mut running = RunningMean::default();
    let mut means = Vec::new();
    for rows in Feeding::Batch(4).pieces(losses.len()) {
        let mean = losses[rows.clone()].iter().sum::<f64>() / rows.len() as f64;
        running.add(mean, rows.len());
        means.push(mean);
    }
    assert_eq!(running.mean(), 2.0);
    assert_eq!(means.iter().sum::<f64>() / 2.0, 2.5);
}

// ---- what accuracy does not see ----

#[test]
fn accuracy_does_not_see_confidence() {
    let (timid, bold) = (array![[0.4, 0.6], [0.6, 0.4]], array![[0.01, 0.99], [0.99, 0.01]]);
    let loss = |p: &Array2<f64>, targets| probability_cross_entropy(p, targets, Reduction::Mean).loss;
    assert_eq!(accuracy(&timid, &[1, 0]), accuracy(&bold, &[1, 0]));
    assert!(loss(&timid, &[1, 0]) > loss(&bold, &[1, 0])); // both right: the bold one is the better
    assert!(loss(&timid, &[0, 1]) < loss(&bold, &[0, 1])); // both wrong: the bold one is far worse
    pin!("timid_and_bold", {
        "timid_right": loss(&timid, &[1, 0]),
        "bold_right": loss(&bold, &[1, 0]),
        "timid_wrong": loss(&timid, &[0, 1]),
        "bold_wrong": loss(&bold, &[0, 1]),
    });
}

#[test]
fn a_better_accuracy_can_have_a_worse_loss() {
    let targets = [0, 0, 0, 0];
    let careful = array![[0.9, 0.1], [0.9, 0.1], [0.45, 0.55], [0.45, 0.55]];
    let reckless = array![[0.9, 0.1], [0.9, 0.1], [0.9, 0.1], [0.0001, 0.9999]];
    let loss = |p: &Array2<f64>| probability_cross_entropy(p, &targets, Reduction::Mean).loss;
    assert!(accuracy(&reckless, &targets) > accuracy(&careful, &targets));
    assert!(loss(&reckless) > loss(&careful));
    pin!("accuracy_against_loss", {
        "sure": 0.9,
        "just_wrong": 0.45,
        "certainly_wrong": 0.0001,
        "careful": { "accuracy": accuracy(&careful, &targets), "loss": loss(&careful) },
        "reckless": { "accuracy": accuracy(&reckless, &targets), "loss": loss(&reckless) },
    });
}

#[test]
fn ties_go_to_the_smaller_index() {
    let undecided = Array2::from_elem((1, 3), 0.5);
    assert_eq!(predictions(&undecided), [0]);
    assert_eq!(top_k_accuracy(&undecided, &[1], 1), 0.0);
    assert_eq!(top_k_accuracy(&undecided, &[1], 2), 1.0);
}

#[test]
fn counting_mistakes_gives_no_slope() {
    for margin in [-3.0, -0.1, 0.0, 0.1, 3.0] {
        assert_eq!(MarginLoss::ZeroOne.derivative(margin), 0.0);
    }
}

// ---- a saturated wrong answer ----

#[test]
fn squared_error_of_a_sigmoid_stops_learning_where_it_is_most_wrong() {
    let logit: f64 = -8.0; // the sigmoid says "surely no", the truth is yes
    let sigmoid = 1.0 / (1.0 + (-logit).exp());
    let squared = half_squared_error(&array![[sigmoid]], &array![[1.0]], Reduction::Sum);
    let squared_slope = squared.gradient[[0, 0]] * sigmoid * (1.0 - sigmoid); // through the sigmoid
    let entropy = binary_cross_entropy_with_logits(&array![[logit]], &array![[1.0]], Reduction::Sum);
    assert!(squared_slope.abs() < 4e-4);
    assert!((entropy.gradient[[0, 0]] + 1.0).abs() < 4e-4);
    pin!("saturated", {
        "logit": logit,
        "sigmoid": sigmoid,
        "squared_loss": squared.loss,
        "squared_slope": squared_slope,
        "cross_entropy_loss": entropy.loss,
        "cross_entropy_slope": entropy.gradient[[0, 0]],
        "ratio": entropy.gradient[[0, 0]] / squared_slope,
    });
}

// ---- which base ----

#[test]
fn the_base_rescales_and_never_reorders() {
    let (near, far) = (array![0.3, 0.5, 0.2], array![0.1, 0.1, 0.8]);
    let truth = array![1.0 / 3.0, 0.5, 1.0 / 6.0];
    for base in LogBase::ALL {
        assert!(cross_entropy(&truth, &near, base) < cross_entropy(&truth, &far, base));
    }
    pin!("bases", {
        "nat_per_bit": LogBase::Two.convert(1.0_f64, LogBase::E),
        "bit_per_nat": LogBase::E.convert(1.0_f64, LogBase::Two),
        "nat_per_hartley": LogBase::Ten.convert(1.0_f64, LogBase::E),
    });
}

// ---- a programmer's mistakes ----

#[test]
#[should_panic(expected = "softmax_cross_entropy: target 3 of row 1 is not below 3 classes")]
fn a_target_out_of_range_is_named() {
    softmax_cross_entropy(&array![[0.0, 0.0, 0.0], [0.0, 0.0, 0.0]], &[1, 3], Reduction::Mean);
}

#[test]
#[should_panic(expected = "softmax_cross_entropy: 2 targets for outputs of shape [1, 3]")]
fn too_many_targets_are_named() {
    softmax_cross_entropy(&array![[0.0, 0.0, 0.0]], &[1, 2], Reduction::Mean);
}

#[test]
#[should_panic(expected = "softmax_cross_entropy: shapes [1, 2] and [1, 3] differ")]
fn shapes_that_differ_are_both_named() {
    softmax_cross_entropy(&array![[0.0, 0.0]], &one_hot(&[1], 3), Reduction::Mean);
}

#[test]
#[should_panic(expected = "squared_error: shapes [2, 1] and [1, 2] differ")]
fn nothing_is_broadcast() {
    squared_error(&array![[0.0], [1.0]], &array![[0.0, 1.0]], Reduction::Mean);
}

#[test]
#[should_panic(expected = "the 2 elements of a distribution sum to 3, not to 1")]
fn raw_scores_are_no_distribution() {
    entropy(&array![1.0, 2.0], LogBase::E);
}

#[test]
#[should_panic(expected = "element 1 of a distribution is -0.5")]
fn a_negative_probability_is_named() {
    entropy(&array![1.5, -0.5], LogBase::E);
}

#[test]
#[should_panic(expected = "information: the probability 1.5 lies outside 0..=1")]
fn a_probability_above_one_is_named() {
    information(1.5, LogBase::E);
}

#[test]
#[should_panic(expected = "a target is 0, and must be 1 or -1")]
fn margins_want_signs() {
    margin_loss(MarginLoss::Hinge, &array![[0.5]], &array![[0.0]], Reduction::Mean);
}

#[test]
#[should_panic(expected = "the batch of shape [0, 3] is empty")]
fn a_mean_over_nothing_is_refused() {
    softmax_cross_entropy(&Array2::<f64>::zeros((0, 3)), &[], Reduction::Mean);
}

#[test]
fn logits_are_no_probabilities() {
    // softmax of a softmax: the loss of an all but certain answer stays far from 0, silently
    let logits = array![[8.0, 0.0, 0.0]];
    let right = softmax_cross_entropy(&logits, &[0], Reduction::Mean).loss;
    let twice = softmax_cross_entropy(&log_softmax(&logits).mapv(f64::exp), &[0], Reduction::Mean).loss;
    assert!(right < 0.001 && twice > 0.5);
    pin!("softmax_twice", { "right": right, "twice": twice });
}
