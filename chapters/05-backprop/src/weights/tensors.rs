//! A network's state as a list of named tensors.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::path::Path;

use ndarray::Dimension;
use safetensors::{Dtype, View};

use super::{Problem, Stored, WeightsError};
use crate::Parameters;

/// Whether training moves a tensor or something else does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Must be finite.
    Parameter,
    /// May be anything: the smallest loss so far starts at infinity.
    Buffer,
}

/// Is given kind, name, shape and numbers.
type Visitor<'v, F> = dyn FnMut(Kind, &str, &[usize], &mut [F]) + 'v;

/// Visits all that belongs into a file: parameters first, then buffers.
pub(super) fn visit_state<F>(
    network: &mut (impl Parameters<F> + ?Sized),
    visitor: &mut Visitor<'_, F>,
) {
    network.visit_params(&mut |name, param| {
        visitor(Kind::Parameter, name, param.shape.slice(), param.value);
    });
    network.visit_buffers(&mut |name, buffer| {
        visitor(Kind::Buffer, name, buffer.shape.slice(), buffer.value);
    });
}

/// One tensor as bytes.
pub(super) struct Tensor {
    dtype: Dtype,
    shape: Vec<usize>,
    bytes: Vec<u8>,
}

impl View for Tensor {
    fn dtype(&self) -> Dtype {
        self.dtype
    }

    fn shape(&self) -> &[usize] {
        &self.shape
    }

    fn data(&self) -> Cow<'_, [u8]> {
        Cow::Borrowed(&self.bytes)
    }

    fn data_len(&self) -> usize {
        self.bytes.len()
    }
}

/// All tensors of a network, unless a parameter is not finite.
pub(super) fn collect<F: Stored>(
    path: &Path,
    network: &mut (impl Parameters<F> + ?Sized),
) -> Result<Vec<(String, Tensor)>, WeightsError> {
    let (mut tensors, mut names, mut problems) =
        (Vec::new(), BTreeSet::new(), Vec::new());
    visit_state(network, &mut |kind, name, shape, values| {
        assert!(
            names.insert(name.to_owned()),
            "weights::save: two tensors are called {name}"
        );
        problems.extend(not_finite(kind, name, values));
        let mut bytes = Vec::with_capacity(size_of_val(values));
        for value in values.iter() {
            value.append_to(&mut bytes);
        }
        tensors.push((
            name.to_owned(),
            Tensor { dtype: F::DTYPE, shape: shape.to_vec(), bytes },
        ));
    });
    if problems.is_empty() {
        Ok(tensors)
    } else {
        Err(WeightsError::NotWritten { path: path.into(), problems })
    }
}

/// Whether a parameter holds NaN or infinities.
pub(super) fn not_finite<F: Stored>(
    kind: Kind,
    name: &str,
    values: &[F],
) -> Option<Problem> {
    let found = values.iter().filter(|value| !value.is_finite()).count();
    (kind == Kind::Parameter && found > 0).then(|| Problem::NotFinite {
        name: name.to_owned(),
        found,
        of: values.len(),
    })
}
