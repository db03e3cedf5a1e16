//! A package's tests are one program, `tests/all.rs`, which names their files: none is left out of it.

use std::path::{Path, PathBuf};

use book_tests::{Package, Workspace};

#[test]
fn every_chapter_has_one_program_for_its_tests() {
    let workspace = Workspace::here();
    for chapter in workspace.chapters() {
        assert!(lists_its_programs(&workspace, &chapter), "{} lacks `autotests = false`", chapter.folder);
    }
}

#[test]
fn every_test_file_belongs_to_a_program() {
    let workspace = Workspace::here();
    let packages = workspace.packages().into_iter().filter(|package| lists_its_programs(&workspace, package));
    for package in packages {
        let manifest = manifest(&workspace, &package);
        for file in workspace.files(&format!("{}/tests", package.folder), ".rs") {
            let inside = file.strip_prefix(&package.folder).expect("a file of this folder");
            let path = format!("path = \"{}\"", inside.to_string_lossy().replace('\\', "/"));
            let named = manifest.contains(&path)
                || parents(&file).iter().any(|parent| names(&workspace, parent, &file));
            assert!(named, "{} is not compiled: nobody names it", file.display());
        }
    }
}

/// Where cargo does not look for test files by itself.
fn lists_its_programs(workspace: &Workspace, package: &Package) -> bool {
    manifest(workspace, package).contains("autotests = false")
}

fn manifest(workspace: &Workspace, package: &Package) -> String {
    workspace.read(Path::new(&package.folder).join("Cargo.toml"))
}

/// The files that can name a module: beside `x.rs` and beside the folder of `x/mod.rs`.
fn parents(file: &Path) -> Vec<PathBuf> {
    let folder = file.parent().expect("a file has a folder");
    let beside = if file.ends_with("mod.rs") { folder.parent().expect("tests/") } else { folder };
    ["all.rs", "mod.rs", "main.rs"].map(|name| beside.join(name)).into()
}

/// Whether a line of `parent` is `mod NAME;`.
fn names(workspace: &Workspace, parent: &Path, file: &Path) -> bool {
    let named = if file.ends_with("mod.rs") { file.parent().expect("a folder") } else { file };
    let name = named.file_stem().expect("a name").to_string_lossy();
    workspace.path(parent).exists()
        && workspace
            .read(parent)
            .lines()
            .any(|line| line.trim_start_matches("pub ") == format!("mod {name};"))
}
