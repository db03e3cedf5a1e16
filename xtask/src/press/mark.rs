//! Finding the marks `{{#name arguments}}` of a page, before its markdown is parsed.
//!
//! A mark can hold what markdown would read as its own (`[1]`, `_`), so each is masked by a token of the same length: the
//! parser then sees one word, and every byte offset stays that of the page.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

/// A mark as it stands in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// From the first brace to the last.
    pub range: Range<usize>,
    /// The word after `#`.
    pub name: String,
    /// What follows the name, trimmed; a figure's holds several lines.
    pub arguments: String,
    /// Where the arguments start.
    pub arguments_start: usize,
    /// False if no braces close it.
    pub closed: bool,
}

const TOKEN_START: char = '\u{E000}';
const TOKEN_END: char = '\u{E001}';

static START: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\{\{#([A-Za-z-]*)").expect("a valid pattern"));
static TOKEN: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"\u{E000}([0-9]+)\u{E001}").expect("a valid pattern"));

/// Every mark of the text, in order, wherever it stands.
pub fn find(text: &str) -> Vec<Mark> {
    let mut marks = Vec::new();
    let mut from = 0;
    while let Some(start) = START.captures_at(text, from) {
        let name = start.get(1).expect("the pattern has a group");
        let begin = start.get(0).expect("a match has a whole").start();
        let body = &text[name.end()..];
        let length = if name.as_str() == "figure" { figure_length(body) } else { line_length(body) };
        let arguments = &body[..length.map_or(0, |(arguments, _)| arguments)];
        let indent = arguments.len() - arguments.trim_start().len();
        let end = name.end() + length.map_or(0, |(_, whole)| whole);
        marks.push(Mark {
            range: begin..end,
            name: name.as_str().to_owned(),
            arguments: arguments.trim().to_owned(),
            arguments_start: name.end() + indent,
            closed: length.is_some(),
        });
        from = end.max(begin + 3);
    }
    marks
}

/// A mark ends at the first `}}` of its line: the lengths of its arguments and of these with the braces.
fn line_length(body: &str) -> Option<(usize, usize)> {
    let line = body.lines().next().unwrap_or("");
    line.find("}}").map(|arguments| (arguments, arguments + 2))
}

/// A figure ends at a line that is `}}` alone (its caption may hold pins and TeX with braces), before any blank line.
fn figure_length(body: &str) -> Option<(usize, usize)> {
    let mut length = 0;
    for (index, line) in body.split_inclusive('\n').enumerate() {
        if line.trim_end() == "}}" {
            return Some((length, length + 2));
        }
        if index > 0 && line.trim().is_empty() {
            return None;
        }
        length += line.len();
    }
    None
}

/// The text with every closed mark replaced by a token of equal length, which [`unmask`] recognises.
pub fn mask(text: &str, marks: &[Mark]) -> String {
    let mut masked = text.to_owned();
    for (index, mark) in marks.iter().enumerate().filter(|(_, mark)| mark.closed) {
        let digits = mark.range.len().saturating_sub(TOKEN_START.len_utf8() + TOKEN_END.len_utf8());
        let token = format!("{TOKEN_START}{index:0digits$}{TOKEN_END}");
        if token.len() == mark.range.len() {
            masked.replace_range(mark.range.clone(), &token);
        }
    }
    masked
}

/// The masked text with each token replaced by what `with` makes of the mark's index.
pub fn unmask(masked: &str, mut with: impl FnMut(usize) -> String) -> String {
    TOKEN
        .replace_all(masked, |token: &regex::Captures| with(token[1].parse().unwrap_or(usize::MAX)))
        .into_owned()
}

#[cfg(test)]
mod tests {
    use super::{find, mask, unmask};

    #[test]
    fn a_mark_is_found_with_its_name_and_arguments() {
        let marks = find("so {{#pin loss/a.b[1] .3}} and {{#notation}}");
        assert_eq!(marks[0].name, "pin");
        assert_eq!(marks[0].arguments, "loss/a.b[1] .3");
        assert_eq!(marks[0].range, 3..26);
        assert_eq!((marks[1].name.as_str(), marks[1].arguments.as_str()), ("notation", ""));
    }

    #[test]
    fn a_figure_ends_at_its_line_of_braces_and_swallows_the_pins_in_its_caption() {
        let text =
            "{{#figure neuron/gates\nalt: a {{#pin n/s.a}}\ncaption: $\\frac{1}{{2}}$\n}}\n\n{{#pin n/s.b}}";
        let marks = find(text);
        assert_eq!(marks.len(), 2);
        assert!(marks[0].arguments.ends_with("{{2}}$"));
        assert_eq!(&text[marks[1].range.clone()], "{{#pin n/s.b}}");
    }

    #[test]
    fn an_open_mark_is_reported_and_does_not_swallow_the_next() {
        let marks = find("{{#pin loss/a\n{{#ref fig:b}} {{#figure x/y\nalt: z\n\n}}");
        let closed: Vec<_> = marks.iter().map(|mark| (mark.name.as_str(), mark.closed)).collect();
        assert_eq!(closed, [("pin", false), ("ref", true), ("figure", false)]);
    }

    #[test]
    fn masking_keeps_every_offset_and_can_be_undone() {
        let text = "a {{#pin loss/a.b[1] .3}} b {{#ref eq:x}}";
        let marks = find(text);
        let masked = mask(text, &marks);
        assert_eq!(masked.len(), text.len());
        assert!(!masked.contains('{'));
        assert_eq!(unmask(&masked, |index| format!("<{index}>")), "a <0> b <1>");
    }
}
