//! The card at a chapter's head: how long it takes, which crate, how to test it.

use super::book::Book;
use super::expand::Expander;
use super::outline::{Kind, Outline};
use super::page::Page;

const WORDS_A_MINUTE: usize = 200;
const CODE_LINES_A_MINUTE: usize = 30;

impl Expander<'_> {
    /// The card of a chapter's package.
    pub(super) fn card(&mut self, name: &str) -> Result<String, String> {
        let package = self.book.packages.get(name).ok_or_else(|| {
            let names = self.book.packages.iter().map(|package| package.name.as_str());
            format!("no package `{name}` among the chapters{}", super::alike::suggestion(name, names))
        })?;
        let folder = self.book.workspace.relative(&package.folder);
        let map = self.source_link(&format!("{folder}/src/lib.rs"), 1);
        let root = self.page.to_root();
        let module = name.replace('-', "_");
        let reading_time = self.reading_time();
        Ok(format!(
            "\n<dl class=\"chapter-card\">\n\
             <div><dt>Reading time</dt><dd>{reading_time}</dd></div>\n\
             <div><dt>Crate</dt><dd><a href=\"{map}\"><code>{folder}</code></a></dd></div>\n\
             <div><dt>Tests</dt><dd><code>cargo test -p {name}</code></dd></div>\n\
             <div><dt>Documentation</dt><dd><a href=\"{root}api/{module}/index.html\"><code>{name}</code></a></dd></div>\n\
             </dl>\n"
        ))
    }

    /// Counted over all pages of the chapter.
    fn reading_time(&self) -> String {
        let length = self.book.length(self.page);
        let (Length { words, code, figures }, minutes) = (length, length.minutes());
        let figures = if figures == 1 { "1 figure".to_owned() } else { format!("{figures} figures") };
        format!(
            "<span title=\"{words} words, {code} lines of code, {figures}\">about {minutes} minutes</span>"
        )
    }
}

/// How much there is to read.
#[derive(Debug, Clone, Copy, Default)]
pub struct Length {
    words: usize,
    code: usize,
    figures: usize,
}

impl Length {
    /// How long it takes.
    pub fn minutes(self) -> usize {
        self.words.div_ceil(WORDS_A_MINUTE) + self.code.div_ceil(CODE_LINES_A_MINUTE) + self.figures
    }
}

impl Book<'_> {
    /// The length of the chapter that a page belongs to, all its pages together.
    pub fn length(&self, of: &Page) -> Length {
        let same =
            |page: &&Page| page.path == of.path || (of.chapter.is_some() && page.chapter == of.chapter);
        let mut length = Length::default();
        for page in self.pages.iter().filter(same) {
            length.words += count_words(&page.outline);
            for item in &page.outline.items {
                match &item.kind {
                    Kind::Listing { include, .. } => {
                        length.code += self.excerpt(page, include).map_or(0, |listing| listing.lines());
                    }
                    Kind::Mark(mark) if mark.name == "figure" => length.figures += 1,
                    _ => {}
                }
            }
        }
        length
    }
}

fn count_words(outline: &Outline) -> usize {
    outline.prose.split_whitespace().filter(|word| word.contains(char::is_alphabetic)).count()
}
