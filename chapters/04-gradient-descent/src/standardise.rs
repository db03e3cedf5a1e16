//! All features on one scale, measured on the training data alone.

use ndarray::{Array1, Array2, ArrayRef1, ArrayRef2, Axis, NdFloat, Zip};

use crate::constant::constant;

/// Shifts and scales every column to the mean 0 and the standard deviation 1 that it had in the
/// training data: `x ← (x − m) / s`.
///
/// What is measured on training rows is applied to validation and test rows unchanged: their means
/// come out near 0, not at 0, and that is right. The variance divides by N. Source: S2 DATA-13, DATA-14.
///
/// ```
/// use gradient_descent::standardise::Standardiser;
/// use ndarray::array;
/// let train = array![[1.0, 7.0], [3.0, 7.0]]; // means 2 and 7, deviations 1 and none
/// let standardiser = Standardiser::fit(&train);
/// assert_eq!(standardiser.transform(&train), array![[-1.0, 0.0], [1.0, 0.0]]);
/// assert_eq!(standardiser.transform(&array![[4.0, 8.0]]), array![[2.0, 1.0]]);
/// ```
#[derive(Debug, Clone, PartialEq)]
#[doc(alias = "StandardScaler")]
#[doc(alias = "standardize")]
#[doc(alias = "Normalize")]
pub struct Standardiser<F> {
    /// The mean of every column, `(features,)`.
    pub mean: Array1<F>,
    /// What every column is divided by, `(features,)`: its standard deviation, and 1 for a column
    /// that is constant in the training data.
    pub scale: Array1<F>,
}

impl<F: NdFloat> Standardiser<F> {
    /// Measures the columns of the training data.
    ///
    /// A constant column has no scale of its own: it is divided by 1, so it becomes 0 in the training
    /// data, and where later data differ, their difference.
    ///
    /// # Shapes
    /// `train`: `(examples, features)`.
    ///
    /// # Panics
    /// If there is no example.
    #[track_caller]
    // ANCHOR: fit
    pub fn fit(train: &ArrayRef2<F>) -> Self {
        assert!(
            train.nrows() > 0,
            "Standardiser::fit: data of shape {:?} have no example",
            train.shape()
        );
        let measured = train.columns().into_iter().map(|c| mean_and_scale(&c));
        let (mean, scale): (Vec<F>, Vec<F>) = measured.unzip();
        Self { mean: Array1::from_vec(mean), scale: Array1::from_vec(scale) }
    }
    // ANCHOR_END: fit

    /// `(x − m) / s` for every row.
    ///
    /// # Shapes
    /// `data` and the result: `(examples, features)`.
    ///
    /// # Panics
    /// If the number of features is not the one measured.
    #[track_caller]
    // ANCHOR: transform
    pub fn transform(&self, data: &ArrayRef2<F>) -> Array2<F> {
        self.assert_features("transform", data);
        (data - &*self.mean) / &self.scale
    }
    // ANCHOR_END: transform

    /// The way back: `m + s x`.
    ///
    /// # Shapes
    /// `data` and the result: `(examples, features)`.
    ///
    /// # Panics
    /// If the number of features is not the one measured.
    #[track_caller]
    pub fn restore(&self, data: &ArrayRef2<F>) -> Array2<F> {
        self.assert_features("restore", data);
        data * &*self.scale + &self.mean
    }

    #[track_caller]
    fn assert_features(&self, operation: &str, data: &ArrayRef2<F>) {
        assert!(
            data.len_of(Axis(1)) == self.mean.len(),
            "Standardiser::{operation}: data of shape {:?} for {} measured features",
            data.shape(),
            self.mean.len()
        );
    }
}

// ANCHOR: mean_and_scale
fn mean_and_scale<F: NdFloat>(column: &ArrayRef1<F>) -> (F, F) {
    let first = column[0];
    if column.iter().all(|&x| x == first) {
        return (first, F::one()); // not 0/0, nor rounding over rounding
    }
    let count = constant(column.len() as f64);
    let mean = column.sum() / count;
    let square = |x: F| (x - mean) * (x - mean);
    let squares = Zip::from(column).fold(F::zero(), |sum, &x| sum + square(x));
    (mean, (squares / count).sqrt())
}
// ANCHOR_END: mean_and_scale
