//! The works that the book cites.

use serde::Deserialize;
use toml::Spanned;

use super::escape;
use super::expand::{Citation, Expander};
use super::fault::{Faults, Place};
use super::table::{self, Row};
use crate::Workspace;

const FILE: &str = "book/bibliography.toml";

/// One work.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    key: String,
    #[serde(default)]
    authors: Vec<String>,
    year: Option<u32>,
    title: String,
    venue: Option<String>,
    doi: Option<String>,
    url: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    #[serde(default)]
    entry: Vec<Spanned<Entry>>,
}

/// All works.
#[derive(Debug, Default)]
pub struct Bibliography(Vec<Row<Entry>>);

impl Bibliography {
    /// Reads `book/bibliography.toml`.
    pub fn load(workspace: &Workspace, faults: &mut Faults) -> Self {
        let mut rows = table::load(workspace, "bibliography", |table: Table| table.entry, faults);
        for (index, Row { row, line }) in rows.iter().enumerate() {
            if rows[..index].iter().any(|earlier| earlier.row.key == row.key) {
                faults.add(Place::line(FILE, *line), format!("the key `{}` stands here twice", row.key));
            }
        }
        rows.sort_by_key(|row| (!row.row.is_deck(), row.row.label().to_lowercase(), row.row.key.clone()));
        Self(rows)
    }
}

impl Entry {
    /// "Rumelhart, Hinton 1986" as a citation names it; the key where nobody is known.
    fn label(&self) -> String {
        let families: Vec<&str> = self.authors.iter().map(|author| family(author)).collect();
        let names = match families[..] {
            [] => return self.key.clone(),
            [one] => one.to_owned(),
            [one, two] => format!("{one} and {two}"),
            [first, ..] => format!("{first} et al."),
        };
        if self.is_deck() {
            return self.key.clone();
        }
        self.year.map_or_else(|| names.clone(), |year| format!("{names} {year}"))
    }

    /// The decks that the book is made from go by their key: S0 to S4.
    fn is_deck(&self) -> bool {
        self.key.strip_prefix('S').is_some_and(|number| number.parse::<u8>().is_ok())
    }

    fn link(&self) -> Option<String> {
        self.doi.as_ref().map(|doi| format!("https://doi.org/{doi}")).or_else(|| self.url.clone())
    }
}

/// The last word of "Given Family", with the small words before it: "van der Maaten".
fn family(author: &str) -> &str {
    let start = author
        .split(' ')
        .scan(0, |offset, word| {
            let start = *offset;
            *offset += word.len() + 1;
            Some((start, word))
        })
        .skip(1)
        .find(|(_, word)| word.starts_with(char::is_lowercase));
    start.map_or_else(|| author.rsplit(' ').next().unwrap_or(author), |(start, _)| &author[start..])
}

impl Expander<'_> {
    /// A linked citation: [Rosenblatt 1958].
    pub(super) fn cite(&mut self, key: &str) -> Result<String, String> {
        let rows = &self.book.bibliography.0;
        let entry = rows.iter().find(|row| row.row.key == key).ok_or_else(|| {
            let alike = super::alike::suggestion(key, rows.iter().map(|row| row.row.key.as_str()));
            format!("no work `{key}` in {FILE}{alike}")
        })?;
        let page = self.book.page_with("bibliography", "")?;
        let link = self.page.link_to(page, &entry.row.key);
        let from = self.book.pages.iter().position(|page| page.path == self.page.path).unwrap_or(0);
        let section = self.section.as_ref().and_then(|heading| heading.id.clone());
        self.work.citations.push(Citation { key: key.to_owned(), page: from, section });
        Ok(escape::link(&link, &format!("[{}]", entry.row.label())))
    }

    /// Every work, the decks first, the others by name.
    pub(super) fn bibliography(&mut self) -> String {
        let rows = &self.book.bibliography.0;
        let entries: String = rows.iter().map(|row| self.bibliography_entry(row)).collect();
        format!("\n<div class=\"bibliography\">\n{entries}\n</div>\n")
    }

    fn bibliography_entry(&mut self, Row { row, line }: &Row<Entry>) -> String {
        let title = self.expand_field(FILE, *line, &row.title);
        let title = row.link().map_or_else(|| format!("*{title}*"), |link| format!("[*{title}*]({link})"));
        let venue = row.venue.as_deref().map(|venue| self.expand_field(FILE, *line, venue));
        let parts = [
            (!row.authors.is_empty()).then(|| row.authors.join(", ")),
            Some(title),
            venue,
            row.year.filter(|_| row.is_deck()).map(|year| year.to_string()), // other labels tell it
        ];
        let text = parts.into_iter().flatten().collect::<Vec<_>>().join(". ");
        let back = self.cited_in(&row.key);
        format!(
            "\n<div class=\"reference\" id=\"{}\">\n\n<span class=\"reference-label\">[{}]</span> {text}. {back}\n\n</div>\n",
            row.key,
            row.label()
        )
    }

    /// Links back to the first citation on each page.
    fn cited_in(&self, key: &str) -> String {
        let mut links: Vec<String> = Vec::new();
        for (index, page) in self.book.pages.iter().enumerate() {
            let cites = |citation: &&Citation| citation.key == key && citation.page == index;
            if let Some(citation) = self.work.citations.iter().find(cites) {
                let link = match &citation.section {
                    Some(id) => self.page.link_to(page, id),
                    None => format!("{}{}", self.page.to_root(), page.path),
                };
                links.push(escape::link(&link, &page.title));
            }
        }
        if links.is_empty() {
            return String::new();
        }
        format!("<span class=\"cited-in\">Cited in {}.</span>", links.join(", "))
    }
}

#[cfg(test)]
mod tests {
    use super::family;

    #[test]
    fn a_family_name_keeps_its_small_words() {
        assert_eq!(family("F. Rosenblatt"), "Rosenblatt");
        assert_eq!(family("Laurens van der Maaten"), "van der Maaten");
        assert_eq!(family("Plato"), "Plato");
    }
}
