//! A header against a network: everything that differs, found before a single number is read.

use std::collections::BTreeMap;

use safetensors::tensor::{Metadata, TensorInfo};

use super::tensors::visit_state;
use super::{Problem, Stored};
use crate::Parameters;

/// Everything in which the file differs from the network, as far as its header tells.
pub(super) fn problems<F: Stored>(
    header: &Metadata,
    network: &mut (impl Parameters<F> + ?Sized),
) -> Vec<Problem> {
    let mut found: BTreeMap<String, &TensorInfo> =
        header.tensors().into_iter().collect();
    let mut problems = Vec::new();
    visit_state(network, &mut |_, name, shape, _: &mut [F]| match found
        .remove(name)
    {
        None => problems.push(Problem::Missing {
            name: name.into(),
            expected: shape.to_vec(),
        }),
        Some(info) => problems.extend(differences::<F>(name, shape, info)),
    });
    let unexpected = found.into_iter();
    problems.extend(unexpected.map(|(name, info)| Problem::Unexpected {
        name,
        found: info.shape.clone(),
    }));
    problems
}

fn differences<F: Stored>(
    name: &str,
    shape: &[usize],
    info: &TensorInfo,
) -> Vec<Problem> {
    let mut differences = Vec::new();
    if info.shape != shape {
        let (expected, found) = (shape.to_vec(), info.shape.clone());
        differences.push(Problem::WrongShape {
            name: name.into(),
            expected,
            found,
        });
    }
    if info.dtype != F::DTYPE {
        let (expected, found) = (F::DTYPE.to_string(), info.dtype.to_string());
        differences.push(Problem::WrongType {
            name: name.into(),
            expected,
            found,
        });
    }
    differences
}
