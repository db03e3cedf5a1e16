//! The mean surprise of somebody who expected another distribution.

use ndarray::{ArrayRef1, NdFloat, Zip};

use crate::entropy::weigh;
use crate::shapes::{assert_distribution, assert_same_shape};
use crate::{LogBase, entropy, information};

/// The cross-entropy of a forecast under the truth: `H(t, p) = Σ t log 1/p`.
///
/// The first argument says how often each outcome happens, the second what was forecast; exchanging them changes the value.
/// It is ∞ where the forecast excludes something that happens. The unit is that of `base`. Source: S2 LOSS-14.
///
/// # Shapes
/// `truth`, `forecast`: `(classes,)`.
///
/// # Panics
/// If the shapes differ, or if either is no distribution.
///
/// ```
/// use loss::{LogBase, cross_entropy};
/// use ndarray::array;
/// let (truth, forecast) = (array![0.5, 0.5], array![0.25, 0.75]);
/// let bits = cross_entropy(&truth, &forecast, LogBase::Two);
/// assert!((bits - (0.5 * 2.0 + 0.5 * (4.0_f64 / 3.0).log2())).abs() < 1e-15);
/// ```
#[track_caller]
// ANCHOR: cross_entropy
pub fn cross_entropy<F: NdFloat>(
    truth: &ArrayRef1<F>,
    forecast: &ArrayRef1<F>,
    base: LogBase,
) -> F {
    assert_same_shape("cross_entropy", truth.shape(), forecast.shape());
    assert_distribution("cross_entropy", truth);
    assert_distribution("cross_entropy", forecast);
    let term = |t, p| weigh(t, information(p, base));
    Zip::from(truth).and(forecast).fold(F::zero(), |sum, &t, &p| sum + term(t, p))
}
// ANCHOR_END: cross_entropy

/// The Kullback–Leibler divergence `D(t‖p) = H(t, p) − H(t)`: the surprise that a better forecast would have saved.
///
/// Never negative (but for rounding), and 0 only where the forecast is the truth. The unit is that of `base`. Source: S2 LOSS-14,
/// LOSS-15e; Kullback and Leibler (1951).
///
/// # Shapes
/// `truth`, `forecast`: `(classes,)`.
///
/// # Panics
/// If the shapes differ, or if either is no distribution.
///
/// ```
/// use loss::{LogBase, kl_divergence};
/// use ndarray::array;
/// let truth = array![0.5, 0.25, 0.25];
/// let forecast = array![0.25, 0.25, 0.5];
/// assert_eq!(kl_divergence(&truth, &forecast, LogBase::Two), 0.25);
/// ```
#[doc(alias = "relative_entropy")]
#[doc(alias = "KLDivLoss")]
#[track_caller]
// ANCHOR: kl_divergence
pub fn kl_divergence<F: NdFloat>(
    truth: &ArrayRef1<F>,
    forecast: &ArrayRef1<F>,
    base: LogBase,
) -> F {
    cross_entropy(truth, forecast, base) - entropy(truth, base)
}
// ANCHOR_END: kl_divergence
