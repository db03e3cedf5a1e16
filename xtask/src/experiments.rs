//! `cargo xtask experiments`: records the runs that the book quotes, or runs them again and compares.

use anyhow::{Result, bail};

use crate::Workspace;

/// Records one experiment or all; with `check` compares instead of writing.
///
/// # Errors
/// Not built yet.
pub fn run(_workspace: &Workspace, _name: Option<&str>, _check: bool) -> Result<()> {
    bail!("the experiments are not recorded yet")
}
