//! The tables beside the book: TOML whose rows know their line.

use serde::de::DeserializeOwned;
use toml::Spanned;

use super::fault::{Faults, Place};
use crate::Workspace;

/// A row and its line.
#[derive(Debug, Clone)]
pub struct Row<T> {
    /// The row.
    pub row: T,
    /// Its first line in the file, counted from 1.
    pub line: usize,
}

/// Reads `book/NAME.toml`, whose rows stand in the array that `rows` picks; a missing file is an empty table.
pub fn load<Table, T>(
    workspace: &Workspace,
    name: &str,
    rows: impl Fn(Table) -> Vec<Spanned<T>>,
    faults: &mut Faults,
) -> Vec<Row<T>>
where
    Table: DeserializeOwned,
{
    let path = workspace.root().join("book").join(format!("{name}.toml"));
    let Ok(text) = std::fs::read_to_string(&path) else { return Vec::new() };
    let line = |offset: usize| text[..offset.min(text.len())].matches('\n').count() + 1;
    match toml::from_str::<Table>(&text) {
        Ok(table) => rows(table)
            .into_iter()
            .map(|row| Row { line: line(row.span().start), row: row.into_inner() })
            .collect(),
        Err(error) => {
            let place =
                Place::line(workspace.relative(&path), error.span().map_or(0, |span| line(span.start)));
            faults.add(place, error.message().to_owned());
            Vec::new()
        }
    }
}
