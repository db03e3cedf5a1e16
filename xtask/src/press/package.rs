//! The workspace's packages: a pin, an erratum's test and a chapter's card name them.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde::Deserialize;

use crate::Workspace;

/// A package of the workspace.
#[derive(Debug, Clone)]
pub struct Package {
    /// The name without the chapter's number: `loss`.
    pub name: String,
    /// The folder: `…/chapters/03-loss`.
    pub folder: PathBuf,
    /// Whether a reader of the book meets its documentation: the chapters and the data.
    pub documented: bool,
}

/// All of them.
#[derive(Debug, Default)]
pub struct Packages(Vec<Package>);

#[derive(Deserialize)]
struct Manifest {
    package: Option<Named>,
}

#[derive(Deserialize)]
struct Named {
    name: String,
}

impl Packages {
    /// Reads the manifests of the chapters and of the folders beside them.
    ///
    /// # Errors
    /// If a manifest cannot be read.
    pub fn load(workspace: &Workspace) -> Result<Self> {
        let root = workspace.root();
        let mut chapters: Vec<_> = std::fs::read_dir(root.join("chapters"))
            .into_iter()
            .flatten()
            .flatten()
            .map(|entry| (entry.path(), true))
            .collect();
        chapters.sort();
        let others = [("datasets", true), ("experiment", false), ("pins", false), ("tests", false)];
        let others = others.map(|(folder, documented)| (root.join(folder), documented));
        let mut packages = Vec::new();
        for (folder, documented) in chapters.into_iter().chain(others) {
            if let Some(name) = name(&folder)? {
                packages.push(Package { name, folder, documented });
            }
        }
        Ok(Self(packages))
    }

    /// In the order of the chapters.
    pub fn iter(&self) -> impl Iterator<Item = &Package> {
        self.0.iter()
    }

    /// The package of that name.
    pub fn get(&self, name: &str) -> Option<&Package> {
        self.0.iter().find(|package| package.name == name)
    }
}

fn name(folder: &Path) -> Result<Option<String>> {
    let path = folder.join("Cargo.toml");
    if !path.is_file() {
        return Ok(None);
    }
    let text = std::fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    let manifest: Manifest = toml::from_str(&text).with_context(|| format!("in {}", path.display()))?;
    Ok(manifest.package.map(|package| package.name))
}
