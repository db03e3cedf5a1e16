//! A penalty on a whole network.

use backprop::{Float, ParamMut, Parameters};
use optimizers::weights_only;

use crate::Penalty;

/// Adds the slope of the penalty to the gradient of every weight, and returns what all weights cost together.
///
/// To be called after the backward pass and before the optimizer's step. Biases are left out: a parameter called `bias` costs nothing
/// ([`weights_only`] decides by name; [`penalise_where`] takes another rule). A bias moves a boundary and cannot make it more
/// curved, and it is one number per unit, so there is little to gain from making it small and much to lose. S0's θ and S2's sum from j = 0 include them (ERR-45).
///
/// ```
/// use backprop::Linear;
/// use ndarray::array;
/// use optimizers::{Optimizer, Sgd};
/// use regularization::{L2, penalise};
/// let mut network = Linear::new(array![[1.0_f64]], array![1.0]);
/// network.weight.grad = array![[0.5]]; // what a backward pass has left
/// let cost = penalise(&mut network, &L2 { lambda: 0.2 });
/// assert_eq!((cost, network.weight.grad[[0, 0]], network.bias.grad[0]), (0.1, 0.7, 0.0));
/// Sgd::new(0.1).step(&mut network);
/// assert!((network.weight.value[[0, 0]] - 0.93).abs() < 1e-15); // S0's step: (1 − 0.02) · 1 − 0.05
/// ```
// ANCHOR: penalise
pub fn penalise<F: Float>(
    network: &mut (impl Parameters<F> + ?Sized),
    penalty: &(impl Penalty<F> + ?Sized),
) -> f64 {
    penalise_where(network, penalty, weights_only)
}
// ANCHOR_END: penalise

/// [`penalise`] for the parameters whose names `penalises` accepts.
///
/// ```
/// use backprop::Linear;
/// use ndarray::array;
/// use regularization::{L1, penalise_where};
/// let mut network = Linear::new(array![[2.0_f64]], array![-1.0]);
/// assert_eq!(penalise_where(&mut network, &L1 { lambda: 1.0 }, |_| true), 3.0);
/// assert_eq!(network.bias.grad[0], -1.0);
/// ```
// ANCHOR: penalise_where
pub fn penalise_where<F: Float>(
    network: &mut (impl Parameters<F> + ?Sized),
    penalty: &(impl Penalty<F> + ?Sized),
    penalises: impl Fn(&str) -> bool,
) -> f64 {
    let mut cost = 0.0;
    visit_where(network, penalises, |param| {
        for (grad, &mut weight) in param.grad.iter_mut().zip(param.value) {
            *grad += penalty.slope(weight);
            cost += as_f64(penalty.value(weight));
        }
    });
    cost
}
// ANCHOR_END: penalise_where

/// What the weights cost, without touching a gradient: for reports.
///
/// ```
/// use backprop::Linear;
/// use ndarray::array;
/// use regularization::{L1, penalty_value};
/// let mut network = Linear::new(array![[2.0_f64, -1.0]], array![9.0]);
/// assert_eq!(penalty_value(&mut network, &L1 { lambda: 0.5 }), 1.5);
/// ```
pub fn penalty_value<F: Float>(
    network: &mut (impl Parameters<F> + ?Sized),
    penalty: &(impl Penalty<F> + ?Sized),
) -> f64 {
    let mut cost = 0.0;
    visit_where(network, weights_only, |param| {
        cost += param
            .value
            .iter()
            .map(|&weight| as_f64(penalty.value(weight)))
            .sum::<f64>();
    });
    cost
}

/// Moves every weight to its proximal point, *after* a step of plain descent at this rate: `w ← argmin ½(u − w)² + η price(u)`.
///
/// For [`L1`](crate::L1) it is the soft threshold and leaves exact zeros, where [`penalise`] leaves weights that jump around 0. One or the other, never both. The
/// rate must be the step's own. Biases are left out.
///
/// ```
/// use backprop::Linear;
/// use ndarray::array;
/// use regularization::{L1, shrink};
/// let mut network = Linear::new(array![[1.0_f64, -0.25]], array![1.0]);
/// shrink(&mut network, &L1 { lambda: 1.0 }, 0.5);
/// assert_eq!((network.weight.value, network.bias.value), (array![[0.5, 0.0]], array![1.0]));
/// ```
#[doc(alias = "proximal gradient")]
#[doc(alias = "ISTA")]
// ANCHOR: shrink
pub fn shrink<F: Float>(
    network: &mut (impl Parameters<F> + ?Sized),
    penalty: &(impl Penalty<F> + ?Sized),
    learning_rate: f64,
) {
    let rate = F::of(learning_rate);
    visit_where(network, weights_only, |param| {
        for weight in param.value.iter_mut() {
            *weight = penalty.proximal(*weight, rate);
        }
    });
}
// ANCHOR_END: shrink

/// Weight decay: keeps `1 − ηλ` of every weight, *before* the optimizer's step. Biases are left out.
///
/// Before a step of plain descent it is the same as [`penalise`] with [`L2`](crate::L2). Before Adam's it is `AdamW`, and not the same. Source: S0 REG-11.
///
/// ```
/// use backprop::Linear;
/// use ndarray::array;
/// let mut network = Linear::new(array![[8.0_f64]], array![8.0]);
/// regularization::decay_weights(&mut network, 0.5, 0.25);
/// assert_eq!((network.weight.value[[0, 0]], network.bias.value[0]), (7.0, 8.0)); // 8 · (1 − 0.125)
/// ```
// ANCHOR: decay_weights
pub fn decay_weights<F: Float>(
    network: &mut (impl Parameters<F> + ?Sized),
    learning_rate: f64,
    weight_decay: f64,
) {
    let keep = F::of(1.0 - learning_rate * weight_decay);
    visit_where(network, weights_only, |param| {
        param.value.iter_mut().for_each(|weight| *weight *= keep);
    });
}
// ANCHOR_END: decay_weights

/// The share of the weights, biases aside, that are exactly 0.
///
/// ```
/// use backprop::Linear;
/// use ndarray::array;
/// let mut network = Linear::new(array![[0.0, 2.0, 0.0, 1e-9]], array![0.0]);
/// assert_eq!(regularization::share_of_zeros(&mut network), 0.5);
/// ```
#[doc(alias = "sparsity")]
pub fn share_of_zeros<F: Float>(network: &mut (impl Parameters<F> + ?Sized)) -> f64 {
    let (mut zeros, mut count) = (0, 0);
    visit_where(network, weights_only, |param| {
        zeros += param.value.iter().filter(|&&weight| weight == F::zero()).count();
        count += param.value.len();
    });
    zeros as f64 / count as f64
}

/// The Euclidean length of all weights together, biases aside: `‖w‖ = √(Σ w²)`.
///
/// ```
/// use backprop::Linear;
/// use ndarray::array;
/// assert_eq!(regularization::weight_norm(&mut Linear::new(array![[3.0, -4.0]], array![12.0])), 5.0);
/// ```
pub fn weight_norm<F: Float>(network: &mut (impl Parameters<F> + ?Sized)) -> f64 {
    let mut squares = 0.0;
    visit_where(network, weights_only, |param| {
        squares +=
            param.value.iter().map(|&weight| as_f64(weight).powi(2)).sum::<f64>();
    });
    squares.sqrt()
}

/// Visits the parameters that a rule accepts by name.
fn visit_where<F: Float>(
    network: &mut (impl Parameters<F> + ?Sized),
    accepts: impl Fn(&str) -> bool,
    mut visit: impl FnMut(ParamMut<'_, F>),
) {
    network.visit_params(&mut |name, param| {
        if accepts(name) {
            visit(param);
        }
    });
}

/// Thousands of small numbers are summed up in f64, whatever the network is computed in.
fn as_f64<F: Float>(x: F) -> f64 {
    x.to_f64().expect("f32 and f64 are within f64")
}
