//! When to stop: S4's three criteria, and a fourth for descents that went wrong.

use ndarray::{Array1, ArrayRef1};

use crate::descent::step;

/// When a descent ends. Whichever criterion is met first decides.
///
/// None of them says that the place reached is a good one. Source: S4 REG-18.
#[derive(Debug, Clone, Copy, PartialEq)]
// ANCHOR: stopping
pub struct Stopping {
    /// The slope is as good as flat: its length is at most this.
    pub gradient_norm: f64,
    /// The patience is at an end: so many steps.
    pub step_limit: usize,
    /// The value has stopped changing.
    pub stable: Option<Stable>,
}

/// "The training error is stable", made exact.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stable {
    /// Over how many steps it is watched.
    pub steps: usize,
    /// How far its largest and its smallest value may lie apart.
    pub change: f64,
}

/// Why a descent ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stopped {
    /// The gradient was short enough.
    SmallGradient,
    /// The value was stable.
    StableValue,
    /// The steps were used up.
    StepLimit,
    /// Value or gradient overflowed: the learning rate was too large.
    Diverged,
}
// ANCHOR_END: stopping

/// A descent with its end.
#[derive(Debug, Clone, PartialEq)]
pub struct Descent {
    /// The last place.
    pub at: Array1<f64>,
    /// The value at the start and after every step.
    pub values: Vec<f64>,
    /// Why it ended there.
    pub stopped: Stopped,
}

impl Descent {
    /// How many steps were made.
    pub fn steps(&self) -> usize {
        self.values.len() - 1
    }
}

/// Goes down until a criterion is met: `θ ← θ − η ∇f(θ)`.
///
/// `value_and_gradient` gives `f(θ)` and `∇f(θ)` together.
///
/// # Shapes
/// `start` and the gradient: `(parameters,)`.
///
/// # Panics
/// If the gradient is not as long as `start`.
///
/// ```
/// use gradient_descent::stopping::{Stopped, Stopping, descend_until};
/// use ndarray::array;
/// let square = |p: &ndarray::Array1<f64>| (p[0] * p[0], array![2.0 * p[0]]);
/// let stopping = Stopping { gradient_norm: 1.0, step_limit: 100, stable: None };
/// let descent = descend_until(square, &array![4.0], 0.25, &stopping); // 4, 2, 1, ½: slope 1
/// assert_eq!((descent.at[0], descent.steps()), (0.5, 3));
/// assert_eq!(descent.stopped, Stopped::SmallGradient);
/// ```
#[track_caller]
// ANCHOR: descend_until
pub fn descend_until(
    mut value_and_gradient: impl FnMut(&Array1<f64>) -> (f64, Array1<f64>),
    start: &ArrayRef1<f64>,
    learning_rate: f64,
    stopping: &Stopping,
) -> Descent {
    let mut theta = start.to_owned();
    let mut values = Vec::new();
    loop {
        let (value, slopes) = value_and_gradient(&theta);
        values.push(value);
        if let Some(stopped) = stopping.verdict(&values, &slopes) {
            return Descent { at: theta, values, stopped };
        }
        step("descend_until", &mut theta, &slopes, learning_rate);
    }
}
// ANCHOR_END: descend_until

impl Stopping {
    // ANCHOR: verdict
    fn verdict(&self, values: &[f64], slopes: &Array1<f64>) -> Option<Stopped> {
        let norm = slopes.dot(slopes).sqrt();
        let value = values[values.len() - 1];
        if !norm.is_finite() || !value.is_finite() {
            Some(Stopped::Diverged)
        } else if norm <= self.gradient_norm {
            Some(Stopped::SmallGradient)
        } else if self.stable.is_some_and(|stable| stable.holds(values)) {
            Some(Stopped::StableValue)
        } else if values.len() > self.step_limit {
            Some(Stopped::StepLimit)
        } else {
            None
        }
    }
    // ANCHOR_END: verdict
}

impl Stable {
    fn holds(&self, values: &[f64]) -> bool {
        if values.len() <= self.steps {
            return false;
        }
        let recent = &values[values.len() - 1 - self.steps..];
        let largest = recent.iter().copied().fold(f64::MIN, f64::max);
        let smallest = recent.iter().copied().fold(f64::MAX, f64::min);
        largest - smallest <= self.change
    }
}
