//! The crates' API documentation, copied beside the pages so that links to it work offline.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result, ensure};

use super::ApiDocs;
use super::book::Book;
use super::files;
use crate::Workspace;

/// Where `cargo doc` writes: a folder of its own, so that nothing else ends up beside the book.
fn folder(workspace: &Workspace) -> PathBuf {
    workspace.root().join("target/api")
}

/// Runs `cargo doc` for the crates that a reader meets.
///
/// # Errors
/// If it fails.
pub fn build(book: &Book) -> Result<()> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command.current_dir(book.workspace.root()).args(["doc", "--quiet", "--no-deps", "--target-dir"]);
    command.arg(folder(book.workspace));
    for package in book.packages.iter().filter(|package| package.documented) {
        command.args(["--package", &package.name]);
    }
    let status = command.status().context("cannot run cargo doc")?;
    ensure!(status.success(), "cargo doc failed: its messages stand above");
    Ok(())
}

/// Copies what was built into the rendered book; false if nothing was.
///
/// # Errors
/// If a file cannot be copied.
pub fn copy(workspace: &Workspace, out: &std::path::Path) -> Result<bool> {
    let docs = folder(workspace).join("doc");
    files::copy(&docs, &out.join("api"))?;
    Ok(docs.is_dir())
}

/// Whether there is anything to build.
pub fn wanted(book: &Book, docs: ApiDocs) -> bool {
    docs == ApiDocs::Build && book.packages.iter().any(|package| package.documented)
}

/// The page of an identifier below the book's root: `neuron::Perceptron::update`, `neuron::Type.field`,
/// `neuron::function(parameter)`; none if it has not been built.
pub fn href(workspace: &Workspace, identifier: &str) -> Option<String> {
    let path = identifier.split('(').next().unwrap_or(identifier);
    let (path, field) = path.split_once('.').map_or((path, None), |(path, field)| (path, Some(field)));
    let segments: Vec<&str> = path.split("::").collect();
    if let Some(field) = field {
        return page(workspace, &segments).map(|page| format!("{page}#structfield.{field}"));
    }
    let (name, owner) = segments.split_last()?;
    page(workspace, &segments).or_else(|| page(workspace, owner).map(|page| format!("{page}#method.{name}")))
}

fn page(workspace: &Workspace, segments: &[&str]) -> Option<String> {
    let (name, modules) = segments.split_last()?;
    let modules = modules.join("/");
    let kinds = ["fn", "struct", "enum", "trait", "type", "constant", "static"];
    let items = kinds.map(|kind| format!("{modules}/{kind}.{name}.html"));
    let module = format!("{modules}/{name}/index.html").trim_start_matches('/').to_owned();
    let found =
        items.into_iter().chain([module]).find(|page| folder(workspace).join("doc").join(page).is_file());
    found.map(|page| format!("api/{page}"))
}
