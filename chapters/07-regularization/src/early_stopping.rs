//! Stopping in time, with the best network kept.

use backprop::{Buffer, Float, ParamMut, Parameters};
use ndarray::IxDyn;

use crate::{Snapshot, Verdict};

/// Told the validation error after every epoch, it keeps the network of the best one and says when `patience` epochs in a row have brought no better.
///
/// The rule is [`Patience`](crate::Patience); here it remembers what it needs in place of the whole curve. Stopping and keeping are two things: without
/// [`restore`](Self::restore) one is left with a network that is `patience` epochs past its best (ERR-43).
///
/// Like an optimizer it is [`Parameters`]: its state is buffers, so that a run which is resumed from a
/// [`checkpoint`](backprop::checkpoint) waits on where it waited. [`prepare`](Self::prepare) makes the room before a saved state is loaded.
///
/// ```
/// use backprop::Linear;
/// use ndarray::array;
/// use regularization::{EarlyStopping, Verdict};
/// let mut network = Linear::<f32>::new(array![[0.0]], array![0.0]);
/// let mut stopping = EarlyStopping::new(2);
/// for (epoch, error) in [0.5, 0.3, 0.4, 0.35, 0.1].into_iter().enumerate() {
///     network.weight.value[[0, 0]] = epoch as f32; // as if it had learnt
///     if stopping.observe(&mut network, error) == Verdict::Stop {
///         break;
///     }
/// }
/// assert_eq!((stopping.epochs(), stopping.best_epoch()), (4, Some(1))); // 0.1 was never seen
/// stopping.restore(&mut network);
/// assert_eq!(network.weight.value[[0, 0]], 1.0);
/// ```
#[derive(Debug, Clone)]
#[doc(alias = "restore_best_weights")]
// ANCHOR: early_stopping
pub struct EarlyStopping<F = f32> {
    /// How many epochs without a new best are borne.
    pub patience: usize,
    /// By how much an error must undercut the best one to count.
    pub min_improvement: f64,
    best: Option<Snapshot<F>>,
    progress: Progress<F>,
}

/// Numbers of the network's kind, so that they are saved as it is.
#[derive(Debug, Clone)]
struct Progress<F> {
    lowest_error: F,
    best_epoch: F,
    epochs: F,
    waited: F,
}
// ANCHOR_END: early_stopping

impl<F: Float> EarlyStopping<F> {
    /// Stops after `patience` epochs in a row without a new best, however small the gain.
    ///
    /// # Panics
    /// If `patience` is 0: it would stop after the first epoch, even if that was the best so far.
    #[track_caller]
    pub fn new(patience: usize) -> Self {
        assert!(patience > 0, "EarlyStopping::new: the patience is 0");
        let progress = Progress {
            lowest_error: F::infinity(),
            best_epoch: F::zero(),
            epochs: F::zero(),
            waited: F::zero(),
        };
        Self { patience, min_improvement: 0.0, best: None, progress }
    }

    /// Takes note of the error on the validation data after one more epoch, and keeps the network if it is the best so far.
    ///
    /// NaN is never a new best. The error is rounded to `F`.
    ///
    /// # Panics
    /// If it is not the network of the epochs before.
    // ANCHOR: observe
    pub fn observe(
        &mut self,
        network: &mut (impl Parameters<F> + ?Sized),
        error: f64,
    ) -> Verdict {
        let (error, progress) = (F::of(error), &mut self.progress);
        if error < progress.lowest_error - F::of(self.min_improvement) {
            progress.lowest_error = error;
            progress.best_epoch = progress.epochs;
            progress.waited = F::zero();
            match &mut self.best {
                Some(best) => best.take(network),
                None => self.best = Some(Snapshot::of(network)),
            }
        } else {
            progress.waited += F::one();
        }
        self.progress.epochs += F::one();
        let is_over = count(self.progress.waited) >= self.patience;
        if is_over { Verdict::Stop } else { Verdict::GoOn }
    }
    // ANCHOR_END: observe

    /// Gives the network the numbers of its best epoch.
    ///
    /// # Panics
    /// If no epoch had a finite error, or it is another network.
    #[track_caller]
    // ANCHOR: restore
    pub fn restore(&self, network: &mut (impl Parameters<F> + ?Sized)) {
        assert!(
            self.best_epoch().is_some(),
            "EarlyStopping::restore: no epoch had a finite error"
        );
        let best = self.best.as_ref().expect("kept with the first best");
        best.restore(network);
    }
    // ANCHOR_END: restore

    /// The best epoch so far, counted from 0.
    pub fn best_epoch(&self) -> Option<usize> {
        let progress = &self.progress;
        (progress.lowest_error < F::infinity()).then(|| count(progress.best_epoch))
    }

    /// The error of the best epoch; infinite before there is one.
    ///
    /// # Panics
    /// Never: f32 and f64 are within f64.
    pub fn best_error(&self) -> f64 {
        self.progress.lowest_error.to_f64().expect("f32 and f64 are within f64")
    }

    /// How many epochs were observed.
    pub fn epochs(&self) -> usize {
        count(self.progress.epochs)
    }

    /// Makes room for a copy of the network, whether a saved state is to be loaded or not: call it at the start of each run.
    ///
    /// A checkpoint keeps what is there. Without the room there is no copy to save before the first good epoch, and none to load into.
    pub fn prepare(&mut self, network: &mut (impl Parameters<F> + ?Sized)) {
        self.best = Some(Snapshot::of(network));
    }
}

/// f32 counts up to 16 million exactly.
fn count<F: Float>(epochs: F) -> usize {
    epochs.to_usize().expect("a count of epochs")
}

impl<F: Float> Parameters<F> for EarlyStopping<F> {
    fn visit_params(&mut self, _visitor: &mut dyn FnMut(&str, ParamMut<'_, F>)) {}

    fn visit_buffers(&mut self, visitor: &mut dyn FnMut(&str, Buffer<'_, F>)) {
        let progress = &mut self.progress;
        for (name, number) in [
            ("lowest_error", &mut progress.lowest_error),
            ("best_epoch", &mut progress.best_epoch),
            ("epochs", &mut progress.epochs),
            ("waited", &mut progress.waited),
        ] {
            let value = std::slice::from_mut(number);
            visitor(name, Buffer { shape: IxDyn(&[1]), value });
        }
        if let Some(best) = &mut self.best {
            best.visit_buffers(&mut |name, buffer| {
                visitor(&format!("best.{name}"), buffer);
            });
        }
    }
}
