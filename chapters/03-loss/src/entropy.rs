//! The mean surprise of a distribution.

use ndarray::{ArrayRef1, NdFloat};

use crate::constant::constant;
use crate::shapes::assert_distribution;
use crate::{LogBase, information};

/// The entropy, the mean information, of a distribution: `H(t) = Σ t log 1/t`, where `0 log 1/0` counts as 0.
///
/// It is 0 when one outcome is certain and at most `log K`, reached when all K outcomes are equally probable.
/// The unit is that of `base`. Source: S2 LOSS-13; Shannon (1948).
///
/// # Shapes
/// `distribution`: `(classes,)`.
///
/// # Panics
/// If an element is negative or NaN, or if they do not sum to 1 within rounding.
///
/// ```
/// use loss::{LogBase, entropy};
/// use ndarray::array;
/// assert_eq!(entropy(&array![0.25, 0.5, 0.25], LogBase::Two), 1.5);
/// assert_eq!(entropy(&array![0.0, 1.0, 0.0], LogBase::Two), 0.0);
/// ```
#[track_caller]
// ANCHOR: entropy
pub fn entropy<F: NdFloat>(distribution: &ArrayRef1<F>, base: LogBase) -> F {
    assert_distribution("entropy", distribution);
    let terms = distribution.iter().map(|&t| weigh(t, information(t, base)));
    terms.fold(F::zero(), |sum, term| sum + term)
}

/// `weight · surprise`, where what never happens counts nothing.
pub(crate) fn weigh<F: NdFloat>(weight: F, surprise: F) -> F {
    if weight == F::zero() { F::zero() } else { weight * surprise }
}
// ANCHOR_END: entropy

/// The loss of a guess that gives each class the same probability: `log K`.
///
/// A classifier that starts near it is healthy; one that stays there has learnt nothing. Source: S2 LOSS-17, LOSS-19.
///
/// # Panics
/// If there is no class.
///
/// ```
/// assert_eq!(loss::chance_level::<f64>(8, loss::LogBase::Two), 3.0);
/// ```
#[track_caller]
pub fn chance_level<F: NdFloat>(num_classes: usize, base: LogBase) -> F {
    assert!(num_classes > 0, "chance_level: a guess needs at least one class");
    base.log(constant(num_classes as f64))
}
