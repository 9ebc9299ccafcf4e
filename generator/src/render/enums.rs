//! Enums: the variants, and a line that says what they are on the wire.

use super::context::Ctx;
use super::docs::{DocLines, code};
use super::format;
use super::imports::Imports;
use crate::model::{Docs, EnumId, EnumKind, EnumValue};
use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};
use serde_json::Value;

/// The Rust items of an enum.
pub(super) fn render(ctx: Ctx<'_>, id: EnumId, imports: &mut Imports) -> Vec<String> {
    let enum_ = &ctx.model[id];
    let names = &ctx.names[id];
    let name = format_ident!("{}", names.name);
    let kind = match enum_.kind {
        EnumKind::String => quote!(String),
        EnumKind::Integer => quote!(i64),
        EnumKind::Number => quote!(f64),
        EnumKind::Boolean => quote!(bool),
    };
    let variants: Vec<_> = names.variants.iter().map(|name| format_ident!("{name}")).collect();
    // Services add values with nearly every version: a `match` has to expect them.
    let item = quote!(#[non_exhaustive] pub enum #name { #(#variants,)* UnknownValue(#kind) });
    let docs = enum_.values.iter().map(value_docs);
    let docs: Vec<_> = docs.chain([DocLines::sentence("A value that the documents do not name.")]).collect();
    let rows = variants.iter().zip(&enum_.values).map(|(variant, value)| {
        let value = literal(enum_.kind, &value.value);
        quote!(#variant = #value)
    });
    imports.path("armspan_runtime::extensible_enum");
    let wire = quote!(#name: #kind { #(#rows,)* });
    let own = DocLines::of(&enum_.docs, "", &format!("Enum {} of the documents.", code(&names.name)));
    vec![format::item(item, &own, &docs) + &format::invocation("extensible_enum", wire)]
}

fn value_docs(value: &EnumValue) -> DocLines {
    let docs = Docs { description: value.description.clone(), ..Docs::default() };
    let text = value.value.as_str().map_or_else(|| value.value.to_string(), str::to_owned);
    let fallback = if text.is_empty() { "The empty value.".to_owned() } else { format!("{}.", code(&text)) };
    DocLines::of(&docs, "", &fallback)
}

/// A value as the literal that the macro compares with.
fn literal(kind: EnumKind, value: &Value) -> TokenStream {
    match (kind, value) {
        (EnumKind::Integer, value) => {
            let number = Literal::i64_unsuffixed(value.as_i64().unwrap_or_default());
            quote!(#number)
        }
        (EnumKind::Number, value) => {
            let number = value.as_f64().filter(|number| number.is_finite()).unwrap_or_default();
            let number = Literal::f64_unsuffixed(number);
            quote!(#number)
        }
        (EnumKind::Boolean, value) => {
            let value = value.as_bool().unwrap_or_default();
            quote!(#value)
        }
        (EnumKind::String, Value::String(text)) => quote!(#text),
        (EnumKind::String, value) => {
            let text = value.to_string();
            quote!(#text)
        }
    }
}
