//! The rule by hand, in its corners, and on whole curves.

use regularization::{StoppingRule, Verdict, stops_after};
use regularization_homework::ex07_1_lost_ground::{LostGround, lost_ground};

#[track_caller]
fn close(errors: &[f64], expected: f64, advice: &str) {
    let got = lost_ground(errors);
    assert!(
        (got - expected).abs() < 1e-9 || got == expected,
        "the ground lost on {errors:?}: expected {expected} per cent, got {got}; {advice}"
    );
}

#[test]
fn the_example_by_hand() {
    let errors = [0.40, 0.20, 0.21, 0.25];
    let advice = "the last error is divided by the smallest so far; at the smallest itself nothing is lost";
    close(&errors[..1], 0.0, advice);
    close(&errors[..2], 0.0, advice);
    close(&errors[..3], 5.0, advice);
    close(
        &errors,
        25.0,
        "0.25/0.20 is 1.25; 0.20 is the best, not 0.21 and not 0.40",
    );
    close(&[0.40, 0.20, 0.21, 0.19], 0.0, "the last error is the best one now");
}

#[test]
fn the_corners() {
    close(&[], 0.0, "before the first epoch nothing is lost");
    close(
        &[0.3, 0.0],
        0.0,
        "0 is the best error there is, and has lost nothing; is 0/0 in the way?",
    );
    close(
        &[0.0, 0.1],
        f64::INFINITY,
        "anything above a best error of 0 has lost infinitely much",
    );
}

#[test]
fn what_counts_is_the_ratio() {
    let small: Vec<f64> = [4.0, 2.0, 3.0].map(|error| error * 1e-3).to_vec();
    close(
        &small,
        50.0,
        "errors of a thousandth of the size lose the same percentage",
    );
}

#[test]
fn it_stops_where_it_should() {
    let curve = [0.40, 0.20, 0.21, 0.25, 0.10];
    for (percent, expected) in [(10.0, Some(3)), (4.0, Some(2)), (30.0, None)] {
        let got = stops_after(&LostGround { percent }, &curve);
        assert!(
            got == expected,
            "on {curve:?} with percent = {percent} the rule should stop after {expected:?} (counted from 0), got {got:?}"
        );
    }
}

#[test]
fn a_flat_curve_has_lost_nothing() {
    let verdict = LostGround { percent: 0.0 }.verdict(&[0.3, 0.3, 0.3]);
    assert!(
        verdict == Verdict::GoOn,
        "with percent = 0 a flat curve goes on: it has not lost *more* than 0 per cent"
    );
}
