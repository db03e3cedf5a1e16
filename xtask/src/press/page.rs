//! The pages of the book, as `SUMMARY.md` orders them.

use mdbook_driver::book::{Book, BookItem};

use super::fault::{Faults, Place};
use super::fragment::Fragment;
use super::outline::Outline;
use crate::Workspace;

/// A page with its parts.
#[derive(Debug)]
pub struct Page {
    /// Its path below `book/src`, with slashes.
    pub path: String,
    /// Its name in the table of contents.
    pub title: String,
    /// The chapter's number, which the pages below a chapter share; prefaces and appendices have none.
    pub chapter: Option<u32>,
    /// Its markdown.
    pub fragment: Fragment,
    /// Its parts.
    pub outline: Outline,
}

impl Page {
    /// Every page that has a file: chapters still to come have none.
    pub fn all(book: &Book, workspace: &Workspace) -> Vec<Self> {
        let chapters = book.iter().filter_map(|item| match item {
            BookItem::Chapter(chapter) => Some(chapter),
            _ => None,
        });
        chapters
            .filter_map(|chapter| {
                let path = chapter.path.as_ref()?.to_string_lossy().replace('\\', "/");
                let file = workspace.relative(&workspace.pages().join(&path));
                let fragment = Fragment::page(file, chapter.content.clone());
                let outline = Outline::of(&fragment);
                let number = chapter.number.as_ref().and_then(|number| number.first().copied());
                Some(Self { path, title: chapter.name.clone(), chapter: number, fragment, outline })
            })
            .collect()
    }

    /// `../` as often as needed to come from the page to the book's root.
    pub fn to_root(&self) -> String {
        "../".repeat(self.path.matches('/').count())
    }

    /// A link from this page to an id of another or of its own.
    pub fn link_to(&self, other: &Self, id: &str) -> String {
        if self.path == other.path {
            format!("#{id}")
        } else {
            format!("{}{}#{id}", self.to_root(), other.path)
        }
    }

    /// Whether the page has the mark `name` with these arguments.
    pub fn has_mark(&self, name: &str, arguments: &str) -> bool {
        self.outline.items.iter().any(|item| match &item.kind {
            super::outline::Kind::Mark(mark) => mark.name == name && mark.arguments == arguments,
            _ => false,
        })
    }
}

/// Notes every markdown file of `book/src` that `SUMMARY.md` leaves out.
pub fn check_summary(pages: &[Page], workspace: &Workspace, faults: &mut Faults) {
    for file in super::files::below(&workspace.pages()) {
        let path = file.strip_prefix(workspace.pages()).unwrap_or(&file).to_string_lossy().replace('\\', "/");
        let is_page = path.ends_with(".md") && path != "SUMMARY.md";
        if is_page && !pages.iter().any(|page| page.path == path) {
            faults.add(Place::file(workspace.relative(&file)), "this page is not in book/src/SUMMARY.md");
        }
    }
}
