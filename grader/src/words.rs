//! The words that an exercise may not use.
//!
//! An exercise computes. It needs no file, no process, no environment, no thread and no macro of its own, so the words for them are
//! refused wherever they stand, inside macro calls too: a renamed import still has to name the module once. What looks like a module
//! (`net`, `path`, `process`) is a fine name for a variable, and is refused only in a path or an import.

use proc_macro2::{Delimiter, Group, Ident, TokenStream, TokenTree};

/// Modules of the standard library that lead out of the exercise; refused beside `::` and in a `use`.
const MODULES: [&str; 11] =
    ["fs", "process", "env", "net", "os", "path", "thread", "io", "ffi", "arch", "intrinsics"];

/// Modules of the book's crates that read and write files; refused before `::` and in a `use`.
const FILES: [&str; 2] = ["checkpoint", "weights"];

/// Words refused wherever they stand.
const WORDS: [&str; 17] = [
    "unsafe",
    "extern",
    "macro_rules",
    "include",
    "include_str",
    "include_bytes",
    "option_env",
    "asm",
    "global_asm",
    "naked_asm",
    "cfg_select",
    "global_allocator",
    "set_hook",
    "take_hook",
    "update_hook",
    "catch_unwind",
    "resume_unwind",
];

/// What an attribute may not say.
const ATTRIBUTES: [&str; 7] =
    ["path", "link_section", "no_mangle", "export_name", "link", "cfg_attr", "macro_use"];

/// Something that an exercise may not say, and where it says it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Complaint {
    /// The line, from one on; zero where there is none.
    pub line: usize,
    /// The words, and why they are refused.
    pub words: String,
}

impl std::fmt::Display for Complaint {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.line {
            0 => out.write_str(&self.words),
            line => write!(out, "line {line}: {}", self.words),
        }
    }
}

/// Every forbidden word of a source, in order.
pub fn forbidden(tokens: TokenStream) -> Vec<Complaint> {
    let mut complaints = Vec::new();
    walk(tokens, Inside::default(), &mut complaints);
    complaints
}

/// Where a word stands.
#[derive(Clone, Copy, Default)]
struct Inside {
    import: bool,
    macro_call: bool,
}

/// The word as the compiler reads it: `r#fs` is `fs`.
pub fn plain(ident: &Ident) -> String {
    ident.to_string().trim_start_matches("r#").to_owned()
}

fn complain(complaints: &mut Vec<Complaint>, ident: &Ident, why: &str) {
    complaints
        .push(Complaint { line: ident.span().start().line, words: format!("`{}` {why}", plain(ident)) });
}

fn walk(tokens: TokenStream, inside: Inside, complaints: &mut Vec<Complaint>) {
    let trees: Vec<TokenTree> = tokens.into_iter().collect();
    let mut here = inside;
    for (at, tree) in trees.iter().enumerate() {
        match tree {
            TokenTree::Ident(ident) => {
                here.import |= plain(ident) == "use";
                word(ident, here, &Around::new(&trees, at), complaints);
            }
            TokenTree::Punct(punct) if punct.as_char() == ';' => here.import = inside.import,
            TokenTree::Group(group) if is_attribute(&trees, at, group) => {
                attribute(&trees, at, group, complaints);
            }
            TokenTree::Group(group) => {
                let macro_call = here.macro_call || Around::new(&trees, at).follows_a_macro();
                walk(group.stream(), Inside { macro_call, ..here }, complaints);
            }
            _ => {}
        }
    }
}

/// What stands beside a word.
struct Around<'a> {
    before: &'a [TokenTree],
    after: &'a [TokenTree],
}

impl<'a> Around<'a> {
    fn new(trees: &'a [TokenTree], at: usize) -> Self {
        Self { before: &trees[..at], after: &trees[at + 1..] }
    }

    fn in_a_path(&self) -> bool {
        self.leads_on() || is_punct(self.before.last(), ':') && is_punct(self.before.iter().rev().nth(1), ':')
    }

    /// `weights::…`, not `Network::weights`.
    fn leads_on(&self) -> bool {
        is_punct(self.after.first(), ':') && is_punct(self.after.get(1), ':')
    }

    fn called_as_macro(&self) -> bool {
        is_punct(self.after.first(), '!') && !is_punct(self.after.get(1), '=')
    }

    /// `name!` before a bracket.
    fn follows_a_macro(&self) -> bool {
        is_punct(self.before.last(), '!')
            && matches!(self.before.iter().rev().nth(1), Some(TokenTree::Ident(_)))
    }

    /// `mod name;`: a module in another file.
    fn module_elsewhere(&self) -> bool {
        matches!(self.after.first(), Some(TokenTree::Ident(_))) && is_punct(self.after.get(1), ';')
    }
}

fn is_punct(tree: Option<&TokenTree>, wanted: char) -> bool {
    matches!(tree, Some(TokenTree::Punct(punct)) if punct.as_char() == wanted)
}

fn word(ident: &Ident, inside: Inside, around: &Around, complaints: &mut Vec<Complaint>) {
    let word = plain(ident);
    if WORDS.contains(&word.as_str()) {
        complain(complaints, ident, "is not allowed in an exercise");
    } else if MODULES.contains(&word.as_str()) && (inside.import || around.in_a_path()) {
        complain(complaints, ident, "in a path or an import is not allowed in an exercise");
    } else if FILES.contains(&word.as_str()) && (inside.import || around.leads_on()) {
        complain(complaints, ident, "reads and writes files, which is not allowed in an exercise");
    } else if word == "env" && around.called_as_macro() {
        complain(complaints, ident, "as a macro is not allowed in an exercise");
    } else if word == "impl" && inside.macro_call {
        complain(complaints, ident, "inside a macro call is not allowed in an exercise");
    } else if word == "mod" && around.module_elsewhere() {
        complain(complaints, ident, "with a file of its own is not allowed: an exercise is one file");
    }
}

/// `#[…]` and `#![…]`.
fn is_attribute(trees: &[TokenTree], at: usize, group: &Group) -> bool {
    let before = trees[..at].iter().rev();
    let mut before = before.skip_while(|tree| is_punct(Some(tree), '!'));
    group.delimiter() == Delimiter::Bracket && is_punct(before.next(), '#')
}

fn attribute(trees: &[TokenTree], at: usize, group: &Group, complaints: &mut Vec<Complaint>) {
    let words: Vec<Ident> = group.stream().into_iter().filter_map(ident).collect();
    let inner = is_punct(at.checked_sub(1).and_then(|before| trees.get(before)), '!');
    if let Some(first) = words.first()
        && inner
        && plain(first) != "doc"
    {
        complain(complaints, first, "for the whole file is not allowed: attributes of a file are handed out");
    }
    everywhere(group.stream(), complaints);
    walk(group.stream(), Inside::default(), complaints);
}

/// An attribute's words, however deep: `#[cfg_attr(all(), path = "…")]`.
fn everywhere(tokens: TokenStream, complaints: &mut Vec<Complaint>) {
    for tree in tokens {
        match tree {
            TokenTree::Ident(ident) if ATTRIBUTES.contains(&plain(&ident).as_str()) => {
                complain(complaints, &ident, "as an attribute is not allowed in an exercise");
            }
            TokenTree::Group(group) => everywhere(group.stream(), complaints),
            _ => {}
        }
    }
}

fn ident(tree: TokenTree) -> Option<Ident> {
    match tree {
        TokenTree::Ident(ident) => Some(ident),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{ATTRIBUTES, FILES, MODULES, WORDS, forbidden};

    fn complaints(source: &str) -> Vec<String> {
        forbidden(source.parse().expect("tokens")).iter().map(ToString::to_string).collect()
    }

    #[track_caller]
    fn refused(source: &str, words: &str) {
        let complaints = complaints(source).join("\n");
        assert!(complaints.contains(words), "{source}: {words} is missing in: {complaints}");
    }

    #[test]
    fn ways_out_are_named_with_line_and_word() {
        refused("fn f() {\n    std::fs::read(\"x\");\n}", "line 2: `fs` in a path");
        refused("use std::{fmt, process as p};", "line 1: `process` in a path or an import");
        refused("use std as s;\nfn f() { s::process::exit(0) }", "line 2: `process`");
        refused("use std::*; fn f() { env::var(\"x\"); }", "`env` in a path");
        refused("fn f() { r#std::r#env::vars(); }", "`env` in a path");
        refused("fn f() { println!(\"{:?}\", std::env::args()) }", "`env` in a path");
        refused("fn f() { assert!({ use std::thread as t; true }) }", "`thread` in a path or an import");
        refused("fn f() { vec![dbg!(std :: /* */ net::X)] }", "`net` in a path");
        refused(
            "use backprop as b;\nfn f() { b::weights::load(\"x\"); }",
            "line 2: `weights` reads and writes files",
        );
        refused("use backprop::{Layer, checkpoint::Run};", "`checkpoint` reads and writes files");
        refused("fn f() { vec![{ impl X { pub fn f() {} } 1 }]; }", "`impl` inside a macro call");
        refused("const X: &str = env!(\"HOME\");", "`env` as a macro");
        refused("const X: &str = include_str!(\"../x\");", "`include_str` is not allowed");
        refused("use core::include as x;", "`include` is not allowed");
        refused("fn f() { unsafe { g() } }", "`unsafe` is not allowed");
        refused("extern crate std as s;", "`extern` is not allowed");
        refused("macro_rules! m { () => {} }", "`macro_rules` is not allowed");
        refused("mod other;", "`mod` with a file of its own");
        refused("#[path = \"x.rs\"] mod other {}", "`path` as an attribute");
        refused("#[cfg_attr(all(), path = \"x.rs\")] mod other {}", "`path` as an attribute");
        refused("#[doc = include_str!(\"x\")] fn f() {}", "`include_str` is not allowed");
        refused("#![allow(unsafe_code)]", "`allow` for the whole file");
        refused("fn f() { #![allow(unused)] }", "`allow` for the whole file");
        refused("#[unsafe(link_section = \".init\")] static X: u8 = 0;", "`link_section` as an attribute");
        refused("fn f() { core::arch::asm!(\"nop\") }", "`asm` is not allowed");
        refused("fn f() { std::panic::catch_unwind(|| 1); }", "`catch_unwind` is not allowed");
    }

    #[test]
    fn an_ordinary_exercise_is_welcome() {
        let source = "//! A net, and a path through it: std::fs is only mentioned.\n\
            use ndarray::{Array1, Array2};\nuse backprop::Layer;\n\
            /// `std::process::exit` in a comment.\n#[derive(Debug, Clone)]\npub struct Net { path: Vec<usize> }\n\
            impl Net { fn process(&self, io: f64) -> f64 { let net = self; net.path.len() as f64 + io } }\n\
            mod inner { pub fn weights() -> u8 { Self::weights() } pub fn env() -> bool { let env = false; env != true } }\n\
            fn words() { println!(\"std::env::var\"); assert!(true, \"unsafe\"); }";
        assert_eq!(complaints(source), Vec::<String>::new());
    }

    /// The compiler reads U+212A as `K`; a word with a `K` could be written so that it is not found.
    #[test]
    fn no_word_has_a_second_spelling() {
        for word in MODULES.iter().chain(&FILES).chain(&WORDS).chain(&ATTRIBUTES) {
            assert!(word.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_'), "{word}");
        }
    }
}
