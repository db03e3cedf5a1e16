//! Dead units: rectifiers that answer 0 to every example, and so learn from none.

use ndarray::{Array1, ArrayRef2, Axis, NdFloat};

use crate::constant::constant;

/// The units whose weighted sum is not positive for any row of the batch.
///
/// Such a ReLU puts out 0 for all of these examples, with slope 0: no gradient reaches its weights from any of them.
///
/// # Shapes
/// `pre_activations`: (batch, units); the result: indices of units, in order.
///
/// An empty batch proves nothing, so no unit is dead in it.
///
/// Source: S2 l.780.
///
/// ```
/// use activations::dead_units;
/// use ndarray::array;
/// assert_eq!(dead_units(&array![[-1.0, -1.0, 2.0], [-3.0, 4.0, 5.0]]), [0]);
/// ```
#[doc(alias = "dying ReLU")]
// ANCHOR: dead
pub fn dead_units<F: NdFloat>(pre_activations: &ArrayRef2<F>) -> Vec<usize> {
    let silent =
        |unit: &usize| pre_activations.column(*unit).iter().all(|&z| z <= F::zero());
    (0..pre_activations.ncols())
        .filter(silent)
        .filter(|_| pre_activations.nrows() > 0)
        .collect()
}
// ANCHOR_END: dead

/// For each example, the share of the units that are on: a rectifier layer answers sparsely.
///
/// # Shapes
/// `pre_activations`: (batch, units); the result: (batch), each from 0 to 1, NaN for a layer without units.
///
/// Source: S4 l.653.
///
/// ```
/// use activations::active_shares;
/// use ndarray::array;
/// assert_eq!(active_shares(&array![[-1.0, -1.0, 2.0, 3.0]]), array![0.5]);
/// ```
pub fn active_shares<F: NdFloat>(pre_activations: &ArrayRef2<F>) -> Array1<F> {
    let units: F = constant(pre_activations.ncols() as f64);
    let on = pre_activations.mapv(|z| if z > F::zero() { F::one() } else { F::zero() });
    on.sum_axis(Axis(1)) / units
}
