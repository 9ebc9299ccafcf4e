//! Tokens to text: one item at a time, so that files are laid out alike and items can be formatted in parallel.
//!
//! `prettyplease` formats Rust; invocations of the runtime's macros, which it can only fill into lines, are laid out by
//! [`macros`] with a line per row.

mod macros;

pub(super) use macros::{documented, invocation};

use super::docs::DocLines;
use proc_macro2::{Span, TokenStream};
use syn::parse::{Parse, Parser};

/// An item, given as tokens without its documentation.
///
/// Doc comments are attached to the parsed item: as tokens they would be most of what there is to parse.
pub(super) fn item(tokens: TokenStream, document: impl FnOnce(&mut syn::Item)) -> String {
    let mut item = parse(syn::Item::parse, tokens);
    document(&mut item);
    unparse(item)
}

/// A member of `impl Type`, indented as it stands there.
pub(super) fn member(owner: &syn::Ident, tokens: TokenStream, docs: &DocLines) -> String {
    let mut member = parse(syn::ImplItemFn::parse, tokens);
    document(&mut member.attrs, docs);
    let mut block = parse(syn::ItemImpl::parse, quote::quote!(impl #owner {}));
    block.items.push(syn::ImplItem::Fn(member));
    let text = unparse(syn::Item::Impl(block));
    let inner = text.split_once('\n').and_then(|(_, rest)| rest.strip_suffix("}\n"));
    inner.unwrap_or(&text).to_owned()
}

/// Puts documentation before what stands there.
pub(super) fn document(attributes: &mut Vec<syn::Attribute>, docs: &DocLines) {
    attributes.splice(0..0, docs.0.iter().map(|line| doc_attribute(line)));
}

/// Documents the fields of a struct.
pub(super) fn document_fields(item: &mut syn::Item, docs: &DocLines, fields: &[DocLines]) {
    if let syn::Item::Struct(item) = item {
        document(&mut item.attrs, docs);
        item.fields.iter_mut().zip(fields).for_each(|(field, docs)| document(&mut field.attrs, docs));
    }
}

/// Documents the variants of an enum.
pub(super) fn document_variants(item: &mut syn::Item, docs: &DocLines, variants: &[DocLines]) {
    if let syn::Item::Enum(item) = item {
        document(&mut item.attrs, docs);
        item.variants.iter_mut().zip(variants).for_each(|(variant, docs)| document(&mut variant.attrs, docs));
    }
}

/// `/// text`, as the attribute that stands for it.
fn doc_attribute(text: &str) -> syn::Attribute {
    let text = if text.is_empty() { String::new() } else { format!(" {text}") };
    let value = syn::Lit::Str(syn::LitStr::new(&text, Span::call_site()));
    syn::Attribute {
        pound_token: syn::token::Pound::default(),
        style: syn::AttrStyle::Outer,
        bracket_token: syn::token::Bracket::default(),
        meta: syn::Meta::NameValue(syn::MetaNameValue {
            path: syn::Path::from(syn::Ident::new("doc", Span::call_site())),
            eq_token: syn::token::Eq::default(),
            value: syn::Expr::Lit(syn::ExprLit { attrs: Vec::new(), lit: value }),
        }),
    }
}

fn parse<T>(parser: fn(syn::parse::ParseStream) -> syn::Result<T>, tokens: TokenStream) -> T {
    parser.parse2(tokens).expect("templates produce the Rust they are meant to, whatever names fill them")
}

fn unparse(item: syn::Item) -> String {
    prettyplease::unparse(&syn::File { shebang: None, frontmatter: None, attrs: Vec::new(), items: vec![item] })
}
