//! Serves the rendered book and reloads the reader's page when a source changes.

use anyhow::{Result, bail};

use crate::Workspace;

/// Serves `target/book` on 127.0.0.1 and renders again on change (`press::render` with `ApiDocs::Keep`).
///
/// # Errors
/// Not built yet.
pub fn run(_workspace: &Workspace, _port: u16, _open: bool) -> Result<()> {
    bail!("serving is not built yet; `cargo book --build` renders into target/book")
}
