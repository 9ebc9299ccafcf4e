//! Methods of clients.

use super::calls::is_file;
use super::context::{Ctx, Op};
use super::docs::{self, DocLines, code, parameter_facts};
use super::imports::{Home, Imports, ident};
use super::path::path_order;
use super::requests;
use super::results::{self, Kind};
use super::values;
use super::{format, types};
use crate::model::{Body, BodyKind, HttpMethod, Parameter, ParameterScope, Type};
use proc_macro2::TokenStream;
use quote::{format_ident, quote};

/// An argument of a method, with its line in the documentation.
struct Argument {
    name: String,
    ty: TokenStream,
    docs: String,
}

/// The method for an operation, as it stands in its client's `impl`. None for `OPTIONS`, which `azure_core` cannot send.
pub(super) fn render(ctx: Ctx<'_>, op: Op<'_>, imports: &mut Imports) -> Option<String> {
    if op.operation.method == HttpMethod::Options {
        return None;
    }
    let arguments = arguments(ctx, op, imports);
    let inputs = arguments.iter().map(|argument| {
        let (name, ty) = (ident(&argument.name), &argument.ty);
        quote!(#name: #ty)
    });
    let kind = results::kind(ctx, op.operation);
    let method = ident(&op.names.method);
    let options = options_type(op, kind, imports);
    let output = results::output(ctx, op.operation, imports);
    let body = requests::body(ctx, op, imports);
    let deprecated = op.operation.deprecated.then(|| quote!(#[deprecated]));
    let item = quote! {
        #deprecated
        pub fn #method(&self, #(#inputs,)* options: Option<#options>) -> #output { #body }
    };
    Some(format::member(&format_ident!("{}", op.group.client), item, &method_docs(ctx, op, &arguments)))
}

/// The options' type as it stands in the signature.
fn options_type(op: Op<'_>, kind: Kind, imports: &mut Imports) -> TokenStream {
    let name = imports.model(Home::Options, &op.names.options);
    if has_lifetime(kind) { quote!(#name<'_>) } else { quote!(#name) }
}

/// A poller outlives the call that made it, and so do its options.
pub(super) fn has_lifetime(kind: Kind) -> bool {
    !matches!(kind, Kind::LongRunning | Kind::LongRunningPaged(_))
}

fn method_docs(ctx: Ctx<'_>, op: Op<'_>, arguments: &[Argument]) -> DocLines {
    let mut lines = DocLines::of(&op.operation.docs, "", &format!("Operation {}.", code(&op.operation.id)));
    let mut errors: Vec<String> = Vec::new();
    for error in &op.operation.errors {
        let Some(Type::Model(id)) = error.ty else { continue };
        let name = code(&ctx.names[id].name);
        if !errors.contains(&name) {
            errors.push(name);
        }
    }
    if !errors.is_empty() {
        lines.paragraph(&format!("Its errors carry a {}: see {}.", errors.join(" or a "), code("ArmError::model")));
    }
    let rows =
        arguments.iter().map(|argument| (argument.name.trim_start_matches("r#").to_owned(), argument.docs.clone()));
    lines.arguments(&rows.collect::<Vec<_>>());
    lines
}

/// What a caller has to give: what the path names, in its order; then what else is required, in the document's order;
/// then groups of parameters; then the body.
fn arguments(ctx: Ctx<'_>, op: Op<'_>, imports: &mut Imports) -> Vec<Argument> {
    let mut arguments: Vec<_> =
        argument_order(ctx, op).into_iter().map(|index| parameter(ctx, op, index, imports)).collect();
    for (group, argument) in &op.names.groups {
        if values::group_is_required(ctx, op, argument) {
            let strukt = imports.model(Home::Parameters, &ctx.names.parameter_groups[*group].name);
            let docs = "Parameters that belong together.".into();
            arguments.push(Argument { name: argument.clone(), ty: quote!(#strukt), docs });
        }
    }
    let body = op.operation.body.as_ref();
    let body = body.filter(|body| body.required && values::body_group(ctx, op).is_none());
    arguments.extend(body.and_then(|body| {
        let ty = body_type(ctx, body, true, imports)?;
        Some(Argument { name: op.names.body.clone(), ty, docs: docs::first_paragraph(&body.docs, "") })
    }));
    arguments
}

/// The parameters that are arguments by themselves, in the order of the signature.
pub(super) fn argument_order(ctx: Ctx<'_>, op: Op<'_>) -> Vec<usize> {
    let in_path = path_order(op);
    let rest = (0..op.operation.parameters.len()).filter(|index| !in_path.contains(index));
    let mut order: Vec<usize> = in_path.iter().copied().chain(rest).collect();
    let mut seen = std::collections::BTreeSet::new();
    order.retain(|index| seen.insert(*index) && is_argument(ctx, op, *index));
    order
}

/// Whether the caller gives the parameter by itself.
fn is_argument(ctx: Ctx<'_>, op: Op<'_>, index: usize) -> bool {
    let parameter = &op.operation.parameters[index];
    let asked_for = parameter.scope == ParameterScope::Method && parameter.constant.is_none();
    asked_for && values::is_required(parameter) && values::group_of(ctx, op, index).is_none()
}

fn parameter(ctx: Ctx<'_>, op: Op<'_>, index: usize, imports: &mut Imports) -> Argument {
    let parameter = &op.operation.parameters[index];
    Argument {
        name: op.names.parameters[index].clone(),
        ty: argument_type(ctx, parameter, imports),
        docs: docs::first_paragraph(&parameter.docs, &parameter_facts(parameter)),
    }
}

fn argument_type(ctx: Ctx<'_>, parameter: &Parameter, imports: &mut Imports) -> TokenStream {
    let ty = values::parameter_type(parameter);
    if is_file(&ty) || matches!(ty, Type::Map(_)) {
        return owned_parameter(ctx, parameter, imports);
    }
    types::argument(ctx, &ty, imports)
}

/// The type of a parameter that a struct holds, without its `Option`.
pub(super) fn owned_parameter(ctx: Ctx<'_>, parameter: &Parameter, imports: &mut Imports) -> TokenStream {
    let ty = values::parameter_type(parameter);
    if !is_file(&ty) {
        return types::owned(ctx, &ty, imports);
    }
    let file = bytes(imports);
    if matches!(ty, Type::Array(_)) { quote!(Vec<#file>) } else { file }
}

/// `RequestContent<Bytes, NoFormat>`
fn bytes(imports: &mut Imports) -> TokenStream {
    let content = imports.path("azure_core::http::RequestContent");
    let (bytes, no_format) = (imports.path("azure_core::Bytes"), imports.path("azure_core::http::NoFormat"));
    quote!(#content<#bytes, #no_format>)
}

/// The type of a body; none where a form takes its place.
pub(super) fn body_type(ctx: Ctx<'_>, body: &Body, borrowed: bool, imports: &mut Imports) -> Option<TokenStream> {
    match body.kind {
        BodyKind::Form | BodyKind::Multipart => None,
        BodyKind::Bytes => Some(bytes(imports)),
        BodyKind::Text if borrowed => Some(quote!(&str)),
        BodyKind::Text => Some(quote!(String)),
        BodyKind::Json => {
            let content = imports.path("azure_core::http::RequestContent");
            let ty = types::owned(ctx, &body.ty, imports);
            Some(quote!(#content<#ty>))
        }
    }
}
