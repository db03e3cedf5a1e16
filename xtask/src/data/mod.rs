//! `cargo xtask data`: downloads the data sets that are too large to ship.

use anyhow::{Result, bail};

use crate::Workspace;

/// Downloads MNIST.
///
/// # Errors
/// Not built yet.
pub fn mnist(_workspace: &Workspace) -> Result<()> {
    bail!("the download is not built yet")
}

/// Downloads Fashion-MNIST.
///
/// # Errors
/// Not built yet.
pub fn fashion_mnist(_workspace: &Workspace) -> Result<()> {
    bail!("the download is not built yet")
}
