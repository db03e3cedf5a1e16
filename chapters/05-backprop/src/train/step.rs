//! Forwards, loss, backwards, update.

use loss::{LossAndGradient, RunningMean};
use ndarray::{Array, Array2, ArrayRef, ArrayRef2, Axis, RemoveAxis};

use super::{Epoch, TrainError, error};
use crate::{Float, Layer, Mode};

/// Learns from every batch of an epoch, and returns the mean of the examples' losses, each at its step.
///
/// `loss` is given the network's outputs and the numbers of the examples that they belong to, so that it finds their targets.
/// `update` moves the parameters against the gradients and forgets these: [`descend`](crate::descend), or an optimizer.
///
/// # Shapes
/// `inputs`: (examples, …), of any rank; the network gets the rows of a batch.
///
/// # Errors
/// If a loss is NaN or infinite: no update is made from it.
///
/// # Panics
/// If a batch names an example that is not there.
///
/// ```
/// use backprop::{Epoch, Linear, descend, train_epoch};
/// use loss::{Reduction, half_squared_error};
/// use ndarray::{Axis, array};
/// let (inputs, targets) = (array![[1.0], [2.0]], array![[3.0], [6.0]]);
/// let mut layer = Linear::zeros(1, 1);
/// let loss = train_epoch(
///     &mut layer,
///     &inputs,
///     &Epoch { number: 0, batches: vec![vec![0, 1]] },
///     |outputs, batch| half_squared_error(outputs, &targets.select(Axis(0), batch), Reduction::Mean),
///     |layer| descend(layer, 0.1),
/// );
/// assert_eq!(loss.unwrap(), 11.25); // (9 + 36)/2 a half, the mean over two
/// assert_eq!(layer.weight.value, array![[0.75]]); // 0.1 · (3 · 1 + 6 · 2)/2
/// ```
#[track_caller]
// ANCHOR: train_epoch
pub fn train_epoch<F, D, N>(
    network: &mut N,
    inputs: &ArrayRef<F, D>,
    epoch: &Epoch,
    loss: impl Fn(&ArrayRef2<F>, &[usize]) -> LossAndGradient<F>,
    mut update: impl FnMut(&mut N),
) -> Result<F, TrainError>
where
    F: Float + Default,
    D: RemoveAxis,
    N: Layer<F, Input = Array<F, D>, Output = Array2<F>> + ?Sized,
{
    let mut mean = RunningMean::default();
    for (step, batch) in epoch.batches.iter().enumerate() {
        let outputs =
            network.forward(inputs.select(Axis(0), batch), Mode::Train);
        let LossAndGradient { loss, gradient } = loss(&outputs, batch);
        if !loss.is_finite() {
            let cause = error::cause(network, inputs, &outputs, batch);
            let (epoch, loss) = (epoch.number, loss.to_string());
            return Err(TrainError { epoch, step, loss, cause });
        }
        network.backward_params(gradient);
        update(network);
        mean.add(loss, batch.len());
    }
    Ok(mean.mean())
}
// ANCHOR_END: train_epoch
