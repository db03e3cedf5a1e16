//! In which order, and how many at a time, the examples are fed.
//!
//! Chapter 3 named the three ways of feeding ([`loss::Feeding`]): all, one, a batch. Here they
//! come in random order. A *step* is one update of the parameters, an *epoch* one pass through all
//! the training data.

use rand::{Rng, RngExt};

use crate::split::shuffled;

/// The batches of one epoch: `count` shuffled indices in pieces of `batch_size`, so that every
/// example comes exactly once (sampling without replacement).
///
/// The last batch takes what is left and may be smaller; the mean over it is a mean over fewer
/// examples. `batch_size = 1` is stochastic descent, `batch_size = count` full descent.
/// Source: S0 SGD-1, S2 SGD-5.
///
/// # Panics
/// If `batch_size` is 0.
///
/// ```
/// use rand::SeedableRng;
/// let mut rng = chacha20::ChaCha8Rng::seed_from_u64(1);
/// let batches = gradient_descent::batches::epoch_batches(10, 4, &mut rng);
/// let sizes: Vec<_> = batches.iter().map(Vec::len).collect();
/// assert_eq!(sizes, [4, 4, 2]);
/// ```
#[doc(alias = "DataLoader")]
#[track_caller]
// ANCHOR: epoch_batches
pub fn epoch_batches(
    count: usize,
    batch_size: usize,
    rng: &mut dyn Rng,
) -> Vec<Vec<usize>> {
    assert!(batch_size > 0, "epoch_batches: a batch needs an example");
    shuffled(count, rng).chunks(batch_size).map(<[usize]>::to_vec).collect()
}
// ANCHOR_END: epoch_batches

/// `batch_size` indices, each drawn from all of `0..count` whatever came before (sampling with
/// replacement): some come twice, some not at all.
///
/// Source: S2 SGD-2, S3 DATA-16.
///
/// # Panics
/// If there is nothing to draw from.
///
/// ```
/// use rand::SeedableRng;
/// let mut rng = chacha20::ChaCha8Rng::seed_from_u64(1);
/// let drawn = gradient_descent::batches::draw_with_replacement(3, 5, &mut rng);
/// assert!(drawn.len() == 5 && drawn.iter().all(|&index| index < 3));
/// ```
#[track_caller]
// ANCHOR: with_replacement
pub fn draw_with_replacement(
    count: usize,
    batch_size: usize,
    rng: &mut dyn Rng,
) -> Vec<usize> {
    assert!(count > 0, "draw_with_replacement: there is no example");
    (0..batch_size).map(|_| rng.random_range(0..count)).collect()
}
// ANCHOR_END: with_replacement

/// How many steps an epoch has: `⌈count / batch_size⌉`.
///
/// Source: S2 SGD-9.
///
/// # Panics
/// If `batch_size` is 0.
///
/// ```
/// use gradient_descent::batches::steps_per_epoch;
/// assert_eq!(steps_per_epoch(8000, 32), 250);
/// assert_eq!(steps_per_epoch(8000, 33), 243); // 242 whole batches and one of 14
/// ```
#[track_caller]
// ANCHOR: steps_per_epoch
pub fn steps_per_epoch(count: usize, batch_size: usize) -> usize {
    assert!(batch_size > 0, "steps_per_epoch: a batch needs an example");
    count.div_ceil(batch_size)
}
// ANCHOR_END: steps_per_epoch

/// The share of `count` examples that `draws` draws with replacement are expected to miss:
/// `(1 − 1/count)^draws`, near `1/e` for as many draws as there are examples.
///
/// # Panics
/// If there is nothing to draw from.
///
/// ```
/// use gradient_descent::batches::expected_share_missed;
/// assert_eq!(expected_share_missed(2, 2), 0.25); // the same one twice, and it the other one
/// ```
#[track_caller]
pub fn expected_share_missed(count: usize, draws: u32) -> f64 {
    assert!(count > 0, "expected_share_missed: there is no example");
    (1.0 - 1.0 / count as f64).powi(draws.cast_signed())
}
