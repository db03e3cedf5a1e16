//! The truth is computed by the chapter's `margin` and `mistake_bound`.

use ndarray::{Array1, Array2, array};
use neuron::{margin, mistake_bound, train_perceptron, unit_rows};
use neuron_homework::ex01_2_margin::answer;

fn examples() -> (Array2<f64>, Array1<f64>) {
    (array![[4.0, 3.0], [-5.0, 0.0], [12.0, -5.0]], array![1.0, -1.0, 1.0])
}

#[test]
fn the_margin_is_the_cosine_of_an_angle() {
    let (gamma, _) = answer();
    assert!(
        gamma > 0.0 && gamma <= 1.0,
        "a margin of {gamma} is not possible: between two vectors of length 1 the product is a cosine, at most 1. \
         Did you divide by the length of the example and by that of w*?"
    );
}

#[test]
fn the_margin_is_that_of_the_nearest_example() {
    let (gamma, _) = answer();
    let (inputs, _) = examples();
    let truth = margin(&array![3.0, 4.0], &inputs);
    assert!(
        (gamma - truth).abs() < 0.0005,
        "{gamma} is not the margin; it is {} it. Compare the three distances after scaling, each sum divided by \
         both lengths, and take the smallest",
        if gamma > truth { "larger than" } else { "smaller than" }
    );
}

#[test]
fn the_most_mistakes_follow_from_the_margin() {
    let (_, mistakes) = answer();
    let (inputs, _) = examples();
    let bound = mistake_bound(margin(&array![3.0, 4.0], &inputs));
    assert!(
        mistakes as f64 <= bound,
        "{mistakes} mistakes are more than the theorem allows: it says at most (1/γ)², so round down to a whole \
         number"
    );
    assert!(
        mistakes as f64 > bound - 1.0,
        "the theorem allows more than {mistakes} mistakes: the bound is the square of 1/γ, and γ is the smallest of \
         the distances"
    );
}

#[test]
fn a_perceptron_makes_no_more_mistakes_than_that() {
    let (inputs, targets) = examples();
    let training = train_perceptron(&unit_rows(inputs), &targets, 100);
    let made: usize = training.mistakes.iter().sum();
    let (_, mistakes) = answer();
    assert!(
        made <= mistakes,
        "a perceptron has just made {made} mistakes on these examples, so a bound of {mistakes} cannot be right"
    );
}
