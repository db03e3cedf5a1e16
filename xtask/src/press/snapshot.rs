//! The snapshots and recorded runs that pins point into.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde_json::Value;

use super::package::Packages;
use crate::Workspace;

/// One snapshot of a test.
#[derive(Debug, Clone)]
pub struct Snapshot {
    /// Its name, unique in its package.
    pub name: String,
    /// The test file that asserts it, from the workspace's root.
    pub test: String,
    /// The snapshot's own file, from the workspace's root.
    pub file: String,
    /// What the test asserts.
    pub content: String,
}

/// Every snapshot of the workspace, by package and name; every recorded run.
#[derive(Debug, Default)]
pub struct Snapshots {
    values: BTreeMap<(String, String), Vec<Snapshot>>,
    outputs: BTreeMap<(String, String), Vec<Snapshot>>,
    results: BTreeMap<String, PathBuf>,
}

impl Snapshots {
    /// Reads all of them.
    ///
    /// # Errors
    /// If a file cannot be read.
    pub fn load(workspace: &Workspace, packages: &Packages) -> Result<Self> {
        let mut snapshots = Self::default();
        for package in packages.iter() {
            let folder = package.folder.join("tests/snapshots");
            for (kind, extension) in [(&mut snapshots.values, "json"), (&mut snapshots.outputs, "txt")] {
                for path in files(&folder, extension) {
                    let snapshot = read(workspace, &path)?;
                    let key = (package.name.clone(), snapshot.name.clone());
                    kind.entry(key).or_default().push(snapshot);
                }
            }
        }
        for path in files(&workspace.root().join("book/results"), "json") {
            let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            snapshots.results.insert(name, path);
        }
        Ok(snapshots)
    }

    /// The values that `pins::pin!` wrote as snapshot `name` of `package`.
    ///
    /// # Errors
    /// If there is none, or two.
    pub fn values(&self, package: &str, name: &str) -> Result<&Snapshot, String> {
        only(&self.values, package, name)
    }

    /// What the example `name` of `package` printed, as `pins::pin_output!` wrote it.
    ///
    /// # Errors
    /// If there is none, or two.
    pub fn output(&self, package: &str, name: &str) -> Result<&Snapshot, String> {
        only(&self.outputs, package, name)
            .map_err(|error| format!("{error}; `pins::pin_output!(\"{name}\")` writes it"))
    }

    /// The values of the recorded run `name`, and its file.
    ///
    /// # Errors
    /// If there is no such run, or it is no JSON.
    pub fn result(&self, name: &str) -> Result<(Value, &Path), String> {
        let missing = || format!("no recorded run book/results/{name}.json");
        let path = self.results.get(name).ok_or_else(missing)?;
        let text = std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
        let value =
            serde_json::from_str(&text).map_err(|error| format!("book/results/{name}.json: {error}"))?;
        Ok((value, path))
    }
}

fn only<'a>(
    snapshots: &'a BTreeMap<(String, String), Vec<Snapshot>>,
    package: &str,
    name: &str,
) -> Result<&'a Snapshot, String> {
    match snapshots.get(&(package.to_owned(), name.to_owned())).map(Vec::as_slice) {
        Some([snapshot]) => Ok(snapshot),
        Some([first, second, ..]) => {
            Err(format!("package `{package}` has two snapshots `{name}`: {} and {}", first.file, second.file))
        }
        _ => {
            let names = snapshots.keys().filter(|(owner, _)| owner == package).map(|(_, name)| name.as_str());
            let alike = super::alike::suggestion(name, names);
            Err(format!("package `{package}` has no snapshot `{name}`{alike}"))
        }
    }
}

/// `tests/snapshots/TEST__NAME.json` or `.txt`, as the crate `pins` writes it.
fn read(workspace: &Workspace, path: &Path) -> Result<Snapshot> {
    let file = workspace.relative(path);
    let content =
        std::fs::read_to_string(path).with_context(|| format!("cannot read {file}"))?.replace('\r', "");
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let (test, name) = stem.split_once("__").with_context(|| {
        format!("{file} is no snapshot: its name lacks the test's, as in slides__name.json")
    })?;
    let tests = file.split("snapshots/").next().unwrap_or_default();
    Ok(Snapshot { name: name.to_owned(), test: format!("{tests}{test}.rs"), file: file.clone(), content })
}

/// The files of a folder with an extension, in order; none if there is no folder.
fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut files: Vec<_> = entries
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|e| e == extension))
        .collect();
    files.sort();
    files
}
