//! Rosenbrock's valley (1960): easy to find, hard to follow. Its floor is bent like a parabola and nearly flat, its
//! walls are steep, and so every new way of descent is tried in it.
//!
//! ```text
//! f(x, y) = (a − x)² + b (y − x²)²     lowest at (a, a²): 0
//! ```
//!
//! Write the height and the gradient `(∂f/∂x, ∂f/∂y)`, as the chapter's `landscape::Bowl` has them. The parameters
//! come as one array of two, x first. The derivatives are yours to work out.
//!
//! **By hand**, with a = 1 and b = 100 at (−1, 2): `y − x² = 1`, so `f = 2² + 100 · 1² = 104`. The gradient there is
//! (396, 200).
//!
//! # Hint
//!
//! x stands in both squares, so its slope has two terms. In the second, use the chain rule: the inside `y − x²` has the
//! slope `−2x` by x. `numeric_gradient` of the chapter tells you whether you are right.

use ndarray::{Array1, ArrayRef1, array};

/// The valley `(a − x)² + b (y − x²)²`; usual are a = 1 and b = 100.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rosenbrock {
    /// Where the lowest place is, seen along x.
    pub a: f64,
    /// How steep the walls are.
    pub b: f64,
}

impl Rosenbrock {
    /// The height at (x, y).
    ///
    /// # Shapes
    /// `at`: (2).
    ///
    /// # Panics
    /// If there are not two parameters; [`x_and_y`] does that for you.
    #[track_caller]
    pub fn value(&self, at: &ArrayRef1<f64>) -> f64 {
        //~ solution
        let (x, y) = x_and_y("Rosenbrock::value", at);
        (self.a - x).powi(2) + self.b * (y - x * x).powi(2)
        //~ stub
        // todo!("ex04_1: the height of the valley at {at}")
        //~ mutant a is always 1
        // let (x, y) = x_and_y("Rosenbrock::value", at);
        // (1.0 - x).powi(2) + self.b * (y - x * x).powi(2)
        //~ mutant b inside the square
        // let (x, y) = x_and_y("Rosenbrock::value", at);
        // (self.a - x).powi(2) + (self.b * (y - x * x)).powi(2)
        //~ end
    }

    /// The slopes by x and by y.
    ///
    /// # Shapes
    /// `at` and the result: (2).
    ///
    /// # Panics
    /// If there are not two parameters.
    #[track_caller]
    pub fn gradient(&self, at: &ArrayRef1<f64>) -> Array1<f64> {
        //~ solution
        let (x, y) = x_and_y("Rosenbrock::gradient", at);
        let above_floor = y - x * x;
        array![
            -2.0 * (self.a - x) - 4.0 * self.b * x * above_floor, // of both squares
            2.0 * self.b * above_floor,
        ]
        //~ stub
        // todo!("ex04_1: the slopes of the valley by x and by y at {at}")
        //~ mutant forgets the slope of the inside
        // let (x, y) = x_and_y("Rosenbrock::gradient", at);
        // let above_floor = y - x * x;
        // array![-2.0 * (self.a - x) - 2.0 * self.b * above_floor, 2.0 * self.b * above_floor]
        //~ mutant wrong sign of the first square
        // let (x, y) = x_and_y("Rosenbrock::gradient", at);
        // let above_floor = y - x * x;
        // array![2.0 * (self.a - x) - 4.0 * self.b * x * above_floor, 2.0 * self.b * above_floor]
        //~ mutant forgets that x stands in the first square too
        // let (x, y) = x_and_y("Rosenbrock::gradient", at);
        // let above_floor = y - x * x;
        // array![-4.0 * self.b * x * above_floor, 2.0 * self.b * above_floor]
        //~ end
    }
}

/// The two parameters.
///
/// # Panics
/// If there are not two.
#[track_caller]
pub fn x_and_y(operation: &str, at: &ArrayRef1<f64>) -> (f64, f64) {
    assert!(
        at.len() == 2,
        "{operation}: a valley over (x, y), but {} parameters",
        at.len()
    );
    (at[0], at[1])
}
