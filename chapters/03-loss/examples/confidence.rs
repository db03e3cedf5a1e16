//! The ten neurons of chapter 1 read digits; softmax turns their sums into probabilities, at several temperatures.

use std::process::ExitCode;

use activations::softmax;
use chacha20::ChaCha8Rng;
use clap::Parser;
use datasets::ImageSet;
use experiment::{Flags, Report};
use loss::{Feeding, LogBase, Reduction, accuracy, chance_level, softmax_cross_entropy, top_k_accuracy};
use ndarray::{Array2, Axis};
use neuron::OneLayer;
use rand::{SeedableRng, seq::SliceRandom};

/// How sure is the network, and does it pay?
#[derive(Parser)]
struct Arguments {
    #[command(flatten)]
    flags: Flags,
    /// How often to go through the training images
    #[arg(long, default_value_t = 10)]
    epochs: usize,
    /// The step of the LMS rule
    #[arg(long, default_value_t = 0.003)]
    learning_rate: f64,
}

/// From nearly certain to nearly undecided.
const TEMPERATURES: [f64; 9] = [0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 100.0];

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    experiment::run("confidence", &arguments.flags, |report| {
        let data = experiment::load(&arguments.flags, report)?;
        let network = trained(&data.train, &arguments, report);
        let (scores, targets) = scored(&network, &data.test);
        println!("temperature  accuracy  mean top probability   loss");
        for temperature in TEMPERATURES {
            let logits = &scores / temperature;
            println!(
                "{temperature:>11} {:>8.1}% {:>21.3} {:>7.3}",
                100.0 * accuracy(&logits, &targets),
                mean_top_probability(&logits),
                cross_entropy(&logits, &targets)
            );
        }
        // The temperature is chosen on the images that were learnt from; the test images only judge it.
        let (train_scores, train_targets) = scored(&network, &data.train);
        let chosen = best_temperature(&train_scores, &train_targets);
        println!();
        report.share("accuracy", accuracy(&scores, &targets));
        report.share("top_3_accuracy", top_k_accuracy(&scores, &targets, 3));
        report.figure("loss_at_temperature_1", cross_entropy(&scores, &targets));
        report.figure("chosen_temperature", chosen);
        report.figure("loss_at_chosen", cross_entropy(&(&scores / chosen), &targets));
        report.figure("loss_at_coldest", cross_entropy(&(&scores / TEMPERATURES[0]), &targets));
        report.figure("chance", chance_level(scores.ncols(), LogBase::E));
        report.figure("confidence_at_chosen", mean_top_probability(&(&scores / chosen)));
        for (name, feeding) in [("single", Feeding::One), ("batch_of_30", Feeding::Batch(30))] {
            let losses = losses_of(&scores, &targets, feeding);
            report.figure(
                &format!("smallest_loss_of_{name}"),
                losses.iter().copied().fold(f64::INFINITY, f64::min),
            );
            report.figure(&format!("largest_loss_of_{name}"), losses.iter().copied().fold(0.0, f64::max));
        }
        Ok(())
    })
}

fn trained(images: &ImageSet, arguments: &Arguments, report: &Report) -> OneLayer {
    let (inputs, targets) = (images.flattened::<f64>(), targets(images));
    let mut network = OneLayer::zeros(images.features(), images.classes());
    let mut order: Vec<usize> = (0..images.len()).collect();
    let mut rng = ChaCha8Rng::seed_from_u64(arguments.flags.seed);
    for _epoch in report.progress(arguments.epochs, "epochs").wrap_iter(0..arguments.epochs) {
        order.shuffle(&mut rng);
        for &example in &order {
            network.lms_step(&inputs.row(example), targets[example], arguments.learning_rate);
        }
    }
    network
}

/// The ten sums of every image, and its class.
fn scored(network: &OneLayer, images: &ImageSet) -> (Array2<f64>, Vec<usize>) {
    (images.flattened::<f64>().dot(&network.weight.t()) + &network.bias, targets(images))
}

fn targets(images: &ImageSet) -> Vec<usize> {
    images.labels.iter().map(|&label| usize::from(label)).collect()
}

fn cross_entropy(logits: &Array2<f64>, targets: &[usize]) -> f64 {
    softmax_cross_entropy(logits, targets, Reduction::Mean).loss
}

/// The mean loss of each piece.
fn losses_of(logits: &Array2<f64>, targets: &[usize], feeding: Feeding) -> Vec<f64> {
    let loss = |rows: std::ops::Range<usize>| {
        let indices: Vec<usize> = rows.clone().collect();
        cross_entropy(&logits.select(Axis(0), &indices), &targets[rows])
    };
    feeding.pieces(targets.len()).map(loss).collect()
}

fn mean_top_probability(logits: &Array2<f64>) -> f64 {
    let largest = softmax(logits).map_axis(Axis(1), |row| row.fold(0.0_f64, |top, &p| top.max(p)));
    largest.sum() / largest.len() as f64
}

/// The temperature of least loss among candidates from 0.01 to 2, each two per cent above the one before.
fn best_temperature(scores: &Array2<f64>, targets: &[usize]) -> f64 {
    let candidates = (0..268).map(|step| 0.01 * 1.02_f64.powi(step));
    let losses = candidates.map(|temperature| (cross_entropy(&(scores / temperature), targets), temperature));
    losses.min_by(|a, b| a.0.total_cmp(&b.0)).expect("there are candidates").1
}
