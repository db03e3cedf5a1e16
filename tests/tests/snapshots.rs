//! The snapshots that the book quotes: one of each name and kind in a package, each written by a test that still exists.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use book_tests::Workspace;
use regex::Regex;

/// Where a snapshot lies and what its test calls it: `tests/snapshots/FILE__NAME.json` for the values of `pin!`, `.txt` for what
/// `pin_output!` saw an example print.
struct Snapshot {
    path: PathBuf,
    package: PathBuf,
    file: String,
    name: String,
    kind: String,
}

fn snapshots() -> Vec<Snapshot> {
    let workspace = Workspace::here();
    let files = [".json", ".txt"].into_iter().flat_map(|kind| workspace.files(".", kind));
    files
        .filter(|path| path.parent().is_some_and(|folder| folder.ends_with("tests/snapshots")))
        .map(|path| snapshot(&path).unwrap_or_else(|| panic!("{} is no snapshot", path.display())))
        .collect()
}

fn snapshot(path: &Path) -> Option<Snapshot> {
    let package = path.parent()?.parent()?.parent()?.to_owned();
    let (file, name) = path.file_stem()?.to_str()?.split_once("__")?;
    let kind = path.extension()?.to_str()?.to_owned();
    Some(Snapshot { kind, path: path.to_owned(), package, file: file.to_owned(), name: name.to_owned() })
}

#[test]
fn there_are_some() {
    assert!(!snapshots().is_empty());
}

#[test]
fn a_name_is_unique_in_its_package() {
    let mut seen: HashMap<(PathBuf, String, String), PathBuf> = HashMap::new();
    for snapshot in snapshots() {
        let previous = seen.insert((snapshot.package, snapshot.name, snapshot.kind), snapshot.path.clone());
        assert_eq!(previous, None, "{} has the name of another", snapshot.path.display());
    }
}

/// A number whose test is gone is asserted by nobody, though the press would still find it.
#[test]
fn each_has_a_test_that_asserts_it() {
    let workspace = Workspace::here();
    for snapshot in snapshots() {
        let test = snapshot.package.join("tests").join(&snapshot.file).with_extension("rs");
        let source = workspace.read(&test);
        let printed = Regex::new(&format!("pin_output!\\(\\s*\"{}\"", snapshot.name)).expect("a pattern");
        let named = source.matches(&format!("\"{}\"", snapshot.name)).count();
        let as_output = printed.find_iter(&source).count();
        assert!(
            if snapshot.kind == "txt" { as_output > 0 } else { named > as_output },
            "{} is written by no test of {}",
            snapshot.path.display(),
            test.display()
        );
    }
}
