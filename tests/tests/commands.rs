//! The commands that the prose prints can be typed: packages, examples, tests and binaries exist.

use std::path::{Path, PathBuf};

use book_tests::{CargoCommand, Workspace, cargo_commands};

fn commands() -> Vec<(PathBuf, CargoCommand)> {
    let workspace = Workspace::here();
    let mut places = workspace.prose();
    places.extend(
        ["book/experiments.toml", ".ci/run"]
            .map(PathBuf::from)
            .into_iter()
            .filter(|path| workspace.path(path).exists()),
    );
    places.extend(workspace.files("chapters", ".rs"));
    let commands = places.into_iter().flat_map(|place| {
        let text = workspace.read(&place);
        cargo_commands(&text).into_iter().map(move |command| (place.clone(), command))
    });
    commands.collect()
}

#[test]
fn every_package_that_is_named_exists() {
    let workspace = Workspace::here();
    for (place, command) in commands() {
        if let Some(name) = &command.package {
            assert!(
                workspace.find_package(name).is_some(),
                "{}: no package {name:?}: {command:?}",
                place.display()
            );
        }
    }
}

#[test]
fn every_example_test_and_binary_that_is_named_exists() {
    let workspace = Workspace::here();
    for (place, command) in commands() {
        let folder = match &command.package {
            Some(name) => workspace.find_package(name).expect("checked by the test above").folder,
            None => ".".to_owned(),
        };
        let files = [
            command.example.as_ref().map(|name| format!("{folder}/examples/{name}")),
            command.test.as_ref().map(|name| format!("{folder}/tests/{name}")),
            command.binary.as_ref().map(|name| format!("{folder}/src/bin/{name}")),
        ];
        for file in files.into_iter().flatten() {
            let exists = [".rs", "/main.rs", "/mod.rs"]
                .iter()
                .any(|end| workspace.path(format!("{file}{end}")).exists());
            assert!(exists, "{}: no {file}.rs: {command:?}", place.display());
        }
        if let Some(word) = &command.filter {
            let tests = workspace.files(&format!("{folder}/tests"), ".rs");
            let chosen = tests.iter().any(|file| file.to_string_lossy().contains(word));
            assert!(chosen, "{}: no test file of {folder} has {word:?} in its name", place.display());
        }
    }
}

#[test]
fn every_example_of_a_chapter_is_shown_somewhere() {
    let workspace = Workspace::here();
    let prose: String = workspace.prose().iter().map(|page| workspace.read(page)).collect();
    for chapter in workspace.chapters() {
        for example in workspace.files(&format!("{}/examples", chapter.folder), ".rs") {
            let name = example_name(&example);
            let shown = prose.contains(&format!("--example {name}"))
                || prose.contains(&format!("{}/{name}}}}}", chapter.name));
            assert!(shown, "no page tells the reader of {}", example.display());
        }
    }
}

/// `race` for `examples/race.rs` and for whatever lies in `examples/race/`.
fn example_name(file: &Path) -> String {
    let folder = file.parent().expect("a file has a folder");
    let named = if folder.ends_with("examples") { file } else { folder };
    named.file_stem().expect("a name").to_string_lossy().into_owned()
}
