//! A valley that is steep across and flat along: where one rate for all cannot be right.

use backprop::{Param, ParamMut, Parameters};
use ndarray::{Ix1, array};

use crate::Optimizer;

/// Half the squared distances from the bottom, one direction counting more: `f = ½ (c₁ p² + c₂ q²)`.
///
/// `p` and `q` are the two parameters `x` and `y`, seen in axes that are turned by `angle`: with the angle 0 the ravine runs along an axis,
/// otherwise across both. Its bottom is at (0, 0).
///
/// ```
/// use optimizers::Ravine;
/// let mut ravine = Ravine::new([1.0, 25.0], [4.0, 2.0]);
/// assert_eq!(ravine.value(), 58.0); // ½ (16 + 25 · 4)
/// ravine.backward();
/// assert_eq!(ravine.position.grad, ndarray::array![4.0, 50.0]);
/// ```
#[derive(Debug, Clone, PartialEq)]
// ANCHOR: ravine
pub struct Ravine {
    /// The second derivatives along and across, c₁ and c₂.
    pub curvatures: [f64; 2],
    /// How far the ravine is turned against the axes, in radians.
    pub angle: f64,
    /// Where we stand, (x, y).
    pub position: Param<f64, Ix1>,
}

impl Ravine {
    /// Half the weighted squares of the two distances.
    pub fn value_at(&self, [x, y]: [f64; 2]) -> f64 {
        let (sin, cos) = self.angle.sin_cos();
        let (along, across) = (cos * x + sin * y, cos * y - sin * x);
        0.5 * (self.curvatures[0] * along.powi(2)
            + self.curvatures[1] * across.powi(2))
    }

    /// Adds the gradient at the position to the gradient that is held.
    pub fn backward(&mut self) {
        let [x, y] = self.place();
        let (sin, cos) = self.angle.sin_cos();
        let along = self.curvatures[0] * (cos * x + sin * y);
        let across = self.curvatures[1] * (cos * y - sin * x);
        self.position.grad +=
            &array![cos * along - sin * across, sin * along + cos * across];
    }
}
// ANCHOR_END: ravine

impl Ravine {
    /// A ravine along the first axis, and a start.
    pub fn new(curvatures: [f64; 2], start: [f64; 2]) -> Self {
        Self {
            curvatures,
            angle: 0.0,
            position: Param::new(array![start[0], start[1]]),
        }
    }

    /// The same ravine and the same start, both turned about the bottom.
    #[must_use]
    pub fn turned(self, angle: f64) -> Self {
        let [x, y] = self.place();
        let (sin, cos) = angle.sin_cos();
        let position = Param::new(array![cos * x - sin * y, sin * x + cos * y]);
        Self { angle: self.angle + angle, position, ..self }
    }

    /// Where we stand.
    pub fn place(&self) -> [f64; 2] {
        [self.position.value[0], self.position.value[1]]
    }

    /// How high.
    pub fn value(&self) -> f64 {
        self.value_at(self.place())
    }
}

impl Parameters<f64> for Ravine {
    fn visit_params(&mut self, visitor: &mut dyn FnMut(&str, ParamMut<'_, f64>)) {
        visitor("position", self.position.as_mut());
    }
}

/// The places that an optimizer passes: the start, and one after each step.
///
/// ```
/// use optimizers::{Ravine, Sgd, path};
/// let mut ravine = Ravine::new([1.0, 2.0], [4.0, 4.0]);
/// assert_eq!(path(&mut ravine, &mut Sgd::new(0.5), 2), [[4.0, 4.0], [2.0, 0.0], [1.0, 0.0]]);
/// ```
// ANCHOR: path
pub fn path(
    ravine: &mut Ravine,
    optimizer: &mut dyn Optimizer<f64>,
    steps: usize,
) -> Vec<[f64; 2]> {
    let mut places = vec![ravine.place()];
    for _step in 0..steps {
        ravine.backward();
        optimizer.step(ravine);
        places.push(ravine.place());
    }
    places
}
// ANCHOR_END: path
