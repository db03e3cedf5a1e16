use cnn::{Count, Stage, count};
use cnn_homework::ex09_2_cheaper_filters::answer;

/// Counts with the chapter's own function.
fn multiplications(stages: &[Stage]) -> f64 {
    let rows = count([32, 14, 14], stages);
    rows.iter().map(|row: &Count| row.multiplications as f64).sum()
}

fn ordinary() -> f64 {
    multiplications(&[Stage::conv_with(64, 3, 1, 1)])
}

fn pair() -> f64 {
    multiplications(&[
        Stage::conv_with(32, 3, 1, 1).grouped(32),
        Stage::conv(64, 1),
    ])
}

#[test]
fn the_ordinary_convolution_is_counted() {
    let [got, _, _] = answer();
    assert!(
        (got - ordinary()).abs() < 0.5,
        "the first number, {got}, is not the multiplications of the ordinary convolution: how many numbers come out, \
         and over how many maps does each filter look? (The padding keeps 14 × 14 places.)"
    );
}

#[test]
fn the_pair_is_counted() {
    let [_, got, _] = answer();
    assert!(
        (got - pair()).abs() < 0.5,
        "the second number, {got}, is not the multiplications of the pair: did you add both layers, the 32 filters that \
         see one map each and the 64 that see one pixel of all maps?"
    );
}

#[test]
fn the_ratio_is_right() {
    let [_, _, got] = answer();
    assert!(
        (got - ordinary() / pair()).abs() < 0.006,
        "the third number, {got}, is not how many times cheaper the pair is (two decimals are asked for): is it ordinary \
         over pair, not rounded too early?"
    );
}
