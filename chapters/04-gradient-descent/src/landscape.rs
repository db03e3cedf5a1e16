//! Functions to go down on: a bowl whose every curvature is known, and a line with two valleys.

use ndarray::{Array1, ArrayRef1};

/// A bowl: `f(θ) = ½ Σ cᵢ (θᵢ − mᵢ)²`, lowest at `m`, with the curvature `cᵢ` along axis i.
///
/// Every smooth function looks like one near a minimum, seen along the right axes. Two very
/// different curvatures make a ravine.
///
/// ```
/// use gradient_descent::landscape::Bowl;
/// use ndarray::array;
/// let bowl = Bowl { curvature: array![1.0, 4.0], lowest: array![0.0, 1.0] };
/// assert_eq!(bowl.value(&array![2.0, 2.0]), 4.0); // ½ · 1 · 4 + ½ · 4 · 1
/// assert_eq!(bowl.gradient(&array![2.0, 2.0]), array![2.0, 4.0]);
/// ```
#[derive(Debug, Clone, PartialEq)]
// ANCHOR: bowl
pub struct Bowl {
    /// How sharply it bends upwards along each axis, `(parameters,)`.
    pub curvature: Array1<f64>,
    /// Where its bottom is, `(parameters,)`.
    pub lowest: Array1<f64>,
}

impl Bowl {
    /// `f(θ) = ½ Σ cᵢ (θᵢ − mᵢ)²`
    #[track_caller]
    pub fn value(&self, at: &ArrayRef1<f64>) -> f64 {
        let away = at - &*self.lowest;
        0.5 * (&self.curvature * &away * &away).sum()
    }

    /// `∂f/∂θᵢ = cᵢ (θᵢ − mᵢ)`
    #[track_caller]
    pub fn gradient(&self, at: &ArrayRef1<f64>) -> Array1<f64> {
        &self.curvature * (at - &*self.lowest)
    }
}
// ANCHOR_END: bowl

/// A line with two valleys, the left one deeper: `f(θ) = θ⁴/4 − θ²/2 + θ/5`.
///
/// ```
/// use gradient_descent::landscape::two_valleys;
/// assert_eq!(two_valleys(0.0), 0.0);
/// assert!(two_valleys(-1.0) < two_valleys(1.0));
/// ```
// ANCHOR: two_valleys
pub fn two_valleys(theta: f64) -> f64 {
    theta.powi(4) / 4.0 - theta.powi(2) / 2.0 + theta / 5.0
}

/// Its slope: `f′(θ) = θ³ − θ + 1/5`.
///
/// ```
/// assert_eq!(gradient_descent::landscape::two_valleys_slope(1.0), 0.2);
/// ```
pub fn two_valleys_slope(theta: f64) -> f64 {
    theta.powi(3) - theta + 0.2
}
// ANCHOR_END: two_valleys
