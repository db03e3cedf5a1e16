//! `book/experiments.toml`: which experiments there are and how they are run.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context, Result, bail};
use serde::Deserialize;

use super::Claim;

/// The experiments by their names, which are also the names of their records.
pub type Table = BTreeMap<String, Entry>;

/// One experiment of the table.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// The package whose example it is.
    pub package: String,
    /// The example.
    pub example: String,
    /// The example's arguments, without `--data` and `--json`.
    #[serde(default)]
    pub arguments: Vec<String>,
    /// The images it reads; none for an experiment that makes its own data.
    pub data: Option<Data>,
    /// How far each figure may be from the recorded one on another machine; a figure without one must be equal.
    #[serde(default)]
    pub tolerances: BTreeMap<String, f64>,
    /// What the prose says about the run.
    #[serde(default)]
    pub claims: Vec<Claim>,
}

/// The images of an experiment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Data {
    /// The digits that ship with the book.
    Digits,
    /// MNIST, from a folder.
    Mnist,
    /// Fashion-MNIST, from a folder.
    FashionMnist,
}

impl Data {
    /// The name in the table, in the records, and of the folder.
    pub fn name(self) -> &'static str {
        match self {
            Self::Digits => "digits",
            Self::Mnist => "mnist",
            Self::FashionMnist => "fashion-mnist",
        }
    }
}

impl Entry {
    /// The command as a reader types it after `cargo xtask data`.
    pub fn command(&self) -> String {
        let mut arguments = self.arguments.clone();
        if let Some(data @ (Data::Mnist | Data::FashionMnist)) = self.data {
            arguments.extend(["--data".into(), format!("data/{}", data.name())]);
        }
        let line = format!("cargo run --release -p {} --example {}", self.package, self.example);
        if arguments.is_empty() { line } else { format!("{line} -- {}", arguments.join(" ")) }
    }
}

/// Reads the table.
///
/// # Errors
/// If the file cannot be read or is no such table; the message names the file, the line and the key.
pub fn read(path: &Path) -> Result<Table> {
    let text = std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let table: Table = toml::from_str(&text).with_context(|| format!("{} is not right", path.display()))?;
    for (name, entry) in &table {
        for (figure, &tolerance) in &entry.tolerances {
            if !(tolerance.is_finite() && tolerance >= 0.0) {
                bail!("{}: {name}: the tolerance of {figure} is {tolerance}", path.display());
            }
        }
        if let Some(argument) =
            entry.arguments.iter().find(|argument| ["--data", "--json"].contains(&argument.as_str()))
        {
            bail!(
                "{}: {name}: `{argument}` is added by `cargo xtask experiments`; name the data with `data = `",
                path.display()
            );
        }
    }
    Ok(table)
}
