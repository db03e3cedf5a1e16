//! The snapshots that the book quotes: one of each name and kind in a package, each written by a test that still exists.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use book_tests::Workspace;

/// What a snapshot holds: the values of `pin!`, or what `pin_output!` saw an example print.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Kind {
    Values,
    Output,
}

/// Where a snapshot lies and what its test calls it: `tests/snapshots/FILE__NAME.snap`.
struct Snapshot {
    path: PathBuf,
    package: PathBuf,
    file: String,
    name: String,
    kind: Kind,
}

fn snapshots() -> Vec<Snapshot> {
    let workspace = Workspace::here();
    workspace.files(".", ".snap").iter().filter_map(|path| snapshot(&workspace, path)).collect()
}

fn snapshot(workspace: &Workspace, path: &Path) -> Option<Snapshot> {
    let package = path.parent()?.parent()?.parent()?.to_owned();
    let (file, name) = path.file_stem()?.to_str()?.rsplit_once("__")?;
    let content = workspace.read(path);
    let kind = if content.split("\n---\n").nth(1)?.starts_with("$ ") { Kind::Output } else { Kind::Values };
    Some(Snapshot { kind, path: path.to_owned(), package, file: file.to_owned(), name: name.to_owned() })
}

#[test]
fn there_are_some() {
    assert!(!snapshots().is_empty());
}

#[test]
fn a_name_is_unique_in_its_package() {
    let mut seen: HashMap<(PathBuf, String, Kind), PathBuf> = HashMap::new();
    for snapshot in snapshots() {
        let previous = seen.insert((snapshot.package, snapshot.name, snapshot.kind), snapshot.path.clone());
        assert_eq!(previous, None, "{} has the name of another", snapshot.path.display());
    }
}

#[test]
fn none_waits_for_a_review() {
    let pending = Workspace::here().files(".", ".snap.new");
    assert!(pending.is_empty(), "{pending:?}: a test failed here; look, then accept or delete");
}

/// A number whose test is gone is asserted by nobody, though the press would still find it.
#[test]
fn each_has_a_test_that_asserts_it() {
    let workspace = Workspace::here();
    for snapshot in snapshots() {
        let test = snapshot.package.join("tests").join(&snapshot.file).with_extension("rs");
        let source = workspace.read(&test);
        let quoted = format!("\"{}\"", snapshot.name);
        assert!(
            source.contains(&quoted),
            "{} is written by no test of {}",
            snapshot.path.display(),
            test.display()
        );
    }
}
