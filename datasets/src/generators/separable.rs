//! Points that a line separates with a known margin, for the perceptron's bound.

use chacha20::ChaCha8Rng;
use ndarray::{Array1, Array2};
use rand::SeedableRng;
use rand_distr::{Distribution, StandardNormal};

use super::Points;

/// Points of two classes with a direction that tells them apart.
#[derive(Debug, Clone, PartialEq)]
pub struct Separable {
    /// Points of length 1; class 1 where `w·x > 0`, class 0 where it is negative.
    pub points: Points,
    /// `w`, of length 1, `(features)`.
    pub direction: Array1<f64>,
}

impl Separable {
    /// The margin `γ = min |w·x| / ‖x‖` of these very points (GATE-12).
    ///
    /// A perceptron makes at most `1/γ²` mistakes on them. No point, no limit: γ = ∞.
    pub fn margin(&self) -> f64 {
        let cosine = |x: ndarray::ArrayView1<f64>| (self.direction.dot(&x) / x.dot(&x).sqrt()).abs();
        self.points.points.rows().into_iter().map(cosine).fold(f64::INFINITY, f64::min)
    }
}

/// `count` points on the unit sphere that a hyperplane through the origin separates with at least `margin`.
///
/// Directions are drawn evenly over the sphere; a point nearer to the hyperplane than `margin` is moved along the sphere out to it, so that
/// with many points the [`margin`](Separable::margin) is the one asked for and not wider. Classes come mixed.
///
/// # Shapes
/// `(count, features)`
///
/// # Panics
/// If `features` is less than 2, or `margin` not between 0 and 1, both excluded.
///
/// ```
/// let separable = datasets::separable(50, 10, 0.1, 7);
/// assert_eq!(separable.points.points.dim(), (50, 10));
/// assert!((separable.margin() - 0.1).abs() < 1e-12);
/// ```
#[track_caller]
pub fn separable(count: usize, features: usize, margin: f64, seed: u64) -> Separable {
    assert!(features >= 2, "separable: at least 2 features needed, got {features}");
    assert!(0.0 < margin && margin < 1.0, "separable: margin must lie between 0 and 1, got {margin}");
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let direction = unit_vector(features, &mut rng);
    let mut points = Array2::zeros((count, features));
    for mut point in points.rows_mut() {
        point.assign(&pushed_out(unit_vector(features, &mut rng), &direction, margin));
    }
    let labels = points.dot(&direction).mapv(|cosine| usize::from(cosine > 0.0));
    Separable { points: Points { points, labels }, direction }
}

/// Evenly distributed over the sphere, since independent normal coordinates prefer no direction.
fn unit_vector(features: usize, rng: &mut ChaCha8Rng) -> Array1<f64> {
    let vector: Array1<f64> = (0..features).map(|_| -> f64 { StandardNormal.sample(rng) }).collect();
    normalised(vector)
}

fn normalised(vector: Array1<f64>) -> Array1<f64> {
    let length = vector.dot(&vector).sqrt();
    vector / length
}

/// The point itself, or the nearest one on its side whose cosine with `direction` is `margin`.
fn pushed_out(point: Array1<f64>, direction: &Array1<f64>, margin: f64) -> Array1<f64> {
    let cosine = point.dot(direction);
    if cosine.abs() >= margin {
        return point;
    }
    let across = normalised(&point - &(direction * cosine));
    direction * margin.copysign(cosine) + across * (1.0 - margin * margin).sqrt()
}
