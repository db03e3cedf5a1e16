//! Asks one neuron whether a handwritten digit is a 1, after training it by the LMS rule and by the perceptron's.

use std::process::ExitCode;

use chacha20::ChaCha8Rng;
use clap::Parser;
use datasets::ImageSet;
use experiment::{Flags, Report};
use ndarray::{Array1, Array2, Axis};
use neuron::{
    Answers, AveragedPerceptron, LinearNeuron, rows_with_constant_one, to_text, unit_length, unit_rows,
    weighted_sum,
};
use rand::{SeedableRng, seq::SliceRandom};

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
        if arguments.epochs == 0 {
            return Err("--epochs must be 1 or more".into());
        }
        let data = experiment::load(&arguments.flags, report)?;
        println!("{} images to learn from, {} to test.", data.train.len(), data.test.len());
        let (inputs, targets) = (inputs(&data.train, arguments.ink), targets(&data.train));
        let test = Test::new(&data.test, arguments.ink);
        let mut linear = LinearNeuron::zeros(inputs.ncols());
        let mut averaged = AveragedPerceptron::zeros(inputs.ncols());
        let (mut worst_last, mut worst_average): (f64, f64) = (1.0, 1.0);
        let mut order: Vec<usize> = (0..inputs.nrows()).collect();
        let mut rng = ChaCha8Rng::seed_from_u64(arguments.flags.seed);
        let progress = report.progress(arguments.epochs, "epochs");
        for _epoch in progress.wrap_iter(0..arguments.epochs) {
            order.shuffle(&mut rng);
            for &example in &order {
                linear.lms_step(&inputs.row(example), targets[example], arguments.learning_rate);
                averaged.learn(&inputs.row(example), targets[example]);
            }
            worst_last = worst_last.min(test.answers(&averaged.perceptron.weight).accuracy());
            worst_average = worst_average.min(test.answers(&averaged.average().weight).accuracy());
        }
        if !linear.weight.iter().all(|weight| weight.is_finite()) {
            // NaN > 0 is false, so that such a neuron would pass for one that always says no.
            return Err(format!(
                "the LMS weights overflowed: --learning-rate {} is too large",
                arguments.learning_rate
            )
            .into());
        }
        test.show_first_one(&data.test, &averaged.average().weight);
        report.share("always_no_accuracy", test.answers(&linear.weight).always_no());
        report_answers(report, "lms", &test.answers(&linear.weight));
        report_answers(report, "last_perceptron", &test.answers(&averaged.perceptron.weight));
        report_answers(report, "averaged_perceptron", &test.answers(&averaged.average().weight));
        report.share("last_perceptron_worst_epoch", worst_last);
        report.share("averaged_perceptron_worst_epoch", worst_average);
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

/// The images to judge by, made ready once.
struct Test {
    inputs: Array2<f64>,
    is_one: Array1<bool>,
}

impl Test {
    fn new(images: &ImageSet, ink: bool) -> Self {
        Self { inputs: inputs(images, ink), is_one: images.labels.mapv(|label| label == 1) }
    }

    /// What a neuron with these weights answers, against the truth.
    fn answers(&self, weight: &Array1<f64>) -> Answers {
        let z = self.inputs.dot(weight);
        Answers::count(z.iter().map(|&z| z > 0.0).zip(self.is_one.iter().copied()))
    }

    /// Draws the first 1 in characters and says what the neuron makes of it.
    fn show_first_one(&self, images: &ImageSet, weight: &Array1<f64>) {
        if let Some(first) = self.is_one.iter().position(|&is_one| is_one) {
            let pixels = images.pixels.index_axis(Axis(0), first);
            print!("{}", to_text(&pixels.mapv(|pixel| f64::from(pixel) / f64::from(images.brightest))));
            let z = weighted_sum(&unit_length(weight), 0.0, &self.inputs.row(first));
            println!(
                "The averaged perceptron finds a likeness of {z:.2}: {}.",
                if z > 0.0 { "a 1" } else { "no 1" }
            );
        }
    }
}

fn report_answers(report: &mut Report, name: &str, answers: &Answers) {
    report.share(&format!("{name}_accuracy"), answers.accuracy());
    report.share(&format!("{name}_precision"), answers.precision().unwrap_or(0.0));
    report.share(&format!("{name}_recall"), answers.recall().unwrap_or(0.0));
}
