//! `cargo xtask figures`: draws the figures, or compares them with the committed ones.

use anyhow::{Result, bail};

use crate::Workspace;

/// Draws every figure; with `check` compares instead of writing.
///
/// # Errors
/// Not built yet.
pub fn run(_workspace: &Workspace, _check: bool) -> Result<()> {
    bail!("the figures are not drawn yet")
}
