//! Two networks small enough to follow with a pencil.

use ndarray::{Array1, Array2, NdFloat};

use crate::Affine;
use crate::constant::constant;

/// XOR with one bend: "the first and not the second", "the second and not the first", and their sum.
///
/// With ReLU after each layer it answers 0, 1, 1, 0 in the corners (0,0), (0,1), (1,0), (1,1); with no bend it cannot.
///
/// Source: this book, for the claim of S3 l.511; chapter 1 has the same idea with threshold units.
///
/// ```
/// use activations::{Relu, predict, xor_network};
/// use ndarray::array;
/// let corners = array![[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]];
/// assert_eq!(predict(&xor_network(), &Relu, &corners), array![[0.0], [1.0], [1.0], [0.0]]);
/// ```
// ANCHOR: xor_network
pub fn xor_network<F: NdFloat>() -> [Affine<F>; 2] {
    let hidden = layer(&[[1.0, -2.0], [-2.0, 1.0]], &[0.0, 0.0]);
    let output = layer(&[[1.0, 1.0]], &[0.0]);
    [hidden, output]
}
// ANCHOR_END: xor_network

/// The lecture's network of three layers of two sigmoid units: f(1, −1) = (0.62, 0.83), f(0, 0) = (0.51, 0.85).
///
/// Source: S2 l.262. Its weights stood in a figure that is lost; these are the ones of H.-Y. Lee's lecture, which S2
/// thanks, and they give both printed results.
///
/// ```
/// use activations::{Sigmoid, predict, worked_network};
/// use ndarray::array;
/// let outputs: ndarray::Array2<f64> = predict(&worked_network(), &Sigmoid, &array![[1.0, -1.0]]);
/// assert_eq!(outputs.mapv(|y| (100.0 * y).round()), array![[62.0, 83.0]]);
/// ```
// ANCHOR: worked_network
pub fn worked_network<F: NdFloat>() -> [Affine<F>; 3] {
    [
        layer(&[[1.0, -2.0], [-1.0, 1.0]], &[1.0, 0.0]),
        layer(&[[2.0, -1.0], [-2.0, -1.0]], &[0.0, 0.0]),
        layer(&[[3.0, -1.0], [-1.0, 4.0]], &[-2.0, 2.0]),
    ]
}
// ANCHOR_END: worked_network

fn layer<F: NdFloat>(weight: &[[f64; 2]], bias: &[f64]) -> Affine<F> {
    let weight =
        Array2::from_shape_fn((weight.len(), 2), |(i, j)| constant(weight[i][j]));
    Affine::new(weight, Array1::from_shape_fn(bias.len(), |i| constant(bias[i])))
}
