//! One walk through the training data.

use chacha20::ChaCha8Rng;
use gradient_descent::batches::epoch_batches;
use rand::SeedableRng;

/// The batches of one epoch, each a list of examples; every example comes once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Epoch {
    /// How many epochs came before it.
    pub number: usize,
    /// The examples of each step.
    pub batches: Vec<Vec<usize>>,
}

impl Epoch {
    /// Deals `count` examples out in an order that follows from seed and number alone.
    ///
    /// So a run that was interrupted goes on with the batches that it would have had.
    ///
    /// # Panics
    /// If `batch_size` is 0.
    ///
    /// ```
    /// use backprop::Epoch;
    /// let epoch = Epoch::shuffled(7, 10, 4, 1);
    /// assert_eq!(epoch.batches.iter().map(Vec::len).collect::<Vec<_>>(), [4, 4, 2]);
    /// assert_eq!(Epoch::shuffled(7, 10, 4, 1), epoch);
    /// assert_ne!(Epoch::shuffled(8, 10, 4, 1).batches, epoch.batches);
    /// ```
    #[track_caller]
    // ANCHOR: shuffled
    pub fn shuffled(
        number: usize,
        count: usize,
        batch_size: usize,
        seed: u64,
    ) -> Self {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        rng.set_stream(1 + number as u64); // stream 0 drew the first weights
        Self { number, batches: epoch_batches(count, batch_size, &mut rng) }
    }
    // ANCHOR_END: shuffled
}
