//! With pen and paper: what centring a feature does to the learning rate.
//!
//! A line `ŷ = w x + b` is fitted to two points by descent on the *mean* squared error. The points lie at x = 0 and x
//! = 4 (their targets do not matter here: why?).
//!
//! 1. What is the largest rate η at which the descent does not run away, 2 over the largest curvature?
//! 2. What is it after the feature has been centred, so that the points lie at x = −2 and x = 2?
//!
//! Write both numbers into `answer`, to three digits at least. The test runs the descent: at a rate 2 % below your
//! answer it must come to rest, at a rate 2 % above it must run away.
//!
//! **An example**: for the points at x = 1 and x = −1 the table of curvatures is
//!
//! ```text
//! (2/N) · [ N   Σx  ]  =  [ 2  0 ]
//!         [ Σx  Σx² ]     [ 0  2 ]
//! ```
//!
//! Both curvatures are 2, and the largest rate is 2/2 = 1.
//!
//! # Hint
//!
//! Write down the table for b and w as in the example. The curvatures are its eigenvalues: for the table `[p q; q r]`
//! they are the two solutions c of `(p − c)(r − c) = q²`. The larger one sets the limit.

/// The largest rate for x = 0 and 4, and the largest rate for x = −2 and 2.
pub fn answer() -> (f64, f64) {
    //~ solution
    // N = 2, Σx = 4, Σx² = 16: the table is [2 4; 4 16], since 2/N = 1.
    // (2 − c)(16 − c) = 16  ⟹  c² − 18c + 16 = 0  ⟹  c = 9 ± √65, the larger one 17.06.
    // Centred: Σx = 0, Σx² = 8, the table is [2 0; 0 8], the larger curvature 8.
    (2.0 / 17.062, 2.0 / 8.0)
    //~ stub
    // todo!("ex04_2: the largest rate before and after centring")
    //~ mutant the error as a sum, or the rate that arrives in one step
    // (1.0 / 17.062, 1.0 / 8.0)
    //~ mutant forgets the bias
    // (2.0 / 16.0, 2.0 / 8.0)
    //~ mutant the smaller curvature
    // (2.0 / 0.938, 2.0 / 2.0)
    //~ mutant the sum of both curvatures
    // (2.0 / 18.0, 2.0 / 10.0)
    //~ end
}
