//! Dropout as it is used today: the scale is set right in training, and in use there is nothing to do.

use backprop::{
    Buffer, Float, Layer, Mode, ParamMut, Parameters, assert_grad_shape, kept,
};
use ndarray::{Array, Dimension, Ix2, RemoveAxis};

use crate::{
    Masks, NumberedStream, assert_drop_prob, dropout_backward, dropout_forward,
    dropout_mask, dropped_when_kept,
};

/// What inverted dropout multiplies the kept units by: `ρ = 1/(1 − p)`.
///
/// # Panics
/// If `drop_prob` is not in [0, 1).
///
/// ```
/// assert_eq!(dropout::inverted_scale(0.75), 4.0);
/// assert_eq!(dropout::inverted_scale(0.0), 1.0);
/// ```
#[track_caller]
// ANCHOR: inverted_scale
pub fn inverted_scale(drop_prob: f64) -> f64 {
    assert_drop_prob("inverted_scale", drop_prob);
    1.0 / (1.0 - drop_prob)
}
// ANCHOR_END: inverted_scale

/// Drops units by lot while the network learns, and scales up those that stay; in use it does nothing.
///
/// `y = m ⊙ x / (1 − p)` in training, with a fresh mask `m` for every pass; `y = x` in use. `PyTorch`'s `nn.Dropout`. Nothing is trained,
/// but the number of passes is a buffer, so that a checkpoint knows which mask comes next. Two layers of one network need two
/// seeds. Source: S0 DROP-1, S2 DROP-3; Srivastava and others 2014, section 10.
///
/// # Shapes
/// From and to (batch, …), any.
///
/// ```
/// use backprop::{Layer, Mode};
/// use dropout::Dropout;
/// use ndarray::array;
/// let mut layer = Dropout::new(0.75, 1);
/// let output = layer.forward(array![[1.0, 1.0, 1.0, 1.0, 1.0, 1.0]], Mode::Train);
/// assert_eq!(output, array![[0.0, 0.0, 0.0, 4.0, 0.0, 0.0]]);
/// let grad = layer.backward(array![[1.0, 1.0, 1.0, 1.0, 1.0, 1.0]]);
/// assert_eq!(grad, output); // the same mask, the same scale
/// ```
#[derive(Debug, Clone)]
#[doc(alias = "nn.Dropout")]
#[doc(alias = "inverted dropout")]
// ANCHOR: dropout
pub struct Dropout<F = f32, D: Dimension = Ix2> {
    /// p, the probability that a unit is dropped.
    #[doc(alias = "rate")]
    pub drop_prob: f64,
    /// A mask for each example, or one for the batch.
    pub masks: Masks,
    stream: NumberedStream<F>,
    pass: Option<Pass<F, D>>,
}

/// What backward needs of the last forward pass.
#[derive(Debug, Clone)]
enum Pass<F, D: Dimension> {
    Masked { mask: Array<F, D>, scale: F, output: D },
    Untouched { output: D },
}
// ANCHOR_END: dropout

impl<F: Float, D: Dimension> Dropout<F, D> {
    /// A layer that drops with this probability, with its own stream of masks.
    ///
    /// # Panics
    /// If `drop_prob` is not in [0, 1).
    #[track_caller]
    pub fn new(drop_prob: f64, seed: u64) -> Self {
        assert_drop_prob("Dropout::new", drop_prob);
        Self {
            drop_prob,
            masks: Masks::default(),
            stream: NumberedStream::new(seed),
            pass: None,
        }
    }

    /// A layer that *keeps* with this probability.
    ///
    /// # Panics
    /// If `keep_prob` is not above 0 and at most 1.
    ///
    /// ```
    /// assert_eq!(dropout::Dropout::<f32>::keeping(0.75, 1).drop_prob, 0.25);
    /// ```
    #[track_caller]
    pub fn keeping(keep_prob: f64, seed: u64) -> Self {
        Self::new(dropped_when_kept(keep_prob), seed)
    }

    /// The same layer, with one mask for a whole batch.
    #[must_use]
    pub fn per_batch(self) -> Self {
        Self { masks: Masks::PerBatch, ..self }
    }

    /// The mask of the last training pass, if the last pass was one.
    pub fn mask(&self) -> Option<&Array<F, D>> {
        match &self.pass {
            Some(Pass::Masked { mask, .. }) => Some(mask),
            _ => None,
        }
    }
}

// ANCHOR: dropout_layer
impl<F: Float, D: RemoveAxis> Layer<F> for Dropout<F, D> {
    type Input = Array<F, D>;
    type Output = Array<F, D>;

    fn forward(&mut self, input: Array<F, D>, mode: Mode) -> Array<F, D> {
        let output = input.raw_dim();
        if mode == Mode::Eval || self.drop_prob == 0.0 {
            self.pass = Some(Pass::Untouched { output });
            return input;
        }
        let mut shape = output.clone();
        if self.masks == Masks::PerBatch {
            shape[0] = 1;
        }
        let mask =
            dropout_mask(shape, self.drop_prob, &mut self.stream.next_rng());
        let scale = F::of(inverted_scale(self.drop_prob));
        let masked = dropout_forward(input, &mask, scale);
        self.pass = Some(Pass::Masked { mask, scale, output });
        masked
    }

    fn backward(&mut self, grad_output: Array<F, D>) -> Array<F, D> {
        let (Pass::Masked { output, .. } | Pass::Untouched { output }) =
            kept("Dropout::backward", self.pass.as_ref());
        assert_grad_shape(
            "Dropout::backward",
            grad_output.shape(),
            output.slice(),
        );
        match kept("Dropout::backward", self.pass.as_ref()) {
            Pass::Masked { mask, scale, .. } => {
                dropout_backward(grad_output, mask, *scale)
            }
            Pass::Untouched { .. } => grad_output,
        }
    }
}
// ANCHOR_END: dropout_layer

// ANCHOR: dropout_buffers
impl<F: Float, D: Dimension> Parameters<F> for Dropout<F, D> {
    fn visit_params(
        &mut self,
        _visitor: &mut dyn FnMut(&str, ParamMut<'_, F>),
    ) {
    }

    fn visit_buffers(&mut self, visitor: &mut dyn FnMut(&str, Buffer<'_, F>)) {
        self.stream.visit(visitor);
    }
}
// ANCHOR_END: dropout_buffers
