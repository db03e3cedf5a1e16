//! With pen and paper: one number acts on the loss in several ways at once.
//!
//! A small network has one input x and one weight w, which it uses three times:
//!
//! ```text
//! h = ReLU(w x)
//! g = ReLU(1 − w x)
//! y = w h + 4 g + x
//! L = ½ (y − t)²
//! ```
//!
//! Take x = 2, w = 1.5 and t = 4. What is the slope of the loss by the weight, dL/dw, and what is it by the input,
//! dL/dx? Write both numbers into `answer`; they are exact with a few decimals.
//!
//! Draw the graph first. Which paths lead from w to L, and which from x? Along which of them is a slope 0?
//!
//! **An example** with fewer paths: for `y = w (w x)` and `L = ½ y²` at x = 1, w = 2 the values are w x = 2 and y = 4.
//! Two paths lead from w to y: one through the outer factor, with the slope `w x = 2`, and one through the inner one,
//! with `w · x = 2`. So dL/dw = y · (2 + 2) = 16.
//!
//! # Hint
//!
//! Forwards: h, then g, then y, then y − t, which is dL/dy. Backwards: from dL/dy to what y was made of. The gradient
//! of w is a sum of what arrives on each of its wires, and a ReLU whose sum is negative lets nothing through.

/// dL/dw and dL/dx.
pub fn answer() -> (f64, f64) {
    //~ solution
    // h = ReLU(3) = 3, g = ReLU(−2) = 0, y = 4.5 + 0 + 2 = 6.5, dL/dy = y − t = 2.5.
    // From w: directly into y with the slope h = 3, through h with w · x = 3,
    // through g with nothing, since 1 − w x < 0.
    // From x: directly with 1, through h with w · w = 2.25.
    (2.5 * (3.0 + 3.0), 2.5 * (1.0 + 2.25))
    //~ stub
    // todo!("ex05_2: the slopes of the loss by w and by x")
    //~ mutant only the path through the outer weight
    // (2.5 * 3.0, 2.5 * (1.0 + 2.25))
    //~ mutant forgets that x also goes straight to y
    // (2.5 * (3.0 + 3.0), 2.5 * 2.25)
    //~ mutant the second ReLU lets its gradient through
    // (2.5 * (3.0 + 3.0 - 8.0), 2.5 * (1.0 + 2.25 - 6.0))
    //~ mutant forgets the slope of the loss
    // (6.0, 3.25)
    //~ mutant the square without its half
    // (5.0 * (3.0 + 3.0), 5.0 * (1.0 + 2.25))
    //~ end
}
