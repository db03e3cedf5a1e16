//! The randomised leaky rectifier: a new slope for every number while it trains, the mean slope afterwards.

use ndarray::{Array, ArrayRef, Dimension, NdFloat};
use rand::{Rng, RngExt};

use crate::constant::constant;
use crate::{Activation, LeakyRelu};

/// A leaky rectifier whose slope below zero is drawn anew, uniformly from `lower` to `upper`, for each number of each pass.
///
/// `f(x) = a·x if x < 0, x if x ≥ 0`, `a ~ U(lower, upper)`
///
/// Source: S3 l.179; the mean slope at test is Xu, Wang, Chen and Li (2015).
///
/// ```
/// use activations::{Activation, RandomizedRelu};
/// let unit = RandomizedRelu { lower: 0.1, upper: 0.5 };
/// assert_eq!(unit.mean().negative_slope, 0.3);
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
#[doc(alias = "RReLU")]
#[doc(alias = "rrelu")]
pub struct RandomizedRelu<F> {
    /// The least slope.
    pub lower: F,
    /// The greatest slope.
    pub upper: F,
}

impl<F: NdFloat> RandomizedRelu<F> {
    /// While training: draws one slope for each input and returns it with the output, since backpropagation needs it.
    ///
    /// # Shapes
    /// `inputs`, and both results: the same.
    ///
    /// ```
    /// # use activations::RandomizedRelu;
    /// # use ndarray::array;
    /// use rand::SeedableRng;
    /// let mut rng = chacha20::ChaCha8Rng::seed_from_u64(1);
    /// let unit = RandomizedRelu { lower: 0.1, upper: 0.5 };
    /// let (outputs, slopes) = unit.sample(&array![-1.0, 2.0], &mut rng);
    /// assert_eq!(outputs[0], -slopes[0]); // some slope between 0.1 and 0.5
    /// assert_eq!((outputs[1], slopes[1]), (2.0, 1.0)); // above zero nothing is random
    /// ```
    // ANCHOR: randomized
    pub fn sample<D: Dimension>(
        &self,
        inputs: &ArrayRef<F, D>,
        rng: &mut dyn Rng,
    ) -> (Array<F, D>, Array<F, D>) {
        let slopes = inputs.mapv(|x| self.draw(rng).derivative(x));
        (inputs * &*slopes, slopes)
    }
    // ANCHOR_END: randomized

    /// After training: the leaky rectifier with the mean slope.
    pub fn mean(&self) -> LeakyRelu<F> {
        LeakyRelu { negative_slope: (self.lower + self.upper) * constant(0.5) }
    }

    fn draw(&self, rng: &mut dyn Rng) -> LeakyRelu<F> {
        let share: F = constant(rng.random::<f64>());
        LeakyRelu { negative_slope: self.lower + share * (self.upper - self.lower) }
    }
}
