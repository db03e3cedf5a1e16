//! Recorded runs that a figure shows: what takes long to measure is not measured again to draw it.

use std::fs;
use std::path::Path;

use serde_json::Value;

/// The record `book/results/NAME.json`.
///
/// # Panics
/// If it is not there or is no JSON: `cargo xtask experiments` or `cargo xtask bench` writes it.
pub(crate) fn record(name: &str) -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../results").join(format!("{name}.json"));
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// A curve of a record: the numbers that end the names that begin with `beginning`, and the figures of these names, in the
/// order of the record.
///
/// # Panics
/// If there is no such figure, or it is no number.
#[track_caller]
pub(crate) fn curve(record: &Value, beginning: &str) -> Vec<(f64, f64)> {
    let figures = record["figures"].as_object().expect("a record has figures");
    let points: Vec<_> = figures
        .iter()
        .filter_map(|(name, figure)| {
            let number = name.strip_prefix(beginning)?.parse().ok()?;
            Some((number, figure.as_f64().unwrap_or_else(|| panic!("{name} is {figure}"))))
        })
        .collect();
    assert!(!points.is_empty(), "the record has no figure {beginning}*");
    points
}

/// A number of a record, by its name among the figures.
///
/// # Panics
/// If there is no such number.
#[track_caller]
pub(crate) fn figure(record: &Value, name: &str) -> f64 {
    record["figures"][name].as_f64().unwrap_or_else(|| panic!("the record has no figure {name}"))
}
