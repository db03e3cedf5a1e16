//! The networks that are measured, made of the chapters' layers.

use activations::{Relu, Sigmoid};
use backprop::{Activate, Chain, Linear, Sequential};
use chacha20::ChaCha8Rng;
use cnn::{Conv2d, Flatten, LeNet, MaxPool2d};
use lstm::{LastMoment, Lstm, MomentsAsRows};
use ndarray::Array4;
use rand::SeedableRng;

use crate::samples::{CHARACTERS, CLASSES, SIDE};

/// A recurrent layer, what is made of its moments, and a layer that reads it.
pub type Recurrent<B> = Chain<Chain<Lstm, B>, Linear>;
/// Layers of pictures, and layers of rows behind them.
pub type Wide = Chain<Chain<Sequential<f32, Array4<f32>>, Flatten>, Sequential>;

/// Nielsen's first network, 784-30-10, sigmoids all through.
pub fn sigmoid_network() -> Sequential {
    let mut rng = ChaCha8Rng::seed_from_u64(2);
    Sequential::new()
        .with(Linear::glorot_uniform(784, 30, &mut rng))
        .with(Activate::new(Sigmoid))
        .with(Linear::glorot_uniform(30, 10, &mut rng))
        .with(Activate::new(Sigmoid))
}

/// The book's network for MNIST, 784-128-64-10, rectifiers between the layers.
pub fn rectifier_network() -> Sequential {
    let mut rng = ChaCha8Rng::seed_from_u64(2);
    Sequential::new()
        .with(Linear::he_normal(784, 128, &mut rng))
        .with(Activate::new(Relu))
        .with(Linear::he_normal(128, 64, &mut rng))
        .with(Activate::new(Relu))
        .with(Linear::he_normal(64, 10, &mut rng))
}

/// LeCun's: 1 → 6 → 16 maps with windows of 5, each pooled by 2, then 400-120-84-10.
pub fn lenet() -> LeNet {
    let mut rng = ChaCha8Rng::seed_from_u64(2);
    LeNet::new([SIDE, SIDE], [6, 16], CLASSES, &mut rng)
}

/// A wider one: 1 → 32 → 64 maps with windows of 3, pooled by 2 once, then 9216-128-10.
pub fn wide_network() -> Wide {
    let mut rng = ChaCha8Rng::seed_from_u64(2);
    let pictures = Sequential::new()
        .with(Conv2d::he_normal(1, 32, 3, &mut rng))
        .with(Activate::new(Relu))
        .with(Conv2d::he_normal(32, 64, 3, &mut rng))
        .with(Activate::new(Relu))
        .with(MaxPool2d::new(2));
    let rows = Sequential::new()
        .with(Linear::he_normal(9216, 128, &mut rng))
        .with(Activate::new(Relu))
        .with(Linear::he_normal(128, CLASSES, &mut rng));
    Chain(Chain(pictures, Flatten::new()), rows)
}

/// 128 units that read an image row by row; what they hold at the end is classified.
pub fn row_reader() -> Recurrent<LastMoment> {
    let mut rng = ChaCha8Rng::seed_from_u64(2);
    let memory = Lstm::uniform(SIDE, 128, &mut rng);
    Chain(Chain(memory, LastMoment::default()), Linear::glorot_uniform(128, CLASSES, &mut rng))
}

/// 256 units that read characters and say after each what comes next.
pub fn character_reader() -> Recurrent<MomentsAsRows> {
    let mut rng = ChaCha8Rng::seed_from_u64(2);
    let memory = Lstm::uniform(CHARACTERS, 256, &mut rng);
    Chain(Chain(memory, MomentsAsRows::default()), Linear::glorot_uniform(256, CHARACTERS, &mut rng))
}
