//! Finding a set's files in the reader's folder.

use std::fs;
use std::path::{Path, PathBuf};

use crate::DataError;

/// The most names of other files that a message lists.
const LISTED: usize = 5;

/// The path of the file of this name in the folder, unpacked or, failing that, packed.
pub(crate) fn find(folder: &Path, name: &'static str) -> Result<PathBuf, DataError> {
    check_folder(folder)?;
    let candidates = [folder.join(name), folder.join(format!("{name}.gz"))];
    match candidates.into_iter().find(|path| path.exists()) {
        Some(path) => Ok(path),
        None => {
            Err(DataError::Missing { folder: folder.to_owned(), expected: name, found: contents(folder)? })
        }
    }
}

fn check_folder(folder: &Path) -> Result<(), DataError> {
    let metadata =
        fs::metadata(folder).map_err(|source| DataError::Unreadable { path: folder.to_owned(), source })?;
    if metadata.is_dir() {
        return Ok(());
    }
    Err(DataError::WrongKind { path: folder.to_owned(), expected: "a folder", found: "a file" })
}

/// What lies in the folder, in few words.
fn contents(folder: &Path) -> Result<String, DataError> {
    let unreadable = |source| DataError::Unreadable { path: folder.to_owned(), source };
    let mut names = Vec::new();
    for entry in fs::read_dir(folder).map_err(unreadable)? {
        names.push(entry.map_err(unreadable)?.file_name().to_string_lossy().into_owned());
    }
    names.sort();
    let more = names.len().saturating_sub(LISTED);
    names.truncate(LISTED);
    Ok(match (names.is_empty(), more) {
        (true, _) => "nothing".to_owned(),
        (_, 0) => names.join(", "),
        _ => format!("{} and {more} more", names.join(", ")),
    })
}
