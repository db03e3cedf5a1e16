//! The faces of the book, which `build/` packed, and the `@font-face` rules that name them.
//!
//! Text is set in Libertinus Serif (crate `typst-assets`), formulas in KaTeX's faces (crate `ratex-katex-fonts`), both under the SIL
//! Open Font License, and code in Source Code Pro, which mdBook brings along.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

/// Name and content of each file that `build/main.rs` packed.
const FACES: [(&str, &[u8]); 24] = include!(concat!(env!("OUT_DIR"), "/fonts.rs"));

/// Writes every face into `out/fonts` and returns the rules that make them known, for a stylesheet in `out`.
///
/// # Errors
/// If mdBook no longer writes the face of code, or a file cannot be written.
pub fn write(out: &Path) -> Result<String> {
    let folder = out.join("fonts");
    fs::create_dir_all(&folder)?;
    let mut rules = code_face(&folder)?;
    for (name, content) in FACES {
        let file = format!("{name}.woff2");
        fs::write(folder.join(&file), content).with_context(|| format!("writing {file}"))?;
        rules.push_str(&rule(name));
    }
    Ok(rules)
}

/// The rule for a file named after its family and its style.
fn rule(name: &str) -> String {
    let (family, style) = name.split_once('-').expect("names such as KaTeX_Main-BoldItalic");
    let weight = match style.trim_end_matches("Italic") {
        "Bold" => 700,
        "Semibold" => 600,
        _ => 400,
    };
    let slant = if style.ends_with("Italic") { "italic" } else { "normal" };
    let src = format!("src:url(fonts/{name}.woff2) format(\"woff2\")");
    let rest = if family == "LibertinusSerif" {
        format!(
            "font-family:\"Libertinus Serif\";font-display:swap;unicode-range:{}",
            env!("TEXT_CHARACTERS")
        )
    } else {
        // A formula in a stand-in face is misleading, so it waits; text does not.
        format!("font-family:{family};font-display:block")
    };
    format!("@font-face{{{rest};font-weight:{weight};font-style:{slant};{src}}}\n")
}

/// mdBook writes Source Code Pro, and Open Sans in ten files that no page asks for: keeps the one, drops the others.
fn code_face(folder: &Path) -> Result<String> {
    let mut rule = None;
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let file = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if file.starts_with("source-code-pro") {
            rule = Some(format!(
                "@font-face{{font-family:\"Source Code Pro\";font-display:swap;font-weight:400;src:url(fonts/{file}) format(\"woff2\")}}\n"
            ));
        } else if file.to_lowercase().starts_with("open-sans") || file.starts_with("fonts") {
            fs::remove_file(&path)?;
        }
    }
    rule.context("mdBook no longer writes Source Code Pro into fonts/")
}

#[cfg(test)]
mod tests {
    use super::{FACES, rule};

    #[test]
    fn a_rule_says_what_the_file_is() {
        let text = rule("LibertinusSerif-SemiboldItalic");
        for part in ["\"Libertinus Serif\"", "font-weight:600", "font-style:italic", "unicode-range:U+20-7E,"]
        {
            assert!(text.contains(part), "{text}");
        }
        let formula = rule("KaTeX_Main-Bold");
        for part in
            ["font-family:KaTeX_Main;", "font-weight:700", "font-style:normal", "KaTeX_Main-Bold.woff2"]
        {
            assert!(formula.contains(part), "{formula}");
        }
    }

    #[test]
    fn the_faces_are_packed_and_light() {
        for (name, content) in FACES {
            assert_eq!(&content[..4], b"wOF2", "{name}");
            assert!(content.len() < 130_000, "{name} weighs {} bytes", content.len());
        }
    }
}
