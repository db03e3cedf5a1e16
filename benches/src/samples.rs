//! Data of MNIST's shape. How fast an epoch is does not depend on what is in the pictures.

use chacha20::ChaCha8Rng;
use ndarray::Array2;
use rand::{RngExt, SeedableRng};

/// How many images MNIST has to train with.
pub const COUNT: usize = 60_000;
/// How many pixels an image of MNIST has.
pub const PIXELS: usize = 784;
/// How many classes.
pub const CLASSES: usize = 10;

/// Images of random pixels between 0 and 1, and random labels.
#[derive(Debug)]
pub struct Samples {
    /// (samples, pixels).
    pub images: Array2<f32>,
    /// A class for each.
    pub labels: Vec<usize>,
}

impl Samples {
    /// `count` samples, the same ones every time.
    ///
    /// # Shapes
    /// `images`: (count, 784).
    pub fn random(count: usize) -> Self {
        let mut rng = ChaCha8Rng::seed_from_u64(1);
        let images = Array2::from_shape_simple_fn((count, PIXELS), || rng.random::<f32>());
        let labels = (0..count).map(|_| rng.random_range(0..CLASSES)).collect();
        Self { images, labels }
    }
}
