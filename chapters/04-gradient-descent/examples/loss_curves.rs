//! The training loss on its way down, with batches of four sizes: by epochs, which is the work, and by steps, which is the waiting.

use std::process::ExitCode;

use chacha20::ChaCha8Rng;
use clap::Parser;
use experiment::{Flags, Report};
use gradient_descent::boundary::{Pace, boundary_frames};
use gradient_descent::softmax_regression::SoftmaxRegression;
use gradient_descent::training::train_epoch;
use ndarray::Array2;
use rand::SeedableRng;

/// How does the loss fall with batches of different sizes?
#[derive(Parser)]
struct Arguments {
    #[command(flatten)]
    flags: Flags,
    /// How many epochs to follow
    #[arg(long, default_value_t = 20)]
    epochs: usize,
    /// How many steps to follow at most
    #[arg(long, default_value_t = 1500)]
    steps: usize,
    /// The step's length
    #[arg(long, default_value_t = 0.5)]
    learning_rate: f64,
}

const BATCH_SIZES: [usize; 4] = [1, 16, 256, 1497];

/// The digits to learn from.
struct Examples {
    inputs: Array2<f64>,
    targets: Vec<usize>,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    experiment::run("loss_curves", &arguments.flags, |report| {
        if !(arguments.learning_rate > 0.0 && arguments.learning_rate.is_finite()) {
            return Err(format!("--learning-rate must be above 0, not {}", arguments.learning_rate).into());
        }
        let train = datasets::digits().train;
        report.data("digits");
        let targets = train.labels.iter().map(|&label| usize::from(label)).collect();
        let examples = Examples { inputs: train.flattened(), targets };
        let progress = report.progress(BATCH_SIZES.len(), "batch sizes");
        for batch_size in progress.wrap_iter(BATCH_SIZES.into_iter()) {
            by_epochs(&examples, batch_size, &arguments, report);
            by_steps(&examples, batch_size, &arguments, report);
        }
        Ok(())
    })
}

fn by_epochs(examples: &Examples, batch_size: usize, arguments: &Arguments, report: &mut Report) {
    let Examples { inputs, targets } = examples;
    let mut rng = ChaCha8Rng::seed_from_u64(arguments.flags.seed);
    let mut model = SoftmaxRegression::zeros(inputs.ncols(), 10);
    for epoch in 0..=arguments.epochs {
        if epoch > 0 {
            train_epoch(&mut model, inputs, targets, batch_size, arguments.learning_rate, &mut rng);
        }
        report.figure(&format!("batch_{batch_size}_epoch_{epoch}"), model.loss(inputs, targets).0);
    }
}

fn by_steps(examples: &Examples, batch_size: usize, arguments: &Arguments, report: &mut Report) {
    let Examples { inputs, targets } = examples;
    let pace = Pace { batch_size, learning_rate: arguments.learning_rate };
    let mut rng = ChaCha8Rng::seed_from_u64(arguments.flags.seed);
    let model = SoftmaxRegression::zeros(inputs.ncols(), 10);
    let frames = boundary_frames(model, inputs, targets, pace, &milestones(arguments.steps), &mut rng);
    for frame in frames {
        report.figure(&format!("batch_{batch_size}_step_{}", frame.step), frame.loss);
    }
}

/// Numbers of steps that grow by a quarter each, none twice.
fn milestones(last: usize) -> Vec<usize> {
    let quarters = std::iter::successors(Some(1.0), |steps| Some(steps * 1.25));
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a number of steps")]
    let mut steps: Vec<usize> =
        quarters.map(|steps: f64| steps.round() as usize).take_while(|&steps| steps <= last).collect();
    steps.dedup();
    steps
}
