//! Batches of different sizes, for the same number of epochs or of steps: how noisy, how good, how fast?

use std::process::ExitCode;
use std::time::Instant;

use chacha20::ChaCha8Rng;
use clap::Parser;
use datasets::ImageSet;
use experiment::Flags;
use gradient_descent::batches::{epoch_batches, steps_per_epoch};
use gradient_descent::noise::{gradients_of_examples, measured_noise};
use gradient_descent::softmax_regression::SoftmaxRegression;
use gradient_descent::training::train_step;
use loss::accuracy;
use ndarray::Array2;
use rand::SeedableRng;

/// How large should a batch be?
#[derive(Parser)]
struct Arguments {
    #[command(flatten)]
    flags: Flags,
    /// How often to go through the training images
    #[arg(long, default_value_t = 20)]
    epochs: usize,
    /// Give every batch size so many steps, in place of so many epochs
    #[arg(long)]
    steps: Option<usize>,
    /// The step's length
    #[arg(long, default_value_t = 0.5)]
    learning_rate: f64,
    /// Measure the time as well: a figure that differs from machine to machine
    #[arg(long)]
    time: bool,
}

const BATCH_SIZES: [usize; 6] = [1, 4, 16, 64, 256, 1497];

/// Those that the record holds; the table shows all.
const REPORTED: [usize; 3] = [1, 64, 1497];

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    experiment::run("batch_size", &arguments.flags, |report| {
        let data = datasets::digits();
        report.data("digits");
        let (inputs, targets) = examples(&data.train);
        let (test_inputs, test_targets) = examples(&data.test);
        let gradients =
            gradients_of_examples(&SoftmaxRegression::zeros(inputs.ncols(), 10), &inputs, &targets);
        println!("batch  steps  epochs  noise  training loss  test accuracy");
        let progress = report.progress(BATCH_SIZES.len(), "batch sizes");
        let mut seconds = Vec::new();
        for batch_size in BATCH_SIZES {
            let mut rng = ChaCha8Rng::seed_from_u64(arguments.flags.seed);
            let noise = measured_noise(&gradients, &epoch_batches(targets.len(), batch_size, &mut rng));
            let mut model = SoftmaxRegression::zeros(inputs.ncols(), 10);
            let steps = steps_of(&arguments, batch_size, targets.len());
            let start = Instant::now();
            let epochs = std::iter::repeat_with(|| epoch_batches(targets.len(), batch_size, &mut rng));
            for batch in epochs.flatten().take(steps) {
                train_step(&mut model, &inputs, &targets, &batch, arguments.learning_rate);
            }
            seconds.push(start.elapsed().as_secs_f64() / steps as f64 / batch_size as f64);
            progress.inc(1);
            let passes = steps as f64 / steps_per_epoch(targets.len(), batch_size) as f64;
            let loss = model.loss(&inputs, &targets).0;
            let share = accuracy(&model.logits(&test_inputs), &test_targets);
            println!(
                "{batch_size:>5} {steps:>6} {passes:>7.1} {noise:>6.3} {loss:>14.4} {:>13.1}%",
                100.0 * share
            );
            if REPORTED.contains(&batch_size) {
                report.figure(&format!("noise_of_{batch_size}"), noise);
                report.figure(&format!("training_loss_of_{batch_size}"), loss);
                report.share(&format!("test_accuracy_of_{batch_size}"), share);
            }
        }
        progress.finish_and_clear();
        println!();
        if arguments.time {
            report.figure("times_faster_in_batches_of_64", seconds[0] / seconds[3]);
        }
        Ok(())
    })
}

fn steps_of(arguments: &Arguments, batch_size: usize, count: usize) -> usize {
    arguments.steps.unwrap_or(arguments.epochs * steps_per_epoch(count, batch_size))
}

fn examples(images: &ImageSet) -> (Array2<f64>, Vec<usize>) {
    (images.flattened(), images.labels.iter().map(|&label| usize::from(label)).collect())
}
