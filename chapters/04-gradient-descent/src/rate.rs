//! How long a step may be, told by the curvature.

use ndarray::{Array1, ArrayRef2};

/// What one step leaves of the distance to the bottom of a parabola of curvature c: `1 − ηc`.
///
/// Between 0 and 1 it creeps, at 0 it arrives, below 0 it jumps across, and beyond ±1 it runs away.
///
/// ```
/// use gradient_descent::rate::distance_factor;
/// assert_eq!(distance_factor(0.25, 2.0), 0.5);
/// assert_eq!(distance_factor(0.5, 2.0), 0.0); // η = 1/c: there in one step
/// assert_eq!(distance_factor(1.0, 2.0), -1.0); // η = 2/c: to and fro for ever
/// ```
// ANCHOR: factor
pub fn distance_factor(learning_rate: f64, curvature: f64) -> f64 {
    1.0 - learning_rate * curvature
}
// ANCHOR_END: factor

/// The rate beyond which descent on a parabola of curvature c runs away: `2/c`.
///
/// In many dimensions c is the largest curvature, called L.
///
/// # Panics
/// If the curvature is not positive: nothing holds the descent there.
///
/// ```
/// assert_eq!(gradient_descent::rate::largest_rate(4.0), 0.5);
/// ```
#[track_caller]
pub fn largest_rate(curvature: f64) -> f64 {
    assert!(curvature > 0.0, "largest_rate: the curvature is {curvature}");
    2.0 / curvature
}

/// How many steps shrink the distance to `share` of what it was: `⌈ln share / ln |1 − ηc|⌉`.
///
/// `None` if no number of steps does.
///
/// # Panics
/// If `share` is not between 0 and 1.
///
/// ```
/// use gradient_descent::rate::steps_to_shrink;
/// assert_eq!(steps_to_shrink(0.25, 2.0, 0.01), Some(7)); // 2⁷ = 128
/// assert_eq!(steps_to_shrink(1.0, 2.0, 0.01), None);
/// ```
#[track_caller]
pub fn steps_to_shrink(
    learning_rate: f64,
    curvature: f64,
    share: f64,
) -> Option<u32> {
    assert!(
        0.0 < share && share < 1.0,
        "steps_to_shrink: the share is {share}, and must lie between 0 and 1"
    );
    let factor = distance_factor(learning_rate, curvature).abs();
    let mut distance = 1.0;
    (factor < 1.0).then(|| {
        let mut steps = 0;
        while distance > share {
            distance *= factor;
            steps += 1;
        }
        steps
    })
}

/// The largest curvature of a bowl `½ θᵀHθ`, by power iteration: the largest eigenvalue of H.
///
/// Multiplying a vector by H again and again turns it towards the direction that H stretches most.
///
/// # Shapes
/// `hessian`: `(parameters, parameters)`, symmetric, with no negative curvature.
///
/// # Panics
/// If the matrix is not square, or is empty.
///
/// ```
/// use ndarray::array;
/// let hessian = array![[2.0, 1.0], [1.0, 2.0]]; // curvature 3 along (1, 1), 1 along (1, −1)
/// let largest = gradient_descent::rate::largest_curvature(&hessian);
/// assert!((largest - 3.0).abs() < 1e-9);
/// ```
#[track_caller]
// ANCHOR: largest_curvature
pub fn largest_curvature(hessian: &ArrayRef2<f64>) -> f64 {
    assert!(
        hessian.is_square() && hessian.nrows() > 0,
        "largest_curvature: a matrix of shape {:?}",
        hessian.shape()
    );
    // uneven, so that no symmetry of H makes it miss the largest direction
    let mut direction: Array1<f64> = (0..hessian.nrows())
        .map(|row| 1.0 + 0.1 * (row as f64).sin())
        .collect();
    let mut curvature = 0.0;
    for _turn in 0..1000 {
        direction /= direction.dot(&direction).sqrt();
        let stretched = hessian.dot(&direction);
        curvature = direction.dot(&stretched);
        if stretched.iter().all(|&x| x == 0.0) {
            return 0.0;
        }
        direction = stretched;
    }
    curvature
}
// ANCHOR_END: largest_curvature
