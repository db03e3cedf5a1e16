//! The same sums in another order: whole rows, shifted and added.

use backprop::Float;
use ndarray::{Array4, ArrayRef1, ArrayRef4};

use crate::Geometry;
use crate::sizes::Sizes;

/// The convolution as a sum of shifted images: each weight adds its multiple of every row of the image, moved by its place in
/// the window.
///
/// The same multiplications as [`conv2d_naive`](crate::conv2d_naive). But the innermost loop runs along a row, over numbers that
/// lie side by side, and no longer asks at each of them whether it is inside.
///
/// # Shapes
/// As [`conv2d_naive`](crate::conv2d_naive).
///
/// # Panics
/// If the shapes do not fit.
///
/// ```
/// use cnn::{Geometry, conv2d_rows};
/// use ndarray::array;
/// let image = array![[[[1.0, 2.0, 4.0]]]];
/// let weight = array![[[[10.0, 1.0]]]];
/// // ten times the row, and the row moved by one
/// assert_eq!(conv2d_rows(&image, &weight, &array![0.0], Geometry::default()), array![[[[12.0, 24.0]]]]);
/// ```
#[track_caller]
// ANCHOR: conv2d_rows
pub fn conv2d_rows<F: Float>(
    input: &ArrayRef4<F>,
    weight: &ArrayRef4<F>,
    bias: &ArrayRef1<F>,
    geometry: Geometry,
) -> Array4<F> {
    let sizes = Sizes::new("conv2d_rows", input, weight, bias, geometry);
    let input = input.as_standard_layout();
    let pixels = input.as_slice().expect("in standard layout");
    let mut output = Array4::zeros(sizes.output_shape());
    let planes = output.as_slice_mut().expect("fresh").chunks_mut(sizes.places());
    for (plane_index, plane) in planes.enumerate() {
        let (n, o) =
            (plane_index / sizes.out_channels, plane_index % sizes.out_channels);
        plane.fill(bias[o]);
        for c in 0..sizes.in_channels {
            let start = (n * sizes.in_channels + c) * sizes.pixels();
            let image = &pixels[start..][..sizes.pixels()];
            for u in 0..sizes.kernel_size[0] {
                for v in 0..sizes.kernel_size[1] {
                    let weight = weight[[o, c, u, v]];
                    add_shifted(plane, image, weight, [u, v], &sizes, geometry);
                }
            }
        }
    }
    output
}

/// Adds a multiple of an image to a feature map, row by row.
fn add_shifted<F: Float>(
    plane: &mut [F],
    image: &[F],
    weight: F,
    [u, v]: [usize; 2],
    sizes: &Sizes,
    geometry: Geometry,
) {
    let [height, width] = sizes.size;
    let columns = sizes.output_size[1];
    let (inside, first) = geometry.inside(columns, v, width);
    for (i, row) in plane.chunks_exact_mut(columns).enumerate() {
        let Some(y) = geometry.source(i, u, height) else { continue };
        let source = image[y * width + first..].iter().step_by(geometry.stride);
        for (sum, &x) in row[inside.clone()].iter_mut().zip(source) {
            *sum += weight * x;
        }
    }
}
// ANCHOR_END: conv2d_rows
