//! A matrix that many others are multiplied by, laid out once as the product reads it.

#![expect(
    clippy::inline_always,
    reason = "registers that are passed to a function that was not inlined go through memory"
)]

use std::array::from_fn;

use ndarray::{ArrayRef2, Axis};

use crate::Float;
use crate::lanes::Lanes;

/// How many rows are computed together, at most: each register of the matrix is then read once for all of them, and their sums just fit.
const ROWS: usize = if cfg!(target_feature = "avx512f") { 12 } else { 6 };
/// How many registers a panel is wide.
const ABREAST: usize = 2;
/// How many columns a panel has at most.
const WIDEST: usize = ABREAST * 16;
/// How many rows of the matrix a panel holds, at most: it then stays in the nearest cache while all rows pass.
const DEPTH: usize = 256;

/// A kernel for each number of rows from 1 to 12.
macro_rules! tiles {
    ($tile:ident, $lanes:ty) => {{
        let tiles: [Tile<<$lanes as Lanes>::Number>; 12] = [
            $tile::<$lanes, 1>,
            $tile::<$lanes, 2>,
            $tile::<$lanes, 3>,
            $tile::<$lanes, 4>,
            $tile::<$lanes, 5>,
            $tile::<$lanes, 6>,
            $tile::<$lanes, 7>,
            $tile::<$lanes, 8>,
            $tile::<$lanes, 9>,
            $tile::<$lanes, 10>,
            $tile::<$lanes, 11>,
            $tile::<$lanes, 12>,
        ];
        tiles
    }};
}

/// A matrix B for products `C + A B` with many A, one after the other, as a recurrent layer forms them moment by moment.
///
/// A general product copies B into panels first, every time. Here that is done once. The sums are the same numbers as those of
/// [`matmul`](crate::matmul()), added up in another order.
///
/// ```
/// use backprop::Packed;
/// use ndarray::array;
/// let packed = Packed::new(&array![[1.0, 0.0], [2.0, 3.0]]);
/// let mut sums = array![[100.0, 100.0]];
/// packed.add_product(&array![[1.0, 2.0]], &mut sums);
/// assert_eq!(sums, array![[105.0, 106.0]]);
/// ```
#[derive(Debug, Clone)]
// ANCHOR: packed
pub struct Packed<F> {
    /// (rows, columns) of B.
    dim: (usize, usize),
    /// Up to 256 rows of two registers' columns, row by row; then the next columns, with zeros at the end; then the next rows.
    panels: Vec<F>,
}
// ANCHOR_END: packed

impl<F: Float> Packed<F> {
    /// This matrix in panels.
    ///
    /// # Shapes
    /// `matrix`: (k, n), stored in any order.
    pub fn new(matrix: &ArrayRef2<F>) -> Self {
        let (rows, columns) = matrix.dim();
        let width = width::<F>();
        let mut panels =
            vec![F::zero(); rows * columns.next_multiple_of(width)];
        let mut rest = &mut panels[..];
        for first in (0..rows).step_by(DEPTH) {
            let depth = DEPTH.min(rows - first);
            for column in (0..columns).step_by(width) {
                let (panel, others) = rest.split_at_mut(depth * width);
                fill(panel, matrix, [first, column]);
                rest = others;
            }
        }
        Self { dim: (rows, columns), panels }
    }

    /// Adds a product with this matrix: `C ← C + A B`.
    ///
    /// # Shapes
    /// `a`: (m, k); `c`: (m, n), for a matrix B of (k, n).
    ///
    /// # Panics
    /// If the shapes do not fit, or one of the two is not stored row by row.
    #[track_caller]
    pub fn add_product(&self, a: &ArrayRef2<F>, c: &mut ArrayRef2<F>) {
        assert!(
            (a.ncols(), c.ncols()) == self.dim && a.nrows() == c.nrows(),
            "Packed::add_product: {:?} times {:?} does not fit {:?}",
            a.dim(),
            self.dim,
            c.dim()
        );
        F::add_packed(self, a, c);
    }

    /// Adds a product of this matrix with a transposed one, as the gradient by weights is formed: `C ← C + Aᵀ B`.
    ///
    /// # Shapes
    /// `a`: (k, m); `c`: (m, n), for a matrix B of (k, n).
    ///
    /// # Panics
    /// If the shapes do not fit, or one of the two is not stored row by row.
    ///
    /// ```
    /// use backprop::Packed;
    /// use ndarray::array;
    /// let mut gradient = array![[0.5, 0.5]];
    /// Packed::new(&array![[1.0, 0.0], [2.0, 3.0]]).add_transposed_product(&array![[1.0], [2.0]], &mut gradient);
    /// assert_eq!(gradient, array![[5.5, 6.5]]);
    /// ```
    #[track_caller]
    pub fn add_transposed_product(
        &self,
        a: &ArrayRef2<F>,
        c: &mut ArrayRef2<F>,
    ) {
        assert!(
            (a.nrows(), c.ncols()) == self.dim && a.ncols() == c.nrows(),
            "Packed::add_transposed_product: {:?} transposed times {:?} does not fit {:?}",
            a.dim(),
            self.dim,
            c.dim()
        );
        F::add_packed_transposed(self, a, c);
    }
}

impl<F: Float> Packed<F> {
    /// The first row of each block of rows, and its panels, each with its first column.
    fn blocks(
        &self,
    ) -> impl Iterator<Item = (usize, impl Iterator<Item = (usize, &[F])> + Clone)>
    {
        let (rows, columns) = self.dim;
        let width = width::<F>();
        let block = DEPTH * columns.next_multiple_of(width);
        let blocks = self.panels.chunks(block.max(1));
        (0..rows).step_by(DEPTH).zip(blocks).map(move |(first, block)| {
            let depth = DEPTH.min(rows - first);
            let starts = (0..columns).step_by(width);
            (first, starts.zip(block.chunks_exact(depth * width)))
        })
    }
}

/// How many columns a panel has.
fn width<F: Float>() -> usize {
    ABREAST * F::Lanes::COUNT
}

/// Copies a panel that begins at this row and column: along the rows of the matrix, if they lie in one piece, else along its columns.
fn fill<F: Float>(
    panel: &mut [F],
    matrix: &ArrayRef2<F>,
    [row, column]: [usize; 2],
) {
    let width = width::<F>();
    let columns = width.min(matrix.ncols() - column);
    if let Some(numbers) = matrix.as_slice() {
        let rows = numbers.chunks_exact(matrix.ncols()).skip(row);
        for (panel, numbers) in panel.chunks_exact_mut(width).zip(rows) {
            panel[..columns].copy_from_slice(&numbers[column..][..columns]);
        }
    } else {
        let all = matrix.columns().into_iter().skip(column).take(columns);
        for (j, numbers) in all.enumerate() {
            let places = panel[j..].iter_mut().step_by(width);
            let (_, numbers) = numbers.split_at(Axis(0), row);
            places.zip(&numbers).for_each(|(place, &number)| *place = number);
        }
    }
}

/// Goes through the panels, and with each through all rows of A, in groups of nearly the same size: a panel stays in the nearest cache.
#[track_caller]
pub(crate) fn add<L: Lanes>(
    packed: &Packed<L::Number>,
    a: &ArrayRef2<L::Number>,
    c: &mut ArrayRef2<L::Number>,
) {
    let (rows, columns) = packed.dim;
    let batch = c.nrows();
    let a = a.as_slice().expect("Packed: A is stored row by row");
    let c = c.as_slice_mut().expect("Packed: C is stored row by row");
    let tiles = tiles!(tile, L);
    for (first, panels) in packed.blocks() {
        for (column, panel) in panels {
            let width = (columns - column).min(ABREAST * L::COUNT);
            for [from, to] in groups(batch) {
                let numbers = &a[from * rows + first..];
                let a = Strided { numbers, stride: rows };
                let c = &mut c[from * columns + column..];
                tiles[to - from - 1](panel, a, c, columns, width);
            }
        }
    }
}

/// Goes through the columns of A in groups, and with each through the panels: a group is copied into one piece, since numbers that are some
/// pages apart in memory would push each other out of the cache.
#[track_caller]
pub(crate) fn add_transposed<L: Lanes>(
    packed: &Packed<L::Number>,
    a: &ArrayRef2<L::Number>,
    c: &mut ArrayRef2<L::Number>,
) {
    let (columns, length) = (packed.dim.1, a.ncols());
    let a = a.as_slice().expect("Packed: A is stored row by row");
    let c = c.as_slice_mut().expect("Packed: C is stored row by row");
    let tiles = tiles!(transposed_tile, L);
    let mut piece = Vec::with_capacity(ROWS * DEPTH);
    for (first, panels) in packed.blocks() {
        for [from, to] in groups(length) {
            copy_columns(a, length, [first, from], &mut piece);
            let a = Strided { numbers: &piece, stride: ROWS };
            for (column, panel) in panels.clone() {
                let width = (columns - column).min(ABREAST * L::COUNT);
                let c = &mut c[from * columns + column..];
                tiles[to - from - 1](panel, a, c, columns, width);
            }
        }
    }
}

/// The next numbers of each row from this row and column on, [`ROWS`] of them: zeros, where a row has fewer left.
fn copy_columns<F: Float>(
    matrix: &[F],
    length: usize,
    [row, column]: [usize; 2],
    piece: &mut Vec<F>,
) {
    piece.clear();
    for row in matrix.chunks_exact(length).skip(row).take(DEPTH) {
        if let Some(numbers) = row[column..].first_chunk::<ROWS>() {
            piece.extend_from_slice(numbers);
        } else {
            piece.extend_from_slice(&row[column..]);
            piece.resize(piece.len().next_multiple_of(ROWS), F::zero());
        }
    }
}

/// Up to [`ROWS`] rows each, from one to before another.
fn groups(rows: usize) -> impl Iterator<Item = [usize; 2]> {
    let count = rows.div_ceil(ROWS);
    (0..count)
        .map(move |group| [group, group + 1].map(|group| group * rows / count))
}

/// A part of a matrix from its first number on, and how far apart its rows are.
#[derive(Clone, Copy)]
struct Strided<'a, F> {
    numbers: &'a [F],
    stride: usize,
}

/// Adds to some rows of C their products with a panel: the panel, A, C, the length of C's rows, and how many columns of the panel there are.
type Tile<F> = fn(&[F], Strided<'_, F>, &mut [F], usize, usize);

/// Two registers of columns for each of `R` rows: the sums stay in registers from the top of the panel to its bottom.
// ANCHOR: packed_tile
#[inline(never)]
fn tile<L: Lanes, const R: usize>(
    panel: &[L::Number],
    a: Strided<'_, L::Number>,
    c: &mut [L::Number],
    length: usize,
    columns: usize,
) {
    let panel = panel.chunks_exact(ABREAST * L::COUNT);
    let a: [&[L::Number]; R] =
        from_fn(|row| &a.numbers[row * a.stride..][..panel.len()]);
    let mut sums = [[L::splat(L::Number::of(0.0)); ABREAST]; R];
    for (k, weights) in panel.enumerate() {
        add_products(weights, from_fn(|row| a[row][k]), &mut sums);
    }
    add_sums(sums, c, length, columns);
}
// ANCHOR_END: packed_tile

/// The same where a row of A holds one number for each of the `R` rows of C.
#[inline(never)]
fn transposed_tile<L: Lanes, const R: usize>(
    panel: &[L::Number],
    a: Strided<'_, L::Number>,
    c: &mut [L::Number],
    length: usize,
    columns: usize,
) {
    let mut sums = [[L::splat(L::Number::of(0.0)); ABREAST]; R];
    let panel = panel.chunks_exact(ABREAST * L::COUNT);
    for (weights, a) in panel.zip(a.numbers.chunks_exact(a.stride)) {
        let a = a.first_chunk().expect("a number for each row");
        add_products(weights, *a, &mut sums);
    }
    add_sums(sums, c, length, columns);
}

/// One row of a panel, times a number for each of the sums.
#[inline(always)]
fn add_products<L: Lanes, const R: usize>(
    weights: &[L::Number],
    a: [L::Number; R],
    sums: &mut [[L; ABREAST]; R],
) {
    let weights: [L; ABREAST] =
        from_fn(|register| L::load(&weights[register * L::COUNT..]));
    for row in 0..R {
        let a = L::splat(a[row]);
        for register in 0..ABREAST {
            sums[row][register] =
                weights[register].mul_add(a, sums[row][register]);
        }
    }
}

/// Adds the sums to the rows of C.
#[inline(always)]
fn add_sums<L: Lanes, const R: usize>(
    sums: [[L; ABREAST]; R],
    c: &mut [L::Number],
    length: usize,
    columns: usize,
) {
    for (row, sums) in sums.into_iter().enumerate() {
        add_row(sums, &mut c[row * length..][..columns]);
    }
}

/// Adds the registers of a row to its numbers, which may be fewer.
#[inline(always)]
fn add_row<L: Lanes>(sums: [L; ABREAST], numbers: &mut [L::Number]) {
    let one = L::splat(L::Number::of(1.0));
    if numbers.len() == ABREAST * L::COUNT {
        for (sum, numbers) in
            sums.into_iter().zip(numbers.chunks_exact_mut(L::COUNT))
        {
            sum.mul_add(one, L::load(numbers)).store(numbers);
        }
    } else {
        let mut buffer = [L::Number::of(0.0); WIDEST];
        for (sum, buffer) in
            sums.into_iter().zip(buffer.chunks_exact_mut(L::COUNT))
        {
            sum.store(buffer);
        }
        numbers.iter_mut().zip(buffer).for_each(|(number, sum)| *number += sum);
    }
}
