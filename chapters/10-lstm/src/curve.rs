//! The two curves of the gates, quick enough that the matrices remain the work.

use std::any::Any;

use activations::sigmoid;
use backprop::{Float, lanes};

/// `σ(x) = 1/(1 + e⁻ˣ)`, opened from 0 to 1 by a gate's sum.
///
/// In `f64` chapter 2's own; in `f32` within 2·10⁻⁷ of it, without a branch, so that the compiler handles several units at once.
///
/// ```
/// assert_eq!(lstm::gate(0.0_f32), 0.5);
/// assert!((lstm::gate(2.0_f32) - 0.880797).abs() < 2e-7);
/// ```
#[inline]
pub fn gate<F: Float>(x: F) -> F {
    match single(x) {
        Some(x) => widen(1.0 / (1.0 + exp(-x))),
        None => sigmoid(x),
    }
}

/// `tanh x`, from −1 to 1: what a unit proposes, and what it shows of its cell.
///
/// In `f32` within 2·10⁻⁷ of the exact value, and exact in relation to it near 0.
///
/// ```
/// assert_eq!(lstm::squash(0.0_f32), 0.0);
/// assert!((lstm::squash(1.0_f32) - 0.761594).abs() < 2e-7);
/// ```
#[inline]
pub fn squash<F: Float>(x: F) -> F {
    match single(x) {
        Some(x) => widen(squash_single(x)),
        None => x.tanh(),
    }
}

/// [`gate`] of each number, in place: a loop over one slice, of which the compiler handles several numbers at once.
pub(crate) fn gate_all<F: Float>(sums: &mut [F]) {
    for sum in sums {
        *sum = gate(*sum);
    }
}

/// [`squash`] of each number, in place.
pub(crate) fn squash_all<F: Float>(sums: &mut [F]) {
    for sum in sums {
        *sum = squash(*sum);
    }
}

/// The number itself where it is an `f32`. The compiler knows which it is and leaves nothing of the question.
#[inline]
fn single<F: Float>(x: F) -> Option<f32> {
    as_any(&x).downcast_ref::<f32>().copied()
}

#[inline]
fn as_any<F: Float>(x: &F) -> &dyn Any {
    x
}

/// Back to `F`, which is `f32`: both conversions are exact and cancel.
#[inline]
fn widen<F: Float>(x: f32) -> F {
    F::of(f64::from(x))
}

/// A series near 0, where the other formula would subtract nearly equal numbers; `1 − 2/(e²ˣ + 1)` elsewhere.
#[inline]
fn squash_single(x: f32) -> f32 {
    const SERIES: [f32; 5] =
        [-0.008_863_235, 0.021_869_488, -0.053_968_254, 0.133_333_34, -0.333_333_34];
    let square = x * x;
    let series = polynomial(SERIES, square) * square;
    let near = mul_add(x, series, x);
    let far = 1.0 - 2.0 / (exp(2.0 * x) + 1.0);
    if square < 0.09 { near } else { far }
}

/// `eˣ = 2ⁿ eʳ`: the whole number n goes into the exponent's bits, a polynomial does the rest, |r| ≤ ½ ln 2.
///
/// Cut off at ±87, where the result is near the smallest and the largest `f32`; NaN stays NaN.
#[inline]
fn exp(x: f32) -> f32 {
    const ROUND: f32 = 12_582_912.0; // 1.5 · 2²³: added and taken away again, it rounds to a whole number
    const LN_2: [f32; 2] = [0.693_359_4, -2.121_944_4e-4]; // the first with few digits, so that n times it is exact
    const TAIL: [f32; 5] = [1.0 / 720.0, 1.0 / 120.0, 1.0 / 24.0, 1.0 / 6.0, 0.5];
    let x = if x > 87.0 { 87.0 } else { x };
    let x = if x < -87.0 { -87.0 } else { x };
    let shifted = mul_add(x, std::f32::consts::LOG2_E, ROUND);
    let n = shifted - ROUND;
    let r = mul_add(-n, LN_2[1], mul_add(-n, LN_2[0], x));
    let power = f32::from_bits(shifted.to_bits().wrapping_add(127) << 23);
    let tail = polynomial(TAIL, r) * r * r;
    power * (1.0 + (r + tail))
}

/// `((((a x + b) x + c) x + d) x + e`.
#[inline]
fn polynomial([a, b, c, d, e]: [f32; 5], x: f32) -> f32 {
    [b, c, d, e].into_iter().fold(a, |sum, next| mul_add(sum, x, next))
}

/// `a b + c`: rounded once in a program compiled for a processor that does it in one stroke, elsewhere twice.
#[inline]
fn mul_add(a: f32, b: f32, c: f32) -> f32 {
    if lanes::PAYS_OFF { a.mul_add(b, c) } else { a * b + c }
}

#[cfg(test)]
mod tests {
    use super::{exp, gate, squash};

    fn points() -> impl Iterator<Item = f32> {
        (-40_000..=40_000).map(|index| index as f32 * 0.0025)
    }

    #[test]
    fn the_curves_are_those_of_chapter_2() {
        for x in points() {
            let exact = f64::from(x);
            let sigmoid = 1.0 / (1.0 + (-exact).exp());
            assert!((f64::from(gate(x)) - sigmoid).abs() < 2e-7, "gate({x})");
            assert!(
                (f64::from(squash(x)) - exact.tanh()).abs() < 2e-7,
                "squash({x})"
            );
        }
    }

    #[test]
    fn small_numbers_keep_their_digits() {
        for x in [1e-30_f32, 1e-7, 1e-3, 0.1, 0.299, 0.301, -0.2] {
            let exact = f64::from(x).tanh();
            let error = (f64::from(squash(x)) - exact) / exact;
            assert!(error.abs() < 6e-7, "squash({x}): {error:e}");
        }
    }

    #[test]
    fn the_exponential_holds_over_its_whole_range() {
        for x in points().filter(|x| x.abs() < 86.9) {
            let exact = f64::from(x).exp();
            let error = (f64::from(exp(x)) - exact) / exact;
            assert!(error.abs() < 3e-7, "exp({x}): {error:e}");
        }
    }

    #[test]
    fn the_ends_are_quiet_and_nan_stays() {
        assert_eq!((gate(1e30_f32), squash(1e30_f32)), (1.0, 1.0));
        assert_eq!((squash(-1e30_f32), squash(f32::NEG_INFINITY)), (-1.0, -1.0));
        assert!(gate(-1e30_f32) < 1e-37 && gate(f32::INFINITY) == 1.0);
        assert!(gate(f32::NAN).is_nan() && squash(f32::NAN).is_nan());
        assert!(gate(f64::NAN).is_nan());
        assert_eq!(squash(0.5_f64), 0.5_f64.tanh());
    }
}
