//! Every activation against a second, naive implementation straight from the slides' formulas, in the range where those work.

use activations::{Activation, Sigmoid, Sign, Step, family, maxout, softmax};
use approx::assert_relative_eq;
use ndarray::array;

/// A formula and its derivative, typed afresh.
type Formula = (&'static str, fn(f64) -> f64, fn(f64) -> f64);

const FORMULAS: [Formula; 19] = [
    ("step", |x| f64::from(u8::from(x > 0.0)), |_| 0.0),
    ("sign", |x| if x > 0.0 { 1.0 } else { -1.0 }, |_| 0.0),
    ("identity", |x| x, |_| 1.0),
    ("unit_ramp", |x| (x + 0.5).clamp(0.0, 1.0), |x| f64::from(u8::from(x > -0.5 && x <= 0.5))),
    ("symmetric_ramp", |x| x.clamp(-1.0, 1.0), |x| f64::from(u8::from(x > -1.0 && x <= 1.0))),
    ("sigmoid", |x| 1.0 / (1.0 + (-x).exp()), |x| (-x).exp() / (1.0 + (-x).exp()).powi(2)),
    (
        "steep_sigmoid",
        |x| 1.0 / (1.0 + (-5.0 * x).exp()),
        |x| 5.0 * (-5.0 * x).exp() / (1.0 + (-5.0 * x).exp()).powi(2),
    ),
    ("tanh", |x| (x.exp() - (-x).exp()) / (x.exp() + (-x).exp()), |x| 4.0 / (x.exp() + (-x).exp()).powi(2)),
    ("arctan", |x| x.atan2(1.0), |x| x.atan().cos().powi(2)),
    ("arsinh", |x| x.signum() * (x.abs() + (x * x + 1.0).sqrt()).ln(), |x| (x * x + 1.0).powf(-0.5)),
    ("softsign", |x| x / (1.0 + x.abs()), |x| (1.0 + x.abs()).powf(-2.0)),
    ("isru", |x| x * (1.0 + x * x).powf(-0.5), |x| (1.0 + x * x).powf(-1.5)),
    (
        "sqnl",
        |x| match x {
            x if x > 2.0 => 1.0,
            x if x < -2.0 => -1.0,
            x if x < 0.0 => x + x * x / 4.0,
            x => x - x * x / 4.0,
        },
        |x| (1.0 - x.abs() / 2.0).max(0.0),
    ),
    ("relu", |x| x.max(0.0), |x| f64::from(u8::from(x > 0.0))),
    ("bipolar_relu", |x| x.min(0.0), |x| f64::from(u8::from(x < 0.0))),
    ("leaky_relu", |x| x.max(0.01 * x), |x| if x > 0.0 { 1.0 } else { 0.01 }),
    ("parametric_relu", |x| x.max(0.0) + 0.25 * x.min(0.0), |x| if x > 0.0 { 1.0 } else { 0.25 }),
    ("elu", |x| x.max(0.0) + (x.min(0.0).exp() - 1.0), |x| x.min(0.0).exp()),
    (
        "isrlu",
        |x| if x < 0.0 { x * (1.0 + x * x).powf(-0.5) } else { x },
        |x| {
            if x < 0.0 { (1.0 + x * x).powf(-1.5) } else { 1.0 }
        },
    ),
];

#[test]
fn every_member_agrees_with_its_formula() {
    let members = family::<f64>();
    assert_eq!(members.len(), FORMULAS.len());
    for (member, (name, value, derivative)) in members.iter().zip(FORMULAS) {
        assert_eq!(member.name, name);
        for x in (-80..=80).map(|i| f64::from(i) / 8.0) {
            assert_relative_eq!(member.activation.value(x), value(x), max_relative = 1e-11, epsilon = 1e-13);
            assert_relative_eq!(
                member.activation.derivative(x),
                derivative(x),
                max_relative = 1e-11,
                epsilon = 1e-13
            );
        }
    }
}

#[test]
fn softmax_agrees_with_its_formula() {
    let logits = [0.3, -2.0, 5.5, 0.0];
    let total: f64 = logits.iter().map(|z: &f64| z.exp()).sum();
    let stable = softmax(&array![0.3, -2.0, 5.5, 0.0]);
    for (logit, probability) in logits.iter().zip(stable) {
        assert_relative_eq!(probability, logit.exp() / total, max_relative = 1e-14);
    }
}

#[test]
fn maxout_agrees_with_a_fold_over_chunks() {
    let row = [3.0, -1.0, 2.0, -4.0, -2.0, -3.0];
    let expected: Vec<f64> =
        row.chunks(3).map(|group| group.iter().copied().fold(f64::MIN, f64::max)).collect();
    assert_eq!(maxout(&array![[3.0, -1.0, 2.0, -4.0, -2.0, -3.0]], 3).outputs.row(0).to_vec(), expected);
}

#[test]
fn chapter_one_answers_the_same() {
    for x in [-800.0, -2.5, -1e-9, 0.0, 0.3, 40.0, 900.0] {
        assert_eq!(Step::open().value(x), neuron::step(x));
        assert_eq!(Sign::open().value(x), neuron::sign(x));
        assert_relative_eq!(Sigmoid.value(x), neuron::sigmoid(x), max_relative = 1e-14, epsilon = 1e-300);
    }
}
