//! HTML that markdown must not touch: formulas and drawings wait here while mdBook renders the page around them.
//!
//! In the markdown stands an empty element, which mdBook passes through, prints once more in `print.html` and finds no
//! words in for the search index; [`Vault::fill`] then puts the HTML in its place.

use std::sync::LazyLock;

use regex::Regex;

/// The HTML that waits.
#[derive(Debug, Default)]
pub struct Vault(Vec<String>);

static PLACEHOLDER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r#"<(?:span|div) data-press="([0-9]+)"></(?:span|div)>"#).expect("a valid pattern")
});

impl Vault {
    /// Keeps HTML that stands within a line.
    pub fn inline(&mut self, html: String) -> String {
        format!(r#"<span data-press="{}"></span>"#, self.keep(html))
    }

    /// Keeps HTML that stands by itself.
    pub fn block(&mut self, html: String) -> String {
        format!(r#"<div data-press="{}"></div>"#, self.keep(html))
    }

    fn keep(&mut self, html: String) -> usize {
        self.0.push(html);
        self.0.len() - 1
    }

    /// Puts everything kept into its place.
    pub fn fill(&self, page: &str) -> String {
        let html = |found: &regex::Captures| {
            let kept = found[1].parse().ok().and_then(|index: usize| self.0.get(index));
            kept.cloned().unwrap_or_else(|| found[0].to_owned())
        };
        PLACEHOLDER.replace_all(page, html).into_owned()
    }
}
