//! Measures how much of a gradient reaches the front of a deep network, by depth and activation.

use std::process::ExitCode;

use activations::{Activation, LeakyRelu, Relu, Sigmoid, Tanh};
use backprop::{
    Layer, Mode, glorot_uniform, gradient_sizes, he_normal, normal,
    root_mean_square, stack,
};
use chacha20::ChaCha8Rng;
use clap::Parser;
use experiment::Flags;
use ndarray::Array2;
use rand::SeedableRng;

/// The size of the gradient at the first layer, as a share of its size at the last.
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

const DEPTHS: [usize; 4] = [2, 5, 10, 20];

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    experiment::run("gradient_flow", &arguments.flags, |_report| {
        if arguments.width == 0 || arguments.batch == 0 {
            return Err("--width and --batch must be 1 or more".into());
        }
        println!(
            "layers in all        {}",
            DEPTHS.map(|depth| format!("{depth:>9}")).concat()
        );
        show("sigmoid", "Glorot", &Sigmoid, glorot, &arguments);
        show("tanh", "Glorot", &Tanh, glorot, &arguments);
        show("ReLU", "Glorot", &Relu, glorot, &arguments);
        show("ReLU", "He", &Relu, he, &arguments);
        show(
            "leaky ReLU",
            "He",
            &LeakyRelu { negative_slope: 0.01 },
            he,
            &arguments,
        );
        Ok(())
    })
}

type FirstWeights = fn(usize, &mut ChaCha8Rng) -> Array2<f64>;

fn glorot(n: usize, rng: &mut ChaCha8Rng) -> Array2<f64> {
    glorot_uniform(n, n, rng)
}

fn he(n: usize, rng: &mut ChaCha8Rng) -> Array2<f64> {
    he_normal(n, n, rng)
}

fn show<A: Activation<f64> + Clone + Send + 'static>(
    name: &str,
    rule: &str,
    activation: &A,
    weights: FirstWeights,
    arguments: &Arguments,
) {
    let shares = DEPTHS
        .map(|depth| share_at_front(depth, activation, weights, arguments));
    println!(
        "{name:<11} {rule:<9}{}",
        shares.map(|share| format!("{share:>9.1e}")).concat()
    );
}

/// How large the gradient is at the input of the first layer, for a random gradient of size 1 at the output.
fn share_at_front<A: Activation<f64> + Clone + Send + 'static>(
    depth: usize,
    activation: &A,
    weights: FirstWeights,
    arguments: &Arguments,
) -> f64 {
    let mut rng = ChaCha8Rng::seed_from_u64(arguments.flags.seed);
    let inputs = normal(arguments.width, arguments.batch, 1.0, &mut rng);
    let upstream = normal(arguments.width, arguments.batch, 1.0, &mut rng);
    let mut network = stack(depth, arguments.width, activation, || {
        weights(arguments.width, &mut rng)
    });
    network.forward(inputs, Mode::Train);
    let at_the_end = root_mean_square(&upstream);
    gradient_sizes(&mut network, upstream)[0] / at_the_end
}
