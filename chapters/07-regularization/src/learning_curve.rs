//! Errors against the number of examples.

use gradient_descent::split::shuffled;
use rand::Rng;

use crate::Errors;

/// A model's errors after training on so many examples.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Learnt {
    /// How many examples it was trained on.
    pub examples: usize,
    /// Its errors on these, and on examples kept back.
    pub errors: Errors,
}

/// Trains a model anew on the first `sizes[0]`, `sizes[1]`, … of the shuffled examples `0..count`.
///
/// Each set holds the one before it: what differs between two points of the curve is that some examples were added. `train_and_measure` is
/// given the examples to train on. The training error is to be measured on them, the validation error on the same examples every time.
///
/// # Panics
/// If a size is 0 or more than `count`.
///
/// ```
/// use rand::SeedableRng;
/// use regularization::{Errors, learning_curve};
/// let mut rng = chacha20::ChaCha8Rng::seed_from_u64(1);
/// let curve = learning_curve(100, &[10, 40], &mut rng, |examples| {
///     let n = examples.len() as f64;
///     Errors { training: 1.0 - 1.0 / n, validation: 1.0 + 1.0 / n }
/// });
/// assert_eq!((curve[1].examples, curve[1].errors.validation), (40, 1.025));
/// ```
#[doc(alias = "LearningCurveDisplay")]
#[track_caller]
// ANCHOR: learning_curve
pub fn learning_curve(
    count: usize,
    sizes: &[usize],
    rng: &mut dyn Rng,
    mut train_and_measure: impl FnMut(&[usize]) -> Errors,
) -> Vec<Learnt> {
    let order = shuffled(count, rng);
    let mut curve = Vec::with_capacity(sizes.len());
    for &examples in sizes {
        assert!(
            (1..=count).contains(&examples),
            "learning_curve: {examples} of {count} examples"
        );
        let errors = train_and_measure(&order[..examples]);
        curve.push(Learnt { examples, errors });
    }
    curve
}
// ANCHOR_END: learning_curve
