//! Slopes by trying: how much a function changes when one number is nudged.

use ndarray::Array2;

/// The central difference of `function` for every element of `point`, with steps of 1e-5.
pub fn gradient(point: &Array2<f64>, function: impl Fn(&Array2<f64>) -> f64) -> Array2<f64> {
    const STEP: f64 = 1e-5;
    let nudged = |index: (usize, usize), by: f64| {
        let mut nudged = point.clone();
        nudged[index] += by;
        function(&nudged)
    };
    Array2::from_shape_fn(point.dim(), |index| (nudged(index, STEP) - nudged(index, -STEP)) / (2.0 * STEP))
}

/// How far apart two gradients are, relative to their lengths: `‖a − n‖ / √(‖a‖² + ‖n‖²)`.
///
/// Lengths below 0.1 count as 0.1: the difference of two losses near 10 is rounded by about 1e-15, which a step of 1e-5 makes 1e-10,
/// and beside a gradient of 1e-5 that would look like an error.
pub fn relative_error(analytic: &Array2<f64>, numeric: &Array2<f64>) -> f64 {
    let square = |array: &Array2<f64>| array.mapv(|x| x * x).sum();
    let scale = (square(analytic) + square(numeric)).sqrt();
    square(&(analytic - numeric)).sqrt() / scale.max(0.1)
}
