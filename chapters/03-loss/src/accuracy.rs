//! What people ask for: how many answers are right.

use ndarray::{ArrayRef1, ArrayRef2, NdFloat};

use crate::shapes::{assert_class, assert_not_empty, assert_one_target_a_row};

/// The predicted class of each row: the index of its largest score, the first of equals.
///
/// Logits, probabilities and distances turned negative all serve, since only their order matters. A row that holds
/// NaN has no order, and its prediction no meaning: [`accuracy`] never counts such a row as right. Source: S2 TEST-3, LOSS-21.
///
/// # Shapes
/// `scores`: `(batch, classes)`; returns `batch` class indices.
///
/// # Panics
/// If there are rows but no classes.
///
/// ```
/// use ndarray::array;
/// assert_eq!(loss::predictions(&array![[0.1, 0.5, 0.4], [0.3, 0.3, 0.2]]), [1, 0]);
/// ```
#[doc(alias = "argmax")]
#[track_caller]
// ANCHOR: predictions
pub fn predictions<F: NdFloat>(scores: &ArrayRef2<F>) -> Vec<usize> {
    assert!(
        scores.ncols() > 0,
        "predictions: scores of shape {:?} have no class",
        scores.shape()
    );
    scores
        .rows()
        .into_iter()
        .map(|row| {
            (1..row.len())
                .fold(0, |best, class| if row[class] > row[best] { class } else { best })
        })
        .collect()
}
// ANCHOR_END: predictions

/// The number of classes ranked before the target's: those with a larger score, and equals with a smaller index.
///
/// Rank 0 is the prediction itself. `None` if any score of the row is NaN: there is no order then.
///
/// ```
/// use ndarray::array;
/// assert_eq!(loss::rank_of_target(&array![0.1, 0.5, 0.4], 2), Some(1));
/// assert_eq!(loss::rank_of_target(&array![0.5, 0.5], 1), Some(1)); // a tie: class 0 comes first
/// ```
///
/// # Panics
/// If the target is not below the number of classes.
#[track_caller]
// ANCHOR: rank
pub fn rank_of_target<F: NdFloat>(scores: &ArrayRef1<F>, target: usize) -> Option<usize> {
    assert_class("rank_of_target", target, scores.len());
    if scores.iter().any(|score| score.is_nan()) {
        return None;
    }
    let own = scores[target];
    let before = |class: &usize| {
        let score = scores[*class];
        score > own || (score == own && *class < target)
    };
    Some((0..scores.len()).filter(before).count())
}
// ANCHOR_END: rank

/// The share of examples whose target is among the `k` largest scores; equals rank by index, the smaller first.
///
/// Source: S4 TEST-8 (named there, not defined).
///
/// # Shapes
/// `scores`: `(batch, classes)`; `targets`: `batch` class indices.
///
/// # Panics
/// If the numbers of rows and targets differ, the batch is empty, or a target is out of range.
///
/// ```
/// use ndarray::array;
/// let scores = array![[0.1, 0.5, 0.4], [0.7, 0.2, 0.1]];
/// assert_eq!(loss::top_k_accuracy(&scores, &[2, 0], 1), 0.5);
/// assert_eq!(loss::top_k_accuracy(&scores, &[2, 0], 2), 1.0);
/// ```
#[doc(alias = "top_k_categorical_accuracy")]
#[track_caller]
// ANCHOR: top_k
pub fn top_k_accuracy<F: NdFloat>(
    scores: &ArrayRef2<F>,
    targets: &[usize],
    k: usize,
) -> f64 {
    assert_one_target_a_row("top_k_accuracy", scores.shape(), targets);
    assert_not_empty("top_k_accuracy", scores.shape());
    let mut right = 0;
    for (row, &target) in scores.rows().into_iter().zip(targets) {
        if rank_of_target(&row, target).is_some_and(|rank| rank < k) {
            right += 1;
        }
    }
    f64::from(right) / targets.len() as f64
}
// ANCHOR_END: top_k

/// The share of right predictions: correct / all, which is top-k with k = 1. Source: S2 TEST-1.
///
/// # Shapes
/// `scores`: `(batch, classes)`; `targets`: `batch` class indices.
///
/// # Panics
/// If the numbers of rows and targets differ, the batch is empty, or a target is out of range.
///
/// ```
/// use ndarray::array;
/// assert_eq!(loss::accuracy(&array![[0.1, 0.9], [0.6, 0.4]], &[1, 1]), 0.5);
/// ```
#[track_caller]
pub fn accuracy<F: NdFloat>(scores: &ArrayRef2<F>, targets: &[usize]) -> f64 {
    top_k_accuracy(scores, targets, 1)
}
