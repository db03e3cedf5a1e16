//! The errata of the slides: complete, and each of a written chapter held by a test that exists.

use std::collections::HashSet;

use book_tests::tables::{Errata, Erratum};
use book_tests::{Workspace, has_test};

/// The chapters that the errata may name although they are not written yet.
const TO_COME: [&str; 8] =
    ["gradient-descent", "backprop", "optimizers", "regularization", "dropout", "cnn", "lstm", "beyond"];

fn errata() -> Vec<Erratum> {
    Workspace::here().table::<Errata>("book/errata.toml").erratum
}

#[test]
fn all_sixty_four_are_there_in_order() {
    let ids: Vec<String> = errata().into_iter().map(|row| row.id).collect();
    let expected: Vec<String> = (1..=64).map(|number| format!("ERR-{number}")).collect();
    assert_eq!(ids, expected);
}

#[test]
fn every_row_says_where_what_and_what_is_true() {
    for row in errata() {
        for (name, text) in [("place", &row.place), ("says", &row.says), ("truth", &row.truth)] {
            assert!(!text.trim().is_empty(), "{} has no {name}", row.id);
            assert!(!text.contains('|'), "{}: `|` in {name} would break the table", row.id);
            assert_eq!(
                text.matches('$').count() % 2,
                0,
                "{}: a dollar without its partner in {name}",
                row.id
            );
        }
        assert!(row.place.starts_with('S'), "{}: a place starts with the deck, S0 to S4", row.id);
    }
}

#[test]
fn every_row_names_a_chapter_of_the_book() {
    let written: HashSet<String> =
        Workspace::here().chapters().into_iter().map(|package| package.name).collect();
    for row in errata() {
        let known = written.contains(&row.chapter)
            || TO_COME.contains(&row.chapter.as_str())
            || row.chapter == "notation";
        assert!(known, "{} names chapter {:?}, which is neither written nor planned", row.id, row.chapter);
    }
}

#[test]
fn every_row_of_a_written_chapter_names_a_test() {
    let workspace = Workspace::here();
    let written: HashSet<String> = workspace.chapters().into_iter().map(|package| package.name).collect();
    for row in errata() {
        if written.contains(&row.chapter) || row.chapter == "notation" {
            assert!(
                row.test.is_some(),
                "{} belongs to the written chapter {:?} and names no test",
                row.id,
                row.chapter
            );
        }
    }
}

#[test]
fn every_named_test_exists_and_carries_the_id() {
    let workspace = Workspace::here();
    for row in errata() {
        let Some(test) = &row.test else { continue };
        let parts: Vec<&str> = test.split("::").collect();
        let [package, file, function] = parts[..] else {
            panic!("{}: {test:?} is not package::file::function", row.id);
        };
        let package =
            workspace.find_package(package).unwrap_or_else(|| panic!("{}: no package {package:?}", row.id));
        let source = workspace.read(format!("{}/tests/{file}.rs", package.folder));
        assert!(has_test(&source, function), "{}: {} has no test {function:?}", row.id, test);
        let id = format!("{}_", row.id.to_lowercase().replace('-', "_"));
        assert!(function.starts_with(&id), "{}: the test is called {function:?}, not {id}…", row.id);
    }
}
