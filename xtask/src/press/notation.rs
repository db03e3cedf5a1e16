//! The notation table: symbol, meaning, identifier.

use serde::Deserialize;
use toml::Spanned;

use super::expand::Expander;
use super::fault::{Faults, Place};
use super::table::{self, Row};
use super::{api, escape};
use crate::Workspace;

const FILE: &str = "book/notation.toml";

/// One symbol.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Symbol {
    #[serde(rename = "symbol")]
    tex: String,
    meaning: String,
    #[serde(default)]
    identifier: Identifiers,
    chapter: String,
}

/// One path into the crates, or several.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
enum Identifiers {
    One(String),
    Many(Vec<String>),
}

impl Default for Identifiers {
    fn default() -> Self {
        Self::Many(Vec::new())
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    #[serde(default)]
    symbol: Vec<Spanned<Symbol>>,
}

/// All symbols.
#[derive(Debug, Default)]
pub struct Notation(Vec<Row<Symbol>>);

impl Notation {
    /// Reads `book/notation.toml`.
    pub fn load(workspace: &Workspace, faults: &mut Faults) -> Self {
        let rows = table::load(workspace, "notation", |table: Table| table.symbol, faults);
        for (index, Row { row, line }) in rows.iter().enumerate() {
            if rows[..index].iter().any(|earlier| earlier.row.tex == row.tex) {
                faults.add(Place::line(FILE, *line), format!("the symbol `{}` stands here twice", row.tex));
            }
        }
        Self(rows)
    }
}

impl Expander<'_> {
    /// The table as a page shows it.
    pub(super) fn notation(&mut self) -> String {
        let rows = &self.book.notation.0;
        let body: String = rows.iter().map(|row| self.notation_row(row)).collect();
        format!("\n| symbol | meaning | in the code | chapter |\n|---|---|---|---|\n{body}\n")
    }

    fn notation_row(&mut self, Row { row, line }: &Row<Symbol>) -> String {
        let symbol = self.expand_field(FILE, *line, &format!("${}$", row.tex));
        let meaning = self.expand_field(FILE, *line, &row.meaning);
        let identifiers = match &row.identifier {
            Identifiers::One(one) => std::slice::from_ref(one),
            Identifiers::Many(many) => many,
        };
        let identifiers: Vec<_> = identifiers.iter().map(|path| self.identifier(path)).collect();
        let chapter = match self.book.page_with("chapter", &row.chapter) {
            Ok(page) => format!("[{}]({}{})", escape::markdown(&page.title), self.page.to_root(), page.path),
            Err(_) => escape::markdown(&row.chapter),
        };
        if [&symbol, &meaning].iter().any(|cell| cell.contains('|')) {
            self.work
                .faults
                .add(Place::line(FILE, *line), "a `|` would end the table's cell: write `\\lvert`");
        }
        format!("| {symbol} | {meaning} | {} | {chapter} |\n", identifiers.join(", "))
    }

    /// An identifier, linked to its documentation where that has been built.
    fn identifier(&self, path: &str) -> String {
        match api::href(self.book.workspace, path) {
            Some(href) => format!("[`{path}`]({}{href})", self.page.to_root()),
            None => format!("`{path}`"),
        }
    }
}
