//! One layer under a softmax reads digits. A validation set chooses the learning rate; the test set judges, once.

use std::process::ExitCode;

use chacha20::ChaCha8Rng;
use clap::Parser;
use datasets::ImageSet;
use experiment::{Flags, ProgressBar};
use gradient_descent::batches::steps_per_epoch;
use gradient_descent::softmax_regression::SoftmaxRegression;
use gradient_descent::split::split;
use gradient_descent::training::train_epoch;
use loss::accuracy;
use ndarray::Array2;
use rand::SeedableRng;

/// Which digit is it, and at which learning rate is that learnt?
#[derive(Parser)]
struct Arguments {
    #[command(flatten)]
    flags: Flags,
    /// How often to go through the training images
    #[arg(long, default_value_t = 20)]
    epochs: usize,
    /// How many images a step
    #[arg(long, default_value_t = 32)]
    batch_size: usize,
    /// The learning rates to choose from
    #[arg(long, num_args = 1.., default_values_t = [0.01, 0.03, 0.1, 0.3, 1.0, 3.0])]
    learning_rates: Vec<f64>,
}

/// Images as rows of numbers, with their classes.
struct Examples {
    inputs: Array2<f64>,
    targets: Vec<usize>,
}

impl Examples {
    fn of(images: &ImageSet) -> Self {
        Self {
            inputs: images.flattened(),
            targets: images.labels.iter().map(|&label| usize::from(label)).collect(),
        }
    }
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    experiment::run("softmax_regression", &arguments.flags, |report| {
        if arguments.batch_size == 0 {
            return Err("--batch-size must be 1 or more".into());
        }
        let data = experiment::load(&arguments.flags, report)?;
        let mut rng = ChaCha8Rng::seed_from_u64(arguments.flags.seed);
        let parts = split(data.train.len(), data.train.len() / 10, 0, &mut rng);
        let train = Examples::of(&data.train.select(&parts.train));
        let validation = Examples::of(&data.train.select(&parts.validation));
        println!("{} images to learn from, {} to choose by.", parts.train.len(), parts.validation.len());
        println!("learning rate  training loss  validation loss  validation accuracy");

        let progress = report.progress(arguments.learning_rates.len() * arguments.epochs, "epochs");
        let mut best: Option<(f64, f64, f64, SoftmaxRegression<f64>)> = None;
        for &learning_rate in &arguments.learning_rates {
            let (training_loss, model) = trained(&train, &arguments, learning_rate, &progress);
            let (loss, share) = judged(&model, &validation);
            println!("{learning_rate:>13} {training_loss:>14.3} {loss:>16.3} {:>19.1}%", 100.0 * share);
            if best.as_ref().is_none_or(|(least, ..)| loss < *least) {
                best = Some((loss, share, learning_rate, model));
            }
        }
        progress.finish_and_clear();
        println!();

        let (validation_loss, validation_accuracy, learning_rate, model) =
            best.ok_or("no learning rate to choose from")?;
        let (test_loss, test_accuracy) = judged(&model, &Examples::of(&data.test));
        report.count("parameters", model.layer.weight.len() + model.layer.bias.len());
        report.count("steps", arguments.epochs * steps_per_epoch(parts.train.len(), arguments.batch_size));
        report.figure("chosen_learning_rate", learning_rate);
        report.figure("validation_loss", validation_loss);
        report.share("validation_accuracy", validation_accuracy);
        report.share("test_accuracy", test_accuracy);
        report.figure("test_loss", test_loss);
        Ok(())
    })
}

/// The model after all epochs, and the mean loss that it met in the last one.
fn trained(
    train: &Examples,
    arguments: &Arguments,
    learning_rate: f64,
    progress: &ProgressBar,
) -> (f64, SoftmaxRegression<f64>) {
    // The same order for every rate: they differ in nothing else.
    let mut rng = ChaCha8Rng::seed_from_u64(arguments.flags.seed);
    let mut model = SoftmaxRegression::zeros(train.inputs.ncols(), 10);
    let mut loss = f64::NAN;
    for _epoch in 0..arguments.epochs {
        loss = train_epoch(
            &mut model,
            &train.inputs,
            &train.targets,
            arguments.batch_size,
            learning_rate,
            &mut rng,
        );
        progress.inc(1);
    }
    (loss, model)
}

/// The mean loss and the accuracy.
fn judged(model: &SoftmaxRegression<f64>, examples: &Examples) -> (f64, f64) {
    let (loss, _) = model.loss(&examples.inputs, &examples.targets);
    (loss, accuracy(&model.logits(&examples.inputs), &examples.targets))
}
