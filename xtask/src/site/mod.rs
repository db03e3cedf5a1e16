//! The face of the book: what the press writes beside the pages and does to each finished page.

use std::path::Path;

use anyhow::Result;

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

/// Writes assets (fonts, generated css) into the rendered book `out`, after mdBook has written its own.
///
/// # Errors
/// If a file cannot be written.
pub fn write_assets(_out: &Path) -> Result<()> {
    Ok(())
}

/// The last hand on every HTML page of the book: pages, `print.html`, `404.html`, `toc.html` and source pages.
///
/// # Errors
/// If the page is not what the pass expects.
pub fn finish_page(html: String, _page: &PageInfo) -> Result<String> {
    Ok(html)
}
