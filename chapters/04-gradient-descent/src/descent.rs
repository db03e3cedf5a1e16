//! The rule itself: against the slope, a little, again.

use ndarray::{Array1, ArrayRef1};

/// Every place on the way down a line: `θ ← θ − η f′(θ)`, `steps` times.
///
/// Returns the start and the place after each step, `steps + 1` numbers. Source: S2 GD-3.
///
/// ```
/// use gradient_descent::descent::descend_line;
/// let trace = descend_line(|theta| 2.0 * theta, 8.0, 0.25, 3); // f = θ²: half remains
/// assert_eq!(trace, [8.0, 4.0, 2.0, 1.0]);
/// ```
// ANCHOR: line
pub fn descend_line(
    mut slope: impl FnMut(f64) -> f64,
    start: f64,
    learning_rate: f64,
    steps: usize,
) -> Vec<f64> {
    let mut trace = vec![start];
    let mut theta = start;
    for _step in 0..steps {
        theta -= learning_rate * slope(theta);
        trace.push(theta);
    }
    trace
}
// ANCHOR_END: line

/// Every place on the way down: `θ ← θ − η ∇f(θ)`, `steps` times.
///
/// The gradient is taken at the whole of θ, and only then do all parameters move (ERR-28).
/// Returns the start and the place after each step, `steps + 1` places. Source: S2 GD-5, GD-8.
///
/// # Shapes
/// `start`, the gradient and every place: `(parameters,)`.
///
/// # Panics
/// If the gradient is not as long as `start`.
///
/// ```
/// use gradient_descent::descent::descend;
/// use ndarray::array;
/// let gradient = |p: &ndarray::Array1<f64>| array![p[0], 2.0 * p[1]]; // of ½x² + y²
/// let trace = descend(gradient, &array![4.0, 4.0], 0.5, 2);
/// assert_eq!(trace, [array![4.0, 4.0], array![2.0, 0.0], array![1.0, 0.0]]);
/// ```
#[track_caller]
// ANCHOR: descend
pub fn descend(
    mut gradient: impl FnMut(&Array1<f64>) -> Array1<f64>,
    start: &ArrayRef1<f64>,
    learning_rate: f64,
    steps: usize,
) -> Vec<Array1<f64>> {
    let mut theta = start.to_owned();
    let mut trace = vec![theta.clone()];
    for _step in 0..steps {
        let slopes = gradient(&theta);
        step("descend", &mut theta, &slopes, learning_rate);
        trace.push(theta.clone());
    }
    trace
}
// ANCHOR_END: descend

/// `θ ← θ − η g`.
#[track_caller]
// ANCHOR: step
pub(crate) fn step(
    operation: &str,
    theta: &mut Array1<f64>,
    slopes: &Array1<f64>,
    learning_rate: f64,
) {
    assert!(
        slopes.len() == theta.len(),
        "{operation}: a gradient of {} numbers for {} parameters",
        slopes.len(),
        theta.len()
    );
    theta.scaled_add(-learning_rate, slopes);
}
// ANCHOR_END: step
