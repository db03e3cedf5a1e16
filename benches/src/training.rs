//! A step, as a reader of chapters 5 and 6 would write it.

use backprop::{Layer, Mode, Sequential};
use loss::LossAndGradient;
use ndarray::{ArrayRef2, Axis};
use optimizers::Optimizer;

use crate::Samples;

/// The loss of a batch by its outputs and classes.
pub type Loss = fn(&ArrayRef2<f32>, &[usize]) -> LossAndGradient<f32>;

/// A network, and how it learns.
pub struct Training {
    /// What learns.
    pub network: Sequential,
    /// What it is told.
    pub loss: Loss,
    /// How it changes.
    pub optimizer: Box<dyn Optimizer + Send>,
    /// How many samples a step sees.
    pub batch_size: usize,
}

impl Training {
    /// One step on these samples.
    pub fn step(&mut self, samples: &Samples, batch: &[usize]) {
        self.gradients(samples, batch);
        self.optimizer.step(&mut self.network);
    }

    /// The first half of a step: the network forwards and backwards.
    pub fn gradients(&mut self, samples: &Samples, batch: &[usize]) {
        let images = samples.images.select(Axis(0), batch);
        let labels: Vec<usize> = batch.iter().map(|&index| samples.labels[index]).collect();
        let outputs = self.network.forward(images, Mode::Train);
        let answer = (self.loss)(&outputs, &labels);
        self.network.backward_params(answer.gradient);
    }
}
