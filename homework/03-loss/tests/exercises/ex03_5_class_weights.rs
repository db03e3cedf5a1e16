//! A weight of 3 must do the same as the example three times over; the chapter's own loss is the judge.

use loss::{Reduction, softmax_cross_entropy};
use loss_homework::ex03_5_class_weights::weighted_cross_entropy;
use ndarray::{Array2, Axis, array};

const REDUCTIONS: [Reduction; 2] = [Reduction::Sum, Reduction::Mean];

fn a_batch() -> (Array2<f64>, [usize; 4]) {
    (array![[0.5, -1.0, 2.0], [1.5, 0.25, 0.0], [-2.0, 1.0, 1.0], [0.0, 3.0, -0.5]], [2, 1, 0, 1])
}

#[test]
fn the_example_by_hand() {
    let (logits, weights) = (Array2::zeros((2, 2)), array![1.0, 3.0]);
    let sum = weighted_cross_entropy(&logits, &[0, 1], &weights, Reduction::Sum).loss;
    assert!(
        (sum - 4.0 * 2_f64.ln()).abs() < 1e-12,
        "the sum should be 1 ln 2 + 3 ln 2 = 2.7726, got {sum:.4}: each surprise times the weight of its true class"
    );
    let mean = weighted_cross_entropy(&logits, &[0, 1], &weights, Reduction::Mean);
    assert!(
        (mean.loss - 2_f64.ln()).abs() < 1e-12,
        "the mean should be 4 ln 2 / (1 + 3) = 0.6931, got {:.4}: divide by the sum of the weights",
        mean.loss
    );
    for (place, &wanted) in array![[-0.125, 0.125], [0.375, -0.375]].indexed_iter() {
        let got = mean.gradient[place];
        assert!(
            (got - wanted).abs() < 1e-12,
            "d loss / d logit{place:?}: expected {wanted}, got {got}; the whole row p − t is multiplied by the \
             weight of the row's true class, and divided like the loss"
        );
    }
}

#[test]
fn equal_weights_change_nothing_in_the_mean() {
    let (logits, targets) = a_batch();
    let wanted = softmax_cross_entropy(&logits, &targets, Reduction::Mean);
    for weight in [1.0, 5.0] {
        let got = weighted_cross_entropy(&logits, &targets, &array![weight, weight, weight], Reduction::Mean);
        assert!(
            (got.loss - wanted.loss).abs() < 1e-12,
            "with all weights {weight} the mean is the plain mean {:.6}, got {:.6}; is it divided by the sum of the \
             weights of the four examples?",
            wanted.loss,
            got.loss
        );
    }
}

#[test]
fn a_weight_of_three_is_the_example_three_times() {
    let (logits, targets) = a_batch();
    let weights = array![1.0, 3.0, 2.0];
    let repeated: Vec<usize> = vec![0, 0, 1, 1, 1, 2, 3, 3, 3]; // rows, each as often as its class weighs
    let many = logits.select(Axis(0), &repeated);
    let their_targets: Vec<usize> = repeated.iter().map(|&row| targets[row]).collect();
    for reduction in REDUCTIONS {
        let got = weighted_cross_entropy(&logits, &targets, &weights, reduction).loss;
        let wanted = softmax_cross_entropy(&many, &their_targets, reduction).loss;
        assert!(
            (got - wanted).abs() < 1e-12,
            "{reduction:?}: with the weights {weights} the loss should be {wanted:.6}, as if the examples stood in \
             the batch 2, 3, 1 and 3 times; got {got:.6}"
        );
    }
}

#[test]
fn the_gradient_agrees_with_a_nudge() {
    let (logits, targets) = a_batch();
    let weights = array![0.5, 4.0, 1.5];
    for reduction in REDUCTIONS {
        let got = weighted_cross_entropy(&logits, &targets, &weights, reduction).gradient;
        for (place, _) in logits.indexed_iter() {
            let nudged = |by: f64| {
                let mut nudged = logits.clone();
                nudged[place] += by;
                weighted_cross_entropy(&nudged, &targets, &weights, reduction).loss
            };
            let (got, wanted) = (got[place], (nudged(1e-5) - nudged(-1e-5)) / 2e-5);
            assert!(
                (got - wanted).abs() < 1e-8,
                "d loss / d logit{place:?} ({reduction:?}): expected {wanted:.6} (by a nudge), got {got:.6}; the \
                 weight that counts is that of the row's true class, {}, for every column of the row",
                weights[targets[place.0]]
            );
        }
    }
}

#[test]
fn large_logits_do_not_overflow() {
    let answer =
        weighted_cross_entropy(&array![[1e4, 0.0], [1e4, 0.0]], &[0, 1], &array![1.0, 3.0], Reduction::Sum);
    assert!(
        (answer.loss - 3e4).abs() < 1e-6,
        "a logit of 10000 for the wrong class costs 10000, three times over 30000, but the loss is {}; go through \
         log_softmax, since the probability itself is 0 in f64",
        answer.loss
    );
}
