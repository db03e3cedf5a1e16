//! The matrix U of a recurrent layer, for all moments of a run.

use backprop::{Float, Packed, lanes, matmul};
use ndarray::ArrayRef2;

/// A matrix by which the memory is multiplied at each moment: packed once where that is the faster way, else as it stands.
#[derive(Debug)]
// ANCHOR: memory
pub(crate) enum Memory<'a, F> {
    Packed(Packed<F>),
    AsItStands(&'a ArrayRef2<F>),
}
// ANCHOR_END: memory

impl<'a, F: Float> Memory<'a, F> {
    /// Whether to pack takes less time than it saves: in a run of several moments, a batch that shares what is read of the matrix,
    /// and a program that was compiled for wide registers.
    ///
    /// # Shapes
    /// `matrix`: (k, n), a view of it transposed or not.
    pub(crate) fn new(matrix: &'a ArrayRef2<F>, [time, batch]: [usize; 2]) -> Self {
        if lanes::PAYS_OFF && time >= 4 && batch >= 6 {
            Self::Packed(Packed::new(matrix))
        } else {
            Self::AsItStands(matrix)
        }
    }

    /// `S ← S + H B`.
    ///
    /// # Shapes
    /// `hidden`: (batch, k); `sums`: (batch, n).
    ///
    /// # Panics
    /// If the shapes do not fit.
    #[track_caller]
    pub(crate) fn add(&self, hidden: &ArrayRef2<F>, sums: &mut ArrayRef2<F>) {
        match self {
            Self::Packed(packed) => packed.add_product(hidden, sums),
            Self::AsItStands(matrix) => matmul(hidden, matrix, F::one(), sums),
        }
    }

    /// `S ← H B`, whatever S held.
    ///
    /// # Shapes
    /// As [`add`](Self::add).
    ///
    /// # Panics
    /// If the shapes do not fit.
    #[track_caller]
    pub(crate) fn assign(&self, hidden: &ArrayRef2<F>, sums: &mut ArrayRef2<F>) {
        match self {
            Self::Packed(packed) => {
                sums.fill(F::zero());
                packed.add_product(hidden, sums);
            }
            Self::AsItStands(matrix) => matmul(hidden, matrix, F::zero(), sums),
        }
    }
}
