//! Every optimizer against a second, naive implementation: one number at a time, straight from the papers.

use approx::assert_relative_eq;
use optimizers::{Adagrad, Adam, AdamW, Momentum, Optimizer, RmsProp, Sgd};

use crate::single::Single;

/// A rule as the papers write it: all gradients so far and the parameter go in, the next parameter comes out.
type Rule = fn(past: &[f64], weight: f64) -> f64;

/// One optimizer in both precisions.
type Twins = fn() -> (Box<dyn Optimizer<f32>>, Box<dyn Optimizer<f64>>);

const RATE: f64 = 0.03;

/// Polyak: the present gradient and every earlier one, each weighing 0.9 times the one after it.
fn polyak(past: &[f64], weight: f64) -> f64 {
    let velocity: f64 = past
        .iter()
        .enumerate()
        .map(|(k, g)| 0.9_f64.powf((past.len() - 1 - k) as f64) * g)
        .sum();
    weight - RATE * velocity
}

/// The same with the newest gradient counted once more, after a decay of the sum.
fn nesterov(past: &[f64], weight: f64) -> f64 {
    let velocity: f64 = past
        .iter()
        .enumerate()
        .map(|(k, g)| 0.9_f64.powf((past.len() - k) as f64) * g)
        .sum();
    weight - RATE * (velocity + past[past.len() - 1])
}

fn adagrad(past: &[f64], weight: f64) -> f64 {
    let root = past.iter().map(|g| g * g).sum::<f64>().sqrt();
    weight - RATE * past[past.len() - 1] / (root + 1e-10)
}

/// The mean that forgets, summed term by term.
fn forgetful(past: &[f64], beta: f64, power: i32) -> f64 {
    past.iter()
        .enumerate()
        .map(|(k, g)| {
            (1.0 - beta) * beta.powf((past.len() - 1 - k) as f64) * g.powi(power)
        })
        .sum()
}

fn rms_prop(past: &[f64], weight: f64) -> f64 {
    weight - RATE * past[past.len() - 1] / (forgetful(past, 0.99, 2).sqrt() + 1e-8)
}

fn adam(past: &[f64], weight: f64) -> f64 {
    let steps = past.len() as f64;
    let mean = forgetful(past, 0.9, 1) / (1.0 - 0.9_f64.powf(steps));
    let mean_square = forgetful(past, 0.999, 2) / (1.0 - 0.999_f64.powf(steps));
    weight - RATE * mean / (mean_square.sqrt() + 1e-8)
}

fn adam_w(past: &[f64], weight: f64) -> f64 {
    adam(past, weight) - RATE * 0.1 * weight
}

fn follow(optimizer: &mut dyn Optimizer<f64>, rule: Rule) {
    let mut parameter = Single::new(2.0);
    let (mut expected, mut past) = (2.0, Vec::new());
    for k in 0..50 {
        past.push(3.0 * f64::from(k).sin() + 0.3);
        expected = rule(&past, expected);
        parameter.descend(past[past.len() - 1], optimizer);
        assert_relative_eq!(
            parameter.value(),
            expected,
            max_relative = 1e-10,
            epsilon = 1e-12
        );
    }
}

#[test]
fn sgd_is_the_papers() {
    follow(&mut Sgd::new(RATE), |past, weight| weight - RATE * past[past.len() - 1]);
}

#[test]
fn momentum_is_polyaks() {
    follow(&mut Momentum::new(RATE, 0.9), polyak);
}

#[test]
fn nesterov_is_nesterovs() {
    follow(&mut Momentum::nesterov(RATE, 0.9), nesterov);
}

#[test]
fn adagrad_is_the_papers() {
    follow(&mut Adagrad::new(RATE), adagrad);
}

#[test]
fn rms_prop_is_the_lectures() {
    follow(&mut RmsProp::new(RATE), rms_prop);
}

#[test]
fn adam_is_the_papers() {
    follow(&mut Adam::new(RATE), adam);
}

#[test]
fn adam_w_is_the_papers() {
    follow(&mut AdamW::new(RATE, 0.1), adam_w);
}

#[test]
fn single_precision_goes_the_same_way() {
    let make: [Twins; 5] = [
        || (Box::new(Momentum::new(RATE, 0.9)), Box::new(Momentum::new(RATE, 0.9))),
        || (Box::new(Adagrad::new(RATE)), Box::new(Adagrad::new(RATE))),
        || (Box::new(RmsProp::new(RATE)), Box::new(RmsProp::new(RATE))),
        || (Box::new(Adam::new(RATE)), Box::new(Adam::new(RATE))),
        || (Box::new(AdamW::new(RATE, 0.1)), Box::new(AdamW::new(RATE, 0.1))),
    ];
    for make in make {
        let (mut single, mut double) = make();
        let (mut coarse, mut fine) = (Single::new(2.0_f32), Single::new(2.0_f64));
        for k in 0_u8..50 {
            let grad = f32::from(k).sin() * 3.0 + 0.3;
            coarse.descend(grad, &mut single);
            fine.descend(f64::from(grad), &mut double);
            assert_relative_eq!(
                f64::from(coarse.value()),
                fine.value(),
                max_relative = 2e-5,
                epsilon = 2e-5
            );
        }
    }
}
