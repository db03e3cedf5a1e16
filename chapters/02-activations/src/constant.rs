//! Numbers written in the source, in the reader's number type.

use ndarray::NdFloat;

/// The `F` nearest to `x`.
pub(crate) fn constant<F: NdFloat>(x: f64) -> F {
    F::from(x).expect("f32 and f64 take every f64, rounded")
}
