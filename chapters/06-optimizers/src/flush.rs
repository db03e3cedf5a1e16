//! Numbers that are too small to matter and too slow to keep.

use backprop::Float;

/// Zero in place of numbers that are nearly so: below 10⁻³¹ in `f32`, below 10⁻²⁹¹ in `f64`.
///
/// A memory that only decays, like the velocity of a weight whose pixel is never lit, halves and halves and ends among the *subnormal*
/// numbers, below the smallest number with all its digits (`MIN_POSITIVE`). On many processors an operation with one of those
/// takes far longer. The limit is `MIN_POSITIVE / EPSILON`: far enough above, so that the memory times any sensible
/// rate is not subnormal either. No branch: the compiler makes a comparison and a mask of it, for several numbers at a time.
///
/// NaN stays NaN: a comparison with it is false.
///
/// ```
/// use optimizers::flush;
/// assert_eq!(flush(1e-40_f32), 0.0);
/// assert_eq!(flush(-1e-30_f32), -1e-30);
/// ```
#[inline]
// ANCHOR: flush
pub fn flush<F: Float>(x: F) -> F {
    let limit = F::min_positive_value() / F::epsilon();
    if x.abs() < limit { F::zero() } else { x }
}
// ANCHOR_END: flush
