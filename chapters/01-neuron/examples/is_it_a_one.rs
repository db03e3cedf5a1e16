//! Asks one neuron whether a handwritten digit is a 1, after training it by the LMS rule and by the perceptron's.

use std::process::ExitCode;

use clap::Parser;
use datasets::ImageSet;
use experiment::{Flags, Report};
use ndarray::{Array1, Array2};
use neuron::{
    Answers, AveragedPerceptron, LinearNeuron, rows_with_constant_one, sigmoid, to_text, unit_rows,
    weighted_sum,
};
use rand::{SeedableRng, seq::SliceRandom};
use rand_chacha::ChaCha8Rng;

/// Is this digit a 1?
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
    /// Turn grey into ink (1) and paper (0), as the lectures do
    #[arg(long)]
    ink: bool,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    experiment::run("is_it_a_one", &arguments.flags, |report| {
        let data = experiment::load(&arguments.flags, report)?;
        println!("{} images to learn from, {} to test.", data.train.len(), data.test.len());
        let (inputs, targets) = (inputs(&data.train, arguments.ink), targets(&data.train));
        let mut linear = LinearNeuron::zeros(inputs.ncols());
        let mut averaged = AveragedPerceptron::zeros(inputs.ncols());
        let mut order: Vec<usize> = (0..inputs.nrows()).collect();
        let mut rng = ChaCha8Rng::seed_from_u64(arguments.flags.seed);
        let progress = report.progress(arguments.epochs, "epochs");
        for _epoch in progress.wrap_iter(0..arguments.epochs) {
            order.shuffle(&mut rng);
            for &example in &order {
                linear.lms_step(&inputs.row(example), targets[example], arguments.learning_rate);
                averaged.learn(&inputs.row(example), targets[example]);
            }
        }
        show_first_image(&data.test, &linear.weight, arguments.ink);
        let test = |weight: &Array1<f64>| answers(&data.test, weight, arguments.ink);
        let lms = test(&linear.weight);
        report.share("always_no_accuracy", lms.always_no());
        report_answers(report, "lms", &lms);
        report_answers(report, "last_perceptron", &test(&averaged.perceptron.weight));
        report_answers(report, "averaged_perceptron", &test(&averaged.average().weight));
        Ok(())
    })
}

/// Every image as a vector, a constant 1 in front for the bias, scaled to length 1.
fn inputs(images: &ImageSet, ink: bool) -> Array2<f64> {
    let pixels = if ink { images.binarised(images.brightest.div_ceil(2)) } else { images.flattened() };
    unit_rows(rows_with_constant_one(&pixels))
}

/// +1 for every 1, −1 for the other digits.
fn targets(images: &ImageSet) -> Array1<f64> {
    images.labels.mapv(|label| if label == 1 { 1.0 } else { -1.0 })
}

/// What a neuron with these weights answers about the images.
fn answers(images: &ImageSet, weight: &Array1<f64>, ink: bool) -> Answers {
    let z = inputs(images, ink).dot(weight);
    Answers::count(z.iter().zip(&images.labels).map(|(&z, &label)| (z > 0.0, label == 1)))
}

fn report_answers(report: &mut Report, name: &str, answers: &Answers) {
    report.share(&format!("{name}_accuracy"), answers.accuracy());
    report.share(&format!("{name}_precision"), answers.precision().unwrap_or(0.0));
    report.share(&format!("{name}_recall"), answers.recall().unwrap_or(0.0));
}

/// The first 1 among the test images, drawn in characters, and how sure a sigmoid neuron is of it.
fn show_first_image(images: &ImageSet, weight: &Array1<f64>, ink: bool) {
    if let Some(first) = images.labels.iter().position(|&label| label == 1) {
        let one = images.select(&[first]);
        print!(
            "{}",
            to_text(
                &one.pixels.index_axis(ndarray::Axis(0), 0).mapv(|p| f64::from(p) / f64::from(one.brightest))
            )
        );
        let z = weighted_sum(weight, 0.0, &inputs(&one, ink).row(0));
        println!(
            "Weighted sum {z:.2}, sigmoid {:.2}: {}.",
            sigmoid(z),
            if z > 0.0 { "a 1" } else { "not a 1" }
        );
    }
}
