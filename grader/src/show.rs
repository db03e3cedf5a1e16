//! Foreign words in a report: short, and only words.
//!
//! A panic's message is written by the student, and lands in a terminal or in the log of a workflow, both of which obey certain
//! characters: an escape sequence paints over lines, `::set-output` sets the results of a GitHub step.

/// What turns the direction of writing round.
const TURNING: [char; 9] = [
    '\u{202a}', '\u{202b}', '\u{202c}', '\u{202d}', '\u{202e}', '\u{2066}', '\u{2067}', '\u{2068}',
    '\u{2069}',
];

/// A text that commands nothing.
pub fn harmless(text: &str) -> String {
    let plain = |char: char| match char {
        '\n' | '\t' => char,
        char if char.is_control() || TURNING.contains(&char) => '\u{fffd}',
        char => char,
    };
    let text: String = text.chars().map(plain).collect();
    let lines: Vec<String> = text.split('\n').map(uncommanding).collect();
    lines.join("\n")
}

/// GitHub takes a line with `::` before its first word, or with `##[` anywhere, for a command.
fn uncommanding(line: &str) -> String {
    let line = line.replace("##[", "# #[");
    let indent = line.len() - line.trim_start().len();
    if line[indent..].starts_with("::") { format!("{}> {}", &line[..indent], &line[indent..]) } else { line }
}

/// At most `most` bytes of a text, at a boundary of characters, harmless.
pub fn cut(text: &str, most: usize) -> String {
    if text.len() <= most {
        return harmless(text);
    }
    let end = (0..=most).rev().find(|&end| text.is_char_boundary(end)).unwrap_or(0);
    format!("{} …", harmless(text[..end].trim_end()))
}

#[cfg(test)]
mod tests {
    use super::{cut, harmless};

    #[test]
    fn a_cut_keeps_characters_whole() {
        assert_eq!(cut("abc", 3), "abc");
        assert_eq!(cut("a–b", 2), "a …");
    }

    #[test]
    fn words_stay_and_commands_do_not() {
        assert_eq!(harmless("a\tb: 1 < 2 é 😀\nmod::x"), "a\tb: 1 < 2 é 😀\nmod::x");
        assert_eq!(harmless("\u{1b}[2Jall\rgood\u{202e}"), "\u{fffd}[2Jall\u{fffd}good\u{fffd}");
        assert_eq!(harmless("x\n  ::set-output name=result::e30="), "x\n  > ::set-output name=result::e30=");
        assert_eq!(harmless("so ##[set-output name=result]e30="), "so # #[set-output name=result]e30=");
    }
}
