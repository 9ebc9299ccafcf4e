//! Types of the code model as Rust types.

use super::context::Ctx;
use super::imports::{Home, Imports};
use crate::model::{IntegerFormat, Item, ModelId, StringFormat, Type};
use proc_macro2::TokenStream;
use quote::quote;

/// The type of a value that is owned: a field, the item of a list, a body.
pub(super) fn owned(ctx: Ctx<'_>, ty: &Type, imports: &mut Imports) -> TokenStream {
    match ty {
        Type::Boolean => quote!(bool),
        Type::Integer(IntegerFormat::Int32) => quote!(i32),
        Type::Integer(IntegerFormat::Int64) => quote!(i64),
        Type::Number(_) => quote!(f64),
        Type::Integer(IntegerFormat::UnixTime)
        | Type::String(StringFormat::DateTime | StringFormat::DateTimeRfc1123) => {
            let name = imports.path("armspan_runtime::OffsetDateTime");
            quote!(#name)
        }
        Type::String(StringFormat::Base64 | StringFormat::Base64Url) | Type::Stream => quote!(Vec<u8>),
        Type::String(_) => quote!(String),
        Type::Any => {
            let name = imports.path("armspan_runtime::Value");
            quote!(#name)
        }
        Type::Model(id) => model(ctx, *id, imports),
        Type::Enum(id) => {
            let name = imports.model(Home::Document(ctx.model[*id].origin.document), &ctx.names[*id].name);
            quote!(#name)
        }
        Type::Array(inner) => {
            let inner = item(ctx, inner, imports);
            quote!(Vec<#inner>)
        }
        Type::Map(inner) => map_of(ctx, inner, imports),
    }
}

/// A map from strings.
pub(super) fn map_of(ctx: Ctx<'_>, inner: &Item, imports: &mut Imports) -> TokenStream {
    let map = imports.path("std::collections::HashMap");
    let inner = item(ctx, inner, imports);
    quote!(#map<String, #inner>)
}

/// What a list or map holds; `Value` is `null` by itself.
pub(super) fn item(ctx: Ctx<'_>, item: &Item, imports: &mut Imports) -> TokenStream {
    let ty = owned(ctx, &item.ty, imports);
    if item.nullable && item.ty != Type::Any { quote!(Option<#ty>) } else { ty }
}

/// What keeps clippy from asking for an alias where a field is declared: maps of maps of maps are what documents say.
pub(super) fn allow_complexity(field: &Type) -> Option<TokenStream> {
    // Clippy's measure (`type-complexity-threshold`): ten for each name, times how deep it stands. `Option` stands outermost.
    const THRESHOLD: usize = 250;
    (10 + complexity(field, 2) > THRESHOLD).then(|| quote!(#[allow(clippy::type_complexity)]))
}

fn complexity(ty: &Type, depth: usize) -> usize {
    let inner = |item: &Item, depth| match item.nullable && item.ty != Type::Any {
        true => 10 * depth + complexity(&item.ty, depth + 1),
        false => complexity(&item.ty, depth),
    };
    match ty {
        Type::Array(item) => 10 * depth + inner(item, depth + 1),
        Type::Map(item) => 10 * depth + 10 * (depth + 1) + inner(item, depth + 1),
        Type::Stream | Type::String(StringFormat::Base64 | StringFormat::Base64Url) => 10 * depth + 10 * (depth + 1),
        _ => 10 * depth,
    }
}

/// A model by its name.
pub(super) fn model(ctx: Ctx<'_>, id: ModelId, imports: &mut Imports) -> TokenStream {
    let name = imports.model(Home::Document(ctx.model[id].origin.document), &ctx.names[id].name);
    quote!(#name)
}

/// The type of an argument that is only read.
pub(super) fn argument(ctx: Ctx<'_>, ty: &Type, imports: &mut Imports) -> TokenStream {
    match ty {
        Type::String(StringFormat::Base64 | StringFormat::Base64Url) | Type::Stream => quote!(&[u8]),
        Type::Array(inner) => {
            let inner = item(ctx, inner, imports);
            quote!(&[#inner])
        }
        ty if is_copy(ty) => owned(ctx, ty, imports),
        Type::String(_) => quote!(&str),
        ty => {
            let ty = owned(ctx, ty, imports);
            quote!(&#ty)
        }
    }
}

/// Whether values are copied and not cloned, which clippy asks for.
pub(super) fn is_copy(ty: &Type) -> bool {
    let date = matches!(ty, Type::String(StringFormat::DateTime | StringFormat::DateTimeRfc1123));
    date || matches!(ty, Type::Boolean | Type::Integer(_) | Type::Number(_))
}

/// How the values inside a type are spelled, where that is not the default of their Rust type: the flag of `model!`, and
/// the variant of the runtime's `Format`.
pub(super) fn spelling(ty: &Type) -> Option<(&'static str, &'static str)> {
    match ty {
        Type::String(StringFormat::DateTimeRfc1123) => Some(("rfc1123", "Rfc1123")),
        Type::Integer(IntegerFormat::UnixTime) => Some(("unix_time", "UnixTime")),
        Type::String(StringFormat::Base64Url) => Some(("base64_url", "Base64Url")),
        Type::Array(item) | Type::Map(item) => spelling(&item.ty),
        _ => None,
    }
}
