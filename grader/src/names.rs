//! Names that keep their meaning.
//!
//! A test says `softplus(0.0) < 1.0` and means numbers. A submission with a type of its own called `f64`, whose every comparison is
//! true, would pass. So primitive types, the prelude, the macros of the standard library and whatever a stub imports cannot be
//! defined anew, nor be the new name of something else.

use std::collections::BTreeSet;

use proc_macro2::Ident;
use syn::visit::{self, Visit};
use syn::{File, Item};

use crate::words::{Complaint, plain};

/// What every Rust program calls by these names.
const STANDARD: &str = "bool char str u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize f16 f32 f64 f128 \
    Option Some None Result Ok Err Vec String Box ToString ToOwned Clone Copy Send Sync Sized Unpin Drop Fn FnMut FnOnce \
    AsyncFn AsyncFnMut AsyncFnOnce Iterator IntoIterator ExactSizeIterator DoubleEndedIterator FromIterator Extend \
    From Into TryFrom TryInto AsRef AsMut Default Eq PartialEq Ord PartialOrd Hash Debug Display \
    std core alloc \
    assert assert_eq assert_ne debug_assert debug_assert_eq debug_assert_ne panic print println eprint eprintln \
    format format_args vec matches todo unimplemented unreachable write writeln dbg concat stringify";

/// The names that the exercises of a chapter may not change.
#[derive(Debug, Clone)]
pub struct Kept(BTreeSet<String>);

impl Kept {
    /// The standard names, and those that any of these stubs imports.
    pub fn new<'a>(stubs: impl Iterator<Item = &'a File>) -> Self {
        let mut names: BTreeSet<String> = STANDARD.split_ascii_whitespace().map(Into::into).collect();
        for stub in stubs {
            let mut imports = Imports::default();
            imports.visit_file(stub);
            names.extend(imports.0);
        }
        Self(names)
    }

    /// The names that `source` changes, except where its own stub does the same.
    pub fn changed(&self, source: &File, stub: &File) -> Vec<Complaint> {
        let handed_out = bindings(stub);
        bindings(source)
            .into_iter()
            .filter(|binding| self.0.contains(&binding.name))
            .filter(|binding| {
                !handed_out.iter().any(|given| (&given.what, &given.name) == (&binding.what, &binding.name))
            })
            .map(|binding| Complaint {
                line: binding.line,
                words: format!("`{}` keeps its meaning: give what you define another name", binding.name),
            })
            .collect()
    }
}

/// The names that the imports and the paths of a source rely on.
#[derive(Default)]
struct Imports(Vec<String>);

impl<'ast> Visit<'ast> for Imports {
    fn visit_use_name(&mut self, name: &'ast syn::UseName) {
        self.0.push(plain(&name.ident));
    }

    fn visit_use_rename(&mut self, rename: &'ast syn::UseRename) {
        self.0.push(plain(&rename.rename));
    }

    /// A crate that is named in full: `ndarray` of `ndarray::Array1`.
    fn visit_path(&mut self, path: &'ast syn::Path) {
        if path.segments.len() > 1 {
            self.0.extend(path.segments.first().map(|first| plain(&first.ident)));
        }
        visit::visit_path(self, path);
    }
}

/// A name that gets a meaning: what it names, itself, and where.
struct Binding {
    what: String,
    name: String,
    line: usize,
}

fn bindings(source: &File) -> Vec<Binding> {
    let mut found = Bindings::default();
    found.visit_file(source);
    found.0
}

/// Definitions and renamed imports, at any depth.
#[derive(Default)]
struct Bindings(Vec<Binding>);

impl Bindings {
    fn note(&mut self, what: &str, name: &Ident) {
        self.0.push(Binding { what: what.to_owned(), name: plain(name), line: name.span().start().line });
    }
}

impl<'ast> Visit<'ast> for Bindings {
    fn visit_item(&mut self, item: &'ast Item) {
        match item {
            Item::Struct(it) => self.note("struct", &it.ident),
            Item::Enum(it) => self.note("enum", &it.ident),
            Item::Union(it) => self.note("union", &it.ident),
            Item::Type(it) => self.note("type", &it.ident),
            Item::Trait(it) => self.note("trait", &it.ident),
            Item::TraitAlias(it) => self.note("trait", &it.ident),
            Item::Mod(it) => self.note("mod", &it.ident),
            _ => {}
        }
        visit::visit_item(self, item);
    }

    fn visit_use_rename(&mut self, rename: &'ast syn::UseRename) {
        self.note(&rename.ident.to_string(), &rename.rename);
    }
}

#[cfg(test)]
mod tests {
    use super::Kept;

    const STUB: &str = "use ndarray::{Array1, Array2 as Matrix};\npub struct Cell;\npub fn f(x: f64) -> loss::Value { todo!() }";

    fn changed(source: &str) -> Vec<String> {
        let stub = syn::parse_file(STUB).expect("a stub");
        let source = syn::parse_file(source).expect("a source");
        Kept::new([&stub].into_iter()).changed(&source, &stub).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn a_name_that_tests_rely_on_keeps_its_meaning() {
        for (source, name) in [
            ("#[allow(non_camel_case_types)] pub struct f64(u8);", "f64"),
            ("pub type f64 = u8;", "f64"),
            ("mod inner { pub enum Option { A } }", "Option"),
            ("pub use std::stringify as assert;", "assert"),
            ("pub use std::{stringify as assert_eq, vec as list};", "assert_eq"),
            ("pub trait PartialOrd {}", "PartialOrd"),
            ("pub struct Array1(u8);", "Array1"),
            ("use crate::ex02_2_other::Mine as Matrix;", "Matrix"),
            ("mod loss { pub struct Value; }", "loss"),
            ("fn f() { type r#str = u8; }", "str"),
        ] {
            assert_eq!(changed(source).len(), 1, "{source}: {:?}", changed(source));
            assert!(changed(source)[0].contains(&format!("line 1: `{name}` keeps")), "{:?}", changed(source));
        }
    }

    #[test]
    fn other_names_are_free() {
        assert_eq!(changed(STUB), Vec::<String>::new());
        let source = "use ndarray::Array1 as Vector;\npub struct Cell { f64: f64 }\n\
                      enum Shape { Some(f64) }\nfn drop(x: usize) -> f64 { x as f64 }";
        assert_eq!(changed(source), Vec::<String>::new());
    }
}
