//! Linear equations, for the closed form.

use ndarray::{Array1, ArrayRef1, ArrayRef2, Axis};

/// The x with `Ax = b`, by elimination, the largest pivot of each column first.
///
/// `None` if the rows of A depend on each other, up to rounding: then there is no x, or one is as good
/// as many others.
///
/// # Shapes
/// `matrix`: `(n, n)`; `right`, result: `(n,)`.
///
/// # Panics
/// If the shapes do not fit.
///
/// ```
/// use gradient_descent::solve::solve;
/// use ndarray::array;
/// let x = solve(&array![[0.0, 2.0], [1.0, 1.0]], &array![4.0, 5.0]);
/// assert_eq!(x, Some(array![3.0, 2.0]));
/// assert_eq!(solve(&array![[1.0, 2.0], [2.0, 4.0]], &array![1.0, 2.0]), None);
/// ```
#[track_caller]
pub fn solve(
    matrix: &ArrayRef2<f64>,
    right: &ArrayRef1<f64>,
) -> Option<Array1<f64>> {
    assert!(
        matrix.is_square() && matrix.nrows() == right.len(),
        "solve: a matrix of shape {:?} and {} right sides",
        matrix.shape(),
        right.len()
    );
    let (mut rows, mut right) = (matrix.to_owned(), right.to_owned());
    let size = right.len();
    let scale = matrix.iter().fold(0.0_f64, |largest, x| largest.max(x.abs()));
    for column in 0..size {
        let pivot = (column..size).max_by(|&a, &b| {
            rows[[a, column]].abs().total_cmp(&rows[[b, column]].abs())
        })?;
        if rows[[pivot, column]].abs() <= 1e-12 * scale {
            return None;
        }
        (0..size).for_each(|k| rows.swap([column, k], [pivot, k]));
        right.swap(column, pivot);
        for below in column + 1..size {
            let factor = rows[[below, column]] / rows[[column, column]];
            let upper = rows.row(column).to_owned();
            rows.row_mut(below).scaled_add(-factor, &upper);
            right[below] -= factor * right[column];
        }
    }
    for row in (0..size).rev() {
        let (_, known) = rows.row(row).split_at(Axis(0), row + 1);
        let (_, found) = right.view().split_at(Axis(0), row + 1);
        right[row] = (right[row] - known.dot(&found)) / rows[[row, row]];
    }
    Some(right)
}
