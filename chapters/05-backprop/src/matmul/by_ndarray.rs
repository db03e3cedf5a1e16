//! Products by ndarray, which calls the crate matrixmultiply: what the book uses unless told otherwise.

use ndarray::ArrayRef2;
use ndarray::linalg::{general_mat_mul, general_mat_vec_mul};

use crate::Float;

/// `C ← AB + βC`. One row times a matrix takes a way of its own: to read the matrix once is then all the work, and the
/// general product would first copy it.
pub(crate) fn multiply<F: Float>(
    a: &ArrayRef2<F>,
    b: &ArrayRef2<F>,
    beta: F,
    c: &mut ArrayRef2<F>,
) {
    if a.nrows() == 1 {
        general_mat_vec_mul(
            F::one(),
            &b.t(),
            &a.row(0),
            beta,
            &mut c.row_mut(0),
        );
    } else {
        general_mat_mul(F::one(), a, b, beta, c);
    }
}
