//! The network of Michael Nielsen's book, with its settings: 30 sigmoid units, quadratic cost, batches of 10, a rate of 3.

use std::process::ExitCode;

use activations::Sigmoid;
use backprop::checkpoint::{Checkpoint, Progress, Run};
use backprop::{
    Activate, Epoch, Linear, Sequential, descend, normal, parameter_count,
    predict, train_epoch,
};
use chacha20::ChaCha8Rng;
use clap::Parser;
use datasets::ImageSet;
use experiment::{CheckpointFlags, Flags};
use loss::{Reduction, accuracy, half_squared_error, one_hot};
use ndarray::{Array2, Axis};
use rand::SeedableRng;

/// Which digit is it? 30 hidden sigmoid units and ten outputs, weights and biases drawn from N(0, 1).
#[derive(Parser)]
struct Arguments {
    #[command(flatten)]
    flags: Flags,
    #[command(flatten)]
    checkpoint: CheckpointFlags,
    /// How many training images to use [default: all; the book keeps 10,000 of MNIST's for validation and trains with 50,000]
    #[arg(long, value_name = "N")]
    images: Option<usize>,
    /// How often to go through the training images
    #[arg(long, default_value_t = 30)]
    epochs: usize,
    /// How many images a step learns from
    #[arg(long, default_value_t = 10)]
    batch_size: usize,
    /// The learning rate η
    #[arg(long, default_value_t = 3.0)]
    learning_rate: f32,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    experiment::run("nielsen", &arguments.flags, |report| {
        if arguments.epochs == 0
            || arguments.batch_size == 0
            || arguments.images == Some(0)
        {
            return Err(
                "--epochs, --batch-size and --images must be 1 or more".into(),
            );
        }
        let data = experiment::load(&arguments.flags, report)?;
        let train = data.train.first(
            arguments.images.unwrap_or(usize::MAX).min(data.train.len()),
        );
        let (inputs, targets) =
            (train.flattened(), one_hot(&classes(&train), train.classes()));
        let mut network =
            network(train.features(), train.classes(), arguments.flags.seed);
        let run = Run::new("nielsen", arguments.flags.seed)
            .with("data", data.name)
            .with("images", train.len())
            .with("batch_size", arguments.batch_size)
            .with("learning_rate", arguments.learning_rate);
        let checkpoint = Checkpoint::new(arguments.checkpoint.checkpoint, run);
        let mut progress = checkpoint.start(
            arguments.checkpoint.resume,
            &mut [("network", &mut network)],
        )?;
        let bar = report.progress(arguments.epochs, "epochs");
        for number in progress.epoch..arguments.epochs {
            bar.set_position(number as u64);
            let epoch = Epoch::shuffled(
                number,
                train.len(),
                arguments.batch_size,
                arguments.flags.seed,
            );
            train_epoch(
                &mut network,
                &inputs,
                &epoch,
                |outputs, batch| {
                    half_squared_error(
                        outputs,
                        &targets.select(Axis(0), batch),
                        Reduction::Mean,
                    )
                },
                |network| descend(network, arguments.learning_rate),
            )?;
            let step = progress.step + epoch.batches.len() as u64;
            progress = Progress { epoch: number + 1, step };
            checkpoint.save(progress, &mut [("network", &mut network)])?;
        }
        bar.finish_and_clear();
        let outputs: Array2<f32> =
            predict(&mut network, &data.test.flattened(), 250);
        report.count("parameters", parameter_count(&mut network));
        report.count("steps", usize::try_from(progress.step)?);
        report.share("test_accuracy", accuracy(&outputs, &classes(&data.test)));
        report.share(
            "worst_digit_accuracy",
            worst_digit(&outputs, &classes(&data.test)),
        );
        Ok(())
    })
}

// ANCHOR: nielsen_network
fn network(features: usize, classes: usize, seed: u64) -> Sequential {
    let rng = &mut ChaCha8Rng::seed_from_u64(seed);
    let mut layer = |inputs, outputs| {
        let weight = normal(inputs, outputs, 1.0, rng);
        Linear::new(weight, normal(1, outputs, 1.0, rng).remove_axis(Axis(1)))
    };
    Sequential::new()
        .with(layer(features, 30))
        .with(Activate::new(Sigmoid))
        .with(layer(30, classes))
        .with(Activate::new(Sigmoid))
}
// ANCHOR_END: nielsen_network

/// The share of images read right of the digit that is read worst: 0 where an output has gone silent.
fn worst_digit(outputs: &Array2<f32>, labels: &[usize]) -> f64 {
    let of_digit = |digit: usize| {
        let rows: Vec<usize> =
            (0..labels.len()).filter(|&row| labels[row] == digit).collect();
        accuracy(&outputs.select(Axis(0), &rows), &vec![digit; rows.len()])
    };
    (0..outputs.ncols()).map(of_digit).fold(1.0, f64::min)
}

fn classes(images: &ImageSet) -> Vec<usize> {
    images.labels.iter().map(|&label| usize::from(label)).collect()
}
