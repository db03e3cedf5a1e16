//! Windows without sharing: every place has detectors of its own.

use backprop::{
    Float, Layer, Mode, Param, ParamMut, Parameters, assert_grad_shape, he_normal,
    kept,
};
use ndarray::{Array1, Array2, Array4, ArrayRef2, Axis, Ix2, Ix3, Zip};
use rand::Rng;

use crate::{Geometry, col2im, im2col};

/// A layer that looks through the same windows as [`Conv2d`](crate::Conv2d), but with other weights at every place.
///
/// Between a dense layer, which sees everything, and a convolution, which has one set of weights for all places. Source: S4 CNN-3.
///
/// # Shapes
/// From (batch, channels, height, width), of the one size, to (batch, out, new height, new width).
///
/// ```
/// use backprop::parameter_count;
/// use cnn::{Geometry, LocallyConnected2d};
/// # use rand::SeedableRng;
/// # let mut rng = chacha20::ChaCha8Rng::seed_from_u64(1);
/// let mut layer = LocallyConnected2d::<f32>::he_normal([1, 28, 28], 6, 5, Geometry::default(), &mut rng);
/// assert_eq!(parameter_count(&mut layer), 24 * 24 * 6 * (5 * 5 + 1)); // a convolution has 6 · 26
/// ```
#[derive(Debug, Clone)]
#[doc(alias = "LocallyConnected2D")]
// ANCHOR: locally_connected
pub struct LocallyConnected2d<F = f32> {
    /// (places, out, window): the filters of each place.
    pub weight: Param<F, Ix3>,
    /// (places, out).
    pub bias: Param<F, Ix2>,
    kernel_size: [usize; 2],
    geometry: Geometry,
    input: Option<Array4<F>>,
}
// ANCHOR_END: locally_connected

impl<F: Float> LocallyConnected2d<F> {
    /// Filters with He's weights for images of one size, and biases of 0.
    ///
    /// # Shapes
    /// `image_shape`: channels, height, width. `weight`: (places, `out_channels`, channels · `kernel_size`²); `bias`: (places,
    /// `out_channels`).
    ///
    /// # Panics
    /// If the window does not fit into the image.
    #[track_caller]
    pub fn he_normal(
        [channels, height, width]: [usize; 3],
        out_channels: usize,
        kernel_size: usize,
        geometry: Geometry,
        rng: &mut dyn Rng,
    ) -> Self {
        let kernel_size = [kernel_size; 2];
        let operation = "LocallyConnected2d";
        let [down, across] =
            geometry.output_size(operation, [height, width], kernel_size);
        let (places, window) =
            (down * across, channels * kernel_size[0] * kernel_size[1]);
        let weight = he_normal(window, places * out_channels, rng)
            .into_shape_with_order((places, out_channels, window))
            .expect("one row of weights for each filter of each place");
        let bias = Array2::zeros((places, out_channels));
        let (weight, bias) = (Param::new(weight), Param::new(bias));
        Self { weight, bias, kernel_size, geometry, input: None }
    }

    /// One image's maps, (out, places): at every place the weights of that place, times what its window holds.
    // ANCHOR: local_forward
    fn maps(&self, columns: &ArrayRef2<F>) -> Array2<F> {
        let (places, out_channels, _) = self.weight.value.dim();
        let mut maps = Array2::zeros((out_channels, places));
        for (place, weight) in self.weight.value.outer_iter().enumerate() {
            let sums = weight.dot(&columns.column(place));
            maps.column_mut(place).assign(&(sums + self.bias.value.row(place)));
        }
        maps
    }
    // ANCHOR_END: local_forward

    /// Adds one image's gradients, and returns the gradient by its columns.
    fn backward_of_maps(
        &mut self,
        columns: &ArrayRef2<F>,
        grad: &ArrayRef2<F>,
    ) -> Array2<F> {
        let mut grad_columns = Array2::zeros(columns.raw_dim());
        for (place, grad) in grad.columns().into_iter().enumerate() {
            let mut weight_grad = self.weight.grad.index_axis_mut(Axis(0), place);
            let seen = columns.column(place);
            for (mut row, &grad) in weight_grad.rows_mut().into_iter().zip(grad) {
                row.scaled_add(grad, &seen);
            }
            let mut bias_grad = self.bias.grad.row_mut(place);
            Zip::from(&mut bias_grad).and(grad).for_each(|bias, &grad| *bias += grad);
            let weight = self.weight.value.index_axis(Axis(0), place);
            let back: Array1<F> = weight.t().dot(&grad);
            grad_columns.column_mut(place).assign(&back);
        }
        grad_columns
    }

    /// (batch, out, new height, new width) for an input of this shape.
    #[track_caller]
    fn output_shape(&self, input: &[usize]) -> [usize; 4] {
        let operation = "LocallyConnected2d";
        let (places, out_channels, window) = self.weight.value.dim();
        let size = [input[2], input[3]];
        let [down, across] =
            self.geometry.output_size(operation, size, self.kernel_size);
        let found = input[1] * self.kernel_size[0] * self.kernel_size[1];
        assert!(
            down * across == places && found == window,
            "{operation}: input {input:?} has {} places with windows of {found}, but the weight is {:?}",
            down * across,
            self.weight.value.shape()
        );
        [input[0], out_channels, down, across]
    }
}

impl<F: Float> Parameters<F> for LocallyConnected2d<F> {
    fn visit_params(&mut self, visitor: &mut dyn FnMut(&str, ParamMut<'_, F>)) {
        visitor("weight", self.weight.as_mut());
        visitor("bias", self.bias.as_mut());
    }
}

impl<F: Float> Layer<F> for LocallyConnected2d<F> {
    type Input = Array4<F>;
    type Output = Array4<F>;

    fn forward(&mut self, input: Array4<F>, _mode: Mode) -> Array4<F> {
        let mut output = Array4::zeros(self.output_shape(input.shape()));
        for (image, mut output) in input.outer_iter().zip(output.outer_iter_mut()) {
            let columns = im2col(&image, self.kernel_size, self.geometry);
            let maps = self.maps(&columns);
            let maps = maps.into_shape_with_order(output.raw_dim());
            output.assign(&maps.expect("one number for each place"));
        }
        self.input = Some(input);
        output
    }

    fn backward(&mut self, grad_output: Array4<F>) -> Array4<F> {
        let operation = "LocallyConnected2d::backward";
        let input = kept(operation, self.input.as_ref()).clone();
        let shape = self.output_shape(input.shape());
        assert_grad_shape(operation, grad_output.shape(), &shape);
        let (places, out_channels, _) = self.weight.value.dim();
        let mut grad_input = Array4::zeros(input.raw_dim());
        for ((image, grad), mut grad_image) in input
            .outer_iter()
            .zip(grad_output.outer_iter())
            .zip(grad_input.outer_iter_mut())
        {
            let (channels, height, width) = image.dim();
            let columns = im2col(&image, self.kernel_size, self.geometry);
            let grad =
                grad.to_shape((out_channels, places)).expect("the same numbers");
            let grad_columns = self.backward_of_maps(&columns, &grad);
            let shape = [channels, height, width];
            grad_image.assign(&col2im(
                &grad_columns,
                shape,
                self.kernel_size,
                self.geometry,
            ));
        }
        grad_input
    }
}
