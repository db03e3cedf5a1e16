//! Tells two spirals apart that are wound into each other, in 500 epochs.

use std::process::ExitCode;

use activations::Tanh;
use backprop::{
    Activate, Epoch, Layer, Linear, Mode, Sequential, descend, parameter_count,
    train_epoch, two_class_accuracy,
};
use chacha20::ChaCha8Rng;
use clap::Parser;
use experiment::Flags;
use loss::{Reduction, binary_cross_entropy_with_logits};
use ndarray::Axis;
use rand::SeedableRng;

/// Two spirals, two inputs: x and y.
#[derive(Parser)]
struct Arguments {
    #[command(flatten)]
    flags: Flags,
    /// How often to go through the points
    #[arg(long, default_value_t = 500)]
    epochs: usize,
    /// How many units each of the two hidden layers has
    #[arg(long, default_value_t = 16)]
    units: usize,
    /// The step of gradient descent
    #[arg(long, default_value_t = 0.1)]
    learning_rate: f64,
    /// How many points to a step
    #[arg(long, default_value_t = 10)]
    batch_size: usize,
    /// How many points each spiral has
    #[arg(long, default_value_t = 100)]
    points: usize,
    /// By how much the points, at most 1 from the middle, are spread out
    #[arg(long, default_value_t = 5.0)]
    scale: f64,
    /// How far the points stray from their spiral, as a standard deviation
    #[arg(long, default_value_t = 0.02)]
    noise: f64,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    experiment::run("spiral", &arguments.flags, |report| {
        if arguments.epochs == 0
            || arguments.batch_size == 0
            || arguments.points == 0
        {
            return Err(
                "--epochs, --batch-size and --points must be 1 or more".into(),
            );
        }
        let seed = arguments.flags.seed;
        let spirals = |seed: u64| {
            let drawn =
                datasets::spirals(2, arguments.points, arguments.noise, seed);
            datasets::Points { points: drawn.points * arguments.scale, ..drawn }
        };
        let (train, test) = (spirals(seed), spirals(seed.wrapping_add(1)));
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        let mut network = network(arguments.units, &mut rng);
        report.count("parameters", parameter_count(&mut network));
        println!("epoch  loss    right");
        let targets =
            train.labels.mapv(|label| label as f64).insert_axis(Axis(1));
        let progress = report.progress(arguments.epochs, "epochs");
        for number in progress.wrap_iter(0..arguments.epochs) {
            let epoch = Epoch::shuffled(
                number,
                train.len(),
                arguments.batch_size,
                seed,
            );
            let loss = train_epoch(
                &mut network,
                &train.points,
                &epoch,
                |logits, batch| {
                    let targets = targets.select(Axis(0), batch);
                    binary_cross_entropy_with_logits(
                        logits,
                        &targets,
                        Reduction::Mean,
                    )
                },
                |network| descend(network, arguments.learning_rate),
            )?;
            let epoch = number + 1;
            if [1, 10, 50, 100, 200, 500].contains(&epoch) {
                let right = accuracy(&mut network, &train);
                println!("{epoch:>5}  {loss:.4}  {:.1} %", 100.0 * right);
                report.share(&format!("accuracy_{epoch}"), right);
            }
        }
        report.share("train_accuracy", accuracy(&mut network, &train));
        report.share("test_accuracy", accuracy(&mut network, &test));
        Ok(())
    })
}

/// Two inputs, two hidden layers with tanh, one logit.
fn network(units: usize, rng: &mut ChaCha8Rng) -> Sequential<f64> {
    Sequential::new()
        .with(Linear::glorot_uniform(2, units, rng))
        .with(Activate::new(Tanh))
        .with(Linear::glorot_uniform(units, units, rng))
        .with(Activate::new(Tanh))
        .with(Linear::glorot_uniform(units, 1, rng))
}

fn accuracy(network: &mut Sequential<f64>, data: &datasets::Points) -> f64 {
    two_class_accuracy(
        &network.forward(data.points.clone(), Mode::Eval),
        &data.labels,
    )
}
