//! Every figure of the book is a good file, named once. That it is the same on every run, `cargo xtask figures --check` sees, which compares
//! with what an earlier run wrote.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use figures::Figure;

use crate::check;

/// Drawn once for all tests: many figures train a network first.
static FIGURES: LazyLock<Vec<Figure>> = LazyLock::new(figures::all);

#[test]
fn every_figure_is_a_good_file() {
    let faults: Vec<String> = FIGURES
        .iter()
        .flat_map(|figure| {
            check::faults(&figure.svg()).into_iter().map(|fault| format!("{}: {fault}", figure.name()))
        })
        .collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_name_is_used_once() {
    let names: BTreeSet<_> = FIGURES.iter().map(Figure::name).collect();
    assert_eq!(names.len(), FIGURES.len());
}
