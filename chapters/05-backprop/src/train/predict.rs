//! Running a network without training it.

use ndarray::{Array, Array2, ArrayRef, Axis, RemoveAxis, Slice};

use crate::{Float, Layer, Mode};

/// The network's outputs for all examples, computed a batch at a time: a layer keeps its input, and that of a whole test set
/// fits no cache.
///
/// # Shapes
/// `inputs`: (examples, …), of any rank; the result: (examples, outputs), (0, 0) of none.
///
/// # Panics
/// If `batch_size` is 0.
///
/// ```
/// use backprop::{Linear, predict};
/// use ndarray::array;
/// let mut layer = Linear::new(array![[2.0]], array![1.0]);
/// assert_eq!(predict(&mut layer, &array![[1.0], [2.0], [3.0]], 2), array![[3.0], [5.0], [7.0]]);
/// ```
#[track_caller]
// ANCHOR: predict
pub fn predict<F, D, N>(
    network: &mut N,
    inputs: &ArrayRef<F, D>,
    batch_size: usize,
) -> Array2<F>
where
    F: Float,
    D: RemoveAxis,
    N: Layer<F, Input = Array<F, D>, Output = Array2<F>> + ?Sized,
{
    assert!(batch_size > 0, "predict: a batch needs an example");
    let count = inputs.len_of(Axis(0));
    let mut all = Array2::zeros((0, 0));
    for start in (0..count).step_by(batch_size) {
        let rows = start..(start + batch_size).min(count);
        let batch =
            inputs.slice_axis(Axis(0), Slice::from(rows.clone())).to_owned();
        let outputs = network.forward(batch, Mode::Eval);
        if start == 0 {
            all = Array2::zeros((count, outputs.ncols()));
        }
        all.slice_axis_mut(Axis(0), Slice::from(rows)).assign(&outputs);
    }
    all
}
// ANCHOR_END: predict
