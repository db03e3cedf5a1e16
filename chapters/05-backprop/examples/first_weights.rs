//! Measures what becomes of a signal in a deep network before any training, by the way its weights were drawn.

use std::process::ExitCode;

use activations::{Activation, Relu, Tanh};
use backprop::{glorot_uniform, he_normal, normal, signal_variances, stack};
use chacha20::ChaCha8Rng;
use clap::Parser;
use experiment::Flags;
use ndarray::Array2;
use rand::SeedableRng;

/// The variance of the signal after 1, 5, 10 and 20 layers.
#[derive(Parser)]
struct Arguments {
    #[command(flatten)]
    flags: Flags,
    /// How many units each layer has
    #[arg(long, default_value_t = 100)]
    width: usize,
    /// How many inputs are sent through
    #[arg(long, default_value_t = 200)]
    batch: usize,
}

const DEPTHS: [usize; 4] = [1, 5, 10, 20];

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    experiment::run("first_weights", &arguments.flags, |_report| {
        if arguments.width == 0 || arguments.batch == 0 {
            return Err("--width and --batch must be 1 or more".into());
        }
        println!(
            "layers behind the input    {}",
            DEPTHS.map(|depth| format!("{depth:>9}")).concat()
        );
        show("tanh", &Tanh, &arguments);
        show("ReLU", &Relu, &arguments);
        Ok(())
    })
}

fn show<A: Activation<f64> + Clone + Send + 'static>(
    name: &str,
    activation: &A,
    arguments: &Arguments,
) {
    let n = arguments.width;
    for (rule, weights) in [
        (
            "zero",
            (|n, _| Array2::zeros((n, n)))
                as fn(usize, &mut ChaCha8Rng) -> Array2<f64>,
        ),
        ("normal 0.01", |n, rng| normal(n, n, 0.01, rng)),
        ("normal 1", |n, rng| normal(n, n, 1.0, rng)),
        ("Glorot", |n, rng| glorot_uniform(n, n, rng)),
        ("He", |n, rng| he_normal(n, n, rng)),
    ] {
        let mut rng = ChaCha8Rng::seed_from_u64(arguments.flags.seed);
        let inputs = normal(n, arguments.batch, 1.0, &mut rng);
        let mut network =
            stack(DEPTHS[3], n, activation, || weights(n, &mut rng));
        let variances = signal_variances(&mut network, inputs);
        // every second layer is the activation
        let row =
            DEPTHS.map(|depth| format!("{:>9.1e}", variances[2 * depth - 1]));
        println!("{name:<6} {rule:<20}{}", row.concat());
    }
}
