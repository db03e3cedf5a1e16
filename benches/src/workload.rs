//! What is measured, each with a name that the other contestants know too.

use std::hint::black_box;
use std::sync::Arc;

use backprop::{Layer, Sequential};
use chacha20::ChaCha8Rng;
use clap::ValueEnum;
use loss::{LossAndGradient, Reduction, half_squared_error, one_hot, softmax_cross_entropy};
use ndarray::{Array2, ArrayRef2};
use optimizers::{Adam, Momentum, Optimizer, Sgd};
use rand::SeedableRng;

use crate::peak::Peak;
use crate::samples::Texts;
use crate::team::Team;
use crate::training::{Gather, Training};
use crate::{Samples, answering, networks, samples};

/// How many images one round of answering asks about.
const CALLS: usize = 20_000;
/// How many large products one round of the peak makes.
const PRODUCTS: usize = 200;

/// What is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
#[value(rename_all = "snake_case")]
pub enum Workload {
    /// 784-30-10 sigmoid, quadratic cost, batch 10, plain steps
    Nielsen,
    /// 784-128-64-10 ReLU, cross-entropy, batch 32, momentum
    MlpB32Momentum,
    /// The same network, batch 32, Adam
    MlpB32Adam,
    /// The same network, batch 128, momentum
    MlpB128Momentum,
    /// The same network, batch 128, Adam
    MlpB128Adam,
    /// The same network answers about one image a call
    MlpOne,
    /// LeCun's convolutional network, batch 64, Adam
    Lenet,
    /// Two convolutions of 32 and 64 maps, 9216-128-10, batch 64, Adam
    WideCnn,
    /// An LSTM of 128 that reads images row by row, batch 64, Adam
    LstmRows,
    /// An LSTM of 256 that reads 64 characters of 64 kinds, batch 32, Adam
    LstmCharacters,
    /// A product of large matrices, counted in floating-point operations
    Peak,
}

/// A workload that is ready to run: each call is one round and says how many samples it saw.
pub type Round = Box<dyn FnMut() -> f64>;

impl Workload {
    /// Builds network and data; each batch is shared by so many threads.
    pub fn prepare(self, threads: usize) -> Round {
        match self {
            Workload::Nielsen => train(1, nielsen), // a step takes less time than to wake another thread
            Workload::MlpB32Momentum => train(threads, |images| mlp_with_momentum(images, 32)),
            Workload::MlpB32Adam => train(threads, |images| mlp(images, 32, Adam::new(0.001))),
            Workload::MlpB128Momentum => train(threads, |images| mlp_with_momentum(images, 128)),
            Workload::MlpB128Adam => train(threads, |images| mlp(images, 128, Adam::new(0.001))),
            Workload::Lenet => train_on_images(threads, 150, networks::lenet, Samples::gather_pictures),
            Workload::WideCnn => {
                train_on_images(threads, 20, networks::wide_network, Samples::gather_pictures)
            }
            Workload::LstmRows => train_on_images(threads, 150, networks::row_reader, Samples::gather_rows),
            Workload::LstmCharacters => train_on_texts(threads),
            Workload::MlpOne => answer(networks::rectifier_network()),
            Workload::Peak => multiply(Peak::prepare()),
        }
    }
}

/// Rounds of so many steps.
fn rounds<N>(threads: usize, samples: usize, steps: usize, training: impl Fn() -> Training<N>) -> Round
where
    N: Layer<Output = Array2<f32>> + Send + 'static,
{
    let mut rng = ChaCha8Rng::seed_from_u64(3);
    let mut team = Team::new(threads, training);
    Box::new(move || team.round(samples, steps, &mut rng) as f64)
}

/// Rounds of an epoch.
fn train(threads: usize, training: impl Fn(&Arc<Samples>) -> Training<Sequential>) -> Round {
    let images = Arc::new(Samples::random(samples::COUNT));
    rounds(threads, samples::COUNT, usize::MAX, || training(&images))
}

/// Rounds of some steps, where an epoch would take a minute.
fn train_on_images<N, I>(
    threads: usize,
    steps: usize,
    network: fn() -> N,
    gather: fn(&Samples, &[usize]) -> (I, Vec<usize>),
) -> Round
where
    N: Layer<Input = I, Output = Array2<f32>> + Send + 'static,
    I: 'static,
{
    let images = Arc::new(Samples::random(samples::COUNT));
    rounds(threads, samples::COUNT, steps, || {
        let images = images.clone();
        with_adam(network(), 64, Arc::new(move |batch| gather(&images, batch)))
    })
}

fn train_on_texts(threads: usize) -> Round {
    let texts = Arc::new(Texts::random());
    rounds(threads, samples::TEXTS, 15, || {
        let texts = texts.clone();
        with_adam(networks::character_reader(), 32, Arc::new(move |batch| texts.gather(batch)))
    })
}

fn answer(mut network: Sequential) -> Round {
    let data = Samples::random(256);
    Box::new(move || {
        black_box(answering::answer_one_by_one(&mut network, &data, CALLS));
        CALLS as f64
    })
}

fn multiply(mut peak: Peak) -> Round {
    Box::new(move || peak.multiply(PRODUCTS))
}

fn nielsen(images: &Arc<Samples>) -> Training<Sequential> {
    Training {
        network: networks::sigmoid_network(),
        gather: rows_of_pixels(images),
        loss: quadratic,
        optimizer: Box::new(Sgd::new(0.5)),
        batch_size: 10,
    }
}

pub(crate) fn mlp_with_momentum(images: &Arc<Samples>, batch_size: usize) -> Training<Sequential> {
    mlp(images, batch_size, Momentum::new(0.01, 0.9))
}

fn mlp(
    images: &Arc<Samples>,
    batch_size: usize,
    optimizer: impl Optimizer + Send + 'static,
) -> Training<Sequential> {
    Training {
        network: networks::rectifier_network(),
        gather: rows_of_pixels(images),
        loss: cross_entropy,
        optimizer: Box::new(optimizer),
        batch_size,
    }
}

fn rows_of_pixels(images: &Arc<Samples>) -> Gather<Array2<f32>> {
    let images = images.clone();
    Arc::new(move |batch| images.gather(batch))
}

fn with_adam<N: Layer>(network: N, batch_size: usize, gather: Gather<N::Input>) -> Training<N> {
    Training { network, gather, loss: cross_entropy, optimizer: Box::new(Adam::new(0.001)), batch_size }
}

fn quadratic(outputs: &ArrayRef2<f32>, labels: &[usize]) -> LossAndGradient<f32> {
    half_squared_error(outputs, &one_hot(labels, samples::CLASSES), Reduction::Mean)
}

fn cross_entropy(logits: &ArrayRef2<f32>, labels: &[usize]) -> LossAndGradient<f32> {
    softmax_cross_entropy(logits, labels, Reduction::Mean)
}
