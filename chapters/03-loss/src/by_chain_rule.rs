//! The gradient of softmax with cross-entropy the long way, one factor of the chain rule a function.
//!
//! To be read, and to check [`crate::softmax_cross_entropy`] with; train with that one. Source: S0 BP-11.

use ndarray::{Array1, Array2, ArrayView1, NdFloat};

// ANCHOR: by_chain_rule
/// Step 1: the slope of $-\ln p_k$ by the probability of the true class $k$ is $-\frac1{p_k}$.
///
/// ```
/// assert_eq!(loss::by_chain_rule::loss_by_probability(0.25), -4.0);
/// ```
pub fn loss_by_probability<F: NdFloat>(probability: F) -> F {
    -F::one() / probability
}

/// Step 2: the slope of the probability $p_k$ by the logit $z_j$ is $p_k(1 - p_k)$ for $j = k$, and $-p_k p_j$ for $j \ne k$.
///
/// ```
/// use loss::by_chain_rule::probability_by_logit;
/// use ndarray::array;
/// let p = array![0.25, 0.75];
/// assert_eq!(probability_by_logit(p.view(), 0, 0), 0.1875); // ¼ · ¾
/// assert_eq!(probability_by_logit(p.view(), 0, 1), -0.1875);
/// ```
pub fn probability_by_logit<F: NdFloat>(p: ArrayView1<F>, k: usize, j: usize) -> F {
    if j == k { p[k] * (F::one() - p[k]) } else { -p[k] * p[j] }
}

/// Step 3, the chain rule: their product, which is $p_j - 1$ for $j = k$, and $p_j$ for $j \ne k$.
///
/// # Shapes
/// `p` and result: `(classes,)`.
///
/// ```
/// use loss::by_chain_rule::loss_by_logits;
/// use ndarray::array;
/// assert_eq!(loss_by_logits(array![0.25, 0.75].view(), 0), array![-0.75, 0.75]);
/// ```
pub fn loss_by_logits<F: NdFloat>(p: ArrayView1<F>, k: usize) -> Array1<F> {
    Array1::from_shape_fn(p.len(), |j| loss_by_probability(p[k]) * probability_by_logit(p, k, j))
}
// ANCHOR_END: by_chain_rule

/// All of step 2 as a matrix, the Jacobian of the softmax: element $(k, j)$ is $\partial p_k / \partial z_j$.
///
/// # Shapes
/// `p`: `(classes,)`; result: `(classes, classes)`, symmetric.
///
/// ```
/// use ndarray::array;
/// let jacobian = loss::by_chain_rule::softmax_jacobian(array![0.25, 0.75].view());
/// assert_eq!(jacobian, array![[0.1875, -0.1875], [-0.1875, 0.1875]]);
/// ```
pub fn softmax_jacobian<F: NdFloat>(p: ArrayView1<F>) -> Array2<F> {
    Array2::from_shape_fn((p.len(), p.len()), |(k, j)| probability_by_logit(p, k, j))
}
