//! A chapter's crate stays light: a reader who tests one chapter waits seconds, not minutes.

use std::collections::BTreeMap;

use book_tests::Workspace;
use serde::Deserialize;

/// What a chapter's library may use, besides the chapters before it.
const LIBRARY: [&str; 5] = ["ndarray", "rand", "chacha20", "rand_distr", "thiserror"];

/// What single chapters may use besides, and why.
const EXCEPTIONS: [(&str, &str, &str); 6] = [
    ("backprop", "faer", "multiplies thin matrices faster; optional, off unless asked for"),
    ("backprop", "safetensors", "weights travel to PyTorch and back in its format"),
    (
        "backprop",
        "serde",
        "what a checkpoint says of its run is JSON; safetensors and the tests bring it anyway",
    ),
    ("backprop", "serde_json", "as above"),
    ("backprop", "tempfile", "a file is replaced in one stroke, never half written"),
    ("backprop", "wide", "registers of several numbers, without unsafe code"),
];

/// What its tests and examples may use as well.
const TESTS_AND_EXAMPLES: [&str; 11] = [
    "approx",
    "clap",
    "datasets",
    "experiment",
    "indicatif",
    "peak_alloc",
    "pins",
    "proptest",
    "serde",
    "serde_json",
    "tempfile",
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
        let excused = |name: &str| {
            EXCEPTIONS.iter().any(|&(package, dependency, _)| (package, dependency) == (&chapter.name, name))
        };
        for name in manifest.dependencies.keys() {
            assert!(light(name) || excused(name), "chapter {} depends on {name}", chapter.name);
        }
        for &(_, name, why) in EXCEPTIONS.iter().filter(|exception| exception.0 == chapter.name) {
            let used = manifest.dependencies.contains_key(name);
            assert!(used, "chapter {} no longer uses {name} ({why}): drop the exception", chapter.name);
        }
        let faer = manifest.dependencies.get("faer");
        let optional =
            |value: &toml::Value| value.get("optional").is_some_and(|value| value.as_bool() == Some(true));
        assert!(faer.is_none_or(optional), "faer takes a minute to build: it must be optional");
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

/// What a student downloads and what a grader may see of the machine stays little.
#[test]
fn homework_uses_its_chapter_the_ones_before_it_and_arrays() {
    let workspace = Workspace::here();
    let mut earlier: Vec<String> = Vec::new();
    let mut found = 0;
    for chapter in workspace.chapters() {
        earlier.push(chapter.name);
        let folder = chapter.folder.replace("chapters/", "homework/");
        if !workspace.packages().iter().any(|package| package.folder == folder) {
            continue;
        }
        found += 1;
        let manifest: Manifest = workspace.table(format!("{folder}/Cargo.toml"));
        for name in manifest.dependencies.keys().chain(manifest.dev_dependencies.keys()) {
            let known = ["ndarray", "rand", "chacha20", "rand_distr", "approx"].contains(&name.as_str());
            assert!(known || earlier.contains(name), "{folder} depends on {name}");
        }
    }
    assert!(found >= 10, "homework was found for {found} chapters");
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
