//! Rates that change with the steps.

use std::f64::consts::PI;

/// A rate for every step, counted from 0; for [`Optimizer::set_learning_rate`](crate::Optimizer::set_learning_rate).
///
/// A step may be one update or one epoch: whichever the caller counts.
#[doc(alias = "lr_scheduler")]
// ANCHOR: schedule
pub trait Schedule {
    /// The rate of step `step`.
    fn rate(&self, step: usize) -> f64;
}
// ANCHOR_END: schedule

/// The rate times `factor` after every `every` steps: `η factor^⌊k/every⌋`. Source: S2 OPT-1.
///
/// ```
/// use optimizers::{Schedule, StepDecay};
/// let schedule = StepDecay { initial: 0.8, factor: 0.5, every: 10 };
/// assert_eq!([0, 9, 10, 25].map(|step| schedule.rate(step)), [0.8, 0.8, 0.4, 0.2]);
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
#[doc(alias = "StepLR")]
// ANCHOR: step_decay
pub struct StepDecay {
    /// The rate of the first steps.
    pub initial: f64,
    /// What is left of it after each stage.
    pub factor: f64,
    /// How many steps a stage has.
    pub every: usize,
}

impl Schedule for StepDecay {
    fn rate(&self, step: usize) -> f64 {
        self.initial * self.factor.powf((step / self.every) as f64)
    }
}
// ANCHOR_END: step_decay

/// `η/√(k+1)`. Source: S2 OPT-2, which calls it 1/t decay (ERR-38).
///
/// ```
/// use optimizers::{InverseSquareRootDecay, Schedule};
/// assert_eq!(InverseSquareRootDecay { initial: 1.0 }.rate(3), 0.5);
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
// ANCHOR: inverse_square_root_decay
pub struct InverseSquareRootDecay {
    /// The rate of step 0.
    pub initial: f64,
}

impl Schedule for InverseSquareRootDecay {
    fn rate(&self, step: usize) -> f64 {
        self.initial / ((step + 1) as f64).sqrt()
    }
}
// ANCHOR_END: inverse_square_root_decay

/// `η/(k+1)`: what 1/t decay means.
///
/// ```
/// use optimizers::{InverseTimeDecay, Schedule};
/// assert_eq!(InverseTimeDecay { initial: 1.0 }.rate(3), 0.25);
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
// ANCHOR: inverse_time_decay
pub struct InverseTimeDecay {
    /// The rate of step 0.
    pub initial: f64,
}

impl Schedule for InverseTimeDecay {
    fn rate(&self, step: usize) -> f64 {
        self.initial / (step + 1) as f64
    }
}
// ANCHOR_END: inverse_time_decay

/// Half a wave of the cosine, from `initial` down to `last` in `steps` steps, and `last` ever after:
/// `last + ½ (initial − last)(1 + cos(πk/steps))`. Source: Loshchilov and Hutter 2017, equation 5, without restarts.
///
/// ```
/// use optimizers::{CosineDecay, Schedule};
/// let schedule = CosineDecay { initial: 1.0, last: 0.0, steps: 10 };
/// assert_eq!([0, 5, 10, 99].map(|step| (schedule.rate(step) * 1e9).round() / 1e9), [1.0, 0.5, 0.0, 0.0]);
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
#[doc(alias = "CosineAnnealingLR")]
// ANCHOR: cosine_decay
pub struct CosineDecay {
    /// The rate of step 0.
    pub initial: f64,
    /// The rate at the end.
    pub last: f64,
    /// When the end is reached.
    pub steps: usize,
}

impl Schedule for CosineDecay {
    fn rate(&self, step: usize) -> f64 {
        let gone = step.min(self.steps) as f64 / self.steps as f64;
        self.last + 0.5 * (self.initial - self.last) * (1.0 + (PI * gone).cos())
    }
}
// ANCHOR_END: cosine_decay

/// Another schedule, reached by a straight line in the first `steps` steps: its rate times `(k+1)/steps`.
/// Source: Goyal and others 2017, section 2.2.
///
/// ```
/// use optimizers::{InverseSquareRootDecay, Schedule, WarmUp};
/// let schedule = WarmUp { steps: 4, then: InverseSquareRootDecay { initial: 1.0 } };
/// assert_eq!([0, 3, 15].map(|step| schedule.rate(step)), [0.25, 0.5, 0.25]);
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
#[doc(alias = "LinearLR")]
// ANCHOR: warm_up
pub struct WarmUp<S> {
    /// How many steps the way up takes.
    pub steps: usize,
    /// Where it leads to; its own count begins at step 0 as well.
    pub then: S,
}

impl<S: Schedule> Schedule for WarmUp<S> {
    fn rate(&self, step: usize) -> f64 {
        let share = (step + 1) as f64 / self.steps as f64;
        self.then.rate(step) * share.min(1.0)
    }
}
// ANCHOR_END: warm_up
