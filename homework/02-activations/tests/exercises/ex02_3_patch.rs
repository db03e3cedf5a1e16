//! The truth is computed by the chapter's `local_map`, and by walking along the network itself.

use activations::{Affine, Relu, local_map, predict};
use activations_homework::ex02_3_patch::answer;
use ndarray::array;

fn network() -> [Affine<f64>; 2] {
    [
        Affine::new(array![[1.0, 2.0], [-1.0, 1.0], [2.0, -3.0]], array![-1.0, -1.0, 1.0]),
        Affine::new(array![[3.0, 5.0, -1.0]], array![1.0]),
    ]
}

fn output(x1: f64, x2: f64) -> f64 {
    predict(&network(), &Relu, &array![[x1, x2]])[[0, 0]]
}

#[test]
fn your_map_agrees_with_the_network_at_the_input() {
    let [a1, a2, c, _] = answer();
    let (yours, network) = (2.0 * a1 + a2 + c, output(2.0, 1.0));
    assert!(
        (yours - network).abs() < 1e-9,
        "at (2, 1) your map gives {yours}, but the network answers {network}. Which hidden units are off there? \
         Such a unit passes nothing on, neither its weights nor its bias; and the output has a bias too"
    );
}

#[test]
fn the_slopes_are_those_of_the_units_that_are_on() {
    let [a1, a2, ..] = answer();
    let truth = local_map(&network(), &array![2.0, 1.0]).weight;
    for (name, got, wanted) in [("a1", a1, truth[[0, 0]]), ("a2", a2, truth[[0, 1]])] {
        assert!(
            (got - wanted).abs() < 1e-9,
            "{name} = {got} is not the slope of the network at (2, 1): cross out the units that are off, multiply \
             the rest, and mind the signs"
        );
    }
}

#[test]
fn the_constant_is_that_of_the_units_that_are_on() {
    let [_, _, c, _] = answer();
    let truth = local_map(&network(), &array![2.0, 1.0]).bias[0];
    assert!(
        (c - truth).abs() < 1e-9,
        "c = {c} is not the constant: the biases of units that are on travel through the second layer, and its own \
         is added"
    );
}

#[test]
fn the_map_ends_where_the_first_unit_switches() {
    let [.., end] = answer();
    let here = local_map(&network(), &array![2.0, 1.0]);
    let same = |x1: f64| local_map(&network(), &array![x1, 1.0]) == here;
    assert!(end < 2.0, "walking to the left from x1 = 2 one meets smaller numbers; your map ends at {end}");
    assert!(
        same(end + 1e-6),
        "just to the right of x1 = {end} another map holds already: a unit has switched earlier on the way from 2"
    );
    assert!(
        !same(end - 1e-6),
        "just to the left of x1 = {end} the same map still holds: no unit switches there"
    );
}
