//! Opening a file that may hold anything.

use std::collections::BTreeMap;
use std::fs::{self, File, FileType};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use safetensors::tensor::Metadata;

use super::tensors::{not_finite, visit_state};
use super::{Stored, WeightsError, compare};
use crate::Parameters;

/// Room for ten thousand tensors. Parsing a header takes many times its size, so this limits the memory that any file can ask for.
const LARGEST_HEADER: u64 = 1 << 20;

/// The header's length stands in front of it.
const LENGTH: u64 = size_of::<u64>() as u64;

/// A file whose header is sound and as long as it says; no tensor is read yet.
pub(crate) struct Opened {
    path: PathBuf,
    header: Metadata,
    file: File,
}

impl Opened {
    pub(crate) fn new(path: &Path) -> Result<Self, WeightsError> {
        let unreadable =
            |source| WeightsError::Unreadable { path: path.into(), source };
        let about = fs::metadata(path).map_err(unreadable)?; // before opening it: a pipe would wait for a writer
        if !about.is_file() {
            return Err(WeightsError::NotAFile {
                path: path.into(),
                found: kind(about.file_type()),
            });
        }
        let mut file = File::open(path).map_err(unreadable)?;
        let found = about.len();
        let length = header_length(path, &mut file, found)?;
        let mut bytes = Vec::new();
        file.by_ref()
            .take(length)
            .read_to_end(&mut bytes)
            .map_err(unreadable)?;
        let header: Metadata =
            serde_json::from_slice(&bytes).map_err(|source| {
                WeightsError::BadHeader { path: path.into(), source }
            })?;
        let expected =
            (LENGTH + length).saturating_add(header.data_len() as u64);
        check_length(path, expected, found)?;
        Ok(Self { path: path.into(), header, file })
    }

    /// An entry of the header's metadata.
    pub(crate) fn metadata(&self, key: &str) -> Option<&str> {
        self.header.metadata().as_ref()?.get(key).map(String::as_str)
    }

    /// Fills the network, or leaves it as it was.
    pub(crate) fn read_into<F: Stored>(
        mut self,
        network: &mut (impl Parameters<F> + ?Sized),
    ) -> Result<(), WeightsError> {
        self.refuse(compare::problems(&self.header, network))?;
        let tensors = self.read::<F>()?; // as large as the network, since the header fits it
        let mut problems = Vec::new();
        visit_state(network, &mut |kind, name, _, _| {
            problems.extend(not_finite(kind, name, &tensors[name]));
        });
        self.refuse(problems)?;
        visit_state(network, &mut |_, name, _, values| {
            values.copy_from_slice(&tensors[name]);
        });
        Ok(())
    }

    fn refuse(
        &self,
        problems: Vec<super::Problem>,
    ) -> Result<(), WeightsError> {
        if problems.is_empty() {
            return Ok(());
        }
        Err(WeightsError::DoesNotFit { path: self.path.clone(), problems })
    }

    fn read<F: Stored>(
        &mut self,
    ) -> Result<BTreeMap<String, Vec<F>>, WeightsError> {
        let mut bytes = vec![0; self.header.data_len()];
        self.file
            .read_exact(&mut bytes)
            .map_err(|source| self.unreadable(source))?;
        let tensors = self.header.tensors().into_iter();
        Ok(tensors
            .map(|(name, info)| {
                let numbers = bytes[info.data_offsets.0..info.data_offsets.1]
                    .chunks_exact(size_of::<F>());
                (name, numbers.map(F::from_bytes).collect())
            })
            .collect())
    }

    fn unreadable(&self, source: io::Error) -> WeightsError {
        WeightsError::Unreadable { path: self.path.clone(), source }
    }
}

/// The header's length as the file announces it, if the file can hold it.
fn header_length(
    path: &Path,
    file: &mut File,
    found: u64,
) -> Result<u64, WeightsError> {
    check_room(path, LENGTH, found)?;
    let mut bytes = [0; size_of::<u64>()];
    file.read_exact(&mut bytes).map_err(|source| WeightsError::Unreadable {
        path: path.into(),
        source,
    })?;
    let length = u64::from_le_bytes(bytes);
    if length > LARGEST_HEADER {
        return Err(WeightsError::HeaderTooLarge {
            path: path.into(),
            limit: LARGEST_HEADER,
            found: length,
        });
    }
    check_room(path, LENGTH + length, found)?;
    Ok(length)
}

fn check_length(
    path: &Path,
    expected: u64,
    found: u64,
) -> Result<(), WeightsError> {
    check_room(path, expected, found)?;
    if found > expected {
        return Err(WeightsError::TooLong {
            path: path.into(),
            expected,
            found,
        });
    }
    Ok(())
}

fn check_room(
    path: &Path,
    expected: u64,
    found: u64,
) -> Result<(), WeightsError> {
    if found < expected {
        return Err(WeightsError::Truncated {
            path: path.into(),
            expected,
            found,
        });
    }
    Ok(())
}

fn kind(file_type: FileType) -> &'static str {
    if file_type.is_dir() { "a folder" } else { "a pipe or a device" }
}
