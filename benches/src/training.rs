//! A step, as a reader of the chapters would write it.

use std::sync::Arc;

use backprop::{Layer, Mode};
use loss::LossAndGradient;
use ndarray::{Array2, ArrayRef2};
use optimizers::Optimizer;

/// The loss of a batch by its outputs and classes.
pub type Loss = fn(&ArrayRef2<f32>, &[usize]) -> LossAndGradient<f32>;

/// Finds the inputs and the classes of a batch.
pub type Gather<I> = Arc<dyn Fn(&[usize]) -> (I, Vec<usize>) + Send + Sync>;

/// A network, and how it learns.
pub struct Training<N: Layer> {
    /// What learns.
    pub network: N,
    /// From what.
    pub gather: Gather<N::Input>,
    /// What it is told.
    pub loss: Loss,
    /// How it changes.
    pub optimizer: Box<dyn Optimizer + Send>,
    /// How many samples a step sees.
    pub batch_size: usize,
}

impl<N: Layer<Output = Array2<f32>>> Training<N> {
    /// The first half of a step: the network forwards and backwards.
    pub fn gradients(&mut self, batch: &[usize]) {
        let (inputs, labels) = (self.gather)(batch);
        let outputs = self.network.forward(inputs, Mode::Train);
        let answer = (self.loss)(&outputs, &labels);
        self.network.backward_params(answer.gradient);
    }
}
