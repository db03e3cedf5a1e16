//! Cross-entropy of outputs that are probabilities already.

use ndarray::{Array2, ArrayRef2, NdFloat};

use crate::entropy::weigh;
use crate::{LogBase, LossAndGradient, Reduction, Targets, information};

/// The cross-entropy of probabilities: `−Σ t ln p`, meaned or summed over the examples, in nats.
///
/// Gradient: `−t/p`, each probability being taken as free. A true class of probability 0 costs ∞. To train, start from
/// logits with [`crate::softmax_cross_entropy`], which cannot lose the small probabilities. Source: S0 LOSS-10, S1, S2 LOSS-17.
///
/// # Shapes
/// `probabilities`, gradient: `(batch, classes)`; `targets`: `batch` class indices, or distributions `(batch, classes)`.
///
/// # Panics
/// If shapes do not fit, the batch is empty, a class is out of range, a row of targets is no distribution, or a probability lies
/// outside `[0, 1]`.
///
/// ```
/// use loss::{Reduction, probability_cross_entropy};
/// use ndarray::array;
/// let answer = probability_cross_entropy(&array![[0.1, 0.5, 0.4]], &[1], Reduction::Mean);
/// assert_eq!(answer.loss, 2.0_f64.ln());
/// assert_eq!(answer.gradient, array![[0.0, -2.0, 0.0]]);
/// ```
#[doc(alias = "categorical_crossentropy")]
#[track_caller]
// ANCHOR: probability_cross_entropy
pub fn probability_cross_entropy<'a, F: NdFloat>(
    probabilities: &ArrayRef2<F>,
    targets: impl Into<Targets<'a, F>>,
    reduction: Reduction,
) -> LossAndGradient<F> {
    let targets = targets.into();
    targets.check("probability_cross_entropy", probabilities.shape());
    let factor = reduction.factor::<F>(probabilities.nrows());

    let loss = targets.weigh(&probabilities.mapv(|p| information(p, LogBase::E)));
    let gradient = Array2::from_shape_fn(probabilities.dim(), |(row, class)| {
        F::zero() - weigh(targets.at(row, class), probabilities[[row, class]].recip())
    });
    LossAndGradient { loss: loss * factor, gradient: gradient * factor }
}
// ANCHOR_END: probability_cross_entropy
