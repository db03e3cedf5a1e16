//! Softmax: a row of numbers becomes a row of probabilities.

use ndarray::{
    Array, Array1, Array2, ArrayRef, ArrayRef1, ArrayViewMut1, Dimension, NdFloat, Zip,
};

/// Turns every row of logits into probabilities that sum to 1.
///
/// `pⱼ = e^zⱼ / Σₖ e^zₖ = e^(zⱼ−m) / Σₖ e^(zₖ−m)`, with m the largest logit of the row
///
/// # Shapes
/// `logits` and the result: the same; a row runs along the last axis, so `(classes)` and `(batch, classes)` both work.
///
/// A logit of −∞ gets probability 0. A row that holds NaN or +∞, or nothing but −∞, becomes NaN.
///
/// Source: S2 l.989, in (0, 1) and not \[0, 1\] (ERR-22).
///
/// ```
/// use activations::softmax;
/// use ndarray::array;
/// let logits: ndarray::Array2<f64> = array![[0.0, 3_f64.ln()], [1e4, 1e4]];
/// let probabilities = softmax(&logits);
/// assert!((probabilities[[0, 1]] - 0.75).abs() < 1e-15); // e^ln 3 of 1 + 3
/// assert_eq!(probabilities.row(1), array![0.5, 0.5]);
/// ```
// ANCHOR: softmax
pub fn softmax<F: NdFloat, D: Dimension>(logits: &ArrayRef<F, D>) -> Array<F, D> {
    let mut probabilities = logits.to_owned();
    probabilities.rows_mut().into_iter().for_each(softmax_row);
    probabilities
}

fn softmax_row<F: NdFloat>(mut row: ArrayViewMut1<F>) {
    let largest = row.fold(F::neg_infinity(), |largest, &logit| largest.max(logit));
    row.mapv_inplace(|logit| (logit - largest).exp()); // exponents up to 0
    let total = row.sum(); // at least 1, from the largest
    row.mapv_inplace(|weight| weight / total);
}
// ANCHOR_END: softmax

/// Every output's slope along every logit, at the row of probabilities that softmax gave.
///
/// `∂pᵢ/∂zⱼ = pᵢ([i = j] − pⱼ)`
///
/// # Shapes
/// `probabilities`: (classes); the result: (classes, classes), symmetric, each row summing to 0.
///
/// ```
/// use activations::softmax_jacobian;
/// use ndarray::array;
/// assert_eq!(softmax_jacobian(&array![0.5, 0.5]), array![[0.25, -0.25], [-0.25, 0.25]]);
/// ```
// ANCHOR: jacobian
pub fn softmax_jacobian<F: NdFloat>(probabilities: &ArrayRef1<F>) -> Array2<F> {
    let classes = probabilities.len();
    Array2::from_shape_fn((classes, classes), |(i, j)| {
        let same = if i == j { F::one() } else { F::zero() };
        probabilities[i] * (same - probabilities[j])
    })
}
// ANCHOR_END: jacobian

/// Sends a gradient on the probabilities back to the logits, without building the Jacobian.
///
/// `∂C/∂zⱼ = pⱼ(gⱼ − Σᵢ gᵢpᵢ)`, with `gᵢ = ∂C/∂pᵢ`
///
/// # Shapes
/// All three: the same, rows along the last axis.
///
/// # Panics
/// If the shapes differ.
///
/// ```
/// use activations::softmax_backward;
/// use ndarray::array;
/// // Raising the first probability costs 1: that is its own slope 0.25, and −0.25 through the other logit.
/// assert_eq!(softmax_backward(&array![0.5, 0.5], &array![1.0, 0.0]), array![0.25, -0.25]);
/// ```
#[doc(alias = "_softmax_backward_data")]
#[track_caller]
pub fn softmax_backward<F: NdFloat, D: Dimension>(
    probabilities: &ArrayRef<F, D>,
    grad_output: &ArrayRef<F, D>,
) -> Array<F, D> {
    assert!(
        probabilities.shape() == grad_output.shape(),
        "softmax_backward: probabilities are {:?}, grad_output is {:?}",
        probabilities.shape(),
        grad_output.shape()
    );
    let mut grad_logits = probabilities * grad_output;
    Zip::from(grad_logits.rows_mut()).and(probabilities.rows()).for_each(|mut row, p| {
        let mean: Array1<F> = &p * row.sum();
        row -= &mean;
    });
    grad_logits
}
