//! Where a request goes: verb, path and what fills them; and the host that a client's requests go to.

use super::context::{Ctx, Op};
use super::imports::{Imports, ident};
use super::{clients, values};
use crate::model::{HttpMethod, ParameterLocation};
use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::Ident;

/// Where a request goes: its path and what fills it.
pub(super) struct Target {
    /// `{name}` in it is filled in order, `{+name}` spliced.
    pub template: String,
    /// Values in a spelling of their own, as variables that hide the plain ones.
    pub spelled: TokenStream,
    /// `let values = values![…];`
    pub values: TokenStream,
    /// `self.client.request(…)`
    pub call: TokenStream,
}

/// Where an operation's request goes, with these names for its variables.
pub(super) fn target(ctx: Ctx<'_>, op: Op<'_>, [path, values]: [&Ident; 2], imports: &mut Imports) -> Target {
    let (template, parameters) = template(op);
    let mut spelled = TokenStream::new();
    let path_values: Vec<_> =
        parameters.iter().map(|index| path_value(ctx, op, *index, &mut spelled, imports)).collect();
    let verb = verb(op.operation.method, imports);
    if path_values.is_empty() {
        let call = quote!(self.client.request(#verb, #path, &[]));
        return Target { template, spelled, values: TokenStream::new(), call };
    }
    let list = imports.path("armspan_runtime::values");
    Target {
        template,
        spelled,
        values: quote!(let #values = #list![#(#path_values),*];),
        call: quote!(self.client.request(#verb, #path, &#values)),
    }
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

/// The statements of the root client's constructor that make its host from what it was given.
pub(super) fn host(ctx: Ctx<'_>, imports: &mut Imports) -> TokenStream {
    let template = &ctx.model.endpoint.template;
    let mut owned = TokenStream::new();
    let mut values = Vec::new();
    let mut rest = template.as_str();
    while let Some((_, name, after)) = placeholder(rest) {
        let mut parameters = ctx.model.client_parameters.iter().enumerate();
        let found = parameters.find(|(_, known)| known.location == ParameterLocation::Host && known.wire_name == name);
        values.push(found.map_or(quote!(""), |(index, parameter)| {
            let argument = ident(&ctx.names.client_parameters[index]);
            if clients::is_text(ctx, &parameter.ty) {
                owned.extend(quote!(let #argument: String = #argument.into();));
            }
            quote!(#argument)
        }));
        rest = after;
    }
    if values.is_empty() {
        return owned;
    }
    let list = imports.path("armspan_runtime::values");
    quote! {
        #owned
        let settings = settings.at_host(#template, &#list![#(#values),*])?;
    }
}
