//! An LSTM reads digits as one reads a page: row after row, from the top.

use std::path::PathBuf;
use std::process::ExitCode;

use backprop::checkpoint::{Checkpoint, Progress, Run};
use backprop::{
    Chain, Epoch, Linear, parameter_count, predict, train_epoch, weights,
};
use chacha20::ChaCha8Rng;
use clap::Parser;
use datasets::ImageSet;
use experiment::{CheckpointFlags, Flags};
use loss::{Reduction, accuracy, softmax_cross_entropy};
use lstm::{LastMoment, Lstm};
use ndarray::Array3;
use optimizers::{Adam, CosineDecay, Optimizer, Schedule, clip_grad_norm};
use rand::SeedableRng;

/// Which digit is it? A row of pixels at each moment, an answer after the last.
#[derive(Parser)]
struct Arguments {
    #[command(flatten)]
    flags: Flags,
    #[command(flatten)]
    checkpoint: CheckpointFlags,
    /// How often to go through the training images
    #[arg(long, default_value_t = 40)]
    epochs: usize,
    /// How many units the LSTM has
    #[arg(long, default_value_t = 64)]
    units: usize,
    /// How many images a step learns from
    #[arg(long, default_value_t = 32)]
    batch_size: usize,
    /// Adam's rate at the start; it falls to 0 along a cosine
    #[arg(long, default_value_t = 0.004)]
    learning_rate: f64,
    /// Write the trained weights into this file, as safetensors
    #[arg(long, value_name = "FILE")]
    save: Option<PathBuf>,
}

// ANCHOR: rows_network
type Network = Chain<Chain<Lstm, LastMoment>, Linear>;

fn network(row: usize, classes: usize, arguments: &Arguments) -> Network {
    let rng = &mut ChaCha8Rng::seed_from_u64(arguments.flags.seed);
    let lstm = Lstm::uniform(row, arguments.units, rng).with_forget_bias(1.0);
    let output = Linear::glorot_uniform(arguments.units, classes, rng);
    Chain(Chain(lstm, LastMoment::default()), output)
}
// ANCHOR_END: rows_network

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    experiment::run("rows", &arguments.flags, |report| {
        let sizes = [arguments.epochs, arguments.units, arguments.batch_size];
        if sizes.contains(&0) {
            return Err("--epochs, --units and --batch-size must be 1 or more".into());
        }
        let data = experiment::load(&arguments.flags, report)?;
        let (train, test) = (Examples::of(&data.train), Examples::of(&data.test));
        let row = train.inputs.dim().2;
        let mut network = network(row, data.train.classes(), &arguments);
        let mut adam = Adam::new(arguments.learning_rate);
        adam.prepare(&mut network);
        let checkpoint = Checkpoint::new(
            arguments.checkpoint.checkpoint.clone(),
            run(&arguments, data.name, &train),
        );
        let mut progress = checkpoint.start(
            arguments.checkpoint.resume,
            &mut [("network", &mut network), ("adam", &mut adam)],
        )?;
        let bar = report.progress(arguments.epochs, "epochs");
        while progress.epoch < arguments.epochs {
            bar.set_position(progress.epoch as u64);
            progress =
                train_one(&mut network, &mut adam, &train, progress, &arguments)?;
            checkpoint.save(
                progress,
                &mut [("network", &mut network), ("adam", &mut adam)],
            )?;
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

/// All that decides the next step: a checkpoint of a run with another value of any of these is refused.
fn run(arguments: &Arguments, data: &str, train: &Examples) -> Run {
    Run::new("rows", arguments.flags.seed)
        .with("data", data)
        .with("images", train.labels.len())
        .with("epochs", arguments.epochs)
        .with("units", arguments.units)
        .with("batch_size", arguments.batch_size)
        .with("learning_rate", arguments.learning_rate)
}

// ANCHOR: rows_train
/// One epoch more.
fn train_one(
    network: &mut Network,
    adam: &mut Adam,
    train: &Examples,
    done: Progress,
    arguments: &Arguments,
) -> Result<Progress, experiment::Failure> {
    let count = train.labels.len();
    let epoch = Epoch::shuffled(
        done.epoch,
        count,
        arguments.batch_size,
        arguments.flags.seed,
    );
    let steps = arguments.epochs * epoch.batches.len();
    let rate = CosineDecay { initial: arguments.learning_rate, last: 0.0, steps };
    let loss = |logits: &_, batch: &_| {
        softmax_cross_entropy(logits, &train.targets(batch), Reduction::Mean)
    };
    let mut step = usize::try_from(done.step)?;
    let update = |network: &mut Network| {
        clip_grad_norm(network, 1.0);
        adam.set_learning_rate(rate.rate(step));
        adam.step(network);
        step += 1;
    };
    let loss = train_epoch(network, &train.inputs, &epoch, loss, update)?;
    if done.epoch.is_multiple_of(10) || done.epoch + 1 == arguments.epochs {
        println!("epoch {:2}   loss {loss:.3}", done.epoch + 1);
    }
    Ok(Progress { epoch: done.epoch + 1, step: step as u64 })
}
// ANCHOR_END: rows_train

/// Images as sequences of rows of numbers between 0 and 1, with their classes.
struct Examples {
    inputs: Array3<f32>,
    labels: Vec<usize>,
}

impl Examples {
    fn of(images: &ImageSet) -> Self {
        let labels = images.labels.iter().map(|&label| usize::from(label)).collect();
        let shape = images.pixels.dim();
        let inputs = images.flattened().into_shape_with_order(shape);
        Self { inputs: inputs.expect("an image is its rows"), labels }
    }

    fn targets(&self, batch: &[usize]) -> Vec<usize> {
        batch.iter().map(|&example| self.labels[example]).collect()
    }

    fn accuracy(&self, network: &mut Network) -> f64 {
        accuracy(&predict(network, &self.inputs, 250), &self.labels)
    }
}
