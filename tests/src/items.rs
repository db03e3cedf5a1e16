//! Which names a crate offers, read from its sources.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};

use syn::punctuated::Punctuated;
use syn::{FnArg, ImplItem, Item, Pat, Signature, TraitItem, UseTree, Visibility};

/// The public items of a crate, as its users name them.
#[derive(Debug, Default)]
pub struct Sources {
    /// What each module defines or re-exports: the names behind `crate::`, `crate::module::`.
    names: HashSet<String>,
    /// Parameters of functions and of methods (`Type::method`).
    parameters: HashMap<String, Vec<String>>,
    /// `Type.field`, `Type::method`, `Type::Variant`.
    members: HashSet<String>,
    /// Modules that only the crate itself can name.
    private_modules: HashSet<String>,
}

impl Sources {
    /// Reads the library of a crate from its `src/lib.rs`, following `mod` and `pub use`.
    ///
    /// # Panics
    /// If a file cannot be read or parsed, naming it.
    pub fn read(library: &Path) -> Self {
        let mut sources = Self::default();
        let file = parse(library);
        let folder = library.parent().expect("a file has a folder").to_owned();
        sources.module(&[], &file.items, &folder);
        sources
    }

    /// Whether `path` (without the crate's name) names something: `function`, `Type`, `module::Type`, `Type::method`,
    /// `Type.field`, `function(parameter)`, `Type::method(parameter)`.
    pub fn resolves(&self, path: &str) -> bool {
        if let Some((function, parameter)) = path.strip_suffix(')').and_then(|path| path.split_once('(')) {
            let known = self.names.contains(function) || self.members.contains(function);
            return known
                && self.is_reachable(function)
                && self
                    .parameters
                    .get(function)
                    .is_some_and(|names| names.iter().any(|name| name == parameter));
        }
        self.is_reachable(path) && (self.names.contains(path) || self.is_member(path))
    }

    fn is_reachable(&self, path: &str) -> bool {
        path.match_indices("::").all(|(end, _)| !self.private_modules.contains(&path[..end]))
    }

    fn is_member(&self, path: &str) -> bool {
        let owner = path.rsplit_once('.').or_else(|| path.rsplit_once("::")).map(|(owner, _)| owner);
        self.members.contains(path) && owner.is_some_and(|owner| self.names.contains(owner))
    }

    fn module(&mut self, path: &[String], items: &[Item], folder: &Path) {
        for item in items {
            match item {
                Item::Mod(module) => {
                    let mut inner = path.to_vec();
                    inner.push(module.ident.to_string());
                    if is_test_only(&module.attrs) {
                        continue;
                    }
                    if !is_public(&module.vis) {
                        self.private_modules.insert(inner.join("::"));
                    }
                    if let Some((_, items)) = &module.content {
                        self.module(&inner, items, folder);
                    } else {
                        let file = module_file(folder, &inner);
                        self.module(&inner, &parse(&file).items, folder);
                    }
                }
                Item::Impl(block) => self.implementation(block),
                other => self.item(path, other),
            }
        }
        // After the modules, so that what a glob re-exports is known.
        for item in items {
            if let Item::Use(import) = item
                && matches!(import.vis, Visibility::Public(_))
            {
                self.reexport(path, &[], &import.tree);
            }
        }
    }

    fn item(&mut self, path: &[String], item: &Item) {
        match item {
            Item::Fn(function) if is_public(&function.vis) => {
                let name = function.sig.ident.to_string();
                self.parameters.insert(name.clone(), parameters(&function.sig));
                self.name(path, &name);
            }
            Item::Struct(structure) if is_public(&structure.vis) => {
                let name = structure.ident.to_string();
                for field in structure.fields.iter().filter(|field| is_public(&field.vis)) {
                    if let Some(field) = &field.ident {
                        self.members.insert(format!("{name}.{field}"));
                    }
                }
                self.name(path, &name);
            }
            Item::Enum(choice) if is_public(&choice.vis) => {
                let name = choice.ident.to_string();
                for variant in &choice.variants {
                    self.members.insert(format!("{name}::{}", variant.ident));
                }
                self.name(path, &name);
            }
            Item::Trait(definition) if is_public(&definition.vis) => {
                let name = definition.ident.to_string();
                for member in &definition.items {
                    if let TraitItem::Fn(method) = member {
                        self.method(&name, &method.sig);
                    }
                }
                self.name(path, &name);
            }
            Item::Const(constant) if is_public(&constant.vis) => self.name(path, &constant.ident.to_string()),
            Item::Type(alias) if is_public(&alias.vis) => self.name(path, &alias.ident.to_string()),
            _ => {}
        }
    }

    fn implementation(&mut self, block: &syn::ItemImpl) {
        let syn::Type::Path(owner) = &*block.self_ty else { return };
        let Some(owner) = owner.path.segments.last().map(|segment| segment.ident.to_string()) else { return };
        for member in &block.items {
            match member {
                // The methods of a trait are as public as the trait.
                ImplItem::Fn(method) if block.trait_.is_some() || is_public(&method.vis) => {
                    self.method(&owner, &method.sig);
                }
                ImplItem::Const(constant) => {
                    self.members.insert(format!("{owner}::{}", constant.ident));
                }
                _ => {}
            }
        }
    }

    fn method(&mut self, owner: &str, signature: &Signature) {
        let path = format!("{owner}::{}", signature.ident);
        self.parameters.insert(path.clone(), parameters(signature));
        self.members.insert(path);
    }

    fn name(&mut self, path: &[String], name: &str) {
        self.names.insert(joined(path, name));
    }

    /// `pub use module::{A, B}` gives `path::A` and `path::B`, provided that `module::A` exists; `pub use module::*` all of it.
    fn reexport(&mut self, path: &[String], prefix: &[String], tree: &UseTree) {
        match tree {
            UseTree::Path(step) => {
                let mut prefix = prefix.to_vec();
                if step.ident != "self" && step.ident != "crate" {
                    prefix.push(step.ident.to_string());
                }
                self.reexport(path, &prefix, &step.tree);
            }
            UseTree::Group(group) => group.items.iter().for_each(|tree| self.reexport(path, prefix, tree)),
            UseTree::Name(name) => {
                self.reexport_one(path, prefix, &name.ident.to_string(), &name.ident.to_string());
            }
            UseTree::Rename(name) => {
                self.reexport_one(path, prefix, &name.ident.to_string(), &name.rename.to_string());
            }
            UseTree::Glob(_) => {
                let inside = format!("{}::", prefix.join("::"));
                let found: Vec<_> = self
                    .names
                    .iter()
                    .filter_map(|name| name.strip_prefix(&inside))
                    .map(str::to_owned)
                    .collect();
                self.names.extend(found.into_iter().map(|name| joined(path, &name)));
            }
        }
    }

    fn reexport_one(&mut self, path: &[String], prefix: &[String], original: &str, name: &str) {
        let absolute = joined(prefix, original);
        let relative = joined(path, &absolute);
        if self.names.contains(&absolute) || self.names.contains(&relative) {
            self.names.insert(joined(path, name));
        }
    }
}

/// Whether a test file has a function `name` marked `#[test]`, at its top or inside `proptest!`.
///
/// # Panics
/// If the file cannot be parsed.
pub fn has_test(source: &str, name: &str) -> bool {
    let file = syn::parse_file(source).expect("a test file that compiles");
    file.items.iter().any(|item| match item {
        Item::Fn(function) => {
            function.sig.ident == name && function.attrs.iter().any(|mark| mark.path().is_ident("test"))
        }
        Item::Macro(call) if call.mac.path.is_ident("proptest") => has_function(&call.mac.tokens, name),
        _ => false,
    })
}

/// Inside a macro there are only tokens: `fn` followed by the name.
fn has_function(tokens: &proc_macro2::TokenStream, name: &str) -> bool {
    let words: Vec<String> = tokens.clone().into_iter().map(|token| token.to_string()).collect();
    words.windows(2).any(|pair| pair[0] == "fn" && pair[1] == name)
}

fn parse(path: &Path) -> syn::File {
    let source =
        fs::read_to_string(path).unwrap_or_else(|error| panic!("cannot read {}: {error}", path.display()));
    syn::parse_file(&source).unwrap_or_else(|error| panic!("cannot parse {}: {error}", path.display()))
}

fn module_file(folder: &Path, path: &[String]) -> PathBuf {
    let stem: PathBuf = path.iter().collect();
    let flat = folder.join(&stem).with_extension("rs");
    if flat.exists() { flat } else { folder.join(stem).join("mod.rs") }
}

fn joined(path: &[String], name: &str) -> String {
    path.iter().map(String::as_str).chain([name]).collect::<Vec<_>>().join("::")
}

fn is_public(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}

fn is_test_only(attributes: &[syn::Attribute]) -> bool {
    attributes.iter().any(|mark| {
        mark.path().is_ident("cfg")
            && mark
                .parse_args_with(Punctuated::<syn::Path, syn::Token![,]>::parse_terminated)
                .is_ok_and(|words| words.iter().any(|word| word.is_ident("test") || word.is_ident("doctest")))
    })
}

fn parameters(signature: &Signature) -> Vec<String> {
    let names = signature.inputs.iter().filter_map(|input| match input {
        FnArg::Typed(parameter) => match &*parameter.pat {
            Pat::Ident(name) => Some(name.ident.to_string()),
            _ => None,
        },
        FnArg::Receiver(_) => None,
    });
    names.collect()
}

#[cfg(test)]
mod tests {
    use super::{Sources, has_test};

    fn sources(text: &str) -> Sources {
        let file = syn::parse_file(text).expect("the sample parses");
        let mut sources = Sources::default();
        sources.module(&[], &file.items, std::path::Path::new("nowhere"));
        sources
    }

    #[test]
    fn a_public_function_resolves_with_its_parameters() {
        let sources = sources("pub fn weighted_sum(weights: f64, input: f64) {} fn hidden(x: f64) {}");
        assert!(sources.resolves("weighted_sum"));
        assert!(sources.resolves("weighted_sum(weights)"));
        assert!(!sources.resolves("weighted_sum(bias)"));
        assert!(!sources.resolves("hidden"));
        assert!(!sources.resolves("hidden(x)"));
    }

    #[test]
    fn what_a_private_module_keeps_to_itself_does_not_resolve() {
        let sources = sources(
            "mod inner { pub struct Unit { pub bias: f64, secret: f64 } pub fn kept() {} } pub use inner::Unit;",
        );
        assert!(sources.resolves("Unit"));
        assert!(sources.resolves("Unit.bias"));
        assert!(!sources.resolves("Unit.secret"));
        assert!(!sources.resolves("kept"));
        assert!(!sources.resolves("inner::kept"));
    }

    #[test]
    fn methods_variants_and_renamed_names_resolve() {
        let sources = sources(
            "mod inner { pub enum Base { Nat, Bit } pub struct Unit; impl Unit { pub fn fire(&self, input: f64) {} fn rest(&self) {} } }
             pub use inner::{Base as Unit2, *};",
        );
        assert!(sources.resolves("Base::Nat"));
        assert!(sources.resolves("Unit2"));
        assert!(sources.resolves("Unit::fire(input)"));
        assert!(!sources.resolves("Unit::fire(output)"));
        assert!(!sources.resolves("Unit::rest"));
        assert!(!sources.resolves("Base::Trit"));
    }

    #[test]
    fn only_a_marked_function_counts_as_a_test() {
        let source = "#[test] fn err_3() {} fn err_4() {} proptest! { #[test] fn err_5(x in 0..1) {} }";
        assert!(has_test(source, "err_3"));
        assert!(!has_test(source, "err_4"));
        assert!(has_test(source, "err_5"));
        assert!(!has_test(source, "err_6"));
    }
}
