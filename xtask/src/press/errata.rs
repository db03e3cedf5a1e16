//! The errata of the slides: the page that lists them, and links to its rows.

use serde::Deserialize;
use toml::Spanned;

use super::expand::Expander;
use super::fault::{Faults, Place};
use super::table::{self, Row};
use super::{escape, test_function};
use crate::Workspace;

const FILE: &str = "book/errata.toml";

/// One contradiction or error of a deck.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Erratum {
    id: String,
    place: String,
    says: String,
    truth: String,
    chapter: String,
    test: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    #[serde(default)]
    erratum: Vec<Spanned<Erratum>>,
}

/// All of them.
#[derive(Debug, Default)]
pub struct Errata(Vec<Row<Erratum>>);

impl Errata {
    /// Reads `book/errata.toml`.
    pub fn load(workspace: &Workspace, faults: &mut Faults) -> Self {
        let rows = table::load(workspace, "errata", |table: Table| table.erratum, faults);
        for (index, Row { row, line }) in rows.iter().enumerate() {
            if rows[..index].iter().any(|earlier| earlier.row.id == row.id) {
                faults.add(Place::line(FILE, *line), format!("the erratum `{}` stands here twice", row.id));
            }
        }
        Self(rows)
    }
}

impl Expander<'_> {
    /// A link to an erratum.
    pub(super) fn erratum(&mut self, id: &str) -> Result<String, String> {
        let rows = &self.book.errata.0;
        if !rows.iter().any(|row| row.row.id == id) {
            let alike = super::alike::suggestion(id, rows.iter().map(|row| row.row.id.as_str()));
            return Err(format!("no erratum `{id}` in {FILE}{alike}"));
        }
        let page = self.book.page_with("errata", "")?;
        Ok(escape::link(&self.page.link_to(page, &id.to_lowercase()), id))
    }

    /// Every erratum, by chapter.
    pub(super) fn errata(&mut self) -> String {
        let rows = &self.book.errata.0;
        rows.iter().map(|row| self.erratum_entry(row)).collect()
    }

    fn erratum_entry(&mut self, Row { row, line }: &Row<Erratum>) -> String {
        let anchor = row.id.to_lowercase();
        let says = self.expand_field(FILE, *line, &row.says);
        let truth = self.expand_field(FILE, *line, &row.truth);
        let chapter = match self.book.page_with("chapter", &row.chapter) {
            Ok(page) => format!("[{}]({}{})", escape::markdown(&page.title), self.page.to_root(), page.path),
            Err(_) => format!("*{}*", escape::markdown(&row.chapter)),
        };
        let test = row.test.as_deref().map(|test| self.erratum_test(test, *line)).unwrap_or_default();
        format!(
            "\n<article class=\"erratum\" id=\"{anchor}\">\n\n<span class=\"erratum-id\">[{id}](#{anchor})</span> \
             <span class=\"erratum-place\">{place}</span> <span class=\"erratum-chapter\">{chapter}</span>\n\n\
             <span class=\"erratum-label\">The deck says</span> {says}\n\n\
             <span class=\"erratum-label\">True is</span> {truth}\n{test}\n</article>\n",
            id = row.id,
            place = escape::markdown(&row.place),
        )
    }

    fn erratum_test(&mut self, test: &str, line: usize) -> String {
        match test_function::find(self.book, test) {
            Ok((file, test_line)) => {
                let link = self.source_link(&file, test_line);
                format!("\n<span class=\"erratum-label\">Held by</span> [`{test}`]({link})\n")
            }
            Err(message) => {
                self.work.faults.add(Place::line(FILE, line), message);
                String::new()
            }
        }
    }
}
