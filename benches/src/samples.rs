//! Data of MNIST's shape. How fast an epoch is does not depend on what is in the pictures.

use chacha20::ChaCha8Rng;
use ndarray::{Array, Array2, Array3, Array4, Axis, IntoDimension};
use rand::{RngExt, SeedableRng};

/// How many images MNIST has to train with.
pub const COUNT: usize = 60_000;
/// How many pixels an image of MNIST is wide, and high.
pub const SIDE: usize = 28;
/// How many pixels it has.
pub const PIXELS: usize = SIDE * SIDE;
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

/// How many characters the texts are made of.
pub const CHARACTERS: usize = 64;
/// How many characters a text has.
pub const LENGTH: usize = 64;
/// How many texts there are.
pub const TEXTS: usize = 4096;

/// Texts of random characters, each with one more than is read: the last is only guessed.
#[derive(Debug)]
pub struct Texts {
    characters: Array2<usize>,
}

impl Texts {
    /// The same ones every time.
    pub fn random() -> Self {
        let mut rng = ChaCha8Rng::seed_from_u64(1);
        let shape = (TEXTS, LENGTH + 1);
        Self { characters: Array2::from_shape_simple_fn(shape, || rng.random_range(0..CHARACTERS)) }
    }

    /// What these texts show a network, a one in the place of each character, and what comes next.
    ///
    /// # Shapes
    /// The characters: (batch, time, 64); what comes next: (batch · time), text by text.
    pub fn gather(&self, batch: &[usize]) -> (Array3<f32>, Vec<usize>) {
        let mut shown = Array3::zeros((batch.len(), LENGTH, CHARACTERS));
        let mut next = Vec::with_capacity(batch.len() * LENGTH);
        for (row, &text) in batch.iter().enumerate() {
            let characters = self.characters.row(text);
            for time in 0..LENGTH {
                shown[[row, time, characters[time]]] = 1.0;
                next.push(characters[time + 1]);
            }
        }
        (shown, next)
    }
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

    /// The images of a batch as rows of pixels, and their labels.
    ///
    /// # Shapes
    /// The images: (batch, 784).
    pub fn gather(&self, batch: &[usize]) -> (Array2<f32>, Vec<usize>) {
        let labels = batch.iter().map(|&index| self.labels[index]).collect();
        (self.images.select(Axis(0), batch), labels)
    }

    /// The images of a batch as pictures, and their labels.
    ///
    /// # Shapes
    /// The images: (batch, 1, 28, 28).
    pub fn gather_pictures(&self, batch: &[usize]) -> (Array4<f32>, Vec<usize>) {
        let (images, labels) = self.gather(batch);
        (in_shape(images, (batch.len(), 1, SIDE, SIDE)), labels)
    }

    /// The images of a batch as sequences of rows, and their labels.
    ///
    /// # Shapes
    /// The images: (batch, 28, 28).
    pub fn gather_rows(&self, batch: &[usize]) -> (Array3<f32>, Vec<usize>) {
        let (images, labels) = self.gather(batch);
        (in_shape(images, (batch.len(), SIDE, SIDE)), labels)
    }
}

fn in_shape<S: IntoDimension>(images: Array2<f32>, shape: S) -> Array<f32, S::Dim> {
    images.into_shape_with_order(shape).expect("as many pixels")
}
