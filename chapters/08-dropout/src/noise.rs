//! Noise on the inputs, where a mask would take too much away.

use backprop::{
    Buffer, Float, Layer, Mode, ParamMut, Parameters, assert_grad_shape, kept,
};
use ndarray::{Array, Dimension, Ix2};
use regularization::augment::add_noise;

use crate::NumberedStream;

/// Inputs that tremble while the network learns, and hold still in use.
///
/// `y = x + τ ξ` in training, `ξ` normal with mean 0 and variance 1, drawn anew for every number of every pass; `y = x` in use.
/// The mean is right as it is, so nothing is scaled. Source: S1 DROP-2; Bishop 1995.
///
/// # Shapes
/// From and to (batch, …), any.
///
/// ```
/// use backprop::{Layer, Mode};
/// use dropout::InputNoise;
/// use ndarray::array;
/// let mut layer = InputNoise::new(0.1, 1);
/// assert_ne!(layer.forward(array![[0.0, 1.0]], Mode::Train), array![[0.0, 1.0]]);
/// assert_eq!(layer.backward(array![[5.0, 7.0]]), array![[5.0, 7.0]]);
/// assert_eq!(layer.forward(array![[0.0, 1.0]], Mode::Eval), array![[0.0, 1.0]]);
/// ```
#[derive(Debug, Clone)]
#[doc(alias = "GaussianNoise")]
// ANCHOR: input_noise
pub struct InputNoise<F = f32, D: Dimension = Ix2> {
    /// τ, how far a number strays.
    pub standard_deviation: f64,
    stream: NumberedStream<F>,
    output: Option<D>,
}

impl<F: Float, D: Dimension> Layer<F> for InputNoise<F, D> {
    type Input = Array<F, D>;
    type Output = Array<F, D>;

    fn forward(&mut self, input: Array<F, D>, mode: Mode) -> Array<F, D> {
        self.output = Some(input.raw_dim());
        match mode {
            Mode::Train => add_noise(
                &input,
                self.standard_deviation,
                &mut self.stream.next_rng(),
            ),
            Mode::Eval => input,
        }
    }

    fn backward(&mut self, grad_output: Array<F, D>) -> Array<F, D> {
        let output = kept("InputNoise::backward", self.output.as_ref());
        let shape = grad_output.shape();
        assert_grad_shape("InputNoise::backward", shape, output.slice());
        grad_output
    }
}
// ANCHOR_END: input_noise

impl<F: Float, D: Dimension> InputNoise<F, D> {
    /// A layer with its own stream of noise.
    ///
    /// # Panics
    /// If `standard_deviation` is negative, NaN or infinite.
    #[track_caller]
    pub fn new(standard_deviation: f64, seed: u64) -> Self {
        assert_deviation("InputNoise::new", standard_deviation);
        Self {
            standard_deviation,
            stream: NumberedStream::new(seed),
            output: None,
        }
    }
}

impl<F: Float, D: Dimension> Parameters<F> for InputNoise<F, D> {
    fn visit_params(
        &mut self,
        _visitor: &mut dyn FnMut(&str, ParamMut<'_, F>),
    ) {
    }

    fn visit_buffers(&mut self, visitor: &mut dyn FnMut(&str, Buffer<'_, F>)) {
        self.stream.visit(visitor);
    }
}

#[track_caller]
fn assert_deviation(operation: &str, standard_deviation: f64) {
    assert!(
        standard_deviation >= 0.0 && standard_deviation.is_finite(),
        "{operation}: a standard deviation is at least 0 and finite, found {standard_deviation}"
    );
}
