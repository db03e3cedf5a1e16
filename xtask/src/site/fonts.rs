//! The faces of the book, out of the crates that carry them, and the `@font-face` rules that name them.
//!
//! Text is set in Libertinus Serif (SIL Open Font License; crate `typst-assets`), formulas in KaTeX's faces (SIL Open Font License;
//! crate `ratex-katex-fonts`), code in Source Code Pro, which mdBook brings along.

use std::borrow::Cow;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

/// One file of a family.
struct Face {
    family: String,
    weight: &'static str,
    style: &'static str,
    file: String,
    bytes: Cow<'static, [u8]>,
}

/// The text face: file stem, which is also its PostScript name, weight and style.
const TEXT: [(&str, &str, &str); 4] = [
    ("LibertinusSerif-Regular", "400", "normal"),
    ("LibertinusSerif-Italic", "400", "italic"),
    ("LibertinusSerif-Semibold", "600", "normal"),
    ("LibertinusSerif-SemiboldItalic", "600", "italic"),
];

/// KaTeX's files, each named family, hyphen, style.
const FORMULAS: [&str; 20] = [
    "AMS-Regular",
    "Caligraphic-Bold",
    "Caligraphic-Regular",
    "Fraktur-Bold",
    "Fraktur-Regular",
    "Main-Bold",
    "Main-BoldItalic",
    "Main-Italic",
    "Main-Regular",
    "Math-BoldItalic",
    "Math-Italic",
    "SansSerif-Bold",
    "SansSerif-Italic",
    "SansSerif-Regular",
    "Script-Regular",
    "Size1-Regular",
    "Size2-Regular",
    "Size3-Regular",
    "Size4-Regular",
    "Typewriter-Regular",
];

/// Writes every face into `out/fonts` and returns the rules that make them known, for a stylesheet in `out`.
///
/// # Errors
/// If a crate no longer carries a face, or a file cannot be written.
pub fn write(out: &Path) -> Result<String> {
    let folder = out.join("fonts");
    fs::create_dir_all(&folder)?;
    let mut rules = code_face(&folder)?;
    for face in text_faces()?.into_iter().chain(formula_faces()?) {
        fs::write(folder.join(&face.file), &face.bytes).with_context(|| format!("writing {}", face.file))?;
        rules.push_str(&face.rule());
    }
    Ok(rules)
}

impl Face {
    fn rule(&self) -> String {
        let Self { family, weight, style, file, .. } = self;
        // A formula in a stand-in face is misleading, so it waits; text does not.
        let display = if family.starts_with("KaTeX") { "block" } else { "swap" };
        format!(
            "@font-face{{font-family:\"{family}\";font-weight:{weight};font-style:{style};font-display:{display};src:url(fonts/{file})}}\n"
        )
    }
}

fn text_faces() -> Result<Vec<Face>> {
    TEXT.iter()
        .map(|&(name, weight, style)| {
            let bytes = typst_assets::fonts().find(|bytes| post_script_name(bytes).as_deref() == Some(name));
            let bytes = Cow::Borrowed(bytes.with_context(|| format!("typst-assets has no face {name}"))?);
            Ok(Face { family: "Libertinus Serif".into(), weight, style, file: format!("{name}.otf"), bytes })
        })
        .collect()
}

fn post_script_name(bytes: &[u8]) -> Option<String> {
    let face = ttf_parser::Face::parse(bytes, 0).ok()?;
    face.names().into_iter().find(|name| name.name_id == ttf_parser::name_id::POST_SCRIPT_NAME)?.to_string()
}

fn formula_faces() -> Result<Vec<Face>> {
    FORMULAS
        .iter()
        .map(|name| {
            let file = format!("KaTeX_{name}.ttf");
            let bytes = ratex_katex_fonts::ttf_bytes(&file)
                .with_context(|| format!("ratex-katex-fonts has no {file}"))?;
            let (family, style) = name.split_once('-').expect("a hyphen in each name above");
            Ok(Face {
                family: format!("KaTeX_{family}"),
                weight: if style.starts_with("Bold") { "700" } else { "400" },
                style: if style.ends_with("Italic") { "italic" } else { "normal" },
                file,
                bytes,
            })
        })
        .collect()
}

/// mdBook writes Source Code Pro, and Open Sans in ten files that no page asks for: keeps the one, drops the others.
fn code_face(folder: &Path) -> Result<String> {
    let mut rule = None;
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let file = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if file.starts_with("source-code-pro") {
            rule = Some(format!(
                "@font-face{{font-family:\"Source Code Pro\";font-weight:400;font-display:swap;src:url(fonts/{file})}}\n"
            ));
        } else if file.to_lowercase().starts_with("open-sans") || file.starts_with("fonts") {
            fs::remove_file(&path)?;
        }
    }
    rule.context("mdBook no longer writes Source Code Pro into fonts/")
}
