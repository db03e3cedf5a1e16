//! How many mistakes a perceptron can make at most, and a run that keeps the two accounts of the proof.

use ndarray::{Array1, Array2, ArrayRef1, ArrayRef2};
use rand::Rng;
use rand_distr::{Distribution, StandardNormal};

use crate::{Perceptron, sign, unit_length};

/// The margin: the least distance of the examples, scaled to length 1, from the plane through the origin.
///
/// `γ = min |w*·x| / (‖w*‖ ‖x‖)` over the examples `x`
///
/// # Shapes
/// `direction` (`w*`): `(in_features)`; `inputs`: `(examples, in_features)`.
///
/// # Panics
/// If the direction or an input is a vector of zeros.
///
/// Source: S4 (GATE-12, GATE-13).
///
/// ```
/// use ndarray::array;
/// let gamma = neuron::margin(&array![1.0, 0.0], &array![[3.0, 4.0], [-4.0, 3.0]]);
/// assert_eq!(gamma, 0.6); // 3/5 is less than 4/5
/// ```
#[track_caller]
// ANCHOR: margin
pub fn margin(direction: &ArrayRef1<f64>, inputs: &ArrayRef2<f64>) -> f64 {
    let direction = unit_length(direction);
    let distances = inputs
        .rows()
        .into_iter()
        .map(|input| direction.dot(&unit_length(&input)).abs());
    distances.fold(f64::INFINITY, f64::min)
}

// ANCHOR_END: margin
/// The most mistakes that a perceptron can make on separable examples of this margin: `(1/γ)²`.
///
/// Source: S4 (GATE-12); Novikoff (1962). Proved for a constant learning rate, unit-length examples and the start
/// at 0 (erratum ERR-12).
///
/// ```
/// assert_eq!(neuron::mistake_bound(0.5), 4.0);
/// ```
// ANCHOR: margin
pub fn mistake_bound(margin: f64) -> f64 {
    (1.0 / margin).powi(2)
}
// ANCHOR_END: margin

/// The weights after a mistake, seen as the proof sees them.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Mistake {
    /// `w·w*`, which grows by at least `γ` with every mistake.
    pub progress: f64,
    /// `‖w‖²`, which grows by at most 1 with every mistake.
    pub squared_length: f64,
}

/// Trains a perceptron (learning rate 1, from 0) until an epoch is clean and keeps the two accounts of the proof.
///
/// # Shapes
/// `direction`: `(in_features)`, of length 1; `inputs`: `(examples, in_features)`, each of length 1; `targets`:
/// `(examples)`, each +1 or −1.
///
/// # Panics
/// If a target is neither +1 nor −1, or the lengths do not fit.
#[track_caller]
// ANCHOR: trace_mistakes
pub fn trace_mistakes(
    direction: &ArrayRef1<f64>,
    inputs: &ArrayRef2<f64>,
    targets: &ArrayRef1<f64>,
    max_epochs: usize,
) -> Vec<Mistake> {
    let mut perceptron = Perceptron::zeros(inputs.ncols());
    let mut trace = Vec::new();
    for _epoch in 0..max_epochs {
        let before = trace.len();
        for (input, &target) in inputs.rows().into_iter().zip(targets) {
            if perceptron.learn(&input, target, 1.0) {
                let weight = &perceptron.weight;
                trace.push(Mistake {
                    progress: weight.dot(direction),
                    squared_length: weight.dot(weight),
                });
            }
        }
        if trace.len() == before {
            break;
        }
    }
    trace
}
// ANCHOR_END: trace_mistakes

/// Examples that a plane through the origin separates with a known margin.
#[derive(Debug, Clone, PartialEq)]
pub struct SeparableExamples {
    /// The plane's normal vector `w*` of length 1, `(in_features)`.
    pub direction: Array1<f64>,
    /// Points of length 1, `(examples, in_features)`.
    pub inputs: Array2<f64>,
    /// The side each lies on, +1 or −1, `(examples)`.
    pub targets: Array1<f64>,
}

/// Draws a random plane and random points of length 1 that keep at least `margin` away from it.
///
/// # Panics
/// If `margin` is not in 0 to 0.9: points of length 1 rarely lie further than that from a plane, and the draw would not end.
#[track_caller]
// ANCHOR: separable_examples
pub fn separable_examples(
    examples: usize,
    in_features: usize,
    margin: f64,
    rng: &mut impl Rng,
) -> SeparableExamples {
    assert!(
        (0.0..=0.9).contains(&margin),
        "separable_examples: margin {margin} is not in 0 to 0.9"
    );
    let direction = random_direction(in_features, rng);
    let mut inputs = Array2::zeros((examples, in_features));
    for mut row in inputs.rows_mut() {
        let mut point = random_direction(in_features, rng);
        while direction.dot(&point).abs() < margin {
            point = random_direction(in_features, rng);
        }
        row.assign(&point);
    }
    let targets = inputs.dot(&direction).mapv(sign);
    SeparableExamples { direction, inputs, targets }
}

/// A point drawn evenly from the unit sphere: independent normal numbers, scaled to length 1.
fn random_direction(in_features: usize, rng: &mut impl Rng) -> Array1<f64> {
    unit_length(&Array1::from_shape_simple_fn(in_features, || {
        StandardNormal.sample(rng)
    }))
}
// ANCHOR_END: separable_examples
