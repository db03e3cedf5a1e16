//! The truth tables of the logic gates: four points each, the corners of the unit square.

use ndarray::array;

use super::Points;

/// AND: 1 where both inputs are 1 (GATE-3).
///
/// ```
/// assert_eq!(datasets::gates::and().labels.to_vec(), [0, 0, 0, 1]);
/// ```
pub fn and() -> Points {
    table([0, 0, 0, 1])
}

/// OR: 1 where at least one input is 1 (GATE-3).
///
/// ```
/// assert_eq!(datasets::gates::or().labels.to_vec(), [0, 1, 1, 1]);
/// ```
pub fn or() -> Points {
    table([0, 1, 1, 1])
}

/// NAND: 0 only where both inputs are 1 (GATE-1).
///
/// ```
/// assert_eq!(datasets::gates::nand().labels.to_vec(), [1, 1, 1, 0]);
/// ```
pub fn nand() -> Points {
    table([1, 1, 1, 0])
}

/// XOR: 1 where exactly one input is 1; no line separates its classes (GATE-4).
///
/// ```
/// let xor = datasets::gates::xor();
/// assert_eq!(xor.points, ndarray::array![[0., 0.], [0., 1.], [1., 0.], [1., 1.]]);
/// assert_eq!(xor.labels.to_vec(), [0, 1, 1, 0]);
/// ```
pub fn xor() -> Points {
    table([0, 1, 1, 0])
}

/// NOT: a gate of one input, so two points of one feature (GATE-3).
///
/// ```
/// let not = datasets::gates::not();
/// assert_eq!(not.points, ndarray::array![[0.], [1.]]);
/// assert_eq!(not.labels.to_vec(), [1, 0]);
/// ```
pub fn not() -> Points {
    Points { points: array![[0.], [1.]], labels: array![1, 0] }
}

/// The inputs count upwards as two-digit binary numbers do: 00, 01, 10, 11.
fn table(outputs: [usize; 4]) -> Points {
    Points { points: array![[0., 0.], [0., 1.], [1., 0.], [1., 1.]], labels: outputs.to_vec().into() }
}
