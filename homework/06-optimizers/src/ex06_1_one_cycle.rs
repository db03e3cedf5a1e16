//! The *one-cycle* schedule (Smith and Topin, 2018): the rate climbs to a peak that would be too high to start with,
//! and then falls for the rest of the training, lower than where it began.
//!
//! ```text
//! 0 ≤ k ≤ up      start + (peak − start) · k / up
//! up ≤ k ≤ steps  last + ½ (peak − last)(1 + cos(π s)),
//!                 with s = (k − up) / (steps − up)
//! k > steps       last
//! ```
//!
//! A straight line up, half a wave of the cosine down, and then `last` for ever. Where `up` is 0 there is no way up:
//! step 0 has the peak. Where `up` equals `steps` there is no way down: step `steps` has the peak, and all later ones
//! `last`.
//!
//! **By hand**: start = 0.2, peak = 1, last = 0, up = 4 and steps = 8 give the rates 0.2, 0.4, 0.6, 0.8 and 1 for the
//! steps 0 to 4, ½ for step 6, halfway down, 0 for step 8 and for every later one.
//!
//! # Hint
//!
//! Three cases, an `if` each, the late one first. Which of them must not divide when `up` is 0, or when `up` equals
//! `steps`?

use std::f64::consts::PI;

use optimizers::Schedule;

/// Up in a straight line, down along half a wave of the cosine.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct OneCycle {
    /// The rate of step 0.
    pub start: f64,
    /// The highest rate, at step `up`.
    pub peak: f64,
    /// The rate of step `steps` and of all later ones.
    pub last: f64,
    /// How many steps the way up takes.
    pub up: usize,
    /// When the end is reached; not less than `up`.
    pub steps: usize,
}

impl Schedule for OneCycle {
    fn rate(&self, step: usize) -> f64 {
        //~ solution
        if step > self.steps {
            self.last
        } else if step < self.up {
            self.start + (self.peak - self.start) * step as f64 / self.up as f64
        } else if step == self.up {
            self.peak
        } else {
            let gone = (step - self.up) as f64 / (self.steps - self.up) as f64;
            self.last + 0.5 * (self.peak - self.last) * (1.0 + (PI * gone).cos())
        }
        //~ stub
        // todo!("ex06_1: the rate of step {step}")
        //~ mutant the way down begins to count at step 0
        // if step > self.steps {
        //     self.last
        // } else if step <= self.up && self.up > 0 {
        //     self.start + (self.peak - self.start) * step as f64 / self.up as f64
        // } else {
        //     let gone = step as f64 / self.steps as f64;
        //     self.last + 0.5 * (self.peak - self.last) * (1.0 + (PI * gone).cos())
        // }
        //~ mutant the wave goes up again after the end
        // if step < self.up {
        //     self.start + (self.peak - self.start) * step as f64 / self.up as f64
        // } else if step == self.up {
        //     self.peak
        // } else {
        //     let gone = (step - self.up) as f64 / (self.steps - self.up) as f64;
        //     self.last + 0.5 * (self.peak - self.last) * (1.0 + (PI * gone).cos())
        // }
        //~ mutant the way up begins at 0
        // if step > self.steps {
        //     self.last
        // } else if step < self.up {
        //     self.peak * step as f64 / self.up as f64
        // } else if step == self.up {
        //     self.peak
        // } else {
        //     let gone = (step - self.up) as f64 / (self.steps - self.up) as f64;
        //     self.last + 0.5 * (self.peak - self.last) * (1.0 + (PI * gone).cos())
        // }
        //~ mutant without a way up it divides by 0
        // if step > self.steps {
        //     self.last
        // } else if step <= self.up {
        //     self.start + (self.peak - self.start) * step as f64 / self.up as f64
        // } else {
        //     let gone = (step - self.up) as f64 / (self.steps - self.up) as f64;
        //     self.last + 0.5 * (self.peak - self.last) * (1.0 + (PI * gone).cos())
        // }
        //~ mutant falls to 0, not to the last rate
        // if step > self.steps {
        //     self.last
        // } else if step < self.up {
        //     self.start + (self.peak - self.start) * step as f64 / self.up as f64
        // } else if step == self.up {
        //     self.peak
        // } else {
        //     let gone = (step - self.up) as f64 / (self.steps - self.up) as f64;
        //     0.5 * self.peak * (1.0 + (PI * gone).cos())
        // }
        //~ mutant one step too early, as the warm-up counts
        // if step > self.steps {
        //     self.last
        // } else if step < self.up {
        //     self.start + (self.peak - self.start) * (step + 1) as f64 / self.up as f64
        // } else if step == self.up {
        //     self.peak
        // } else {
        //     let gone = (step - self.up) as f64 / (self.steps - self.up) as f64;
        //     self.last + 0.5 * (self.peak - self.last) * (1.0 + (PI * gone).cos())
        // }
        //~ end
    }
}
