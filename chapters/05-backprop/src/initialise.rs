//! Where training starts: the first weights of a network.

use ndarray::{Array1, Array2};
use rand::{Rng, RngExt};
use rand_distr::{StandardNormal, Uniform};

use crate::{Float, Linear};

/// Weights from a normal distribution around 0 with the standard deviation `deviation`.
///
/// # Shapes
/// The result: (`out_features`, `in_features`).
pub fn normal<F: Float>(
    in_features: usize,
    out_features: usize,
    deviation: f64,
    rng: &mut dyn Rng,
) -> Array2<F> {
    Array2::from_shape_simple_fn((out_features, in_features), || {
        F::of(deviation * rng.sample::<f64, _>(StandardNormal))
    })
}

/// Weights between ±√(6/(in + out)), all equally likely: the variance 2/(in + out) keeps signals and gradients of a tanh
/// network at one size.
///
/// Source: Glorot and Bengio, 2010, equation 16.
///
/// # Shapes
/// The result: (`out_features`, `in_features`).
///
/// # Panics
/// If both are 0.
#[doc(alias = "xavier_uniform")]
// ANCHOR: glorot_uniform
pub fn glorot_uniform<F: Float>(
    in_features: usize,
    out_features: usize,
    rng: &mut dyn Rng,
) -> Array2<F> {
    let bound = (6.0 / (in_features + out_features) as f64).sqrt();
    let uniform = Uniform::new_inclusive(-bound, bound)
        .expect("glorot_uniform: a layer of no units");
    Array2::from_shape_simple_fn((out_features, in_features), || {
        F::of(rng.sample(uniform))
    })
}
// ANCHOR_END: glorot_uniform

/// Weights from a normal distribution of variance 2/in: the 2 makes up for the half of the signal that a rectifier cuts off.
///
/// Source: He, Zhang, Ren and Sun, 2015, equation 10.
///
/// # Shapes
/// The result: (`out_features`, `in_features`).
#[doc(alias = "kaiming_normal")]
// ANCHOR: he_normal
pub fn he_normal<F: Float>(
    in_features: usize,
    out_features: usize,
    rng: &mut dyn Rng,
) -> Array2<F> {
    normal(in_features, out_features, (2.0 / in_features as f64).sqrt(), rng)
}
// ANCHOR_END: he_normal

impl<F: Float> Linear<F> {
    /// A layer with [`glorot_uniform`] weights and biases of 0, for sigmoid and tanh.
    ///
    /// # Shapes
    /// `weight`: (`out_features`, `in_features`); `bias`: (`out_features`).
    pub fn glorot_uniform(
        in_features: usize,
        out_features: usize,
        rng: &mut dyn Rng,
    ) -> Self {
        Self::new(
            glorot_uniform(in_features, out_features, rng),
            Array1::zeros(out_features),
        )
    }

    /// A layer with [`he_normal`] weights and biases of 0, for rectifiers.
    ///
    /// # Shapes
    /// `weight`: (`out_features`, `in_features`); `bias`: (`out_features`).
    pub fn he_normal(
        in_features: usize,
        out_features: usize,
        rng: &mut dyn Rng,
    ) -> Self {
        Self::new(
            he_normal(in_features, out_features, rng),
            Array1::zeros(out_features),
        )
    }
}
