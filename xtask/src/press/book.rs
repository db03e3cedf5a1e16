//! All that the marks of a book refer to.

use anyhow::Result;
use mdbook_driver::MDBook;

use super::bibliography::Bibliography;
use super::errata::Errata;
use super::expand::Work;
use super::homework;
use super::label::Labels;
use super::notation::Notation;
use super::package::Packages;
use super::page::{self, Page};
use super::snapshot::Snapshots;
use crate::Workspace;
use crate::homework::Chapter;

/// Read once, then only looked things up in.
#[derive(Debug)]
pub struct Book<'a> {
    /// Where it lies.
    pub workspace: &'a Workspace,
    /// The crates.
    pub packages: Packages,
    /// What the tests assert.
    pub snapshots: Snapshots,
    /// The pages, in order.
    pub pages: Vec<Page>,
    /// The numbers of figures, listings and equations.
    pub labels: Labels,
    /// The errata of the slides.
    pub errata: Errata,
    /// The symbols.
    pub notation: Notation,
    /// The works cited.
    pub bibliography: Bibliography,
    /// The exercises.
    pub homework: Vec<Chapter>,
}

impl<'a> Book<'a> {
    /// Reads tables, snapshots and pages.
    ///
    /// # Errors
    /// If a file cannot be read at all; faults in its content are noted in `work`.
    pub fn load(workspace: &'a Workspace, mdbook: &MDBook, work: &mut Work) -> Result<Self> {
        let packages = Packages::load(workspace)?;
        let snapshots = Snapshots::load(workspace, &packages)?;
        let pages = Page::all(&mdbook.book, workspace);
        page::check_summary(&pages, workspace, &mut work.faults);
        let labels = Labels::number(&pages, &mut work.faults);
        let errata = Errata::load(workspace, &mut work.faults);
        let notation = Notation::load(workspace, &mut work.faults);
        let bibliography = Bibliography::load(workspace, &mut work.faults);
        let homework = homework::load(workspace, &mut work.faults);
        Ok(Self { workspace, packages, snapshots, pages, labels, errata, notation, bibliography, homework })
    }

    /// The page with the mark `{{#name arguments}}`.
    ///
    /// # Errors
    /// If no page has it.
    pub fn page_with(&self, name: &str, arguments: &str) -> Result<&Page, String> {
        let mark = format!("{name} {arguments}");
        let mark = mark.trim();
        self.pages
            .iter()
            .find(|page| page.has_mark(name, arguments))
            .ok_or_else(|| format!("no page has `{{{{#{mark}}}}}` to link to"))
    }
}
