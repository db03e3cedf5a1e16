//! Formulas, rendered by KaTeX before the page is: HTML for the eye, MathML for the ear.

use std::collections::HashMap;

use mdbook_katex::cfg::KatexConfig;

/// Renders formulas, each only once.
#[derive(Debug, Default)]
pub struct Formulas {
    rendered: HashMap<(String, bool), Result<String, String>>,
}

impl Formulas {
    /// The HTML of `tex`.
    ///
    /// # Errors
    /// With KaTeX's message if `tex` is not right.
    pub fn render(&mut self, tex: &str, display: bool) -> Result<String, String> {
        let key = (tex.to_owned(), display);
        self.rendered.entry(key).or_insert_with(|| render(tex, display)).clone()
    }
}

/// mdbook-katex would only log what is wrong and leave the TeX on the page: its engine is asked itself, as it would.
fn render(tex: &str, display: bool) -> Result<String, String> {
    let config = KatexConfig { output: "htmlAndMathml".to_owned(), no_css: true, ..KatexConfig::default() };
    let (inline_options, display_options) = config.build_opts_from_macros(HashMap::new());
    let options = if display { display_options } else { inline_options };
    let html = katex::render_with_opts(tex, options).map_err(|error| reason(&error.to_string()))?;
    let html = html.replace('\n', " ");
    // A line may break between bases, also where the formula is tied to the comma after it.
    let bases = if display { "</span>" } else { "</span><wbr>" };
    Ok(html.replace("</span><span class=\"base\">", &format!("{bases}<span class=\"base\">")))
}

/// The part of the message that tells an author something.
fn reason(message: &str) -> String {
    let start = message.find("KaTeX parse error: ").map_or(0, |start| start + "KaTeX parse error: ".len());
    let message = message[start..].trim_end_matches([')', '"']);
    message.replace("\\u{332}", "").replace("\\\\", "\\") // it comes as a quoted string, the wrong letters underlined
}
