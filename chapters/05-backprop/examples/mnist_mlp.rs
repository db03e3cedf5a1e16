//! A network of two hidden layers reads digits: backpropagation, mini-batches, nothing else.

use std::path::PathBuf;
use std::process::ExitCode;

use activations::Relu;
use backprop::checkpoint::{Checkpoint, Progress, Run};
use backprop::{
    Activate, Epoch, Linear, Sequential, descend, parameter_count, predict,
    train_epoch, weights,
};
use chacha20::ChaCha8Rng;
use clap::Parser;
use datasets::ImageSet;
use experiment::{CheckpointFlags, Flags};
use loss::{Reduction, accuracy, softmax_cross_entropy};
use ndarray::Array2;
use rand::SeedableRng;

/// Which digit is it? 128 and 64 hidden rectifiers, softmax, stochastic gradient descent.
#[derive(Parser)]
struct Arguments {
    #[command(flatten)]
    flags: Flags,
    #[command(flatten)]
    checkpoint: CheckpointFlags,
    /// How often to go through the training images
    #[arg(long, default_value_t = 20)]
    epochs: usize,
    /// How many images a step learns from
    #[arg(long, default_value_t = 16)]
    batch_size: usize,
    /// The learning rate of the first epoch
    #[arg(long, default_value_t = 0.15)]
    learning_rate: f32,
    /// What the learning rate is multiplied by after each epoch
    #[arg(long, default_value_t = 0.9)]
    decay: f32,
    /// Write the trained weights into this file, as safetensors
    #[arg(long, value_name = "FILE")]
    save: Option<PathBuf>,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    experiment::run("mnist_mlp", &arguments.flags, |report| {
        if arguments.epochs == 0 || arguments.batch_size == 0 {
            return Err("--epochs and --batch-size must be 1 or more".into());
        }
        let data = experiment::load(&arguments.flags, report)?;
        let train = Examples::of(&data.train);
        let test = Examples::of(&data.test);
        let mut network = network(
            data.train.features(),
            data.train.classes(),
            arguments.flags.seed,
        );
        let checkpoint = Checkpoint::new(
            arguments.checkpoint.checkpoint.clone(),
            run(&arguments, data.name, &train),
        );
        let mut progress = checkpoint.start(
            arguments.checkpoint.resume,
            &mut [("network", &mut network)],
        )?;
        let bar = report.progress(arguments.epochs, "epochs");
        while progress.epoch < arguments.epochs {
            bar.set_position(progress.epoch as u64);
            progress = train_one(&mut network, &train, progress, &arguments)?;
            checkpoint.save(progress, &mut [("network", &mut network)])?;
        }
        bar.finish_and_clear();
        if let Some(path) = &arguments.save {
            weights::save(path, &mut network)?;
        }
        report.count("parameters", parameter_count(&mut network));
        report.count("steps", usize::try_from(progress.step)?);
        report.share("train_accuracy", train.accuracy(&mut network));
        report.share("test_accuracy", test.accuracy(&mut network));
        Ok(())
    })
}

// ANCHOR: mnist_network
fn network(features: usize, classes: usize, seed: u64) -> Sequential {
    let rng = &mut ChaCha8Rng::seed_from_u64(seed);
    Sequential::new()
        .with(Linear::he_normal(features, 128, rng))
        .with(Activate::new(Relu))
        .with(Linear::he_normal(128, 64, rng))
        .with(Activate::new(Relu))
        .with(Linear::he_normal(64, classes, rng))
}
// ANCHOR_END: mnist_network

/// All that decides the next step: a checkpoint of a run with another value of any of these is refused.
fn run(arguments: &Arguments, data: &str, train: &Examples) -> Run {
    Run::new("mnist_mlp", arguments.flags.seed)
        .with("data", data)
        .with("images", train.labels.len())
        .with("batch_size", arguments.batch_size)
        .with("learning_rate", arguments.learning_rate)
        .with("decay", arguments.decay)
}

// ANCHOR: train_one
/// One epoch more.
fn train_one(
    network: &mut Sequential,
    train: &Examples,
    done: Progress,
    arguments: &Arguments,
) -> Result<Progress, experiment::Failure> {
    let (number, seed) = (done.epoch, arguments.flags.seed);
    let epoch =
        Epoch::shuffled(number, train.labels.len(), arguments.batch_size, seed);
    let rate =
        arguments.learning_rate * arguments.decay.powi(i32::try_from(number)?);
    let loss = |logits: &_, batch: &_| {
        softmax_cross_entropy(logits, &train.targets(batch), Reduction::Mean)
    };
    let update = |network: &mut _| descend(network, rate);
    let loss = train_epoch(network, &train.inputs, &epoch, loss, update)?;
    if number.is_multiple_of(5) || number + 1 == arguments.epochs {
        println!(
            "epoch {:2}   learning rate {rate:.3}   loss {loss:.2}",
            number + 1
        );
    }
    Ok(Progress {
        epoch: number + 1,
        step: done.step + epoch.batches.len() as u64,
    })
}
// ANCHOR_END: train_one

/// Images as rows of numbers between 0 and 1, with their classes.
struct Examples {
    inputs: Array2<f32>,
    labels: Vec<usize>,
}

impl Examples {
    fn of(images: &ImageSet) -> Self {
        let labels =
            images.labels.iter().map(|&label| usize::from(label)).collect();
        Self { inputs: images.flattened(), labels }
    }

    fn targets(&self, batch: &[usize]) -> Vec<usize> {
        batch.iter().map(|&example| self.labels[example]).collect()
    }

    fn accuracy(&self, network: &mut Sequential) -> f64 {
        accuracy(&predict(network, &self.inputs, 250), &self.labels)
    }
}
