//! `cargo xtask pdf`: the print page through a Chromium found on the machine.

use anyhow::{Result, bail};

use crate::Workspace;

/// Renders the book and prints it into `target/book.pdf`.
///
/// # Errors
/// Not built yet.
pub fn run(_workspace: &Workspace) -> Result<()> {
    bail!("printing is not built yet")
}
