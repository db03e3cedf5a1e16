//! The race on images: one network, one start, one order of the batches for all.

use activations::Relu;
use backprop::{
    Activate, Epoch, Linear, Sequential, TrainError, predict, train_epoch,
};
use chacha20::ChaCha8Rng;
use datasets::{ImageSet, TrainTest};
use experiment::{Failure, Flags, Report};
use loss::{Reduction, accuracy, softmax_cross_entropy};
use ndarray::Array2;
use optimizers::{CosineDecay, Optimizer, Schedule};
use rand::SeedableRng;

use crate::{RATES, Runner, runners};

const HIDDEN: usize = 128;
const BATCH_SIZE: usize = 64;
/// A loss from here on is as good as infinite.
const DIVERGED: f64 = 100.0;

/// Trains all on the training images and judges them by the test images.
pub fn race(
    flags: &Flags,
    epochs: usize,
    report: &mut Report,
) -> Result<(), Failure> {
    let data = experiment::load(flags, report)?;
    let (train, test) = (Images::new(&data.train), Images::new(&data.test));
    println!(
        "{} images, {epochs} epochs in batches of {BATCH_SIZE}",
        data.train.len()
    );
    println!("              rate    loss 1   loss 2     last   test accuracy");
    let progress = report.progress(runners::<f32>().len(), "runners");
    for runner in runners() {
        let rate = rate_for(&runner, &data);
        let mut network = network(&train, flags.seed);
        let mut optimizer = (runner.make)(rate);
        let losses = learn(&mut network, &mut optimizer, &train, epochs, flags.seed)?;
        progress.inc(1);
        let (loss, accuracy) = judge(&mut network, &test);
        let shown = [losses[0], losses[1.min(epochs - 1)], losses[epochs - 1]];
        let shown = shown.map(|loss| format!("{loss:>9.2}")).concat();
        println!("{:<10}{rate:>8} {shown}{:>14.1} %", runner.name, 100.0 * accuracy);
        if flags.json {
            for (epoch, &loss) in (1..=5).zip(&losses) {
                report.figure(&format!("{}_loss_{epoch}", runner.name), loss);
            }
            report.figure(&format!("{}_rate", runner.name), rate);
            report.figure(&format!("{}_test_loss", runner.name), loss);
            report.share(&format!("{}_test_accuracy", runner.name), accuracy);
        }
    }
    println!();
    Ok(())
}

/// The loss on images kept back, for every optimizer and rate.
pub fn try_rates(
    flags: &Flags,
    epochs: usize,
    report: &mut Report,
) -> Result<(), Failure> {
    let data = experiment::load(flags, report)?;
    let kept_back = data.train.len() / 6;
    let rest: Vec<usize> = (0..data.train.len() - kept_back).collect();
    let kept: Vec<usize> = (rest.len()..data.train.len()).collect();
    let (train, validation) = (
        Images::new(&data.train.select(&rest)),
        Images::new(&data.train.select(&kept)),
    );
    println!("Loss on {kept_back} images kept back, epochs at each rate: {epochs}");
    println!("            {}", RATES.map(|rate| format!("{rate:>8}")).concat());
    let progress = report.progress(runners::<f32>().len() * RATES.len(), "runs");
    for runner in runners() {
        let losses = RATES.map(|rate| {
            progress.inc(1);
            let mut network = network(&train, flags.seed);
            let trained = learn(
                &mut network,
                &mut (runner.make)(rate),
                &train,
                epochs,
                flags.seed,
            );
            trained.map_or(f64::INFINITY, |_| judge(&mut network, &validation).0)
        });
        let shown = losses.map(|loss| {
            if loss < DIVERGED {
                format!("{loss:>8.3}")
            } else {
                format!("{:>8}", "-")
            }
        });
        println!("{:<12}{}", runner.name, shown.concat());
        let best = (0..RATES.len())
            .min_by(|&a, &b| losses[a].total_cmp(&losses[b]))
            .expect("rates");
        if flags.json {
            report.figure(&format!("{}_best_rate", runner.name), RATES[best]);
            for (index, loss) in losses.into_iter().enumerate() {
                report.figure(
                    &format!("{}_at_rate_{index}", runner.name),
                    loss.min(DIVERGED),
                );
            }
        }
    }
    println!();
    Ok(())
}

/// The rate that `--rates` found for data of this kind.
fn rate_for(runner: &Runner<f32>, data: &TrainTest) -> f64 {
    if data.train.len() < 10_000 { runner.digits } else { runner.mnist }
}

/// Images as rows of numbers, with their classes.
struct Images {
    inputs: Array2<f32>,
    targets: Vec<usize>,
    classes: usize,
}

impl Images {
    fn new(set: &ImageSet) -> Self {
        let targets = set.labels.iter().map(|&label| usize::from(label)).collect();
        Self { inputs: set.flattened(), targets, classes: set.classes() }
    }
}

/// One hidden layer of rectifiers, the same start for the same seed.
fn network(images: &Images, seed: u64) -> Sequential {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    Sequential::new()
        .with(Linear::he_normal(images.inputs.ncols(), HIDDEN, &mut rng))
        .with(Activate::new(Relu))
        .with(Linear::he_normal(HIDDEN, images.classes, &mut rng))
}

/// All epochs, while the rate falls to 0 along a cosine; returns the mean loss met in each.
// ANCHOR: learn
fn learn(
    network: &mut Sequential,
    optimizer: &mut dyn Optimizer,
    images: &Images,
    epochs: usize,
    seed: u64,
) -> Result<Vec<f64>, TrainError> {
    let steps = epochs * images.targets.len().div_ceil(BATCH_SIZE);
    let schedule =
        CosineDecay { initial: optimizer.learning_rate(), last: 0.0, steps };
    let loss = |logits: &_, batch: &[usize]| {
        let targets: Vec<usize> =
            batch.iter().map(|&image| images.targets[image]).collect();
        softmax_cross_entropy(logits, &targets[..], Reduction::Mean)
    };
    let mut step = 0;
    let learn_epoch = |number| {
        let epoch = Epoch::shuffled(number, images.targets.len(), BATCH_SIZE, seed);
        train_epoch(network, &images.inputs, &epoch, loss, |network| {
            optimizer.set_learning_rate(schedule.rate(step));
            optimizer.step(network);
            step += 1;
        })
        .map(f64::from)
    };
    (0..epochs).map(learn_epoch).collect()
}
// ANCHOR_END: learn

/// Mean loss and accuracy.
fn judge(network: &mut Sequential, images: &Images) -> (f64, f64) {
    let logits = predict(network, &images.inputs, 500);
    let loss =
        softmax_cross_entropy(&logits, &images.targets[..], Reduction::Mean).loss;
    (f64::from(loss), accuracy(&logits, &images.targets[..]))
}
