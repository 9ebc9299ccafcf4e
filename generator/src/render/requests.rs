//! The body of an operation: one statement per parameter.

use super::context::{Ctx, Op};
use super::imports::{Imports, ident};
use super::results::{self, is_json};
use super::values::{self, Source};
use crate::model::{BodyKind, HttpMethod, Operation, Parameter, ParameterLocation, ParameterScope, Type};
use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::Ident;

/// Options beyond this number are put into the request by a method of their struct.
const INLINE_OPTIONS: usize = 4;

/// The statements of a method.
pub(super) fn body(ctx: Ctx<'_>, op: Op<'_>, imports: &mut Imports) -> TokenStream {
    let locals = Locals::of(ctx, op);
    let request = &locals.request;
    let changes = changes(ctx, op, request, imports);
    let target = target(ctx, op, &locals, imports);
    let mutable = (!changes.is_empty()).then(|| quote!(mut));
    let (spelled, path_values, call) = (target.spelled, target.values, target.call);
    let path = &locals.path;
    let template = target.template;
    let sending = results::sending(ctx, op, request, &locals.extra, imports);
    quote! {
        let options = options.unwrap_or_default();
        let #path = #template;
        #spelled
        #path_values
        let #mutable #request = #call;
        #changes
        #sending
    }
}

/// Names of local variables, none of which hides an argument.
struct Locals {
    path: Ident,
    values: Ident,
    host: Ident,
    request: Ident,
    /// What keeps the last call on one line.
    extra: Ident,
}

impl Locals {
    fn of(ctx: Ctx<'_>, op: Op<'_>) -> Self {
        let groups = op.names.groups.iter().map(|(_, group)| group);
        let arguments: Vec<_> = op.names.parameters.iter().chain([&op.names.body]).chain(groups).collect();
        let free = |name: &str| {
            let taken = arguments.iter().any(|argument| *argument == name);
            if taken { format_ident!("{name}_") } else { format_ident!("{name}") }
        };
        let extra = free(results::extra_name(ctx, op.operation));
        Self { path: free("path"), values: free("values"), host: free("host"), request: free("request"), extra }
    }
}

/// Where a request goes: its path and what fills it.
struct Target {
    template: String,
    /// Values in a spelling of their own, as variables that hide the plain ones.
    spelled: TokenStream,
    /// `let values = values![…];`
    values: TokenStream,
    /// `self.client.request(…)`
    call: TokenStream,
}

fn target(ctx: Ctx<'_>, op: Op<'_>, locals: &Locals, imports: &mut Imports) -> Target {
    let Locals { path, values, host, .. } = locals;
    let (template, parameters) = template(op);
    let mut spelled = TokenStream::new();
    let path_values: Vec<_> =
        parameters.iter().map(|index| path_value(ctx, op, *index, &mut spelled, imports)).collect();
    let verb = verb(op.operation.method, imports);
    let host_values = host_values(ctx);
    let list = |name: &Ident, list: &[TokenStream], imports: &mut Imports| {
        if list.is_empty() {
            return (TokenStream::new(), quote!(&[]));
        }
        let values = imports.path("armspan_runtime::values");
        (quote!(let #name = #values![#(#list),*];), quote!(&#name))
    };
    let (let_values, values) = list(values, &path_values, imports);
    if host_values.is_empty() {
        return Target { template, spelled, values: let_values, call: quote!(self.client.request(#verb, #path, #values)) };
    }
    let (let_host, hosts) = list(host, &host_values, imports);
    let host_template = &ctx.model.endpoint.template;
    let call = quote!(self.client.request_at_host(#host_template, #hosts, #verb, #path, #values));
    Target { template, spelled, values: quote!(#let_host #let_values), call }
}

fn verb(method: HttpMethod, imports: &mut Imports) -> TokenStream {
    let ty = imports.path("azure_core::http::Method");
    let verb = match method {
        HttpMethod::Get | HttpMethod::Options => "Get",
        HttpMethod::Put => "Put",
        HttpMethod::Post => "Post",
        HttpMethod::Patch => "Patch",
        HttpMethod::Delete => "Delete",
        HttpMethod::Head => "Head",
    };
    let verb = format_ident!("{verb}");
    quote!(#ty::#verb)
}

/// The path with `{+name}` where a value is spliced, and the parameters in the order of its placeholders. A placeholder
/// that no parameter fills is taken as text.
fn template(op: Op<'_>) -> (String, Vec<usize>) {
    let mut template = String::with_capacity(op.operation.path.len());
    let mut parameters = Vec::new();
    let mut rest = op.operation.path.as_str();
    while let Some((before, name, after)) = placeholder(rest) {
        template.push_str(before);
        match parameter_of(op, name) {
            Some(index) => {
                let raw = if op.operation.parameters[index].skip_url_encoding { "+" } else { "" };
                template.extend(["{", raw, name, "}"]);
                parameters.push(index);
            }
            None => template.extend(["%7B", name, "%7D"]),
        }
        rest = after;
    }
    template.push_str(rest);
    (template, parameters)
}

/// Splits `before{name}after`.
fn placeholder(path: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = path.split_once('{')?;
    let (name, after) = rest.split_once('}')?;
    Some((before, name, after))
}

/// The parameter that fills a placeholder: one of the path, or of the query that stands in the path (`x-ms-paths`).
fn parameter_of(op: Op<'_>, name: &str) -> Option<usize> {
    let at = |location| {
        let mut parameters = op.operation.parameters.iter();
        parameters.position(|parameter| parameter.location == location && parameter.wire_name == name)
    };
    at(ParameterLocation::Path).or_else(|| at(ParameterLocation::Query))
}

/// Parameters in the order in which the path names them.
pub(super) fn path_order(op: Op<'_>) -> Vec<usize> {
    template(op).1
}

fn path_value(ctx: Ctx<'_>, op: Op<'_>, index: usize, spelled: &mut TokenStream, imports: &mut Imports) -> TokenStream {
    let parameter = &op.operation.parameters[index];
    let Some(source) = values::source(ctx, op, index) else { return quote!("") };
    let value = source.expression();
    let Some(format) = values::format(parameter) else { return value };
    let local = ident(&op.names.parameters[index]);
    let (as_, formats) = (imports.path("armspan_runtime::As"), imports.path("armspan_runtime::Format"));
    spelled.extend(quote!(let #local = #as_(&#value, #formats::#format);));
    quote!(#local)
}

/// What fills the template of a parameterized host: fields of the client.
fn host_values(ctx: Ctx<'_>) -> Vec<TokenStream> {
    let mut values = Vec::new();
    let mut rest = ctx.model.endpoint.template.as_str();
    while let Some((_, name, after)) = placeholder(rest) {
        let index = ctx.model.client_parameters.iter().position(|parameter| parameter.wire_name == name);
        values.push(match index {
            Some(index) => {
                let field = ident(&ctx.names.client_parameters[index]);
                quote!(self.#field)
            }
            None => quote!(""),
        });
        rest = after;
    }
    values
}

/// Everything that is put into the request once it is there.
fn changes(ctx: Ctx<'_>, op: Op<'_>, request: &Ident, imports: &mut Imports) -> TokenStream {
    let version = api_version(op).map(|version| quote!(.api_version(#version)));
    let owner = quote!(options);
    let (options, fixed): (Vec<_>, Vec<_>) = sent(ctx, op).partition(|(_, source)| matches!(source, Source::Option(_)));
    let mut statements = |list: &[(&Parameter, Source)]| -> TokenStream {
        list.iter().map(|(parameter, source)| statement(op, parameter, source, request, &owner, imports)).collect()
    };
    let fixed = statements(&fixed);
    let options = if applies(ctx, op) { quote!(options.apply(&mut #request);) } else { statements(&options) };
    let groups = op.names.groups.iter().filter(|(_, group)| !values::group_is_required(ctx, op, group));
    let groups = groups.map(|(_, group)| {
        let group = ident(group);
        quote!(let #group = options.#group.unwrap_or_default();)
    });
    let files = files(ctx, op, request);
    let content = content(ctx, op);
    let accept = accept(op).map(|media| quote!(#request.accept(#media);));
    let others = quote!(#options #(#groups)* #fixed #files);
    match (version, content) {
        // The two that most operations have are one statement where nothing comes between.
        (Some(version), Some(content)) if others.is_empty() => quote!(#request #version #content; #accept),
        (version, content) => {
            let version = version.map(|version| quote!(#request #version;));
            let content = content.map(|content| quote!(#request #content;));
            quote!(#version #others #content #accept)
        }
    }
}

/// The version that goes out as the query parameter `api-version`.
fn api_version(op: Op<'_>) -> Option<&str> {
    op.operation.parameters.iter().find(|parameter| is_api_version(parameter))?;
    op.operation.api_version.as_deref()
}

fn is_api_version(parameter: &Parameter) -> bool {
    let named = parameter.location == ParameterLocation::Query && parameter.wire_name == "api-version";
    named && parameter.scope == ParameterScope::ApiVersion && parameter.constant.is_none()
}

/// The parameters that go out in the query, in headers or in a form, with their values.
fn sent<'a>(ctx: Ctx<'a>, op: Op<'a>) -> impl Iterator<Item = (&'a Parameter, Source)> {
    let in_path = path_order(op);
    let parameters = op.operation.parameters.iter().enumerate();
    let parameters = parameters.filter(move |(index, parameter)| {
        let elsewhere = matches!(parameter.location, ParameterLocation::Path | ParameterLocation::Host);
        !elsewhere && !is_api_version(parameter) && !is_file(&parameter.ty) && !in_path.contains(index)
    });
    parameters.filter_map(move |(index, parameter)| Some((parameter, values::source(ctx, op, index)?)))
}

/// Options that are put into the request by the options struct itself, because there are many.
pub(super) fn applied<'a>(ctx: Ctx<'a>, op: Op<'a>) -> Vec<(&'a Parameter, Source)> {
    let options: Vec<_> = sent(ctx, op).filter(|(_, source)| matches!(source, Source::Option(_))).collect();
    if options.len() > INLINE_OPTIONS { options } else { Vec::new() }
}

fn applies(ctx: Ctx<'_>, op: Op<'_>) -> bool {
    !applied(ctx, op).is_empty()
}

/// The statement that puts one parameter into the request.
pub(super) fn statement(
    op: Op<'_>,
    parameter: &Parameter,
    source: &Source,
    request: &Ident,
    owner: &TokenStream,
    imports: &mut Imports,
) -> TokenStream {
    let value = source.expression_of(owner);
    let name = &parameter.wire_name;
    let format = values::format(parameter).map(|format| {
        let ty = imports.path("armspan_runtime::Format");
        quote!(#ty::#format)
    });
    match (parameter.location, &parameter.header_collection_prefix, format) {
        (ParameterLocation::Header, Some(prefix), _) => match source {
            Source::Argument(_) => quote!(#request.header_collection(#prefix, &Some(#value));),
            _ => quote!(#request.header_collection(#prefix, &#value);),
        },
        (ParameterLocation::Header, None, None) => quote!(#request.header(#name, &#value);),
        (ParameterLocation::Header, None, Some(format)) => quote!(#request.header_as(#name, &#value, #format);),
        (ParameterLocation::Form, ..) if is_multipart(op) => quote!(#request.multipart(#name, &#value);),
        (ParameterLocation::Form, ..) => quote!(#request.form(#name, &#value);),
        _ if parameter.skip_url_encoding => quote!(#request.raw_query(#name, &#value);),
        (_, _, None) => quote!(#request.query(#name, &#value);),
        (_, _, Some(format)) => quote!(#request.query_as(#name, &#value, #format);),
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
fn files(ctx: Ctx<'_>, op: Op<'_>, request: &Ident) -> TokenStream {
    let parameters = op.operation.parameters.iter().enumerate().filter(|(_, parameter)| is_file(&parameter.ty));
    let statements = parameters.filter_map(|(index, parameter)| {
        let source = values::source(ctx, op, index)?;
        let value = source.expression();
        let name = &parameter.wire_name;
        let list = matches!(parameter.ty, Type::Array(_));
        Some(match (matches!(source, Source::Argument(_)), list) {
            (true, false) => quote!(#request.multipart_file(#name, None, #value);),
            (false, false) => quote!(if let Some(file) = #value { #request.multipart_file(#name, None, file); }),
            (true, true) => quote!(for file in #value { #request.multipart_file(#name, None, file); }),
            (false, true) => quote! {
                for file in #value.unwrap_or_default() { #request.multipart_file(#name, None, file); }
            },
        })
    });
    statements.collect()
}

/// The call that puts the body into the request: `.json(properties)`.
fn content(ctx: Ctx<'_>, op: Op<'_>) -> Option<TokenStream> {
    let body = op.operation.body.as_ref()?;
    let field = op.names.body.clone();
    let source = match values::body_group(ctx, op) {
        Some(group) => Source::Group(group, field),
        None if body.required => Source::Argument(field),
        None => Source::Option(field),
    };
    let value = source.expression();
    let required = matches!(source, Source::Argument(_));
    let media = body.media_types.first().map(String::as_str);
    match body.kind {
        BodyKind::Form | BodyKind::Multipart => None,
        BodyKind::Text => {
            let media = media.unwrap_or("text/plain");
            Some(quote!(.text(#media, &#value)))
        }
        BodyKind::Json => Some(match (media.filter(|media| *media != "application/json" && is_json(media)), required) {
            (None, true) => quote!(.json(#value)),
            (None, false) => quote!(.json_opt(#value)),
            (Some(media), true) => quote!(.body(#media, #value)),
            (Some(media), false) => quote!(.body_opt(#media, #value)),
        }),
        BodyKind::Bytes => {
            let media = media.unwrap_or("application/octet-stream");
            Some(if required { quote!(.body(#media, #value)) } else { quote!(.body_opt(#media, #value)) })
        }
    }
}

/// The media types of an answer that is not JSON, unless the caller chooses them by a parameter.
fn accept(op: Op<'_>) -> Option<String> {
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
