//! Two classes told apart by one number.

use ndarray::{ArrayRef1, ArrayRef2};

use crate::Float;

/// The share of examples on the right side: class 1 where the logit is positive, class 0 elsewhere.
///
/// # Shapes
/// `logits`: (count, 1); `labels`: (count), 0 or 1.
///
/// # Panics
/// If there is not one logit for each label.
///
/// ```
/// use ndarray::array;
/// assert_eq!(backprop::two_class_accuracy(&array![[0.5], [-2.0]], &array![1, 1]), 0.5);
/// ```
#[track_caller]
pub fn two_class_accuracy<F: Float>(
    logits: &ArrayRef2<F>,
    labels: &ArrayRef1<usize>,
) -> f64 {
    assert!(
        logits.shape() == [labels.len(), 1],
        "two_class_accuracy: logits are {:?}, labels {:?}",
        logits.shape(),
        labels.shape()
    );
    let right = logits
        .iter()
        .zip(labels)
        .filter(|&(&z, &label)| (z > F::zero()) == (label == 1));
    right.count() as f64 / labels.len() as f64
}
