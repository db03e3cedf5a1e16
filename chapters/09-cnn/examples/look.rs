//! Trains a small network on the digits, and shows what goes in, what lies between, and what comes out.

use std::process::ExitCode;

use activations::softmax;
use backprop::{Epoch, Layer, Mode, train_epoch};
use chacha20::ChaCha8Rng;
use clap::Parser;
use cnn::{LeNet, percentages};
use datasets::ImageSet;
use experiment::Flags;
use loss::{Reduction, softmax_cross_entropy};
use ndarray::{Array4, ArrayRef2, Axis};
use optimizers::{AdamW, Optimizer, weights_only};
use rand::SeedableRng;

/// What does the network see of one digit?
#[derive(Parser)]
struct Arguments {
    #[command(flatten)]
    flags: Flags,
    /// Which of the test images
    #[arg(long, default_value_t = 2)]
    image: usize,
    /// How often to go through the training images
    #[arg(long, default_value_t = 6)]
    epochs: usize,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    experiment::run("look", &arguments.flags, |report| {
        let data = experiment::load(&arguments.flags, report)?;
        let Some(label) = data.test.labels.get(arguments.image) else {
            return Err(
                format!("--image must be less than {}", data.test.len()).into()
            );
        };
        let mut network = train(&data.train, &arguments)?;
        let image = maps(&data.test.select(&[arguments.image]));
        println!("The image, 0 to {}:", data.test.brightest);
        show(
            &data.test.pixels.index_axis(Axis(0), arguments.image).mapv(f64::from),
            0,
        );
        let layers = network.feature_maps(image.clone());
        let filter = loudest(&layers[2]);
        println!("What filter {} makes of it, behind the rectifier:", filter + 1);
        show(&layers[1].index_axis(Axis(0), 0).index_axis(Axis(0), filter), 1);
        println!("The same behind pooling:");
        show(&layers[2].index_axis(Axis(0), 0).index_axis(Axis(0), filter), 1);
        let probabilities = softmax(&network.forward(image, Mode::Eval).row(0));
        println!("The answer, for a {label}:");
        for (class, share) in percentages(&probabilities).into_iter().enumerate() {
            if share > 0 {
                println!("{share:>5} %  {}", data.test.class_names[class]);
            }
        }
        Ok(())
    })
}

fn train(
    images: &ImageSet,
    arguments: &Arguments,
) -> Result<LeNet<f64>, experiment::Failure> {
    let (_, height, width) = images.pixels.dim();
    let seed = arguments.flags.seed;
    let rng = &mut ChaCha8Rng::seed_from_u64(seed);
    let mut network = LeNet::new([height, width], [6, 16], images.classes(), rng);
    // a strong decay leaves of the first, random weights only what is of use
    let mut optimizer = AdamW { decays: weights_only, ..AdamW::new(0.003, 3.0) };
    let inputs = maps(images);
    let targets: Vec<usize> =
        images.labels.iter().map(|&label| usize::from(label)).collect();
    for number in 0..arguments.epochs {
        let epoch = Epoch::shuffled(number, images.len(), 32, seed);
        let loss = |logits: &_, batch: &[usize]| {
            let targets: Vec<usize> =
                batch.iter().map(|&image| targets[image]).collect();
            softmax_cross_entropy(logits, &targets[..], Reduction::Mean)
        };
        train_epoch(&mut network, &inputs, &epoch, loss, |network| {
            optimizer.step(network);
        })?;
    }
    Ok(network)
}

/// One map of numbers between 0 and 1 for each image.
fn maps(images: &ImageSet) -> Array4<f64> {
    let (count, height, width) = images.pixels.dim();
    let shape = (count, 1, height, width);
    images.flattened().into_shape_with_order(shape).expect("the same pixels")
}

/// The map of the first image in which there is most.
fn loudest(maps: &Array4<f64>) -> usize {
    let maps = maps.index_axis(Axis(0), 0);
    let sums: Vec<f64> = maps.outer_iter().map(|map| map.sum()).collect();
    let by_sum = |a: &usize, b: &usize| sums[*a].total_cmp(&sums[*b]);
    (0..sums.len()).max_by(by_sum).expect("a map")
}

/// A map as a grid of numbers.
fn show(map: &ArrayRef2<f64>, decimals: usize) {
    for row in map.rows() {
        let numbers: Vec<String> =
            row.iter().map(|x| format!("{x:>5.decimals$}")).collect();
        println!("{}", numbers.concat());
    }
    println!();
}
