//! Every input of zeros and ones is tried; the answers are counted by hand.

use ndarray::Array1;
use neuron::ThresholdUnit;
use neuron::gates::truth_table;
use neuron_homework::ex01_1_majority::{at_least, implies, majority};

/// All inputs of `inputs` zeros and ones.
fn patterns(inputs: usize) -> impl Iterator<Item = Array1<f64>> {
    (0..1_usize << inputs)
        .map(move |bits| Array1::from_shape_fn(inputs, |i| if bits >> i & 1 == 1 { 1.0 } else { 0.0 }))
}

fn votes(input: &Array1<f64>) -> usize {
    input.iter().filter(|&&x| x == 1.0).count()
}

fn assert_answers(name: &str, unit: &ThresholdUnit, inputs: usize, wanted: impl Fn(usize) -> bool) {
    assert!(
        unit.weight.len() == inputs,
        "{name} has {} weights for {inputs} inputs: there must be one weight for each input",
        unit.weight.len()
    );
    for input in patterns(inputs) {
        let (yes, fires) = (wanted(votes(&input)), unit.output(&input) == 1.0);
        assert!(
            fires == yes,
            "{name} should {} for the input {input}, in which {} of {inputs} are on; its sum there is {}. \
             Remember that the unit fires only where the sum, bias included, is larger than 0",
            if yes { "fire" } else { "be silent" },
            votes(&input),
            unit.pre_activation(&input)
        );
    }
}

#[test]
fn two_of_three_as_worked_by_hand() {
    assert_answers("at_least(2, 3)", &at_least(2, 3), 3, |on| on >= 2);
}

#[test]
fn at_least_counts_right_up_to_six_inputs() {
    for inputs in 1..=6 {
        for count in 0..=inputs + 1 {
            let name = format!("at_least({count}, {inputs})");
            assert_answers(&name, &at_least(count, inputs), inputs, |on| on >= count);
        }
    }
}

#[test]
fn a_majority_is_more_than_half() {
    for inputs in 1..=6 {
        let name = format!("majority({inputs}), for which a draw is a no,");
        assert_answers(&name, &majority(inputs), inputs, |on| on + on > inputs);
    }
}

#[test]
fn if_the_first_then_the_second() {
    let unit = implies();
    assert!(unit.weight.len() == 2, "implies() takes two inputs, but has {} weights", unit.weight.len());
    let (got, wanted) = (truth_table(&unit), [1.0, 1.0, 0.0, 1.0]);
    assert!(
        got == wanted,
        "implies() should answer {wanted:?} at (0,0), (0,1), (1,0), (1,1), but answers {got:?}. \
         Only \"the first without the second\" breaks the promise; which of the two weights is negative?"
    );
}

#[test]
fn no_sum_comes_closer_to_zero_than_one_half() {
    let mut units = vec![("implies()".to_owned(), implies())];
    for inputs in 1..=5 {
        units.push((format!("majority({inputs})"), majority(inputs)));
        units.extend((0..=inputs).map(|n| (format!("at_least({n}, {inputs})"), at_least(n, inputs))));
    }
    for (name, unit) in units {
        for input in patterns(unit.weight.len()) {
            let z = unit.pre_activation(&input);
            assert!(
                z.abs() >= 0.5 - 1e-9,
                "{name}: the sum for {input} is {z}, nearer to 0 than one half. What the unit says there hangs on \
                 rounding, or on what its step does at 0; put the boundary in the middle between the last no and \
                 the first yes"
            );
        }
    }
}
