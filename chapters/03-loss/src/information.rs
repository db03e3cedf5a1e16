//! The surprise of one event.

use ndarray::NdFloat;

use crate::LogBase;

/// The information, or surprise, of an event of the given probability: `log 1/p = −log p`.
///
/// A certain event says nothing (0), an impossible one would be an infinite surprise (∞): both are returned as they are.
/// The unit is that of `base`. Source: S2 LOSS-12; Shannon (1948).
///
/// # Panics
/// If `probability` lies outside `[0, 1]` or is NaN.
///
/// ```
/// use loss::{LogBase, information};
/// assert_eq!(information(0.5, LogBase::Two), 1.0); // a fair coin tells one bit
/// assert_eq!(information(0.125, LogBase::Two), 3.0); // three fair coins tell three
/// assert_eq!(information(0.0, LogBase::E), f64::INFINITY);
/// ```
#[doc(alias = "surprisal")]
#[doc(alias = "self_information")]
#[track_caller]
// ANCHOR: information
pub fn information<F: NdFloat>(probability: F, base: LogBase) -> F {
    assert!(
        probability >= F::zero() && probability <= F::one(),
        "information: the probability {probability} lies outside 0..=1"
    );
    F::zero() - base.log(probability) // a plain minus would make −0 of log 1
}
// ANCHOR_END: information
