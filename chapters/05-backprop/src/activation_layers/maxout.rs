//! The largest of each group of sums.

use activations::{maxout, maxout_backward};
use ndarray::Array2;

use crate::layer::{assert_grad_shape, kept};
use crate::{Float, Layer, Mode, ParamMut, Parameters};

/// Of every `pieces` neighbouring columns the largest: behind a [`Linear`](crate::Linear), a unit that learns its own bend.
///
/// Only the piece that won gets a gradient. Source: S2 l.1904; Goodfellow et al. (2013).
///
/// ```
/// use backprop::{Layer, MaxoutLayer, Mode};
/// use ndarray::array;
/// let mut layer = MaxoutLayer::new(2);
/// assert_eq!(layer.forward(array![[1.0, 3.0, -2.0, -5.0]], Mode::Train), array![[3.0, -2.0]]);
/// assert_eq!(layer.backward(array![[10.0, 20.0]]), array![[0.0, 10.0, 20.0, 0.0]]);
/// ```
#[derive(Debug, Clone)]
pub struct MaxoutLayer {
    /// How many columns make a group.
    pub pieces: usize,
    winners: Option<Array2<usize>>,
}

impl MaxoutLayer {
    /// A layer that takes the largest of every `pieces` columns.
    pub fn new(pieces: usize) -> Self {
        Self { pieces, winners: None }
    }
}

impl<F: Float> Layer<F> for MaxoutLayer {
    type Input = Array2<F>;
    type Output = Array2<F>;

    fn forward(&mut self, input: Array2<F>, _mode: Mode) -> Array2<F> {
        let result = maxout(&input, self.pieces);
        self.winners = Some(result.winners);
        result.outputs
    }

    fn backward(&mut self, grad_output: Array2<F>) -> Array2<F> {
        let winners = kept("MaxoutLayer::backward", self.winners.as_ref());
        assert_grad_shape(
            "MaxoutLayer::backward",
            grad_output.shape(),
            winners.shape(),
        );
        maxout_backward(&grad_output, winners, self.pieces)
    }
}

impl<F> Parameters<F> for MaxoutLayer {
    fn visit_params(
        &mut self,
        _visitor: &mut dyn FnMut(&str, ParamMut<'_, F>),
    ) {
    }
}
