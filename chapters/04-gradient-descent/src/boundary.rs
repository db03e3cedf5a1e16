//! Pictures from a training: where the boundary lies after so many steps.

use loss::accuracy;
use ndarray::ArrayRef2;
use rand::Rng;

use crate::batches::epoch_batches;
use crate::softmax_regression::SoftmaxRegression;
use crate::training::train_step;

/// The model as it was at one moment of its training.
#[derive(Debug, Clone, PartialEq)]
pub struct Frame {
    /// After how many steps.
    pub step: usize,
    /// The model then.
    pub model: SoftmaxRegression<f64>,
    /// The share of the training examples that it has right.
    pub accuracy: f64,
    /// Its mean loss over them, in nats.
    pub loss: f64,
}

/// How a model is trained while it is watched.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pace {
    /// How many examples a step.
    pub batch_size: usize,
    /// The step's length.
    pub learning_rate: f64,
}

/// Trains in shuffled epochs and keeps the model after each of the named numbers of steps, in
/// ascending order; 0 is the start.
///
/// Source: S3 MLN-28, S0 MLN-27.
///
/// # Shapes
/// `inputs`: `(examples, features)`; `targets`: one class index an example.
///
/// # Panics
/// If shapes do not fit, there is no example, or `batch_size` is 0.
///
/// ```
/// use gradient_descent::boundary::{Pace, boundary_frames};
/// use gradient_descent::softmax_regression::SoftmaxRegression;
/// use ndarray::array;
/// use rand::SeedableRng;
/// let mut rng = chacha20::ChaCha8Rng::seed_from_u64(1);
/// let (inputs, targets) = (array![[-1.0], [1.0]], [0, 1]);
/// let pace = Pace { batch_size: 1, learning_rate: 1.0 };
/// let frames =
///     boundary_frames(SoftmaxRegression::zeros(1, 2), &inputs, &targets, pace, &[0, 4], &mut rng);
/// assert_eq!((frames[0].accuracy, frames[1].accuracy), (0.5, 1.0));
/// ```
#[track_caller]
// ANCHOR: frames
pub fn boundary_frames(
    mut model: SoftmaxRegression<f64>,
    inputs: &ArrayRef2<f64>,
    targets: &[usize],
    pace: Pace,
    at_steps: &[usize],
    rng: &mut dyn Rng,
) -> Vec<Frame> {
    assert!(!targets.is_empty(), "boundary_frames: there is no example");
    let mut epochs = std::iter::repeat_with(|| {
        epoch_batches(targets.len(), pace.batch_size, rng)
    });
    let mut batches = epochs.by_ref().flatten();
    let mut step = 0;
    let mut frames = Vec::new();
    for &wanted in at_steps {
        while step < wanted {
            let batch = batches.next().expect("epoch follows epoch");
            train_step(&mut model, inputs, targets, &batch, pace.learning_rate);
            step += 1;
        }
        frames.push(Frame {
            step,
            accuracy: accuracy(&model.logits(inputs), targets),
            loss: model.loss(inputs, targets).0,
            model: model.clone(),
        });
    }
    frames
}
// ANCHOR_END: frames
