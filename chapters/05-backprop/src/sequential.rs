//! Any number of layers after each other, all from and to the same kind of array.

use std::fmt;

use ndarray::Array2;

use crate::parameters::{visit_part, visit_part_buffers};
use crate::{Buffer, Layer, Mode, ParamMut, Parameters};

/// A layer whose kind is known only when the program runs; it may move to another thread.
pub type BoxedLayer<F, T> = Box<dyn Layer<F, Input = T, Output = T> + Send>;

/// Layers in a row: what one gives the next one takes.
///
/// The layers are counted from 0, activations included, and lend their number to the names of their parameters, as PyTorch's
/// `nn.Sequential` does: `0.weight`, `0.bias`, `2.weight`, …
///
/// ```
/// use activations::Relu;
/// use backprop::{Activate, Layer, Linear, Mode, Sequential};
/// use ndarray::array;
/// let mut network = Sequential::new()
///     .with(Linear::new(array![[2.0], [-2.0]], array![0.0, 0.0]))
///     .with(Activate::new(Relu));
/// assert_eq!(network.forward(array![[3.0]], Mode::Eval), array![[6.0, 0.0]]);
/// assert_eq!(network.backward(array![[1.0, 1.0]]), array![[2.0]]);
/// ```
// ANCHOR: sequential
pub struct Sequential<F = f32, T = Array2<F>> {
    layers: Vec<BoxedLayer<F, T>>,
}
// ANCHOR_END: sequential

impl<F, T> Sequential<F, T> {
    /// A network of no layers: its answer is its input.
    pub fn new() -> Self {
        Self { layers: Vec::new() }
    }

    /// The same network with one more layer at its end.
    #[must_use]
    pub fn with(
        mut self,
        layer: impl Layer<F, Input = T, Output = T> + Send + 'static,
    ) -> Self {
        self.layers.push(Box::new(layer));
        self
    }

    /// How many layers there are, activations included.
    pub fn len(&self) -> usize {
        self.layers.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.layers.is_empty()
    }

    /// The layers, first to last.
    pub fn layers_mut(&mut self) -> &mut [BoxedLayer<F, T>] {
        &mut self.layers
    }
}

impl<F, T> Default for Sequential<F, T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<F, T> fmt::Debug for Sequential<F, T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Sequential of {} layers", self.len())
    }
}

// ANCHOR: sequential_layer
impl<F, T> Layer<F> for Sequential<F, T> {
    type Input = T;
    type Output = T;

    fn forward(&mut self, input: T, mode: Mode) -> T {
        self.layers
            .iter_mut()
            .fold(input, |input, layer| layer.forward(input, mode))
    }

    fn backward(&mut self, grad_output: T) -> T {
        self.layers
            .iter_mut()
            .rev()
            .fold(grad_output, |grad, layer| layer.backward(grad))
    }

    fn backward_params(&mut self, grad_output: T) {
        let Some((first, others)) = self.layers.split_first_mut() else {
            return;
        };
        let grad = others
            .iter_mut()
            .rev()
            .fold(grad_output, |grad, layer| layer.backward(grad));
        first.backward_params(grad);
    }
}
// ANCHOR_END: sequential_layer

impl<F, T> Parameters<F> for Sequential<F, T> {
    fn visit_params(&mut self, visitor: &mut dyn FnMut(&str, ParamMut<'_, F>)) {
        for (index, layer) in self.layers.iter_mut().enumerate() {
            visit_part(&index.to_string(), layer, visitor);
        }
    }

    fn visit_buffers(&mut self, visitor: &mut dyn FnMut(&str, Buffer<'_, F>)) {
        for (index, layer) in self.layers.iter_mut().enumerate() {
            visit_part_buffers(&index.to_string(), layer, visitor);
        }
    }
}
