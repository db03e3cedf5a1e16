//! Replacing a file in one stroke.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::Builder;

use super::WeightsError;

/// Writes a file, all of it or nothing: beside it first, onto the disk, then into its place.
// ANCHOR: atomic
pub(super) fn write(path: &Path, bytes: &[u8]) -> Result<(), WeightsError> {
    let error = |source| WeightsError::Unwritable { path: path.into(), source };
    replace(path, bytes).map_err(error)
}

fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = folder(path);
    let mut partial = builder(&name(path)?).tempfile_in(&folder)?;
    partial.write_all(bytes)?;
    partial.as_file().sync_all()?;
    partial.persist(path).map_err(|error| error.error)?;
    sync(&folder)
}
// ANCHOR_END: atomic

/// The folder of a path; that of a bare name is the current one.
fn folder(path: &Path) -> PathBuf {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder.into(),
        _ => PathBuf::from("."),
    }
}

/// What a killed program leaves behind says whose it is: `.mlp.safetensors.Xq2b7a.partial`.
fn name(path: &Path) -> io::Result<String> {
    let name = path.file_name().ok_or_else(|| {
        io::Error::new(io::ErrorKind::InvalidInput, "no file name")
    })?;
    Ok(format!(".{}.", name.display()))
}

fn builder(prefix: &str) -> Builder<'_, 'static> {
    let mut builder = Builder::new();
    builder.prefix(prefix).suffix(".partial");
    // A temporary file is for its owner alone; this one will stay, so that it gets the permissions of any new file.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder
}

/// The new name lasts through a power cut only once the folder is on the disk too. Windows has no such call.
fn sync(folder: &Path) -> io::Result<()> {
    if cfg!(unix) {
        File::open(folder)?.sync_all()
    } else {
        fs::metadata(folder).map(drop)
    }
}
