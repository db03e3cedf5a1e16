//! One probability, two ways to name it.

/// Stops unless a unit can be dropped with this probability: `0 ≤ p < 1`.
///
/// At `p = 1` no unit would ever be there, and `1/(1 − p)` would multiply nothing by infinity.
///
/// # Panics
/// If `drop_prob` is below 0, is 1 or more, or is NaN.
///
/// ```
/// dropout::assert_drop_prob("here", 0.0);
/// assert!(std::panic::catch_unwind(|| dropout::assert_drop_prob("here", 1.0)).is_err());
/// ```
#[track_caller]
// ANCHOR: assert_drop_prob
pub fn assert_drop_prob(operation: &str, drop_prob: f64) {
    assert!(
        (0.0..1.0).contains(&drop_prob),
        "{operation}: drop_prob must be at least 0 and below 1, \
         found {drop_prob}"
    );
}
// ANCHOR_END: assert_drop_prob

/// The probability of dropping for one of keeping: `p = 1 − q`.
///
/// For advice that counts the other way round, as S1 does. Source: S1 DROP-2; ERR-46.
///
/// # Panics
/// If `keep_prob` is not above 0 and at most 1.
///
/// ```
/// assert_eq!(dropout::dropped_when_kept(0.75), 0.25);
/// ```
#[track_caller]
// ANCHOR: dropped_when_kept
pub fn dropped_when_kept(keep_prob: f64) -> f64 {
    assert!(
        keep_prob > 0.0 && keep_prob <= 1.0,
        "dropped_when_kept: keep_prob must be above 0 and at most 1, \
         found {keep_prob}"
    );
    1.0 - keep_prob
}
// ANCHOR_END: dropped_when_kept
