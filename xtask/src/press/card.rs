//! The card at a chapter's head: how long it takes, which crate, how to test it.

use super::expand::Expander;
use super::outline::{Kind, Outline};

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
        let chapter = self.page.chapter;
        let same = |page: &&super::page::Page| {
            page.path == self.page.path || (chapter.is_some() && page.chapter == chapter)
        };
        let (mut words, mut code, mut figures) = (0, 0, 0);
        for page in self.book.pages.iter().filter(same) {
            words += count_words(&page.outline);
            for item in &page.outline.items {
                match &item.kind {
                    Kind::Listing { include, .. } => {
                        code += self.book.excerpt(page, include).map_or(0, |listing| listing.lines());
                    }
                    Kind::Mark(mark) if mark.name == "figure" => figures += 1,
                    _ => {}
                }
            }
        }
        let minutes = words.div_ceil(WORDS_A_MINUTE) + code.div_ceil(CODE_LINES_A_MINUTE) + figures;
        let figures = if figures == 1 { "1 figure".to_owned() } else { format!("{figures} figures") };
        format!(
            "<span title=\"{words} words, {code} lines of code, {figures}\">about {minutes} minutes</span>"
        )
    }
}

fn count_words(outline: &Outline) -> usize {
    outline.prose.split_whitespace().filter(|word| word.contains(char::is_alphabetic)).count()
}
