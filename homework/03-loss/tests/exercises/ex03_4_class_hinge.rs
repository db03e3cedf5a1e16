//! The gradient beside a nudge of each score, with two classes and with more.

use loss::Reduction;
use loss_homework::ex03_4_class_hinge::class_hinge;
use ndarray::{Array2, array};

fn assert_gradient(scores: &Array2<f64>, targets: &[usize], reduction: Reduction) {
    let got = class_hinge(scores, targets, reduction).gradient;
    for (place, _) in scores.indexed_iter() {
        let nudged = |by: f64| {
            let mut nudged = scores.clone();
            nudged[place] += by;
            class_hinge(&nudged, targets, reduction).loss
        };
        let (got, wanted) = (got[place], (nudged(1e-6) - nudged(-1e-6)) / 2e-6);
        let whose = if targets[place.0] == place.1 { "the true class" } else { "another class" };
        assert!(
            (got - wanted).abs() < 1e-6,
            "d loss / d score{place:?}, the score of {whose} among {} ({reduction:?}): expected {wanted:.4} (by a \
             nudge), got {got:.4}",
            scores.ncols()
        );
    }
}

#[test]
fn the_losses_by_hand_are_what_they_were() {
    for (scores, wanted) in
        [(array![[2.0, 1.5, 0.0]], 0.5), (array![[0.0, 1.0, 2.0]], 5.0), (array![[5.0, 1.0, 2.0]], 0.0)]
    {
        let got = class_hinge(&scores, &[0], Reduction::Mean).loss;
        assert!(
            (got - wanted).abs() < 1e-12,
            "the loss of the scores {scores} with the true class 0 is {wanted}, got {got}; the loss was right, \
             leave it alone"
        );
    }
}

#[test]
fn the_gradients_by_hand() {
    for (scores, wanted) in [
        (array![[2.0, 1.5, 0.0]], array![[-1.0, 1.0, 0.0]]),
        (array![[0.0, 1.0, 2.0]], array![[-2.0, 1.0, 1.0]]),
    ] {
        let got = class_hinge(&scores, &[0], Reduction::Sum).gradient;
        assert!(
            (&got - &wanted).iter().all(|d| d.abs() < 1e-12),
            "the gradient for the scores {scores} with the true class 0 is {wanted}, got {got}. In how many terms \
             of the sum does each score stand?"
        );
    }
}

#[test]
fn the_gradient_with_two_classes() {
    assert_gradient(&array![[0.3, 0.1], [2.0, -1.0], [-1.0, 0.5]], &[0, 0, 0], Reduction::Sum);
    assert_gradient(&array![[0.3, 0.1], [2.0, -1.0], [-1.0, 0.5]], &[1, 0, 1], Reduction::Mean);
}

#[test]
fn the_gradient_with_many_classes() {
    let scores = array![[0.3, 0.1, -0.2, 1.7], [4.0, -1.0, 3.5, 2.0], [-1.0, 0.5, 0.2, -3.0]];
    assert_gradient(&scores, &[0, 0, 3], Reduction::Sum);
    assert_gradient(&scores, &[2, 1, 3], Reduction::Mean);
}

#[test]
fn every_row_of_the_gradient_sums_to_zero() {
    let scores = array![[0.3, 0.1, -0.2, 1.7], [4.0, -1.0, 3.5, 2.0], [9.0, 0.5, 0.2, -3.0]];
    let gradient = class_hinge(&scores, &[1, 2, 0], Reduction::Mean).gradient;
    for (row, sum) in gradient.rows().into_iter().map(|row| row.sum()).enumerate() {
        assert!(
            sum.abs() < 1e-12,
            "row {row} of the gradient sums to {sum:.4}. Only differences of scores count, so what pushes the \
             others up must push the true class down as much"
        );
    }
}
