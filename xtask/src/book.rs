//! `cargo xtask book`: render, and serve unless asked only to build.

use anyhow::Result;

use crate::press::{self, ApiDocs};
use crate::{Workspace, site};

/// Renders the book with the crates' API documentation.
///
/// # Errors
/// With every fault of every page.
pub fn build(workspace: &Workspace) -> Result<()> {
    press::render(workspace, ApiDocs::Build)?;
    println!("the book is in {}", workspace.relative(&workspace.rendered().join("index.html")));
    Ok(())
}

/// Renders the book, serves it on `port`, and renders again whenever a source changes.
///
/// # Errors
/// If the port is taken or the first rendering fails.
pub fn serve(workspace: &Workspace, port: u16, open: bool) -> Result<()> {
    let listener = site::server::live::listen(port)?; // before the rendering, which may take a minute
    press::render(workspace, ApiDocs::Build)?;
    site::server::run(workspace, listener, open)
}
