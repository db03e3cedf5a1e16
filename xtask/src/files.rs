//! Generated files: written whole or not at all.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// Writes a file beside its place and renames it, so that nobody ever sees half of it; makes the folder where it is missing.
///
/// # Errors
/// If the folder or the file cannot be written; the message names the path.
pub fn write(path: &Path, content: impl AsRef<[u8]>) -> Result<()> {
    let folder = path.parent().with_context(|| format!("{} has no folder", path.display()))?;
    fs::create_dir_all(folder).with_context(|| format!("cannot make the folder {}", folder.display()))?;
    let mut unfinished = path.as_os_str().to_owned();
    unfinished.push(".new");
    let unfinished = PathBuf::from(unfinished);
    fs::write(&unfinished, content).with_context(|| format!("cannot write {}", unfinished.display()))?;
    fs::rename(&unfinished, path).with_context(|| format!("cannot write {}", path.display()))
}

/// The files below `folder` with this ending, as paths from `folder` with slashes; none where there is no folder.
///
/// # Errors
/// If a folder cannot be read; the message names it.
pub fn with_extension(folder: &Path, extension: &str) -> Result<Vec<String>> {
    let mut found = Vec::new();
    collect(folder, "", extension, &mut found)?;
    found.sort();
    Ok(found)
}

fn collect(folder: &Path, prefix: &str, extension: &str, found: &mut Vec<String>) -> Result<()> {
    if !folder.exists() {
        return Ok(());
    }
    for entry in
        fs::read_dir(folder).with_context(|| format!("cannot read the folder {}", folder.display()))?
    {
        let path = entry.with_context(|| format!("cannot read the folder {}", folder.display()))?.path();
        let name = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        if path.is_dir() {
            collect(&path, &format!("{prefix}{name}/"), extension, found)?;
        } else if path.extension().is_some_and(|found| found == extension) {
            found.push(format!("{prefix}{name}"));
        }
    }
    Ok(())
}
