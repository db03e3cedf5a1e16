//! Keeping a network in a file, and taking it up again, here or in PyTorch.
//!
//! The format is safetensors: a header that lists names, types, shapes and places, then the bare numbers. Reading one runs
//! nobody's code, and `safetensors.torch.load_file` understands what [`save`] wrote, since names and layouts are PyTorch's.
//!
//! A file comes from outside. [`load`] compares the whole header with the network, lists everything that is wrong with it at
//! once, and changes nothing unless all of it fits. However the file is damaged, no more is read than the network holds.

mod atomic;
mod compare;
mod error;
mod open;
mod stored;
mod tensors;

pub use error::{Problem, WeightsError};
pub use stored::Stored;

use std::path::Path;

use crate::Parameters;
pub(crate) use open::Opened;
use tensors::collect;

/// Writes the network's parameters and buffers into a file, all of them or none.
///
/// The numbers go into a temporary file in the same folder, which takes the old one's place once everything is on the disk: a
/// program killed in between leaves the old file as it was.
///
/// # Errors
/// If the file cannot be written, or a parameter is NaN or infinite: such a file could never be loaded.
///
/// # Panics
/// If two tensors have one name.
///
/// ```
/// use backprop::{Linear, weights};
/// use ndarray::array;
/// let folder = tempfile::tempdir().unwrap();
/// let path = folder.path().join("layer.safetensors");
/// let mut layer = Linear::<f32>::new(array![[1.0, -2.0]], array![3.0]);
/// weights::save(&path, &mut layer).unwrap();
///
/// let mut other = Linear::<f32>::zeros(2, 1);
/// weights::load(&path, &mut other).unwrap();
/// assert_eq!(other.weight.value, layer.weight.value);
/// ```
#[doc(alias = "save_file")]
#[doc(alias = "state_dict")]
// ANCHOR: save
pub fn save<F: Stored>(
    path: impl AsRef<Path>,
    network: &mut (impl Parameters<F> + ?Sized),
) -> Result<(), WeightsError> {
    save_with(path.as_ref(), network, "format", "pt")
}
// ANCHOR_END: save

/// The same with one entry of metadata. One, for more would come in a random order.
pub(crate) fn save_with<F: Stored>(
    path: &Path,
    network: &mut (impl Parameters<F> + ?Sized),
    key: &str,
    value: &str,
) -> Result<(), WeightsError> {
    let tensors = collect(path, network)?;
    let metadata =
        Some([(key.to_owned(), value.to_owned())].into_iter().collect());
    let bytes = safetensors::serialize(tensors, metadata)
        .expect("names and shapes make a header");
    atomic::write(path, &bytes)
}

/// Takes the network's parameters and buffers from a file.
///
/// # Errors
/// If the file cannot be read, is damaged, or holds another network: [`WeightsError::DoesNotFit`] lists all that differs. The
/// network is then as it was.
#[doc(alias = "load_file")]
#[doc(alias = "load_state_dict")]
// ANCHOR: load
pub fn load<F: Stored>(
    path: impl AsRef<Path>,
    network: &mut (impl Parameters<F> + ?Sized),
) -> Result<(), WeightsError> {
    Opened::new(path.as_ref())?.read_into(network)
}
// ANCHOR_END: load
