//! Makes the book's fonts ready for the web, once for each build of the press: the text face is thinned out to the
//! characters that the book uses, and every file is packed as WOFF2, a fifth of what it was.

mod subset;

use std::borrow::Cow;
use std::path::{Path, PathBuf};
use std::{env, fs, thread};

use ttf2woff2::BrotliQuality;

/// The text face, by PostScript name.
const TEXT: [&str; 4] = [
    "LibertinusSerif-Regular",
    "LibertinusSerif-Italic",
    "LibertinusSerif-Semibold",
    "LibertinusSerif-SemiboldItalic",
];

/// The faces of formulas: KaTeX's.
const FORMULAS: [&str; 20] = [
    "KaTeX_AMS-Regular",
    "KaTeX_Caligraphic-Bold",
    "KaTeX_Caligraphic-Regular",
    "KaTeX_Fraktur-Bold",
    "KaTeX_Fraktur-Regular",
    "KaTeX_Main-Bold",
    "KaTeX_Main-BoldItalic",
    "KaTeX_Main-Italic",
    "KaTeX_Main-Regular",
    "KaTeX_Math-BoldItalic",
    "KaTeX_Math-Italic",
    "KaTeX_SansSerif-Bold",
    "KaTeX_SansSerif-Italic",
    "KaTeX_SansSerif-Regular",
    "KaTeX_Script-Regular",
    "KaTeX_Size1-Regular",
    "KaTeX_Size2-Regular",
    "KaTeX_Size3-Regular",
    "KaTeX_Size4-Regular",
    "KaTeX_Typewriter-Regular",
];

type Font = (&'static str, Cow<'static, [u8]>);

fn main() {
    println!("cargo:rerun-if-changed=build");
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
    let fonts: Vec<Font> = TEXT.map(text).into_iter().chain(FORMULAS.map(formula)).collect();
    thread::scope(|scope| {
        for half in fonts.chunks(fonts.len().div_ceil(4)) {
            scope.spawn(|| half.iter().for_each(|font| pack(&out, font)));
        }
    });
    fs::write(out.join("fonts.rs"), list(&fonts)).expect("OUT_DIR can be written");
    println!("cargo:rustc-env=TEXT_CHARACTERS={}", subset::unicode_range());
}

fn text(name: &'static str) -> Font {
    let whole = typst_assets::fonts().find(|font| subset::post_script_name(font).as_deref() == Some(name));
    let whole = whole.unwrap_or_else(|| panic!("typst-assets no longer carries {name}"));
    (name, Cow::Owned(subset::thinned(whole)))
}

fn formula(name: &'static str) -> Font {
    let font = ratex_katex_fonts::ttf_bytes(&format!("{name}.ttf"));
    (name, font.unwrap_or_else(|| panic!("ratex-katex-fonts no longer carries {name}")))
}

fn pack(out: &Path, (name, font): &Font) {
    let packed =
        ttf2woff2::encode(font, BrotliQuality::default()).unwrap_or_else(|error| panic!("{name}: {error}"));
    fs::write(out.join(format!("{name}.woff2")), packed).expect("OUT_DIR can be written");
}

/// An array of names and contents, for `src/site/fonts.rs`.
fn list(fonts: &[Font]) -> String {
    let item = |(name, _): &Font| {
        format!("(\"{name}\", include_bytes!(concat!(env!(\"OUT_DIR\"), \"/{name}.woff2\")).as_slice()),")
    };
    format!("[{}]", fonts.iter().map(item).collect::<String>())
}
