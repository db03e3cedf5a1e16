//! Pen and paper: one weight under three prices.
//!
//! A model with a single weight, y = w · x, and two points: (1, 2) and (2, 5). Its loss is half the sum of
//! squares,
//!
//! ```text
//! loss(w) = ½ (2 − w)² + ½ (5 − 2w)²
//! ```
//!
//! Four questions, each with an exact answer. At which w is the loss plus the price smallest, if the price is
//!
//! 1. that on squares, λ/2 · w², with λ = 1;
//! 2. that on size, λ|w|, with λ = 4.5;
//! 3. *From which λ on* is w exactly 0 under the price on size?
//! 4. both prices at once, the elastic net `l1`·|w| + `l2`/2 · w², with `l1` = 2 and `l2` = 5?
//!
//! # By hand
//!
//! With the single point (1, 3) the loss is ½(3 − w)². A price on squares with λ = 2 makes the slope −(3 −
//! w) + 2w, which is 0 at w = 1. A price on size with λ = 2 makes it −(3 − w) + 2 for w above 0, and that is
//! 0 at w = 1 too; from λ = 3 on w stays at 0.
//!
//! # Hint
//!
//! Multiply the loss out once: how much w² and how much w is there? Everything else is one line each. Under a
//! price on size suppose that w is above 0, so that |w| = w; if a negative w comes out, the supposition was
//! wrong and w is 0. The weight is 0 when the price's slope is as steep as the loss's slope at 0.

/// The smallest place under each of the prices 1, 2 and 4, with the λ of
/// question 3 in its place.
pub fn answer() -> [f64; 4] {
    //~ solution
    // loss = ½ (5w² − 24w + 29), its slope 5w − 12.
    // 1. 5w − 12 + w = 0.           2. 5w − 12 + 4.5 = 0.
    // 3. At 0 the loss's slope is −12.   4. 5w − 12 + 2 + 5w = 0, 10w = 10.
    [12.0 / 6.0, 7.5 / 5.0, 12.0, 1.0]
    //~ stub
    // todo!("ex07_2: [on squares, on size, the λ, under both]")
    //~ mutant the penalty on squares without its half
    // [12.0 / 7.0, 1.5, 12.0, 10.0 / 15.0]
    //~ mutant the threshold taken from the weight, and not from the slope
    // [2.0, 0.0, 2.4, 0.0]
    //~ mutant the ½ of the loss forgotten
    // [24.0 / 11.0, 19.5 / 10.0, 24.0, 22.0 / 15.0]
    //~ mutant the mean in place of the sum
    // [6.0 / 3.5, 1.5 / 2.5, 6.0, 4.0 / 7.5]
    //~ mutant shrinks, and thresholds afterwards by the whole amount
    // [2.0, 1.5, 12.0, 0.0]
    //~ end
}
