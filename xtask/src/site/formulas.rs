//! The regular part of the stylesheet for formulas: what can be computed from KaTeX's own few numbers.
//!
//! The rest, which box stacks on which, is `book/theme/css/katex.css`.

use std::fmt::Write as _;

/// The font sizes `\tiny` to `\Huge` of KaTeX relative to `\normalsize`, which is size 6.
const SIZES: [f64; 11] = [0.5, 0.6, 0.7, 0.8, 0.9, 1.0, 1.2, 1.44, 1.728, 2.074, 2.488];

/// Classes that choose an alphabet: family, `font-weight`, `font-style`.
const ALPHABETS: [(&str, &str, &str, &str); 16] = [
    ("mathnormal", "Math", "normal", "italic"),
    ("mathit", "Main", "normal", "italic"),
    ("mathrm", "Main", "normal", "normal"),
    ("mathbf", "Main", "bold", "normal"),
    ("boldsymbol", "Math", "bold", "italic"),
    ("amsrm", "AMS", "normal", "normal"),
    ("mathbb,textbb", "AMS", "normal", "normal"),
    ("mathcal", "Caligraphic", "normal", "normal"),
    ("mathfrak,textfrak", "Fraktur", "normal", "normal"),
    ("mathboldfrak,textboldfrak", "Fraktur", "bold", "normal"),
    ("mathtt,texttt", "Typewriter", "normal", "normal"),
    ("mathscr,textscr", "Script", "normal", "normal"),
    ("mathsf,textsf", "SansSerif", "normal", "normal"),
    ("mathboldsf,textboldsf", "SansSerif", "bold", "normal"),
    ("mathitsf,mathsfit,textitsf", "SansSerif", "normal", "italic"),
    ("mainrm", "Main", "normal", "normal"),
];

/// The rules that the press writes beside `katex.css`.
pub fn regular_rules() -> String {
    let mut css = String::new();
    alphabets(&mut css);
    sizes(&mut css);
    delimiters(&mut css);
    css
}

/// Formula letters are set by class; words inside a formula (`\textbf`) change one property of the face around them.
fn alphabets(css: &mut String) {
    for (classes, family, weight, style) in ALPHABETS {
        let selector = selectors(classes);
        writeln!(css, "{selector}{{font-family:KaTeX_{family};font-weight:{weight};font-style:{style}}}")
            .unwrap();
    }
    css.push_str(".katex .textrm{font-family:KaTeX_Main}\n");
    css.push_str(".katex .textbf{font-weight:bold}\n");
    css.push_str(".katex .textit{font-style:italic}\n");
}

fn selectors(classes: &str) -> String {
    let each: Vec<_> = classes.split(',').map(|class| format!(".katex .{class}")).collect();
    each.join(",")
}

/// `.reset-size3.size6` sets size 6 inside size 3: the ratio of the two.
fn sizes(css: &mut String) {
    css.push_str(".katex .fontsize-ensurer{display:inline-block}\n");
    for (outer, from) in SIZES.iter().enumerate() {
        for (inner, to) in SIZES.iter().enumerate() {
            let ratio = (to / from * 1e8).round() / 1e8;
            writeln!(css, ".katex .reset-size{}.size{}{{font-size:{ratio}em}}", outer + 1, inner + 1)
                .unwrap();
        }
    }
}

/// Brackets of a fixed size have a face each; stacked ones are built from pieces in the faces of sizes 1 and 4.
fn delimiters(css: &mut String) {
    for size in 1..=4 {
        writeln!(css, ".katex .delimsizing.size{size}{{font-family:KaTeX_Size{size}}}").unwrap();
    }
    for size in [1, 4] {
        writeln!(css, ".katex .delimsizing.mult .delim-size{size}>span{{font-family:KaTeX_Size{size}}}")
            .unwrap();
    }
    css.push_str(".katex .small-op{font-family:KaTeX_Size1}\n.katex .large-op{font-family:KaTeX_Size2}\n");
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use katex::{KatexContext, Settings, TrustSetting};
    use regex::Regex;

    use super::regular_rules;

    /// Classes that only say what a piece is; their boxes are set by the classes beside them or by inline styles.
    const NAMES_ONLY: [&str; 18] = [
        "accentunder",
        "colorbox",
        "delimsizinginner",
        "katex-overline",
        "katex-sizing",
        "katex-underline",
        "mbin",
        "mclose",
        "minner",
        "mop",
        "mopen",
        "mord",
        "mpunct",
        "mrel",
        "mtable",
        "mtight",
        "nobreak",
        "text",
    ];

    fn formulas() -> Vec<&'static str> {
        let page = include_str!("../../tests/formulas.md");
        page.lines().filter_map(|line| line.strip_prefix("$$")?.strip_suffix("$$")).collect()
    }

    #[test]
    fn every_class_of_every_formula_has_its_rule() {
        let css = regular_rules() + include_str!("../../../book/theme/css/katex.css");
        let ruled: BTreeSet<_> =
            Regex::new(r"\.([a-z][\w-]*)").unwrap().captures_iter(&css).map(|c| c[1].to_owned()).collect();
        let class = Regex::new(r#"class="([^"]+)""#).unwrap();
        let katex = KatexContext::default();
        let settings = Settings::builder().display_mode(true).trust(TrustSetting::Bool(true)).build();
        let mut missing = BTreeSet::new();
        for formula in formulas() {
            let html = katex::render_to_string(&katex, formula, &settings)
                .unwrap_or_else(|error| panic!("{formula}: {error}"));
            let html = html.split_once("katex-html").expect("both outputs").1;
            let classes = class.captures_iter(html).map(|found| found[1].to_owned()).collect::<Vec<_>>();
            missing.extend(classes.iter().flat_map(|names| names.split_whitespace()).map(ToOwned::to_owned));
        }
        missing.retain(|name| !ruled.contains(name) && !NAMES_ONLY.contains(&name.as_str()));
        assert!(missing.is_empty(), "no rule for {missing:?}");
    }

    #[test]
    fn a_size_inside_a_size_is_their_ratio() {
        let css = regular_rules();
        assert!(css.contains(".katex .reset-size6.size3{font-size:0.7em}"));
        assert!(css.contains(".katex .reset-size3.size6{font-size:1.42857143em}"));
        assert!(css.contains(".katex .reset-size4.size4{font-size:1em}"));
    }
}
