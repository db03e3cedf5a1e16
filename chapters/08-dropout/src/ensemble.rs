//! All the networks that dropout trains at once, one by one.

use backprop::Float;
use ndarray::{Array1, Array2, Zip};

use crate::assert_drop_prob;

/// More units than this are refused: a million sub-networks is enough for a proof.
const MOST_UNITS: usize = 20;

/// One of the 2ᴺ networks that are left when units are dropped.
#[derive(Debug, Clone, PartialEq)]
// ANCHOR: sub_network
pub struct SubNetwork<F> {
    /// (units): 1 where a unit is there.
    pub mask: Array1<F>,
    /// How likely just these units are there: `pᵈ(1 − p)ᵏ` with d dropped and k kept.
    pub probability: F,
}
// ANCHOR_END: sub_network

/// Every mask of `units` units with its probability: 2ᴺ of them, first the one that drops all, last the one that keeps all.
///
/// Source: S0 DROP-7, DROP-8; ERR-47.
///
/// # Panics
/// If there are more than 20 units, or `drop_prob` is not in [0, 1).
///
/// ```
/// use ndarray::array;
/// let all: Vec<_> = dropout::sub_networks::<f64>(2, 0.25).collect();
/// assert_eq!(all.len(), 4); // and not 2 · 2 by another name: 3 units have 8
/// assert_eq!(dropout::sub_networks::<f64>(3, 0.25).count(), 8);
/// assert_eq!((&all[1].mask, all[1].probability), (&array![1.0, 0.0], 0.1875)); // 0.25 · 0.75
/// ```
#[track_caller]
// ANCHOR: sub_networks
pub fn sub_networks<F: Float>(
    units: usize,
    drop_prob: f64,
) -> impl Iterator<Item = SubNetwork<F>> {
    assert_drop_prob("sub_networks", drop_prob);
    assert!(
        units <= MOST_UNITS,
        "sub_networks: {units} units have 2^{units} masks, \
         at most 20 units are meant"
    );
    (0_u32..1 << units).map(move |bits| {
        let there = |unit| bits >> unit & 1 == 1;
        let mask = Array1::from_shape_fn(units, |unit| {
            if there(unit) { F::one() } else { F::zero() }
        });
        let factor =
            |unit| if there(unit) { 1.0 - drop_prob } else { drop_prob };
        let probability: f64 = (0..units).map(factor).product();
        SubNetwork { mask, probability: F::of(probability) }
    })
}
// ANCHOR_END: sub_networks

/// The mean of what all sub-networks answer, each counted with its probability: `Σ P(m) y(m)`. Those that cannot come up are not asked.
///
/// # Shapes
/// `answer`: a mask (units) to (batch, outputs); the result: (batch, outputs).
///
/// # Panics
/// As [`sub_networks`].
///
/// ```
/// use ndarray::{Array2, array};
/// // One unit of size 4 that is there three times out of four.
/// let mean: Array2<f64> = dropout::ensemble_mean(1, 0.25, |mask| array![[4.0 * mask[0]]]);
/// assert_eq!(mean, array![[3.0]]);
/// ```
#[track_caller]
// ANCHOR: ensemble_mean
pub fn ensemble_mean<F: Float>(
    units: usize,
    drop_prob: f64,
    mut answer: impl FnMut(&Array1<F>) -> Array2<F>,
) -> Array2<F> {
    sub_networks(units, drop_prob)
        .filter(|network| network.probability > F::zero()) // 0 · ∞ is no number
        .map(|SubNetwork { mask, probability }| answer(&mask) * probability)
        .reduce(|sum, term| sum + term)
        .expect("the mask that keeps all is possible")
}
// ANCHOR_END: ensemble_mean

/// The geometric mean of what all sub-networks answer, made to sum to 1 in each row: `∏ y(m)^P(m)`, divided by its sum.
///
/// For answers that are probabilities. Computed by logarithms; the largest is subtracted before the exponential, so that 2ᴺ small
/// factors do not underflow. Source: Hinton and others 2012; Goodfellow, Bengio and Courville 2016, section 7.12.
///
/// # Shapes
/// `log_probabilities`: a mask (units) to the natural logarithms of probabilities, (batch, classes); the result: (batch, classes).
///
/// # Panics
/// As [`sub_networks`].
///
/// ```
/// use ndarray::{Array2, array};
/// // Two networks, equally likely: one says 0.8 to 0.2, the other 0.5 to 0.5. The roots are to each other as 2 to 1.
/// let mean: Array2<f64> = dropout::ensemble_geometric_mean(1, 0.5, |mask| {
///     if mask[0] == 1.0 { array![[0.8_f64.ln(), 0.2_f64.ln()]] } else { array![[0.5_f64.ln(), 0.5_f64.ln()]] }
/// });
/// assert!((mean[[0, 0]] - 2.0 / 3.0).abs() < 1e-12);
/// ```
#[track_caller]
// ANCHOR: ensemble_geometric_mean
pub fn ensemble_geometric_mean<F: Float>(
    units: usize,
    drop_prob: f64,
    log_probabilities: impl FnMut(&Array1<F>) -> Array2<F>,
) -> Array2<F> {
    let mut mean = ensemble_mean(units, drop_prob, log_probabilities);
    for mut row in mean.rows_mut() {
        let largest = row.fold(F::neg_infinity(), |most, &x| most.max(x));
        row.mapv_inplace(|log| (log - largest).exp());
        let sum = row.sum();
        Zip::from(&mut row).for_each(|probability| *probability /= sum);
    }
    mean
}
// ANCHOR_END: ensemble_geometric_mean
