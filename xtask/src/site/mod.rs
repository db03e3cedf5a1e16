//! The face of the book: what the press writes beside the pages and does to each finished page.
//!
//! The stylesheets are `book/theme`; `fonts` brings the faces, `formulas` the regular part of the rules for KaTeX's class names,
//! `page` corrects mdBook's markup, `console` marks commands, [`server`] serves and reloads, [`pdf`] prints.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

mod console;
mod fonts;
mod formulas;
mod page;
pub mod pdf;
pub mod server;

/// What a finished page is, for [`finish_page`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageInfo {
    /// The page's path inside the rendered book, with slashes: `01-neuron.html`, `source/chapters/….rs.html`.
    pub path: String,
    /// The way from the page to the book's root: empty at the root, otherwise `../` as often as needed.
    pub path_to_root: String,
}

/// Writes the faces, and the stylesheet that names them and sets what is regular in formulas, into the rendered book `out`.
///
/// # Errors
/// If a file cannot be written.
pub fn write_assets(out: &Path) -> Result<()> {
    let faces = fonts::write(out)?;
    fs::write(out.join("type.css"), faces + &formulas::regular_rules()).context("writing type.css")
}

/// The last hand on every HTML page of the book: pages, `print.html`, `404.html`, `toc.html` and source pages.
///
/// # Errors
/// If the page is not what the pass expects.
pub fn finish_page(html: &str, page: &PageInfo) -> Result<String> {
    page::finish(html, page)
}
