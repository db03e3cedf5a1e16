//! Sparsemax by what it must be: probabilities, nearest to the logits, with a gradient that agrees with a nudge.

use activations_homework::ex02_6_sparsemax::{sparsemax, sparsemax_backward};
use ndarray::{Array1, array};

/// Rows of two to six logits, made without a random generator.
fn rows() -> impl Iterator<Item = Array1<f64>> {
    (0..40_usize).map(|row| {
        Array1::from_shape_fn(2 + row % 5, |class| {
            ((37 * row + 101 * class * class + 13 * class) % 97) as f64 / 30.0 - 1.6
        })
    })
}

fn close(a: &Array1<f64>, b: &Array1<f64>) -> bool {
    a.len() == b.len() && (a - b).iter().all(|d| d.abs() < 1e-9)
}

#[test]
fn the_example_by_hand() {
    let got = sparsemax(&array![0.8, -0.5, 1.0]);
    let wanted = array![0.4, 0.0, 0.6];
    assert!(
        close(&got, &wanted),
        "sparsemax(0.8, −0.5, 1) should be {wanted}, got {got}: k = 2, τ = 0.4, and every class keeps its place"
    );
}

#[test]
fn gives_probabilities() {
    for logits in rows() {
        let p = sparsemax(&logits);
        assert!(
            p.iter().all(|&p| p >= 0.0),
            "sparsemax({logits:.3}) is {p:.3}: a probability is negative, or no number at all; take τ off, cut at \
             0, and divide by nothing"
        );
        assert!(
            (p.sum() - 1.0).abs() < 1e-9,
            "sparsemax({logits:.3}) is {p:.3} and sums to {:.4} instead of 1: is k the largest number that fulfils \
             the condition, and τ made of the k largest logits?",
            p.sum()
        );
        let taken_off: Vec<f64> = (0..p.len()).filter(|&j| p[j] > 0.0).map(|j| logits[j] - p[j]).collect();
        assert!(
            taken_off.iter().all(|tau| (tau - taken_off[0]).abs() < 1e-9),
            "sparsemax({logits:.3}) is {p:.3}: from the classes that get something, different amounts were taken \
             off, {taken_off:.3?}; τ is the same for all"
        );
    }
}

#[test]
fn two_classes_share_until_their_logits_differ_by_one() {
    for difference in [-3.0, -1.0, -0.4, 0.0, 0.5, 1.0, 2.0] {
        let got = sparsemax(&array![5.0 + difference, 5.0]);
        let first = f64::clamp(0.5 + 0.5 * difference, 0.0, 1.0);
        assert!(
            close(&got, &array![first, 1.0 - first]),
            "two logits that differ by {difference}: the first class should get {first}, but the row is {got}. Only \
             the difference counts, and from a difference of 1 on the larger takes all"
        );
    }
}

#[test]
fn the_gradient_of_the_example_by_hand() {
    let got = sparsemax_backward(&array![0.4, 0.0, 0.6], &array![1.0, 5.0, 0.0]);
    let wanted = array![0.5, 0.0, -0.5];
    assert!(
        close(&got, &wanted),
        "with p = (0.4, 0, 0.6) and g = (1, 5, 0) the gradient by the logits should be {wanted}, got {got}: the \
         second class has no part in it, neither in the mean nor in the result"
    );
}

#[test]
fn the_gradient_agrees_with_a_nudge() {
    for logits in rows() {
        let g = Array1::from_shape_fn(logits.len(), |class| 1.0 + (3 * class % 5) as f64);
        let got = sparsemax_backward(&sparsemax(&logits), &g);
        for class in 0..logits.len() {
            let nudged = |by: f64| {
                let mut nudged = logits.clone();
                nudged[class] += by;
                sparsemax(&nudged).dot(&g)
            };
            let wanted = (nudged(1e-6) - nudged(-1e-6)) / 2e-6;
            assert!(
                (got[class] - wanted).abs() < 1e-5,
                "d loss / d logit[{class}] for the logits {logits:.3}: expected {wanted:.4} (by a nudge), got \
                 {:.4}. Is the mean taken over the classes with p > 0?",
                got[class]
            );
        }
    }
}
