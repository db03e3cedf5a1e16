//! The task of the encoder and the decoder: say it backwards.

use backprop::Float;
use ndarray::Array3;
use rand::{Rng, RngExt};

/// Strings of random letters, to be given back in reverse.
///
/// No letter of the answer can be said before all of the question was read, unless by guessing.
///
/// ```
/// use chacha20::ChaCha8Rng;
/// use lstm::Reversal;
/// use rand::SeedableRng;
/// let task = Reversal { letters: 26, length: 5 };
/// let (input, targets) = task.batch::<f32>(2, &mut ChaCha8Rng::seed_from_u64(1));
/// assert_eq!((input.dim(), targets.len()), ((2, 5, 26), 10));
/// assert_eq!(input[[0, 4, targets[0]]], 1.0); // the last letter comes first
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
// ANCHOR: reversal
pub struct Reversal {
    /// How many letters the alphabet has.
    pub letters: usize,
    /// How long a string is.
    pub length: usize,
}

impl Reversal {
    /// Some strings, each letter as a one in its place, and their reverse, string after string.
    ///
    /// # Shapes
    /// The inputs: (count, length, letters); the targets: count·length numbers below `letters`.
    ///
    /// # Panics
    /// If there are no letters, or the length is 0.
    #[track_caller]
    pub fn batch<F: Float>(
        &self,
        count: usize,
        rng: &mut dyn Rng,
    ) -> (Array3<F>, Vec<usize>) {
        assert!(self.letters > 0 && self.length > 0, "Reversal::batch: {self:?}");
        let mut input = Array3::zeros((count, self.length, self.letters));
        let mut targets = vec![0; count * self.length];
        for (example, target) in targets.chunks_exact_mut(self.length).enumerate() {
            for t in 0..self.length {
                let letter = rng.random_range(0..self.letters);
                input[[example, t, letter]] = F::one();
                target[self.length - 1 - t] = letter;
            }
        }
        (input, targets)
    }
}
// ANCHOR_END: reversal
