//! Huber's loss by hand, between its two relatives, and beside a nudge.

use std::any::Any;
use std::panic::catch_unwind;

use loss::{Reduction, half_squared_error};
use loss_homework::ex03_1_huber::huber;
use ndarray::{Array2, array};

fn a_batch() -> (Array2<f64>, Array2<f64>) {
    let outputs = array![[0.5, -2.0, 1.25], [4.0, 0.0, -0.25]];
    let targets = array![[0.25, 1.0, 1.0], [-1.0, 0.5, -3.5]];
    (outputs, targets)
}

#[test]
fn the_example_by_hand() {
    let answer = huber(&array![[3.0, 0.5]], &array![[1.0, 1.0]], 1.0, Reduction::Mean);
    assert!(
        (answer.loss - 0.8125).abs() < 1e-12,
        "the mean loss should be (1.5 + 0.125) / 2 = 0.8125, got {}: the error 2 is large and costs 1 · (2 − ½), \
         the error −0.5 is small and costs half its square",
        answer.loss
    );
    for (place, &wanted) in array![[0.5, -0.25]].indexed_iter() {
        let got = answer.gradient[place];
        assert!(
            (got - wanted).abs() < 1e-12,
            "d loss / d output{place:?}: expected {wanted}, got {got}; the error is output minus target, and the \
             mean divides the gradient too"
        );
    }
}

#[test]
fn with_a_large_delta_it_is_half_the_squared_error() {
    let (outputs, targets) = a_batch();
    let (got, wanted) = (
        huber(&outputs, &targets, 100.0, Reduction::Sum),
        half_squared_error(&outputs, &targets, Reduction::Sum),
    );
    assert!(
        (got.loss - wanted.loss).abs() < 1e-9,
        "if no error is larger than delta, the sum is half the squared error, {}, but got {}",
        wanted.loss,
        got.loss
    );
}

#[test]
fn the_pieces_fit_together() {
    let at = |e: f64| huber(&array![[e]], &array![[0.0]], 2.0, Reduction::Sum).loss;
    for e in [2.0, -2.0] {
        let (inside, outside) = (at(e * 0.999_999_9), at(e * 1.000_000_1));
        assert!(
            (inside - outside).abs() < 1e-5,
            "with delta 2 the loss should go smoothly through the error {e}, but it jumps from {inside:.4} to \
             {outside:.4}; the line is δ (|e| − ½ δ)"
        );
    }
}

#[test]
fn the_gradient_agrees_with_a_nudge() {
    let (outputs, targets) = a_batch();
    for reduction in [Reduction::Sum, Reduction::Mean] {
        let got = huber(&outputs, &targets, 1.0, reduction).gradient;
        assert!(
            got.dim() == outputs.dim(),
            "the gradient has the shape of the outputs, {:?}, not {:?}",
            outputs.dim(),
            got.dim()
        );
        for (place, _) in outputs.indexed_iter() {
            let nudged = |by: f64| {
                let mut nudged = outputs.clone();
                nudged[place] += by;
                huber(&nudged, &targets, 1.0, reduction).loss
            };
            let (got, wanted) = (got[place], (nudged(1e-6) - nudged(-1e-6)) / 2e-6);
            assert!(
                (got - wanted).abs() < 1e-7,
                "d loss / d output{place:?} ({reduction:?}): expected {wanted:.5} (by a nudge), got {got:.5}; the \
                 error there is {}. Has it the right sign, and is it reduced like the loss?",
                outputs[place] - targets[place]
            );
        }
    }
}

#[test]
fn the_mean_is_taken_over_all_elements() {
    let (outputs, targets) = a_batch();
    let (sum, mean) = (
        huber(&outputs, &targets, 1.0, Reduction::Sum).loss,
        huber(&outputs, &targets, 1.0, Reduction::Mean).loss,
    );
    assert!(
        (mean * 6.0 - sum).abs() < 1e-9,
        "two rows of three outputs are six losses: the mean should be {sum} / 6 = {:.5}, got {mean:.5}",
        sum / 6.0
    );
}

/// What a panic said.
fn said(payload: &(dyn Any + Send)) -> String {
    let text = payload.downcast_ref::<&str>().map(ToString::to_string);
    payload.downcast_ref::<String>().cloned().or(text).unwrap_or_default()
}

#[test]
fn different_shapes_are_refused() {
    let outcome =
        catch_unwind(|| huber(&array![[1.0], [2.0]], &array![[1.0, 2.0]], 1.0, Reduction::Mean).loss);
    let message = match outcome {
        Ok(loss) => panic!(
            "outputs [2, 1] and targets [1, 2] do not fit, but huber returned {loss}: ndarray stretched both to [2, \
             2]; check the shapes first"
        ),
        Err(payload) => said(payload.as_ref()),
    };
    assert!(
        message.contains("[2, 1]") && message.contains("[1, 2]"),
        "the message should hold both shapes, [2, 1] and [1, 2], but it is: {message:?}"
    );
}
