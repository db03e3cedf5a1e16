//! Mixed inputs by hand; the loss against chapter 3's, and its gradient by nudging.

use gradient_descent::numeric::{CENTRAL_STEP, numeric_gradient};
use loss::{Reduction, softmax_cross_entropy};
use ndarray::{Array2, array};
use regularization_homework::ex07_4_mixup::{mix, mixed_loss};

#[track_caller]
fn close(what: &str, got: f64, expected: f64, cause: &str) {
    assert!(
        (got - expected).abs() < 1e-9,
        "{what}: expected {expected}, got {got}; {cause}"
    );
}

#[test]
fn the_inputs_by_hand() {
    let mixed = mix(&array![[0.0], [8.0]], &[1, 0], &[0.75, 0.5]);
    let cause = "three quarters of 0 and one quarter of 8; the share belongs to the example itself";
    close("mixed[0,0]", mixed[[0, 0]], 2.0, cause);
    let cause = "half of 8 and half of 0: the partner counts as it was before it was mixed, and every example has a share of its own";
    close("mixed[1,0]", mixed[[1, 0]], 4.0, cause);
}

#[test]
fn the_loss_by_hand() {
    // The second example would be alone with itself: share 1.
    let (loss, gradient) = mixed_loss(
        &array![[0.0, 0.0], [0.0, 0.0]],
        &[0, 1],
        &[1, 1],
        &[0.75, 1.0],
    );
    let cause = "both examples have p = 1/2 everywhere, so each loss is ln 2, and so is their mean";
    close("loss", loss, 2.0_f64.ln(), cause);
    let cause = "(1/2 − 3/4)/2; did you forget to divide by the batch size?";
    close("d loss / d logit[0,0]", gradient[[0, 0]], -0.125, cause);
    let cause = "(1/2 − 1/4)/2: a quarter of the target is the partner's class";
    close("d loss / d logit[0,1]", gradient[[0, 1]], 0.125, cause);
}

#[test]
fn unmixed_it_is_chapter_threes_loss() {
    let logits = array![[1.0, -2.0, 0.5], [0.0, 3.0, -1.0]];
    let known = softmax_cross_entropy(&logits, &[2, 0], Reduction::Mean);
    for (shares, partners) in [([1.0, 1.0], [1, 0]), ([0.3, 0.6], [0, 1])] {
        let (loss, gradient) = mixed_loss(&logits, &[2, 0], &partners, &shares);
        let cause = format!(
            "shares {shares:?} with partners {partners:?} leave every example what it is (a share of 1, or a partner that is the \
             example itself), so nothing should differ from softmax_cross_entropy"
        );
        close("loss", loss, known.loss, &cause);
        for ((n, k), &expected) in known.gradient.indexed_iter() {
            close(
                &format!("d loss / d logit[{n},{k}]"),
                gradient[[n, k]],
                expected,
                &cause,
            );
        }
    }
}

#[test]
fn the_gradient_is_what_nudging_finds() {
    let logits = array![[1.0, -2.0, 0.5], [0.0, 3.0, -1.0], [0.2, 0.1, -0.4]];
    let (classes, partners, shares) = ([2, 0, 1], [1, 2, 1], [0.3, 0.9, 0.5]);
    let loss = |logits: &Array2<f64>| {
        mixed_loss(logits, &classes, &partners, &shares).0
    };
    let measured = numeric_gradient(loss, &logits, CENTRAL_STEP);
    let (_, gradient) = mixed_loss(&logits, &classes, &partners, &shares);
    for ((n, k), &expected) in measured.indexed_iter() {
        let got = gradient[[n, k]];
        assert!(
            (got - expected).abs() < 1e-7,
            "d loss / d logit[{n},{k}]: nudging your loss finds {expected:.6}, your gradient says {got:.6}; \
             is the loss a mean of two logarithms, and is the target the share at each of the two *classes*?"
        );
    }
}

#[test]
fn large_logits_do_not_overflow() {
    let (loss, gradient) =
        mixed_loss(&array![[1000.0, 0.0]], &[0], &[0], &[0.5]);
    assert!(
        loss == 0.0 && gradient.iter().all(|slope| slope.is_finite()),
        "logits 1000 and 0, class 0: the loss should be 0, got {loss} with the gradient {gradient}; did an exponential overflow?"
    );
}
