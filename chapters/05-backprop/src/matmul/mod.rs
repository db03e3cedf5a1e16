//! The one place where matrices are multiplied: nine tenths of a training step are spent here.

#[cfg(feature = "faer")]
pub(crate) mod by_faer;
#[cfg(not(feature = "faer"))]
pub(crate) mod by_ndarray;
mod one_row;
pub(crate) mod packed;

#[cfg(feature = "faer")]
pub(crate) use by_faer as backend;
#[cfg(not(feature = "faer"))]
pub(crate) use by_ndarray as backend;

use ndarray::ArrayRef2;

use crate::Float;

/// Adds a product of matrices to a matrix that is scaled first: `C ← AB + βC`.
///
/// With β = 0 what C held is forgotten, be it NaN; with β = 1 the product is added to it, as gradients are. A or B may be
/// transposed views. One row goes a way of its own: to read the matrix once is then all the work, and a general product would first
/// rearrange it.
///
/// # Shapes
/// `a`: (m, k); `b`: (k, n); `c`: (m, n).
///
/// # Panics
/// If the shapes do not fit.
///
/// ```
/// use backprop::matmul;
/// use ndarray::{Array2, array};
/// let mut c = array![[100.0, 100.0]];
/// matmul(&array![[1.0, 2.0]], &array![[3.0, 5.0], [4.0, 6.0]], 1.0, &mut c);
/// assert_eq!(c, array![[111.0, 117.0]]);
/// ```
#[track_caller]
// ANCHOR: matmul
pub fn matmul<F: Float>(
    a: &ArrayRef2<F>,
    b: &ArrayRef2<F>,
    beta: F,
    c: &mut ArrayRef2<F>,
) {
    assert!(
        a.ncols() == b.nrows() && c.dim() == (a.nrows(), b.ncols()),
        "matmul: {:?} times {:?} does not fit {:?}",
        a.shape(),
        b.shape(),
        c.shape()
    );
    let done = a.nrows() == 1 && one_row::multiply(a, b, beta, c);
    if !done {
        F::matmul(a, b, beta, c);
    }
}
// ANCHOR_END: matmul
