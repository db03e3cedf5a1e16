//! Dropout with many probabilities: how well it does, how it learns, and what a network leans on.

use activations::softmax;
use backprop::{Layer, Mode, TrainError};
use datasets::TrainTest;
use dropout::monte_carlo;
use experiment::{Failure, Report};
use ndarray::Array2;
use regularization::Snapshot;

use crate::Arguments;
use crate::images::{Images, draw};
use crate::learn::{Learner, Network, Recipe, network};
use crate::several::{all, mean_and_spread};

const PROBABILITIES: [f64; 9] = [0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8];
/// The two that are looked at more closely: none, and half.
const CLOSELY: [usize; 2] = [0, 5];
/// What share of the hidden units is taken away from a network that has learnt.
const TAKEN: [f64; 10] = [0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9];
/// At most so many images to judge by, kept back from the training images.
const KEPT_BACK: usize = 5000;
/// How many thinned networks are asked, where many are.
const PASSES: usize = 20;

/// What one run shows.
#[derive(Default)]
struct Run {
    /// Loss on the training images and on those kept back, in use, after every second epoch.
    training: Vec<f64>,
    kept_back: Vec<f64>,
    accuracy: f64,
    train_accuracy: f64,
    /// Accuracy with a share of the hidden units taken away.
    without: Vec<f64>,
    /// Accuracy of the mean of many thinned networks.
    opinions: f64,
}

/// Trains with every probability and every seed; images that are kept back are the judges.
pub fn sweep(
    arguments: &Arguments,
    data: &TrainTest,
    report: &mut Report,
) -> Result<(), Failure> {
    let seeds = arguments.seeds();
    let tasks: Vec<(f64, u64)> = PROBABILITIES
        .iter()
        .flat_map(|&p| seeds.iter().map(move |&seed| (p, seed)))
        .collect();
    let progress = report.progress(tasks.len(), "runs");
    let runs = all(&tasks, |&(drop_prob, seed)| {
        let run = run(arguments, data, drop_prob, seed);
        progress.inc(1);
        run
    });
    let runs: Vec<Run> = runs.into_iter().collect::<Result<_, _>>()?;
    println!("  p   kept back   spread   training images");
    let by_probability: Vec<&[Run]> = runs.chunks(seeds.len()).collect();
    for (index, (p, runs)) in
        PROBABILITIES.iter().zip(&by_probability).enumerate()
    {
        let mean = |of: fn(&Run) -> f64| {
            mean_and_spread(&runs.iter().map(of).collect::<Vec<f64>>())
        };
        let ((accuracy, spread), (train, _)) =
            (mean(|run| run.accuracy), mean(|run| run.train_accuracy));
        println!(
            "{p:>4.1}{:>9.2} %{:>9.2}{:>15.2} %",
            100.0 * accuracy,
            100.0 * spread,
            100.0 * train
        );
        if arguments.flags.json {
            report.share(&format!("accuracy_{index}"), accuracy);
            report.figure(&format!("spread_{index}"), spread);
            report.share(&format!("train_accuracy_{index}"), train);
        }
    }
    println!();
    if arguments.flags.json {
        for index in CLOSELY {
            closely(by_probability[index], index, report);
        }
    }
    Ok(())
}

/// The course of the losses, and what is left without some of the units, as means over the seeds.
fn closely(runs: &[Run], index: usize, report: &mut Report) {
    let mut tell = |name: &str, of: &dyn Fn(&Run) -> f64| {
        let numbers: Vec<f64> = runs.iter().map(of).collect();
        report.figure(&format!("{name}_{index}"), mean_and_spread(&numbers).0);
    };
    for which in 0..runs[0].training.len() {
        let epoch = 2 * which + 1;
        tell(&format!("training_loss_after_{epoch}"), &|run| {
            run.training[which]
        });
        tell(&format!("kept_back_loss_after_{epoch}"), &|run| {
            run.kept_back[which]
        });
    }
    for (which, _) in TAKEN.iter().enumerate() {
        tell(&format!("without_{which}_tenths"), &|run| run.without[which]);
    }
    tell("opinions", &|run| run.opinions);
}

fn run(
    arguments: &Arguments,
    data: &TrainTest,
    drop_prob: f64,
    seed: u64,
) -> Result<Run, TrainError> {
    let (images, kept_back) =
        draw(&data.train, arguments.training_images, KEPT_BACK, seed);
    let recipe = Recipe { drop_prob, ..arguments.plain() };
    let closely =
        CLOSELY.iter().any(|&index| PROBABILITIES[index] == drop_prob);
    let mut learner = Learner::new(&images, &recipe, seed);
    let (mut training, mut others) = (Vec::new(), Vec::new());
    for number in 0..recipe.epochs {
        learner.epoch(number)?;
        if closely && number % 2 == 0 {
            training.push(images.judge(&mut learner.network).0);
            others.push(kept_back.judge(&mut learner.network).0);
        }
    }
    let mut trained = learner.network;
    let accuracy = kept_back.judge(&mut trained).1;
    let train_accuracy = images.judge(&mut trained).1;
    if !closely {
        return Ok(Run { accuracy, train_accuracy, ..Run::default() });
    }
    let without = TAKEN
        .map(|share| without_units(&mut trained, &kept_back, &recipe, share));
    let answers = |logits: Array2<f32>| softmax(&logits);
    let opinions =
        monte_carlo(&mut trained, &kept_back.inputs, PASSES, answers);
    Ok(Run {
        training,
        kept_back: others,
        accuracy,
        train_accuracy,
        without: without.to_vec(),
        opinions: kept_back.judge_logits(&opinions.mean).1,
    })
}

/// How often a trained network is still right when it lacks a share of its hidden units, others for each image.
// ANCHOR: without_units
fn without_units(
    trained: &mut Network,
    images: &Images,
    recipe: &Recipe,
    share: f64,
) -> f64 {
    let recipe = Recipe { drop_prob: share, ..*recipe };
    let mut thinned = network(images, &recipe, 1);
    Snapshot::of(trained).restore(&mut thinned);
    let logits = thinned.forward(images.inputs.clone(), Mode::Train);
    images.judge_logits(&logits).1
}
// ANCHOR_END: without_units
