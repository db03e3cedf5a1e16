//! Pen and paper: how far are these examples from the plane, and how many mistakes does that allow?
//!
//! Three examples with two inputs, without a bias:
//!
//! ```text
//! x1 = ( 4,  3)   target +1
//! x2 = (−5,  0)   target −1
//! x3 = (12, −5)   target +1
//! ```
//!
//! The direction w* = (3, 4) gets all three right, since the sums w*·x are positive, negative and positive. As in the
//! chapter, each example is scaled to length 1 before the perceptron learns from it, and the learning rate is 1 from
//! weights 0.
//!
//! Compute with a pencil
//!
//! 1. the margin γ of the three scaled examples with this direction, and
//! 2. the largest whole number of mistakes that the theorem of the chapter allows.
//!
//! Let `answer()` return both, in this order. The margin may stand as a fraction (`1.0 / 3.0`) or as a decimal with
//! an error of less than 0.0005.
//!
//! A smaller case, worked: for the one example (0, 2) with w* = (3, 4) the sum is 8, the lengths are 2 and 5, so that
//! γ = 8 / 10 = 0.8 and (1/γ)² = 1.5625. The theorem allows at most 1 mistake, and the answer would be `(0.8, 1)`.
//!
//! # Hint
//!
//! All the lengths come out whole: 3, 4, 5 and 5, 12, 13 are sides of right-angled triangles. Divide each sum by
//! *both* lengths. The margin belongs to the example that comes nearest to the plane, and its sum is not the smallest
//! of the three. A number of mistakes is a whole number that must not exceed the bound.

/// The margin γ, and the largest number of mistakes that the theorem allows.
pub fn answer() -> (f64, usize) {
    //~ solution
    // w*·x: 12 + 12 = 24, −15, 36 − 20 = 16.
    // Lengths: 5, 5 and 13, and that of w* is 5.
    // Distances: 24/25 = 0.96, 15/25 = 0.6, 16/65 = 0.246.
    // The third is nearest, and (65/16)² = 16.5 allows 16.
    (16.0 / 65.0, 16)
    //~ stub
    // todo!("ex01_2: return your two numbers, the margin and the most mistakes")
    //~ mutant forgets to scale the examples
    // (3.0, 0)
    //~ mutant forgets the length of the direction
    // (16.0 / 13.0, 0)
    //~ mutant takes the example with the smallest sum
    // (0.6, 2)
    //~ mutant forgets the square
    // (16.0 / 65.0, 4)
    //~ mutant rounds the bound up
    // (16.0 / 65.0, 17)
    //~ end
}
