//! Traits for what an answer has besides its body: typed headers, and bodies of other types under other statuses.

use super::context::{Ctx, Op};
use super::docs::{DocLines, code};
use super::format;
use super::imports::{Imports, ident};
use super::{results, types};
use crate::model::{Header, Type};
use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

/// The traits of an operation's answers.
pub(super) fn render(ctx: Ctx<'_>, op: Op<'_>, imports: &mut Imports) -> Vec<String> {
    let has_headers = op.operation.responses.iter().any(|response| !response.headers.is_empty());
    let bodies = results::other_bodies(op.operation);
    let Some(response) = results::response_type(ctx, op.operation, imports) else { return Vec::new() };
    let mut items = Vec::new();
    if has_headers {
        items.push(headers(ctx, op, &response, imports));
    }
    if !bodies.is_empty() {
        items.push(other_bodies(ctx, op, &response, &bodies, imports));
    }
    items
}

fn headers(ctx: Ctx<'_>, op: Op<'_>, response: &TokenStream, imports: &mut Imports) -> String {
    let name = format_ident!("{}", op.names.headers);
    let declared: Vec<_> = op.operation.responses.iter().flat_map(|response| &response.headers).collect();
    let rows = op.names.header_methods.iter().filter_map(|(wire, method)| {
        let header = declared.iter().find(|header| header.wire_name.eq_ignore_ascii_case(wire))?;
        Some(header_row(ctx, header, method, imports))
    });
    let rows = rows.collect();
    imports.path("armspan_runtime::response_headers");
    let docs = DocLines::sentence(&format!("Headers in the answer of {}.", call(op)));
    format::documented("response_headers", &docs, quote!(pub trait #name for #response), rows)
}

fn header_row(ctx: Ctx<'_>, header: &Header, method: &str, imports: &mut Imports) -> (DocLines, TokenStream) {
    let method = ident(method);
    let docs = DocLines::of(&header.docs, "", &format!("Header {}.", code(&header.wire_name)));
    if let Some(prefix) = &header.collection_prefix {
        let map = imports.path("std::collections::HashMap");
        let name = format!("{prefix}*");
        return (docs, quote!(fn #method -> #map<String, String> = #name;));
    }
    let name = header.wire_name.to_ascii_lowercase();
    let ty = types::owned(ctx, &header.ty, imports);
    (docs, quote!(fn #method -> #ty = #name;))
}

fn other_bodies(
    ctx: Ctx<'_>,
    op: Op<'_>,
    response: &TokenStream,
    bodies: &[(u16, &Type)],
    imports: &mut Imports,
) -> String {
    let name = format_ident!("{}", op.names.bodies);
    let rows = bodies.iter().map(|(status, ty)| {
        let method = format_ident!("as_{status}");
        let (ty, status_code) = (types::owned(ctx, ty, imports), Literal::u16_unsuffixed(*status));
        let docs = DocLines::sentence(&format!("The body, if the status is {status}."));
        (docs, quote!(fn #method -> #ty = #status_code;))
    });
    let rows = rows.collect();
    imports.path("armspan_runtime::response_bodies");
    let docs = DocLines::sentence(&format!("Bodies of other types in the answer of {}.", call(op)));
    format::documented("response_bodies", &docs, quote!(pub trait #name for #response), rows)
}

fn call(op: Op<'_>) -> String {
    code(&format!("{}::{}", op.group.client, op.names.method.trim_start_matches("r#")))
}
