//! The card at a chapter's head: how long it takes, which crate, how to test it.

use super::expand::{Expander, Work};
use super::outline::Outline;
use super::page::Page;

/// Stands where the reading time goes until the page's listings and figures are counted.
const READING_TIME: &str = "\u{E002}reading-time\u{E002}";

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
        Ok(format!(
            "\n<dl class=\"chapter-card\">\n\
             <div><dt>Reading time</dt><dd>{READING_TIME}</dd></div>\n\
             <div><dt>Crate</dt><dd><a href=\"{map}\"><code>{folder}</code></a></dd></div>\n\
             <div><dt>Tests</dt><dd><code>cargo test -p {name}</code></dd></div>\n\
             <div><dt>Documentation</dt><dd><a href=\"{root}api/{module}/index.html\"><code>{name}</code></a></dd></div>\n\
             </dl>\n"
        ))
    }
}

/// Puts the counted reading time into the page's card.
pub fn fill(text: String, page: &Page, work: &Work) -> String {
    if !text.contains(READING_TIME) {
        return text;
    }
    let words = words(&page.outline);
    let minutes =
        words.div_ceil(WORDS_A_MINUTE) + work.code_lines.div_ceil(CODE_LINES_A_MINUTE) + work.figures;
    let figures = if work.figures == 1 { "1 figure".to_owned() } else { format!("{} figures", work.figures) };
    let counted = format!("{words} words, {} lines of code, {figures}", work.code_lines);
    text.replace(READING_TIME, &format!("<span title=\"{counted}\">about {minutes} minutes</span>"))
}

fn words(outline: &Outline) -> usize {
    outline.prose.split_whitespace().filter(|word| word.contains(char::is_alphabetic)).count()
}
