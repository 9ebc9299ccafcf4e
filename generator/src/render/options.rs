//! Structs of optional parameters, and of parameters that travel together.

use super::calls::{self, Sent};
use super::context::{Ctx, Op};
use super::docs::{DocLines, code, parameter_facts};
use super::imports::{Imports, ident};
use super::operations::{body_type, has_lifetime, owned_parameter};
use super::results::{self, Kind};
use super::values::{self, Source};
use super::{format, requests};
use crate::model::{Body, HttpMethod, Parameter, ParameterScope};
use crate::names::GroupField;
use proc_macro2::TokenStream;
use quote::{format_ident, quote};

/// Shows the name of the type alone: what is in it may be personal. The guidelines ask for it, so that callers can derive
/// `Debug` for what holds options.
const SAFE_DEBUG: &str = "azure_core::fmt::SafeDebug";

/// A field of an options struct.
struct Field {
    declaration: TokenStream,
    docs: DocLines,
}

/// The options of an operation.
pub(super) fn render(ctx: Ctx<'_>, op: Op<'_>, imports: &mut Imports) -> Vec<String> {
    if op.operation.method == HttpMethod::Options {
        return Vec::new();
    }
    let name = format_ident!("{}", op.names.options);
    let kind = results::kind(ctx, op.operation);
    let mut fields = fields(ctx, op, imports);
    fields.push(method_options(kind, imports));
    let lifetime = has_lifetime(kind).then(|| quote!(<'a>));
    let declarations = fields.iter().map(|field| &field.declaration);
    let safe_debug = imports.path(SAFE_DEBUG);
    let item = quote! {
        #[derive(Clone, Default, #safe_debug)]
        pub struct #name #lifetime { #(#declarations)* }
    };
    let docs: Vec<_> = fields.iter().map(|field| field.docs.clone()).collect();
    let method = op.names.method.trim_start_matches("r#");
    let own = DocLines::sentence(&format!("Options of {}.", code(&format!("{}::{method}", op.group.client))));
    let mut items = vec![format::item(item, &own, &docs)];
    items.extend(apply(ctx, op, lifetime.is_some(), imports));
    items
}

fn fields(ctx: Ctx<'_>, op: Op<'_>, imports: &mut Imports) -> Vec<Field> {
    let parameters = op.operation.parameters.iter().enumerate().filter(|(index, parameter)| {
        let optional = !values::is_required(parameter) && parameter.constant.is_none();
        optional && parameter.scope == ParameterScope::Method && values::group_of(ctx, op, *index).is_none()
    });
    let mut fields: Vec<_> =
        parameters.map(|(index, parameter)| field(ctx, &op.names.parameters[index], parameter, imports)).collect();
    for (group, argument) in &op.names.groups {
        if !values::group_is_required(ctx, op, argument) {
            let (name, ty) = (ident(argument), format_ident!("{}", ctx.names.parameter_groups[*group].name));
            imports.model(super::imports::Home::Parameters, &ctx.names.parameter_groups[*group].name);
            let docs = DocLines::sentence("Parameters that belong together.");
            fields.push(Field { declaration: quote!(pub #name: Option<#ty>,), docs });
        }
    }
    let body = op.operation.body.as_ref();
    let body = body.filter(|body| !body.required && values::body_group(ctx, op).is_none());
    fields.extend(body.and_then(|body| body_field(ctx, &op.names.body, body, imports)));
    fields
}

fn field(ctx: Ctx<'_>, name: &str, parameter: &Parameter, imports: &mut Imports) -> Field {
    let name = ident(name);
    let ty = owned_parameter(ctx, parameter, imports);
    let fallback = format!("Parameter {}.", code(&parameter.wire_name));
    let docs = DocLines::of(&parameter.docs, &parameter_facts(parameter), &fallback);
    Field { declaration: quote!(pub #name: Option<#ty>,), docs }
}

fn body_field(ctx: Ctx<'_>, name: &str, body: &Body, imports: &mut Imports) -> Option<Field> {
    let ty = body_type(ctx, body, false, imports)?;
    let name = ident(name);
    let docs = DocLines::of(&body.docs, "", "The body of the request.");
    Some(Field { declaration: quote!(pub #name: Option<#ty>,), docs })
}

fn method_options(kind: Kind, imports: &mut Imports) -> Field {
    let (ty, docs) = match kind {
        Kind::Paged(_) => {
            let ty = imports.path("azure_core::http::pager::PagerOptions");
            (quote!(#ty<'a>), "Options of the call, and where to continue an earlier one.")
        }
        Kind::LongRunning | Kind::LongRunningPaged(_) => {
            let ty = imports.path("armspan_runtime::PollerOptions");
            (quote!(#ty), "Options of the call, and how often to ask whether it is done.")
        }
        Kind::Plain | Kind::Stream | Kind::Exists => {
            let ty = imports.path("azure_core::http::ClientMethodOptions");
            (quote!(#ty<'a>), "Options of the call.")
        }
    };
    Field { declaration: quote!(pub method_options: #ty,), docs: DocLines::sentence(docs) }
}

/// Where there are many options, they put themselves into the request.
fn apply(ctx: Ctx<'_>, op: Op<'_>, has_lifetime: bool, imports: &mut Imports) -> Option<String> {
    let applied = requests::applied(ctx, op);
    if applied.is_empty() {
        return None;
    }
    let name = format_ident!("{}", op.names.options);
    let lifetime = has_lifetime.then(|| quote!(<'_>));
    let ty = imports.path("armspan_runtime::Request");
    let owner = quote!(self);
    let mut statements = TokenStream::new();
    for sent in applied.iter().filter(|sent| matches!(sent.source, Source::Option(_))) {
        let call = calls::call(op, sent, &owner, imports);
        statements.extend(quote!(request #call;));
    }
    for (_, argument) in &op.names.groups {
        let of_group = |sent: &&Sent<'_>| matches!(&sent.source, Source::Group(group, _) if group == argument);
        let calls: Vec<_> =
            applied.iter().filter(of_group).map(|sent| calls::call(op, sent, &owner, imports)).collect();
        if !calls.is_empty() {
            let argument = ident(argument);
            statements.extend(quote!(if let Some(#argument) = &self.#argument { #(request #calls;)* }));
        }
    }
    let item = quote! {
        impl #name #lifetime {
            pub(crate) fn apply(&self, request: &mut #ty) { #statements }
        }
    };
    Some(format::plain(item))
}

/// A struct that parameters travel in (`x-ms-parameter-grouping`).
pub(super) fn group(ctx: Ctx<'_>, index: usize, imports: &mut Imports) -> Vec<String> {
    let names = &ctx.names.parameter_groups[index];
    let name = format_ident!("{}", names.name);
    let fields: Vec<_> = names.fields.iter().filter_map(|field| group_field(ctx, field, imports)).collect();
    let declarations = fields.iter().map(|field| &field.declaration);
    let safe_debug = imports.path(SAFE_DEBUG);
    let item = quote! {
        #[derive(Clone, Default, #safe_debug)]
        pub struct #name { #(#declarations)* }
    };
    let docs: Vec<_> = fields.iter().map(|field| field.docs.clone()).collect();
    let own = DocLines::sentence("Parameters that belong together.");
    vec![format::item(item, &own, &docs)]
}

fn group_field(ctx: Ctx<'_>, member: &GroupField, imports: &mut Imports) -> Option<Field> {
    let operation = &ctx.model.groups[member.group].operations[member.operation];
    match member.parameter {
        Some(index) => Some(field(ctx, &member.name, &operation.parameters[index], imports)),
        None => body_field(ctx, &member.name, operation.body.as_ref()?, imports),
    }
}
