//! What is measured, each with a name that the other contestants know too.

use std::hint::black_box;

use backprop::Sequential;
use chacha20::ChaCha8Rng;
use clap::ValueEnum;
use loss::{LossAndGradient, Reduction, half_squared_error, one_hot, softmax_cross_entropy};
use ndarray::ArrayRef2;
use optimizers::{Adam, Momentum, Optimizer, Sgd};
use rand::SeedableRng;

use crate::peak::Peak;
use crate::team::Team;
use crate::training::Training;
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
            Workload::MlpB32Momentum => train(threads, || mlp_with_momentum(32)),
            Workload::MlpB32Adam => train(threads, || mlp(32, Adam::new(0.001))),
            Workload::MlpB128Momentum => train(threads, || mlp_with_momentum(128)),
            Workload::MlpB128Adam => train(threads, || mlp(128, Adam::new(0.001))),
            Workload::MlpOne => answer(networks::rectifier_network()),
            Workload::Peak => multiply(Peak::prepare()),
        }
    }
}

fn train(threads: usize, training: impl Fn() -> Training) -> Round {
    let data = Samples::random(samples::COUNT);
    let mut rng = ChaCha8Rng::seed_from_u64(3);
    let mut trainers = Team::new(threads, training);
    Box::new(move || trainers.epoch(&data, &mut rng) as f64)
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

fn nielsen() -> Training {
    Training {
        network: networks::sigmoid_network(),
        loss: quadratic,
        optimizer: Box::new(Sgd::new(0.5)),
        batch_size: 10,
    }
}

pub(crate) fn mlp_with_momentum(batch_size: usize) -> Training {
    mlp(batch_size, Momentum::new(0.01, 0.9))
}

fn mlp(batch_size: usize, optimizer: impl Optimizer + Send + 'static) -> Training {
    Training {
        network: networks::rectifier_network(),
        loss: cross_entropy,
        optimizer: Box::new(optimizer),
        batch_size,
    }
}

fn quadratic(outputs: &ArrayRef2<f32>, labels: &[usize]) -> LossAndGradient<f32> {
    half_squared_error(outputs, &one_hot(labels, samples::CLASSES), Reduction::Mean)
}

fn cross_entropy(logits: &ArrayRef2<f32>, labels: &[usize]) -> LossAndGradient<f32> {
    softmax_cross_entropy(logits, labels, Reduction::Mean)
}
