//! What is handed out: the exercises as stubs, their tests, and of the book what these need.

use std::collections::BTreeSet;
use std::env;
use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, ensure};

use super::chapter::Chapter;
use super::generate::{self, Flavour, Tree};
use super::manifest::{self, Own};
use super::{packages, readme};
use crate::Workspace;

/// Writes the workspace into `folder`, which is not there yet, with a `Cargo.lock` of exactly what it needs.
///
/// # Errors
/// If a file of the book cannot be read, an exercise is not well marked, or cargo does not understand what was written.
pub fn write(workspace: &Workspace, chapters: &[Chapter], folder: &Path) -> Result<()> {
    let own = Own {
        members: chapters.iter().map(|chapter| format!("homework/{}", chapter.name)).collect(),
        version: Flavour::Stubs.version().to_owned(),
        lints: Flavour::Stubs.lints(),
    };
    generate::write(folder, &tree(workspace, chapters)?)?;
    settle(workspace, own, folder)
}

/// All files but the root's `Cargo.toml` and `Cargo.lock`.
///
/// # Errors
/// If a file of the book cannot be read, or an exercise is not well marked.
pub fn tree(workspace: &Workspace, chapters: &[Chapter]) -> Result<Tree> {
    let mut tree = Tree::new();
    for chapter in chapters {
        let sources = chapter.exercises.iter().map(|exercise| Ok(chapter.source(exercise)??));
        let sources = sources.collect::<Result<Vec<_>>>()?;
        tree.extend(generate::package(chapter, &sources, Flavour::Stubs)?);
        let list = format!("homework/{}/homework.toml", chapter.name);
        tree.insert(list.clone(), generate::read(&workspace.root().join(list))?);
    }
    let manifests: Vec<&[u8]> =
        tree.iter().filter(|(path, _)| path.ends_with("/Cargo.toml")).map(|(_, text)| &**text).collect();
    for folder in packages::needed(workspace, &manifests)? {
        tree.extend(packages::slim(workspace, &folder)?);
    }
    tree.insert("README.md".into(), readme::text(chapters).into());
    tree.insert(".gitignore".into(), "/target\n".into());
    for path in ["LICENSE-MIT", "LICENSE-APACHE"] {
        if let Ok(text) = generate::read(&workspace.root().join(path)) {
            tree.insert(path.into(), text);
        }
    }
    Ok(tree)
}

/// Gives a folder of packages its `Cargo.toml`, and the book's `Cargo.lock` without what is not needed.
///
/// # Errors
/// If cargo does not understand the workspace.
pub fn settle(workspace: &Workspace, own: Own, folder: &Path) -> Result<()> {
    let book = fs::read_to_string(workspace.root().join("Cargo.toml")).context("cannot read Cargo.toml")?;
    let put = |name: &str, text: &str| {
        fs::write(folder.join(name), text)
            .with_context(|| format!("cannot write {name} in {}", folder.display()))
    };
    let text = manifest::workspace(&book, own, str::to_owned)?;
    put("Cargo.toml", &text)?;
    if let Ok(lock) = fs::read_to_string(workspace.root().join("Cargo.lock")) {
        put("Cargo.lock", &lock)?;
    }
    prune(folder)?;
    let lock = fs::read_to_string(folder.join("Cargo.lock")).context("cargo wrote no Cargo.lock")?;
    put("Cargo.toml", &manifest::without_unused(&text, &locked(&lock))?)
}

/// Lets cargo take out of `Cargo.lock` what the workspace does not need; the versions stay.
fn prune(folder: &Path) -> Result<()> {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.args(["update", "--workspace", "--offline", "--quiet"]).current_dir(folder);
    let output = command.output().context("cannot start cargo")?;
    let said = String::from_utf8_lossy(&output.stderr);
    ensure!(output.status.success(), "cargo does not understand the new workspace:\n{}", said.trim_end());
    Ok(())
}

/// The names of the packages in a `Cargo.lock`.
fn locked(lock: &str) -> BTreeSet<String> {
    let name = |line: &str| Some(line.strip_prefix("name = \"")?.strip_suffix('"')?.to_owned());
    lock.lines().filter_map(name).collect()
}
