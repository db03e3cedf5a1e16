//! Slopes by trying: nudge the input, and see how much the output moves.
//!
//! Too slow to train with, since every parameter costs two evaluations of the function, and the
//! best check there is of a derivative that somebody worked out: it knows nothing of calculus.

use ndarray::{Array, Dimension, NdFloat};

/// The step that suits central differences of smooth functions in f64, near inputs and values of
/// about 1: close to the cube root of the precision, 6e-6.
pub const CENTRAL_STEP: f64 = 1e-5;

/// The slope over one step forwards: `(f(x + h) − f(x)) / h`.
///
/// Off by about `f″(x) h/2`, and by rounding of about `ε |f(x)| / h`.
///
/// # Panics
/// If `h` is zero or not finite.
///
/// ```
/// use gradient_descent::numeric::forward_difference;
/// let slope = forward_difference(|x| x * x, 3.0, 0.5); // (12.25 − 9) / 0.5
/// assert_eq!(slope, 6.5); // off by h
/// ```
#[track_caller]
// ANCHOR: forward
pub fn forward_difference<F: NdFloat>(
    mut f: impl FnMut(F) -> F,
    at: F,
    h: F,
) -> F {
    assert_step("forward_difference", h);
    (f(at + h) - f(at)) / h
}
// ANCHOR_END: forward

/// The slope over one step to either side: `(f(x + h) − f(x − h)) / 2h`, the central difference.
///
/// Off by about `f‴(x) h²/6`, and by rounding of about `ε |f(x)| / 2h`.
///
/// # Panics
/// If `h` is zero or not finite.
///
/// ```
/// use gradient_descent::numeric::numeric_derivative;
/// let slope = numeric_derivative(|x| x * x, 3.0, 0.5); // (12.25 − 6.25) / 1
/// assert_eq!(slope, 6.0); // exact for a parabola, whatever the step
/// ```
#[doc(alias = "central_difference")]
#[track_caller]
// ANCHOR: central
pub fn numeric_derivative<F: NdFloat>(
    mut f: impl FnMut(F) -> F,
    at: F,
    h: F,
) -> F {
    assert_step("numeric_derivative", h);
    (f(at + h) - f(at - h)) / (h + h)
}
// ANCHOR_END: central

/// The gradient by central differences, one parameter at a time: `(f(x + h eᵢ) − f(x − h eᵢ)) / 2h`.
///
/// It evaluates `f` twice for every element of `at`.
///
/// # Shapes
/// `at` and the result: any, the same.
///
/// # Panics
/// If `h` is zero or not finite.
///
/// ```
/// use gradient_descent::numeric::numeric_gradient;
/// use ndarray::array;
/// // f = x² + 3y has the gradient (2x, 3).
/// let gradient = numeric_gradient(|p| p[0] * p[0] + 3.0 * p[1], &array![2.0, 5.0], 0.5);
/// assert_eq!(gradient, array![4.0, 3.0]);
/// ```
#[track_caller]
// ANCHOR: gradient
pub fn numeric_gradient<D: Dimension>(
    mut f: impl FnMut(&Array<f64, D>) -> f64,
    at: &Array<f64, D>,
    h: f64,
) -> Array<f64, D> {
    assert_step("numeric_gradient", h);
    let mut nudged = at.clone();
    let mut gradient = Array::zeros(at.raw_dim());
    for (place, (slope, &value)) in gradient.iter_mut().zip(at).enumerate() {
        *element(&mut nudged, place) = value + h;
        let above = f(&nudged);
        *element(&mut nudged, place) = value - h;
        let below = f(&nudged);
        *element(&mut nudged, place) = value; // one parameter at a time
        *slope = (above - below) / (h + h);
    }
    gradient
}
// ANCHOR_END: gradient

/// How far apart two gradients are, relative to their lengths: `‖a − n‖ / √(‖a‖² + ‖n‖²)`.
///
/// 0 where both vanish. A right derivative in f64 is within 1e-7 of the numeric one; a wrong one
/// is off by tenths.
///
/// # Shapes
/// `analytic`, `numeric`: any, the same.
///
/// # Panics
/// If the shapes differ.
///
/// ```
/// use gradient_descent::numeric::relative_error;
/// use ndarray::array;
/// assert_eq!(relative_error(&array![3.0, 4.0], &array![3.0, 4.0]), 0.0);
/// assert_eq!(relative_error(&array![1.0, 0.0], &array![0.0, 1.0]), 1.0); // √2 / √2
/// ```
#[track_caller]
// ANCHOR: relative_error
pub fn relative_error<D: Dimension>(
    analytic: &Array<f64, D>,
    numeric: &Array<f64, D>,
) -> f64 {
    assert!(
        analytic.shape() == numeric.shape(),
        "relative_error: shapes {:?} and {:?} differ",
        analytic.shape(),
        numeric.shape()
    );
    let square = |array: &Array<f64, D>| array.mapv(|x| x * x).sum();
    let scale = (square(analytic) + square(numeric)).sqrt();
    let distance = square(&(analytic - numeric)).sqrt();
    if distance == 0.0 { 0.0 } else { distance / scale }
}
// ANCHOR_END: relative_error

/// The element at a place counted through the whole array, row after row.
fn element<D: Dimension>(array: &mut Array<f64, D>, place: usize) -> &mut f64 {
    array.iter_mut().nth(place).expect("the array has such a place")
}

#[track_caller]
fn assert_step<F: NdFloat>(operation: &str, h: F) {
    assert!(
        h != F::zero() && h.is_finite(),
        "{operation}: the step h is {h}, and must be finite and not 0"
    );
}
