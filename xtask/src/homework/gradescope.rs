//! The autograder for Gradescope: a zip with what was handed out, the grader's source, and the two scripts that Gradescope runs.

use std::fs;
use std::io::{Cursor, Write};
use std::path::Path;

use anyhow::{Context, Result, ensure};
use toml::Table;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::chapter::Chapter;
use super::generate::{self, Tree};
use super::handed_out;
use super::manifest::Own;
use super::packages;
use crate::Workspace;

const SETUP: &str = include_str!("gradescope/setup.sh");
const RUN: &str = include_str!("gradescope/run_autograder");

/// For those who grade on GitHub: what the zip holds is all that this workflow needs.
const WORKFLOW: &str = include_str!("gradescope/github.yml");

/// The folder of the grader's crate.
const GRADER: &str = "grader";

/// Writes the zip for these chapters, whole or not at all.
///
/// # Errors
/// If a file of the book cannot be read, an exercise is not well marked, or the zip cannot be written.
pub fn run(workspace: &Workspace, chapters: &[Chapter], zip: &Path) -> Result<()> {
    let zip = std::path::absolute(zip).with_context(|| format!("{} is no path", zip.display()))?;
    let aside = tempfile::tempdir().context("a temporary folder")?;
    write(workspace, chapters, aside.path())?;
    crate::files::write(&zip, pack(aside.path())?)?;
    Ok(())
}

/// Writes what the zip holds into a folder.
///
/// # Errors
/// As [`run`].
pub fn write(workspace: &Workspace, chapters: &[Chapter], folder: &Path) -> Result<()> {
    handed_out::write(workspace, chapters, &folder.join("workspace"))?;
    tool(workspace, &folder.join("tool"))?;
    let scripts = [
        ("setup.sh", SETUP.to_owned()),
        ("run_autograder", RUN.to_owned()),
        ("settings.sh", settings(chapters)),
        ("github.yml", WORKFLOW.to_owned()),
    ];
    generate::write(folder, &scripts.map(|(name, text)| (name.to_owned(), text.into_bytes())).into())
}

/// The grader's source as a workspace of its own.
fn tool(workspace: &Workspace, folder: &Path) -> Result<()> {
    ensure!(workspace.root().join(GRADER).is_dir(), "there is no folder {GRADER}");
    let mut tree: Tree = packages::slim(workspace, GRADER)?;
    let manifest = tree[&format!("{GRADER}/Cargo.toml")].clone();
    for needed in packages::needed(workspace, &[&manifest])? {
        tree.extend(packages::slim(workspace, &needed)?);
    }
    generate::write(folder, &tree)?;
    let own = Own { members: vec![GRADER.to_owned()], version: "0.1.0".to_owned(), lints: Table::new() };
    handed_out::settle(workspace, own, folder)
}

/// What both scripts need to know.
fn settings(chapters: &[Chapter]) -> String {
    let names: Vec<&str> = chapters.iter().map(|chapter| chapter.name.as_str()).collect();
    format!(
        "# Made by `cargo xtask homework export`.\n\
         rust={}\n\
         chapters=({})\n\
         if [ -x \"$root/rust/cargo/bin/cargo\" ]; then # what setup.sh installed\n    \
             export RUSTUP_HOME=$root/rust/rustup CARGO_HOME=$root/rust/cargo PATH=$root/rust/cargo/bin:$PATH\n\
         fi\n",
        env!("CARGO_PKG_RUST_VERSION"),
        names.join(" ")
    )
}

/// All files below a folder, in the order of their names; scripts stay executable.
fn pack(folder: &Path) -> Result<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for path in files(folder, "")? {
        let mode = if ["setup.sh", "run_autograder"].contains(&path.as_str()) { 0o755 } else { 0o644 };
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
        zip.start_file(&path, options.unix_permissions(mode)).with_context(|| format!("packing {path}"))?;
        zip.write_all(&generate::read(&folder.join(&path))?).with_context(|| format!("packing {path}"))?;
    }
    Ok(zip.finish().context("finishing the zip")?.into_inner())
}

fn files(folder: &Path, prefix: &str) -> Result<Vec<String>> {
    let mut found = Vec::new();
    let unreadable = || format!("cannot read the folder {}", folder.display());
    for entry in fs::read_dir(folder).with_context(unreadable)? {
        let path = entry.with_context(unreadable)?.path();
        let name = format!("{prefix}{}", path.file_name().unwrap_or_default().to_string_lossy());
        if path.is_dir() {
            found.extend(files(&path, &format!("{name}/"))?);
        } else {
            found.push(name);
        }
    }
    found.sort();
    Ok(found)
}
