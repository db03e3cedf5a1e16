//! The public face of a source: every name that a test could use, and what it looks like.

use std::collections::BTreeMap;

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote};
use syn::{Attribute, File, FnArg, ImplItem, Item, ReceiverKind, Signature, TraitItem, Type, Visibility};

/// The public items of a source: name, then each form in which the name stands there, with its line.
pub type Offer = BTreeMap<String, Vec<(String, usize)>>;

/// What `file` offers.
pub fn offer(file: &File) -> Offer {
    let mut offer = Offer::new();
    collect(&file.items, "", &mut offer);
    offer
}

fn collect(items: &[Item], prefix: &str, offer: &mut Offer) {
    for item in items {
        let forms = match item {
            Item::Trait(it) if counts(&it.vis, &it.attrs) => methods(it),
            Item::Impl(it) if unconditional(&it.attrs) => implementation(it),
            Item::Mod(it) if counts(&it.vis, &it.attrs) => {
                let items = it.content.as_ref().map_or(&[][..], |(_, items)| items);
                collect(items, &format!("{prefix}{}::", it.ident), offer);
                continue;
            }
            _ => single(item).into_iter().chain(derived(item)).collect(),
        };
        for Form { name, text, line } in forms {
            offer.entry(format!("{prefix}{name}")).or_default().push((text, line));
        }
    }
}

/// One public name, what it looks like, and where.
struct Form {
    name: String,
    text: String,
    line: usize,
}

impl Form {
    fn new(kind: &str, ident: &Ident, text: String) -> Self {
        Self { name: format!("{kind} {ident}"), text, line: ident.span().start().line }
    }

    /// The same inside of an `impl` or a `trait`.
    fn inside(self, header: &str) -> Self {
        let Self { name, text, line } = self;
        Self { name: format!("{header} {name}"), text: format!("{header}: {text}"), line }
    }
}

fn function(it: &Signature) -> Form {
    Form::new("fn", &it.ident, signature(it))
}

fn typed(kind: &str, ident: &Ident, ty: &Type) -> Form {
    Form::new(kind, ident, format!("{kind} {ident}: {}", text(ty)))
}

/// The form of an item that has one.
fn single(item: &Item) -> Option<Form> {
    match item {
        Item::Fn(it) if counts(&it.vis, &it.attrs) => Some(function(&it.sig)),
        Item::Const(it) if counts(&it.vis, &it.attrs) => Some(typed("const", &it.ident, &it.ty)),
        Item::Static(it) if counts(&it.vis, &it.attrs) => Some(typed("static", &it.ident, &it.ty)),
        Item::Type(it) if counts(&it.vis, &it.attrs) => Some(Form::new("type", &it.ident, text(&bare(it)))),
        Item::Enum(it) if counts(&it.vis, &it.attrs) => Some(Form::new("enum", &it.ident, enumeration(it))),
        Item::Struct(it) if counts(&it.vis, &it.attrs) => Some(Form::new("struct", &it.ident, structure(it))),
        _ => None,
    }
}

/// The traits that a public type derives: one that is written by hand instead could say that everything is equal.
fn derived(item: &Item) -> Vec<Form> {
    let (attributes, ident) = match item {
        Item::Struct(it) if counts(&it.vis, &it.attrs) => (&it.attrs, &it.ident),
        Item::Enum(it) if counts(&it.vis, &it.attrs) => (&it.attrs, &it.ident),
        _ => return Vec::new(),
    };
    let mut forms = Vec::new();
    for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("derive")) {
        let _ = attribute.parse_nested_meta(|meta| {
            let name = text(&meta.path);
            forms.push(Form::new(
                &format!("derive {name} for"),
                ident,
                format!("#[derive({name})] struct {ident}"),
            ));
            Ok(())
        });
    }
    forms
}

/// Public, and there whatever the configuration: an item under `#[cfg]` may vanish.
fn counts(visibility: &Visibility, attributes: &[Attribute]) -> bool {
    matches!(visibility, Visibility::Public(_)) && unconditional(attributes)
}

fn unconditional(attributes: &[Attribute]) -> bool {
    !attributes.iter().any(|attribute| attribute.path().is_ident("cfg"))
}

fn bare(alias: &syn::ItemType) -> TokenStream {
    let (ident, generics, ty) = (&alias.ident, &alias.generics, &alias.ty);
    quote!(type #ident #generics = #ty)
}

fn enumeration(it: &syn::ItemEnum) -> String {
    let names = it.variants.iter().map(|variant| &variant.ident);
    let fields = it.variants.iter().map(|variant| &variant.fields);
    let (ident, generics) = (&it.ident, &it.generics);
    text(&quote!(enum #ident #generics { #(#names #fields),* }))
}

fn methods(it: &syn::ItemTrait) -> Vec<Form> {
    let header = format!("trait {}", it.ident);
    let functions = it.items.iter().filter_map(|item| match item {
        TraitItem::Fn(method) => Some(function(&method.sig)),
        _ => None,
    });
    functions.map(|form| form.inside(&header)).collect()
}

/// The public fields alone: private ones are the student's business.
fn structure(it: &syn::ItemStruct) -> String {
    let fields = it.fields.iter().filter(|field| matches!(field.vis, Visibility::Public(_)));
    let fields = fields.map(|field| {
        let (name, ty) = (&field.ident, &field.ty);
        quote!(#name: #ty)
    });
    let (ident, generics) = (&it.ident, &it.generics);
    text(&quote!(struct #ident #generics { #(#fields),* }))
}

/// `impl<T> Layer<T> for Cell`.
pub fn header(it: &syn::ItemImpl) -> String {
    let (generics, ty, bounds) = (&it.generics, &it.self_ty, &it.generics.where_clause);
    let of = it.trait_.as_ref().map(|(path, _)| quote!(#path for));
    text(&quote!(impl #generics #of #ty #bounds))
}

fn implementation(it: &syn::ItemImpl) -> Vec<Form> {
    let header = header(it);
    let items = it.items.iter().filter_map(|item| associated(item, it.trait_.is_some()));
    items.map(|form| form.inside(&header)).collect()
}

/// An item of an `impl`: of a trait's all, of others the public ones.
fn associated(item: &ImplItem, of_a_trait: bool) -> Option<Form> {
    match item {
        ImplItem::Fn(it) if of_a_trait || counts(&it.vis, &it.attrs) => Some(function(&it.sig)),
        ImplItem::Const(it) if of_a_trait || counts(&it.vis, &it.attrs) => {
            Some(typed("const", &it.ident, &it.ty))
        }
        ImplItem::Type(it) => {
            Some(Form::new("type", &it.ident, format!("type {} = {}", it.ident, text(&it.ty))))
        }
        _ => None,
    }
}

/// A signature without the names of its arguments, which a student may change.
fn signature(it: &Signature) -> String {
    let inputs = it.inputs.iter().map(|input| match input {
        FnArg::Receiver(receiver) => receiver_of(receiver),
        FnArg::Typed(argument) => argument.ty.to_token_stream(),
    });
    let (ident, generics, output, bounds) = (&it.ident, &it.generics, &it.output, &it.generics.where_clause);
    let (constness, asyncness) = (&it.constness, &it.asyncness);
    text(&quote!(#constness #asyncness fn #ident #generics (#(#inputs),*) #output #bounds))
}

/// `mut self` is `self` to the caller.
fn receiver_of(receiver: &syn::Receiver) -> TokenStream {
    match &receiver.kind {
        ReceiverKind::Value => quote!(self),
        ReceiverKind::Reference(and, lifetime, mutable) => quote!(#and #lifetime #mutable self),
        ReceiverKind::Typed(_, ty) => quote!(self: #ty),
        _ => receiver.to_token_stream(),
    }
}

/// Tokens as people write them, without the commas that a formatter adds to long lists.
pub fn text(tokens: &impl ToTokens) -> String {
    let mut text = tokens.to_token_stream().to_string();
    for (from, to) in [
        (" ,", ","),
        (", )", ")"),
        (", >", ">"),
        (" :: ", "::"),
        (" :", ":"),
        (" < ", "<"),
        (" <", "<"),
        ("< ", "<"),
        (" >", ">"),
        ("- >", "->"),
        ("& ", "&"),
        (" (", "("),
        ("( ", "("),
        (" )", ")"),
        ("->", " ->"),
        ("->(", "-> ("),
        ("  ", " "),
    ] {
        text = text.replace(from, to);
    }
    text
}
