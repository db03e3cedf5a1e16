//! Which examples may be learnt from, which decide, and which judge.
//!
//! Everything here deals in *indices*: which rows of the data belong where. Take the rows with
//! `data.select(Axis(0), &indices)`, and the same indices serve inputs and targets alike.

use rand::{Rng, seq::SliceRandom};

/// The indices `0..count` in random order, every order equally likely.
///
/// ```
/// use rand::SeedableRng;
/// let mut rng = chacha20::ChaCha8Rng::seed_from_u64(1);
/// let mut order = gradient_descent::split::shuffled(5, &mut rng);
/// order.sort();
/// assert_eq!(order, [0, 1, 2, 3, 4]);
/// ```
// ANCHOR: shuffled
pub fn shuffled(count: usize, rng: &mut dyn Rng) -> Vec<usize> {
    let mut order: Vec<usize> = (0..count).collect();
    order.shuffle(rng);
    order
}
// ANCHOR_END: shuffled

/// The indices of three parts that share no example.
#[derive(Debug, Clone, PartialEq, Eq)]
// ANCHOR: split_type
pub struct Split {
    /// To learn from.
    pub train: Vec<usize>,
    /// To choose by: learning rate, number of epochs, model.
    pub validation: Vec<usize>,
    /// To judge by, once, at the end.
    pub test: Vec<usize>,
}
// ANCHOR_END: split_type

/// Shuffles `count` examples and deals them out: so many to validation, so many to test, the rest
/// to training.
///
/// Shuffled, since files are often sorted by class. Source: S2 DATA-5, DATA-9 to DATA-12.
///
/// # Panics
/// If nothing is left to train on.
///
/// ```
/// use rand::SeedableRng;
/// let mut rng = chacha20::ChaCha8Rng::seed_from_u64(1);
/// let parts = gradient_descent::split::split(10, 2, 3, &mut rng);
/// let sizes = (parts.train.len(), parts.validation.len(), parts.test.len());
/// assert_eq!(sizes, (5, 2, 3));
/// ```
#[doc(alias = "train_test_split")]
#[doc(alias = "random_split")]
#[track_caller]
// ANCHOR: split
pub fn split(
    count: usize,
    validation: usize,
    test: usize,
    rng: &mut dyn Rng,
) -> Split {
    assert!(
        validation + test < count,
        "split: {validation} + {test} of {count} leave none to train"
    );
    let mut train = shuffled(count, rng);
    let test = train.split_off(count - test);
    let validation = train.split_off(train.len() - validation);
    Split { train, validation, test }
}
// ANCHOR_END: split

/// One turn of cross-validation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fold {
    /// To learn from in this turn: all other parts.
    pub train: Vec<usize>,
    /// To choose by in this turn: one part.
    pub validation: Vec<usize>,
}

/// Deals `count` shuffled examples into `k` parts, each of which validates once while the others
/// train: k-fold cross-validation.
///
/// The sizes of the parts differ by one at most; the first `count mod k` are the larger ones. Every
/// example is validated exactly once. Source: S2 DATA-11.
///
/// # Panics
/// If `k` is less than 2 or more than `count`.
///
/// ```
/// use rand::SeedableRng;
/// let mut rng = chacha20::ChaCha8Rng::seed_from_u64(1);
/// let folds = gradient_descent::split::k_fold(10, 3, &mut rng);
/// let sizes: Vec<_> = folds.iter().map(|fold| fold.validation.len()).collect();
/// assert_eq!(sizes, [4, 3, 3]);
/// ```
#[doc(alias = "KFold")]
#[doc(alias = "cross_validation")]
#[track_caller]
// ANCHOR: k_fold
pub fn k_fold(count: usize, k: usize, rng: &mut dyn Rng) -> Vec<Fold> {
    assert!(
        (2..=count).contains(&k),
        "k_fold: {count} examples cannot be dealt into {k} parts"
    );
    let order = shuffled(count, rng);
    let start = |part: usize| part * (count / k) + part.min(count % k);
    let fold = |part: usize| {
        let (from, to) = (start(part), start(part + 1));
        Fold {
            train: [&order[..from], &order[to..]].concat(),
            validation: order[from..to].to_vec(),
        }
    };
    (0..k).map(fold).collect()
}
// ANCHOR_END: k_fold
