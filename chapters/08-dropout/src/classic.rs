//! Dropout as it was first written down: thinned in training, scaled down in use.

use backprop::{
    Buffer, Float, Layer, Mode, ParamMut, Parameters, assert_grad_shape, kept,
};
use ndarray::{Array, ArrayRef, Dimension, Ix2, RemoveAxis};

use crate::{
    NumberedStream, assert_drop_prob, dropout_backward, dropout_forward,
    dropout_mask,
};

/// The weights in use of those that were trained behind classic dropout: `W_test = (1 − p) W_train`.
///
/// Only weights that multiply dropped units; the bias was there in every pass and stays as it is. Source: S0 DROP-6.
///
/// # Shapes
/// `weight` and the result: any, the same.
///
/// # Panics
/// If `drop_prob` is not in [0, 1).
///
/// ```
/// use ndarray::array;
/// assert_eq!(dropout::test_weight(&array![[4.0, -8.0]], 0.25), array![[3.0, -6.0]]);
/// ```
#[track_caller]
// ANCHOR: test_weight
pub fn test_weight<F: Float, D: Dimension>(
    weight: &ArrayRef<F, D>,
    drop_prob: f64,
) -> Array<F, D> {
    assert_drop_prob("test_weight", drop_prob);
    let keep_prob = F::of(1.0 - drop_prob);
    weight.mapv(|w| keep_prob * w)
}
// ANCHOR_END: test_weight

/// Drops units by lot while the network learns; in use every unit is scaled down to what it was on average.
///
/// `y = m ⊙ x` in training, `y = (1 − p) x` in use, which is what [`test_weight`] does to the weights that come next. Kept for the
/// comparison with [`Dropout`](crate::Dropout). Source: S0 DROP-5, DROP-6; Hinton and others 2012.
///
/// # Shapes
/// From and to (batch, …), any.
///
/// ```
/// use backprop::{Layer, Mode};
/// use dropout::ClassicDropout;
/// use ndarray::array;
/// let mut layer = ClassicDropout::new(0.75, 1);
/// let output = layer.forward(array![[4.0, 4.0, 4.0, 4.0, 4.0, 4.0]], Mode::Train);
/// assert_eq!(output, array![[0.0, 0.0, 0.0, 4.0, 0.0, 0.0]]);
/// assert_eq!(layer.forward(array![[4.0, 8.0]], Mode::Eval), array![[1.0, 2.0]]);
/// ```
#[derive(Debug, Clone)]
// ANCHOR: classic_dropout
pub struct ClassicDropout<F = f32, D: Dimension = Ix2> {
    /// p, the probability that a unit is dropped.
    pub drop_prob: f64,
    stream: NumberedStream<F>,
    /// The mask of the last pass; in use a constant one, 1 − p.
    mask: Option<Array<F, D>>,
}
// ANCHOR_END: classic_dropout

impl<F: Float, D: Dimension> ClassicDropout<F, D> {
    /// A layer that drops with this probability, with its own stream of masks.
    ///
    /// # Panics
    /// If `drop_prob` is not in [0, 1).
    #[track_caller]
    pub fn new(drop_prob: f64, seed: u64) -> Self {
        assert_drop_prob("ClassicDropout::new", drop_prob);
        Self { drop_prob, stream: NumberedStream::new(seed), mask: None }
    }
}

// ANCHOR: classic_layer
impl<F: Float, D: RemoveAxis> Layer<F> for ClassicDropout<F, D> {
    type Input = Array<F, D>;
    type Output = Array<F, D>;

    fn forward(&mut self, input: Array<F, D>, mode: Mode) -> Array<F, D> {
        let shape = input.raw_dim();
        let mask = match mode {
            Mode::Train => {
                dropout_mask(shape, self.drop_prob, &mut self.stream.next_rng())
            }
            Mode::Eval => Array::from_elem(shape, F::of(1.0 - self.drop_prob)),
        };
        let output = dropout_forward(input, &mask, F::one());
        self.mask = Some(mask);
        output
    }

    fn backward(&mut self, grad_output: Array<F, D>) -> Array<F, D> {
        let mask = kept("ClassicDropout::backward", self.mask.as_ref());
        assert_grad_shape(
            "ClassicDropout::backward",
            grad_output.shape(),
            mask.shape(),
        );
        dropout_backward(grad_output, mask, F::one())
    }
}
// ANCHOR_END: classic_layer

impl<F: Float, D: Dimension> Parameters<F> for ClassicDropout<F, D> {
    fn visit_params(
        &mut self,
        _visitor: &mut dyn FnMut(&str, ParamMut<'_, F>),
    ) {
    }

    fn visit_buffers(&mut self, visitor: &mut dyn FnMut(&str, Buffer<'_, F>)) {
        self.stream.visit(visitor);
    }
}
