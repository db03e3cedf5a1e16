//! The assertions that turn a programmer's mistake into a message with both sides of it.

use ndarray::{ArrayRef1, NdFloat};

#[track_caller]
pub(crate) fn assert_same_shape(operation: &str, left: &[usize], right: &[usize]) {
    assert!(left == right, "{operation}: shapes {left:?} and {right:?} differ");
}

/// A mean over nothing is no number.
#[track_caller]
pub(crate) fn assert_not_empty(operation: &str, shape: &[usize]) {
    assert!(!shape.contains(&0), "{operation}: the batch of shape {shape:?} is empty");
}

/// Non-negative numbers that sum to 1, up to the square root of the type's precision: room for a softmax of thousands of classes
/// in f32, none for a row of raw scores.
#[track_caller]
pub(crate) fn assert_distribution<F: NdFloat>(operation: &str, values: &ArrayRef1<F>) {
    for (index, &value) in values.iter().enumerate() {
        assert!(
            value >= F::zero(),
            "{operation}: element {index} of a distribution is {value}"
        );
    }
    let sum = values.sum();
    assert!(
        (sum - F::one()).abs() <= F::epsilon().sqrt(),
        "{operation}: the {} elements of a distribution sum to {sum}, not to 1",
        values.len()
    );
}

#[track_caller]
pub(crate) fn assert_class(operation: &str, target: usize, num_classes: usize) {
    assert!(
        target < num_classes,
        "{operation}: target {target} is not below {num_classes} classes"
    );
}

#[track_caller]
pub(crate) fn assert_one_target_a_row(
    operation: &str,
    outputs: &[usize],
    targets: &[usize],
) {
    assert!(
        outputs[0] == targets.len(),
        "{operation}: {} targets for outputs of shape {outputs:?}",
        targets.len()
    );
}
