//! The rendered book held in memory: what is served cannot change half-way, and a path can only name what was read.

use std::collections::HashMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

/// Every file of a rendered book by its path inside it, with slashes.
#[derive(Debug, Default)]
pub struct BookCopy {
    files: HashMap<String, Vec<u8>>,
}

/// What stands at an address.
#[derive(Debug, PartialEq, Eq)]
pub enum Found<'a> {
    /// A file: its path and content.
    File(&'a str, &'a [u8]),
    /// A folder asked for without its closing slash, with which its relative links work.
    Folder,
    /// Nothing.
    Nothing,
}

impl BookCopy {
    /// Reads the folder of a rendered book.
    ///
    /// # Errors
    /// If it or a file in it cannot be read.
    pub fn read(folder: &Path) -> Result<Self> {
        let mut copy = Self::default();
        copy.read_folder(folder, "").with_context(|| format!("reading {}", folder.display()))?;
        Ok(copy)
    }

    fn read_folder(&mut self, folder: &Path, prefix: &str) -> Result<()> {
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            let path = format!("{prefix}{}", entry.file_name().to_string_lossy());
            if entry.file_type()?.is_dir() {
                self.read_folder(&entry.path(), &format!("{path}/"))?;
            } else {
                self.files.insert(path, fs::read(entry.path())?);
            }
        }
        Ok(())
    }

    /// What the path of a request, decoded and without its first slash, leads to.
    pub fn find(&self, path: &str) -> Found<'_> {
        let index = if path.is_empty() || path.ends_with('/') {
            format!("{path}index.html")
        } else {
            path.to_owned()
        };
        if let Some((path, content)) = self.files.get_key_value(&index) {
            Found::File(path, content)
        } else if self.files.contains_key(&format!("{path}/index.html")) {
            Found::Folder
        } else {
            Found::Nothing
        }
    }
}
