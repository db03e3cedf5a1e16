//! A chapter's crate stays light: a reader who tests one chapter waits seconds, not minutes.

use std::collections::BTreeMap;

use book_tests::Workspace;
use serde::Deserialize;

/// What a chapter's library may use, besides the chapters before it.
const LIBRARY: [&str; 5] = ["ndarray", "rand", "chacha20", "rand_distr", "thiserror"];

/// What its tests and examples may use as well.
const TESTS_AND_EXAMPLES: [&str; 10] = [
    "approx",
    "clap",
    "datasets",
    "experiment",
    "indicatif",
    "insta",
    "pins",
    "proptest",
    "serde",
    "serde_json",
];

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
struct Manifest {
    #[serde(default)]
    dependencies: BTreeMap<String, toml::Value>,
    #[serde(default)]
    dev_dependencies: BTreeMap<String, toml::Value>,
    #[serde(default)]
    build_dependencies: BTreeMap<String, toml::Value>,
    lints: Lints,
}

#[derive(Deserialize)]
struct Lints {
    workspace: bool,
}

#[test]
fn a_chapter_uses_what_is_light_and_the_chapters_before_it() {
    let workspace = Workspace::here();
    let mut earlier: Vec<String> = Vec::new();
    for chapter in workspace.chapters() {
        let manifest: Manifest = workspace.table(format!("{}/Cargo.toml", chapter.folder));
        let light = |name: &String| LIBRARY.contains(&name.as_str()) || earlier.contains(name);
        for name in manifest.dependencies.keys() {
            assert!(light(name), "chapter {} depends on {name}", chapter.name);
        }
        for name in manifest.dev_dependencies.keys() {
            let known = light(name) || TESTS_AND_EXAMPLES.contains(&name.as_str());
            assert!(known, "the tests of chapter {} depend on {name}", chapter.name);
        }
        assert!(
            manifest.build_dependencies.is_empty(),
            "chapter {} has a build script's dependencies",
            chapter.name
        );
        earlier.push(chapter.name);
    }
    assert!(earlier.len() >= 3, "chapters were found: {earlier:?}");
}

#[test]
fn every_package_keeps_the_lints_of_the_workspace() {
    let workspace = Workspace::here();
    for package in workspace.packages() {
        if package.folder.ends_with("/fuzz") {
            continue; // its own workspace, for cargo-fuzz
        }
        let manifest: Manifest = workspace.table(format!("{}/Cargo.toml", package.folder));
        assert!(manifest.lints.workspace, "package {} has lints of its own", package.name);
    }
}
