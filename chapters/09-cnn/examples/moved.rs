//! Trains three networks on digits in the middle of a dark square, and tests them on digits that were moved.

use std::process::ExitCode;

use activations::Relu;
use backprop::{
    Activate, Chain, Epoch, Layer, Linear, Sequential, parameter_count, predict,
    train_epoch,
};
use chacha20::ChaCha8Rng;
use clap::Parser;
use cnn::{Conv2d, Flatten, Geometry, LocallyConnected2d, MaxPool2d};
use datasets::ImageSet;
use experiment::{Failure, Flags};
use loss::{Reduction, accuracy, softmax_cross_entropy};
use ndarray::{Array2, Array4};
use optimizers::{Adam, Optimizer};
use rand::SeedableRng;

/// What is left of a network's accuracy when the digits stand elsewhere?
#[derive(Parser)]
struct Arguments {
    #[command(flatten)]
    flags: Flags,
    /// How often to go through the training images
    #[arg(long, default_value_t = 8)]
    epochs: usize,
    /// How wide the dark frame around the digits is
    #[arg(long, default_value_t = 3)]
    frame: usize,
}

/// From images to ten logits.
type Network = Box<dyn Layer<f32, Input = Array4<f32>, Output = Array2<f32>>>;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    experiment::run("moved", &arguments.flags, |report| {
        let data = experiment::load(&arguments.flags, report)?;
        let frame = arguments.frame;
        let train = framed(&data.train, frame, 0);
        println!("right, by pixels moved  {}", header(frame));
        for (name, mut network) in networks(&train, arguments.flags.seed) {
            learn(&mut network, &train, &data.train, &arguments)?;
            let parameters = parameter_count(&mut network);
            let shares: Vec<f64> = (0..=frame)
                .map(|moved| right(&mut network, &data.test, frame, moved))
                .collect();
            let row: Vec<String> = shares
                .iter()
                .map(|share| format!("{:>7.0} %", 100.0 * share))
                .collect();
            println!("{name:<10}{parameters:>8} numbers {}", row.concat());
            if arguments.flags.json {
                report.count(&format!("{name}_parameters"), parameters);
                for (moved, &share) in shares.iter().enumerate() {
                    report.share(&format!("{name}_moved_{moved}"), share);
                }
            }
        }
        println!();
        Ok(())
    })
}

fn header(frame: usize) -> String {
    let columns: Vec<String> =
        (0..=frame).map(|moved| format!("{moved:>9}")).collect();
    columns.concat()
}

// ANCHOR: networks
/// Windows with shared weights, of which the strongest answer counts; windows with
/// weights of their own; no windows.
fn networks(images: &Array4<f32>, seed: u64) -> [(&'static str, Network); 3] {
    let rng = &mut ChaCha8Rng::seed_from_u64(seed);
    let (_, _, height, width) = images.dim();
    let maps = 8 * ((height - 4) / 2) * ((width - 4) / 2);
    let dense = Chain(
        Flatten::new(),
        Sequential::new()
            .with(Linear::he_normal(height * width, 64, rng))
            .with(Activate::new(Relu))
            .with(Linear::he_normal(64, 10, rng)),
    );
    let image = [1, height, width];
    let local = Sequential::new()
        .with(LocallyConnected2d::he_normal(image, 8, 5, Geometry::default(), rng))
        .with(Activate::new(Relu))
        .with(MaxPool2d::new(2));
    let local = Chain(local, Chain(Flatten::new(), Linear::he_normal(maps, 10, rng)));
    let shared = Sequential::new()
        .with(Conv2d::he_normal(1, 8, 5, rng).padding(2))
        .with(Activate::new(Relu))
        .with(MaxPool2d::new(2))
        .with(Conv2d::he_normal(8, 16, 5, rng).padding(2))
        .with(Activate::new(Relu))
        .with(MaxPool2d::new(height.min(width) / 2));
    let shared = Chain(shared, Chain(Flatten::new(), Linear::he_normal(16, 10, rng)));
    [
        ("dense", Box::new(dense)),
        ("local", Box::new(local)),
        ("shared", Box::new(shared)),
    ]
}
// ANCHOR_END: networks

/// The images in a dark frame, moved to the right by so many pixels.
fn framed(images: &ImageSet, frame: usize, moved: usize) -> Array4<f32> {
    let (count, height, width) = images.pixels.dim();
    let shape = (count, 1, height + 2 * frame, width + 2 * frame);
    let mut canvas = Array4::zeros(shape);
    for ((image, row, column), &pixel) in images.pixels.indexed_iter() {
        canvas[[image, 0, row + frame, column + frame + moved]] =
            f32::from(pixel) / f32::from(images.brightest);
    }
    canvas
}

fn labels(images: &ImageSet) -> Vec<usize> {
    images.labels.iter().map(|&label| usize::from(label)).collect()
}

fn learn(
    network: &mut Network,
    inputs: &Array4<f32>,
    images: &ImageSet,
    arguments: &Arguments,
) -> Result<(), Failure> {
    let mut optimizer = Adam::new(0.003);
    let targets = labels(images);
    for number in 0..arguments.epochs {
        let epoch = Epoch::shuffled(number, images.len(), 32, arguments.flags.seed);
        let loss = |logits: &_, batch: &[usize]| {
            let targets: Vec<usize> =
                batch.iter().map(|&image| targets[image]).collect();
            softmax_cross_entropy(logits, &targets[..], Reduction::Mean)
        };
        train_epoch(network, inputs, &epoch, loss, |network| {
            optimizer.step(network);
        })?;
    }
    Ok(())
}

/// The share of test images that are read right when they stand so many pixels to the right.
fn right(
    network: &mut Network,
    images: &ImageSet,
    frame: usize,
    moved: usize,
) -> f64 {
    let logits = predict(network, &framed(images, frame, moved), 100);
    accuracy(&logits, &labels(images)[..])
}
