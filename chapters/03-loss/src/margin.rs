//! Yes-or-no answers judged by their margin, the score times the right sign.

use ndarray::{ArrayRef2, NdFloat, Zip};

use crate::constant::constant;
use crate::shapes::{assert_not_empty, assert_same_shape};
use crate::{LossAndGradient, Reduction};

/// A loss of the margin `m = t ŷ`, where t = ±1 is the target and ŷ the score.
///
/// The margin is positive exactly where the sign of the score is right, and large where it is far from being wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MarginLoss {
    /// 1 for a mistake, 0 otherwise. A score of 0 decides nothing and counts as a mistake.
    ZeroOne,
    /// `(1 − m)²`, which for t = ±1 is `(t − ŷ)²`.
    Square,
    /// `max(0, 1 − m)`.
    Hinge,
    /// `ln(1 + e^−m)`, in nats.
    Logistic,
}

impl MarginLoss {
    /// The loss of one margin.
    ///
    /// ```
    /// use loss::MarginLoss::{Hinge, Square};
    /// assert_eq!(Square.value(-1.0), 4.0);
    /// assert_eq!(Hinge.value(0.5), 0.5);
    /// ```
    // ANCHOR: losses_by_margin
    pub fn value<F: NdFloat>(self, margin: F) -> F {
        let (zero, one) = (F::zero(), F::one());
        match self {
            MarginLoss::ZeroOne => {
                if margin > zero {
                    zero
                } else {
                    one
                }
            }
            MarginLoss::Square => (one - margin) * (one - margin),
            MarginLoss::Hinge => positive_part(one - margin),
            // ln(1 + e^−m) with an exponent that is never positive: no overflow
            MarginLoss::Logistic => {
                positive_part(-margin) + (-margin.abs()).exp().ln_1p()
            }
        }
    }
    // ANCHOR_END: losses_by_margin

    /// The slope of the loss by the margin.
    ///
    /// At the kinks (hinge at 1, 0/1 at 0) it is 0, which for the hinge is one of the slopes on either side.
    ///
    /// ```
    /// use loss::MarginLoss::{Hinge, Logistic, Square};
    /// assert_eq!(Square.derivative(-1.0), -4.0);
    /// assert_eq!(Hinge.derivative(0.5), -1.0);
    /// assert_eq!(Logistic.derivative(0.0), -0.5);
    /// ```
    pub fn derivative<F: NdFloat>(self, margin: F) -> F {
        let (zero, one) = (F::zero(), F::one());
        match self {
            MarginLoss::ZeroOne => zero,
            MarginLoss::Square => constant::<F>(2.0) * (margin - one),
            MarginLoss::Hinge => {
                if margin < one {
                    -one
                } else {
                    zero
                }
            }
            MarginLoss::Logistic => -one / (one + margin.exp()),
        }
    }
}

/// `x` where it is positive, else 0; NaN stays NaN, which `max` would hide.
fn positive_part<F: NdFloat>(x: F) -> F {
    if x <= F::zero() { F::zero() } else { x }
}

/// A margin loss over a batch of scores.
///
/// Sources: S0 LOSS-7 to LOSS-9, with ERR-20 and ERR-21 put right.
///
/// # Shapes
/// `scores`, `signs`, gradient: `(batch, outputs)`. The mean is taken over all elements.
///
/// # Panics
/// If the shapes differ, the batch is empty, or a sign is neither 1 nor −1.
///
/// ```
/// use loss::{MarginLoss, Reduction, margin_loss};
/// use ndarray::array;
/// let scores = array![[0.5], [-2.0]];
/// let signs = array![[1.0], [-1.0]];
/// let answer = margin_loss(MarginLoss::Hinge, &scores, &signs, Reduction::Mean);
/// assert_eq!(answer.loss, 0.25); // (0.5 + 0) / 2
/// assert_eq!(answer.gradient, array![[-0.5], [0.0]]);
/// ```
#[doc(alias = "HingeEmbeddingLoss")]
#[doc(alias = "SoftMarginLoss")]
#[doc(alias = "hinge")]
#[track_caller]
pub fn margin_loss<F: NdFloat>(
    kind: MarginLoss,
    scores: &ArrayRef2<F>,
    signs: &ArrayRef2<F>,
    reduction: Reduction,
) -> LossAndGradient<F> {
    assert_same_shape("margin_loss", scores.shape(), signs.shape());
    assert_not_empty("margin_loss", scores.shape());
    for &sign in signs {
        assert!(
            sign.abs() == F::one(),
            "margin_loss: a target is {sign}, and must be 1 or -1"
        );
    }
    let factor = reduction.factor::<F>(scores.len());
    let losses = Zip::from(scores).and(signs).map_collect(|&f, &t| kind.value(t * f));
    let slopes =
        Zip::from(scores).and(signs).map_collect(|&f, &t| t * kind.derivative(t * f));
    LossAndGradient { loss: losses.sum() * factor, gradient: slopes * factor }
}
