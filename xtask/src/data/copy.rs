//! A set from a folder of this machine instead of the network.

use std::fs::{self, File};
use std::path::Path;

use super::failure::Interruption;
use super::part::Part;
use super::progress::Progress;
use super::sum::{Found, in_words, look_at};
use super::{DataFile, DataSet, Failure, FetchError, Fetched};

/// Copies the files of a set from one folder into another, each only if it is the published one.
///
/// # Errors
/// If a file is missing or another one, or this machine cannot read or write it.
pub fn copy_set(set: &DataSet, from: &Path, to: &Path) -> Result<Vec<Fetched>, FetchError> {
    fs::create_dir_all(to).map_err(|source| FetchError::Local { path: to.to_owned(), source })?;
    set.files.iter().map(|file| copy_file(file, from, to)).collect()
}

fn copy_file(file: &DataFile, from: &Path, to: &Path) -> Result<Fetched, FetchError> {
    let (origin, target) = (from.join(file.name), to.join(file.name));
    let progress = Progress::of(file);
    if look_at(&target, file)? == Found::Published {
        progress.done("already there");
        return Ok(Fetched::Already);
    }
    let not_published = |found: String| FetchError::NotPublished {
        path: origin.clone(),
        expected: in_words(file.bytes, file.sha256),
        found,
    };
    match look_at(&origin, file)? {
        Found::Published => {}
        Found::Nothing => return Err(not_published("no file".to_owned())),
        Found::Another(found) => return Err(not_published(found)),
    }
    let mut part = Part::open(&target)?;
    let mut content =
        File::open(&origin).map_err(|source| FetchError::Local { path: origin.clone(), source })?;
    match part.write_from(0, &mut content, file, |bytes| progress.at(bytes)) {
        Ok(()) => part.finish(&target)?,
        Err(Interruption::Local(error)) => return Err(error),
        Err(Interruption::Mirror(failure)) => return Err(not_published(changed(&failure))),
    }
    progress.done("copied");
    Ok(Fetched::Now)
}

/// The file was the published one a moment ago.
fn changed(failure: &Failure) -> String {
    format!("a file that changes while it is read: {failure}")
}
