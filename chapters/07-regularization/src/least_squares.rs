//! Weighted sums that come nearest to given numbers, without the normal equations.

use ndarray::{Array1, ArrayRef1, ArrayRef2};

/// The x that makes `‖Ax − b‖` smallest, by Householder's reflections.
///
/// A reflection per column makes `A` triangular and keeps every length, so that nothing is squared. The normal equations
/// `AᵀAx = Aᵀb` of chapter 4 square the ratio of the longest to the shortest direction of `A`: where the reflections lose seven of
/// sixteen digits, they lose fourteen. Source: Householder 1958.
///
/// `None` if a column is a weighted sum of the others, up to rounding.
///
/// # Shapes
/// `matrix`: (rows, columns), at least as many rows as columns; `right`: (rows); the result: (columns).
///
/// # Panics
/// If the shapes do not fit.
///
/// ```
/// use ndarray::array;
/// use regularization::least_squares;
/// let matrix = array![[1.0, 0.0], [1.0, 1.0], [1.0, 2.0]]; // a line through (0, 0), (1, 3), (2, 3)
/// let line = least_squares(&matrix, &array![0.0, 3.0, 3.0]).unwrap();
/// assert!((line[0] - 0.5).abs() < 1e-12 && (line[1] - 1.5).abs() < 1e-12);
/// ```
#[doc(alias = "lstsq")]
#[track_caller]
// ANCHOR: least_squares
pub fn least_squares(
    matrix: &ArrayRef2<f64>,
    right: &ArrayRef1<f64>,
) -> Option<Array1<f64>> {
    let (rows, columns) = matrix.dim();
    assert!(
        rows >= columns && rows == right.len(),
        "least_squares: a matrix of shape {:?} and {} right sides",
        matrix.shape(),
        right.len()
    );
    let (mut upper, mut right) = (matrix.to_owned(), right.to_owned());
    for column in 0..columns {
        let mirror = mirror(&upper, column)?;
        for other in column..columns {
            reflect(&mut upper.column_mut(other), &mirror);
        }
        reflect(&mut right.view_mut(), &mirror);
    }
    let mut solution = Array1::zeros(columns);
    for row in (0..columns).rev() {
        let known = upper.row(row).dot(&solution); // what is not found yet is 0
        solution[row] = (right[row] - known) / upper[[row, row]];
    }
    Some(solution)
}
// ANCHOR_END: least_squares

/// The unit vector whose mirror turns the rest of a column, from the diagonal down, onto the diagonal.
///
/// `None` if next to nothing of the column is left: the columns before it made it up.
fn mirror(upper: &ArrayRef2<f64>, column: usize) -> Option<Array1<f64>> {
    let mut mirror = upper.column(column).to_owned();
    let whole = mirror.dot(&mirror).sqrt();
    (0..column).for_each(|row| mirror[row] = 0.0);
    let length = mirror.dot(&mirror).sqrt();
    if length <= 1e-14 * whole {
        return None;
    }
    mirror[column] += length.copysign(mirror[column]); // away from 0, so that no digits cancel
    let size = mirror.dot(&mirror).sqrt();
    Some(mirror / size)
}

/// `x ← x − 2 m (m·x)`.
fn reflect(column: &mut ArrayRef1<f64>, mirror: &ArrayRef1<f64>) {
    let twice = 2.0 * mirror.dot(column);
    column.scaled_add(-twice, mirror);
}
