//! Products by faer, whose kernels for the processor at hand are chosen as it runs, for thin matrices too.

use faer::linalg::matmul::matmul;
use faer::traits::ComplexField;
use faer::{Accum, MatMut, MatRef, Par};
use ndarray::{ArrayRef2, linalg::general_mat_mul};

use crate::Float;

/// `C ← AB + βC`; what is stored in neither row nor column order goes to ndarray.
pub(crate) fn multiply<F: Float + ComplexField>(
    a: &ArrayRef2<F>,
    b: &ArrayRef2<F>,
    beta: F,
    c: &mut ArrayRef2<F>,
) {
    let (rows, columns) = c.dim();
    let accumulate = if beta == F::zero() {
        Some(Accum::Replace)
    } else {
        (beta == F::one()).then_some(Accum::Add)
    };
    match (view(a), view(b), accumulate, c.is_standard_layout()) {
        (Some(a), Some(b), Some(accumulate), true) => {
            let c = c.as_slice_mut().expect("in standard layout");
            let c = MatMut::from_row_major_slice_mut(c, rows, columns);
            matmul(c, accumulate, a, b, F::one(), Par::Seq);
        }
        _ => general_mat_mul(F::one(), a, b, beta, c),
    }
}

fn view<F>(matrix: &ArrayRef2<F>) -> Option<MatRef<'_, F>> {
    let (rows, columns) = matrix.dim();
    if let Some(elements) = matrix.as_slice() {
        return Some(MatRef::from_row_major_slice(elements, rows, columns));
    }
    let elements = matrix.as_slice_memory_order()?;
    Some(MatRef::from_column_major_slice(elements, rows, columns))
}
