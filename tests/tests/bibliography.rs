//! The bibliography: every entry is cited, every citation has its entry.

use std::collections::HashSet;

use book_tests::Workspace;
use book_tests::tables::{Bibliography, Entry};
use regex::Regex;

fn entries() -> Vec<Entry> {
    Workspace::here().table::<Bibliography>("book/bibliography.toml").entry
}

/// The keys in `{{#cite …}}`, each with the page; code (which shows the mark to an author) left out.
fn citations() -> Vec<(String, String)> {
    let workspace = Workspace::here();
    let mark = Regex::new(r"\{\{#cite ([A-Za-z0-9]+)\}\}").expect("a valid pattern");
    let code = Regex::new(r"`[^`\n]*`").expect("a valid pattern");
    let mut found = Vec::new();
    for page in workspace.files("book/src", ".md") {
        let text = workspace.read(&page);
        let text = code.replace_all(&text, "");
        found.extend(mark.captures_iter(&text).map(|key| (key[1].to_owned(), page.display().to_string())));
    }
    found
}

#[test]
fn every_citation_has_its_entry() {
    let keys: HashSet<String> = entries().into_iter().map(|entry| entry.key).collect();
    for (key, page) in citations() {
        assert!(keys.contains(&key), "{page} cites {key:?}, which book/bibliography.toml does not have");
    }
}

#[test]
fn every_work_is_cited_somewhere() {
    let cited: HashSet<String> = citations().into_iter().map(|(key, _)| key).collect();
    let idle: Vec<String> = entries()
        .into_iter()
        .filter(|entry| !entry.is_deck() && !cited.contains(&entry.key))
        .map(|entry| entry.key)
        .collect();
    assert!(idle.is_empty(), "in the bibliography and cited nowhere: {idle:?}");
}

#[test]
fn keys_are_unique_and_sorted_within_decks_and_works() {
    for decks in [true, false] {
        let keys: Vec<String> =
            entries().into_iter().filter(|entry| entry.is_deck() == decks).map(|entry| entry.key).collect();
        let mut sorted = keys.clone();
        sorted.sort();
        sorted.dedup();
        assert_eq!(keys, sorted);
    }
}

#[test]
fn a_work_has_authors_and_a_year_that_its_key_ends_with() {
    for entry in entries().iter().filter(|entry| !entry.is_deck()) {
        assert!(!entry.authors.is_empty(), "{} has no authors", entry.key);
        assert!(!entry.title.is_empty() && !entry.venue.is_empty(), "{} lacks title or venue", entry.key);
        let year = entry.year.unwrap_or_else(|| panic!("{} has no year", entry.key));
        assert!(entry.key.ends_with(&year.to_string()), "{} is of {year}", entry.key);
        assert!(
            entry.doi.is_none() || entry.url.is_none(),
            "{}: an identifier makes the address idle",
            entry.key
        );
    }
}

#[test]
fn identifiers_and_addresses_are_well_formed() {
    let doi = Regex::new(r"^10\.\d{4,9}/\S+$").expect("a valid pattern");
    for entry in entries() {
        if let Some(found) = &entry.doi {
            assert!(doi.is_match(found), "{}: {found:?} is no digital object identifier", entry.key);
        }
        if let Some(found) = &entry.url {
            assert!(found.starts_with("http"), "{}: {found:?} is no address", entry.key);
        }
    }
}

#[test]
fn err_36_the_years_are_those_of_the_papers() {
    let entries = entries();
    let find = |key: &str| entries.iter().find(|entry| entry.key == key).expect("a cited work");
    for (key, year) in
        [("mcculloch1943", 1943), ("rosenblatt1958", 1958), ("werbos1974", 1974), ("rumelhart1986", 1986)]
    {
        assert_eq!(find(key).year, Some(year));
    }
    let authors = &find("rumelhart1986").authors;
    assert!(authors.len() == 3 && authors[2].ends_with("Williams"), "S2 names two of three: {authors:?}");
}
