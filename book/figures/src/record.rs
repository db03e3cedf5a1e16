//! Recorded runs that a figure shows: what took minutes to measure is not measured again to draw it.

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

/// A number of a record, by its name among the figures.
///
/// # Panics
/// If there is no such number.
#[track_caller]
pub(crate) fn figure(record: &Value, name: &str) -> f64 {
    record["figures"][name].as_f64().unwrap_or_else(|| panic!("the record has no figure {name}"))
}
