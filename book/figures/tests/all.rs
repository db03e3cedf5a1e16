//! Every figure of the book is a good file, named once, and the same on every run.

mod check;

use std::collections::BTreeSet;
use std::sync::LazyLock;

use figures::Figure;

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

#[test]
fn a_second_run_draws_the_same_bytes() {
    let second_run = figures::all(); // while another thread draws the first
    for (first, second) in FIGURES.iter().zip(second_run) {
        assert!(first.svg() == second.svg(), "{} differs from run to run", first.name());
    }
}
