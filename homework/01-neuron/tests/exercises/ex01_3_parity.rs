//! Counting ones and looking whether the count is odd is what the network is compared with.

use ndarray::{Array1, array};
use neuron::xor_layered;
use neuron_homework::ex01_3_parity::{hidden_units, output_unit, parity};

fn patterns(inputs: usize) -> impl Iterator<Item = Array1<f64>> {
    (0..1_usize << inputs)
        .map(move |bits| Array1::from_shape_fn(inputs, |i| if bits >> i & 1 == 1 { 1.0 } else { 0.0 }))
}

fn ones(input: &Array1<f64>) -> usize {
    input.iter().filter(|&&x| x == 1.0).count()
}

#[test]
fn the_hidden_layer_of_the_worked_example() {
    let units = hidden_units(4);
    assert!(units.len() == 4, "four inputs need four hidden units, but there are {}", units.len());
    let says = |input: Array1<f64>| units.iter().map(|unit| unit.output(&input)).collect::<Vec<_>>();
    for (input, wanted) in [
        (array![1.0, 1.0, 0.0, 1.0], [1.0, 1.0, 1.0, 0.0]),
        (array![1.0, 0.0, 0.0, 1.0], [1.0, 1.0, 0.0, 0.0]),
    ] {
        let got = says(input.clone());
        assert!(
            got == wanted,
            "the hidden layer should answer {wanted:?} to {input}, but answers {got:?}. \
             The first unit asks for at least 1 input that is on, not 0; and a sum of exactly 0 does not fire"
        );
    }
}

#[test]
fn the_ones_reach_as_far_into_the_hidden_layer_as_inputs_are_on() {
    for inputs in 1..=6 {
        for input in patterns(inputs) {
            for (index, unit) in hidden_units(inputs).iter().enumerate() {
                let wanted = if ones(&input) > index { 1.0 } else { 0.0 };
                let got = unit.output(&input);
                assert!(
                    got == wanted,
                    "hidden unit {} of {inputs} should answer {wanted} to {input}, but answers {got}: \
                     it asks whether at least {} inputs are on, no matter which",
                    index + 1,
                    index + 1
                );
            }
        }
    }
}

#[test]
fn the_output_unit_counts_with_alternating_signs() {
    for inputs in 1..=6 {
        let unit = output_unit(inputs);
        for on in 0..=inputs {
            let hidden = Array1::from_shape_fn(inputs, |index| if index < on { 1.0 } else { 0.0 });
            let wanted = if on % 2 == 1 { 1.0 } else { 0.0 };
            let got = unit.output(&hidden);
            assert!(
                got == wanted,
                "when the first {on} of {inputs} hidden units fire, the output unit should answer {wanted}, but \
                 answers {got}: its sum is {}. The signs go +, −, +, −, …, beginning with +, and the bias is −1/2",
                unit.pre_activation(&hidden)
            );
        }
    }
}

#[test]
fn parity_of_two_inputs_is_the_xor_of_the_chapter() {
    for input in patterns(2) {
        let (got, wanted) = (parity(&input), xor_layered(&input));
        assert!(
            got == wanted,
            "parity of {input} should be {wanted}, as XOR says, but is {got}. Does the output unit read the answers \
             of the hidden units, and not the inputs themselves or the hidden sums?"
        );
    }
}

#[test]
fn parity_of_up_to_seven_inputs() {
    for inputs in 1..=7 {
        for input in patterns(inputs) {
            let (got, odd) = (parity(&input), ones(&input) % 2 == 1);
            assert!(
                got == if odd { 1.0 } else { 0.0 },
                "{input} has {} ones, so the parity is {}, but your network answers {got}",
                ones(&input),
                if odd { "1 (odd)" } else { "0 (even)" }
            );
        }
    }
}
