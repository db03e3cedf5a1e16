//! From `book/src` to `target/book`.
//!
//! The marks of the pages are resolved first (`expand`), on the source text, so that every fault has its line; mdBook then
//! renders plain markdown in which formulas and drawings are empty elements (`vault`); at last these are filled in, the
//! source pages and API docs are laid beside, and the whole is checked as a browser would see it (`links`).

#![allow(
    clippy::case_sensitive_file_extension_comparisons, // the paths are those that the press itself writes
    clippy::format_collect,
    clippy::format_push_string // a page is text put together once
)]

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use self::book::Book;
use self::expand::{Expander, Work};
use self::page::Page;
use crate::Workspace;
use crate::site::{self, PageInfo};

mod alike;
mod api;
mod bare_decimals;
mod bibliography;
mod book;
mod card;
mod errata;
mod escape;
mod expand;
mod fault;
mod figure;
mod files;
mod formula;
mod fragment;
mod homework;
mod html;
mod label;
mod links;
mod listing;
mod mark;
mod notation;
mod number;
mod outline;
mod package;
mod page;
mod pin;
mod prose;
mod snapshot;
mod source_page;
mod table;
mod test_function;
mod vault;
mod verified;

pub use fault::{BookError, Fault, Place};

/// Whether to run `cargo doc` for the chapters' crates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ApiDocs {
    /// Build them and copy them beside the pages.
    Build,
    /// Copy what an earlier build left: quick enough for live reload.
    Keep,
}

/// Renders the whole book into `target/book`; where it has faults, the last good rendering stays.
///
/// # Errors
/// [`BookError`] with every fault of every page, each with page, line and key; or what stopped the press itself.
pub fn render(workspace: &Workspace, docs: ApiDocs) -> Result<()> {
    let mdbook = html::load(workspace)?;
    let mut work = Work::default();
    let book = Book::load(workspace, &mdbook, &mut work)?;
    let mut pages = expand_pages(&book, &mut work);
    std::mem::take(&mut work.faults).into_result()?;
    if api::wanted(&book, docs) {
        api::build(&book)?; // only now, since it takes longest; the notation table links into it
        work = Work { formulas: work.formulas, ..Work::default() };
        pages = expand_pages(&book, &mut work);
    }

    let target = workspace.root().join("target");
    fs::create_dir_all(&target).with_context(|| format!("cannot create {}", target.display()))?;
    let _turn = take_turn(&target)?;
    let aside = tempfile::Builder::new().prefix("book.").tempdir_in(&target).context("in target")?;
    let out = aside.path().join("book"); // where a fault may leave it unfinished
    html::render(mdbook, &book, &pages, &out, &mut work.faults)?;
    source_page::write(workspace, work.sources.iter(), &out.join("index.html"), &out)?;
    site::write_assets(&out)?;
    let has_api = api::copy(workspace, &out)?;
    finish_pages(&out, &work)?;
    links::check(&out, &book.pages, has_api, &mut work.faults)?;
    std::mem::take(&mut work.faults).into_result()?;
    replace(&out, &workspace.rendered())
}

/// The bibliography comes after the pages that cite, the verified numbers after all that pin.
fn expand_pages(book: &Book, work: &mut Work) -> Vec<String> {
    let lists = |page: &Page| (page.has_mark("verified-numbers", ""), page.has_mark("bibliography", ""));
    let mut order: Vec<usize> = (0..book.pages.len()).collect();
    order.sort_by_key(|&index| lists(&book.pages[index]));
    let mut pages = vec![String::new(); book.pages.len()];
    for index in order {
        pages[index] = Expander::page(book, &book.pages[index], work);
    }
    pages
}

/// Fills in what mdBook was not to touch, and gives each page its last hand.
fn finish_pages(out: &Path, work: &Work) -> Result<()> {
    for file in files::below(out) {
        let path = file.strip_prefix(out)?.to_string_lossy().replace('\\', "/");
        if !path.ends_with(".html") || path.starts_with("api/") {
            continue;
        }
        let html = fs::read_to_string(&file).with_context(|| format!("cannot read {}", file.display()))?;
        let path_to_root = "../".repeat(path.matches('/').count());
        let page = PageInfo { path, path_to_root };
        let html = site::finish_page(&work.vault.fill(&html), &page)
            .with_context(|| format!("finishing the page {}", page.path))?;
        files::write(&file, &html)?;
    }
    Ok(())
}

/// Waits until no other press writes into `target`: one may be serving while another is asked to build or to print.
fn take_turn(target: &Path) -> Result<fs::File> {
    let path = target.join("book.lock");
    let file = fs::File::create(&path).with_context(|| format!("cannot create {}", path.display()))?;
    file.lock().with_context(|| format!("cannot lock {}", path.display()))?;
    Ok(file)
}

/// Puts the new rendering in the place of the old.
fn replace(new: &Path, old: &Path) -> Result<()> {
    if old.exists() {
        fs::remove_dir_all(old).with_context(|| format!("cannot remove {}", old.display()))?;
    }
    fs::rename(new, old).with_context(|| format!("cannot move {} to {}", new.display(), old.display()))
}
