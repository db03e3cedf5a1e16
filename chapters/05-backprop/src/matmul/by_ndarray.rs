//! Products by ndarray, which calls the crate matrixmultiply: what the book uses unless told otherwise.

use ndarray::{ArrayRef2, linalg::general_mat_mul};

use crate::Float;

/// `C ← AB + βC`.
pub(crate) fn multiply<F: Float>(
    a: &ArrayRef2<F>,
    b: &ArrayRef2<F>,
    beta: F,
    c: &mut ArrayRef2<F>,
) {
    general_mat_mul(F::one(), a, b, beta, c);
}
