//! What the decks describe, the book builds: every system names items, tests or examples that exist.

use std::collections::HashMap;

use book_tests::tables::{System, Systems};
use book_tests::{Sources, Workspace, has_test};

/// Systems 1 to 93 belong to chapters 1 to 10.
const BUILT: usize = 93;

fn systems() -> Vec<System> {
    Workspace::here().table::<Systems>("tests/systems.toml").system
}

#[test]
fn the_list_is_complete_and_in_order() {
    let ids: Vec<String> = systems().into_iter().map(|system| system.id).collect();
    let expected: Vec<String> = (1..=BUILT).map(|number| format!("SYS-{number:03}")).collect();
    assert_eq!(ids, expected);
}

#[test]
fn every_system_is_built() {
    let workspace = Workspace::here();
    let mut crates: HashMap<String, Sources> = HashMap::new();
    for system in systems() {
        assert!(
            !(system.items.is_empty() && system.examples.is_empty()),
            "{} ({}) names neither item nor example",
            system.id,
            system.what
        );
        for item in &system.items {
            let (package, path) = item.split_once("::").expect("an item starts with its crate");
            let sources = crates.entry(package.to_owned()).or_insert_with(|| {
                let folder = workspace
                    .find_package(package)
                    .unwrap_or_else(|| panic!("no package {package:?}"))
                    .folder;
                Sources::read(&workspace.path(folder + "/src/lib.rs"))
            });
            assert!(sources.resolves(path), "{}: {item} does not exist", system.id);
        }
    }
}

#[test]
fn every_test_and_example_of_a_system_exists() {
    let workspace = Workspace::here();
    let folder = |package: &str| {
        workspace.find_package(package).unwrap_or_else(|| panic!("no package {package:?}")).folder
    };
    for system in systems() {
        for test in &system.tests {
            let parts: Vec<&str> = test.split("::").collect();
            let [package, file, function] = parts[..] else {
                panic!("{test:?} is not package::file::function")
            };
            let source = workspace.read(format!("{}/tests/{file}.rs", folder(package)));
            assert!(has_test(&source, function), "{}: no test {test}", system.id);
        }
        for example in &system.examples {
            let (package, name) = example.split_once('/').expect("an example is package/name");
            let file = format!("{}/examples/{name}", folder(package));
            let exists =
                [".rs", "/main.rs"].iter().any(|end| workspace.path(format!("{file}{end}")).exists());
            assert!(exists, "{}: no example {file}.rs", system.id);
        }
    }
}
