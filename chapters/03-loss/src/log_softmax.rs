//! The logarithm of a softmax, without passing through the softmax.

use ndarray::{Array2, ArrayView1, ArrayView2, Axis, NdFloat};

// ANCHOR: log_softmax
/// $\ln\sum_k e^{z_k}$, computed as $m + \ln\sum_k e^{z_k - m}$ with $m = \max_k z_k$, so that no exponent is positive.
///
/// A smooth maximum: it lies between $m$ and $m + \ln K$. NaN if an element is NaN; $-\infty$ if all are, or if there is none.
///
/// # Shapes
/// `logits`: `(classes,)`.
///
/// ```
/// use ndarray::array;
/// assert_eq!(loss::log_sum_exp(array![1e4, 1e4].view()), 1e4 + 2.0_f64.ln());
/// ```
#[doc(alias = "logsumexp")]
pub fn log_sum_exp<F: NdFloat>(logits: ArrayView1<F>) -> F {
    let max = logits.fold(F::neg_infinity(), |max, &z| max.max(z));
    let shift = if max.is_finite() { max } else { F::zero() }; // ∞ − ∞ would be NaN
    shift + logits.fold(F::zero(), |sum, &z| sum + (z - shift).exp()).ln()
}

/// The logarithm of the softmax of each row: $\ln p_k = z_k - \ln\sum_j e^{z_j}$.
///
/// # Shapes
/// `logits` and result: `(batch, classes)`.
///
/// ```
/// use ndarray::array;
/// let log_probabilities = loss::log_softmax(array![[0.0, -1e4]].view());
/// assert_eq!(log_probabilities, array![[0.0, -1e4]]); // ln 0 would be −∞
/// ```
#[doc(alias = "LogSoftmax")]
pub fn log_softmax<F: NdFloat>(logits: ArrayView2<F>) -> Array2<F> {
    let normalisers = logits.map_axis(Axis(1), log_sum_exp).insert_axis(Axis(1));
    &logits - &normalisers
}
// ANCHOR_END: log_softmax
