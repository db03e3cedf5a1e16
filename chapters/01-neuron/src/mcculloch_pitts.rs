//! The first artificial neuron, twice: as it was published in 1943, and as a lecture writes it today.

use ndarray::ArrayRef1;

use crate::shape::assert_same_length;

/// The cell of 1943: it fires where no inhibiting input is on and at least `threshold` exciting ones are.
///
/// There are no weights and nothing learns; one inhibiting input vetoes everything.
///
/// Source: McCulloch and Pitts (1943).
///
/// ```
/// let both = neuron::McCullochPitts { threshold: 2 };
/// assert!(both.fires(&[true, true], &[]));
/// assert!(!both.fires(&[true, true], &[true])); // vetoed
/// ```
// ANCHOR: mcculloch_pitts
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct McCullochPitts {
    /// How many exciting inputs it takes.
    pub threshold: usize,
}

impl McCullochPitts {
    /// Whether the cell fires.
    pub fn fires(&self, exciting: &[bool], inhibiting: &[bool]) -> bool {
        let vetoed = inhibiting.contains(&true);
        let count = exciting.iter().filter(|&&on| on).count();
        !vetoed && count >= self.threshold
    }
}
// ANCHOR_END: mcculloch_pitts

/// The unit as S4 writes it: +1 where the weighted sum reaches the threshold, else −1.
///
/// `y = sgn(w·x − θ)`, where `sgn(0) = +1`
///
/// # Shapes
/// `weight` and `input`: `(in_features)`.
///
/// # Panics
/// If `weight` and `input` differ in length.
///
/// Source: S4 (NEU-8, ACT-4). Note the value at 0, which differs from [`crate::sign`]: erratum ERR-8.
///
/// ```
/// use ndarray::array;
/// let at_threshold = neuron::signed_threshold(&array![1.0, 1.0], 2.0, &array![1.0, 1.0]);
/// assert_eq!(at_threshold, 1.0);
/// ```
#[track_caller]
pub fn signed_threshold(
    weight: &ArrayRef1<f64>,
    threshold: f64,
    input: &ArrayRef1<f64>,
) -> f64 {
    assert_same_length("signed_threshold", weight.len(), input.len());
    if weight.dot(input) >= threshold { 1.0 } else { -1.0 }
}
