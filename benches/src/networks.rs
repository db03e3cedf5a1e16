//! The networks that are measured, made of the chapters' layers.

use activations::{Relu, Sigmoid};
use backprop::{Activate, Linear, Sequential};
use chacha20::ChaCha8Rng;
use rand::SeedableRng;

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
