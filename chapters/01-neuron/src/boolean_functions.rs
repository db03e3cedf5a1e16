//! Which of the sixteen truth tables with two inputs one threshold unit reaches.

use std::collections::BTreeSet;

use ndarray::array;

use crate::{ThresholdUnit, gates::truth_table};

/// Every truth table that some unit with weights among −2 … 2 and a half-integer bias computes.
///
/// Fourteen of the sixteen come out. The other two, XOR and its opposite, no weights reach:
/// [`crate::opposite_corner_sums`] says why.
///
/// ```
/// let tables = neuron::reachable_truth_tables();
/// assert_eq!(tables.len(), 14);
/// assert!(!tables.contains(&[false, true, true, false])); // XOR
/// ```
// ANCHOR: reachable
pub fn reachable_truth_tables() -> BTreeSet<[bool; 4]> {
    let weights = [-2.0, -1.0, 0.0, 1.0, 2.0];
    let biases = [-3.5, -2.5, -1.5, -0.5, 0.5, 1.5, 2.5, 3.5];
    let mut tables = BTreeSet::new();
    for w1 in weights {
        for w2 in weights {
            for bias in biases {
                let unit = ThresholdUnit::new(array![w1, w2], bias);
                tables.insert(truth_table(&unit).map(|answer| answer == 1.0));
            }
        }
    }
    tables
}
// ANCHOR_END: reachable
