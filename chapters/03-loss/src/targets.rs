//! The truth of a batch: a class for each example, or a whole distribution.

use ndarray::{Array2, ArrayView2, NdFloat};

use crate::entropy::weigh;
use crate::shapes::{
    assert_distribution, assert_not_empty, assert_one_target_a_row, assert_same_shape,
};

/// What a batch of outputs is compared with.
///
/// Functions take `impl Into<Targets>`: a slice, vector or array of class indices, or a two-dimensional array of distributions,
/// one a row. A class index costs no memory for the zeros that a one-hot row would hold.
#[derive(Debug, Clone, Copy)]
pub enum Targets<'a, F> {
    /// The index of the true class of each example.
    Classes(&'a [usize]),
    /// A distribution over the classes for each example, `(batch, classes)`: one-hot, or soft.
    Distributions(ArrayView2<'a, F>),
}

impl<F: NdFloat> Targets<'_, F> {
    #[track_caller]
    pub(crate) fn check(&self, operation: &str, outputs: &[usize]) {
        assert_not_empty(operation, outputs);
        let num_classes = outputs[1];
        match self {
            Targets::Classes(classes) => {
                assert_one_target_a_row(operation, outputs, classes);
                for (row, &class) in classes.iter().enumerate() {
                    assert!(
                        class < num_classes,
                        "{operation}: target {class} of row {row} is not below {num_classes} classes"
                    );
                }
            }
            Targets::Distributions(rows) => {
                assert_same_shape(operation, outputs, rows.shape());
                rows.rows()
                    .into_iter()
                    .for_each(|row| assert_distribution(operation, &row));
            }
        }
    }

    // ANCHOR: targets
    /// `Σ t v` over rows and classes: for classes, the sum of the values that stand at the true ones.
    pub(crate) fn weigh(&self, values: &Array2<F>) -> F {
        match self {
            Targets::Classes(classes) => classes
                .iter()
                .enumerate()
                .fold(F::zero(), |sum, (row, &class)| sum + values[[row, class]]),
            Targets::Distributions(rows) => {
                rows.iter().zip(values).fold(F::zero(), |sum, (&t, &v)| sum + weigh(t, v))
            }
        }
    }

    /// Subtracts the targets from `values` in place: for classes, 1 at the true ones.
    pub(crate) fn subtract_from(&self, values: &mut Array2<F>) {
        match self {
            Targets::Classes(classes) => {
                for (row, &class) in classes.iter().enumerate() {
                    values[[row, class]] -= F::one();
                }
            }
            Targets::Distributions(rows) => *values -= rows,
        }
    }
    // ANCHOR_END: targets

    /// The target's probability of one class.
    pub(crate) fn at(&self, row: usize, class: usize) -> F {
        match self {
            Targets::Classes(classes) => {
                if classes[row] == class {
                    F::one()
                } else {
                    F::zero()
                }
            }
            Targets::Distributions(rows) => rows[[row, class]],
        }
    }
}

impl<'a, F> From<&'a [usize]> for Targets<'a, F> {
    fn from(classes: &'a [usize]) -> Self {
        Targets::Classes(classes)
    }
}

impl<'a, F> From<&'a Vec<usize>> for Targets<'a, F> {
    fn from(classes: &'a Vec<usize>) -> Self {
        Targets::Classes(classes)
    }
}

impl<'a, F, const N: usize> From<&'a [usize; N]> for Targets<'a, F> {
    fn from(classes: &'a [usize; N]) -> Self {
        Targets::Classes(classes)
    }
}

impl<'a, F> From<ArrayView2<'a, F>> for Targets<'a, F> {
    fn from(rows: ArrayView2<'a, F>) -> Self {
        Targets::Distributions(rows)
    }
}

impl<'a, F> From<&'a Array2<F>> for Targets<'a, F> {
    fn from(rows: &'a Array2<F>) -> Self {
        Targets::Distributions(rows.view())
    }
}
