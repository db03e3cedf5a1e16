//! Numbers of the formulas in whichever float type the caller computes with.

use ndarray::NdFloat;

/// The float nearest to `value`: also for counts, which f64 holds exactly.
pub(crate) fn constant<F: NdFloat>(value: f64) -> F {
    F::from(value).expect("every float type rounds an f64")
}
