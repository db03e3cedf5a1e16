//! What a training loss returns, and how it makes one number of a batch.

use ndarray::{Array2, NdFloat};

use crate::constant::constant;

/// How the losses of a batch become one number. Both loss and gradient follow it.
///
/// ```
/// use loss::Reduction;
/// assert_eq!(Reduction::Mean.factor::<f64>(4), 0.25);
/// assert_eq!(Reduction::Sum.factor::<f64>(4), 1.0);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
// ANCHOR: reduction
pub enum Reduction {
    /// Their mean: the same size whatever the batch.
    Mean,
    /// Their sum: it grows with the batch, and so does every gradient.
    Sum,
}

impl Reduction {
    /// What a sum over `count` terms is multiplied by.
    pub fn factor<F: NdFloat>(self, count: usize) -> F {
        match self {
            Reduction::Mean => F::one() / constant(count as f64),
            Reduction::Sum => F::one(),
        }
    }
}

/// A loss over a batch, and its slope in the direction of every output.
#[derive(Debug, Clone, PartialEq)]
pub struct LossAndGradient<F> {
    /// The loss of the batch, one number.
    pub loss: F,
    /// Its partial derivatives, of the outputs' shape `(batch, outputs)`.
    pub gradient: Array2<F>,
}
// ANCHOR_END: reduction
