//! Tokens to text: one item at a time, so that files are laid out alike and items can be formatted in parallel.
//!
//! `prettyplease` formats Rust; invocations of the runtime's macros, which it can only fill into lines, are laid out by
//! [`macros`] with a line per row.

mod macros;

pub(super) use macros::{documented, invocation};

use super::docs::DocLines;
use proc_macro2::{Span, TokenStream};
use syn::parse::{Parse, Parser};

/// An item without documentation.
pub(super) fn plain(tokens: TokenStream) -> String {
    unparse(parse(syn::Item::parse, tokens))
}

/// An item, given as tokens without its documentation, that of the item itself and of its fields or variants.
///
/// Doc comments go around the formatter: as attributes they would be escaped, parsed and unescaped again, which takes
/// longer than all the rest. A number in place of a member's documentation says where it belongs.
pub(super) fn item(tokens: TokenStream, docs: &DocLines, members: &[DocLines]) -> String {
    let mut item = parse(syn::Item::parse, tokens);
    match &mut item {
        syn::Item::Struct(item) => number(item.fields.iter_mut().map(|field| &mut field.attrs), members.len()),
        syn::Item::Enum(item) => number(item.variants.iter_mut().map(|variant| &mut variant.attrs), members.len()),
        _ => {}
    }
    let mut out = String::new();
    docs.write("///", &mut out);
    for line in unparse(item).lines() {
        let marked = line.strip_prefix("    ///").and_then(|number| members.get(number.parse::<usize>().ok()?));
        match marked {
            Some(docs) => docs.write("    ///", &mut out),
            None => out.extend([line, "\n"]),
        }
    }
    out
}

/// Marks members with their position in the list of their documentation.
fn number<'a>(members: impl Iterator<Item = &'a mut Vec<syn::Attribute>>, count: usize) {
    for (index, attributes) in members.take(count).enumerate() {
        attributes.insert(0, doc_attribute(&index.to_string()));
    }
}

/// A member of `impl Type`, indented as it stands there.
pub(super) fn member(owner: &syn::Ident, tokens: TokenStream, docs: &DocLines) -> String {
    let member = parse(syn::ImplItemFn::parse, tokens);
    let mut block = parse(syn::ItemImpl::parse, quote::quote!(impl #owner {}));
    block.items.push(syn::ImplItem::Fn(member));
    let text = unparse(syn::Item::Impl(block));
    let inner = text.split_once('\n').and_then(|(_, rest)| rest.strip_suffix("}\n"));
    let mut out = String::new();
    docs.write("    ///", &mut out);
    out.push_str(inner.unwrap_or(&text));
    out
}

/// `///text`, as the attribute that stands for it.
fn doc_attribute(text: &str) -> syn::Attribute {
    let value = syn::Lit::Str(syn::LitStr::new(text, Span::call_site()));
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
