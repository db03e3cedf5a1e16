//! Brute force: try everything.

use ndarray::Array1;

/// The best place of a grid.
#[derive(Debug, Clone, PartialEq)]
pub struct GridMinimum {
    /// Where, `(parameters,)`.
    pub at: Array1<f64>,
    /// The value there.
    pub value: f64,
    /// How many places were tried: `points_per_axis` to the power of the number of parameters.
    pub evaluations: usize,
}

/// The lowest value of `f` on a grid over the box `from..=to`, the same range for every parameter.
///
/// Source: S2 GD-2, first way.
///
/// # Panics
/// If there are fewer than two points an axis, or no parameter.
///
/// ```
/// use gradient_descent::grid::grid_search;
/// let found = grid_search(|p| (p[0] - 1.0).powi(2) + p[1] * p[1], 2, -2.0, 2.0, 5);
/// assert_eq!((found.at.to_vec(), found.evaluations), (vec![1.0, 0.0], 25));
/// ```
#[track_caller]
// ANCHOR: grid
pub fn grid_search(
    mut f: impl FnMut(&Array1<f64>) -> f64,
    parameters: usize,
    from: f64,
    to: f64,
    points_per_axis: usize,
) -> GridMinimum {
    assert!(
        parameters > 0 && points_per_axis > 1,
        "grid_search: {points_per_axis} points an axis, {parameters} axes"
    );
    let spacing = (to - from) / (points_per_axis - 1) as f64;
    // A place is a number whose digits count along the axes.
    let place = |mut number: usize| -> Array1<f64> {
        let digit = |_| {
            let digit = number % points_per_axis;
            number /= points_per_axis;
            from + spacing * digit as f64
        };
        (0..parameters).map(digit).collect()
    };
    let evaluations = evaluations(parameters, points_per_axis)
        .expect("a grid that can be counted");
    let mut best = (0, f64::INFINITY);
    for number in 0..evaluations {
        let value = f(&place(number));
        if value < best.1 {
            best = (number, value);
        }
    }
    GridMinimum { at: place(best.0), value: best.1, evaluations }
}
// ANCHOR_END: grid

/// How many places a grid has: `points_per_axis` to the power of `parameters`; `None` if that is
/// more than a `usize` holds.
///
/// ```
/// use gradient_descent::grid::evaluations;
/// assert_eq!(evaluations(3, 10), Some(1000));
/// assert_eq!(evaluations(650, 10), None); // one layer that reads the book's digits
/// ```
pub fn evaluations(parameters: usize, points_per_axis: usize) -> Option<usize> {
    points_per_axis.checked_pow(u32::try_from(parameters).ok()?)
}
