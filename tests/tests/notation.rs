//! The notation: one symbol for one thing, and every identifier beside it exists.

use std::collections::{HashMap, HashSet};

use book_tests::tables::{Notation, Symbol};
use book_tests::{Sources, Workspace};

fn symbols() -> Vec<Symbol> {
    Workspace::here().table::<Notation>("book/notation.toml").symbol
}

#[test]
fn err_41_a_symbol_stands_for_one_thing() {
    let mut meanings: HashMap<String, String> = HashMap::new();
    for row in symbols() {
        let previous = meanings.insert(row.symbol.clone(), row.meaning.clone());
        assert_eq!(previous, None, "{} stands for two things", row.symbol);
    }
}

/// The symbols that the decks use for several things each, and the one thing that each may mean here.
#[test]
fn err_41_the_clashing_symbols_keep_one_meaning() {
    let meaning = |symbol: &str| {
        symbols()
            .into_iter()
            .find(|row| row.symbol == symbol)
            .unwrap_or_else(|| panic!("{symbol} is missing"))
            .meaning
    };
    assert!(meaning(r"\sigma").contains("sigmoid"));
    assert!(meaning(r"\eta").contains("learning rate"));
    assert!(meaning(r"\alpha").contains("activation"));
}

#[test]
fn every_identifier_resolves() {
    let workspace = Workspace::here();
    let sources: HashMap<String, Sources> = workspace
        .packages()
        .into_iter()
        .map(|package| (format!("{}/src/lib.rs", package.folder), package.name))
        .filter(|(library, _)| workspace.path(library).exists())
        .map(|(library, name)| (name.replace('-', "_"), Sources::read(&workspace.path(library))))
        .collect();
    for row in symbols() {
        for identifier in &row.identifier {
            let (package, path) = identifier.split_once("::").expect("an identifier starts with its crate");
            let known =
                sources.get(package).unwrap_or_else(|| panic!("{}: no crate {package:?}", row.symbol));
            assert!(known.resolves(path), "{} is said to be {identifier}, which does not exist", row.symbol);
        }
    }
}

#[test]
fn every_row_says_what_it_means_and_where_it_comes_in() {
    let chapters: HashSet<String> =
        Workspace::here().chapters().into_iter().map(|package| package.name).collect();
    for row in symbols() {
        assert!(!row.meaning.trim().is_empty(), "{} has no meaning", row.symbol);
        assert!(!row.identifier.is_empty(), "{} has no identifier", row.symbol);
        assert!(chapters.contains(&row.chapter), "{}: no chapter {:?}", row.symbol, row.chapter);
    }
}
