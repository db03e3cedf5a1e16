//! The images that a run learns from, and those that it is judged by.

use chacha20::ChaCha8Rng;
use datasets::ImageSet;
use loss::{Reduction, accuracy, softmax_cross_entropy};
use ndarray::{Array2, Axis};
use rand::SeedableRng;
use rand::seq::SliceRandom;

use crate::learn::{Network, predict};

/// Images as rows of numbers, with their classes.
pub struct Images {
    pub inputs: Array2<f32>,
    pub targets: Vec<usize>,
    pub classes: usize,
    /// Height and width.
    pub size: [usize; 2],
}

impl Images {
    pub fn new(set: &ImageSet) -> Self {
        let (_, height, width) = set.pixels.dim();
        let targets =
            set.labels.iter().map(|&label| usize::from(label)).collect();
        Self {
            inputs: set.flattened(),
            targets,
            classes: set.classes(),
            size: [height, width],
        }
    }

    pub fn len(&self) -> usize {
        self.targets.len()
    }

    /// The images with these numbers.
    pub fn select(&self, indices: &[usize]) -> Self {
        Self {
            inputs: self.inputs.select(Axis(0), indices),
            targets: self.targets_of(indices),
            ..*self
        }
    }

    pub fn targets_of(&self, indices: &[usize]) -> Vec<usize> {
        indices.iter().map(|&index| self.targets[index]).collect()
    }

    /// The first `count` images, and the rest.
    pub fn split(&self, count: usize) -> (Self, Self) {
        let all: Vec<usize> = (0..self.len()).collect();
        let (first, rest) = all.split_at(count);
        (self.select(first), self.select(rest))
    }

    /// How wrong the network is about these images in use, and how often it is right.
    pub fn judge(&self, network: &mut Network) -> (f64, f64) {
        self.judge_logits(&predict(network, &self.inputs))
    }

    /// The same for logits that are there already.
    pub fn judge_logits(&self, logits: &Array2<f32>) -> (f64, f64) {
        let loss =
            softmax_cross_entropy(logits, &self.targets[..], Reduction::Mean)
                .loss;
        (f64::from(loss), accuracy(logits, &self.targets[..]))
    }
}

/// Some images to learn from and others to choose by, drawn from the training images by lot.
pub fn draw(
    set: &ImageSet,
    training: usize,
    others: usize,
    seed: u64,
) -> (Images, Images) {
    let mut order: Vec<usize> = (0..set.len()).collect();
    order.shuffle(&mut ChaCha8Rng::seed_from_u64(seed));
    let (first, rest) = order.split_at(training);
    let others = &rest[..others.min(rest.len())];
    (Images::new(&set.select(first)), Images::new(&set.select(others)))
}
