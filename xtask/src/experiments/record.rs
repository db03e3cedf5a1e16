//! A recorded run: `book/results/NAME.json`, which the pages quote.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::launch::{Outcome, numbers};
use super::table::Entry;
use crate::files;

/// What a run of an experiment gave; nothing in it changes from run to run on one machine.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Record {
    /// The name in the table.
    pub experiment: String,
    /// What a reader types to run it.
    pub command: String,
    /// Where its random numbers started.
    pub seed: u64,
    /// The images it used.
    pub data: Option<String>,
    /// Its results.
    pub figures: Map<String, Value>,
    /// How far each of them may be from this on another machine.
    pub tolerances: BTreeMap<String, f64>,
    /// What the prose says about them.
    pub claims: Vec<String>,
}

impl Record {
    /// The record of a run.
    pub fn new(name: &str, entry: &Entry, outcome: Outcome) -> Self {
        Self {
            experiment: name.into(),
            command: entry.command(),
            seed: outcome.seed,
            data: outcome.data,
            figures: outcome.figures,
            tolerances: entry.tolerances.clone(),
            claims: entry.claims.iter().map(ToString::to_string).collect(),
        }
    }

    /// Reads a record.
    ///
    /// # Errors
    /// If the file cannot be read or is no record; the message names the path.
    pub fn read(path: &Path) -> Result<Self> {
        let text =
            std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
        serde_json::from_str(&text).with_context(|| format!("{} is no record", path.display()))
    }

    /// Writes the record.
    ///
    /// # Errors
    /// If the file cannot be written; the message names the path.
    pub fn write(&self, path: &Path) -> Result<()> {
        files::write(path, format!("{}\n", serde_json::to_string_pretty(self)?))
    }

    /// Everything in which a new run differs from this record, in words: expected, found, tolerance.
    pub fn deviations(&self, new: &Self) -> Vec<String> {
        let mut deviations = Vec::new();
        let mut compare = |what: &str, expected: String, found: String| {
            if expected != found {
                deviations.push(format!("{what}: recorded {expected}, now {found}"));
            }
        };
        compare("command", self.command.clone(), new.command.clone());
        compare("seed", self.seed.to_string(), new.seed.to_string());
        compare("data", format!("{:?}", self.data), format!("{:?}", new.data));
        compare("tolerances", format!("{:?}", self.tolerances), format!("{:?}", new.tolerances));
        compare("claims", format!("{:?}", self.claims), format!("{:?}", new.claims));
        deviations.extend(self.figure_deviations(new));
        deviations
    }

    /// The figure's own, or else that of the longest `beginning*` that its name begins with.
    fn tolerance(&self, name: &str) -> f64 {
        let own = self.tolerances.get(name);
        let shared = self.tolerances.iter().filter(|(pattern, _)| is_meant(pattern, name));
        let longest = shared.max_by_key(|(pattern, _)| pattern.len()).map(|(_, tolerance)| tolerance);
        own.or(longest).copied().unwrap_or(0.0)
    }

    fn figure_deviations(&self, new: &Self) -> Vec<String> {
        let (expected, found) = (numbers(&self.figures), numbers(&new.figures));
        let mut deviations = Vec::new();
        for (name, &expected) in &expected {
            let tolerance = self.tolerance(name);
            match found.get(name) {
                None => deviations.push(format!("{name}: expected {expected}, found no such figure")),
                Some(&found) if (found - expected).abs() <= tolerance => {}
                Some(&found) => {
                    deviations
                        .push(format!("{name}: expected {expected}, found {found}, tolerance {tolerance}"));
                }
            }
        }
        let unknown = found.keys().filter(|&name| !expected.contains_key(name));
        deviations.extend(unknown.map(|name| format!("{name}: not in the record")));
        deviations
    }
}

/// Whether the name of a tolerance is that of a figure, or `beginning*` for all figures that begin so.
pub fn is_meant(pattern: &str, figure: &str) -> bool {
    pattern.strip_suffix('*').map_or(pattern == figure, |beginning| figure.starts_with(beginning))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{Record, is_meant};

    fn record(figures: &serde_json::Value) -> Record {
        serde_json::from_value(json!({
            "experiment": "coin", "command": "cargo run", "seed": 1, "data": "digits",
            "figures": figures, "tolerances": { "accuracy": 0.01 }, "claims": ["accuracy >= 0.9"],
        }))
        .expect("a record")
    }

    #[test]
    fn within_tolerance_is_agreement() {
        let recorded = record(&json!({ "accuracy": 0.97, "steps": 10 }));
        for accuracy in [0.97, 0.961, 0.979] {
            assert_eq!(
                recorded.deviations(&record(&json!({ "accuracy": accuracy, "steps": 10 }))),
                Vec::<String>::new()
            );
        }
    }

    #[test]
    fn every_deviation_is_listed() {
        let recorded = record(&json!({ "accuracy": 0.97, "steps": 10, "lost": 1 }));
        let mut new = record(&json!({ "accuracy": 0.95, "steps": 11, "extra": 2 }));
        new.seed = 2;
        assert_eq!(
            recorded.deviations(&new),
            [
                "seed: recorded 1, now 2",
                "accuracy: expected 0.97, found 0.95, tolerance 0.01",
                "lost: expected 1, found no such figure",
                "steps: expected 10, found 11, tolerance 0",
                "extra: not in the record",
            ]
        );
    }

    #[test]
    fn a_file_holds_it_without_loss() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("results/coin.json");
        let recorded = record(&json!({ "accuracy": 0.1 + 0.2, "steps": 10 }));
        recorded.write(&path).expect("written");
        assert_eq!(Record::read(&path).expect("read"), recorded);
    }

    #[test]
    fn a_tolerance_may_hold_for_all_figures_of_a_beginning() {
        assert!(is_meant("curve_*", "curve_10") && is_meant("loss", "loss"));
        assert!(!is_meant("curve_*", "accuracy") && !is_meant("loss", "loss_1"));
        let mut one = record(&json!({ "curve_1": 1.0, "curve_10": 1.0 }));
        one.tolerances = [("curve_*".to_owned(), 0.1), ("curve_10".to_owned(), 0.0)].into();
        let mut other = one.clone();
        other.figures = json!({ "curve_1": 1.05, "curve_10": 1.05 }).as_object().expect("an object").clone();
        assert_eq!(one.deviations(&other), ["curve_10: expected 1, found 1.05, tolerance 0"]);
    }
}
