//! Pen and paper: how far does a thinned sum stray?
//!
//! A unit adds up three products of weight and input, 6, 3 and −3, and a bias of 5; the whole sum is 11. The
//! inputs pass through inverted dropout with p = 1/3: each product is 0 with probability 1/3, and else
//! multiplied by 3/2, whatever happens to the others. The bias is never dropped. Compute
//!
//! 1. the mean of the sum over all masks;
//! 2. its variance, the mean of the squared distance to that mean;
//! 3. the probability that the sum is exactly 5, to three decimals or better (a fraction will do).
//!
//! # By hand
//!
//! A smaller case: a single product 4, no bias, p = 1/2. The sum is 8 or 0, each with probability 1/2. The
//! mean is 4, the variance ((8 − 4)² + (0 − 4)²)/2 = 16, and the sum is exactly 0 with probability 1/2.
//!
//! # Hint
//!
//! The variance of a sum of independent terms is the sum of their variances, so that one formula for a single
//! product is enough; the chapter has it as a penalty. For the third question look for *all* the masks that
//! leave nothing but the bias. There is more than one.

/// Mean, variance, and the probability that only the bias is left.
pub fn answer() -> [f64; 3] {
    //~ solution
    // Each product keeps its mean, so the mean is 6 + 3 − 3 + 5.
    // One product a: (3/2 a)² · 2/3 − a² = a²/2, which is p/(1 − p) a².
    // Together (36 + 9 + 9)/2.
    // All gone: 1/27. Or 3 and −3 there and 6 gone: 2/3 · 2/3 · 1/3 = 4/27.
    [11.0, 27.0, 5.0 / 27.0]
    //~ stub
    // todo!("ex08_2: [mean, variance, probability of exactly 5]")
    //~ mutant the mean of a unit that nobody scales
    // [9.0, 27.0, 5.0 / 27.0]
    //~ mutant the bias is dropped too
    // [11.0, 39.5, 5.0 / 27.0]
    //~ mutant the variance without the scale
    // [11.0, 12.0, 5.0 / 27.0]
    //~ mutant the standard deviation
    // [11.0, 27.0_f64.sqrt(), 5.0 / 27.0]
    //~ mutant overlooks that 3 and −3 cancel
    // [11.0, 27.0, 1.0 / 27.0]
    //~ mutant keeps with 1/3
    // [11.0, 27.0, 10.0 / 27.0]
    //~ end
}
