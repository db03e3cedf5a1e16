//! One weight that wants to be somewhere, and a price on its size: the figure of S0.

use crate::soft_threshold;

/// `y(x) = (x − c)² + λ|x|`.
///
/// Source: S0 REG-13, with c = 2 and λ = 0, 3, 10.
///
/// ```
/// use regularization::with_l1;
/// assert_eq!([0.0, 3.0, 10.0].map(|lambda| with_l1(-10.0, 2.0, lambda)), [144.0, 174.0, 244.0]);
/// ```
// ANCHOR: with_l1
pub fn with_l1(x: f64, centre: f64, lambda: f64) -> f64 {
    (x - centre).powi(2) + lambda * x.abs()
}
// ANCHOR_END: with_l1

/// Where [`with_l1`] is smallest: `sgn(c) max(0, |c| − λ/2)`, exactly 0 from `λ = 2|c|` on.
///
/// On the side of c the slope `2(x − c) + λ sgn(c)` vanishes at `c − λ/2 sgn(c)`, unless that lies beyond 0.
///
/// # Panics
/// If λ is negative or NaN.
///
/// ```
/// use regularization::lowest_with_l1;
/// assert_eq!([0.0, 3.0, 10.0].map(|lambda| lowest_with_l1(2.0, lambda)), [2.0, 0.5, 0.0]);
/// ```
#[track_caller]
// ANCHOR: lowest_with_l1
pub fn lowest_with_l1(centre: f64, lambda: f64) -> f64 {
    soft_threshold(centre, lambda / 2.0)
}
// ANCHOR_END: lowest_with_l1

/// `y(x) = (x − c)² + λx²`.
///
/// ```
/// assert_eq!(regularization::with_l2(0.5, 2.0, 3.0), 3.0); // 2.25 + 0.75
/// ```
pub fn with_l2(x: f64, centre: f64, lambda: f64) -> f64 {
    (x - centre).powi(2) + lambda * x * x
}

/// Where [`with_l2`] is smallest: `c/(1 + λ)`, never 0 unless c is; for λ above −1, below which the parabola opens downwards.
///
/// ```
/// use regularization::lowest_with_l2;
/// assert_eq!([0.0, 3.0].map(|lambda| lowest_with_l2(2.0, lambda)), [2.0, 0.5]);
/// assert!((lowest_with_l2(2.0, 10.0) - 0.181818).abs() < 1e-6);
/// ```
// ANCHOR: lowest_with_l2
pub fn lowest_with_l2(centre: f64, lambda: f64) -> f64 {
    centre / (1.0 + lambda)
}
// ANCHOR_END: lowest_with_l2
