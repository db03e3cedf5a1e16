//! The face of the book: what the press writes beside the pages and does to each finished page.
//!
//! The stylesheets are `book/theme`; [`fonts`] brings the faces, [`formulas`] the regular part of the rules for KaTeX's class names,
//! [`page`] corrects mdBook's markup, [`server`] serves and reloads, [`pdf`] prints.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

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

/// Writes the faces, the stylesheet that names them and sets formulas, and the script, into the rendered book `out`.
///
/// # Errors
/// If a file cannot be written.
pub fn write_assets(out: &Path) -> Result<()> {
    let faces = fonts::write(out)?;
    let formulas = formulas::regular_rules() + include_str!("../../../book/theme/css/katex.css");
    fs::write(out.join("type.css"), faces + &formulas).context("writing type.css")?;
    fs::write(out.join("face.js"), include_str!("../../../book/theme/face.js")).context("writing face.js")
}

/// The last hand on every HTML page of the book: pages, `print.html`, `404.html`, `toc.html` and source pages.
///
/// # Errors
/// If the page is not what the pass expects.
pub fn finish_page(html: &str, page: &PageInfo) -> Result<String> {
    page::finish(html, page)
}
