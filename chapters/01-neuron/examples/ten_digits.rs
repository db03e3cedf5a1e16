//! Reads all ten digits with one layer of ten neurons, trained by the LMS rule and by the perceptron's.

use std::process::ExitCode;

use chacha20::ChaCha8Rng;
use clap::Parser;
use datasets::ImageSet;
use experiment::Flags;
use ndarray::{Array2, Axis};
use neuron::{OneLayer, flatten, shift, unit_rows};
use rand::{SeedableRng, seq::SliceRandom};

/// Which digit is it?
#[derive(Parser)]
struct Arguments {
    #[command(flatten)]
    flags: Flags,
    /// How often to go through the training images
    #[arg(long, default_value_t = 10)]
    epochs: usize,
    /// The step of the LMS rule
    #[arg(long, default_value_t = 0.03)]
    learning_rate: f64,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    experiment::run("ten_digits", &arguments.flags, |report| {
        if arguments.epochs == 0 {
            return Err("--epochs must be 1 or more".into());
        }
        let data = experiment::load(&arguments.flags, report)?;
        let inputs = unit_rows(data.train.flattened());
        let mut lms = OneLayer::zeros(data.train.features(), data.train.classes());
        let (mut perceptron, mut sum) = (lms.clone(), lms.clone());
        let mut order: Vec<usize> = (0..inputs.nrows()).collect();
        let mut rng = ChaCha8Rng::seed_from_u64(arguments.flags.seed);
        let progress = report.progress(arguments.epochs, "epochs");
        for _epoch in progress.wrap_iter(0..arguments.epochs) {
            order.shuffle(&mut rng);
            for &example in &order {
                let (input, label) = (inputs.row(example), usize::from(data.train.labels[example]));
                lms.lms_step(&input, label, arguments.learning_rate);
                perceptron.perceptron_step(&input, label);
                sum.add(&perceptron);
            }
        }
        if !lms.weight.iter().all(|weight| weight.is_finite()) {
            return Err(format!(
                "the LMS weights overflowed: --learning-rate {} is too large",
                arguments.learning_rate
            )
            .into());
        }
        println!("{} test images. Rows: the digit. Columns: the averaged answer.", data.test.len());
        print_table(&sum, &data.test);
        report.count("parameters", lms.parameters());
        let (in_place, moved) = (unit_rows(data.test.flattened()), unit_rows(moved_right(&data.test)));
        report.share("lms_accuracy", accuracy(&lms, &in_place, &data.test));
        report.share("last_perceptron_accuracy", accuracy(&perceptron, &in_place, &data.test));
        report.share("averaged_perceptron_accuracy", accuracy(&sum, &in_place, &data.test));
        report.share("averaged_perceptron_accuracy_moved", accuracy(&sum, &moved, &data.test));
        Ok(())
    })
}

/// The share of images that the layer reads right.
fn accuracy(layer: &OneLayer, inputs: &Array2<f64>, images: &ImageSet) -> f64 {
    let right = inputs.rows().into_iter().zip(&images.labels);
    right.filter(|(input, label)| layer.predict(input) == usize::from(**label)).count() as f64
        / images.len() as f64
}

/// The images moved one pixel to the right, flattened.
fn moved_right(images: &ImageSet) -> Array2<f64> {
    let mut inputs = Array2::zeros((images.len(), images.features()));
    for (image, mut row) in images.pixels.axis_iter(Axis(0)).zip(inputs.rows_mut()) {
        row.assign(&flatten(&shift(&image.mapv(f64::from), 0, 1)));
    }
    inputs
}

/// One row a digit, one column an answer.
fn print_table(layer: &OneLayer, images: &ImageSet) {
    let mut counts = Array2::<usize>::zeros((images.classes(), images.classes()));
    for (input, &label) in unit_rows(images.flattened()).rows().into_iter().zip(&images.labels) {
        counts[[usize::from(label), layer.predict(&input)]] += 1;
    }
    print!("  ");
    (0..images.classes()).for_each(|class| print!("{class:>5}"));
    println!();
    for (digit, answers) in counts.rows().into_iter().enumerate() {
        print!("{digit} ");
        answers.iter().for_each(|&count| if count == 0 { print!("    ·") } else { print!("{count:>5}") });
        println!();
    }
}
