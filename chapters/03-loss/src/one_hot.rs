//! A class as a vector: all of the probability in one place.

use ndarray::{Array2, NdFloat};

/// The one-hot code: row n is 1 at the class of example n and 0 elsewhere.
///
/// Classes count from 0, as array indices do; see [`class_index`] for those that count from 1. [`crate::predictions`] decodes.
/// Source: S2 DATA-6, S0 LOSS-10.
///
/// # Shapes
/// `targets`: `batch` class indices; returns `(batch, num_classes)`.
///
/// # Panics
/// If a class is not below `num_classes`.
///
/// ```
/// use ndarray::array;
/// assert_eq!(loss::one_hot::<f64>(&[1, 2], 3), array![[0.0, 1.0, 0.0], [0.0, 0.0, 1.0]]);
/// ```
#[doc(alias = "to_categorical")]
#[track_caller]
// ANCHOR: one_hot
pub fn one_hot<F: NdFloat>(targets: &[usize], num_classes: usize) -> Array2<F> {
    let mut code = Array2::zeros((targets.len(), num_classes));
    for (row, &class) in targets.iter().enumerate() {
        assert!(
            class < num_classes,
            "one_hot: target {class} of row {row} is not below {num_classes} classes"
        );
        code[[row, class]] = F::one();
    }
    code
}
// ANCHOR_END: one_hot

/// The index of the class with a given number, when numbers begin at `first`: 0 for digits, 1 for "y₁ to y₁₀".
///
/// # Panics
/// If the number lies below the first.
///
/// ```
/// assert_eq!(loss::class_index(2, 1), 1); // class 2, counted from 1, has index 1
/// ```
#[track_caller]
pub fn class_index(number: usize, first: usize) -> usize {
    number.checked_sub(first).unwrap_or_else(|| {
        panic!("class_index: class {number} lies below the first, {first}")
    })
}
