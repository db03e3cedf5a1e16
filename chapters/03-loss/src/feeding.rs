//! The loss over all the data, over one example, over a batch.

use std::ops::Range;

use ndarray::NdFloat;

use crate::constant::constant;

/// How many examples are fed before the loss is looked at. Source: S2 LOSS-23 to LOSS-25.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
// ANCHOR: feeding
pub enum Feeding {
    /// All N: the loss that training wants to make small.
    All,
    /// One: cheap, and noisy.
    One,
    /// A batch of B < N, in between.
    Batch(usize),
}
// ANCHOR_END: feeding

impl Feeding {
    /// The row ranges of the pieces in which `num_examples` are fed; the last batch takes what is left.
    ///
    /// # Panics
    /// If a batch has no examples.
    ///
    /// ```
    /// use loss::Feeding;
    /// let pieces: Vec<_> = Feeding::Batch(4).pieces(10).collect();
    /// assert_eq!(pieces, [0..4, 4..8, 8..10]);
    /// ```
    #[track_caller]
    // ANCHOR: pieces
    pub fn pieces(self, num_examples: usize) -> impl Iterator<Item = Range<usize>> {
        let size = match self {
            Feeding::All => num_examples.max(1),
            Feeding::One => 1,
            Feeding::Batch(size) => size,
        };
        assert!(size > 0, "Feeding::Batch: a batch needs at least one example");
        (0..num_examples)
            .step_by(size)
            .map(move |start| start..(start + size).min(num_examples))
    }
    // ANCHOR_END: pieces
}

/// The mean over all examples from the means of batches, each counted as often as it has examples.
///
/// ```
/// let mut mean = loss::RunningMean::default();
/// mean.add(1.0, 4); // four examples of mean loss 1
/// mean.add(4.0, 2); // two of mean loss 4
/// assert_eq!(mean.mean(), 2.0); // (4 · 1 + 2 · 4) / 6, where the mean of the means would say 2.5
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq)]
// ANCHOR: running_mean
pub struct RunningMean<F> {
    sum: F,
    count: usize,
}

impl<F: NdFloat> RunningMean<F> {
    /// Takes in a batch by its mean.
    pub fn add(&mut self, batch_mean: F, batch_size: usize) {
        self.sum += batch_mean * constant::<F>(batch_size as f64);
        self.count += batch_size;
    }

    /// The mean so far; NaN of nothing.
    pub fn mean(&self) -> F {
        self.sum / constant(self.count as f64)
    }
}
// ANCHOR_END: running_mean
