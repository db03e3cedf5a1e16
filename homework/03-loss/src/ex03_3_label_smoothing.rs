//! A network that is trained towards "100% class 3" is never sure enough. Label smoothing asks for a little less.
//!
//! It takes a share ε ("epsilon") of the probability from the true class and spreads it evenly over all K classes,
//! the true one included:
//!
//! ```text
//! t_k = (1 − ε) [k is the true class] + ε / K
//! ```
//!
//! With ε = 0 that is the one-hot code. (Szegedy and others, 2016.)
//!
//! * `smooth(targets, num_classes, epsilon)`: one row of smoothed targets for each class index, `(batch,
//!   num_classes)`.
//! * `smoothed_cross_entropy(logits, targets, epsilon, reduction)`: the chapter's `softmax_cross_entropy` with these
//!   targets.
//! * `lowest_loss(num_classes, epsilon)`: the smallest loss of one example that any logits can reach, in nats. It is
//!   no longer 0.
//!
//! By hand, with K = 4, ε = 0.2 and class 1: ε / K = 0.05, and the row is (0.05, 0.85, 0.05, 0.05). With all logits 0
//! each class has p = 1/4, the loss is ln 4 = 1.3863, and the gradient p − t is (0.2, −0.6, 0.2, 0.2). The lowest
//! loss is −0.85 ln 0.85 − 3 · 0.05 ln 0.05 = 0.5875.
//!
//! A class that is not below `num_classes` panics; the chapter's `one_hot` sees to that.
//!
//! # Hint
//!
//! `one_hot::<f64>(targets, num_classes)` is an array, and arrays can be multiplied by a number and have a number
//! added. A row of targets must sum to 1; does yours? `softmax_cross_entropy` takes class indices or, as `&array`, a
//! whole array of distributions. For the lowest loss remember at which p the cross-entropy H(t, p) is smallest, and
//! what it is there.

use loss::{LogBase, LossAndGradient, Reduction, entropy, one_hot, softmax_cross_entropy};
use ndarray::{Array2, ArrayRef2};

/// The one-hot code with a share `epsilon` spread evenly over all classes.
///
/// # Shapes
/// `targets`: `batch` class indices; returns `(batch, num_classes)`.
///
/// # Panics
/// If a class is not below `num_classes`.
pub fn smooth(targets: &[usize], num_classes: usize, epsilon: f64) -> Array2<f64> {
    //~ solution
    one_hot::<f64>(targets, num_classes) * (1.0 - epsilon) + epsilon / num_classes as f64
    //~ stub
    // todo!("ex03_3: the one-hot code of {num_classes} classes, with a share of {epsilon} spread over all of them")
    //~ mutant gives the share to the other classes only
    // let others = epsilon / (num_classes - 1) as f64;
    // one_hot::<f64>(targets, num_classes).mapv(|t| if t == 1.0 { 1.0 - epsilon } else { others })
    //~ mutant takes nothing from the true class
    // one_hot::<f64>(targets, num_classes) + epsilon / num_classes as f64
    //~ mutant does not divide the share
    // one_hot::<f64>(targets, num_classes) * (1.0 - epsilon) + epsilon
    //~ mutant gives nothing to the others
    // one_hot::<f64>(targets, num_classes) * (1.0 - epsilon)
    //~ end
}

/// The softmax cross-entropy towards smoothed targets.
///
/// # Shapes
/// `logits`, gradient: `(batch, classes)`; `targets`: `batch` class indices.
pub fn smoothed_cross_entropy(
    logits: &ArrayRef2<f64>,
    targets: &[usize],
    epsilon: f64,
    reduction: Reduction,
) -> LossAndGradient<f64> {
    //~ solution
    let smoothed = smooth(targets, logits.ncols(), epsilon);
    softmax_cross_entropy(logits, &smoothed, reduction)
    //~ stub
    // todo!("ex03_3: the softmax cross-entropy of the logits with smoothed targets")
    //~ mutant does not smooth
    // softmax_cross_entropy(logits, targets, reduction)
    //~ mutant always takes the mean
    // let smoothed = smooth(targets, logits.ncols(), epsilon);
    // softmax_cross_entropy(logits, &smoothed, Reduction::Mean)
    //~ mutant smooths the loss but not the gradient
    // let smoothed = smooth(targets, logits.ncols(), epsilon);
    // let loss = softmax_cross_entropy(logits, &smoothed, reduction).loss;
    // LossAndGradient { loss, gradient: softmax_cross_entropy(logits, targets, reduction).gradient }
    //~ end
}

/// The smallest smoothed cross-entropy of one example, in nats.
pub fn lowest_loss(num_classes: usize, epsilon: f64) -> f64 {
    //~ solution
    entropy(&smooth(&[0], num_classes, epsilon).row(0), LogBase::E)
    //~ stub
    // todo!("ex03_3: the smallest loss that logits of {num_classes} classes can reach with epsilon {epsilon}")
    //~ mutant believes that a loss can always be 0
    // 0.0
    //~ mutant counts the true class only
    // let t = 1.0 - epsilon + epsilon / num_classes as f64;
    // -t * t.ln()
    //~ mutant computes in bits
    // entropy(&smooth(&[0], num_classes, epsilon).row(0), LogBase::Two)
    //~ end
}
