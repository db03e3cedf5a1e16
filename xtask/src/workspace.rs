//! Where the project's files lie.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// The root of a checkout; every path of the press starts here.
#[derive(Debug, Clone)]
pub struct Workspace {
    root: PathBuf,
}

impl Workspace {
    /// The workspace at `root`, which tests use with a folder of their own.
    pub fn new(root: impl Into<PathBuf>) -> Self {
        Self { root: root.into() }
    }

    /// The nearest folder with a `book.toml`, from the current one upwards.
    ///
    /// # Errors
    /// If no folder above has one.
    pub fn find() -> Result<Self> {
        let here = std::env::current_dir().context("no current folder")?;
        let root = here.ancestors().find(|folder| folder.join("book.toml").is_file());
        let root = root.with_context(|| format!("no book.toml in {} or above it", here.display()))?;
        Ok(Self::new(root))
    }

    /// The checkout's folder.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The pages: `book/src`.
    pub fn pages(&self) -> PathBuf {
        self.root.join("book/src")
    }

    /// The rendered book: `target/book`.
    pub fn rendered(&self) -> PathBuf {
        self.root.join("target/book")
    }

    /// `path` as the reader of a message knows it: from the root, with slashes.
    pub fn relative(&self, path: &Path) -> String {
        let path = path.strip_prefix(&self.root).unwrap_or(path);
        path.to_string_lossy().replace('\\', "/")
    }
}
