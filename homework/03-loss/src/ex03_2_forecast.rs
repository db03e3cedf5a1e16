//! Pen and paper: a forecaster who is wrong about the weather, and what his forecasts cost in bits.
//!
//! In a certain valley a day is
//!
//! ```text
//!                  sunny   cloudy   rainy   snowy
//! in truth, t       1/2      1/4     1/8     1/8
//! forecast, p       1/8      1/2     1/8     1/4
//! ```
//!
//! where the forecaster announces the second line every day. Compute with a pencil, in bits,
//!
//! 1. the entropy H(t): the mean surprise of somebody who knows the truth,
//! 2. the cross-entropy H(t, p): the mean surprise of somebody who believes the forecast, and
//! 3. the Kullback–Leibler divergence D(t‖p): what the bad forecast costs each day.
//!
//! Let `answer()` return the three numbers in this order. All are exact decimals; an error below 0.0005 is accepted.
//!
//! A smaller case, worked: with the truth (1/2, 1/2, 0) and the forecast (1/4, 1/4, 1/2) the entropy is ½ · 1 + ½ · 1
//! = 1 bit, the cross-entropy ½ · 2 + ½ · 2 = 2 bits, and the forecast costs 1 bit a day. What never happens counts
//! nothing.
//!
//! # Hint
//!
//! All probabilities are powers of one half, so each surprise is a whole number of bits: 1/8 is three coins in a row.
//! In the cross-entropy the *truth* says how often a kind of weather happens, and the *forecast* how surprising it
//! is.

/// H(t), H(t, p) and D(t‖p), in bits.
pub fn answer() -> [f64; 3] {
    //~ solution
    // H(t)    = ½·1 + ¼·2 + ⅛·3 + ⅛·3 = 1.75
    // H(t, p) = ½·3 + ¼·1 + ⅛·3 + ⅛·2 = 2.375
    // D(t‖p)  = 2.375 − 1.75 = 0.625
    [1.75, 2.375, 0.625]
    //~ stub
    // todo!("ex03_2: return your three numbers, in bits")
    //~ mutant exchanges truth and forecast
    // [1.75, 2.25, 0.5]
    //~ mutant computes in nats
    // [1.75 * std::f64::consts::LN_2, 2.375 * std::f64::consts::LN_2, 0.625 * std::f64::consts::LN_2]
    //~ mutant takes the plain mean of the surprises
    // [2.25, 2.25, 0.0]
    //~ mutant gives the cross-entropy for the divergence
    // [1.75, 2.375, 2.375]
    //~ mutant subtracts the wrong way round
    // [1.75, 2.375, -0.625]
    //~ end
}
