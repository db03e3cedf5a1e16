//! The loop around the step: batches of one epoch, a step for each.

use loss::RunningMean;
use ndarray::{ArrayRef2, Axis, NdFloat};
use rand::Rng;

use crate::batches::epoch_batches;
use crate::softmax_regression::SoftmaxRegression;

/// One pass through the training data in shuffled batches; returns the mean loss met on the way.
///
/// That mean is over parameters that change from batch to batch: it lags behind the loss of the model
/// that comes out.
///
/// # Shapes
/// `inputs`: `(examples, features)`; `targets`: one class index an example.
///
/// # Panics
/// If shapes do not fit, or `batch_size` is 0.
///
/// ```
/// use gradient_descent::softmax_regression::SoftmaxRegression;
/// use gradient_descent::training::train_epoch;
/// use ndarray::array;
/// use rand::SeedableRng;
/// let (inputs, targets) = (array![[-1.0], [1.0]], [0, 1]);
/// let mut model = SoftmaxRegression::zeros(1, 2);
/// let mut rng = chacha20::ChaCha8Rng::seed_from_u64(1);
/// let first = train_epoch(&mut model, &inputs, &targets, 2, 1.0, &mut rng);
/// let second = train_epoch(&mut model, &inputs, &targets, 2, 1.0, &mut rng);
/// assert!(first == 2.0_f64.ln() && second < first);
/// ```
#[track_caller]
// ANCHOR: train_epoch
pub fn train_epoch<F: NdFloat>(
    model: &mut SoftmaxRegression<F>,
    inputs: &ArrayRef2<F>,
    targets: &[usize],
    batch_size: usize,
    learning_rate: F,
    rng: &mut dyn Rng,
) -> f64 {
    let mut mean_loss = RunningMean::<f64>::default();
    for batch in epoch_batches(targets.len(), batch_size, rng) {
        let loss = train_step(model, inputs, targets, &batch, learning_rate);
        mean_loss.add(loss.to_f64().expect("a float"), batch.len());
    }
    mean_loss.mean()
}
// ANCHOR_END: train_epoch

/// One step on the examples of one batch; returns their mean loss before it.
///
/// # Panics
/// If shapes do not fit, or the batch is empty.
#[track_caller]
// ANCHOR: train_step
pub fn train_step<F: NdFloat>(
    model: &mut SoftmaxRegression<F>,
    inputs: &ArrayRef2<F>,
    targets: &[usize],
    batch: &[usize],
    learning_rate: F,
) -> F {
    let rows = inputs.select(Axis(0), batch);
    let truth: Vec<usize> = batch.iter().map(|&row| targets[row]).collect();
    let (loss, slopes) = model.loss(&rows, &truth);
    model.step(&slopes, learning_rate);
    loss
}
// ANCHOR_END: train_step
