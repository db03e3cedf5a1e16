//! The book's packages that homework builds on, without their tests.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use toml::{Table, Value};

use super::generate::{self, Tree};
use crate::Workspace;

/// What of a package does not travel: it needs packages that only the book has.
const LEFT_OUT: [&str; 4] = ["dev-dependencies", "example", "test", "bench"];

/// The folders of the book's packages that packages with these manifests need, directly or through one another.
///
/// # Errors
/// If a manifest cannot be read.
pub fn needed(workspace: &Workspace, manifests: &[&[u8]]) -> Result<BTreeSet<String>> {
    let book = table(&generate::read(&workspace.root().join("Cargo.toml"))?).context("in Cargo.toml")?;
    let path = |name: &String| {
        let path = book.get("workspace")?.get("dependencies")?.get(name)?.get("path")?;
        path.as_str().map(str::to_owned)
    };
    let mut found = BTreeSet::new();
    let mut open: Vec<Table> = manifests.iter().map(|text| table(text)).collect::<Result<_>>()?;
    while let Some(manifest) = open.pop() {
        for folder in dependencies(&manifest).filter_map(path) {
            if found.insert(folder.clone()) {
                open.push(slim_manifest(workspace, &folder)?);
            }
        }
    }
    Ok(found)
}

/// The names of what a package depends on, for its tests too.
fn dependencies(manifest: &Table) -> impl Iterator<Item = &String> {
    let tables =
        ["dependencies", "dev-dependencies"].into_iter().filter_map(|key| manifest.get(key)?.as_table());
    tables.flat_map(Table::keys)
}

/// A package of the book with its sources and its data, and without tests and examples.
///
/// # Errors
/// If a file of it cannot be read.
pub fn slim(workspace: &Workspace, folder: &str) -> Result<Tree> {
    let manifest =
        toml::to_string_pretty(&slim_manifest(workspace, folder)?).context("a package's manifest")?;
    let mut tree = Tree::from([(format!("{folder}/Cargo.toml"), manifest.into_bytes())]);
    for part in ["src", "data"] {
        take(&workspace.root().join(folder).join(part), &format!("{folder}/{part}"), &mut tree)?;
    }
    Ok(tree)
}

fn slim_manifest(workspace: &Workspace, folder: &str) -> Result<Table> {
    let path = workspace.root().join(folder).join("Cargo.toml");
    let mut manifest = table(&generate::read(&path)?).with_context(|| format!("in {}", path.display()))?;
    manifest.retain(|key, _: &mut Value| !LEFT_OUT.contains(&key));
    Ok(manifest)
}

fn take(folder: &Path, name: &str, tree: &mut Tree) -> Result<()> {
    if !folder.is_dir() {
        return Ok(());
    }
    for entry in
        fs::read_dir(folder).with_context(|| format!("cannot read the folder {}", folder.display()))?
    {
        let path = entry.with_context(|| format!("cannot read the folder {}", folder.display()))?.path();
        let name = format!("{name}/{}", path.file_name().unwrap_or_default().to_string_lossy());
        if path.is_dir() {
            take(&path, &name, tree)?;
        } else if !name.ends_with("/rustfmt.toml") {
            tree.insert(name, generate::read(&path)?);
        }
    }
    Ok(())
}

fn table(text: &[u8]) -> Result<Table> {
    toml::from_slice(text).context("this is no table")
}
