//! Yes or no: the step and the sign of a weighted sum, with one rule for what happens at zero.

/// 1 where the argument is positive, else 0: the answer of a threshold unit.
///
/// `step(z) = 1 if z > 0, 0 if z ≤ 0`
///
/// The comparison is strict: at 0 the unit stays silent. Other books fire there; see erratum ERR-8.
///
/// Source: S2 (NEU-7).
///
/// ```
/// assert_eq!([-1.0, 0.0, 1.0].map(neuron::step), [0.0, 0.0, 1.0]);
/// ```
#[doc(alias = "heaviside")]
// ANCHOR: step
pub fn step(z: f64) -> f64 {
    if z > 0.0 { 1.0 } else { 0.0 }
}
// ANCHOR_END: step

/// +1 where the argument is positive, else −1: the same answer for classes called +1 and −1.
///
/// `sign(z) = +1 if z > 0, −1 if z ≤ 0`
///
/// As in [`step`], 0 counts as no. `f64::signum` gives +1 at 0 and −1 at −0, which no neuron wants.
///
/// Source: S4's perceptron rule (GATE-10).
///
/// ```
/// assert_eq!([-1.0, 0.0, 1.0].map(neuron::sign), [-1.0, -1.0, 1.0]);
/// ```
#[doc(alias = "sgn")]
// ANCHOR: sign
pub fn sign(z: f64) -> f64 {
    if z > 0.0 { 1.0 } else { -1.0 }
}
// ANCHOR_END: sign
