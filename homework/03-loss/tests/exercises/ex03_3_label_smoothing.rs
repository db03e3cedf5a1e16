//! Smoothed targets by hand, and a descent that finds the lowest loss by itself.

use loss::{Reduction, softmax_cross_entropy};
use loss_homework::ex03_3_label_smoothing::{lowest_loss, smooth, smoothed_cross_entropy};
use ndarray::{Array2, array};

#[test]
fn the_row_of_the_example_by_hand() {
    let rows = smooth(&[1, 3], 4, 0.2);
    let wanted = array![[0.05, 0.85, 0.05, 0.05], [0.05, 0.05, 0.05, 0.85]];
    assert!(
        rows.dim() == wanted.dim(),
        "two targets of four classes make an array [2, 4], got {:?}",
        rows.shape()
    );
    for (place, &wanted) in wanted.indexed_iter() {
        assert!(
            (rows[place] - wanted).abs() < 1e-12,
            "target{place:?} should be {wanted}, got {}: the true class keeps 0.8 and, like every class, gets 0.2 / \
             4 of what is spread",
            rows[place]
        );
    }
}

#[test]
fn every_row_is_a_distribution() {
    for (classes, epsilon) in [(2, 0.1), (3, 0.5), (10, 0.1), (7, 1.0), (5, 0.0)] {
        let sum = smooth(&[classes - 1], classes, epsilon).sum();
        assert!(
            (sum - 1.0).abs() < 1e-12,
            "{classes} classes, epsilon {epsilon}: the row sums to {sum}, not to 1. What is spread over the classes \
             must be taken from the true one"
        );
    }
}

#[test]
fn loss_and_gradient_of_equal_logits() {
    let answer = smoothed_cross_entropy(&Array2::zeros((1, 4)), &[1], 0.2, Reduction::Mean);
    assert!(
        (answer.loss - 4_f64.ln()).abs() < 1e-12,
        "equal logits give every class 1/4, and the loss is ln 4 = 1.3863 whatever the targets; got {}",
        answer.loss
    );
    for (place, &wanted) in array![[0.2, -0.6, 0.2, 0.2]].indexed_iter() {
        let got = answer.gradient[place];
        assert!(
            (got - wanted).abs() < 1e-12,
            "d loss / d logit{place:?}: expected p − t = {wanted}, got {got}; are the targets of the gradient the \
             smoothed ones?"
        );
    }
}

#[test]
fn the_reduction_is_passed_on() {
    let logits = array![[1.0, -2.0, 0.5], [0.0, 3.0, 1.0]];
    let sum = smoothed_cross_entropy(&logits, &[0, 1], 0.1, Reduction::Sum).loss;
    let mean = smoothed_cross_entropy(&logits, &[0, 1], 0.1, Reduction::Mean).loss;
    assert!(
        (sum - 2.0 * mean).abs() < 1e-12,
        "over two examples the sum is twice the mean, but the sum is {sum} and the mean {mean}"
    );
    let plain = softmax_cross_entropy(&logits, &[0, 1], Reduction::Sum).loss;
    let got = smoothed_cross_entropy(&logits, &[0, 1], 0.0, Reduction::Sum).loss;
    assert!((got - plain).abs() < 1e-12, "with epsilon 0 it is the plain cross-entropy, {plain}, got {got}");
    assert!(
        sum > plain,
        "these logits are right and sure, and smoothing makes that dearer than {plain}, got {sum}: are the targets \
         smoothed?"
    );
}

#[test]
fn the_lowest_loss_is_where_descent_ends() {
    for (classes, epsilon) in [(4, 0.2), (3, 0.1), (2, 0.5)] {
        let mut logits = Array2::zeros((1, classes));
        let mut reached = f64::INFINITY;
        for _ in 0..2000 {
            let answer = smoothed_cross_entropy(&logits, &[0], epsilon, Reduction::Mean);
            reached = answer.loss;
            logits = logits - answer.gradient;
        }
        let got = lowest_loss(classes, epsilon);
        assert!(
            (got - reached).abs() < 1e-6,
            "{classes} classes, epsilon {epsilon}: 2000 steps downhill end at a loss of {reached:.6}, but \
             lowest_loss says {got:.6}. No p does better than p = t; what is H(t, t), in nats?"
        );
    }
    let plain = lowest_loss(5, 0.0);
    assert!(plain.abs() < 1e-12, "with epsilon 0 a loss of 0 can be reached, but lowest_loss says {plain}");
}
