//! The tests of an exercise, and what the grader adds to them: a receipt.
//!
//! A test's file stays as it was written. Behind its last line the grader puts, for each test, a second one that calls the first and
//! then, only if that returned, writes a secret into a file. Secret and file come through standard input, which is read to its end
//! before the first line of a student's code runs: a submission cannot know them, whatever it prints and however it exits.

use std::fmt::Write as _;
use std::path::Path;

use quote::ToTokens;
use syn::spanned::Spanned;

use crate::GradeError;

/// The module that the receipts live in, behind the tests of an exercise.
pub const MODULE: &str = "receipts_of_the_grader";

/// One test.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Test {
    /// The function's name.
    pub name: String,
    /// Whether the test passes by panicking.
    pub panics: Option<Panics>,
}

/// What a test that should panic says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Panics {
    /// Anything.
    Somehow,
    /// A message with these words.
    With(String),
}

/// The tests in `source`, which are free-standing functions.
///
/// # Errors
/// If the file does not parse, has no test, or has one inside a module or a macro, where no receipt can call it.
pub fn read(path: &Path, source: &str) -> Result<Vec<Test>, GradeError> {
    let file =
        syn::parse_file(source).map_err(|error| GradeError::handed_out(path, "Rust", error.to_string()))?;
    let mut tests = Vec::new();
    for item in &file.items {
        match item {
            syn::Item::Fn(function) if has(&function.attrs, "test") => tests.extend(test(path, function)?),
            syn::Item::Fn(_) => {}
            other => free_of_tests(path, other)?,
        }
    }
    if tests.is_empty() {
        return Err(GradeError::handed_out(path, "at least one #[test]", "none"));
    }
    Ok(tests)
}

fn has(attributes: &[syn::Attribute], name: &str) -> bool {
    attributes.iter().any(|attribute| attribute.path().is_ident(name))
}

fn test(path: &Path, function: &syn::ItemFn) -> Result<Option<Test>, GradeError> {
    if has(&function.attrs, "ignore") {
        return Ok(None);
    }
    let name = function.sig.ident.to_string();
    if !function.sig.inputs.is_empty() || !matches!(function.sig.output, syn::ReturnType::Default) {
        return Err(GradeError::handed_out(path, "tests that take and return nothing", name));
    }
    let panics =
        function.attrs.iter().find(|attribute| attribute.path().is_ident("should_panic")).map(panics);
    Ok(Some(Test { name, panics }))
}

fn panics(attribute: &syn::Attribute) -> Panics {
    let mut words = match &attribute.meta {
        syn::Meta::NameValue(pair) => literal(&pair.value),
        _ => None,
    };
    let _ = attribute.parse_nested_meta(|meta| {
        words = Some(meta.value()?.parse::<syn::LitStr>()?.value());
        Ok(())
    });
    words.map_or(Panics::Somehow, Panics::With)
}

fn literal(value: &syn::Expr) -> Option<String> {
    match value {
        syn::Expr::Lit(syn::ExprLit { lit: syn::Lit::Str(words), .. }) => Some(words.value()),
        _ => None,
    }
}

/// A test hidden in an item would never be graded.
fn free_of_tests(path: &Path, item: &syn::Item) -> Result<(), GradeError> {
    if item.to_token_stream().to_string().contains("# [test]") {
        let line = item.span().start().line;
        return Err(GradeError::handed_out(
            path,
            "free-standing tests",
            format!("one inside the item at line {line}"),
        ));
    }
    Ok(())
}

/// `source` with a receipt for each of its tests.
pub fn with_receipts(source: &str, tests: &[Test]) -> String {
    let mut text = format!("{source}\n#[cfg(test)]\nmod {MODULE} {{\n{READ}{WRITE}{CATCH}");
    for test in tests {
        let name = &test.name;
        let call = match &test.panics {
            None => format!("super::{name}();"),
            Some(Panics::Somehow) => format!("panics_with(super::{name}, \"\");"),
            Some(Panics::With(words)) => format!("panics_with(super::{name}, {words:?});"),
        };
        let _ = writeln!(text, "#[test] fn {name}() {{ let receipt = read(); {call} write(receipt); }}");
    }
    text + "}\n"
}

const READ: &str = "
fn read() -> (String, String) {
    let all = ::std::io::read_to_string(::std::io::stdin()).expect(\"a receipt\");
    let (path, secret) = all.split_once('\\n').expect(\"a path and a secret\");
    (path.to_owned(), secret.to_owned())
}
";

const WRITE: &str = "
fn write((path, secret): (String, String)) { ::std::fs::write(path, secret).expect(\"a receipt\"); }
";

const CATCH: &str = "
#[allow(dead_code)]
fn panics_with(test: fn(), words: &str) {
    let payload = ::std::panic::catch_unwind(test).expect_err(\"this test should panic, and did not\");
    let said = payload.downcast_ref::<String>().map(String::as_str);
    let said = said.or_else(|| payload.downcast_ref::<&str>().copied()).unwrap_or_default();
    ::std::assert!(said.contains(words), \"the panic should say `{words}`, and said `{said}`\");
}
";

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{Panics, Test, read, with_receipts};

    fn names(source: &str) -> Result<Vec<Test>, String> {
        read(Path::new("t.rs"), source).map_err(|error| error.to_string())
    }

    #[test]
    fn tests_are_found_in_their_order() {
        let source = "fn helper() {}\n#[test]\nfn b() {}\n#[test]\n#[should_panic(expected = \"shape\")]\nfn a() {}\n\
                      #[test]\n#[should_panic]\nfn c() {}\n#[test]\n#[ignore]\nfn d() {}";
        let found = names(source).expect("tests");
        let test = |name: &str, panics| Test { name: name.to_owned(), panics };
        assert_eq!(
            found,
            [
                test("b", None),
                test("a", Some(Panics::With("shape".into()))),
                test("c", Some(Panics::Somehow))
            ]
        );
    }

    #[test]
    fn what_no_receipt_can_call_is_refused() {
        for (source, words) in [
            ("fn x() {}", "at least one #[test]"),
            ("mod inner { #[test] fn a() {} }", "free-standing tests"),
            ("proptest! { #[test] fn a(x in 0..3) {} }", "free-standing tests"),
            ("#[test] fn a() -> Result<(), ()> { Ok(()) }", "take and return nothing"),
            ("#[test] fn a( {}", "expected Rust"),
        ] {
            let message = names(source).expect_err(source);
            assert!(message.contains(words), "{source}: {message}");
        }
    }

    #[test]
    fn the_test_itself_is_left_alone() {
        let source = "#[test]\nfn a() {}\n";
        let wrapped = with_receipts(source, &names(source).expect("a test"));
        assert!(wrapped.starts_with(source), "the lines that a message names stay where they are");
        assert!(wrapped.contains("let receipt = read(); super::a(); write(receipt);"), "{wrapped}");
    }
}
