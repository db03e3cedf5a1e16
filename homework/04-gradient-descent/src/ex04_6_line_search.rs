//! Nobody knows the right rate beforehand. A *backtracking line search* finds one for every step: begin with a rate
//! that is too large, and shrink it until the step pays.
//!
//! What does "pays" mean? A straight slope would give a fall of `η‖g‖²`, where g = ∇f(θ), along a step of the rate η. A
//! real valley bends upwards, so ask for a share σ of that (Armijo's condition, 1966):
//!
//! ```text
//! f(θ − η g) ≤ f(θ) − σ η ‖g‖²,        ‖g‖² = Σ gᵢ²
//! ```
//!
//! `LineSearch::rate` returns the first of the rates `first, first·shrink, first·shrink², …` that fulfils it, and
//! `None` if none of the first [`TRIES`] does: then the gradient is wrong, or zero up to rounding. A step to a place
//! where f is NaN or infinite does not pay.
//!
//! `LineSearch::descend` makes at most `steps` steps, each with a rate of its own, searched from `first` again. It
//! returns the start and the place after each step, and ends early where no rate pays or where the gradient is
//! exactly 0.
//!
//! **By hand**: f(θ) = θ² at 8, where f = 64, g = 16 and ‖g‖² = 256. With first = 4, shrink = ½ and σ = ½:
//!
//! | η | θ − ηg | f there | f(θ) − ½ η ‖g‖² | pays? |
//! |---|---|---|---|---|
//! | 4 | −56 | 3136 | −448 | no |
//! | 2 | −24 | 576 | −192 | no |
//! | 1 | −8 | 64 | −64 | no |
//! | ½ | 0 | 0 | 0 | yes, and it has arrived |
//!
//! # Hint
//!
//! Write `rate` first: f(θ) and ‖g‖² once, then a loop over the tries. Compare so that NaN counts as "no":
//! `there <= wanted` is false for NaN, `!(there > wanted)` is not. `descend` is the chapter's function of that name, with
//! `let Some(rate) = … else { break };` in its loop.

use ndarray::{Array1, ArrayRef1};

/// After how many rates the search gives up.
pub const TRIES: usize = 40;

/// How rates are searched for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LineSearch {
    /// The first rate that is tried, for every step anew.
    pub first: f64,
    /// What is left of a rate that does not pay, between 0 and 1; ½ is usual.
    pub shrink: f64,
    /// σ, the share of a straight slope's fall that is asked for, between 0 and 1;
    /// 10⁻⁴ to ½ are usual.
    pub share: f64,
}

impl LineSearch {
    /// The first rate that pays, for a step from `at` against `slopes`.
    ///
    /// # Shapes
    /// `at`, `slopes`: (parameters).
    pub fn rate(
        &self,
        mut f: impl FnMut(&Array1<f64>) -> f64,
        at: &ArrayRef1<f64>,
        slopes: &ArrayRef1<f64>,
    ) -> Option<f64> {
        //~ solution
        let here = f(&at.to_owned());
        let square = slopes.dot(slopes);
        let mut rate = self.first;
        for _try in 0..TRIES {
            let there = f(&(at - slopes * rate));
            if there <= here - self.share * rate * square {
                return Some(rate);
            }
            rate *= self.shrink;
        }
        None
        //~ stub
        // todo!("ex04_6: the first rate that pays, from {at} against {slopes}")
        //~ mutant any fall will do
        // let here = f(&at.to_owned());
        // let mut rate = self.first;
        // for _try in 0..TRIES {
        //     if f(&(at - slopes * rate)) < here {
        //         return Some(rate);
        //     }
        //     rate *= self.shrink;
        // }
        // None
        //~ mutant the length of the gradient, not its square
        // let here = f(&at.to_owned());
        // let length = slopes.dot(slopes).sqrt();
        // let mut rate = self.first;
        // for _try in 0..TRIES {
        //     if f(&(at - slopes * rate)) <= here - self.share * rate * length {
        //         return Some(rate);
        //     }
        //     rate *= self.shrink;
        // }
        // None
        //~ mutant shrinks before the first try
        // let here = f(&at.to_owned());
        // let square = slopes.dot(slopes);
        // let mut rate = self.first;
        // for _try in 0..TRIES {
        //     rate *= self.shrink;
        //     if f(&(at - slopes * rate)) <= here - self.share * rate * square {
        //         return Some(rate);
        //     }
        // }
        // None
        //~ mutant the rate is not in the condition
        // let here = f(&at.to_owned());
        // let square = slopes.dot(slopes);
        // let mut rate = self.first;
        // for _try in 0..TRIES {
        //     if f(&(at - slopes * rate)) <= here - self.share * square {
        //         return Some(rate);
        //     }
        //     rate *= self.shrink;
        // }
        // None
        //~ mutant not a number pays
        // let here = f(&at.to_owned());
        // let square = slopes.dot(slopes);
        // let mut rate = self.first;
        // for _try in 0..TRIES {
        //     let too_high = f(&(at - slopes * rate)) > here - self.share * rate * square;
        //     if !too_high {
        //         return Some(rate);
        //     }
        //     rate *= self.shrink;
        // }
        // None
        //~ mutant answers with the last rate where it should give up
        // let here = f(&at.to_owned());
        // let square = slopes.dot(slopes);
        // let mut rate = self.first;
        // for _try in 0..TRIES {
        //     if f(&(at - slopes * rate)) <= here - self.share * rate * square {
        //         break;
        //     }
        //     rate *= self.shrink;
        // }
        // Some(rate)
        //~ end
    }

    /// Every place on the way down: the start, and one after each step.
    ///
    /// # Shapes
    /// `start`, the gradient and every place: (parameters).
    pub fn descend(
        &self,
        mut f: impl FnMut(&Array1<f64>) -> f64,
        mut gradient: impl FnMut(&Array1<f64>) -> Array1<f64>,
        start: &ArrayRef1<f64>,
        steps: usize,
    ) -> Vec<Array1<f64>> {
        //~ solution
        let mut theta = start.to_owned();
        let mut trace = vec![theta.clone()];
        for _step in 0..steps {
            let slopes = gradient(&theta);
            if slopes.iter().all(|&slope| slope == 0.0) {
                break;
            }
            let Some(rate) = self.rate(&mut f, &theta, &slopes) else { break };
            theta.scaled_add(-rate, &slopes);
            trace.push(theta.clone());
        }
        trace
        //~ stub
        // todo!("ex04_6: at most {steps} steps down from {start}")
        //~ mutant the next search begins with the last rate
        // let mut search = *self;
        // let mut theta = start.to_owned();
        // let mut trace = vec![theta.clone()];
        // for _step in 0..steps {
        //     let slopes = gradient(&theta);
        //     if slopes.iter().all(|&slope| slope == 0.0) {
        //         break;
        //     }
        //     let Some(rate) = search.rate(&mut f, &theta, &slopes) else { break };
        //     search.first = rate;
        //     theta.scaled_add(-rate, &slopes);
        //     trace.push(theta.clone());
        // }
        // trace
        //~ mutant one search for all steps
        // let mut theta = start.to_owned();
        // let mut trace = vec![theta.clone()];
        // let Some(rate) = self.rate(&mut f, &theta, &gradient(&theta)) else { return trace };
        // for _step in 0..steps {
        //     let slopes = gradient(&theta);
        //     if slopes.iter().all(|&slope| slope == 0.0) {
        //         break;
        //     }
        //     theta.scaled_add(-rate, &slopes);
        //     trace.push(theta.clone());
        // }
        // trace
        //~ mutant goes on where the gradient is 0
        // let mut theta = start.to_owned();
        // let mut trace = vec![theta.clone()];
        // for _step in 0..steps {
        //     let slopes = gradient(&theta);
        //     let Some(rate) = self.rate(&mut f, &theta, &slopes) else { break };
        //     theta.scaled_add(-rate, &slopes);
        //     trace.push(theta.clone());
        // }
        // trace
        //~ end
    }
}
