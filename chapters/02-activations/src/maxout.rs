//! Maxout: the largest of a group of weighted sums, an activation that learns its shape.

use ndarray::{Array2, ArrayRef1, ArrayRef2, Axis, NdFloat};

/// What a maxout layer answers, and which piece of each group answered.
#[derive(Debug, Clone, PartialEq)]
pub struct Maxout<F> {
    /// The largest number of each group.
    pub outputs: Array2<F>,
    /// Its place in its group, from 0: the only piece that the gradient flows back to.
    pub winners: Array2<usize>,
}

/// Takes the largest of every `pieces` neighbouring columns; among equals the first.
///
/// `hⱼ = max(zⱼₖ, zⱼₖ₊₁, …, zⱼₖ₊ₖ₋₁)` for groups of k pieces
///
/// # Shapes
/// `inputs`: (batch, groups × pieces); both fields of the result: (batch, groups).
///
/// # Panics
/// If `pieces` is 0 or does not divide the number of columns.
///
/// Source: S2 l.1904; Goodfellow et al. (2013).
///
/// ```
/// use activations::maxout;
/// use ndarray::array;
/// let result = maxout(&array![[1.0, 3.0, -2.0, -5.0]], 2);
/// assert_eq!(result.outputs, array![[3.0, -2.0]]);
/// assert_eq!(result.winners, array![[1, 0]]);
/// ```
#[track_caller]
// ANCHOR: maxout
pub fn maxout<F: NdFloat>(inputs: &ArrayRef2<F>, pieces: usize) -> Maxout<F> {
    let shape = (inputs.nrows(), group_count(inputs, pieces), pieces);
    let groups = inputs.to_shape(shape).expect("as many numbers as before");
    let winners = groups.map_axis(Axis(2), |group| winner(&group));
    let outputs = groups.map_axis(Axis(2), |group| group[winner(&group)]);
    Maxout { outputs, winners }
}

/// The place of the largest; a NaN wins, so that it is seen.
fn winner<F: NdFloat>(group: &ArrayRef1<F>) -> usize {
    (0..group.len()).fold(0, |best, piece| {
        let wins = group[piece] > group[best] || group[piece].is_nan();
        if wins { piece } else { best }
    })
}
// ANCHOR_END: maxout

/// Sends each group's slope back to the piece that won; the others did not matter and get 0.
///
/// # Shapes
/// `grad_output` and `winners`: (batch, groups); the result: (batch, groups × pieces).
///
/// # Panics
/// If the two shapes differ.
///
/// ```
/// use activations::{maxout, maxout_backward};
/// use ndarray::array;
/// let result = maxout(&array![[1.0, 3.0, -2.0, -5.0]], 2);
/// let grad_input = maxout_backward(&array![[10.0, 20.0]], &result.winners, 2);
/// assert_eq!(grad_input, array![[0.0, 10.0, 20.0, 0.0]]);
/// ```
#[track_caller]
pub fn maxout_backward<F: NdFloat>(
    grad_output: &ArrayRef2<F>,
    winners: &ArrayRef2<usize>,
    pieces: usize,
) -> Array2<F> {
    assert!(
        grad_output.shape() == winners.shape(),
        "maxout_backward: grad_output is {:?}, winners are {:?}",
        grad_output.shape(),
        winners.shape()
    );
    let mut grad_input =
        Array2::zeros((grad_output.nrows(), grad_output.ncols() * pieces));
    for ((row, group), &winner) in winners.indexed_iter() {
        grad_input[[row, group * pieces + winner]] = grad_output[[row, group]];
    }
    grad_input
}

#[track_caller]
fn group_count<F>(inputs: &ArrayRef2<F>, pieces: usize) -> usize {
    assert!(
        pieces > 0 && inputs.ncols().is_multiple_of(pieces),
        "maxout: inputs of shape {:?} cannot be cut into groups of {pieces} pieces",
        inputs.shape()
    );
    inputs.ncols() / pieces
}
