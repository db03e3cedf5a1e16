//! The laws of this chapter, for random inputs.
#![expect(clippy::cast_possible_truncation, reason = "what f32 cannot hold is the point of a test")]

use approx::assert_relative_eq;
use loss::{
    Feeding, LogBase, MarginLoss, Reduction, RunningMean, accuracy, binary_cross_entropy,
    binary_cross_entropy_with_logits, chance_level, cross_entropy, entropy, gradient_by_chain_rule,
    half_squared_error, kl_divergence, log_softmax, log_sum_exp, margin_loss, one_hot, predictions,
    probability_cross_entropy, softmax_cross_entropy, squared_error, top_k_accuracy,
};
use ndarray::{Array1, Array2, Axis};
use proptest::prelude::*;

use crate::{naive, numeric};

const REDUCTIONS: [Reduction; 2] = [Reduction::Mean, Reduction::Sum];
const MARGIN_LOSSES: [MarginLoss; 3] = [MarginLoss::Square, MarginLoss::Hinge, MarginLoss::Logistic];

fn matrix(rows: usize, columns: usize, range: std::ops::Range<f64>) -> impl Strategy<Value = Array2<f64>> {
    proptest::collection::vec(range, rows * columns).prop_map(move |values| {
        Array2::from_shape_vec((rows, columns), values).expect("as many as asked for")
    })
}

fn shape() -> impl Strategy<Value = (usize, usize)> {
    (1_usize..5, 2_usize..6)
}

fn logits() -> impl Strategy<Value = Array2<f64>> {
    shape().prop_flat_map(|(rows, columns)| matrix(rows, columns, -5.0..5.0))
}

fn logits_and_classes() -> impl Strategy<Value = (Array2<f64>, Vec<usize>)> {
    shape().prop_flat_map(|(rows, columns)| {
        (matrix(rows, columns, -5.0..5.0), proptest::collection::vec(0..columns, rows))
    })
}

/// Two arrays of one shape.
fn pair() -> impl Strategy<Value = (Array2<f64>, Array2<f64>)> {
    shape()
        .prop_flat_map(|(rows, columns)| (matrix(rows, columns, -3.0..3.0), matrix(rows, columns, -3.0..3.0)))
}

fn distribution(weights: &[f64]) -> Array1<f64> {
    let weights = Array1::from_vec(weights.to_vec());
    let sum = weights.sum();
    weights / sum
}

/// Two distributions over the same classes, some of the truth's entries 0.
fn distributions() -> impl Strategy<Value = (Array1<f64>, Array1<f64>)> {
    (2_usize..7).prop_flat_map(|classes| {
        let weight = prop_oneof![1 => Just(0.0), 4 => 0.01..1.0];
        let truth = proptest::collection::vec(weight, classes)
            .prop_filter("some outcome must happen", |weights| weights.iter().sum::<f64>() > 0.0);
        (truth, proptest::collection::vec(0.01..1.0, classes))
            .prop_map(|(truth, forecast)| (distribution(&truth), distribution(&forecast)))
    })
}

fn assert_gradient(analytic: &Array2<f64>, point: &Array2<f64>, function: impl Fn(&Array2<f64>) -> f64) {
    let numeric = numeric::gradient(point, function);
    let error = numeric::relative_error(analytic, &numeric);
    assert!(error < 1e-7, "relative error {error} between\n{analytic}\nand\n{numeric}");
}

proptest! {
    // ---- information ----

    #[test]
    fn cross_entropy_is_at_least_entropy((truth, forecast) in distributions()) {
        for base in LogBase::ALL {
            prop_assert!(cross_entropy(&truth, &forecast, base) >= entropy(&truth, base) - 1e-12);
            prop_assert!(kl_divergence(&truth, &forecast, base) >= -1e-12);
        }
    }

    #[test]
    fn cross_entropy_equals_entropy_only_for_the_truth_itself((truth, forecast) in distributions()) {
        prop_assert!(kl_divergence(&truth, &truth, LogBase::E).abs() < 1e-12);
        let distance = (&truth - &forecast).mapv(f64::abs).sum();
        // Pinsker's inequality: the divergence is at least half the squared distance
        prop_assert!(kl_divergence(&truth, &forecast, LogBase::E) >= distance * distance / 2.0 - 1e-12);
    }

    #[test]
    fn entropy_lies_between_zero_and_chance((truth, _) in distributions()) {
        for base in LogBase::ALL {
            let amount = entropy(&truth, base);
            prop_assert!(amount >= 0.0);
            prop_assert!(amount <= chance_level::<f64>(truth.len(), base) + 1e-12);
        }
    }

    #[test]
    fn entropy_of_equals_is_the_chance_level(classes in 1_usize..50) {
        let uniform = Array1::from_elem(classes, 1.0 / classes as f64);
        assert_relative_eq!(entropy(&uniform, LogBase::E), chance_level(classes, LogBase::E), epsilon = 1e-12);
    }

    #[test]
    fn bases_convert((truth, forecast) in distributions()) {
        for from in LogBase::ALL {
            for to in LogBase::ALL {
                let converted = from.convert(cross_entropy(&truth, &forecast, from), to);
                assert_relative_eq!(converted, cross_entropy(&truth, &forecast, to), epsilon = 1e-12);
            }
        }
    }

    #[test]
    fn cross_entropy_agrees_with_the_formula_written_down((truth, forecast) in distributions()) {
        let naive = naive::cross_entropy(&truth.to_vec(), &forecast.to_vec());
        assert_relative_eq!(cross_entropy(&truth, &forecast, LogBase::E), naive, epsilon = 1e-12);
    }

    // ---- gradients ----

    #[test]
    fn squared_errors_have_their_gradients((outputs, targets) in pair()) {
        for reduction in REDUCTIONS {
            let answer = squared_error(&outputs, &targets, reduction);
            assert_gradient(&answer.gradient, &outputs, |y| squared_error(y, &targets, reduction).loss);
            let answer = half_squared_error(&outputs, &targets, reduction);
            assert_gradient(&answer.gradient, &outputs, |y| half_squared_error(y, &targets, reduction).loss);
        }
    }

    #[test]
    fn margin_losses_have_their_gradients((scores, signs) in pair()) {
        let signs = signs.mapv(|t| if t > 0.0 { 1.0 } else { -1.0 });
        let margins = &scores * &signs;
        prop_assume!(margins.iter().all(|m| (m - 1.0).abs() > 1e-3)); // the hinge has a kink at 1
        for kind in MARGIN_LOSSES {
            for reduction in REDUCTIONS {
                let answer = margin_loss(kind, &scores, &signs, reduction);
                assert_gradient(&answer.gradient, &scores, |f| margin_loss(kind, f, &signs, reduction).loss);
            }
        }
    }

    #[test]
    fn binary_cross_entropies_have_their_gradients((logits, targets) in pair()) {
        let targets = targets.mapv(|t| (t + 3.0) / 6.0);
        let probabilities = logits.mapv(|z| 1.0 / (1.0 + (-0.6 * z).exp())); // the slope is steep near 0 and 1
        for reduction in REDUCTIONS {
            let answer = binary_cross_entropy_with_logits(&logits, &targets, reduction);
            assert_gradient(&answer.gradient, &logits, |z| {
                binary_cross_entropy_with_logits(z, &targets, reduction).loss
            });
            let answer = binary_cross_entropy(&probabilities, &targets, reduction);
            assert_gradient(&answer.gradient, &probabilities, |p| {
                binary_cross_entropy(p, &targets, reduction).loss
            });
        }
    }

    #[test]
    fn softmax_cross_entropy_has_its_gradient((logits, classes) in logits_and_classes()) {
        for reduction in REDUCTIONS {
            let answer = softmax_cross_entropy(&logits, &classes, reduction);
            assert_gradient(&answer.gradient, &logits, |z| softmax_cross_entropy(z, &classes, reduction).loss);
        }
    }

    #[test]
    fn softmax_cross_entropy_has_its_gradient_for_soft_targets((logits, weights) in pair()) {
        let targets = log_softmax(&weights).mapv(f64::exp);
        let answer = softmax_cross_entropy(&logits, &targets, Reduction::Mean);
        assert_gradient(&answer.gradient, &logits, |z| {
            softmax_cross_entropy(z, &targets, Reduction::Mean).loss
        });
    }

    #[test]
    fn cross_entropy_of_probabilities_has_its_gradient((logits, classes) in logits_and_classes()) {
        let probabilities = log_softmax(&logits).mapv(f64::exp).mapv(|p| 0.05 + 0.9 * p); // away from 0 and 1
        for reduction in REDUCTIONS {
            let answer = probability_cross_entropy(&probabilities, &classes, reduction);
            assert_gradient(&answer.gradient, &probabilities, |p| {
                probability_cross_entropy(p, &classes, reduction).loss
            });
        }
    }

    #[test]
    fn the_chain_rule_gives_the_same_gradient((logits, classes) in logits_and_classes()) {
        let fused = softmax_cross_entropy(&logits, &classes, Reduction::Sum).gradient;
        let probabilities = log_softmax(&logits).mapv(f64::exp);
        for (row, &class) in classes.iter().enumerate() {
            let stepwise = gradient_by_chain_rule(&probabilities.row(row), class);
            assert_relative_eq!(stepwise.to_vec()[..], fused.row(row).to_vec()[..], epsilon = 1e-12);
        }
    }

    // ---- softmax with cross-entropy ----

    #[test]
    fn gradient_rows_sum_to_zero((logits, classes) in logits_and_classes()) {
        let gradient = softmax_cross_entropy(&logits, &classes, Reduction::Mean).gradient;
        for row in gradient.rows() {
            prop_assert!(row.sum().abs() < 1e-14);
        }
    }

    #[test]
    fn shifting_all_logits_changes_nothing((logits, classes) in logits_and_classes(), shift in -100.0..100.0) {
        let here = softmax_cross_entropy(&logits, &classes, Reduction::Mean);
        let there = softmax_cross_entropy(&logits.mapv(|z| z + shift), &classes, Reduction::Mean);
        assert_relative_eq!(here.loss, there.loss, epsilon = 1e-11);
        assert_relative_eq!(here.gradient, there.gradient, epsilon = 1e-11);
    }

    #[test]
    fn it_agrees_with_softmax_then_logarithm((logits, classes) in logits_and_classes()) {
        let naive: f64 =
            logits.rows().into_iter().zip(&classes).map(|(row, &class)| -naive::softmax(&row.to_vec())[class].ln()).sum();
        let fused = softmax_cross_entropy(&logits, &classes, Reduction::Sum).loss;
        assert_relative_eq!(fused, naive, epsilon = 1e-11);
        let composed = probability_cross_entropy(&log_softmax(&logits).mapv(f64::exp), &classes, Reduction::Sum).loss;
        assert_relative_eq!(composed, naive, epsilon = 1e-11);
    }

    #[test]
    fn it_uses_the_softmax_of_chapter_two((logits, classes) in logits_and_classes()) {
        let gradient = softmax_cross_entropy(&logits, &classes, Reduction::Sum).gradient;
        let expected = activations::softmax(&logits) - one_hot::<f64>(&classes, logits.ncols());
        assert_relative_eq!(gradient, expected, epsilon = 1e-14);
    }

    #[test]
    fn a_class_and_its_one_hot_row_mean_the_same((logits, classes) in logits_and_classes()) {
        let rows = one_hot(&classes, logits.ncols());
        for reduction in REDUCTIONS {
            prop_assert_eq!(
                softmax_cross_entropy(&logits, &classes, reduction),
                softmax_cross_entropy(&logits, &rows, reduction)
            );
        }
    }

    #[test]
    fn it_is_finite_at_ten_thousand((logits, classes) in logits_and_classes(), scale in 1e3..1e4) {
        let double: Array2<f64> = logits.mapv(|z| z * scale);
        let answer = softmax_cross_entropy(&double, &classes, Reduction::Mean);
        prop_assert!(answer.loss.is_finite() && answer.gradient.iter().all(|slope| slope.is_finite()));
        let single: Array2<f32> = logits.mapv(|z| (z * scale) as f32);
        let answer = softmax_cross_entropy(&single, &classes, Reduction::Mean);
        prop_assert!(answer.loss.is_finite() && answer.gradient.iter().all(|slope| slope.is_finite()));
    }

    #[test]
    fn the_loss_is_never_negative((logits, classes) in logits_and_classes(), scale in 1.0..1e4) {
        prop_assert!(softmax_cross_entropy(&logits.mapv(|z| z * scale), &classes, Reduction::Mean).loss >= 0.0);
    }

    #[test]
    fn log_sum_exp_is_a_smooth_maximum(logits in logits()) {
        for row in logits.rows() {
            let max = row.fold(f64::NEG_INFINITY, |max, &z| max.max(z));
            let smooth = log_sum_exp(&row);
            prop_assert!(smooth >= max && smooth <= max + (row.len() as f64).ln() + 1e-12);
        }
    }

    // ---- batches ----

    #[test]
    fn the_mean_of_a_batch_is_the_mean_of_its_examples((logits, classes) in logits_and_classes()) {
        let batch = softmax_cross_entropy(&logits, &classes, Reduction::Mean);
        let singles: Vec<_> = (0..classes.len())
            .map(|n| softmax_cross_entropy(&logits.row(n).insert_axis(Axis(0)), &[classes[n]], Reduction::Mean))
            .collect();
        let mean = singles.iter().map(|single| single.loss).sum::<f64>() / singles.len() as f64;
        assert_relative_eq!(batch.loss, mean, epsilon = 1e-12);
        for (n, single) in singles.iter().enumerate() {
            let share = &single.gradient.row(0) / singles.len() as f64;
            assert_relative_eq!(batch.gradient.row(n).to_owned(), share, epsilon = 1e-12);
        }
    }

    #[test]
    fn a_sum_is_the_count_times_the_mean((outputs, targets) in pair()) {
        let mean = squared_error(&outputs, &targets, Reduction::Mean);
        let sum = squared_error(&outputs, &targets, Reduction::Sum);
        let count = outputs.len() as f64;
        assert_relative_eq!(sum.loss, count * mean.loss, max_relative = 1e-12);
        assert_relative_eq!(sum.gradient, &mean.gradient * count, max_relative = 1e-12, epsilon = 1e-12);
    }

    #[test]
    fn every_feeding_sees_every_example_once(num_examples in 0_usize..60, size in 1_usize..20) {
        for feeding in [Feeding::All, Feeding::One, Feeding::Batch(size)] {
            let seen: Vec<usize> = feeding.pieces(num_examples).flatten().collect();
            prop_assert_eq!(seen, (0..num_examples).collect::<Vec<_>>());
        }
    }

    #[test]
    fn the_running_mean_of_batches_is_the_mean_of_all(
        losses in proptest::collection::vec(0.0..9.0, 1..40), size in 1_usize..12
    ) {
        let mut mean = RunningMean::default();
        for piece in Feeding::Batch(size).pieces(losses.len()) {
            let batch = &losses[piece];
            mean.add(batch.iter().sum::<f64>() / batch.len() as f64, batch.len());
        }
        assert_relative_eq!(mean.mean(), losses.iter().sum::<f64>() / losses.len() as f64, max_relative = 1e-12);
    }

    // ---- margins and yes-or-no ----

    #[test]
    fn hinge_square_and_logistic_in_bits_lie_above_the_mistakes(margin in -50.0..50.0_f64) {
        let mistake = MarginLoss::ZeroOne.value(margin);
        prop_assert!(MarginLoss::Hinge.value(margin) >= mistake);
        prop_assert!(MarginLoss::Square.value(margin) >= mistake);
        prop_assert!(LogBase::E.convert(MarginLoss::Logistic.value(margin), LogBase::Two) >= mistake - 1e-12);
    }

    #[test]
    fn the_logistic_loss_is_binary_cross_entropy(score in -40.0..40.0_f64, positive: bool) {
        let score_row = Array2::from_elem((1, 1), score);
        let (sign, target) = if positive { (1.0, 1.0) } else { (-1.0, 0.0) };
        let by_margin = MarginLoss::Logistic.value(sign * score);
        let targets = Array2::from_elem((1, 1), target);
        let by_logit = binary_cross_entropy_with_logits(&score_row, &targets, Reduction::Mean).loss;
        assert_relative_eq!(by_margin, by_logit, max_relative = 1e-12);
        // … and softmax cross-entropy over the two logits 0 and z
        let two = Array2::from_shape_vec((1, 2), vec![0.0, score]).expect("two logits");
        let by_softmax = softmax_cross_entropy(&two, &[usize::from(positive)], Reduction::Mean).loss;
        assert_relative_eq!(by_margin, by_softmax, epsilon = 1e-12);
    }

    #[test]
    fn logits_and_their_sigmoid_give_the_same_binary_cross_entropy((logits, targets) in pair()) {
        let targets = targets.mapv(|t| (t + 3.0) / 6.0);
        let probabilities = logits.mapv(|z| 1.0 / (1.0 + (-z).exp()));
        let direct = binary_cross_entropy_with_logits(&logits, &targets, Reduction::Mean).loss;
        let composed = binary_cross_entropy(&probabilities, &targets, Reduction::Mean).loss;
        assert_relative_eq!(direct, composed, epsilon = 1e-12);
    }

    // ---- classes ----

    #[test]
    fn one_hot_codes_decode((logits, classes) in logits_and_classes()) {
        let code = one_hot::<f64>(&classes, logits.ncols());
        prop_assert_eq!(predictions(&code), classes.clone());
        prop_assert_eq!(accuracy(&code, &classes), 1.0);
        prop_assert_eq!(code.sum(), classes.len() as f64);
    }

    #[test]
    fn accuracy_is_top_one_and_counts_right_predictions((logits, classes) in logits_and_classes()) {
        let right = predictions(&logits).iter().zip(&classes).filter(|(p, t)| p == t).count();
        prop_assert_eq!(accuracy(&logits, &classes), right as f64 / classes.len() as f64);
        prop_assert_eq!(accuracy(&logits, &classes), top_k_accuracy(&logits, &classes, 1));
    }

    #[test]
    fn top_k_agrees_with_sorting_even_for_ties((scores, classes) in logits_and_classes()) {
        let coarse = scores.mapv(|score| (score / 3.0).round()); // few values, many ties
        let rows: Vec<Vec<f64>> = coarse.rows().into_iter().map(|row| row.to_vec()).collect();
        let mut last = 0.0;
        for k in 1..=scores.ncols() {
            let share = top_k_accuracy(&coarse, &classes, k);
            prop_assert_eq!(share, naive::top_k_accuracy(&rows, &classes, k));
            prop_assert!(share >= last);
            last = share;
        }
        prop_assert_eq!(last, 1.0);
    }

    #[test]
    fn neither_softmax_nor_temperature_changes_a_prediction(logits in logits(), temperature in 0.1..10.0) {
        let softened = log_softmax(&logits.mapv(|z| z / temperature)).mapv(f64::exp);
        prop_assert_eq!(predictions(&softened), predictions(&logits));
    }
}
