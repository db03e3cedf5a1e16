//! The logarithm of a softmax, without passing through the softmax.

use ndarray::{Array2, ArrayRef1, ArrayRef2, NdFloat};

/// `ln Σ e^z`, computed as `m + ln Σ e^(z − m)` with `m = max z`, so that no exponent is positive.
///
/// A smooth maximum: it lies between `m` and `m + ln K`. NaN if an element is NaN; −∞ if all are, or if there is none.
///
/// # Shapes
/// `logits`: `(classes,)`.
///
/// ```
/// use ndarray::array;
/// assert_eq!(loss::log_sum_exp(&array![1e4, 1e4]), 1e4 + 2.0_f64.ln());
/// ```
#[doc(alias = "logsumexp")]
// ANCHOR: log_sum_exp
pub fn log_sum_exp<F: NdFloat>(logits: &ArrayRef1<F>) -> F {
    let max = logits.fold(F::neg_infinity(), |max, &z| max.max(z));
    let shift = if max.is_finite() { max } else { F::zero() }; // ∞ − ∞ would be NaN
    shift + logits.fold(F::zero(), |sum, &z| sum + (z - shift).exp()).ln()
}
// ANCHOR_END: log_sum_exp

/// The logarithm of the softmax of each row: `ln p = z − ln Σ e^z`.
///
/// # Shapes
/// `logits` and result: `(batch, classes)`.
///
/// ```
/// use ndarray::array;
/// let log_probabilities = loss::log_softmax(&array![[0.0, -1e4]]);
/// assert_eq!(log_probabilities, array![[0.0, -1e4]]); // ln 0 would be −∞
/// ```
#[doc(alias = "LogSoftmax")]
// ANCHOR: log_softmax
pub fn log_softmax<F: NdFloat>(logits: &ArrayRef2<F>) -> Array2<F> {
    let mut log_probabilities = logits.to_owned();
    for mut row in log_probabilities.rows_mut() {
        let normaliser = log_sum_exp(&row);
        row -= normaliser;
    }
    log_probabilities
}
// ANCHOR_END: log_softmax
