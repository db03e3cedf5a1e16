//! Choosing a number, such as λ, by data that did not train.

use gradient_descent::split::Fold;
use ndarray::{Array1, Array2, Axis};

/// The validation errors of some candidates, each trained and validated on every fold.
///
/// ```
/// use ndarray::array;
/// use regularization::CrossValidation;
/// let errors = array![[4.0, 6.0], [3.0, 3.5], [1.0, 5.0]]; // three candidates, two folds
/// let choice = CrossValidation { errors };
/// assert_eq!(choice.means(), array![5.0, 3.25, 3.0]);
/// assert_eq!(choice.best(), 2);
/// assert_eq!(choice.standard_errors()[2], 2.0); // deviations ±2: √(8/1)/√2
/// assert_eq!(choice.first_within_a_standard_error(), 0); // 5.0 is no more than 3.0 + 2.0
/// ```
#[derive(Debug, Clone, PartialEq)]
// ANCHOR: cross_validation
pub struct CrossValidation {
    /// (candidates, folds).
    pub errors: Array2<f64>,
}
// ANCHOR_END: cross_validation

/// Trains and validates every candidate on every fold: the same folds for all, so that they are compared on equal terms.
///
/// `train_and_validate` is given a candidate and a fold, and returns the error on the fold's validation examples.
///
/// # Shapes
/// The result's errors: (candidates, folds).
///
/// # Panics
/// If there is no candidate or no fold.
///
/// ```
/// use gradient_descent::split::k_fold;
/// use rand::SeedableRng;
/// use regularization::cross_validate;
/// let folds = k_fold(10, 5, &mut chacha20::ChaCha8Rng::seed_from_u64(1));
/// let choice = cross_validate(&[0.1_f64, 1.0, 10.0], &folds, |lambda, fold| {
///     lambda.log10().abs() + fold.validation.len() as f64 // the middle one is best
/// });
/// assert_eq!(choice.best(), 1);
/// ```
#[doc(alias = "GridSearchCV")]
#[track_caller]
// ANCHOR: cross_validate
pub fn cross_validate<C>(
    candidates: &[C],
    folds: &[Fold],
    mut train_and_validate: impl FnMut(&C, &Fold) -> f64,
) -> CrossValidation {
    assert!(
        !candidates.is_empty() && !folds.is_empty(),
        "cross_validate: {} candidates and {} folds",
        candidates.len(),
        folds.len()
    );
    let shape = (candidates.len(), folds.len());
    let errors = Array2::from_shape_fn(shape, |(candidate, fold)| {
        train_and_validate(&candidates[candidate], &folds[fold])
    });
    CrossValidation { errors }
}
// ANCHOR_END: cross_validate

impl CrossValidation {
    /// The mean error of every candidate over the folds: (candidates).
    pub fn means(&self) -> Array1<f64> {
        self.errors.sum_axis(Axis(1)) / self.folds()
    }

    /// How uncertain each mean is: `s/√k`, where s is the standard deviation between the folds (divided by k − 1).
    ///
    /// The folds share most of their training data, so this is a rough measure.
    ///
    /// # Shapes
    /// (candidates); NaN with a single fold.
    // ANCHOR: standard_errors
    pub fn standard_errors(&self) -> Array1<f64> {
        let means = self.means();
        let deviations = &self.errors - &means.insert_axis(Axis(1));
        let squares = (&deviations * &deviations).sum_axis(Axis(1));
        (squares / (self.folds() - 1.0) / self.folds()).sqrt()
    }
    // ANCHOR_END: standard_errors

    /// The candidate with the lowest mean, the first one of equals.
    ///
    /// # Panics
    /// If all means are NaN.
    pub fn best(&self) -> usize {
        crate::best_epoch(&self.means().to_vec())
    }

    /// The first candidate whose mean is no more than a standard error above the lowest: with the simplest (most penalised) candidates first, the simplest
    /// that is not clearly worse than the best. Breiman et al. 1984.
    ///
    /// # Panics
    /// If all means are NaN.
    #[doc(alias = "one standard error rule")]
    // ANCHOR: first_within
    pub fn first_within_a_standard_error(&self) -> usize {
        let (means, best) = (self.means(), self.best());
        let bound = means[best] + self.standard_errors()[best];
        (0..means.len()).find(|&candidate| means[candidate] <= bound).unwrap_or(best)
    }
    // ANCHOR_END: first_within

    fn folds(&self) -> f64 {
        self.errors.ncols() as f64
    }
}
