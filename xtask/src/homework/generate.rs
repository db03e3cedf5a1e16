//! Workspaces made of the marked sources, in folders of their own.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use toml::{Table, Value};

use super::chapter::Chapter;
use super::manifest::{self, Own};
use super::marked::Marked;
use super::render;
use crate::{Workspace, files};

/// What becomes of the exercises.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flavour {
    /// What the student gets.
    Stubs,
    /// Solution and mutants in one, chosen when the tests run.
    Variants,
}

/// Files by their paths from the root of the workspace that they make up.
pub type Tree = BTreeMap<String, Vec<u8>>;

/// The sources of a chapter's exercises, in their order.
pub type Sources = Vec<Marked>;

impl Flavour {
    /// Lints on top of the book's: an unfinished exercise leaves much unused, a mutant may be any code.
    pub(super) fn lints(self) -> Table {
        let (name, level) = match self {
            Self::Stubs => ("unused", "allow"),
            Self::Variants => ("warnings", "allow"),
        };
        Table::from_iter([(name.to_owned(), Value::String(level.to_owned()))])
    }

    /// Two workspaces that share a folder of builds differ in it.
    pub(super) fn version(self) -> &'static str {
        match self {
            Self::Stubs => "0.1.0",
            Self::Variants => "0.1.0-variants",
        }
    }

    fn of(self, source: &Marked, exercise: &str) -> String {
        match self {
            Self::Stubs => render::stub(source, exercise),
            Self::Variants => render::variants(source, exercise),
        }
    }
}

/// The package of a chapter's exercises.
///
/// # Errors
/// If a file of it cannot be read.
pub fn package(chapter: &Chapter, sources: &Sources, flavour: Flavour) -> Result<Tree> {
    let mut tree = Tree::new();
    let mut take =
        |path: String, content: Vec<u8>| tree.insert(format!("homework/{}/{path}", chapter.name), content);
    for path in ["Cargo.toml", "src/lib.rs"] {
        take(path.to_owned(), read(&chapter.folder.join(path))?);
    }
    for path in files::with_extension(&chapter.folder.join("tests"), "rs")? {
        let path = format!("tests/{path}");
        let content = read(&chapter.folder.join(&path))?;
        take(path, content);
    }
    for (exercise, source) in chapter.exercises.iter().zip(sources) {
        take(Chapter::file(exercise), flavour.of(source, &exercise.name).into_bytes());
    }
    if flavour == Flavour::Variants {
        let library = tree.entry(format!("homework/{}/src/lib.rs", chapter.name)).or_default();
        library.extend_from_slice(render::chooser().as_bytes());
    }
    Ok(tree)
}

/// The root's `Cargo.toml`, with the homework of these chapters as members and the book's packages where they lie.
///
/// # Errors
/// If the book's `Cargo.toml` cannot be read.
pub fn root(workspace: &Workspace, chapters: &[&Chapter], flavour: Flavour) -> Result<Tree> {
    let members = chapters.iter().map(|chapter| format!("homework/{}", chapter.name)).collect();
    let own = Own { members, version: flavour.version().to_owned(), lints: flavour.lints() };
    let path = |folder: &str| workspace.root().join(folder).to_string_lossy().replace('\\', "/");
    let book = fs::read_to_string(workspace.root().join("Cargo.toml")).context("cannot read Cargo.toml")?;
    let manifest = manifest::workspace(&book, own, path)?;
    let mut tree = Tree::from([("Cargo.toml".to_owned(), manifest.into_bytes())]);
    let lock = workspace.root().join("Cargo.lock");
    if lock.is_file() {
        tree.insert("Cargo.lock".to_owned(), read(&lock)?); // cargo drops what is not needed
    }
    Ok(tree)
}

/// Makes `folder` hold these files. What is the same already is not touched, so that builds stay warm; Rust files of the same
/// packages that are no longer wanted go.
///
/// # Errors
/// If a file cannot be read, written or removed.
pub fn write(folder: &Path, tree: &Tree) -> Result<()> {
    for (path, content) in tree {
        let file = folder.join(path);
        if fs::read(&file).ok().as_ref() != Some(content) {
            files::write(&file, content)?;
        }
    }
    for path in tree.keys().filter_map(|path| path.strip_suffix("Cargo.toml")) {
        for file in files::with_extension(&folder.join(path), "rs")?.iter().filter(|_| !path.is_empty()) {
            if !tree.contains_key(&format!("{path}{file}")) {
                let stale = folder.join(path).join(file);
                fs::remove_file(&stale).with_context(|| format!("cannot remove {}", stale.display()))?;
            }
        }
    }
    Ok(())
}

pub(super) fn read(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).with_context(|| format!("cannot read {}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::{Tree, write};

    fn tree(files: &[(&str, &str)]) -> Tree {
        files.iter().map(|&(path, content)| (path.to_owned(), content.into())).collect()
    }

    #[test]
    fn only_what_changed_is_written_and_what_is_gone_goes() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let folder = folder.path();
        let old =
            tree(&[("Cargo.toml", ""), ("a/Cargo.toml", "x"), ("a/src/b.rs", "b"), ("a/src/c.rs", "c")]);
        write(folder, &old).expect("written");
        std::fs::create_dir_all(folder.join("other/src")).expect("a folder");
        std::fs::write(folder.join("other/src/d.rs"), "d").expect("another package");
        let age = |path: &str| {
            std::fs::metadata(folder.join(path)).and_then(|file| file.modified()).expect("a time")
        };
        let before = age("a/src/b.rs");
        write(folder, &tree(&[("Cargo.toml", ""), ("a/Cargo.toml", "x"), ("a/src/b.rs", "b")]))
            .expect("written");
        assert_eq!(age("a/src/b.rs"), before);
        assert!(!folder.join("a/src/c.rs").exists());
        assert!(folder.join("other/src/d.rs").exists(), "another chapter's files stay");
    }
}
