//! Listings: code from the crates between two anchors, with its file and lines.

use std::path::{Component, Path, PathBuf};
use std::sync::LazyLock;

use regex::Regex;

use super::book::Book;
use super::expand::Expander;
use super::page::Page;
use super::{escape, label};

static ANCHOR: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"ANCHOR(_END)?:\s*([A-Za-z0-9_-]+)").expect("a valid pattern"));

/// Code and where it stands.
#[derive(Debug, PartialEq, Eq)]
pub struct Excerpt {
    /// The code, without anchors and without the indentation that all its lines share.
    pub code: String,
    /// The file's first line that is shown, counted from 1.
    pub first_line: usize,
    /// The last.
    pub last_line: usize,
}

/// The label of a listing: given as `label=lst:…`, or the anchor's, or the file's.
pub fn label(info: &str, include: &str) -> String {
    let given = info.split([',', ' ']).find_map(|word| word.strip_prefix("label="));
    given.map_or_else(
        || {
            let (path, anchor) = split_include(include);
            let file = path.rsplit('/').next().unwrap_or(path);
            format!("lst:{}", anchor.unwrap_or_else(|| file.split('.').next().unwrap_or(file)))
        },
        ToOwned::to_owned,
    )
}

/// `path:anchor`.
fn split_include(include: &str) -> (&str, Option<&str>) {
    include.split_once(':').map_or((include, None), |(path, anchor)| (path, Some(anchor)))
}

/// Cuts the lines of an anchor out of a source, or all lines.
///
/// # Errors
/// If the anchor is missing, open, or empty.
pub fn excerpt(source: &str, anchor: Option<&str>) -> Result<Excerpt, String> {
    let mut kept: Vec<(usize, &str)> = Vec::new();
    let mut inside = anchor.is_none();
    let (mut opened, mut closed) = (inside, inside);
    for (index, line) in source.lines().enumerate() {
        if let Some(found) = ANCHOR.captures(line) {
            if anchor == Some(&found[2]) {
                inside = found.get(1).is_none();
                opened |= inside;
                closed |= !inside;
            }
        } else if inside {
            kept.push((index + 1, line));
        }
    }
    let name = anchor.unwrap_or_default();
    if !opened {
        let anchors =
            ANCHOR.captures_iter(source).filter_map(|found| found.get(2)).map(|found| found.as_str());
        return Err(format!("no anchor `{name}`{}", super::alike::suggestion(name, anchors)));
    }
    if !closed {
        return Err(format!("the anchor `{name}` is never closed: `// ANCHOR_END: {name}`"));
    }
    let blank = |line: &&(usize, &str)| line.1.trim().is_empty();
    let start = kept.iter().take_while(blank).count();
    let end = kept.len() - kept[start..].iter().rev().take_while(blank).count();
    let [(first_line, _), ..] = kept[start..end] else {
        return Err(format!("the anchor `{name}` holds no code"));
    };
    Ok(Excerpt { code: without_indent(&kept[start..end]), first_line, last_line: kept[end - 1].0 })
}

fn without_indent(lines: &[(usize, &str)]) -> String {
    let full = lines.iter().filter(|(_, line)| !line.trim().is_empty());
    let indent = full.map(|(_, line)| line.len() - line.trim_start().len()).min().unwrap_or(0);
    let cut = |(_, line): &(usize, &str)| format!("{}\n", line.get(indent..).unwrap_or(""));
    lines.iter().map(cut).collect()
}

/// `a/b/../c` as `a/c`.
fn normalised(path: &Path) -> PathBuf {
    path.components().fold(PathBuf::new(), |mut whole, part| {
        if part == Component::ParentDir {
            whole.pop();
        } else {
            whole.push(part);
        }
        whole
    })
}

impl Excerpt {
    /// How many lines are shown.
    pub fn lines(&self) -> usize {
        self.last_line - self.first_line + 1
    }
}

impl Book<'_> {
    /// The code that a page includes.
    ///
    /// # Errors
    /// If file or anchor is missing, or the anchor holds nothing.
    pub fn excerpt(&self, page: &Page, include: &str) -> Result<Excerpt, String> {
        let (_, anchor) = split_include(include);
        let file = self.included_file(page, include);
        let shown = self.workspace.relative(&file);
        let source =
            std::fs::read_to_string(&file).map_err(|error| format!("cannot include {shown}: {error}"))?;
        excerpt(&source, anchor).map_err(|error| format!("in {shown}: {error}"))
    }

    fn included_file(&self, page: &Page, include: &str) -> PathBuf {
        let page = self.workspace.pages().join(&page.path);
        normalised(&page.parent().unwrap_or(&page).join(split_include(include).0))
    }
}

impl Expander<'_> {
    /// A listing with its caption.
    pub(super) fn listing(&mut self, info: &str, include: &str) -> Result<String, String> {
        let excerpt = self.book.excerpt(self.page, include)?;
        let shown = self.book.workspace.relative(&self.book.included_file(self.page, include));
        let link = self.source_link(&shown, excerpt.first_line);
        let lines = match (excerpt.first_line, excerpt.last_line) {
            (first, last) if first == last => format!("line {first}"),
            (first, last) => format!("lines {first}–{last}"),
        };
        let name = self::label(info, include);
        let number = label::text(&name, &self.book.labels.get(&name)?.number);
        let words: Vec<&str> = info.split([',', ' ']).filter(|word| !word.starts_with("label=")).collect();
        Ok(format!(
            "\n<figure class=\"listing\" id=\"{name}\">\n<figcaption><span class=\"caption-number\">{number}</span> \
             <a class=\"source-link\" href=\"{link}\">{}, {lines}</a></figcaption>\n\n{}\n</figure>\n",
            escape::text(&shown),
            fence(&words.join(","), &excerpt.code)
        ))
    }
}

/// A fenced block whose fence is longer than any in the code.
pub fn fence(info: &str, code: &str) -> String {
    let longest = code.split(|letter| letter != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat((longest + 1).max(3));
    format!("{fence}{info}\n{}\n{fence}\n", code.trim_end_matches('\n'))
}

#[cfg(test)]
mod tests {
    use super::{excerpt, fence, label};

    const SOURCE: &str = "use x;\n\n    // ANCHOR: one\n\n    fn a() {\n        // ANCHOR: two\n        b();\n        \
                          // ANCHOR_END: two\n    }\n    // ANCHOR_END: one\n";

    #[test]
    fn the_lines_of_an_anchor_lose_anchors_blank_ends_and_indentation() {
        let one = excerpt(SOURCE, Some("one")).unwrap();
        assert_eq!(one.code, "fn a() {\n    b();\n}\n");
        assert_eq!((one.first_line, one.last_line), (5, 9));
        assert_eq!(excerpt(SOURCE, Some("two")).unwrap().code, "b();\n");
    }

    #[test]
    fn a_whole_file_loses_only_its_anchors() {
        assert!(excerpt(SOURCE, None).unwrap().code.starts_with("use x;\n\n\n    fn a()"));
    }

    #[test]
    fn missing_open_and_empty_anchors_are_refused() {
        assert!(excerpt(SOURCE, Some("ones")).unwrap_err().contains("did you mean `one`"));
        assert!(excerpt("// ANCHOR: a\nx", Some("a")).unwrap_err().contains("never closed"));
        assert!(excerpt("// ANCHOR: a\n\n// ANCHOR_END: a", Some("a")).unwrap_err().contains("no code"));
    }

    #[test]
    fn a_label_is_given_or_the_anchor_or_the_file() {
        assert_eq!(label("rust,ignore,label=lst:stable", "a/b.rs:c"), "lst:stable");
        assert_eq!(label("rust,ignore", "a/b.rs:c"), "lst:c");
        assert_eq!(label("toml", "../Cargo.toml"), "lst:Cargo");
    }

    #[test]
    fn a_fence_outgrows_the_fences_inside() {
        assert_eq!(fence("rust", "/// ```\n"), "````rust\n/// ```\n````\n");
        assert_eq!(fence("rust", "a\n"), "```rust\na\n```\n");
    }
}
