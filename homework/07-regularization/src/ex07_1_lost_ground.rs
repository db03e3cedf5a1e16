//! A rule that stops when too much of what was gained is lost again.
//!
//! A patience counts epochs; this rule, one of those that Prechelt compared in 1998, measures by *how much*
//! the validation error has come up from its best. With the errors `e_0` … `e_t` so far and the smallest of
//! them `e_best`, the last one included,
//!
//! ```text
//! lost ground = 100 · (e_t / e_best − 1)      in per cent
//! stop         if lost ground > percent
//! ```
//!
//! Two corners: before the first epoch nothing is lost, 0. And if the best error is 0, an error of 0 has lost
//! nothing, and any other has lost infinitely much.
//!
//! # By hand
//!
//! The errors 0.40, 0.20, 0.21, 0.25 have lost 0, 0, 5 and 25 per cent. At `percent` 10 the rule stops after
//! the fourth of them; if the next had been 0.19 in place of 0.25, nothing would have been lost.
//!
//! # Hint
//!
//! `errors.iter().copied().fold(f64::INFINITY, f64::min)` is the smallest of a slice. In floating point
//! 0.0/0.0 is NaN and 1.0/0.0 is infinite: one of the two corners takes care of itself, the other does not.
//! The verdict needs one comparison; is it `>` or `>=`, if a curve is flat and `percent` is 0?

use regularization::{StoppingRule, Verdict};

/// Stops when the last error lies by more than so many per cent above the best
/// one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LostGround {
    /// How many per cent may be lost.
    pub percent: f64,
}

/// By how many per cent the last error lies above the smallest one.
pub fn lost_ground(errors: &[f64]) -> f64 {
    //~ solution
    let Some(&last) = errors.last() else { return 0.0 };
    let best = errors.iter().copied().fold(f64::INFINITY, f64::min);
    if last == best { 0.0 } else { 100.0 * (last / best - 1.0) }
    //~ stub
    // todo!("ex07_1: how far the last error lies above the best, in per cent")
    //~ mutant compares with the epoch before
    // let [.., before, last] = errors else { return 0.0 };
    // if last <= before { 0.0 } else { 100.0 * (last / before - 1.0) }
    //~ mutant compares with the first epoch
    // let (Some(&first), Some(&last)) = (errors.first(), errors.last()) else {
    //     return 0.0;
    // };
    // if last == first { 0.0 } else { 100.0 * (last / first - 1.0) }
    //~ mutant takes the difference and not the ratio
    // let Some(&last) = errors.last() else { return 0.0 };
    // let best = errors.iter().copied().fold(f64::INFINITY, f64::min);
    // 100.0 * (last - best)
    //~ mutant leaves the last error out of the best
    // let Some((&last, earlier)) = errors.split_last() else { return 0.0 };
    // let best = earlier.iter().copied().fold(f64::INFINITY, f64::min);
    // if last == best { 0.0 } else { 100.0 * (last / best - 1.0) }
    //~ mutant NaN where the best error is 0
    // let Some(&last) = errors.last() else { return 0.0 };
    // let best = errors.iter().copied().fold(f64::INFINITY, f64::min);
    // 100.0 * (last / best - 1.0)
    //~ end
}

impl StoppingRule for LostGround {
    fn verdict(&self, errors: &[f64]) -> Verdict {
        //~ solution
        if lost_ground(errors) > self.percent {
            Verdict::Stop
        } else {
            Verdict::GoOn
        }
        //~ stub
        // todo!("ex07_1: Verdict::Stop or Verdict::GoOn")
        //~ mutant stops on a flat curve
        // if lost_ground(errors) >= self.percent {
        //     Verdict::Stop
        // } else {
        //     Verdict::GoOn
        // }
        //~ mutant stops while it improves
        // if lost_ground(errors) < self.percent {
        //     Verdict::Stop
        // } else {
        //     Verdict::GoOn
        // }
        //~ end
    }
}
