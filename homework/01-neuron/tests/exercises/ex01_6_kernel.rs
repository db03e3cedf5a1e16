//! With the dot product as its kernel it must be the chapter's perceptron; with the square it must learn XOR.

use ndarray::{Array1, Array2, ArrayRef1, array};
use neuron::{Perceptron, sign, train_perceptron};
use neuron_homework::ex01_6_kernel::{KernelPerceptron, squared_kernel};

fn xor() -> (Array2<f64>, Array1<f64>) {
    (neuron::gates::corners(), array![-1.0, 1.0, 1.0, -1.0])
}

fn dot(x: &ArrayRef1<f64>, y: &ArrayRef1<f64>) -> f64 {
    x.dot(y)
}

#[test]
fn the_kernel_by_hand() {
    let cases = [
        (array![0.0, 1.0], array![1.0, 0.0], 1.0),
        (array![0.0, 1.0], array![1.0, 1.0], 4.0),
        (array![1.0, 2.0], array![3.0, -1.0], 4.0),
    ];
    for (x, y, wanted) in cases {
        let got = squared_kernel(&x, &y);
        assert!(
            (got - wanted).abs() < 1e-12,
            "K({x}, {y}) should be ({} + 1)² = {wanted}, got {got}: first the dot product, then plus 1, then the \
             square",
            x.dot(&y)
        );
    }
}

#[test]
fn the_score_adds_up_the_examples_it_was_wrong_about() {
    let mut perceptron =
        KernelPerceptron::new(array![[1.0, 0.0], [0.0, 2.0], [5.0, 5.0]], array![1.0, -1.0, 1.0], dot);
    perceptron.mistakes = array![3.0, 2.0, 0.0];
    let got = perceptron.score(&array![2.0, 1.0]);
    assert!(
        (got - 2.0).abs() < 1e-12,
        "three mistakes on (1, 0) with target +1, two on (0, 2) with target −1, none on (5, 5): at (2, 1) the dot \
         products are 2, 2 and 15, so the score is 3 · 2 − 2 · 2 + 0 · 15 = 2, but it is {got}. Each term is \
         mistakes · target · kernel"
    );
}

#[test]
fn the_first_epoch_on_xor_as_worked_by_hand() {
    let (inputs, targets) = xor();
    let mut perceptron = KernelPerceptron::new(inputs, targets, |x, y| (x.dot(y) + 1.0).powi(2));
    let count = perceptron.epoch();
    assert!(
        perceptron.mistakes == array![0.0, 1.0, 0.0, 1.0] && count == 2,
        "the first epoch should leave the counts [0, 1, 0, 1] and return 2, but they are {} and it returned \
         {count}. A score of 0 is a no, and a mistake counts at once, for the very next example",
        perceptron.mistakes
    );
}

#[test]
fn with_the_dot_product_it_is_the_perceptron_of_the_chapter() {
    let inputs = Array2::from_shape_fn((20, 3), |(row, column)| match column {
        0 => 1.0,
        1 => (7 * row % 19) as f64 / 9.0 - 1.0,
        _ => (11 * row % 17) as f64 / 8.0 - 1.0,
    });
    let targets = inputs.dot(&array![0.1, 1.0, -0.7]).mapv(sign);
    let chapter = train_perceptron(&inputs, &targets, 200);
    let mut perceptron = KernelPerceptron::new(inputs.clone(), targets.clone(), dot);
    for (epoch, &wanted) in chapter.mistakes.iter().enumerate() {
        let got = perceptron.epoch();
        assert!(
            got == wanted,
            "epoch {}: the chapter's perceptron makes {wanted} mistakes, yours with the dot product as kernel \
             {got}. Example n adds mistakes · target · kernel to the score, as often as it has been wrong",
            epoch + 1
        );
    }
    let weight = (&perceptron.mistakes * &targets).dot(&inputs);
    let hidden = Perceptron { weight };
    for input in inputs.rows() {
        let (got, wanted) = (sign(perceptron.score(&input)), hidden.output(&input));
        assert!(
            got == wanted,
            "for {input} the score has the sign {got}, but the weights Σ α t x, which it stands for, answer {wanted}"
        );
    }
}

#[test]
fn with_the_squared_kernel_it_learns_xor() {
    let (inputs, targets) = xor();
    let mut perceptron = KernelPerceptron::new(inputs.clone(), targets.clone(), squared_kernel);
    let rests = (0..200).any(|_| perceptron.epoch() == 0);
    assert!(rests, "after 200 epochs it still makes mistakes on XOR; the counts are {}", perceptron.mistakes);
    for (input, target) in inputs.rows().into_iter().zip(&targets) {
        let score = perceptron.score(&input);
        assert!(sign(score) == *target, "XOR of {input} should be {target}, but the score is {score}");
    }
}
