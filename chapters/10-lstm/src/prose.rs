//! A page of a book without its marks: the sentences, and nothing else.

/// What stands between these signs is no prose.
const LEFT_OUT: [(&str, &str); 5] =
    [("```", "```"), ("{{#", "}}"), ("$$", "$$"), ("$", "$"), ("<", ">")];

/// The sentences of a page of markdown, one paragraph a line.
///
/// Left out are listings, formulas, tables, headings, HTML and the marks of the press; links and emphasis keep their words. Curly quotes and long
/// dashes become straight and short. Paragraphs from which a formula or a number was taken stay, with a gap in them.
///
/// ```
/// let page = "# A heading {#id}\n\nA *sum* of $n$ terms, see [chapter 1](x.md).\n\n| a | table |\n\n```rust\ncode\n```\n\n- It’s over.\n";
/// assert_eq!(lstm::prose(page), "A sum of terms, see chapter.\nIt's over.\n");
/// ```
pub fn prose(markdown: &str) -> String {
    let mut text = markdown.replace("\r\n", "\n");
    for (opening, closing) in LEFT_OUT {
        text = without(&text, opening, closing);
    }
    text = text.replace("](", "]\u{1}");
    text = without(&text, "\u{1}", ")");
    let mut result = String::new();
    for paragraph in text.split("\n\n") {
        for line in paragraphs(paragraph) {
            result += &line;
            result.push('\n');
        }
    }
    result
}

/// The text without what stands between an opening and the next closing sign; without its end, if that never comes.
fn without(text: &str, opening: &str, closing: &str) -> String {
    let mut result = String::new();
    let mut rest = text;
    while let Some((before, inside)) = rest.split_once(opening) {
        result += before;
        rest = inside.split_once(closing).map_or("", |(_, after)| after);
    }
    result + rest
}

/// The lines of a paragraph as one line, items of a list each as its own; none of a table, a heading or a quotation's mark.
fn paragraphs(paragraph: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for line in paragraph.lines() {
        let line = line.trim();
        if line.starts_with(['#', '|', '>']) || line.is_empty() {
            continue;
        }
        let item = line.strip_prefix("- ");
        let line = clean(item.unwrap_or(line));
        match found.last_mut() {
            Some(last) if item.is_none() => *last = format!("{last} {line}"),
            _ => found.push(line),
        }
    }
    found.into_iter().filter(|line| line.split(' ').count() > 1).collect()
}

/// The characters of a line that the vocabulary has, with one space between words and none before a mark.
fn clean(line: &str) -> String {
    let plain: String = line
        .chars()
        .map(|character| match character {
            '’' | '‘' => '\'',
            '–' | '—' | '−' => '-',
            other => other,
        })
        .filter(|&character| crate::number_of(character).is_some())
        .collect();
    let words: Vec<&str> = plain.split(' ').filter(|word| !word.is_empty()).collect();
    [" .", " ,", " ;", " :", " ?", " !", " )"]
        .iter()
        .fold(words.join(" "), |text, mark| text.replace(mark, &mark[1..]))
        .replace("( ", "(")
        .replace("()", "")
}

#[cfg(test)]
mod tests {
    use super::prose;

    #[test]
    fn nothing_but_sentences_is_left() {
        assert_eq!(
            prose("A number {{#pin a/b.c .3}} and $$ x $$ more.\n"),
            "A number and more.\n"
        );
        assert_eq!(
            prose("<!-- why -->\nTwo\nlines.\n\n- one item\n- another one\n"),
            "Two lines.\none item\nanother one\n"
        );
        assert_eq!(
            prose("See `linear_forward` (chapter 5).\n"),
            "See linearforward (chapter).\n"
        );
        assert_eq!(prose("an open ```fence"), "an open\n");
        assert_eq!(prose("If $a < b$, then go > on.\n"), "If, then go on.\n");
        assert_eq!(prose("word\n\n\n"), "");
        assert_eq!(prose(""), "");
    }
}
