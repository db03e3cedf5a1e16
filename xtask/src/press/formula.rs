//! Formulas, rendered by KaTeX before the page is: HTML for the eye, MathML for the ear.

use std::collections::HashMap;
use std::fmt;
use std::sync::LazyLock;

use katex::{KatexContext, Settings};
use regex::{Captures, Regex};

/// A tag with two attributes or more: its name, the attributes, a slash or nothing.
static TAG: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r#"<(\w+)((?: [\w:-]+="[^"]*"){2,})(/?)>"#).expect("a fixed pattern"));

/// One attribute, with the blank before it.
static ATTRIBUTE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r#" [\w:-]+="[^"]*""#).expect("a fixed pattern"));

/// Renders formulas, each only once.
#[derive(Default)]
pub struct Formulas {
    katex: KatexContext,
    rendered: HashMap<(String, bool), Result<String, String>>,
}

impl Formulas {
    /// The HTML of `tex`.
    ///
    /// # Errors
    /// With KaTeX's message if `tex` is not right.
    pub fn render(&mut self, tex: &str, display: bool) -> Result<String, String> {
        let key = (tex.to_owned(), display);
        self.rendered.entry(key).or_insert_with(|| render(&self.katex, tex, display)).clone()
    }
}

impl fmt::Debug for Formulas {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Formulas").field("rendered", &self.rendered).finish_non_exhaustive()
    }
}

fn render(katex: &KatexContext, tex: &str, display: bool) -> Result<String, String> {
    let settings = Settings::builder().display_mode(display).build();
    let html = katex::render_to_string(katex, tex, &settings).map_err(|error| reason(&error.to_string()))?;
    let html = with_sorted_attributes(&html).replace('\n', " ");
    // A line may break between bases, also where the formula is tied to the comma after it.
    let bases = if display { "</span>" } else { "</span><wbr>" };
    Ok(html.replace("</span><span class=\"katex-base\">", &format!("{bases}<span class=\"katex-base\">")))
}

/// KaTeX's table of attributes has another order in each run: sorted, a page comes out the same twice.
fn with_sorted_attributes(html: &str) -> String {
    let sorted = TAG.replace_all(html, |tag: &Captures| {
        let mut attributes: Vec<_> = ATTRIBUTE.find_iter(&tag[2]).map(|found| found.as_str()).collect();
        attributes.sort_unstable();
        format!("<{}{}{}>", &tag[1], attributes.concat(), &tag[3])
    });
    sorted.into_owned()
}

/// The part of the message that tells an author something, without the lines under the wrong letters.
fn reason(message: &str) -> String {
    message.trim_start_matches("KaTeX parse error: ").replace('\u{332}', "")
}

#[cfg(test)]
mod tests {
    use super::{Formulas, with_sorted_attributes};

    #[test]
    fn attributes_have_one_order() {
        let html = r#"<mtable width="1em" columnalign="right left"><mo stretchy="false">(</mo><path d="M0 1" a:b="x > y"/></mtable>"#;
        let sorted = r#"<mtable columnalign="right left" width="1em"><mo stretchy="false">(</mo><path a:b="x > y" d="M0 1"/></mtable>"#;
        assert_eq!(with_sorted_attributes(html), sorted);
    }

    #[test]
    fn a_formula_that_is_not_right_says_why() {
        let said = Formulas::default().render(r"x^2^3", false).expect_err("two exponents");
        assert_eq!(said, "Double superscript at position 4: x^2^3");
        let said = Formulas::default().render(r"\foo x", false).expect_err("no such command");
        assert_eq!(said, r"Undefined control sequence: \foo at position 1: \foo x");
    }

    #[test]
    fn a_line_may_break_between_bases_of_a_formula_in_the_text_only() {
        let mut formulas = Formulas::default();
        let inline = formulas.render("a = b", false).expect("a formula");
        assert!(inline.contains("</span><wbr><span class=\"katex-base\">"), "{inline}");
        assert!(!formulas.render("a = b", true).expect("a formula").contains("<wbr>"));
    }
}
