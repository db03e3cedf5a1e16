//! Every figure of the book is a good file, named once, and the same on every run.

mod check;

use std::collections::BTreeSet;

#[test]
fn every_figure_is_a_good_file() {
    let faults: Vec<String> = figures::all()
        .iter()
        .flat_map(|figure| {
            check::faults(&figure.svg()).into_iter().map(|fault| format!("{}: {fault}", figure.name()))
        })
        .collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_name_is_used_once() {
    let figures = figures::all();
    let names: BTreeSet<_> = figures.iter().map(figures::Figure::name).collect();
    assert_eq!(names.len(), figures.len());
}

#[test]
fn a_second_run_draws_the_same_bytes() {
    for (first, second) in figures::all().iter().zip(figures::all()) {
        assert!(first.svg() == second.svg(), "{} differs from run to run", first.name());
    }
}
