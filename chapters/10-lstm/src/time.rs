//! Sequences as arrays: (batch, time, features) outside, (time, batch, features) inside.

use backprop::Float;
use ndarray::{Array2, Array3, ArrayRef2, ArrayRef3, ArrayView2, ArrayView3, Axis};

/// The same numbers with the first two axes changed over, stored in the new order.
///
/// Outside a sequence lies in one piece; inside, one moment of the whole batch must, since it goes through one product.
///
/// # Shapes
/// `array`: (a, b, features); the result: (b, a, features).
///
/// ```
/// use ndarray::array;
/// let steps = lstm::swap_batch_and_time(&array![[[1.0], [2.0]], [[3.0], [4.0]], [[5.0], [6.0]]]);
/// assert_eq!(steps, array![[[1.0], [3.0], [5.0]], [[2.0], [4.0], [6.0]]]);
/// ```
pub fn swap_batch_and_time<F: Float>(array: &ArrayRef3<F>) -> Array3<F> {
    let (first, second, features) = array.dim();
    let mut swapped = Array3::zeros((second, first, features));
    swapped.assign(&array.view().permuted_axes([1, 0, 2]));
    swapped
}

/// All moments below each other, as one matrix.
pub(crate) fn as_rows<F: Float>(steps: &ArrayRef3<F>) -> ArrayView2<'_, F> {
    let (time, batch, features) = steps.dim();
    let rows = (time * batch, features);
    steps.view().into_shape_with_order(rows).expect("stored moment after moment")
}

/// The matrix of one moment below the other, as moments again.
pub(crate) fn as_steps<F: Float>(rows: Array2<F>, time: usize) -> Array3<F> {
    let (count, features) = rows.dim();
    let batch = count.checked_div(time).unwrap_or(0);
    rows.into_shape_with_order((time, batch, features)).expect("stored row by row")
}

/// All moments but the last.
pub(crate) fn but_the_last<F: Float>(steps: &ArrayRef3<F>) -> ArrayView3<'_, F> {
    let time = steps.len_of(Axis(0)) - 1;
    steps.view().split_at(Axis(0), time).0
}

/// Stops where a sequence or a state has not the shape that the weights want.
#[track_caller]
pub(crate) fn assert_state<F>(
    operation: &str,
    name: &str,
    state: &ArrayRef2<F>,
    expected: (usize, usize),
) {
    assert!(
        state.dim() == expected,
        "{operation}: {name} is {:?}, but (batch, hidden_size) is {expected:?}",
        state.dim()
    );
}
