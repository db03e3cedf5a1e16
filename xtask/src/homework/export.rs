//! `cargo xtask homework export`: the workspace that a student works in, in a folder of its own.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};

use super::chapter::Chapter;
use super::handed_out;
use crate::Workspace;

/// Writes the workspace for these chapters into `folder`, whole or not at all.
///
/// # Errors
/// If `folder` holds anything or lies inside the book's own checkout, an exercise is not well marked, or a file cannot be written.
pub fn run(workspace: &Workspace, chapters: &[Chapter], folder: &Path) -> Result<()> {
    let place = place(workspace, folder)?;
    let parent = place.parent().context("this folder has nothing above it")?;
    let aside = tempfile::Builder::new().prefix(".homework-").tempdir_in(parent);
    let aside = aside.with_context(|| format!("cannot write in {}", parent.display()))?;
    let unfinished = aside.path().join("workspace");
    handed_out::write(workspace, chapters, &unfinished)?;
    if place.exists() {
        fs::remove_dir(&place).with_context(|| format!("cannot replace {}", place.display()))?; // it is empty
    }
    fs::rename(&unfinished, &place).with_context(|| format!("cannot write {}", place.display()))
}

/// The folder's full path; it is empty or not there yet.
fn place(workspace: &Workspace, folder: &Path) -> Result<PathBuf> {
    let place = std::path::absolute(folder).with_context(|| format!("{} is no path", folder.display()))?;
    let parent = place.parent().with_context(|| format!("{} has nothing above it", place.display()))?;
    fs::create_dir_all(parent).with_context(|| format!("cannot make the folder {}", parent.display()))?;
    let name = place.file_name().with_context(|| format!("{} has no name", place.display()))?;
    let place = parent.canonicalize().with_context(|| format!("in {}", parent.display()))?.join(name);
    let root = workspace.root().canonicalize().context("the checkout")?;
    ensure!(
        !place.starts_with(&root) || place.starts_with(root.join("target")),
        "{} lies inside the book's own checkout, where the solutions are: choose a folder outside",
        place.display()
    );
    ensure!(!place.is_file(), "{} is a file", place.display());
    let empty = !place.exists() || fs::read_dir(&place).is_ok_and(|mut entries| entries.next().is_none());
    ensure!(empty, "{} is not empty: nothing was written", place.display());
    Ok(place)
}

/// The chapters to hand out.
///
/// # Errors
/// If there is none, a name means none, or a list cannot be read.
pub fn chapters(workspace: &Workspace, names: &[String]) -> Result<Vec<Chapter>> {
    let chapters = Chapter::chosen(Chapter::all(workspace)?, names)?;
    ensure!(!chapters.is_empty(), "there is no homework yet");
    Ok(chapters)
}
