//! Training on made-up tasks, of which there are as many examples as one likes.

use backprop::{Layer, Mode};
use loss::{Reduction, softmax_cross_entropy};
use ndarray::Array2;
use optimizers::{Adam, CosineDecay, Optimizer, Schedule, clip_grad_norm};

/// So many steps of Adam, each on examples that were never seen before, with clipped gradients and a rate that falls along a cosine.
///
/// `examples` draws the inputs and the targets of a step; the loss is the mean softmax with cross-entropy.
///
/// # Shapes
/// The network's outputs: (examples, classes), one row for each target. Every gradient is clipped to the length 1.
///
/// # Panics
/// If there are not as many targets as outputs.
///
/// ```
/// use backprop::Linear;
/// use lstm::learn_from_fresh_examples;
/// use ndarray::array;
/// let mut network = Linear::zeros(2, 2);
/// let mut examples = || (array![[1.0, 0.0], [0.0, 1.0]], vec![0, 1]);
/// learn_from_fresh_examples(&mut network, 1, 0.5, &mut examples);
/// assert!((network.weight.value[[0, 0]] - 0.5).abs() < 1e-5); // Adam's first step is the rate
/// ```
#[track_caller]
// ANCHOR: learn_from_fresh_examples
pub fn learn_from_fresh_examples<N>(
    network: &mut N,
    steps: usize,
    learning_rate: f64,
    mut examples: impl FnMut() -> (N::Input, Vec<usize>),
) where
    N: Layer<f32, Output = Array2<f32>>,
{
    let mut adam = Adam::new(learning_rate);
    let rate = CosineDecay { initial: learning_rate, last: 0.0, steps };
    for step in 0..steps {
        let (inputs, targets) = examples();
        let logits = network.forward(inputs, Mode::Train);
        let loss = softmax_cross_entropy(&logits, &targets, Reduction::Mean);
        network.backward_params(loss.gradient);
        clip_grad_norm(network, 1.0);
        adam.set_learning_rate(rate.rate(step));
        adam.step(network);
    }
}
// ANCHOR_END: learn_from_fresh_examples
