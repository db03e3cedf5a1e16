//! Checks the gradients of a small network, and of a layer that lies.

use std::process::ExitCode;

use activations::{Activation, Sigmoid, Tanh};
use backprop::{
    Activate, GradientCheck, Linear, Mode, Sequential, TOLERANCE,
    check_gradients,
};
use chacha20::ChaCha8Rng;
use clap::Parser;
use experiment::Flags;
use ndarray::Array2;
use rand::{RngExt, SeedableRng};
use rand_distr::StandardNormal;

/// Does backward tell the truth?
#[derive(Parser)]
struct Arguments {
    #[command(flatten)]
    flags: Flags,
}

// ANCHOR: liar
/// A sigmoid whose slope forgets the second factor, `y` in place of `y(1 − y)`.
struct Forgetful;

impl Activation<f64> for Forgetful {
    fn value(&self, x: f64) -> f64 {
        Sigmoid.value(x)
    }

    fn derivative(&self, x: f64) -> f64 {
        Sigmoid.value(x)
    }
}
// ANCHOR_END: liar

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    experiment::run("check", &arguments.flags, |report| {
        let seed = arguments.flags.seed;
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        let input = Array2::from_shape_simple_fn((3, 4), || {
            rng.sample::<f64, _>(StandardNormal)
        });
        let honest = || network(seed, Tanh);
        let good = check_gradients(honest, &input, Mode::Train, &mut rng);
        println!("4 inputs, 5 tanh, 2 outputs");
        show(&good);
        let bad = check_gradients(
            || network(seed, Forgetful),
            &input,
            Mode::Train,
            &mut rng,
        );
        println!("The same with a slope that lies");
        show(&bad);
        report.count("tensors_that_fail_among_the_honest", failures(&good));
        report.count("tensors_that_fail_among_the_lying", failures(&bad));
        Ok(())
    })
}

fn network(
    seed: u64,
    activation: impl Activation<f64> + Send + 'static,
) -> Sequential<f64> {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    Sequential::new()
        .with(Linear::glorot_uniform(4, 5, &mut rng))
        .with(Activate::new(activation))
        .with(Linear::glorot_uniform(5, 2, &mut rng))
}

fn failures(check: &GradientCheck) -> usize {
    check.tensors.iter().filter(|tensor| tensor.error >= TOLERANCE).count()
}

/// The report without digits that are rounding alone, which differ from processor to processor.
fn show(check: &GradientCheck) {
    for tensor in &check.tensors {
        let error = match tensor.error {
            error if error < TOLERANCE => "below 1e-7".to_owned(),
            error => format!("{error:.4}  WRONG"),
        };
        println!(
            "  {:<9} {:>3} slopes  error {error}",
            tensor.name, tensor.elements
        );
    }
    println!();
}
