//! The one check that every function here makes: do the two arrays fit?

/// Panics with the operation and both lengths where a weight and an input do not fit each other.
#[track_caller]
pub(crate) fn assert_same_length(operation: &str, weight: usize, input: usize) {
    assert!(
        weight == input,
        "{operation}: weight has length {weight}, but input has length {input}"
    );
}
