//! The focal loss by hand, at γ = 0, at both ends, and beside a nudge.

use loss::{Reduction, binary_cross_entropy_with_logits};
use loss_homework::ex03_6_focal::focal;
use ndarray::{Array2, array};

fn a_batch() -> (Array2<f64>, Array2<f64>) {
    (array![[0.5, -1.5, 3.0], [-0.25, 2.0, -4.0]], array![[1.0, 0.0, 0.0], [1.0, 1.0, 1.0]])
}

#[test]
fn the_example_by_hand() {
    for (target, sign) in [(1.0, -1.0), (0.0, 1.0)] {
        let answer = focal(&array![[0.0]], &array![[target]], 2.0, Reduction::Mean);
        let (loss, slope) = (2_f64.ln() / 4.0, sign * (2_f64.ln() + 0.5) / 4.0);
        assert!(
            (answer.loss - loss).abs() < 1e-12,
            "z = 0, t = {target}, γ = 2: the loss should be ¼ ln 2 = 0.1733, got {:.4}",
            answer.loss
        );
        let got = answer.gradient[[0, 0]];
        assert!(
            (got - slope).abs() < 1e-12,
            "z = 0, t = {target}, γ = 2: the slope should be {slope:.4}, got {got:.4}. Does q^γ contribute its own \
             slope, and does the sign turn for t = 0?"
        );
    }
}

#[test]
fn without_focus_it_is_the_binary_cross_entropy() {
    let (logits, targets) = a_batch();
    let (got, wanted) = (
        focal(&logits, &targets, 0.0, Reduction::Mean),
        binary_cross_entropy_with_logits(&logits, &targets, Reduction::Mean),
    );
    assert!(
        (got.loss - wanted.loss).abs() < 1e-12,
        "with γ = 0 the weight q^γ is 1 and the mean over all six elements is {:.6}, got {:.6}",
        wanted.loss,
        got.loss
    );
    for (place, &wanted) in wanted.gradient.indexed_iter() {
        let got = got.gradient[place];
        assert!(
            (got - wanted).abs() < 1e-12,
            "d loss / d logit{place:?} with γ = 0: expected σ(z) − t over 6 = {wanted:.6}, got {got:.6}"
        );
    }
}

#[test]
fn easy_examples_count_less() {
    let ratio = |m: f64| {
        let loss = |gamma| focal(&array![[m]], &array![[1.0]], gamma, Reduction::Sum).loss;
        loss(2.0) / loss(0.0)
    };
    let easy = 9_f64.ln(); // right with 90%
    let (got, hard) = (ratio(easy), ratio(-easy));
    assert!(
        (got - 0.01).abs() < 1e-9 && (hard - 0.81).abs() < 1e-9,
        "with γ = 2 an example that is right with 90% should count 1/100 of its cross-entropy, one that is right \
         with 10% should count 81/100; got {got:.4} and {hard:.4}. q is the probability of the wrong answer"
    );
}

#[test]
fn the_gradient_agrees_with_a_nudge() {
    let (logits, targets) = a_batch();
    for (gamma, reduction) in
        [(2.0, Reduction::Sum), (1.0, Reduction::Mean), (0.5, Reduction::Mean), (5.0, Reduction::Sum)]
    {
        let got = focal(&logits, &targets, gamma, reduction).gradient;
        for (place, _) in logits.indexed_iter() {
            let nudged = |by: f64| {
                let mut nudged = logits.clone();
                nudged[place] += by;
                focal(&nudged, &targets, gamma, reduction).loss
            };
            let (got, wanted) = (got[place], (nudged(1e-5) - nudged(-1e-5)) / 2e-5);
            assert!(
                (got - wanted).abs() < 1e-8,
                "d loss / d logit{place:?} (γ = {gamma}, {reduction:?}, t = {}): expected {wanted:.6} (by a nudge), \
                 got {got:.6}. The product rule has two terms, and for t = 0 the sign turns",
                targets[place]
            );
        }
    }
}

#[test]
fn is_finite_far_away() {
    for gamma in [0.0, 0.5, 2.0] {
        for (z, loss, slope) in [(-1000.0, 1000.0, -1.0), (1000.0, 0.0, 0.0)] {
            let answer = focal(&array![[z]], &array![[1.0]], gamma, Reduction::Sum);
            let got = answer.gradient[[0, 0]];
            assert!(
                (answer.loss - loss).abs() < 1e-9,
                "a logit of {z} for a yes costs {loss} with γ = {gamma}, got {}: did an exponential overflow?",
                answer.loss
            );
            assert!(
                (got - slope).abs() < 1e-9,
                "at a logit of {z} for a yes the slope is {slope} with γ = {gamma}, got {got}: did an exponential \
                 overflow, or a division by q = 0 happen?"
            );
        }
    }
}
