//! The shape of the tables: `book/errata.toml`, `notation.toml`, `bibliography.toml`, and `tests/systems.toml`.

use serde::Deserialize;

/// `book/errata.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Errata {
    /// The rows.
    pub erratum: Vec<Erratum>,
}

/// Something that a deck gets wrong.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Erratum {
    /// `ERR-1` and so on.
    pub id: String,
    /// Deck and line.
    pub place: String,
    /// What the deck says, in the book's words.
    pub says: String,
    /// What is true.
    pub truth: String,
    /// The package of the chapter that treats it.
    pub chapter: String,
    /// The test that fails if the book repeats it: `package::file::function`.
    pub test: Option<String>,
}

/// `book/notation.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Notation {
    /// The rows.
    pub symbol: Vec<Symbol>,
}

/// A symbol of the book's mathematics.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Symbol {
    /// TeX, without dollars.
    pub symbol: String,
    /// What it stands for.
    pub meaning: String,
    /// Where the code has it.
    pub identifier: Vec<String>,
    /// The chapter that introduces it.
    pub chapter: String,
}

/// `book/bibliography.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bibliography {
    /// The works.
    pub entry: Vec<Entry>,
}

/// A work that the book cites.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// What `{{#cite}}` names.
    pub key: String,
    /// Given name first; empty for a deck without a name.
    pub authors: Vec<String>,
    /// Missing where a deck does not tell it.
    pub year: Option<u16>,
    /// The title.
    pub title: String,
    /// Journal, book, publisher.
    pub venue: String,
    /// Digital object identifier.
    pub doi: Option<String>,
    /// Address, where there is no identifier.
    pub url: Option<String>,
}

impl Entry {
    /// Whether this is one of the lecture decks, S0 to S4.
    pub fn is_deck(&self) -> bool {
        matches!(self.key.as_str(), "S0" | "S1" | "S2" | "S3" | "S4")
    }
}

/// `tests/systems.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Systems {
    /// The rows.
    pub system: Vec<System>,
}

/// Something that the decks describe and the book builds.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct System {
    /// `SYS-001` and so on.
    pub id: String,
    /// What it is.
    pub what: String,
    /// Items of chapter crates: `neuron::weighted_sum`.
    #[serde(default)]
    pub items: Vec<String>,
    /// Tests: `package::file::function`.
    #[serde(default)]
    pub tests: Vec<String>,
    /// Examples: `package/name`.
    #[serde(default)]
    pub examples: Vec<String>,
}
