//! Softmax never says 0: every class keeps a little. Sparsemax gives unlikely classes exactly nothing.
//!
//! It takes the same amount τ ("tau") off every logit and cuts what falls below zero, with τ chosen so that the rest
//! sums to 1 (Martins and Astudillo, 2016):
//!
//! ```text
//! p_j = max(z_j − τ, 0)        with Σ p_j = 1
//! ```
//!
//! Among all rows of probabilities this is the one nearest to the logits z. To find τ, sort the logits from the
//! largest, z(1) >= z(2) >= … Let k be the *largest* number for which
//!
//! ```text
//! 1 + k z(k)  >  z(1) + z(2) + … + z(k)
//! ```
//!
//! Then k classes get something, and
//!
//! ```text
//! τ = (z(1) + … + z(k) − 1) / k
//! ```
//!
//! * `sparsemax(logits)`: the probabilities, `(classes)` to `(classes)`.
//! * `sparsemax_backward(probabilities, grad_output)`: sends a gradient g on the probabilities, `(classes)`, back to
//!   the logits. Only the classes with `p_j > 0` take part, and each of them gets its `g_j` less the mean of g over
//!   *those* classes; the others get 0.
//!
//! By hand: z = (0.8, −0.5, 1). Sorted: 1, 0.8, −0.5. For k = 1: 1 + 1 > 1, yes. For k = 2: 1 + 2 · 0.8 = 2.6 > 1.8,
//! yes. For k = 3: 1 − 3 · 0.5 = −0.5 > 1.3, no. So k = 2, τ = (1.8 − 1) / 2 = 0.4 and p = (0.4, 0, 0.6). Backwards
//! with g = (1, 5, 0): the mean over the first and the third class is 0.5, and the gradient by the logits is (0.5, 0,
//! −0.5).
//!
//! There is at least one logit, and all are finite; nothing has to panic.
//!
//! # Hint
//!
//! Sort a copy: `let mut sorted = logits.to_vec(); sorted.sort_by(|a, b| b.total_cmp(a));`. Then walk through it with
//! a running sum, and note k and the sum whenever the condition holds; the last note is the right one. The answer
//! itself is made of the *unsorted* logits, so that every class keeps its place.

use ndarray::{Array1, ArrayRef1};

/// The row of probabilities that is nearest to the logits.
///
/// # Shapes
/// `logits` and the result: `(classes)`.
pub fn sparsemax(logits: &ArrayRef1<f64>) -> Array1<f64> {
    //~ solution
    let mut sorted = logits.to_vec();
    sorted.sort_by(|a, b| b.total_cmp(a));
    let (mut sum, mut threshold) = (0.0, 0.0);
    for (index, logit) in sorted.iter().enumerate() {
        let k = (index + 1) as f64;
        sum += logit;
        if 1.0 + k * logit > sum {
            threshold = (sum - 1.0) / k;
        }
    }
    logits.mapv(|logit| (logit - threshold).max(0.0))
    //~ stub
    // todo!("ex02_6: sort, find k and the threshold, take it off every logit and cut at 0")
    //~ mutant cuts first and divides by the sum
    // let cut = logits.mapv(|logit| logit.max(0.0));
    // let sum = cut.sum();
    // cut / sum
    //~ mutant sorts the wrong way round
    // let mut sorted = logits.to_vec();
    // sorted.sort_by(f64::total_cmp);
    // let (mut sum, mut threshold) = (0.0, 0.0);
    // for (index, logit) in sorted.iter().enumerate() {
    //     let k = (index + 1) as f64;
    //     sum += logit;
    //     if 1.0 + k * logit > sum {
    //         threshold = (sum - 1.0) / k;
    //     }
    // }
    // logits.mapv(|logit| (logit - threshold).max(0.0))
    //~ mutant does not look for k and lets all classes take part
    // let threshold = (logits.sum() - 1.0) / logits.len() as f64;
    // logits.mapv(|logit| (logit - threshold).max(0.0))
    //~ mutant returns the probabilities sorted
    // let mut sorted = logits.to_vec();
    // sorted.sort_by(|a, b| b.total_cmp(a));
    // let (mut sum, mut threshold) = (0.0, 0.0);
    // for (index, logit) in sorted.iter().enumerate() {
    //     let k = (index + 1) as f64;
    //     sum += logit;
    //     if 1.0 + k * logit > sum {
    //         threshold = (sum - 1.0) / k;
    //     }
    // }
    // sorted.iter().map(|logit| (logit - threshold).max(0.0)).collect()
    //~ mutant counts k from 0
    // let mut sorted = logits.to_vec();
    // sorted.sort_by(|a, b| b.total_cmp(a));
    // let (mut sum, mut threshold) = (0.0, 0.0);
    // for (index, logit) in sorted.iter().enumerate() {
    //     sum += logit;
    //     if 1.0 + index as f64 * logit > sum {
    //         threshold = (sum - 1.0) / (index + 1) as f64;
    //     }
    // }
    // logits.mapv(|logit| (logit - threshold).max(0.0))
    //~ mutant is the softmax
    // activations::softmax(logits)
    //~ end
}

/// Sends a gradient on the probabilities back to the logits.
///
/// # Shapes
/// All three: `(classes)`.
pub fn sparsemax_backward(probabilities: &ArrayRef1<f64>, grad_output: &ArrayRef1<f64>) -> Array1<f64> {
    //~ solution
    let takes_part = |class: &usize| probabilities[*class] > 0.0;
    let support: Vec<usize> = (0..probabilities.len()).filter(takes_part).collect();
    let mean = support.iter().map(|&class| grad_output[class]).sum::<f64>() / support.len() as f64;
    let mut grad_logits = Array1::zeros(probabilities.len());
    for class in support {
        grad_logits[class] = grad_output[class] - mean;
    }
    grad_logits
    //~ stub
    // todo!("ex02_6: where p > 0 the gradient less its mean over those classes, elsewhere 0")
    //~ mutant takes the mean over all classes
    // let mean = grad_output.sum() / grad_output.len() as f64;
    // Array1::from_shape_fn(probabilities.len(), |class| if probabilities[class] > 0.0 { grad_output[class] - mean } else { 0.0 })
    //~ mutant lets the other classes have a gradient too
    // let support: Vec<usize> = (0..probabilities.len()).filter(|&class| probabilities[class] > 0.0).collect();
    // let mean = support.iter().map(|&class| grad_output[class]).sum::<f64>() / support.len() as f64;
    // grad_output.mapv(|g| g - mean)
    //~ mutant is the backward pass of the softmax
    // activations::softmax_backward(probabilities, grad_output)
    //~ mutant forgets the mean
    // Array1::from_shape_fn(probabilities.len(), |class| if probabilities[class] > 0.0 { grad_output[class] } else { 0.0 })
    //~ end
}
