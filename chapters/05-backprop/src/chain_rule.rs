//! The chain rule in its two cases: slopes multiply along a path, and paths add up.

/// Case 1, a quantity that acts through one other after another: `dz/dx = dz/dy · dy/dx`.
///
/// Source: S2 BP-3.
///
/// ```
/// use backprop::slope_along;
/// // y = 3x and z = y² at x = 2: the slopes 3 and 2y = 12
/// assert_eq!(slope_along(&[3.0, 12.0]), 36.0);
/// ```
// ANCHOR: slope_along
pub fn slope_along(path: &[f64]) -> f64 {
    path.iter().product()
}
// ANCHOR_END: slope_along

/// Case 2, a quantity that acts on several ways at once: `dz/ds = ∂z/∂x · dx/ds + ∂z/∂y · dy/ds`.
///
/// Source: S2 BP-4.
///
/// ```
/// use backprop::slope_over;
/// // x = s², y = 3s and z = xy at s = 2: through x the slopes 4 and y = 6, through y the slopes 3 and x = 4
/// assert_eq!(slope_over(&[&[4.0, 6.0], &[3.0, 4.0]]), 36.0); // z = 3s³, and 9s² is 36
/// ```
// ANCHOR: slope_over
pub fn slope_over(paths: &[&[f64]]) -> f64 {
    paths.iter().map(|path| slope_along(path)).sum()
}
// ANCHOR_END: slope_over
