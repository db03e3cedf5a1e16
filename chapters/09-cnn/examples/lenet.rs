//! A convolutional network reads digits, or tells clothes apart.

use std::path::PathBuf;
use std::process::ExitCode;

use backprop::checkpoint::{Checkpoint, Progress, Run};
use backprop::{Epoch, TrainError, parameter_count, predict, train_epoch, weights};
use chacha20::ChaCha8Rng;
use clap::Parser;
use cnn::LeNet;
use datasets::ImageSet;
use experiment::{CheckpointFlags, Flags};
use loss::{Reduction, accuracy, softmax_cross_entropy};
use ndarray::{Array2, Array4};
use optimizers::{AdamW, CosineDecay, Optimizer, Schedule, weights_only};
use rand::SeedableRng;
use regularization::augment::{Augmentation, Translate};

/// Which digit is it? Two rounds of filters and pooling, then dense layers.
#[derive(Parser)]
struct Arguments {
    #[command(flatten)]
    flags: Flags,
    #[command(flatten)]
    checkpoint: CheckpointFlags,
    /// How often to go through the training images
    #[arg(long, default_value_t = 12)]
    epochs: usize,
    /// How many images a step learns from
    #[arg(long, default_value_t = 64)]
    batch_size: usize,
    /// The learning rate of the first step; it falls to 0 along a cosine
    #[arg(long, default_value_t = 0.003)]
    learning_rate: f64,
    /// The weight decay
    #[arg(long, default_value_t = 0.01)]
    weight_decay: f64,
    /// How many filters the first and the second convolution have
    #[arg(long, num_args = 2, default_values_t = [6, 16])]
    filters: Vec<usize>,
    /// In every epoch move each image by lot, by up to so many pixels
    #[arg(long, default_value_t = 0.0)]
    shift: f64,
    /// Write the trained weights into this file, as safetensors
    #[arg(long, value_name = "FILE")]
    save: Option<PathBuf>,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    experiment::run("lenet", &arguments.flags, |report| {
        if arguments.epochs == 0 || arguments.batch_size == 0 {
            return Err("--epochs and --batch-size must be 1 or more".into());
        }
        if arguments.filters.contains(&0) {
            return Err("--filters must be 1 or more, both".into());
        }
        if !(arguments.shift >= 0.0 && arguments.shift.is_finite()) {
            let shift = arguments.shift;
            return Err(format!("--shift is a number of pixels, not {shift}").into());
        }
        let data = experiment::load(&arguments.flags, report)?;
        let (train, test) = (Examples::of(&data.train), Examples::of(&data.test));
        let filters = [arguments.filters[0], arguments.filters[1]];
        let rng = &mut ChaCha8Rng::seed_from_u64(arguments.flags.seed);
        let mut network = LeNet::new(train.size, filters, data.train.classes(), rng);
        let mut optimizer = AdamW {
            decays: weights_only,
            ..AdamW::new(arguments.learning_rate, arguments.weight_decay)
        };
        optimizer.prepare(&mut network);
        let run = run(&arguments, data.name, &train);
        let checkpoint =
            Checkpoint::new(arguments.checkpoint.checkpoint.clone(), run);
        let resume = arguments.checkpoint.resume;
        let state: &mut [(&str, &mut dyn backprop::Parameters<f32>)] =
            &mut [("network", &mut network), ("optimizer", &mut optimizer)];
        let mut progress = checkpoint.start(resume, state)?;
        let bar = report.progress(arguments.epochs, "epochs");
        while progress.epoch < arguments.epochs {
            bar.set_position(progress.epoch as u64);
            progress = train_one(
                &mut network,
                &mut optimizer,
                &train,
                progress,
                &arguments,
            )?;
            let state: &mut [(&str, &mut dyn backprop::Parameters<f32>)] =
                &mut [("network", &mut network), ("optimizer", &mut optimizer)];
            checkpoint.save(progress, state)?;
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
    Run::new("lenet", arguments.flags.seed)
        .with("data", data)
        .with("images", train.labels.len())
        .with("epochs", arguments.epochs) // the rate falls towards the last one
        .with("batch_size", arguments.batch_size)
        .with("learning_rate", arguments.learning_rate)
        .with("weight_decay", arguments.weight_decay)
        .with("filters", format!("{:?}", arguments.filters))
        .with("shift", arguments.shift)
}

// ANCHOR: train_one
/// One epoch more, on images that have been moved by lot.
fn train_one(
    network: &mut LeNet,
    optimizer: &mut AdamW,
    train: &Examples,
    done: Progress,
    arguments: &Arguments,
) -> Result<Progress, TrainError> {
    let (number, seed) = (done.epoch, arguments.flags.seed);
    let count = train.labels.len();
    let epoch = Epoch::shuffled(number, count, arguments.batch_size, seed);
    let schedule = CosineDecay {
        initial: arguments.learning_rate,
        last: 0.0,
        steps: arguments.epochs * epoch.batches.len(),
    };
    let images = train.images(number, arguments);
    let loss = |logits: &_, batch: &_| {
        softmax_cross_entropy(logits, &train.targets(batch), Reduction::Mean)
    };
    let mut step = number * epoch.batches.len();
    let loss = train_epoch(network, &images, &epoch, loss, |network| {
        optimizer.set_learning_rate(schedule.rate(step));
        optimizer.step(network);
        step += 1;
    })?;
    println!("epoch {:2}   loss {loss:.3}", number + 1);
    Ok(Progress { epoch: number + 1, step: step as u64 })
}
// ANCHOR_END: train_one

/// Images as rows of numbers between 0 and 1, with their height and width and their classes.
struct Examples {
    pixels: Array2<f32>,
    size: [usize; 2],
    labels: Vec<usize>,
}

impl Examples {
    fn of(images: &ImageSet) -> Self {
        let (_, height, width) = images.pixels.dim();
        let labels = images.labels.iter().map(|&label| usize::from(label)).collect();
        Self { pixels: images.flattened(), size: [height, width], labels }
    }

    /// The training images as an epoch sees them.
    fn images(&self, epoch: usize, arguments: &Arguments) -> Array4<f32> {
        if arguments.shift == 0.0 {
            return self.maps(self.pixels.clone());
        }
        let augmentation = Augmentation::new(self.size, arguments.flags.seed)
            .with(Translate { pixels: arguments.shift });
        self.maps(augmentation.epoch(&self.pixels, epoch))
    }

    /// One map of pixels for each image.
    fn maps(&self, pixels: Array2<f32>) -> Array4<f32> {
        let shape = (pixels.nrows(), 1, self.size[0], self.size[1]);
        pixels.into_shape_with_order(shape).expect("the same pixels")
    }

    fn targets(&self, batch: &[usize]) -> Vec<usize> {
        batch.iter().map(|&example| self.labels[example]).collect()
    }

    fn accuracy(&self, network: &mut LeNet) -> f64 {
        let images = self.maps(self.pixels.clone());
        accuracy(&predict(network, &images, 250), &self.labels)
    }
}
