//! Distance: the losses of measured values.

use ndarray::{ArrayRef2, NdFloat};

use crate::constant::constant;
use crate::shapes::{assert_not_empty, assert_same_shape};
use crate::{LossAndGradient, Reduction};

/// The squared error: `(ŷ − t)²` for every output ŷ and target t, meaned or summed over *all* elements of the batch.
///
/// With [`Reduction::Mean`] this is the MSE, `Σ (ŷ − t)² / NK`, and the gradient is `2 (ŷ − t) / NK`; with
/// [`Reduction::Sum`] both lose the division. Source: S1 LOSS-3, S0 LOSS-6, S2 LOSS-11.
///
/// # Shapes
/// `outputs`, `targets`, gradient: `(batch, outputs)`.
///
/// # Panics
/// If the shapes differ or the batch is empty.
///
/// ```
/// use loss::{Reduction, squared_error};
/// use ndarray::array;
/// let answer = squared_error(&array![[3.0, 1.0]], &array![[1.0, 2.0]], Reduction::Mean);
/// assert_eq!(answer.loss, 2.5); // (4 + 1) / 2
/// assert_eq!(answer.gradient, array![[2.0, -1.0]]); // 2 (3 − 1) / 2, 2 (1 − 2) / 2
/// ```
#[doc(alias = "MSELoss")]
#[doc(alias = "mse_loss")]
#[doc(alias = "mean_squared_error")]
#[track_caller]
// ANCHOR: squared
pub fn squared_error<F: NdFloat>(
    outputs: &ArrayRef2<F>,
    targets: &ArrayRef2<F>,
    reduction: Reduction,
) -> LossAndGradient<F> {
    assert_same_shape("squared_error", outputs.shape(), targets.shape());
    assert_not_empty("squared_error", outputs.shape());
    let factor = reduction.factor::<F>(outputs.len());
    let error = outputs - targets;
    LossAndGradient {
        loss: error.mapv(|e| e * e).sum() * factor,
        gradient: error * (constant::<F>(2.0) * factor),
    }
}
// ANCHOR_END: squared

/// Half the squared error of an example, `½ Σ (ŷ − t)²`, meaned or summed over the *examples* of the batch.
///
/// The half is there for the gradient, which becomes the plain error `ŷ − t` (over N for the mean). Note what the mean is taken
/// over: examples here, single outputs in [`squared_error`]. Source: S1 LOSS-4, S4 LOSS-5 (whose error is target minus output).
///
/// # Shapes
/// `outputs`, `targets`, gradient: `(batch, outputs)`.
///
/// # Panics
/// If the shapes differ or the batch is empty.
///
/// ```
/// use loss::{Reduction, half_squared_error};
/// use ndarray::array;
/// let answer = half_squared_error(&array![[3.0, 1.0]], &array![[1.0, 2.0]], Reduction::Mean);
/// assert_eq!(answer.loss, 2.5); // (4 + 1) / 2, the half being the ½ of the formula
/// assert_eq!(answer.gradient, array![[2.0, -1.0]]);
/// ```
#[track_caller]
// ANCHOR: half_squared
pub fn half_squared_error<F: NdFloat>(
    outputs: &ArrayRef2<F>,
    targets: &ArrayRef2<F>,
    reduction: Reduction,
) -> LossAndGradient<F> {
    assert_same_shape("half_squared_error", outputs.shape(), targets.shape());
    assert_not_empty("half_squared_error", outputs.shape());
    let factor = reduction.factor::<F>(outputs.nrows());
    let error = outputs - targets;
    LossAndGradient {
        loss: error.mapv(|e| e * e).sum() * (constant::<F>(0.5) * factor),
        gradient: error * factor,
    }
}
// ANCHOR_END: half_squared
