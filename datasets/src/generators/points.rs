//! Labelled points, what every generator returns.

use ndarray::{Array1, Array2};

/// Points, each with the class it belongs to.
#[derive(Debug, Clone, PartialEq)]
pub struct Points {
    /// The coordinates, `(points, features)`; most generators draw in the plane, with two features.
    pub points: Array2<f64>,
    /// The class of each point, `(points)`, counted from 0.
    pub labels: Array1<usize>,
}

impl Points {
    /// How many points there are.
    ///
    /// ```
    /// assert_eq!(datasets::gates::xor().len(), 4);
    /// ```
    pub fn len(&self) -> usize {
        self.labels.len()
    }

    /// Whether there is no point at all.
    pub fn is_empty(&self) -> bool {
        self.labels.is_empty()
    }

    /// `per_class` points of the plane for each class in turn; `draw(class, index)` gives one.
    pub(super) fn class_after_class(
        classes: usize,
        per_class: usize,
        mut draw: impl FnMut(usize, usize) -> [f64; 2],
    ) -> Self {
        let points: Vec<[f64; 2]> =
            (0..classes * per_class).map(|point| draw(point / per_class, point % per_class)).collect();
        let labels = (0..classes * per_class).map(|point| point / per_class).collect();
        Self { points: Array2::from(points), labels }
    }
}
