//! The rectifier whose slope below zero is drawn by lot while it trains.

use activations::{RandomizedRelu, activate, slopes};
use ndarray::{Array, Dimension, Ix2};

use crate::layer::{assert_grad_shape, kept};
use crate::{Float, Layer, Mode, ParamMut, Parameters, RandomStream};

/// A slope below zero drawn anew for each number of each training pass; the mean slope in use.
///
/// The first layer to ask for its [`Mode`]. It owns its stream of random numbers, so that the same seed trains the same
/// network, and a clone repeats the same draws. A checkpoint holds weights and buffers, and how far the stream was read is neither:
/// a run that is taken up again draws other slopes. (The layers of chapter 8 count their passes in a buffer.) Source: S3 l.179; Xu et al. (2015).
///
/// ```
/// use activations::RandomizedRelu;
/// use backprop::{Layer, Mode, RandomizedReluLayer};
/// use ndarray::array;
/// let mut layer = RandomizedReluLayer::new(RandomizedRelu { lower: 0.1, upper: 0.5 }, 1);
/// assert_eq!(layer.forward(array![[-10.0, 2.0]], Mode::Eval), array![[-3.0, 2.0]]); // the mean slope, 0.3
/// let random = layer.forward(array![[-10.0, 2.0]], Mode::Train);
/// assert!(random[[0, 0]] > -5.0 && random[[0, 0]] < -1.0);
/// ```
#[derive(Debug, Clone)]
#[doc(alias = "RReLU")]
// ANCHOR: randomized_layer
pub struct RandomizedReluLayer<F = f32, D: Dimension = Ix2> {
    /// The bounds of the slope.
    pub unit: RandomizedRelu<F>,
    stream: RandomStream,
    slopes: Option<Array<F, D>>,
}

impl<F: Float, D: Dimension> RandomizedReluLayer<F, D> {
    /// A layer with its own stream of random numbers.
    pub fn new(unit: RandomizedRelu<F>, seed: u64) -> Self {
        Self { unit, stream: RandomStream::new(seed), slopes: None }
    }
}

impl<F: Float, D: Dimension> Layer<F> for RandomizedReluLayer<F, D> {
    type Input = Array<F, D>;
    type Output = Array<F, D>;

    fn forward(&mut self, input: Array<F, D>, mode: Mode) -> Array<F, D> {
        let (output, drawn) = match mode {
            Mode::Train => self.unit.sample(&input, self.stream.rng()),
            Mode::Eval => {
                let mean = self.unit.mean();
                (activate(&mean, &input), slopes(&mean, &input))
            }
        };
        self.slopes = Some(drawn);
        output
    }

    fn backward(&mut self, mut grad_output: Array<F, D>) -> Array<F, D> {
        let slopes =
            kept("RandomizedReluLayer::backward", self.slopes.as_ref());
        assert_grad_shape(
            "RandomizedReluLayer::backward",
            grad_output.shape(),
            slopes.shape(),
        );
        grad_output *= slopes;
        grad_output
    }
}
// ANCHOR_END: randomized_layer

impl<F, D: Dimension> Parameters<F> for RandomizedReluLayer<F, D> {
    fn visit_params(
        &mut self,
        _visitor: &mut dyn FnMut(&str, ParamMut<'_, F>),
    ) {
    }
}
