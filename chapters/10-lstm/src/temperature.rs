//! A choice by lot among what a network proposes.

use activations::softmax;
use backprop::Float;
use ndarray::{Array1, ArrayRef1};
use rand::{Rng, RngExt};

/// Softmax at a temperature T: `softmax(z / T)`.
///
/// At 1 the network's own probabilities; below 1 the likely becomes likelier, towards 0 certain; above 1 all become more alike.
/// The largest logit is taken off before the division, so that none becomes too large for a number, however low the temperature.
///
/// # Shapes
/// `logits` and the result: (classes).
///
/// # Panics
/// If the temperature is not above 0.
///
/// ```
/// use ndarray::array;
/// let logits = array![4_f64.ln(), 2_f64.ln(), 0.0]; // 4 : 2 : 1
/// let cold = lstm::at_temperature(&logits, 0.5);
/// assert!((cold - array![16.0 / 21.0, 4.0 / 21.0, 1.0 / 21.0]).iter().all(|x| x.abs() < 1e-12)); // their squares
/// ```
#[track_caller]
// ANCHOR: at_temperature
pub fn at_temperature<F: Float>(logits: &ArrayRef1<F>, temperature: F) -> Array1<F> {
    assert!(
        temperature > F::zero(),
        "at_temperature: the temperature is {temperature}"
    );
    let largest = logits.fold(F::neg_infinity(), |most, &logit| most.max(logit));
    softmax(&logits.mapv(|logit| (logit - largest) / temperature))
}
// ANCHOR_END: at_temperature

/// Draws a class with these probabilities.
///
/// # Shapes
/// `probabilities`: (classes), with the sum 1.
///
/// # Panics
/// If none is above 0, or one before the drawn class is NaN.
///
/// ```
/// use chacha20::ChaCha8Rng;
/// use ndarray::array;
/// use rand::SeedableRng;
/// assert_eq!(lstm::draw(&array![0.0, 1.0, 0.0], &mut ChaCha8Rng::seed_from_u64(1)), 1);
/// ```
#[track_caller]
// ANCHOR: draw
pub fn draw<F: Float>(probabilities: &ArrayRef1<F>, rng: &mut dyn Rng) -> usize {
    let mut left = F::of(rng.random::<f64>());
    let mut last_possible = None;
    for (class, &probability) in probabilities.iter().enumerate() {
        assert!(
            !probability.is_nan(),
            "draw: the probability of class {class} is NaN"
        );
        if probability > F::zero() {
            last_possible = Some(class);
        }
        if left < probability {
            return class;
        }
        left -= probability;
    }
    // where rounding has left a rest
    last_possible.expect("draw: no class is possible")
}
// ANCHOR_END: draw
