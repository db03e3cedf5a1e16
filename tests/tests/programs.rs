//! A package's tests are one program, `tests/all.rs`, which names their files: none is left out of it.

use std::path::Path;

use book_tests::Workspace;

#[test]
fn every_test_file_belongs_to_a_program() {
    let workspace = Workspace::here();
    let mut programs = 0;
    for package in workspace.packages() {
        let manifest = workspace.read(Path::new(&package.folder).join("Cargo.toml"));
        if !manifest.contains("autotests = false") {
            continue; // cargo finds the files by itself
        }
        programs += 1;
        let tests = Path::new(&package.folder).join("tests");
        let all = workspace.read(tests.join("all.rs"));
        for file in workspace.files(&tests.to_string_lossy(), ".rs") {
            let inside = file.strip_prefix(&tests).expect("a file of this folder");
            let first = inside.iter().next().expect("a name").to_string_lossy();
            let name = first.trim_end_matches(".rs");
            let named =
                all.contains(&format!("mod {name};")) || manifest.contains(&format!("\"tests/{name}"));
            assert!(named, "{} is not compiled: tests/all.rs lacks `mod {name};`", file.display());
        }
    }
    assert!(programs >= 10, "only {programs} packages have one program for their tests");
}
