//! Does backward tell the truth? Every gradient of a layer against central differences.

use std::fmt;

use gradient_descent::numeric::{
    CENTRAL_STEP, numeric_gradient, relative_error,
};
use ndarray::{Array, Array1, Dimension};
use rand::{Rng, RngExt};
use rand_distr::StandardNormal;

use crate::{Layer, Mode, Parameters, zero_grad};

/// How far a right gradient may be from the numeric one.
pub const TOLERANCE: f64 = 1e-7;

/// How well one tensor's gradient agrees with central differences.
#[derive(Debug, Clone, PartialEq)]
pub struct TensorCheck {
    /// `input`, or the name of a parameter such as `0.weight`.
    pub name: String,
    /// How many slopes were compared.
    pub elements: usize,
    /// `‖a − n‖ / √(‖a‖² + ‖n‖²)`, for the gradient `a` of backward and the numeric one `n`.
    pub error: f64,
}

/// The report of [`check_gradients`]: the input first, then every parameter in the order of the visits.
#[derive(Debug, Clone, PartialEq)]
pub struct GradientCheck {
    /// One row for each tensor.
    pub tensors: Vec<TensorCheck>,
}

impl GradientCheck {
    /// The largest error of all tensors; NaN if any is.
    pub fn worst(&self) -> f64 {
        self.tensors.iter().fold(0.0, |worst, tensor| {
            if tensor.error > worst || tensor.error.is_nan() {
                tensor.error
            } else {
                worst
            }
        })
    }

    /// Whether every tensor is below [`TOLERANCE`]; NaN is not.
    pub fn passes(&self) -> bool {
        self.tensors.iter().all(|tensor| tensor.error < TOLERANCE)
    }

    /// For tests: stops with the whole report unless [`passes`](Self::passes).
    ///
    /// # Panics
    /// If a tensor's error is not below [`TOLERANCE`].
    #[track_caller]
    pub fn assert_passes(&self) {
        assert!(self.passes(), "the gradient check failed:\n{self}");
    }
}

impl fmt::Display for GradientCheck {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for TensorCheck { name, elements, error } in &self.tensors {
            let verdict = if *error < TOLERANCE { "ok" } else { "WRONG" };
            writeln!(
                formatter,
                "{name:<12} {elements:>5} slopes  error {error:>8.1e}  {verdict}"
            )?;
        }
        Ok(())
    }
}

/// Compares what a layer's `backward` says with central differences, for its input and for every tensor of its parameters.
///
/// `make` builds the layer anew for every evaluation, so that each starts from the same weights *and the same stream of random
/// numbers*: a layer that draws by lot is then one and the same function every time (`|| layer.clone()` for a layer that can be
/// cloned). The loss is the output weighted by a random upstream gradient, which no symmetry can fool.
///
/// In f64 with steps of 1e-5 a right gradient is within 1e-7. Keep inputs 1e-3 away from kinks ([`keep_from`]), where no
/// difference knows the slope.
///
/// # Panics
/// If the layer's parameters are not the same on every call of `make`.
///
/// ```
/// use activations::Sigmoid;
/// use backprop::{Activate, Mode, check_gradients};
/// use ndarray::array;
/// use rand::SeedableRng;
/// let mut rng = chacha20::ChaCha8Rng::seed_from_u64(1);
/// let report = check_gradients(|| Activate::new(Sigmoid), &array![[-1.0, 0.5]], Mode::Train, &mut rng);
/// report.assert_passes();
/// assert_eq!(report.tensors[0].name, "input");
/// ```
#[track_caller]
// ANCHOR: check_gradients
pub fn check_gradients<L, D, E>(
    make: impl Fn() -> L,
    input: &Array<f64, D>,
    mode: Mode,
    rng: &mut dyn Rng,
) -> GradientCheck
where
    L: Layer<f64, Input = Array<f64, D>, Output = Array<f64, E>>,
    D: Dimension,
    E: Dimension,
{
    let mut layer = make();
    zero_grad(&mut layer);
    let output = layer.forward(input.clone(), mode);
    let upstream = output.mapv(|_| rng.sample::<f64, _>(StandardNormal));
    let grad_input = layer.backward(upstream.clone());
    let loss = |mut layer: L, input: &Array<f64, D>| {
        (&layer.forward(input.clone(), mode) * &upstream).sum()
    };

    let numeric =
        numeric_gradient(|input| loss(make(), input), input, CENTRAL_STEP);
    let mut tensors = vec![compare("input", &grad_input, &numeric)];
    for (which, (name, value, grad)) in
        parameters(&mut layer).into_iter().enumerate()
    {
        let nudged = |value: &Array1<f64>| {
            loss(with_parameter(make(), which, value), input)
        };
        tensors.push(compare(
            &name,
            &grad,
            &numeric_gradient(nudged, &value, CENTRAL_STEP),
        ));
    }
    GradientCheck { tensors }
}
// ANCHOR_END: check_gradients

fn compare<D: Dimension>(
    name: &str,
    analytic: &Array<f64, D>,
    numeric: &Array<f64, D>,
) -> TensorCheck {
    TensorCheck {
        name: name.to_owned(),
        elements: analytic.len(),
        error: relative_error(analytic, numeric),
    }
}

/// Every parameter's name, values and gradient, row by row.
fn parameters(
    layer: &mut impl Parameters<f64>,
) -> Vec<(String, Array1<f64>, Array1<f64>)> {
    let mut found = Vec::new();
    layer.visit_params(&mut |name, param| {
        found.push((
            name.to_owned(),
            Array1::from(param.value.to_vec()),
            Array1::from(param.grad.to_vec()),
        ));
    });
    found
}

/// The layer with other numbers in one of its parameters, counted in the order of the visits.
#[track_caller]
fn with_parameter<L: Parameters<f64>>(
    mut layer: L,
    which: usize,
    value: &Array1<f64>,
) -> L {
    let mut index = 0;
    layer.visit_params(&mut |_, param| {
        if index == which {
            param.value.copy_from_slice(value.as_slice().expect("one row"));
        }
        index += 1;
    });
    layer
}

/// Moves every number that is nearer to a kink than `distance` out to that distance, on the side where it is.
///
/// # Shapes
/// `input` and the result: any, the same.
///
/// ```
/// use backprop::keep_from;
/// use ndarray::array;
/// let inputs = keep_from(&[0.0], 1e-3, array![-0.0001, 0.5, 0.0]);
/// assert_eq!(inputs, array![-0.001, 0.5, 0.001]);
/// ```
pub fn keep_from<D: Dimension>(
    kinks: &[f64],
    distance: f64,
    input: Array<f64, D>,
) -> Array<f64, D> {
    input.mapv_into(|x| {
        match kinks.iter().find(|&&kink| (x - kink).abs() < distance) {
            Some(&kink) if x < kink => kink - distance,
            Some(&kink) => kink + distance,
            None => x,
        }
    })
}
