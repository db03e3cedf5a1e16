//! What a page consists of, as byte ranges: the items to be replaced, the prose to be checked, its headings.

use std::ops::Range;
use std::sync::LazyLock;

use pulldown_cmark::{BrokenLink, Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd};
use regex::Regex;

use super::fragment::Fragment;
use super::mark::{self, Mark};

/// Something that the press replaces.
#[derive(Debug, Clone)]
pub struct Item {
    /// Where it stands.
    pub range: Range<usize>,
    /// What it is.
    pub kind: Kind,
}

/// The kinds of [`Item`].
#[derive(Debug, Clone)]
pub enum Kind {
    /// A mark in the prose.
    Mark(Mark),
    /// `$…$` or `$$…$$`, its TeX with the marks masked.
    Formula {
        /// The TeX between the dollars.
        tex: String,
        /// Whether it stands on its own line.
        display: bool,
        /// `eq:name`, if it is numbered.
        label: Option<String>,
    },
    /// A fenced block whose only line is an include.
    Listing {
        /// The words after the fence, `rust,ignore`.
        info: String,
        /// The path and anchor.
        include: String,
    },
}

/// A heading with its id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// Where it stands.
    pub range: Range<usize>,
    /// 1 to 6.
    pub level: usize,
    /// The id in braces.
    pub id: Option<String>,
    /// Its words.
    pub title: String,
}

/// The parts of a text.
#[derive(Debug, Default)]
pub struct Outline {
    /// The text with its marks masked: what the other ranges are ranges of.
    pub masked: String,
    /// Every mark, wherever it stands; the tokens of `masked` count these.
    pub marks: Vec<Mark>,
    /// What is to be replaced, in order.
    pub items: Vec<Item>,
    /// As long as the text, with everything blanked that is not prose: code, formulas, marks, tags, comments.
    pub prose: String,
    /// The headings.
    pub headings: Vec<Heading>,
    /// Fenced blocks of Rust that were typed into the page.
    pub typed_rust: Vec<usize>,
    /// Links by a name that the page does not define, with that name.
    pub undefined_links: Vec<(usize, String)>,
    /// Marks inside an HTML tag, where nothing can replace them.
    pub marks_in_tags: Vec<usize>,
}

static LABEL: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^[ \t]*\{#(eq:[A-Za-z0-9_-]+)\}").expect("a valid pattern"));
static INCLUDE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^\s*\{\{#include ([^}\n]+)\}\}\s*$").expect("a valid pattern"));
static COMMENT: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?s)<!--.*?(-->|$)").expect("a valid pattern"));
static HTML_FORMULA: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"\$([^$\s](?:[^$\n]*[^$\s])?)\$").expect("a valid pattern"));
static HTML_TAG: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"(?s)<[^>]*>").expect("a valid pattern"));

/// The extensions that mdBook parses with, and formulas.
pub fn markdown_options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_SMART_PUNCTUATION
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_GFM
        | Options::ENABLE_MATH
}

impl Outline {
    /// Reads a fragment.
    pub fn of(fragment: &Fragment) -> Self {
        let marks = mark::find(&fragment.text);
        let masked = mark::mask(&fragment.text, &marks);
        let outline = Self { masked: masked.clone(), marks, ..Self::default() };
        let mut reader = Reader { outline, ..Reader::default() };
        let mut undefined = Vec::new();
        let note_undefined = |link: BrokenLink| {
            if matches!(link.link_type, LinkType::Reference | LinkType::Collapsed) {
                undefined.push((link.span.start, link.reference.to_string()));
            }
            None
        };
        let parser = Parser::new_with_broken_link_callback(&masked, markdown_options(), Some(note_undefined));
        for (event, range) in parser.into_offset_iter() {
            reader.read(event, range, &fragment.text);
        }
        reader.outline.undefined_links = undefined;
        reader.finish()
    }

    /// The nearest heading above `offset` that can be linked to.
    pub fn heading_above(&self, offset: usize) -> Option<&Heading> {
        self.headings.iter().rev().find(|heading| heading.range.start <= offset && heading.id.is_some())
    }
}

/// The state while the events of the parser go by.
#[derive(Default)]
struct Reader {
    outline: Outline,
    code: Vec<Range<usize>>,
    html: Vec<Range<usize>>,
    prose: Vec<Range<usize>>,
    heading: Option<Heading>,
    in_code_block: bool,
    in_autolink: bool,
}

impl Reader {
    fn read(&mut self, event: Event, range: Range<usize>, source: &str) {
        match event {
            Event::Start(Tag::CodeBlock(kind)) => {
                self.in_code_block = true;
                self.code_block(&kind, range, source);
            }
            Event::End(TagEnd::CodeBlock) => self.in_code_block = false,
            Event::Start(Tag::Link { link_type: LinkType::Autolink | LinkType::Email, .. }) => {
                self.in_autolink = true;
            }
            Event::End(TagEnd::Link) => self.in_autolink = false,
            Event::Start(Tag::Heading { level, id, .. }) => self.start_heading(level, id.as_deref(), range),
            Event::End(TagEnd::Heading(_)) => {
                let mut heading = self.heading.take();
                if let Some(heading) = &mut heading {
                    heading.title = mark::unmask(&heading.title, |_| "…".to_owned());
                }
                self.outline.headings.extend(heading);
            }
            Event::Code(code) => {
                self.add_title(&code);
                self.code.push(range);
            }
            Event::Html(_) | Event::InlineHtml(_) => join(&mut self.html, range),
            Event::InlineMath(tex) => self.formula(&tex, false, range, source),
            Event::DisplayMath(tex) => self.formula(&tex, true, range, source),
            Event::Text(text) if !self.in_code_block && !self.in_autolink => {
                self.add_title(&text);
                self.prose.push(range);
            }
            _ => {}
        }
    }

    fn start_heading(&mut self, level: HeadingLevel, id: Option<&str>, range: Range<usize>) {
        let id = id.map(ToOwned::to_owned);
        self.heading = Some(Heading { range, level: level as usize, id, title: String::new() });
    }

    fn add_title(&mut self, text: &str) {
        if let Some(heading) = &mut self.heading {
            heading.title.push_str(text);
        }
    }

    fn code_block(&mut self, kind: &pulldown_cmark::CodeBlockKind, range: Range<usize>, source: &str) {
        self.code.push(range.clone());
        let pulldown_cmark::CodeBlockKind::Fenced(info) = kind else { return };
        let mut lines = source[range.clone()].lines().skip(1).collect::<Vec<_>>();
        if lines.last().is_some_and(|line| line.trim_start().starts_with(['`', '~'])) {
            lines.pop();
        }
        if let Some(include) = INCLUDE.captures(&lines.join("\n")) {
            let kind = Kind::Listing { info: info.to_string(), include: include[1].trim().to_owned() };
            self.outline.items.push(Item { range, kind });
        } else if info.split([',', ' ']).next() == Some("rust") {
            self.outline.typed_rust.push(range.start);
        }
    }

    fn formula(&mut self, tex: &str, display: bool, mut range: Range<usize>, source: &str) {
        let label = LABEL.captures(&source[range.end..]).filter(|_| display);
        let label = label.map(|label| {
            range.end += label[0].len();
            label[1].to_owned()
        });
        self.outline.items.push(Item { range, kind: Kind::Formula { tex: tex.to_owned(), display, label } });
    }

    /// Sorts the marks: those in code and comments are literal, those in formulas belong to these.
    fn finish(mut self) -> Outline {
        let comments = self.read_html();
        let formulas: Vec<_> = self.outline.items.iter().map(|item| item.range.clone()).collect();
        let taken = |offset: usize| {
            self.code.iter().chain(&comments).chain(&formulas).any(|range| range.contains(&offset))
        };
        let free: Vec<Mark> =
            self.outline.marks.iter().filter(|mark| !taken(mark.range.start)).cloned().collect();
        for mark in free {
            self.outline.items.push(Item { range: mark.range.clone(), kind: Kind::Mark(mark) });
        }
        self.outline.items.sort_by_key(|item| item.range.start);
        let items = self.outline.items.iter().map(|item| item.range.clone());
        let silent: Vec<_> = items.chain(comments).collect();
        self.outline.prose = only(&self.outline.masked, &self.prose, &silent);
        self.outline
    }

    /// The comments in the page's raw HTML; the text between its tags counts as prose.
    fn read_html(&mut self) -> Vec<Range<usize>> {
        let mut comments = Vec::new();
        for html in std::mem::take(&mut self.html) {
            let mut rest = self.outline.masked[html.clone()].to_owned();
            for comment in COMMENT.find_iter(&self.outline.masked[html.clone()]) {
                comments.push(html.start + comment.start()..html.start + comment.end());
                rest.replace_range(comment.range(), &" ".repeat(comment.len()));
            }
            let mut text_from = html.start;
            for tag in HTML_TAG.find_iter(&rest) {
                mark::unmask(tag.as_str(), |index| {
                    self.outline.marks_in_tags.push(index);
                    String::new()
                });
                self.read_html_text(text_from..html.start + tag.start());
                text_from = html.start + tag.end();
            }
            self.read_html_text(text_from..html.end);
        }
        comments
    }

    /// Markdown leaves the text of raw HTML alone; a summary or a caption may still hold formulas.
    fn read_html_text(&mut self, range: Range<usize>) {
        for found in HTML_FORMULA.captures_iter(&self.outline.masked[range.clone()]) {
            let whole = found.get(0).map_or(0..0, |whole| whole.range());
            let kind = Kind::Formula { tex: found[1].to_owned(), display: false, label: None };
            let range = range.start + whole.start..range.start + whole.end;
            self.outline.items.push(Item { range, kind });
        }
        self.prose.push(range);
    }
}

/// `text` with spaces for every byte outside `spoken` or inside `silent`; newlines stay, so lines can be told.
fn only(text: &str, spoken: &[Range<usize>], silent: &[Range<usize>]) -> String {
    let mut bytes: Vec<u8> = text.bytes().map(|byte| if byte == b'\n' { byte } else { b' ' }).collect();
    for run in spoken {
        bytes[run.clone()].copy_from_slice(&text.as_bytes()[run.clone()]);
    }
    for run in silent {
        for byte in bytes[run.clone()].iter_mut().filter(|byte| **byte != b'\n') {
            *byte = b' ';
        }
    }
    String::from_utf8(bytes).expect("runs start and end between characters")
}

/// Appends a range, as one with the last if they touch.
fn join(ranges: &mut Vec<Range<usize>>, range: Range<usize>) {
    match ranges.last_mut() {
        Some(last) if last.end == range.start => last.end = range.end,
        _ => ranges.push(range),
    }
}
