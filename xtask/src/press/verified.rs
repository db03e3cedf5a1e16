//! The appendix that lists every pinned number of the book and who holds it to it.

use std::collections::BTreeSet;

use super::escape;
use super::expand::{Expander, PinUse};
use super::pin::Witness;

impl Expander<'_> {
    /// One table a page, in the order of the book.
    pub(super) fn verified_numbers(&mut self) -> String {
        let pins = std::mem::take(&mut self.work.pins);
        let mut text = format!(
            "\n{} numbers of this book are pinned, each to the line of a test or to a recorded run.\n",
            pins.len()
        );
        for (index, page) in self.book.pages.iter().enumerate() {
            let mut seen = BTreeSet::new();
            let rows: String = pins
                .iter()
                .filter(|pin| pin.page == index && seen.insert(&pin.key))
                .map(|pin| self.verified_row(pin))
                .collect();
            if !rows.is_empty() {
                let id = page.path.trim_end_matches(".md").replace('/', "-");
                text.push_str(&format!(
                    "\n## {} {{#verified-{id}}}\n\n| printed | value | where | held by | slide |\n|---|---|---|---|---|\n{rows}",
                    page.title
                ));
            }
        }
        self.work.pins = pins;
        text
    }

    fn verified_row(&mut self, pin: &PinUse) -> String {
        let page = &self.book.pages[pin.page];
        let place = match &pin.section {
            Some(heading) => {
                let id = heading.id.as_deref().unwrap_or_default();
                format!("[{}]({})", escape::markdown(heading.title.trim()), self.page.link_to(page, id))
            }
            None => format!("[{}]({}{})", escape::markdown(&page.title), self.page.to_root(), page.path),
        };
        let key = pin.key.split_whitespace().next().unwrap_or_default();
        let (witness, slide) = match &pin.pinned.witness {
            Witness::Test { file, snapshot, source } => {
                let line = self.line_of(file, &format!("\"{snapshot}\""));
                (self.source_link(file, line), source.as_deref().unwrap_or(""))
            }
            Witness::Run(file) => (self.source_link(file, 1), ""),
        };
        format!(
            "| {} | {} | {place} | <a class=\"pin-key\" href=\"{witness}\"><code>{}</code></a> | {} |\n",
            pin.pinned.printed.to_html(),
            escape::markdown(&pin.pinned.value),
            escape::text(key).replace('.', ".<wbr>").replace('_', "_<wbr>"),
            escape::markdown(slide)
        )
    }

    /// The first line of a file that holds `text`, or its first line.
    fn line_of(&self, file: &str, text: &str) -> usize {
        let source = std::fs::read_to_string(self.book.workspace.root().join(file)).unwrap_or_default();
        source.lines().position(|line| line.contains(text)).map_or(1, |line| line + 1)
    }
}
