//! Counts the units of a random ReLU layer that answer 0 to every image of the training set.

use std::process::ExitCode;

use activations::{Affine, active_shares, dead_units};
use chacha20::ChaCha8Rng;
use clap::Parser;
use experiment::Flags;
use ndarray::{Array1, Array2, Axis};
use rand::{RngExt, SeedableRng};

/// How many units are dead before training has begun?
#[derive(Parser)]
struct Arguments {
    #[command(flatten)]
    flags: Flags,
    /// How many units
    #[arg(long, default_value_t = 1000)]
    units: usize,
}

const BIASES: [f64; 5] = [1.0, 0.0, -0.5, -1.0, -2.0];
const SCALES: [f64; 3] = [0.5, 1.0, 2.0];

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    experiment::run("dead_relus", &arguments.flags, |report| {
        let images: Array2<f64> = experiment::load(&arguments.flags, report)?.train.flattened();
        let centred = &images - &images.mean_axis(Axis(0)).ok_or("the training set is empty")?;
        let weight = random_weight(arguments.units, images.ncols(), arguments.flags.seed);
        let layer =
            |scale: f64, bias: f64| Affine::new(&weight * scale, Array1::from_elem(arguments.units, bias));
        let dead = |scale: f64, bias: f64| dead_units(&layer(scale, bias).apply(&images)).len();

        println!("Dead units of {}, by scale of the weights and bias", arguments.units);
        println!("  scale{}", BIASES.map(|bias| format!("{bias:>7.1}")).concat());
        for scale in SCALES {
            println!("{scale:>7.1}{}", BIASES.map(|bias| format!("{:>7}", dead(scale, bias))).concat());
        }
        println!();

        report.count("units", arguments.units);
        report.count("dead_at_bias_0", dead(1.0, 0.0));
        report.count("dead_at_bias_minus_1", dead(1.0, -1.0));
        report.count("dead_on_centred_images", dead_units(&layer(1.0, 0.0).apply(&centred)).len());
        let share =
            active_shares(&layer(1.0, 0.0).apply(&images)).mean().ok_or("the training set is empty")?;
        report.share("share_active_on_an_image", share);
        Ok(())
    })
}

/// Uniform between ±1/√inputs, PyTorch's start for a linear layer.
fn random_weight(units: usize, inputs: usize, seed: u64) -> Array2<f64> {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let bound = 1.0 / (inputs as f64).sqrt();
    Array2::from_shape_simple_fn((units, inputs), || rng.random_range(-bound..bound))
}
