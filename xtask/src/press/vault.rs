//! HTML that markdown must not touch: formulas and drawings wait here while mdBook renders the page around them.
//!
//! In the markdown stands an empty element, which mdBook passes through, prints once more in `print.html` and finds no
//! words in for the search index; [`Vault::fill`] then puts the HTML in its place.

/// The HTML that waits.
#[derive(Debug, Default)]
pub struct Vault(Vec<String>);

const START: &str = " data-press=\"";

impl Vault {
    /// Keeps HTML that stands within a line.
    pub fn inline(&mut self, html: String) -> String {
        format!(r#"<span data-press="{}"></span>"#, self.keep(html))
    }

    /// Keeps HTML that stands by itself.
    pub fn block(&mut self, html: String) -> String {
        format!(r#"<div data-press="{}"></div>"#, self.keep(html))
    }

    fn keep(&mut self, html: String) -> usize {
        self.0.push(html);
        self.0.len() - 1
    }

    /// Puts everything kept into its place.
    pub fn fill(&self, page: &str) -> String {
        let mut pieces = page.split(START);
        let mut filled = pieces.next().unwrap_or_default().to_owned();
        for piece in pieces {
            match self.take(piece) {
                Some((html, rest)) => {
                    filled.truncate(filled.rfind('<').unwrap_or(filled.len()));
                    put(&mut filled, html, rest);
                }
                None => filled.extend([START, piece]),
            }
        }
        filled
    }

    /// The HTML that a placeholder stands for, and what follows it.
    fn take<'a>(&'a self, piece: &'a str) -> Option<(&'a str, &'a str)> {
        let (index, rest) = piece.split_once("\"></")?;
        let html = self.0.get(index.parse::<usize>().ok()?)?;
        Some((html, rest.split_once('>')?.1))
    }
}

/// Appends what was kept and what follows it. To a browser a formula is a box, beside which it may break the line whatever
/// comes next: a formula is tied to its bracket, and to the comma or full stop after it.
fn put(filled: &mut String, html: &str, rest: &str) {
    let after = rest.len() - rest.trim_start_matches(['.', ',', ';', ':', '!', '?', ')', '”', '’']).len();
    let before = filled.len() - filled.trim_end_matches('(').len();
    if html.starts_with("<span class=\"katex\">") && before + after > 0 {
        filled.insert_str(filled.len() - before, "<span class=\"tied\">");
        filled.extend([html, &rest[..after], "</span>", &rest[after..]]);
    } else {
        filled.extend([html, rest]);
    }
}

#[cfg(test)]
mod tests {
    use super::Vault;

    #[test]
    fn what_was_kept_comes_back_in_its_place() {
        let mut vault = Vault::default();
        let (first, second) = (vault.inline("<b>1</b>".to_owned()), vault.block("<svg/>".to_owned()));
        assert_eq!(
            vault.fill(&format!("<p>a {first} b {first}</p>\n{second}\n")),
            "<p>a <b>1</b> b <b>1</b></p>\n<svg/>\n"
        );
    }

    #[test]
    fn a_formula_is_tied_to_the_marks_beside_it() {
        let mut vault = Vault::default();
        let formula = "<span class=\"katex\">x</span>";
        let place = vault.inline(formula.to_owned());
        assert_eq!(
            vault.fill(&format!("in ({place}), or {place} alone: {place}.</p>")),
            format!(
                "in <span class=\"tied\">({formula}),</span> or {formula} alone: <span class=\"tied\">{formula}.</span></p>"
            )
        );
    }

    #[test]
    fn other_text_stays() {
        let text = "<span data-press=\"9\"></span> and data-press alone";
        assert_eq!(Vault::default().fill(text), text);
    }
}
