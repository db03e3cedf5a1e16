//! All lengths that a convolution needs, checked once.

use ndarray::{ArrayRef1, ArrayRef4};

use crate::Geometry;

/// The sizes of one convolution.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sizes {
    pub(crate) batch: usize,
    pub(crate) in_channels: usize,
    pub(crate) out_channels: usize,
    pub(crate) size: [usize; 2],
    pub(crate) kernel_size: [usize; 2],
    pub(crate) output_size: [usize; 2],
}

impl Sizes {
    /// Those of a forward pass.
    #[track_caller]
    pub(crate) fn new<F>(
        operation: &str,
        input: &ArrayRef4<F>,
        weight: &ArrayRef4<F>,
        bias: &ArrayRef1<F>,
        geometry: Geometry,
    ) -> Self {
        let (batch, in_channels, height, width) = input.dim();
        let (out_channels, expected, kernel_height, kernel_width) = weight.dim();
        assert!(
            in_channels == expected && bias.len() == out_channels,
            "{operation}: input {:?} and bias {:?} do not fit the weight {:?}",
            input.shape(),
            bias.shape(),
            weight.shape()
        );
        assert_not_empty(operation, input.shape(), weight.shape());
        let (size, kernel_size) = ([height, width], [kernel_height, kernel_width]);
        let output_size = geometry.output_size(operation, size, kernel_size);
        Self { batch, in_channels, out_channels, size, kernel_size, output_size }
    }

    /// Those of a backward pass, where the gradient by the output is given.
    #[track_caller]
    pub(crate) fn of_backward<F>(
        operation: &str,
        input_shape: [usize; 4],
        weight: &ArrayRef4<F>,
        grad_output: &ArrayRef4<F>,
        geometry: Geometry,
    ) -> Self {
        assert_not_empty(operation, &input_shape, weight.shape());
        let [batch, in_channels, height, width] = input_shape;
        let (out_channels, expected, kernel_height, kernel_width) = weight.dim();
        let (size, kernel_size) = ([height, width], [kernel_height, kernel_width]);
        let output_size = geometry.output_size(operation, size, kernel_size);
        let sizes =
            Self { batch, in_channels, out_channels, size, kernel_size, output_size };
        assert!(
            in_channels == expected && grad_output.shape() == sizes.output_shape(),
            "{operation}: input {input_shape:?} and grad_output {:?} do not fit the weight {:?}",
            grad_output.shape(),
            weight.shape()
        );
        sizes
    }

    /// (batch, out, new height, new width).
    pub(crate) fn output_shape(&self) -> [usize; 4] {
        let [height, width] = self.output_size;
        [self.batch, self.out_channels, height, width]
    }

    /// How many pixels one image's channel has.
    pub(crate) fn pixels(&self) -> usize {
        self.size.iter().product()
    }

    /// How many places the window finds.
    pub(crate) fn places(&self) -> usize {
        self.output_size.iter().product()
    }

    /// How many numbers the window holds, over all channels.
    pub(crate) fn window(&self) -> usize {
        self.in_channels * self.kernel_size.iter().product::<usize>()
    }
}

/// Stops where there is nothing to look at, or nobody to look. A batch may be empty.
#[track_caller]
fn assert_not_empty(operation: &str, input: &[usize], weight: &[usize]) {
    assert!(
        !input[1..].contains(&0) && !weight.contains(&0),
        "{operation}: no channels, pixels or weights in input {input:?} and weight {weight:?}"
    );
}
