//! The best step of a parabola.

/// `y = a x² + b x + c`. Source: S2 OPT-9.
///
/// ```
/// use optimizers::Parabola;
/// let parabola = Parabola { a: 1.0, b: -4.0, c: 1.0 };
/// assert_eq!((parabola.value(3.0), parabola.slope(3.0), parabola.curvature()), (-2.0, 2.0, 2.0));
/// assert_eq!(parabola.lowest(), 2.0);
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
// ANCHOR: parabola
pub struct Parabola {
    /// Half the second derivative.
    pub a: f64,
    /// The slope at 0.
    pub b: f64,
    /// The value at 0.
    pub c: f64,
}

impl Parabola {
    /// `y`.
    pub fn value(&self, x: f64) -> f64 {
        (self.a * x + self.b) * x + self.c
    }

    /// The first derivative, `2ax + b`.
    pub fn slope(&self, x: f64) -> f64 {
        2.0 * self.a * x + self.b
    }

    /// The second derivative, `2a`: the same everywhere.
    pub fn curvature(&self) -> f64 {
        2.0 * self.a
    }

    /// Where the slope is 0, `−b/(2a)`: the lowest place if `a > 0`.
    pub fn lowest(&self) -> f64 {
        -self.b / (2.0 * self.a)
    }
}
// ANCHOR_END: parabola

/// Newton's step, to be subtracted: first derivative over second; `None` where the second is not positive.
///
/// Without a valley to bend into, the formula would still answer, and lead to a summit. For a parabola one step arrives; for any
/// other function it arrives at the bottom of the parabola that touches it. Source: S2 OPT-9 (ERR-59).
///
/// ```
/// use optimizers::newton_step;
/// assert_eq!(newton_step(6.0, 2.0), Some(3.0)); // y = x² at 3
/// assert_eq!(newton_step(6.0, -2.0), None);
/// ```
// ANCHOR: newton_step
pub fn newton_step(slope: f64, curvature: f64) -> Option<f64> {
    (curvature > 0.0).then(|| slope / curvature)
}
// ANCHOR_END: newton_step
