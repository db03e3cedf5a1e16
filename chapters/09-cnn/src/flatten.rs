//! From maps to one row of numbers.

use backprop::{Float, Layer, Mode, ParamMut, Parameters, kept};
use ndarray::{Array2, Array4};

use crate::batch_last;
use crate::side_by_side::{is_batch_last, transposed};

/// Writes all maps of an image into one row, channel after channel, row of pixels after row of pixels. Nothing to train.
///
/// # Shapes
/// From (batch, channels, height, width) to (batch, channels · height · width).
///
/// ```
/// use backprop::{Layer, Mode};
/// use cnn::Flatten;
/// use ndarray::array;
/// let mut layer = Flatten::new();
/// let row = layer.forward(array![[[[1.0, 2.0]], [[3.0, 4.0]]]], Mode::Train);
/// assert_eq!(row, array![[1.0, 2.0, 3.0, 4.0]]);
/// assert_eq!(layer.backward(row).dim(), (1, 2, 1, 2));
/// ```
#[derive(Debug, Clone, Default)]
// ANCHOR: flatten
pub struct Flatten {
    shape: Option<(usize, usize, usize, usize)>,
    beside: bool,
}

impl Flatten {
    /// The layer.
    pub fn new() -> Self {
        Self::default()
    }
}

impl<F: Float> Layer<F> for Flatten {
    type Input = Array4<F>;
    type Output = Array2<F>;

    fn forward(&mut self, input: Array4<F>, _mode: Mode) -> Array2<F> {
        self.shape = Some(input.dim());
        let (batch, channels, height, width) = input.dim();
        let row = channels * height * width;
        self.beside = is_batch_last(&input);
        if self.beside {
            let columns =
                input.permuted_axes([1, 2, 3, 0]).into_shape_with_order((row, batch));
            return transposed(&columns.expect("the same numbers").view());
        }
        input.into_shape_clone((batch, row)).expect("the same numbers")
    }

    fn backward(&mut self, grad_output: Array2<F>) -> Array4<F> {
        let shape = *kept("Flatten::backward", self.shape.as_ref());
        let (batch, channels, height, width) = shape;
        let output = [batch, channels * height * width];
        let found = grad_output.shape();
        backprop::assert_grad_shape("Flatten::backward", found, &output);
        let maps = grad_output.into_shape_clone(shape).expect("the same numbers");
        if self.beside { batch_last(maps) } else { maps }
    }
}
// ANCHOR_END: flatten

impl<F> Parameters<F> for Flatten {
    fn visit_params(&mut self, _visitor: &mut dyn FnMut(&str, ParamMut<'_, F>)) {}
}
