//! Runs all optimizers from the same start: down a ravine, and on the digits or MNIST.

mod digits;
mod ravine;

use std::process::ExitCode;

use backprop::Float;
use clap::Parser;
use experiment::Flags;
use optimizers::{Adagrad, Adam, AdamW, Momentum, Optimizer, RmsProp, Sgd};

/// Which optimizer is there first?
#[derive(Parser)]
struct Arguments {
    #[command(flatten)]
    flags: Flags,
    /// How often to go through the training images
    #[arg(long, default_value_t = 10)]
    epochs: usize,
    /// Do not race: try many rates for each, judged on images that are kept back
    #[arg(long)]
    rates: bool,
}

/// An optimizer that takes part: its name, what makes one at a rate, and its rates in the three races.
struct Runner<F> {
    name: &'static str,
    make: fn(f64) -> Box<dyn Optimizer<F>>,
    digits: f64,
    mnist: f64,
}

/// All that take part. Their rates for the images are the best of `--rates`, over ten epochs of the digits or one of MNIST.
fn runners<F: Float>() -> [Runner<F>; 7] {
    [
        Runner {
            name: "sgd",
            make: |rate| Box::new(Sgd::new(rate)),
            digits: 1.0,
            mnist: 1.0,
        },
        Runner {
            name: "momentum",
            make: |rate| Box::new(Momentum::new(rate, 0.9)),
            digits: 0.1,
            mnist: 0.1,
        },
        Runner {
            name: "nesterov",
            make: |rate| Box::new(Momentum::nesterov(rate, 0.9)),
            digits: 0.1,
            mnist: 0.3,
        },
        Runner {
            name: "adagrad",
            make: |rate| Box::new(Adagrad::new(rate)),
            digits: 0.03,
            mnist: 0.1,
        },
        Runner {
            name: "rms_prop",
            make: |rate| Box::new(RmsProp::new(rate)),
            digits: 0.003,
            mnist: 0.01,
        },
        Runner {
            name: "adam",
            make: |rate| Box::new(Adam::new(rate)),
            digits: 0.01,
            mnist: 0.01,
        },
        Runner {
            name: "adam_w",
            make: |rate| Box::new(AdamW::new(rate, 0.01)),
            digits: 0.03,
            mnist: 0.01,
        },
    ]
}

/// The rates to choose from: 1 and 3 times every power of ten from a ten-thousandth to 1.
const RATES: [f64; 9] = [0.0001, 0.0003, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0];

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    experiment::run("race", &arguments.flags, |report| {
        if arguments.epochs == 0 {
            return Err("--epochs must be 1 or more".into());
        }
        if arguments.rates {
            return digits::try_rates(&arguments.flags, arguments.epochs, report);
        }
        ravine::race(&arguments.flags, report);
        digits::race(&arguments.flags, arguments.epochs, report)
    })
}
