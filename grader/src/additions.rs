//! What a submission adds to the types that were handed out.
//!
//! A test calls `cell.forward(x)` and means the method of the trait `Layer`. A public method of the same name on the type itself would
//! be called instead, and could return anything. So a submission adds no public methods to a type that is not its own, and of traits
//! only such as cannot change what a call means.

use std::collections::BTreeSet;

use syn::visit::{self, Visit};
use syn::{File, ImplItem, Item, ItemImpl, Type, UseTree, Visibility};

use crate::offer::header;
use crate::words::{Complaint, plain};

/// Traits that anybody may implement: they answer to operators and formats, which a test uses only where they were handed out.
const HARMLESS: [&str; 9] =
    ["Clone", "Copy", "Debug", "Default", "Display", "Drop", "Eq", "From", "PartialEq"];

/// What `source` adds to the types of `stub`.
pub fn additions(stub: &File, source: &File) -> Vec<Complaint> {
    let mut handed_out = Impls::default();
    handed_out.visit_file(stub);
    let known: BTreeSet<String> = handed_out.found.into_iter().map(|(name, _)| name).collect();
    let mut added = Impls { own: Some(Own::of(stub, source)), ..Impls::default() };
    added.visit_file(source);
    let unknown = added.found.into_iter().filter(|(name, _)| !known.contains(name));
    unknown
        .map(|(name, line)| Complaint {
            line,
            words: format!("`{name}` was not handed out: write a private function instead"),
        })
        .collect()
}

/// What is implemented, at any depth: headers of traits, and public items of types.
#[derive(Default)]
struct Impls {
    found: Vec<(String, usize)>,
    /// The types that may have whatever they want.
    own: Option<Own>,
}

impl<'ast> Visit<'ast> for Impls {
    fn visit_item_impl(&mut self, it: &'ast ItemImpl) {
        let line = it.impl_token.span.start().line;
        if self.own.as_ref().is_none_or(|own| !own.has(&it.self_ty)) {
            match &it.trait_ {
                Some((path, _))
                    if path
                        .segments
                        .last()
                        .is_some_and(|last| HARMLESS.contains(&plain(&last.ident).as_str())) => {}
                Some(_) => self.found.push((header(it), line)),
                None => self
                    .found
                    .extend(it.items.iter().filter_map(|item| public(it, item)).map(|name| (name, line))),
            }
        }
        visit::visit_item_impl(self, it);
    }

    /// What the parser leaves as it stands could hide anything.
    fn visit_item(&mut self, item: &'ast Item) {
        if matches!(item, Item::Verbatim(_)) {
            self.found.push(("an item that the grader cannot read".to_owned(), 0));
        }
        visit::visit_item(self, item);
    }
}

fn public(it: &ItemImpl, item: &ImplItem) -> Option<String> {
    let (name, visibility) = match item {
        ImplItem::Fn(function) => (format!("fn {}", function.sig.ident), &function.vis),
        ImplItem::Const(constant) => (format!("const {}", constant.ident), &constant.vis),
        ImplItem::Type(alias) => (format!("type {}", alias.ident), &alias.vis),
        _ => return Some(format!("{}: a macro", header(it))),
    };
    (!matches!(visibility, Visibility::Inherited)).then(|| format!("{}: pub {name}", header(it)))
}

/// The types that a submission defines for itself, under names that mean nothing else.
#[derive(Default)]
struct Own {
    defined: BTreeSet<String>,
    ambiguous: BTreeSet<String>,
    /// Whether names come in that nobody can list.
    opaque: bool,
}

impl Own {
    fn of(stub: &File, source: &File) -> Self {
        let mut own = Self::default();
        own.visit_file(source);
        let mut handed_out = Self::default();
        handed_out.visit_file(stub);
        own.ambiguous.extend(handed_out.defined);
        own
    }

    fn has(&self, ty: &Type) -> bool {
        let Type::Path(path) = ty else { return false };
        let Some(name) = path.path.get_ident().or_else(|| single(path)).map(plain) else { return false };
        !self.opaque && self.defined.contains(&name) && !self.ambiguous.contains(&name)
    }

    fn import(&mut self, tree: &UseTree, depth: usize) {
        match tree {
            UseTree::Path(path) => {
                let ours = ["crate", "super", "self"].contains(&plain(&path.ident).as_str());
                self.import(&path.tree, if ours || depth > 0 { depth + 1 } else { 0 });
            }
            UseTree::Name(name) => _ = self.ambiguous.insert(plain(&name.ident)),
            UseTree::Rename(rename) => _ = self.ambiguous.insert(plain(&rename.rename)),
            UseTree::Glob(_) => self.opaque |= depth > 1, // `super::*` brings what this very file has
            UseTree::Group(group) => group.items.iter().for_each(|tree| self.import(tree, depth)),
        }
    }
}

/// `Cell` of `Cell<T>`.
fn single(path: &syn::TypePath) -> Option<&syn::Ident> {
    (path.path.segments.len() == 1)
        .then(|| path.path.segments.first().map(|segment| &segment.ident))
        .flatten()
}

impl<'ast> Visit<'ast> for Own {
    fn visit_item(&mut self, item: &'ast Item) {
        match item {
            Item::Struct(it) => _ = self.defined.insert(plain(&it.ident)),
            Item::Enum(it) => _ = self.defined.insert(plain(&it.ident)),
            Item::Type(it) => _ = self.ambiguous.insert(plain(&it.ident)),
            Item::Use(it) => self.import(&it.tree, 0),
            _ => {}
        }
        visit::visit_item(self, item);
    }

    fn visit_generic_param(&mut self, parameter: &'ast syn::GenericParam) {
        if let syn::GenericParam::Type(ty) = parameter {
            self.ambiguous.insert(plain(&ty.ident));
        }
        visit::visit_generic_param(self, parameter);
    }
}

#[cfg(test)]
mod tests {
    use super::additions;

    const STUB: &str = "use backprop::Layer;\npub struct Cell(f64);\nimpl Cell { pub fn new() -> Self { todo!() } }\n\
        impl Layer for Cell { fn forward(&self, x: f64) -> f64 { todo!() } }\n";

    fn found(more: &str) -> Vec<String> {
        let parse = |text: &str| syn::parse_file(text).expect(text);
        additions(&parse(STUB), &parse(&format!("{STUB}{more}"))).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn helpers_of_ones_own_are_welcome() {
        for more in [
            "",
            "impl Cell { fn inner(&self) {} const WIDTH: usize = 1; }",
            "struct Row<T>(T); impl<T> Row<T> { pub fn new() {} } impl<T> Iterator for Row<T> { type Item = T; }",
            "mod inner { use super::*; pub struct Row; impl Row { pub fn new() {} } }",
            "impl Default for Cell { fn default() -> Self { todo!() } } impl Drop for Cell { fn drop(&mut self) {} }",
            "fn f() { struct Row; impl Row { pub fn new() {} } }",
        ] {
            assert_eq!(found(more), Vec::<String>::new(), "{more}");
        }
    }

    #[test]
    fn what_could_take_the_place_of_a_method_is_refused() {
        let method = "{ pub fn forward(&self, x: f64) -> Sly { Sly } }";
        for (more, words) in [
            (format!("impl Cell {method}"), "line 5: `impl Cell: pub fn forward` was not handed out"),
            (format!("fn f() {{ impl Cell {method} }}"), "`impl Cell: pub fn forward`"),
            (format!("impl Cell {}", method.replace("pub", "pub(crate)")), "`impl Cell: pub fn forward`"),
            (format!("type C = Cell; impl C {method}"), "`impl C: pub fn forward`"),
            (
                format!("use self::Cell as C; mod decoy {{ pub struct C; }} impl C {method}"),
                "`impl C: pub fn forward`",
            ),
            (
                format!("mod m {{ use crate::x::C; impl C {method} }} mod decoy {{ struct C; }}"),
                "`impl C: pub fn forward`",
            ),
            (
                format!("use crate::x::*; mod decoy {{ struct C; }} impl C {method}"),
                "`impl C: pub fn forward`",
            ),
            (format!("impl self::Cell {method}"), "pub fn forward`"),
            (
                "impl Iterator for Cell { type Item = Sly; }".to_owned(),
                "`impl Iterator for Cell` was not handed out",
            ),
            (
                "impl std::ops::Deref for Cell { type Target = Sly; }".to_owned(),
                "Deref for Cell` was not handed out",
            ),
            ("trait Sneak {} impl<T> Sneak for T {}".to_owned(), "`impl<T> Sneak for T` was not handed out"),
        ] {
            let found = found(&more).join("\n");
            assert!(found.contains(words), "{more}: `{words}` is missing in: {found}");
        }
    }
}
