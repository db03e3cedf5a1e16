//! Why a loss is no number any more.

use ndarray::{ArrayRef, ArrayRef2, Axis, RemoveAxis};

use crate::{Float, Parameters};

/// A loss that is NaN or infinite. The network is as the step before left it.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[error("epoch {}, step {}: expected a finite loss, found {loss}: {cause}", epoch + 1, step + 1)]
pub struct TrainError {
    /// How many epochs came before this one.
    pub epoch: usize,
    /// How many steps of the epoch came before this one.
    pub step: usize,
    /// The loss: `NaN` or `inf`.
    pub loss: String,
    /// Where it came from.
    pub cause: Cause,
}

/// The first place, on the way from the input to the loss, where something is not finite.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum Cause {
    /// The data were bad before the network saw them.
    #[error(
        "the input of example {example} holds a number that is NaN or infinite"
    )]
    Input {
        /// Which row of the inputs.
        example: usize,
    },
    /// An update has overflowed, or was made from a gradient that had.
    #[error(
        "the weights have exploded: {found} of {of} numbers in {parameter} are NaN or infinite; \
         the learning rate is probably too large"
    )]
    Parameter {
        /// The first such parameter, by its name.
        parameter: String,
        /// How many of its numbers are NaN or infinite.
        found: usize,
        /// How many numbers it has.
        of: usize,
    },
    /// Finite weights, so large that the outputs or their squares are not.
    #[error(
        "the outputs have exploded; the largest weight is {largest:.3e}, in {parameter}: the learning rate is \
         probably too large, or the first weights or the inputs are"
    )]
    Output {
        /// The parameter with the largest number.
        parameter: String,
        /// Its absolute value.
        largest: f64,
    },
    /// All is well up to the outputs.
    #[error(
        "inputs, weights and outputs are finite, the largest output is {largest:.3e}: the loss itself overflows \
         (a logarithm of 0, or a target that is no number)"
    )]
    Loss {
        /// The largest absolute value among the outputs.
        largest: f64,
    },
}

/// Looks for the first thing that is not finite: inputs, parameters, outputs.
pub(super) fn cause<F: Float, D: RemoveAxis>(
    network: &mut (impl Parameters<F> + ?Sized),
    inputs: &ArrayRef<F, D>,
    outputs: &ArrayRef2<F>,
    batch: &[usize],
) -> Cause {
    let is_bad = |&example: &usize| {
        inputs.index_axis(Axis(0), example).iter().any(|x| !x.is_finite())
    };
    if let Some(example) = batch.iter().copied().find(is_bad) {
        return Cause::Input { example };
    }
    exploded(network).unwrap_or_else(|| {
        if outputs.mapv(|output| output * output).sum().is_finite() {
            return Cause::Loss { largest: largest(outputs) };
        }
        let (parameter, largest) = largest_parameter(network);
        Cause::Output { parameter, largest }
    })
}

/// The first parameter that is not finite.
fn exploded<F: Float>(
    network: &mut (impl Parameters<F> + ?Sized),
) -> Option<Cause> {
    let mut first = None;
    network.visit_params(&mut |name, param| {
        let found =
            param.value.iter().filter(|value| !value.is_finite()).count();
        if found > 0 && first.is_none() {
            first = Some(Cause::Parameter {
                parameter: name.into(),
                found,
                of: param.value.len(),
            });
        }
    });
    first
}

/// The parameter with the largest absolute value, and the value.
fn largest_parameter<F: Float>(
    network: &mut (impl Parameters<F> + ?Sized),
) -> (String, f64) {
    let mut first = ("no parameter".into(), 0.0);
    network.visit_params(&mut |name, param| {
        let largest = largest(param.value.iter());
        if largest > first.1 {
            first = (name.into(), largest);
        }
    });
    first
}

fn largest<'a, F: Float>(values: impl IntoIterator<Item = &'a F>) -> f64 {
    values
        .into_iter()
        .filter_map(|value| value.abs().to_f64())
        .fold(0.0, f64::max)
}
