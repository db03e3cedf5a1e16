//! A page's markdown with every mark replaced by what it stands for.

use std::collections::BTreeSet;

use super::book::Book;
use super::fault::Faults;
use super::formula::Formulas;
use super::fragment::Fragment;
use super::mark::{self, Mark};
use super::outline::{Heading, Item, Kind, Outline};
use super::page::Page;
use super::pin::{self, Pinned};
use super::vault::Vault;
use super::{bare_decimals, escape, label, listing, prose};

/// What grows while the pages are expanded.
#[derive(Debug, Default)]
pub struct Work {
    /// Everything wrong so far.
    pub faults: Faults,
    /// HTML that waits until mdBook is done.
    pub vault: Vault,
    /// The formulas rendered so far.
    pub formulas: Formulas,
    /// Every pin of the book, in order.
    pub pins: Vec<PinUse>,
    /// Every citation of the book, in order.
    pub citations: Vec<Citation>,
    /// The files that a page links to line by line.
    pub sources: BTreeSet<String>,
}

/// A pin on a page.
#[derive(Debug, Clone)]
pub struct PinUse {
    /// The index of its page.
    pub page: usize,
    /// The heading above it.
    pub section: Option<Heading>,
    /// The key and format as written.
    pub key: String,
    /// What it resolved to.
    pub pinned: Pinned,
}

/// A citation on a page.
#[derive(Debug, Clone)]
pub struct Citation {
    /// The key of the work.
    pub key: String,
    /// The index of the page.
    pub page: usize,
    /// The id of the heading above it.
    pub section: Option<String>,
}

/// Expands one page.
pub struct Expander<'a> {
    /// What the marks refer to.
    pub book: &'a Book<'a>,
    /// The page.
    pub page: &'a Page,
    /// What grows.
    pub work: &'a mut Work,
    /// The heading above the item at hand.
    pub section: Option<Heading>,
}

/// The marks there are.
const MARKS: [&str; 14] = [
    "pin",
    "include",
    "output",
    "figure",
    "ref",
    "cite",
    "erratum",
    "chapter",
    "errata",
    "notation",
    "bibliography",
    "verified-numbers",
    "homework",
    "homework-table",
];

impl<'a> Expander<'a> {
    /// The markdown of `page`, for mdBook.
    pub fn page(book: &'a Book<'a>, page: &'a Page, work: &'a mut Work) -> String {
        let mut expander = Self { book, page, work, section: None };
        prose::check(&page.fragment, &page.outline, &mut expander.work.faults);
        prose::check_headings(&page.fragment, &page.outline, &mut expander.work.faults);
        bare_decimals::check(&page.fragment, &page.outline, &mut expander.work.faults);
        expander.check_code(&page.fragment, &page.outline);
        expander.expand(&page.fragment, &page.outline)
    }

    fn check_code(&mut self, fragment: &Fragment, outline: &Outline) {
        for &offset in &outline.typed_rust {
            let message =
                "Rust code typed into a page: include it from a crate with `{{#include path:anchor}}`";
            self.work.faults.add(fragment.place(offset), message);
        }
        for &index in &outline.marks_in_tags {
            let offset = outline.marks.get(index).map_or(0, |mark| mark.range.start);
            self.work.faults.add(fragment.place(offset), "a mark cannot stand inside an HTML tag");
        }
    }

    /// A caption: checked and expanded.
    pub(super) fn expand_words(&mut self, fragment: &Fragment) -> String {
        let outline = self.check_words(fragment);
        self.expand(fragment, &outline)
    }

    /// Checks the words of a caption or an alt text, which are prose like any other.
    pub(super) fn check_words(&mut self, fragment: &Fragment) -> Outline {
        let outline = Outline::of(fragment);
        prose::check(fragment, &outline, &mut self.work.faults);
        bare_decimals::check(fragment, &outline, &mut self.work.faults);
        outline
    }

    /// A field of a table: its decimals are the table's own.
    pub(super) fn expand_field(&mut self, file: &str, line: usize, text: &str) -> String {
        let fragment = Fragment { file: file.to_owned(), first_line: line, text: text.to_owned() };
        let outline = Outline::of(&fragment);
        prose::check(&fragment, &outline, &mut self.work.faults);
        self.expand(&fragment, &outline)
    }

    fn expand(&mut self, fragment: &Fragment, outline: &Outline) -> String {
        let mut expanded = String::with_capacity(fragment.text.len() * 2);
        let mut from = 0;
        for item in &outline.items {
            expanded.push_str(&fragment.text[from..item.range.start]);
            from = item.range.end;
            if let Some(heading) = outline.heading_above(item.range.start) {
                self.section = Some(heading.clone()); // captions and fields have none of their own
            }
            match self.item(item, fragment, outline) {
                Ok(text) => expanded.push_str(&text),
                Err(message) => self.work.faults.add(fragment.place(item.range.start), message),
            }
        }
        expanded.push_str(&fragment.text[from..]);
        expanded
    }

    fn item(&mut self, item: &Item, fragment: &Fragment, outline: &Outline) -> Result<String, String> {
        match &item.kind {
            Kind::Mark(mark) if !mark.closed => Err(format!(
                "the mark `{{{{#{}` does not end: `}}}}` on its line, a figure's on a line of its own",
                mark.name
            )),
            Kind::Mark(mark) if is_block(&mark.name) => {
                alone(fragment, item)?;
                self.block(mark, fragment)
            }
            Kind::Mark(mark) => self.inline(mark),
            Kind::Formula { tex, display, label } => self.formula(tex, *display, label.as_deref(), outline),
            Kind::Listing { info, include } => {
                alone(fragment, item)?;
                self.listing(info, include)
            }
        }
    }

    fn inline(&mut self, mark: &Mark) -> Result<String, String> {
        let key = mark.arguments.as_str();
        match mark.name.as_str() {
            "pin" => {
                let pinned = self.pin(mark)?;
                let title = escape::text(&pinned.witness.describe());
                Ok(format!(r#"<span class="pin" title="{title}">{}</span>"#, pinned.printed.to_html()))
            }
            "ref" => {
                let label = self.book.labels.get(key)?;
                let link = self.page.link_to(&self.book.pages[label.page], key);
                Ok(escape::link(&link, &label::text(key, &label.number)))
            }
            "cite" => self.cite(key),
            "erratum" => self.erratum(key),
            "include" => {
                Err("an include stands alone in a fence: ```rust,ignore, the include on a line, ```"
                    .to_owned())
            }
            other => {
                let alike = super::alike::suggestion(other, MARKS.into_iter());
                Err(format!("unknown mark `{{{{#{other}}}}}`{alike}"))
            }
        }
    }

    fn block(&mut self, mark: &Mark, fragment: &Fragment) -> Result<String, String> {
        let key = mark.arguments.as_str();
        match mark.name.as_str() {
            "figure" => self.figure(mark, fragment),
            "output" => self.output(key),
            "chapter" => self.card(key),
            "errata" => Ok(self.errata()),
            "notation" => Ok(self.notation()),
            "bibliography" => Ok(self.bibliography()),
            "homework" => self.homework(key),
            "homework-table" => Ok(self.homework_table()),
            _ => Ok(self.verified_numbers()),
        }
    }

    /// Looks a pin up and remembers that the book prints it.
    pub(super) fn pin(&mut self, mark: &Mark) -> Result<Pinned, String> {
        if mark.name != "pin" {
            return Err(format!("only a pin can stand here, not `{{{{#{}}}}}`", mark.name));
        }
        let pinned = pin::resolve(&mark.arguments, &self.book.snapshots)?;
        if let pin::Witness::Test { file, .. } = &pinned.witness {
            self.work.sources.insert(file.clone());
        }
        let page = self.book.pages.iter().position(|page| page.path == self.page.path).unwrap_or(0);
        self.work.pins.push(PinUse {
            page,
            section: self.section.clone(),
            key: mark.arguments.clone(),
            pinned: pinned.clone(),
        });
        Ok(pinned)
    }

    fn formula(
        &mut self,
        tex: &str,
        display: bool,
        label: Option<&str>,
        outline: &Outline,
    ) -> Result<String, String> {
        let mut wrong = None;
        let tex = mark::unmask(tex, |index| {
            let pinned = self.pin(&outline.marks[index]).inspect_err(|error| wrong = Some(error.clone()));
            pinned.map(|pinned| pinned.printed.to_tex()).unwrap_or_default()
        });
        if let Some(error) = wrong {
            return Err(error);
        }
        let html = self.work.formulas.render(&tex, display);
        let html = html.map_err(|error| format!("the formula ${}$: {error}", tex.trim()))?;
        let Some(name) = label else { return Ok(self.work.vault.inline(html)) };
        let number = &self.book.labels.get(name)?.number;
        let html = format!(r#"{html}<span class="equation-number">({number})</span>"#);
        Ok(format!(r#"<span class="equation" id="{name}">{}</span>"#, self.work.vault.inline(html)))
    }

    /// What an example printed, as its snapshot says.
    fn output(&mut self, key: &str) -> Result<String, String> {
        let (package, name) = key.split_once('/').ok_or("an output names package/example")?;
        let snapshot = self.book.snapshots.output(package, name)?;
        self.work.sources.insert(snapshot.test.clone());
        let fence = listing::fence("console", &snapshot.content);
        Ok(format!("\n<div class=\"output\" title=\"pinned by {}\">\n\n{fence}\n</div>\n", snapshot.test))
    }

    /// A link from this page to a line of a source page.
    pub(super) fn source_link(&mut self, file: &str, line: usize) -> String {
        self.work.sources.insert(file.to_owned());
        format!("{}source/{file}.html#L{line}", self.page.to_root())
    }
}

fn is_block(name: &str) -> bool {
    matches!(
        name,
        "figure"
            | "output"
            | "chapter"
            | "errata"
            | "notation"
            | "bibliography"
            | "verified-numbers"
            | "homework"
            | "homework-table"
    )
}

/// A block begins its line and has it for itself.
fn alone(fragment: &Fragment, item: &Item) -> Result<(), String> {
    let before = fragment.text[..item.range.start].rsplit('\n').next().unwrap_or("");
    let after = fragment.text[item.range.end..].lines().next().unwrap_or("");
    let starts = item.range.start == 0 || before.is_empty();
    if starts && after.trim().is_empty() {
        Ok(())
    } else {
        Err("this block must start its line, without indentation, and have it for itself".to_owned())
    }
}
