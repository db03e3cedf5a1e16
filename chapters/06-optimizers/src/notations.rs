//! Momentum in the letters of two slides, and as what it is: an average of the past.

/// Momentum as S2 has it, for one parameter: `v ← μv − ηg`, `w ← w + v`; returns the new `(w, v)`.
///
/// The velocity here is the step itself, rate and sign included; in [`momentum_update`](crate::momentum_update) it is a sum of gradients, and
/// the rate comes after. At a constant rate both go the same way. Source: S2 OPT-11, whose λ is our μ.
///
/// ```
/// use optimizers::velocity_step;
/// assert_eq!(velocity_step(1.0, -1.0, 2.0, 0.25, 0.5), (0.0, -1.0)); // v = 0.5 · −1 − 0.25 · 2
/// ```
// ANCHOR: velocity_step
pub fn velocity_step(
    value: f64,
    velocity: f64,
    grad: f64,
    learning_rate: f64,
    momentum: f64,
) -> (f64, f64) {
    let velocity = momentum * velocity - learning_rate * grad;
    (value + velocity, velocity)
}
// ANCHOR_END: velocity_step

/// Momentum as S4 has it: how much a weight changes, `Δw = −ηg + μ Δw before`.
///
/// Source: S4 OPT-12, whose λ is our η and whose α is our μ.
///
/// ```
/// use optimizers::weight_change;
/// assert_eq!(weight_change(2.0, -1.0, 0.25, 0.5), -1.0);
/// ```
// ANCHOR: weight_change
pub fn weight_change(
    grad: f64,
    change_before: f64,
    learning_rate: f64,
    momentum: f64,
) -> f64 {
    -learning_rate * grad + momentum * change_before
}
// ANCHOR_END: weight_change

/// The change after all these gradients, without a recursion: `−η (g_k + μ g_{k−1} + μ² g_{k−2} + …)`.
///
/// ```
/// use optimizers::weighted_past;
/// assert_eq!(weighted_past(&[8.0, 4.0, 2.0], 0.25, 0.5), -1.5); // −¼ (2 + ½ · 4 + ¼ · 8)
/// ```
// ANCHOR: weighted_past
pub fn weighted_past(gradients: &[f64], learning_rate: f64, momentum: f64) -> f64 {
    let mut share = 1.0;
    let mut sum = 0.0;
    for grad in gradients.iter().rev() {
        sum += share * grad;
        share *= momentum;
    }
    -learning_rate * sum
}
// ANCHOR_END: weighted_past
