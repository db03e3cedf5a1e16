//! What a submission offers its tests must be what was handed out.
//!
//! The tests of an exercise compute with what its public functions return. A function that returns a type of its own, equal to every
//! number, would pass them all, so each public signature, field, constant and type of the stub must stand in the submission unchanged.

use syn::spanned::Spanned;
use syn::{File, Item};

use crate::offer::{offer, text};
use crate::words::Complaint;

/// How `source` differs from what `stub` offers.
pub fn differences(stub: &File, source: &File) -> Vec<Complaint> {
    let (wanted, found) = (offer(stub), offer(source));
    let mut complaints = macros(&source.items);
    for (name, forms) in &wanted {
        let Some((form, _)) = forms.first() else { continue };
        match found.get(name) {
            None => complaints
                .push(Complaint { line: 0, words: format!("`{form}` was handed out and is missing") }),
            Some(found) => {
                complaints.extend(found.iter().filter(|(found, _)| found != form).map(|(found, line)| {
                    Complaint { line: *line, words: format!("`{form}` was handed out, found `{found}`") }
                }));
            }
        }
    }
    complaints
}

/// A macro that stands where a function could may hide one.
fn macros(items: &[Item]) -> Vec<Complaint> {
    let mut complaints = Vec::new();
    for item in items {
        match item {
            Item::Macro(call)
                if call.mac.path.segments.last().is_none_or(|last| last.ident != "thread_local") =>
            {
                let words = format!(
                    "`{}!` outside of a function is not allowed in an exercise",
                    text(&call.mac.path)
                );
                complaints.push(Complaint { line: call.span().start().line, words });
            }
            Item::Mod(module) => {
                complaints.extend(module.content.iter().flat_map(|(_, items)| macros(items)));
            }
            _ => {}
        }
    }
    complaints
}

#[cfg(test)]
mod tests {
    use super::differences;

    const STUB: &str = "use ndarray::Array1;\n\
        /// One.\npub fn softplus(x: f64) -> f64 { todo!() }\n\
        #[derive(Debug, PartialEq)] pub struct Cell { pub width: usize, memory: f64 }\n\
        impl Cell { pub fn new(width: usize, seed: u64) -> Self { todo!() } }\n\
        impl<T: Into<f64>> Layer<T> for Cell { type Out = f64; fn forward(&mut self, x: &Array1<T>) -> f64 { todo!() } }\n\
        pub const WIDTH: usize = 3;\npub enum Kind { A(f64), B }\npub type Row = Vec<f64>;\n\
        pub fn pair(a: (f64, usize), f: impl Fn(&[f64]) -> f64) -> (f64, usize) { todo!() }";

    fn found(source: &str) -> Vec<String> {
        let parse = |text: &str| syn::parse_file(text).expect(text);
        differences(&parse(STUB), &parse(source)).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn bodies_names_and_private_things_are_free() {
        let source = STUB
            .replace("todo!()", "{ 1; 2 }")
            .replace("x: f64", "mut big: f64,")
            .replace("memory: f64", "memory: Vec<f64>, more: u8")
            .replace("= 3", "= 4")
            + "fn helper() {} impl Cell { fn inner(&self) {} fn more(&self) {} }";
        assert_eq!(found(&source), Vec::<String>::new());
    }

    #[track_caller]
    fn refused(from: &str, to: &str, words: &str) {
        assert!(STUB.contains(from), "{from}");
        let found = found(&STUB.replace(from, to)).join("\n");
        assert!(found.contains(words), "`{words}` is missing in: {found}");
    }

    #[test]
    fn what_the_tests_see_is_not() {
        let plain = "`fn softplus(f64) -> f64` was handed out";
        refused(
            "(x: f64) -> f64",
            "(x: f64) -> Sly",
            &format!("line 3: {plain}, found `fn softplus(f64) -> Sly`"),
        );
        refused("pub fn softplus", "fn softplus", &format!("{plain} and is missing"));
        refused("pub fn softplus", "#[cfg(test)] pub fn softplus", &format!("{plain} and is missing"));
        refused("softplus(x: f64)", "softplus<T>(x: T)", "found `fn softplus<T>(T) -> f64`");
        refused("pub width: usize", "pub width: Sly", "`struct Cell { width: usize }` was handed out");
        refused(
            "seed: u64) -> Self",
            "seed: u64) -> Sly",
            "`impl Cell: fn new(usize, u64) -> Self` was handed out",
        );
        refused("type Out = f64", "type Out = Sly", "type Out = f64` was handed out");
        refused("WIDTH: usize", "WIDTH: Sly", "`const WIDTH: usize` was handed out");
        refused(
            "Debug, PartialEq",
            "Debug",
            "`#[derive(PartialEq)] struct Cell` was handed out and is missing",
        );
        refused(
            "pub fn pair",
            "fn pair",
            "`fn pair((f64, usize), impl Fn(&[f64]) -> f64) -> (f64, usize)` was handed out",
        );
        refused("A(f64)", "A(Sly)", "was handed out");
        refused("Row = Vec<f64>", "Row = Vec<Sly>", "`type Row = Vec<f64>` was handed out");
    }

    #[test]
    fn a_second_definition_is_seen_too() {
        refused(
            "pub const",
            "#[allow(unused)] pub fn softplus(x: f64) -> Sly { Sly } pub const",
            "found `fn softplus",
        );
        refused(
            "pub const",
            "anything! { pub fn softplus() {} } pub const",
            "`anything!` outside of a function",
        );
        refused(
            "pub const",
            "thread_local! { static X: u8 = 0 } mod m { x!(); } pub const",
            "`x!` outside of a function",
        );
    }
}
