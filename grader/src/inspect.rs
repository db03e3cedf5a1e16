//! Whether a submitted source may be compiled at all.
//!
//! Reading hostile text can need a deep stack (a hundred thousand brackets), so it happens on a thread that has one.

use std::thread;

use proc_macro2::TokenStream;
use syn::File;

use crate::names::Kept;
use crate::words::Complaint;
use crate::{additions, signatures, words};

/// The stack of the thread that reads a source; only what is used of it is ever there.
const STACK: usize = 512 << 20;

/// The deepest brackets that an exercise may have: the compiler, too, has a stack.
const DEEPEST: usize = 64;

/// The longest run of signs; nobody writes a hundred `!` in a row.
const LONGEST_RUN: usize = 64;

/// What an inspection found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Finding {
    /// Nothing: it may be compiled and tested.
    Fine,
    /// The handed-out stub, without a change.
    Untouched,
    /// No Rust: it may be compiled, for the compiler's message is the better one, but never tested.
    NoRust(Complaint),
    /// It is not compiled.
    Refused(Vec<Complaint>),
}

/// Inspects a source beside its stub.
pub fn inspect(source: &str, stub: &str, stubs: &[&str]) -> Finding {
    thread::scope(|scope| {
        let reader = thread::Builder::new().stack_size(STACK);
        let reading = reader.spawn_scoped(scope, || read(source, stub, stubs));
        let finding = reading.map_or(Err("there is no thread to read it".to_owned()), |thread| {
            thread.join().map_err(|_| "reading it failed".to_owned())
        });
        finding.unwrap_or_else(|words| Finding::Refused(vec![Complaint { line: 0, words }]))
    })
}

fn read(source: &str, stub: &str, stubs: &[&str]) -> Finding {
    let tokens: TokenStream = match source.parse() {
        Ok(tokens) => tokens,
        Err(error) => return Finding::Refused(vec![lexed(&error)]),
    };
    if stub.parse::<TokenStream>().is_ok_and(|stub| stub.to_string() == tokens.to_string()) {
        return Finding::Untouched;
    }
    let mut complaints = depth(&tokens, 0).into_iter().collect::<Vec<_>>();
    if complaints.is_empty() {
        complaints = words::forbidden(tokens.clone());
    }
    if !complaints.is_empty() {
        return Finding::Refused(complaints);
    }
    match syn::parse2::<File>(tokens) {
        Err(error) => {
            Finding::NoRust(Complaint { line: error.span().start().line, words: error.to_string() })
        }
        Ok(file) => compare(&file, stub, stubs),
    }
}

/// The submission beside what was handed out.
fn compare(file: &File, stub: &str, stubs: &[&str]) -> Finding {
    let parse = |text: &str| {
        syn::parse_file(text).map_err(|error| Complaint { line: 0, words: format!("its stub: {error}") })
    };
    let (stub, stubs) =
        match (parse(stub), stubs.iter().map(|text| parse(text)).collect::<Result<Vec<_>, _>>()) {
            (Ok(stub), Ok(stubs)) => (stub, stubs),
            (Err(complaint), _) | (_, Err(complaint)) => return Finding::Refused(vec![complaint]),
        };
    let mut complaints = signatures::differences(&stub, file);
    complaints.extend(additions::additions(&stub, file));
    complaints.extend(Kept::new(stubs.iter()).changed(file, &stub));
    if complaints.is_empty() { Finding::Fine } else { Finding::Refused(complaints) }
}

fn lexed(error: &proc_macro2::LexError) -> Complaint {
    let words = "this is no Rust: a bracket or a quote is left open, or one is closed too many".to_owned();
    Complaint { line: error.span().start().line, words }
}

/// A complaint about brackets or signs that go on and on.
fn depth(tokens: &TokenStream, above: usize) -> Option<Complaint> {
    let mut run = 0;
    for tree in tokens.clone() {
        let line = tree.span().start().line;
        run = if matches!(tree, proc_macro2::TokenTree::Punct(_)) { run + 1 } else { 0 };
        if run > LONGEST_RUN {
            return Some(Complaint { line, words: format!("more than {LONGEST_RUN} signs in a row") });
        }
        if let proc_macro2::TokenTree::Group(group) = tree {
            if above == DEEPEST {
                return Some(Complaint { line, words: format!("brackets more than {DEEPEST} deep") });
            }
            if let Some(complaint) = depth(&group.stream(), above + 1) {
                return Some(complaint);
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{Finding, inspect};

    const STUB: &str = "/// Twice.\npub fn twice(x: f64) -> f64 { todo!(\"ex01_1\") }\n";

    fn finding(source: &str) -> Finding {
        inspect(source, STUB, &[STUB])
    }

    #[track_caller]
    fn refused(source: &str, words: &str) {
        let Finding::Refused(complaints) = finding(source) else { panic!("not refused: {source:.80}") };
        assert!(complaints.iter().any(|complaint| complaint.to_string().contains(words)), "{complaints:?}");
    }

    #[test]
    fn a_solution_is_fine_and_a_stub_untouched() {
        assert_eq!(finding("pub fn twice(x: f64) -> f64 { 2.0 * x }"), Finding::Fine);
        assert_eq!(finding("//! Twice what?\npub fn twice(x: f64) -> f64 { 2.0 * x }"), Finding::Fine);
        assert_eq!(finding(&STUB.replace("Twice.\n", "Twice.\n// a remark\n\n")), Finding::Untouched);
    }

    #[test]
    fn no_rust_is_left_to_the_compiler() {
        let Finding::NoRust(complaint) = finding("pub fn twice(x: f64) -> f64 { 2.0 *\n }") else {
            panic!("parsed")
        };
        assert_eq!(complaint.line, 2);
        refused("pub fn twice(x: f64) {\n", "left open");
        refused("pub fn twice(x: f64) -> f64 {\n \" }", "left open");
    }

    #[test]
    fn sources_that_would_break_a_parser_are_refused() {
        let deep = |count: usize| {
            format!("pub fn twice(x: f64) -> f64 {{ {}x{} }}", "(".repeat(count), ")".repeat(count))
        };
        assert_eq!(finding(&deep(50)), Finding::Fine);
        refused(&deep(30_000), "brackets more than 64 deep");
        refused(&format!("pub fn twice(x: f64) -> f64 {{ {}x }}", "-".repeat(60_000)), "64 signs in a row");
        let chain = format!("pub fn twice(x: f64) -> f64 {{ {} 1.0 }}", "return ".repeat(9_000));
        assert_eq!(finding(&chain), Finding::Fine);
        let ladder = format!("pub fn twice(x: f64) -> f64 {{ {} {{}} x }}", "if true {} else ".repeat(4_000));
        assert_eq!(finding(&ladder), Finding::Fine);
    }

    #[test]
    fn words_signatures_and_names_are_looked_at() {
        refused("pub fn twice(x: f64) -> f64 { std::process::exit(0) }", "line 1: `process`");
        refused(
            "pub struct Sly;\npub fn twice(x: f64) -> Sly { Sly }",
            "line 2: `fn twice(f64) -> f64` was handed out",
        );
        refused(
            "#[allow(warnings)] pub struct f64;\npub fn twice(x: f64) -> f64 { f64 }",
            "`f64` keeps its meaning",
        );
    }
}
