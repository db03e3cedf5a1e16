//! The grader's own copy of the workspace, in which a submission is built.
//!
//! The copy stays from one grading to the next, so that chapters are compiled once. A file is written only where its content differs:
//! then its date is new, and cargo, which goes by dates, builds again what it has to and nothing else.

use std::collections::BTreeSet;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

use crate::GradeError;

/// What is never copied.
const SKIPPED: [&str; 2] = ["target", ".git"];

/// Makes `copy` the same as `pristine`, with the text of some files (paths from the root) replaced.
///
/// # Errors
/// If a file or folder cannot be read or written.
pub fn lay(pristine: &Path, copy: &Path, replaced: &[(PathBuf, String)]) -> Result<(), GradeError> {
    let mut kept = BTreeSet::new();
    for file in files(pristine, Path::new(""))? {
        let from = pristine.join(&file);
        let text = replaced.iter().find(|(path, _)| *path == file).map(|(_, text)| text.as_bytes().to_vec());
        let content =
            text.map_or_else(|| fs::read(&from).map_err(GradeError::files(&from, "read it")), Ok)?;
        write(&copy.join(&file), &content)?;
        kept.insert(file);
    }
    for file in files(copy, Path::new(""))? {
        if !kept.contains(&file) {
            let path = copy.join(&file);
            fs::remove_file(&path).map_err(GradeError::files(&path, "remove it"))?;
        }
    }
    Ok(())
}

/// A number that changes with any file below `root`.
///
/// # Errors
/// If a file or folder cannot be read.
pub fn fingerprint(root: &Path) -> Result<u64, GradeError> {
    let mut hasher = DefaultHasher::new();
    for file in files(root, Path::new(""))? {
        let path = root.join(&file);
        (file, fs::read(&path).map_err(GradeError::files(&path, "read it"))?).hash(&mut hasher);
    }
    Ok(hasher.finish())
}

/// The files below `root`, as paths from it; links are not followed and not listed.
fn files(root: &Path, folder: &Path) -> Result<Vec<PathBuf>, GradeError> {
    let here = root.join(folder);
    let mut found = Vec::new();
    if !here.exists() {
        return Ok(found);
    }
    for entry in fs::read_dir(&here).map_err(GradeError::files(&here, "list it"))? {
        let entry = entry.map_err(GradeError::files(&here, "list it"))?;
        let kind = entry.file_type().map_err(GradeError::files(&here, "list it"))?;
        let name = folder.join(entry.file_name());
        if kind.is_dir() && !SKIPPED.iter().any(|skipped| entry.file_name() == *skipped) {
            found.extend(files(root, &name)?);
        } else if kind.is_file() {
            found.push(name);
        }
    }
    found.sort();
    Ok(found)
}

/// Writes a file where its content differs.
fn write(path: &Path, content: &[u8]) -> Result<(), GradeError> {
    if fs::read(path).is_ok_and(|found| found == content) {
        return Ok(());
    }
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(GradeError::files(folder, "make the folder"))?;
    }
    fs::write(path, content).map_err(GradeError::files(path, "write it"))
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::PathBuf;

    use super::{fingerprint, lay};

    #[test]
    fn only_what_differs_is_written() {
        let folder = tempfile::tempdir().expect("a folder");
        let (from, to) = (folder.path().join("from"), folder.path().join("to"));
        fs::create_dir_all(from.join("src")).expect("a folder");
        fs::create_dir_all(from.join("target")).expect("a folder");
        for file in ["Cargo.toml", "src/a.rs", "src/b.rs", "target/x"] {
            fs::write(from.join(file), file).expect("a file");
        }
        let ours = [(PathBuf::from("src/a.rs"), "mine".to_owned())];
        lay(&from, &to, &ours).expect("a copy");
        assert_eq!(fs::read_to_string(to.join("src/a.rs")).expect("a file"), "mine");
        assert!(!to.join("target/x").exists());
        let date = |file: &str| to.join(file).metadata().expect("a file").modified().expect("a date");
        let before = (date("Cargo.toml"), date("src/b.rs"));
        fs::write(to.join("src/sneaked.rs"), "in").expect("a file");
        lay(&from, &to, &[]).expect("a copy");
        assert!(!to.join("src/sneaked.rs").exists());
        assert_eq!(fs::read_to_string(to.join("src/a.rs")).expect("a file"), "src/a.rs", "back to the stub");
        assert_eq!((date("Cargo.toml"), date("src/b.rs")), before);
    }

    #[test]
    fn a_fingerprint_knows_every_file() {
        let folder = tempfile::tempdir().expect("a folder");
        let root = folder.path();
        let write = |file: &str, text: &str| fs::write(root.join(file), text).expect("a file");
        let now = || fingerprint(root).expect("a number");
        write("a", "1");
        let first = now();
        write("a", "2");
        let changed = now();
        write("a", "1");
        assert_eq!(now(), first);
        write("b", "1");
        assert!(changed != first && now() != first && now() != changed);
    }
}
