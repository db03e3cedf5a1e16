//! No remedy, each alone, all together.

use backprop::TrainError;
use datasets::TrainTest;
use experiment::{Failure, Report};

use crate::Arguments;
use crate::images::{Images, draw};
use crate::learn::{Recipe, train};
use crate::several::{all, mean_and_spread};

/// A way to learn: its name, the name of its figures, and the recipe.
pub struct Arm {
    pub name: &'static str,
    pub key: &'static str,
    pub recipe: Recipe,
}

/// What was chosen on images that are kept back: `--tune` prints how.
// ANCHOR: chosen
pub struct Chosen {
    pub learning_rate: f64,
    pub l2: f64,
    pub drop_prob: f64,
}

pub fn chosen(training_images: usize) -> Chosen {
    if training_images < 5000 {
        Chosen { learning_rate: 0.1, l2: 0.0001, drop_prob: 0.3 }
    } else {
        Chosen { learning_rate: 0.05, l2: 0.0003, drop_prob: 0.3 }
    }
}
// ANCHOR_END: chosen

/// How many epochs without a better loss early stopping bears.
const PATIENCE: usize = 10;

// ANCHOR: arms
pub fn arms(none: Recipe, chosen: &Chosen) -> [Arm; 7] {
    let (l2, drop_prob) = (chosen.l2, chosen.drop_prob);
    let patience = Some(PATIENCE);
    let arm = |name, key, recipe| Arm { name, key, recipe };
    [
        arm("none", "none", none),
        arm("fewer images", "fewer", Recipe { fewer: true, ..none }),
        arm("L2", "l2", Recipe { l2, ..none }),
        arm("augmentation", "augmentation", Recipe { augmented: true, ..none }),
        arm("early stopping", "stopping", Recipe { patience, ..none }),
        arm("dropout", "dropout", Recipe { drop_prob, ..none }),
        arm(
            "all of them",
            "all",
            Recipe { l2, augmented: true, patience, drop_prob, ..none },
        ),
    ]
}
// ANCHOR_END: arms

/// What came of one run.
struct Run {
    accuracy: f64,
    loss: f64,
    train_accuracy: f64,
    epochs: usize,
}

/// Trains every arm with every seed and judges by the test images.
pub fn compare(
    arguments: &Arguments,
    data: &TrainTest,
    report: &mut Report,
) -> Result<(), Failure> {
    let seeds = arguments.seeds();
    let test = Images::new(&data.test);
    let chosen = chosen(arguments.training_images);
    let arms = arms(arguments.plain(), &chosen);
    if arguments.flags.json {
        report.figure("learning_rate", chosen.learning_rate);
        report.figure("l2_lambda", chosen.l2);
        report.figure("drop_prob", chosen.drop_prob);
    }
    println!(
        "{} images, {} epochs, seeds {} to {}",
        arguments.training_images,
        arguments.epochs,
        seeds[0],
        seeds[seeds.len() - 1]
    );
    println!("                    test accuracy           gain");
    println!("                   mean    spread      mean    spread   epochs");
    let progress = report.progress(arms.len() * seeds.len(), "runs");
    let tasks: Vec<(&Arm, u64)> = arms
        .iter()
        .flat_map(|arm| seeds.iter().map(move |&seed| (arm, seed)))
        .collect();
    let runs = all(&tasks, |&(arm, seed)| {
        let run = run(arguments, data, &test, arm, seed);
        progress.inc(1);
        run
    });
    let runs: Vec<Run> = runs.into_iter().collect::<Result<_, _>>()?;
    let runs: Vec<&[Run]> = runs.chunks(seeds.len()).collect();
    for (arm, of_arm) in arms.iter().zip(&runs) {
        tell(
            arm,
            of_arm,
            runs[0],
            &seeds,
            arguments.flags.json.then_some(&mut *report),
        );
    }
    tell_stopping(&arms, &runs, arguments.flags.json.then_some(report));
    Ok(())
}

/// Early stopping and its equal learn from the same images: what is left is the stopping, and the going back.
fn tell_stopping(arms: &[Arm], runs: &[&[Run]], report: Option<&mut Report>) {
    let of = |key| {
        let place = arms.iter().position(|arm| arm.key == key);
        runs[place.expect("one of the arms")]
    };
    let (gain, spread) = gain(of("stopping"), of("fewer"));
    println!(
        "\nearly stopping over fewer images:{:>14.2}{:>10.2}\n",
        100.0 * gain,
        100.0 * spread
    );
    let Some(report) = report else { return };
    report.figure("stopping_gain_over_fewer", gain);
    report.figure("stopping_gain_over_fewer_spread", spread);
}

/// How much more often one way is right than another, seed by seed: the mean of the differences, and their spread.
fn gain(with: &[Run], without: &[Run]) -> (f64, f64) {
    let differences: Vec<f64> = with
        .iter()
        .zip(without)
        .map(|(with, without)| with.accuracy - without.accuracy)
        .collect();
    mean_and_spread(&differences)
}

fn run(
    arguments: &Arguments,
    data: &TrainTest,
    test: &Images,
    arm: &Arm,
    seed: u64,
) -> Result<Run, TrainError> {
    let (images, _) = draw(&data.train, arguments.training_images, 0, seed);
    let (mut network, epochs) = train(&images, &arm.recipe, seed)?;
    let (loss, accuracy) = test.judge(&mut network);
    let train_accuracy = images.judge(&mut network).1;
    Ok(Run { accuracy, loss, train_accuracy, epochs })
}

/// One line for people, and figures for a record.
fn tell(
    arm: &Arm,
    runs: &[Run],
    without: &[Run],
    seeds: &[u64],
    report: Option<&mut Report>,
) {
    let of = |figure: fn(&Run) -> f64| -> Vec<f64> {
        runs.iter().map(figure).collect()
    };
    let accuracies = of(|run| run.accuracy);
    let (mean, spread) = mean_and_spread(&accuracies);
    let (gain, gain_spread) = gain(runs, without);
    let epochs =
        of(|run| run.epochs as f64).iter().sum::<f64>() / runs.len() as f64;
    println!(
        "{:<16}{:>6.2} %{:>8.2}{:>10.2}{:>10.2}{epochs:>9.1}",
        arm.name,
        100.0 * mean,
        100.0 * spread,
        100.0 * gain,
        100.0 * gain_spread
    );
    let Some(report) = report else { return };
    let key = arm.key;
    report.share(&format!("{key}_accuracy"), mean);
    report.figure(&format!("{key}_spread"), spread);
    report.figure(&format!("{key}_gain"), gain);
    report.figure(&format!("{key}_gain_spread"), gain_spread);
    report
        .figure(&format!("{key}_loss"), mean_and_spread(&of(|run| run.loss)).0);
    let train = mean_and_spread(&of(|run| run.train_accuracy)).0;
    report.share(&format!("{key}_train_accuracy"), train);
    report.figure(&format!("{key}_epochs"), epochs);
    for (seed, accuracy) in seeds.iter().zip(accuracies) {
        report.share(&format!("{key}_accuracy_{seed}"), accuracy);
    }
}
