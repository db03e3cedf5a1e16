//! When to stop, read off a validation curve: the rules of three decks, and a fourth.

/// Whether training should go on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[must_use]
// ANCHOR: verdict
pub enum Verdict {
    /// One more epoch.
    GoOn,
    /// Enough.
    Stop,
}
// ANCHOR_END: verdict

/// A rule that looks at the validation errors so far, one an epoch, the latest last.
///
/// For accuracies take `1 − accuracy`: lower is better.
// ANCHOR: stopping_rule
pub trait StoppingRule {
    /// Whether to stop after the last of these epochs.
    fn verdict(&self, errors: &[f64]) -> Verdict;
}
// ANCHOR_END: stopping_rule

/// S1's rule (REG-6): stop when the validation error is higher than an epoch before.
///
/// On a curve that jitters it stops at the first jitter.
///
/// ```
/// use regularization::{FirstRise, stops_after};
/// assert_eq!(stops_after(&FirstRise, &[0.5, 0.4, 0.41, 0.3, 0.2]), Some(2));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
// ANCHOR: first_rise
pub struct FirstRise;

impl StoppingRule for FirstRise {
    fn verdict(&self, errors: &[f64]) -> Verdict {
        stop_if(matches!(errors, [.., before, last] if last > before))
    }
}
// ANCHOR_END: first_rise

/// S2's rule (REG-7) made exact: stop when the last `epochs` errors lie within `change` of each other.
///
/// It spares choosing the number of epochs. A curve that turns and rises steadily is never stable (ERR-43).
///
/// # Panics
/// When it is asked, if `epochs` is less than 2: a single error always lies within reach of itself.
///
/// ```
/// use regularization::{Plateau, stops_after};
/// let rule = Plateau { epochs: 3, change: 0.05 };
/// assert_eq!(stops_after(&rule, &[0.9, 0.5, 0.42, 0.4, 0.41, 0.3]), Some(4));
/// assert_eq!(stops_after(&rule, &[0.5, 0.4, 0.5, 0.6, 0.7]), None);
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
// ANCHOR: plateau
pub struct Plateau {
    /// How many epochs are looked at, 2 or more.
    pub epochs: usize,
    /// How far their errors may lie apart.
    pub change: f64,
}

impl StoppingRule for Plateau {
    fn verdict(&self, errors: &[f64]) -> Verdict {
        assert!(
            self.epochs >= 2,
            "Plateau: {} epochs cannot be compared",
            self.epochs
        );
        let Some(from) = errors.len().checked_sub(self.epochs) else {
            return Verdict::GoOn;
        };
        let largest = errors[from..].iter().copied().fold(f64::MIN, f64::max);
        let smallest = errors[from..].iter().copied().fold(f64::MAX, f64::min);
        stop_if(largest - smallest <= self.change)
    }
}
// ANCHOR_END: plateau

/// The usual rule: stop when `epochs` epochs in a row have brought no new best.
///
/// An error is a new best if it is lower than the best before by more than `min_improvement`. It goes with a checkpoint of the best epoch:
/// [`EarlyStopping`](crate::EarlyStopping). Prechelt 1998 compares rules of this kind.
///
/// ```
/// use regularization::{Patience, stops_after};
/// let rule = Patience { epochs: 2, min_improvement: 0.0 };
/// assert_eq!(stops_after(&rule, &[0.5, 0.4, 0.41, 0.3, 0.3, 0.35, 0.2]), Some(5)); // 0.3 was the best, two without a better one
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
// ANCHOR: patience
pub struct Patience {
    /// How many epochs without a new best are borne.
    pub epochs: usize,
    /// By how much an error must undercut the best one to count.
    pub min_improvement: f64,
}

impl StoppingRule for Patience {
    fn verdict(&self, errors: &[f64]) -> Verdict {
        let (mut best, mut waited) = (f64::INFINITY, 0);
        for &error in errors {
            let is_best = error < best - self.min_improvement;
            (best, waited) = if is_best { (error, 0) } else { (best, waited + 1) };
        }
        stop_if(waited >= self.epochs)
    }
}
// ANCHOR_END: patience

fn stop_if(stop: bool) -> Verdict {
    if stop { Verdict::Stop } else { Verdict::GoOn }
}

/// The epoch, counted from 0, after which the rule stops on this curve; `None` if it never does.
///
/// ```
/// use regularization::{FirstRise, stops_after};
/// assert_eq!(stops_after(&FirstRise, &[3.0, 2.0, 1.0]), None);
/// ```
// ANCHOR: stops_after
pub fn stops_after(
    rule: &(impl StoppingRule + ?Sized),
    errors: &[f64],
) -> Option<usize> {
    (0..errors.len()).find(|&epoch| rule.verdict(&errors[..=epoch]) == Verdict::Stop)
}
// ANCHOR_END: stops_after

/// The epoch of the lowest error, the first one of equals: where one would have stopped with hindsight.
///
/// On the *test* curve this is S0's rule (REG-5). It sees the whole curve before it decides, and it chooses by the data that should judge
/// (ERR-26). NaN is never the lowest.
///
/// # Panics
/// If there is no number among the errors.
///
/// ```
/// assert_eq!(regularization::best_epoch(&[0.5, 0.2, 0.3, 0.2]), 1);
/// ```
#[track_caller]
// ANCHOR: best_epoch
pub fn best_epoch(errors: &[f64]) -> usize {
    let numbers = (0..errors.len()).filter(|&epoch| !errors[epoch].is_nan());
    numbers
        .min_by(|&a, &b| errors[a].total_cmp(&errors[b]))
        .expect("best_epoch: there is no error to choose from")
}
// ANCHOR_END: best_epoch
