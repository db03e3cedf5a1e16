//! The task of long memory: what was said first?

use backprop::Float;
use ndarray::Array3;
use rand::{Rng, RngExt};

/// A word is said, then come other words that mean nothing, and at the end the first is asked for.
///
/// The first moment alone is marked. The words in between are drawn from the same few, so that nothing but the memory of the first moment
/// helps. Chance is right once in `words` times. Source: S1 REC-2 to REC-4, as a task.
///
/// ```
/// use chacha20::ChaCha8Rng;
/// use lstm::Recall;
/// use rand::SeedableRng;
/// let task = Recall { words: 4, lag: 10 };
/// let (input, targets) = task.batch::<f32>(3, &mut ChaCha8Rng::seed_from_u64(1));
/// assert_eq!((input.dim(), targets.len()), ((3, 11, 5), 3));
/// assert_eq!(input[[0, 0, targets[0]]], 1.0); // the word itself
/// assert_eq!((input[[0, 0, 4]], input[[0, 1, 4]]), (1.0, 0.0)); // the mark
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
// ANCHOR: recall
pub struct Recall {
    /// How many words there are.
    pub words: usize,
    /// How many words follow the first before it is asked for.
    pub lag: usize,
}

impl Recall {
    /// Some examples: one word at each moment, as a one in its place, and the mark
    /// in the last place.
    ///
    /// # Shapes
    /// The inputs: (count, 1 + lag, words + 1); the targets: count numbers below
    /// `words`.
    ///
    /// # Panics
    /// If there are no words.
    pub fn batch<F: Float>(
        &self,
        count: usize,
        rng: &mut dyn Rng,
    ) -> (Array3<F>, Vec<usize>) {
        let mut input = Array3::zeros((count, 1 + self.lag, self.words + 1));
        let mut targets = Vec::with_capacity(count);
        for example in 0..count {
            for t in 0..=self.lag {
                let word = rng.random_range(0..self.words);
                input[[example, t, word]] = F::one();
                if t == 0 {
                    input[[example, t, self.words]] = F::one();
                    targets.push(word);
                }
            }
        }
        (input, targets)
    }
}
// ANCHOR_END: recall
