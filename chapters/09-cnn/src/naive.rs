//! Convolution as it is defined: seven loops.

use backprop::Float;
use ndarray::{Array4, ArrayRef1, ArrayRef4};

use crate::Geometry;
use crate::sizes::Sizes;

/// The convolution, one multiplication after the other.
///
/// `y[n,o,i,j] = b[o] + Σ over c,u,v of w[o,c,u,v] · x[n, c, s·i + d·u − p, s·j + d·v − p]`, where pixels beyond the border are 0.
/// Strictly this is a *correlation*, since the window is not mirrored; every library of networks calls it a convolution.
/// Source: S1 and S4 CNN-4 name the operation; LeCun, Bottou, Bengio and Haffner 1998 describe it.
///
/// # Shapes
/// `input`: (batch, in, height, width); `weight`: (out, in, kernel height, kernel width); `bias`: (out); the result: (batch, out,
/// new height, new width), see [`Geometry::output_length`].
///
/// # Panics
/// If the shapes do not fit.
///
/// ```
/// use cnn::{Geometry, conv2d_naive};
/// use ndarray::array;
/// let image = array![[[[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]]];
/// let edge = array![[[[-1.0, 1.0]]]]; // right neighbour minus left
/// let steps = conv2d_naive(&image, &edge, &array![0.0], Geometry::default());
/// assert_eq!(steps, array![[[[1.0, 1.0], [1.0, 1.0]]]]);
/// ```
#[track_caller]
// ANCHOR: conv2d_naive
pub fn conv2d_naive<F: Float>(
    input: &ArrayRef4<F>,
    weight: &ArrayRef4<F>,
    bias: &ArrayRef1<F>,
    geometry: Geometry,
) -> Array4<F> {
    let sizes = Sizes::new("conv2d_naive", input, weight, bias, geometry);
    let [height, width] = sizes.size;
    let [kernel_height, kernel_width] = sizes.kernel_size;
    Array4::from_shape_fn(sizes.output_shape(), |(n, o, i, j)| {
        let mut sum = bias[o];
        for c in 0..sizes.in_channels {
            for u in 0..kernel_height {
                let Some(y) = geometry.source(i, u, height) else { continue };
                for v in 0..kernel_width {
                    if let Some(x) = geometry.source(j, v, width) {
                        sum += weight[[o, c, u, v]] * input[[n, c, y, x]];
                    }
                }
            }
        }
        sum
    })
}
// ANCHOR_END: conv2d_naive
