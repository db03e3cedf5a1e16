//! Matrices of mostly zeros, such as characters one-hot: what is 0 need not be multiplied.

use backprop::Float;
use ndarray::{Array2, ArrayRef1, ArrayRef2};

/// A matrix as the list of its numbers that are not 0, row by row.
///
/// A product with it takes one addition of rows for each of them. A matrix without it multiplies zeros too; the results are the same but
/// for the order of the additions, and but for 0 times an infinite number, which is 0 here.
///
/// ```
/// use lstm::Sparse;
/// use ndarray::{Array2, array};
/// let mut characters = Array2::<f64>::zeros((2, 8)); // one-hot: the sixth and the first of eight
/// characters[[0, 5]] = 1.0;
/// characters[[1, 0]] = 1.0;
/// let sparse = Sparse::of_few(&characters).expect("two of sixteen");
/// let weights = Array2::from_shape_fn((8, 1), |(character, _)| character as f64);
/// let mut sums = array![[0.5], [0.5]];
/// sparse.add_product(&weights, &mut sums);
/// assert_eq!(sums, array![[5.5], [0.5]]);
/// ```
#[derive(Debug, Clone)]
pub struct Sparse<F> {
    dim: (usize, usize),
    /// Row, column and number.
    entries: Vec<(usize, usize, F)>,
}

impl<F: Float> Sparse<F> {
    /// This matrix, if no more than an eighth of its numbers are not 0.
    pub fn of_few(matrix: &ArrayRef2<F>) -> Option<Self> {
        let most = matrix.len() / 8;
        let mut entries = Vec::new();
        for (i, row) in matrix.rows().into_iter().enumerate() {
            let here = row.into_iter().enumerate().filter(|(_, x)| **x != F::zero());
            entries.extend(here.map(|(j, &x)| (i, j, x)));
            if entries.len() > most {
                return None;
            }
        }
        Some(Self { dim: matrix.dim(), entries })
    }

    /// `C ← C + A B`, where A is this matrix.
    ///
    /// # Shapes
    /// `b`: (k, n); `c`: (m, n), for an A of (m, k).
    ///
    /// # Panics
    /// If the shapes do not fit.
    #[track_caller]
    pub fn add_product(&self, b: &ArrayRef2<F>, c: &mut ArrayRef2<F>) {
        let (rows, columns) = self.dim;
        self.assert_fits("Sparse::add_product", [columns, rows], b, c);
        for &(i, j, x) in &self.entries {
            add_row(x, &b.row(j), &mut c.row_mut(i));
        }
    }

    /// The product of this matrix, transposed, with another: `Aᵀ B`, as a gradient by weights is formed.
    ///
    /// # Shapes
    /// `b`: (m, n); the result: (k, n), for an A of (m, k).
    ///
    /// # Panics
    /// If the shapes do not fit.
    #[track_caller]
    pub fn transposed_product(&self, b: &ArrayRef2<F>) -> Array2<F> {
        let (rows, columns) = self.dim;
        let mut product = Array2::zeros((columns, b.ncols()));
        self.assert_fits("Sparse::transposed_product", [rows, columns], b, &product);
        for &(i, j, x) in &self.entries {
            add_row(x, &b.row(i), &mut product.row_mut(j));
        }
        product
    }

    #[track_caller]
    fn assert_fits(
        &self,
        operation: &str,
        rows: [usize; 2],
        b: &ArrayRef2<F>,
        c: &ArrayRef2<F>,
    ) {
        assert!(
            [b.nrows(), c.nrows()] == rows && b.ncols() == c.ncols(),
            "{operation}: {:?} and {:?} do not fit {:?}",
            self.dim,
            b.dim(),
            c.dim()
        );
    }
}

/// `c ← c + x b`.
fn add_row<F: Float>(x: F, b: &ArrayRef1<F>, c: &mut ArrayRef1<F>) {
    c.zip_mut_with(b, |c, &b| *c += x * b);
}
