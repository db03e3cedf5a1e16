//! Logic gates, each made of one threshold unit.
//!
//! AND, OR and NOT are in S0's history (GATE-3), NAND is the example of S2 (GATE-1, GATE-2).
//! Every bias is a half or an odd whole number against even weights, so that no weighted sum is ever 0: these
//! gates work whatever a step does at 0.

use ndarray::{Array2, array};

use crate::ThresholdUnit;

/// The four inputs of a gate with two, one a row: 00, 01, 10, 11.
///
/// # Shapes
/// `(4, 2)`.
pub fn corners() -> Array2<f64> {
    array![[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]]
}

// ANCHOR: gates
/// Both: fires where `x₁ + x₂ > 1.5`.
pub fn and() -> ThresholdUnit {
    ThresholdUnit::new(array![1.0, 1.0], -1.5)
}

/// At least one: fires where `x₁ + x₂ > 0.5`.
pub fn or() -> ThresholdUnit {
    ThresholdUnit::new(array![1.0, 1.0], -0.5)
}

/// The opposite of its one input: fires where `−x > −0.5`.
pub fn not() -> ThresholdUnit {
    ThresholdUnit::new(array![-1.0], 0.5)
}

/// Not both: fires where `−2x₁ − 2x₂ > −3`.
pub fn nand() -> ThresholdUnit {
    ThresholdUnit::new(array![-2.0, -2.0], 3.0)
}

/// Neither: fires where `−x₁ − x₂ > −0.5`.
pub fn nor() -> ThresholdUnit {
    ThresholdUnit::new(array![-1.0, -1.0], 0.5)
}
// ANCHOR_END: gates

/// What a unit with two inputs answers at the four [`corners`], in their order.
///
/// # Panics
/// If the unit does not have two weights.
///
/// ```
/// use neuron::gates::{nand, truth_table};
/// assert_eq!(truth_table(&nand()), [1.0, 1.0, 1.0, 0.0]);
/// ```
#[track_caller]
// ANCHOR: truth_table
pub fn truth_table(unit: &ThresholdUnit) -> [f64; 4] {
    let corners = corners();
    [0, 1, 2, 3].map(|corner| unit.output(&corners.row(corner)))
}
// ANCHOR_END: truth_table
