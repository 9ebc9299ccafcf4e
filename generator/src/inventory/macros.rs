//! What the runtime's macros make public in a generated crate.
//!
//! `model!`, `extensible_enum!` and `polymorphic!` implement the same traits for every type; they tell nothing new.

use super::items::{Line, owned};
use super::text::tokens;
use proc_macro2::{Delimiter, TokenStream, TokenTree};
use syn::ItemMacro;

/// The lines that an invocation stands for.
pub(super) fn lines(invocation: &ItemMacro, prefix: &str) -> Vec<Line> {
    let name = invocation.mac.path.segments.last().map(|segment| segment.ident.to_string()).unwrap_or_default();
    let body = &invocation.mac.tokens;
    match name.as_str() {
        "request_bodies" => {
            let body = tokens(body);
            let types = body.split(',').map(str::trim).filter(|ty| !ty.is_empty());
            types
                .flat_map(|ty| owned(ty, vec![format!("impl TryInto<RequestContent<{ty}>> for {prefix}{ty}")]))
                .collect()
        }
        "page" => {
            let body = tokens(body);
            let (page, rest) = body.split_once(',').unwrap_or((&body, ""));
            let item = rest.rsplit(':').next().unwrap_or_default().trim();
            owned(page, vec![format!("impl Page<Item = {item}> for {prefix}{page}")])
        }
        _ => traits(body.clone(), prefix),
    }
}

/// Traits whose methods are declared in short: `pub trait X for Response<Y> { fn retry_after -> i32 = "retry-after"; }`.
fn traits(body: TokenStream, prefix: &str) -> Vec<Line> {
    let body = without_attributes(body);
    let mut lines = Vec::new();
    let mut head: Vec<TokenTree> = Vec::new();
    for token in body {
        match token {
            TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => {
                let text = tokens(&head.drain(..).collect::<TokenStream>());
                let Some((name, target)) = text.strip_prefix("pub trait ").and_then(|text| text.split_once(" for "))
                else {
                    continue;
                };
                let mut texts = vec![format!("pub trait {prefix}{name} for {target}")];
                texts.extend(methods(group.stream()).map(|method| format!("pub fn {prefix}{name}::{method}")));
                lines.extend(owned(name, texts));
            }
            token => head.push(token),
        }
    }
    lines
}

/// `retry_after -> i32`, without the name on the wire.
fn methods(body: TokenStream) -> impl Iterator<Item = String> {
    let text = tokens(&without_attributes(body));
    let methods: Vec<String> = text
        .split(';')
        .filter_map(|method| Some(method.trim().strip_prefix("fn ")?.split(" = ").next()?.to_owned()))
        .collect();
    methods.into_iter()
}

/// Documentation says nothing to a compiler.
fn without_attributes(body: TokenStream) -> TokenStream {
    let mut kept = Vec::new();
    let mut after_hash = false;
    for token in body {
        let is_hash = matches!(&token, TokenTree::Punct(punct) if punct.as_char() == '#');
        let is_attribute = after_hash && matches!(&token, TokenTree::Group(_));
        after_hash = is_hash;
        if !is_hash && !is_attribute {
            kept.push(token);
        }
    }
    kept.into_iter().collect()
}
