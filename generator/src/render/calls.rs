//! What is put into a request once it is there: one call per parameter.

use super::context::{Ctx, Op};
use super::imports::{Imports, ident};
use super::path::path_order;
use super::results::is_json;
use super::values::{self, Source};
use crate::model::{BodyKind, Operation, Parameter, ParameterLocation, ParameterScope, Type};
use proc_macro2::TokenStream;
use quote::quote;

/// A parameter that goes out in the query, in a header or in a form, and where its value comes from.
pub(super) struct Sent<'a> {
    pub parameter: &'a Parameter,
    pub source: Source,
    /// Whether the caller may leave it out: it is a field of the options, or of a group that is.
    pub optional: bool,
}

/// The parameters that go out in the query, in headers or in a form, files aside.
pub(super) fn sent<'a>(ctx: Ctx<'a>, op: Op<'a>) -> Vec<Sent<'a>> {
    let in_path = path_order(op);
    let parameters = op.operation.parameters.iter().enumerate().filter(|(index, parameter)| {
        let elsewhere = matches!(parameter.location, ParameterLocation::Path | ParameterLocation::Host);
        !elsewhere && !is_api_version(parameter) && !is_file(&parameter.ty) && !in_path.contains(index)
    });
    let sent = parameters.filter_map(|(index, parameter)| {
        let source = values::source(ctx, op, index)?;
        let optional = match &source {
            Source::Option(_) => true,
            Source::Group(group, _) => !values::group_is_required(ctx, op, group),
            _ => false,
        };
        Some(Sent { parameter, source, optional })
    });
    sent.collect()
}

/// The version that goes out as the query parameter `api-version`.
pub(super) fn api_version<'a>(op: Op<'a>) -> Option<&'a str> {
    op.operation.parameters.iter().find(|parameter| is_api_version(parameter))?;
    op.operation.api_version.as_deref()
}

fn is_api_version(parameter: &Parameter) -> bool {
    let named = parameter.location == ParameterLocation::Query && parameter.wire_name == "api-version";
    named && parameter.scope == ParameterScope::ApiVersion && parameter.constant.is_none()
}

/// The call that puts one parameter into the request: `.query("$top", &options.top)`.
pub(super) fn call(op: Op<'_>, sent: &Sent<'_>, owner: &TokenStream, imports: &mut Imports) -> TokenStream {
    let Sent { parameter, source, .. } = sent;
    let value = source.expression_of(owner);
    let name = &parameter.wire_name;
    let format = values::format(parameter).map(|format| {
        let ty = imports.path("armspan_runtime::Format");
        quote!(#ty::#format)
    });
    match (parameter.location, &parameter.header_collection_prefix, format) {
        (ParameterLocation::Header, Some(prefix), _) => match source {
            Source::Argument(_) => quote!(.header_collection(#prefix, &Some(#value))),
            _ => quote!(.header_collection(#prefix, &#value)),
        },
        (ParameterLocation::Header, None, None) => quote!(.header(#name, &#value)),
        (ParameterLocation::Header, None, Some(format)) => quote!(.header_as(#name, &#value, #format)),
        (ParameterLocation::Form, ..) if is_multipart(op) => quote!(.multipart(#name, &#value)),
        (ParameterLocation::Form, ..) => quote!(.form(#name, &#value)),
        _ if parameter.skip_url_encoding => quote!(.raw_query(#name, &#value)),
        (_, _, None) => quote!(.query(#name, &#value)),
        (_, _, Some(format)) => quote!(.query_as(#name, &#value, #format)),
    }
}

fn is_multipart(op: Op<'_>) -> bool {
    let declared = op.operation.body.as_ref().is_some_and(|body| body.kind == BodyKind::Multipart);
    declared || op.operation.parameters.iter().any(|parameter| is_file(&parameter.ty))
}

/// Whether a parameter is a file, or a list of files, of a form.
pub(super) fn is_file(ty: &Type) -> bool {
    match ty {
        Type::Stream => true,
        Type::Array(item) => item.ty == Type::Stream,
        _ => false,
    }
}

/// Files of a form: they are moved into the request, alone or in lists, required or not.
pub(super) fn files(ctx: Ctx<'_>, op: Op<'_>) -> Vec<TokenStream> {
    let parameters = op.operation.parameters.iter().enumerate().filter(|(_, parameter)| is_file(&parameter.ty));
    let calls = parameters.filter_map(|(index, parameter)| {
        let source = values::source(ctx, op, index)?;
        let value = source.expression();
        let name = &parameter.wire_name;
        let list = matches!(parameter.ty, Type::Array(_));
        Some(match (matches!(source, Source::Argument(_)), list) {
            (true, false) => quote!(.multipart_file(#name, None, #value)),
            (false, true) => quote!(.multipart_files(#name, #value.unwrap_or_default())),
            (true, true) | (false, false) => quote!(.multipart_files(#name, #value)),
        })
    });
    calls.collect()
}

/// The call that puts the body into the request: `.json(properties)`.
pub(super) fn content(ctx: Ctx<'_>, op: Op<'_>) -> Option<TokenStream> {
    let body = op.operation.body.as_ref()?;
    let field = op.names.body.clone();
    let source = match values::body_group(ctx, op) {
        Some(group) => Source::Group(group, field),
        None if body.required => Source::Argument(field),
        None => Source::Option(field),
    };
    let value = match &source {
        Source::Group(group, field) if !values::group_is_required(ctx, op, group) => {
            let (group, field) = (ident(group), ident(field));
            quote!(options.#group.and_then(|group| group.#field))
        }
        source => source.expression(),
    };
    let required = matches!(source, Source::Argument(_));
    let media = body.media_types.first().map(String::as_str);
    match body.kind {
        BodyKind::Form | BodyKind::Multipart => None,
        BodyKind::Text => {
            let media = media.unwrap_or("text/plain");
            Some(quote!(.text(#media, &#value)))
        }
        BodyKind::Json => {
            Some(match (media.filter(|media| *media != "application/json" && is_json(media)), required) {
                (None, true) => quote!(.json(#value)),
                (None, false) => quote!(.json_opt(#value)),
                (Some(media), true) => quote!(.body(#media, #value)),
                (Some(media), false) => quote!(.body_opt(#media, #value)),
            })
        }
        BodyKind::Bytes => {
            let media = media.unwrap_or("application/octet-stream");
            Some(if required { quote!(.body(#media, #value)) } else { quote!(.body_opt(#media, #value)) })
        }
    }
}

/// The media types of an answer that is not JSON, unless the caller chooses them by a parameter.
pub(super) fn accept(op: Op<'_>) -> Option<String> {
    let produces = &op.operation.produces;
    let chosen = op.operation.parameters.iter().any(|parameter| {
        parameter.location == ParameterLocation::Header && parameter.wire_name.eq_ignore_ascii_case("accept")
    });
    let other = !produces.is_empty() && !produces.iter().any(|media| is_json(media));
    (other && !chosen).then(|| produces.join(", "))
}

/// Whether an operation's request is made with the client parameter at this position.
pub(super) fn uses(ctx: Ctx<'_>, operation: &Operation, client_parameter: usize) -> bool {
    let field = ctx.names.client_parameters.get(client_parameter);
    operation.parameters.iter().any(|parameter| {
        let held = parameter.scope == ParameterScope::Client && parameter.constant.is_none();
        held && values::client_field(ctx, parameter) == field.map(String::as_str)
    })
}
