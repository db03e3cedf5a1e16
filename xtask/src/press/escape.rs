//! Text that goes into HTML.

/// For text and for attributes in double quotes.
pub fn text(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            other => escaped.push(other),
        }
    }
    escaped
}

/// Text for a place where markdown is parsed: its own signs become entities.
pub fn markdown(plain: &str) -> String {
    let mut escaped = String::with_capacity(plain.len());
    for letter in text(plain).chars() {
        if matches!(letter, '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '$' | '{') {
            escaped.push('\\');
        }
        escaped.push(letter);
    }
    escaped
}

/// A link, written as HTML so that it also stands inside raw HTML, where markdown is not read.
pub fn link(href: &str, words: &str) -> String {
    format!("<a href=\"{}\">{}</a>", text(href), text(words))
}
