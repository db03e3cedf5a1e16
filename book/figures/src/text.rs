//! Text in a figure: real text in the page's font, with italics and indices.

use svg::node::Blob;
use svg::node::element::{Group, Text};

use crate::Colour;
use crate::number::coordinate;

/// The size of all text, in units of the figure; indices are a little smaller.
pub(crate) const TEXT: f64 = 17.0;
const INDEX: f64 = 13.0;

/// Where a label stands, seen from its point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// Over the point, centred.
    Above,
    /// Under the point, centred.
    Below,
    /// To the left of the point.
    Left,
    /// To the right of the point.
    Right,
    /// Over the point and to its left.
    AboveLeft,
    /// Over the point and to its right.
    AboveRight,
    /// Under the point and to its left.
    BelowLeft,
    /// Under the point and to its right.
    BelowRight,
    /// On the point itself.
    Centre,
}

impl Side {
    /// `text-anchor`, and the step from the point to the text's baseline.
    fn placement(self) -> (&'static str, f64, f64) {
        const GAP: f64 = 9.0;
        match self {
            Self::Above => ("middle", 0.0, -GAP),
            Self::Below => ("middle", 0.0, GAP + 12.0),
            Self::Left => ("end", -GAP, 5.0),
            Self::Right => ("start", GAP, 5.0),
            Self::AboveLeft => ("end", -5.0, -6.0),
            Self::AboveRight => ("start", 5.0, -6.0),
            Self::BelowLeft => ("end", -5.0, 19.0),
            Self::BelowRight => ("start", 5.0, 19.0),
            Self::Centre => ("middle", 0.0, 5.0),
        }
    }
}

/// A label beside the point `(x, y)` of the file.
pub(crate) fn label(text: &str, (x, y): (f64, f64), side: Side, colour: Colour) -> Text {
    let (anchor, dx, dy) = side.placement();
    plain(text, (x + dx, y + dy), anchor, colour)
}

/// The same, over a rim of paper so that it can be read across lines and regions.
///
/// The rim is a text of its own: `paint-order` would lay the rim of an italic letter over the letter before it.
pub(crate) fn label_with_rim(text: &str, at: (f64, f64), side: Side, colour: Colour) -> Group {
    let rim = label(text, at, side, Colour::Paper)
        .set("stroke", Colour::Paper.css())
        .set("stroke-width", 4)
        .set("stroke-linejoin", "round")
        .set("aria-hidden", "true");
    Group::new().add(rim).add(label(text, at, side, colour))
}

/// Text whose baseline starts, ends or has its middle (`anchor`) at a point of the file.
pub(crate) fn plain(text: &str, (x, y): (f64, f64), anchor: &str, colour: Colour) -> Text {
    let element =
        Text::new("").add(Blob::new(marked_up(text))).set("x", coordinate(x)).set("y", coordinate(y));
    element.set("text-anchor", anchor).set("fill", colour.text_css())
}

/// `*x*` becomes italic, `**w**` bold, `_{1}` an index, `^{2}` an exponent; everything else stands for itself.
fn marked_up(text: &str) -> String {
    let mut output = String::new();
    let mut face = Face { italic: false, bold: false };
    let mut lift = 0.0; // how far the next letters must return to the baseline
    let mut rest = text;
    while !rest.is_empty() {
        if let Some(after) = rest.strip_prefix("**") {
            (face.bold, rest) = (!face.bold, after);
        } else if let Some(after) = rest.strip_prefix('*') {
            (face.italic, rest) = (!face.italic, after);
        } else if let Some((drop, content, after)) = index(rest) {
            let italic = face.italic || content.starts_with('*');
            output += &tspan(content.trim_matches('*'), Face { italic, ..face }, drop + lift, Some(INDEX));
            (lift, rest) = (-drop, after);
        } else {
            let end = rest.char_indices().skip(1).find(|(_, letter)| "*_^".contains(*letter));
            let (content, after) = rest.split_at(end.map_or(rest.len(), |(at, _)| at));
            output += &tspan(content, face, lift, None);
            (lift, rest) = (0.0, after);
        }
    }
    output
}

#[derive(Clone, Copy)]
struct Face {
    italic: bool,
    bold: bool,
}

/// The drop, the content and the rest of a text that starts with `_{…}` or `^{…}`.
fn index(text: &str) -> Option<(f64, &str, &str)> {
    let below = text.strip_prefix("_{").map(|inner| (4.0, inner));
    let (drop, inner) = below.or_else(|| text.strip_prefix("^{").map(|inner| (-6.0, inner)))?;
    let (content, after) = inner.split_once('}')?;
    Some((drop, content, after))
}

fn tspan(content: &str, face: Face, drop: f64, size: Option<f64>) -> String {
    let mut attributes = String::new();
    if drop != 0.0 {
        attributes += &format!(r#" dy="{}""#, coordinate(drop));
    }
    if let Some(size) = size {
        attributes += &format!(r#" font-size="{size}""#);
    }
    if face.italic && content.chars().any(char::is_alphabetic) {
        attributes += r#" font-style="italic""#;
    }
    if face.bold {
        attributes += r#" font-weight="700""#;
    }
    let content = content.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    if attributes.is_empty() { content } else { format!("<tspan{attributes}>{content}</tspan>") }
}

/// About how wide a text is: figures are laid out without the reader's fonts.
pub(crate) fn width(text: &str) -> f64 {
    let letters = text.chars().filter(|letter| !matches!(letter, '*' | '{' | '}' | '^' | '_')).count();
    letters as f64 * TEXT * 0.5
}

#[cfg(test)]
mod tests {
    use super::marked_up;

    #[test]
    fn plain_text_is_escaped() {
        assert_eq!(marked_up("a < b & c > d"), "a &lt; b &amp; c &gt; d");
    }

    #[test]
    fn italics_and_indices() {
        assert_eq!(
            marked_up("*x*_{1} = 2^{3}"),
            r#"<tspan font-style="italic">x</tspan><tspan dy="4" font-size="13">1</tspan><tspan dy="-4"> = 2</tspan><tspan dy="-6" font-size="13">3</tspan>"#
        );
    }

    #[test]
    fn a_bold_vector() {
        assert_eq!(
            marked_up("**w**·*x*"),
            r#"<tspan font-weight="700">w</tspan>·<tspan font-style="italic">x</tspan>"#
        );
    }

    #[test]
    fn an_italic_index() {
        assert_eq!(marked_up("σ_{*s*}"), r#"σ<tspan dy="4" font-size="13" font-style="italic">s</tspan>"#);
    }

    #[test]
    fn a_lone_underscore_stands_for_itself() {
        assert_eq!(marked_up("test_accuracy"), "test_accuracy");
    }
}
