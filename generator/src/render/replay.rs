//! Tests that replay a package's examples: one per operation, for `armspan_runtime::replay`.
//!
//! The file stands in a crate's `tests/` folder, so it sees what a user sees.

use super::context::{Ctx, Op};
use super::imports::ident;
use super::operations::argument_order;
use super::results::{self, Kind};
use super::{HEADER, RenderOptions, RenderedFile, clients, types, values};
use crate::model::{Body, IntegerFormat, StringFormat, Type};
use crate::model::{BodyKind, CodeModel, CollectionFormat, HttpMethod, Parameter, ParameterLocation, ParameterScope};
use crate::names::{Names, Scope};
use proc_macro2::{Ident, Literal, TokenStream};
use quote::{format_ident, quote};

/// What a replay has no way to say: bodies that are no JSON.
const NO_JSON: &str = "examples of bodies that are no JSON are not replayed";

/// Where the examples are, seen from the test.
#[derive(Clone, Debug)]
pub enum ExampleRoot {
    /// A folder below the crate's own, with `/` separators.
    InCrate(String),
    /// Any folder.
    At(String),
}

/// Renders `examples.rs`, a test per operation that has examples.
pub fn replay(model: &CodeModel, names: &Names, options: &RenderOptions, root: &ExampleRoot) -> RenderedFile {
    let facts = super::context::Facts::of(model);
    let ctx = Ctx { model, names, options, facts: &facts };
    let krate = format_ident!("{}", options.crate_name.replace('-', "_"));
    let mut tests = Vec::new();
    let mut taken = Scope::default();
    for (group, operations) in model.groups.iter().enumerate() {
        for operation in 0..operations.operations.len() {
            let op = ctx.operation(group, operation);
            if !op.operation.examples.is_empty() && op.operation.method != HttpMethod::Options {
                tests.push(test(ctx, op, group, &mut taken));
            }
        }
    }
    let root = match root {
        ExampleRoot::InCrate(path) => {
            let path = format!("/{path}/");
            quote!(concat!(env!("CARGO_MANIFEST_DIR"), #path))
        }
        ExampleRoot::At(path) => {
            let path = format!("{path}/");
            quote!(#path)
        }
    };
    let client = client(ctx);
    let tokens = quote! {
        use armspan_runtime::replay::{self, Example, Place};
        use armspan_runtime::{OffsetDateTime, Value};
        use azure_core::http::Method;
        use std::collections::*;

        #[rustfmt::skip]
        const ROOT: &str = #root;

        #client
        #(#tests)*
    };
    let text = match syn::parse2::<syn::File>(tokens) {
        Ok(file) => spaced(file),
        Err(error) => format!("compile_error!({:?});\n", error.to_string()),
    };
    // A package without examples has no use for what is above the tests.
    // Two lines that rustfmt leaves alone without any configuration: it breaks lists of attributes early.
    let allow =
        "#![allow(unused_imports, dead_code, deprecated)]\n#![allow(clippy::disallowed_types, clippy::too_many_lines)]";
    // By itself: where it would stand among the others depends on the crate's name.
    let own = format!("use {krate}::{{clients::*, models::*}};");
    let docs = "//! Replays the examples of the documents: requests as they must go out, answers as they must decode and encode.";
    RenderedFile { path: "examples.rs".into(), text: format!("{HEADER}\n{docs}\n{allow}\n\n{own}\n\n{text}") }
}

/// The text of a file, with an empty line in front of every item that is more than a declaration.
fn spaced(file: syn::File) -> String {
    let mut text = String::new();
    for item in file.items {
        if !matches!(item, syn::Item::Use(_)) {
            text.push('\n');
        }
        text.push_str(&prettyplease::unparse(&syn::File {
            shebang: None,
            frontmatter: None,
            attrs: Vec::new(),
            items: vec![item],
        }));
    }
    text
}

/// A client that sends to an example.
fn client(ctx: Ctx<'_>) -> TokenStream {
    let (client, options) = (format_ident!("{}", ctx.names.client), format_ident!("{}", ctx.names.client_options));
    let arguments = clients::required_parameters(ctx).map(|index| {
        let parameter = &ctx.model.client_parameters[index];
        let (wire, ty) = (&parameter.wire_name, owned(ctx, &parameter.ty));
        quote!(example.of_client::<#ty>(#wire)?,)
    });
    let credential = clients::needs_credential(&ctx.model.endpoint).then(|| quote!(example.credential(),));
    let optional = clients::optional_parameters(ctx).into_iter().map(|index| {
        let field = ident(&ctx.names.client_parameters[index]);
        let value = optional_value(ctx, &ctx.model.client_parameters[index]);
        quote!(#field: #value,)
    });
    quote! {
        #[rustfmt::skip]
        fn client(example: &Example) -> azure_core::Result<#client> {
            let options = #options { client_options: example.client_options(), #(#optional)* ..Default::default() };
            #client::new(#(#arguments)* #credential Some(options))
        }
    }
}

/// The name of an operation's test. That of a group's module and that of the method do not say where one ends and the other
/// begins, so two tests can want the same.
fn test_name(op: Op<'_>, module: &str, taken: &mut Scope) -> Ident {
    let bare = op.names.method.trim_start_matches("r#");
    // A module named like a keyword ends in `_`.
    let module = module.trim_end_matches('_');
    let wanted = if module.is_empty() { format!("client_{bare}") } else { format!("{module}_{bare}") };
    format_ident!("{}", taken.claim(&[&wanted]))
}

fn test(ctx: Ctx<'_>, op: Op<'_>, group: usize, taken: &mut Scope) -> TokenStream {
    let name = test_name(op, &ctx.names.groups[group].module, taken);
    let ignored = (!is_replayable(op)).then(|| quote!(#[ignore = #NO_JSON]));
    let operation = operation(ctx, op);
    let call = if is_replayable(op) { call(ctx, op, group) } else { quote!(drop(example);) };
    quote! {
        #[test]
        #[rustfmt::skip]
        #ignored
        fn #name() {
            let operation = #operation;
            replay::run(ROOT, &operation, |example| Box::pin(async move { #call Ok(()) }));
        }
    }
}

fn is_replayable(op: Op<'_>) -> bool {
    let json = op.operation.body.as_ref().is_none_or(|body| matches!(body.kind, BodyKind::Json | BodyKind::Text));
    let parameters = op.operation.parameters.iter();
    let plain = parameters.filter(|p| p.scope == ParameterScope::Method && p.constant.is_none());
    json && plain.clone().all(|parameter| {
        parameter.location != ParameterLocation::Form && !matches!(parameter.ty, Type::Map(_) | Type::Stream)
    })
}

/// The operation as its document describes it.
fn operation(ctx: Ctx<'_>, op: Op<'_>) -> TokenStream {
    let operation = op.operation;
    let (id, path) = (&operation.id, &operation.path);
    let method = match operation.method {
        HttpMethod::Get | HttpMethod::Options => quote!(Get),
        HttpMethod::Put => quote!(Put),
        HttpMethod::Post => quote!(Post),
        HttpMethod::Patch => quote!(Patch),
        HttpMethod::Delete => quote!(Delete),
        HttpMethod::Head => quote!(Head),
    };
    let version = option(operation.api_version.as_ref().map(|version| quote!(#version)));
    let body = option(operation.body.as_ref().map(|body| &body.name).map(|name| quote!(#name)));
    let parameters = operation.parameters.iter().filter(|p| p.scope != ParameterScope::ApiVersion).filter_map(|p| {
        let (name, place) = (&p.wire_name, place(p)?);
        let constant = option(p.constant.as_ref().map(|value| {
            let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            quote!(#text)
        }));
        Some(quote!((#name, Place::#place, #constant)))
    });
    let responses = operation.responses.iter().map(|response| {
        let status = Literal::u16_unsuffixed(response.status);
        let round_trip = response.ty.as_ref().filter(|ty| **ty != Type::Stream).map(|ty| {
            let is_bare = !matches!(ty, Type::Model(_) | Type::Enum(_));
            let ty = owned(ctx, ty);
            if is_bare { quote!(replay::round_trip_bare::<#ty>) } else { quote!(replay::round_trip::<#ty>) }
        });
        let round_trip = option(round_trip);
        quote!((#status, #round_trip))
    });
    let mut paths: Vec<_> = operation.examples.iter().map(|example| &example.path).collect();
    paths.dedup();
    quote! {
        replay::Operation {
            id: #id,
            method: Method::#method,
            path: #path,
            api_version: #version,
            parameters: &[#(#parameters),*],
            body: #body,
            responses: &[#(#responses),*],
            examples: &[#(#paths),*],
        }
    }
}

fn place(parameter: &Parameter) -> Option<TokenStream> {
    Some(match (parameter.location, parameter.collection_format) {
        (ParameterLocation::Path, _) if parameter.skip_url_encoding => quote!(RawPath),
        (ParameterLocation::Path, _) => quote!(Path),
        (ParameterLocation::Query, CollectionFormat::Csv) if parameter.skip_url_encoding => quote!(RawQuery),
        (ParameterLocation::Query, CollectionFormat::Multi) => quote!(MultiQuery),
        (ParameterLocation::Query, CollectionFormat::Ssv) => quote!(JoinedQuery(' ')),
        (ParameterLocation::Query, CollectionFormat::Tsv) => quote!(JoinedQuery('\t')),
        (ParameterLocation::Query, CollectionFormat::Pipes) => quote!(JoinedQuery('|')),
        (ParameterLocation::Query, CollectionFormat::Csv) => quote!(Query),
        (ParameterLocation::Header, _) => quote!(Header),
        (ParameterLocation::Host | ParameterLocation::Form, _) => return None,
    })
}

/// Calls the operation with the example's parameters and asks for one answer.
fn call(ctx: Ctx<'_>, op: Op<'_>, group: usize) -> TokenStream {
    let mut arguments = Vec::new();
    for index in argument_order(ctx, op) {
        let parameter = &op.operation.parameters[index];
        let value = required(ctx, parameter);
        arguments.push(if is_borrowed(parameter) { quote!(&#value) } else { value });
    }
    let mut fields = optional_fields(ctx, op);
    for (index, argument) in &op.names.groups {
        let value = parameter_group(ctx, *index);
        if values::group_is_required(ctx, op, argument) {
            arguments.push(value);
        } else {
            let field = ident(argument);
            fields.push(quote!(#field: Some(#value)));
        }
    }
    if let Some(body) = op.operation.body.as_ref().filter(|_| values::body_group(ctx, op).is_none()) {
        let (name, ty, field) = (&body.name, owned(ctx, &body.ty), ident(&op.names.body));
        let optional = optional_body(ctx, body);
        match (body.required, body.kind, &body.ty) {
            (false, ..) => fields.push(quote!(#field: #optional)),
            (true, BodyKind::Text, _) => arguments.push(quote!(&example.required::<String>(#name)?)),
            (true, _, Type::Model(_)) => arguments.push(quote!(example.body::<#ty>(#name)?)),
            (true, ..) => arguments.push(quote!(example.json_body::<#ty>(#name)?)),
        }
    }
    let options = format_ident!("{}", op.names.options);
    let options =
        if fields.is_empty() { quote!(None) } else { quote!(Some(#options { #(#fields,)* ..Default::default() })) };
    let method = ident(&op.names.method);
    let accessor = &ctx.names.groups[group].accessor;
    let receiver = if accessor.is_empty() {
        quote!(client(&example)?)
    } else {
        let accessor = ident(accessor);
        quote!(client(&example)?.#accessor())
    };
    let call = quote!(#receiver.#method(#(#arguments,)* #options));
    match results::kind(ctx, op.operation) {
        Kind::Plain | Kind::Stream | Kind::Exists => quote!(#call.await?;),
        Kind::Paged(_) => quote!(replay::first(#call?.into_pages()).await?;),
        Kind::LongRunning => quote!(#call?.await?;),
        Kind::LongRunningPaged(_) => quote!(drop(#call?.await?);),
    }
}

fn optional_fields(ctx: Ctx<'_>, op: Op<'_>) -> Vec<TokenStream> {
    let parameters = op.operation.parameters.iter().enumerate();
    let optional = parameters.filter(|(index, parameter)| {
        let ours = parameter.scope == ParameterScope::Method && parameter.constant.is_none();
        ours && !values::is_required(parameter) && values::group_of(ctx, op, *index).is_none()
    });
    let fields = optional.map(|(index, parameter)| {
        let (field, value) = (ident(&op.names.parameters[index]), optional_value(ctx, parameter));
        quote!(#field: #value)
    });
    fields.collect()
}

fn parameter_group(ctx: Ctx<'_>, index: usize) -> TokenStream {
    let names = &ctx.names.parameter_groups[index];
    let name = format_ident!("{}", names.name);
    let fields = names.fields.iter().map(|field| {
        let operation = &ctx.model.groups[field.group].operations[field.operation];
        let value = match (field.parameter, &operation.body) {
            (Some(index), _) => optional_value(ctx, &operation.parameters[index]),
            (None, Some(body)) => optional_body(ctx, body),
            (None, None) => quote!(None),
        };
        let name = ident(&field.name);
        quote!(#name: #value)
    });
    quote!(#name { #(#fields,)* })
}

/// A body that may be left out.
fn optional_body(ctx: Ctx<'_>, body: &Body) -> TokenStream {
    let (name, ty) = (&body.name, owned(ctx, &body.ty));
    match (body.kind, &body.ty) {
        (BodyKind::Text, _) => quote!(example.optional::<String>(#name)?),
        (BodyKind::Json, Type::Model(_)) => quote!(example.optional_body::<#ty>(#name)?),
        (BodyKind::Json, _) => quote!(example.optional_json_body::<#ty>(#name)?),
        _ => quote!(None),
    }
}

fn required(ctx: Ctx<'_>, parameter: &Parameter) -> TokenStream {
    let (wire, ty) = (&parameter.wire_name, values::parameter_type(parameter));
    let (spelled, ty) = (has_spellings(&ty), owned(ctx, &ty));
    if spelled { quote!(example.required_as::<#ty>(#wire)?) } else { quote!(example.required::<#ty>(#wire)?) }
}

fn optional_value(ctx: Ctx<'_>, parameter: &Parameter) -> TokenStream {
    let (wire, ty) = (&parameter.wire_name, values::parameter_type(parameter));
    let (spelled, ty) = (has_spellings(&ty), owned(ctx, &ty));
    if spelled { quote!(example.optional_as::<#ty>(#wire)?) } else { quote!(example.optional::<#ty>(#wire)?) }
}

/// Whether a value is a moment or bytes, or a list of such.
fn has_spellings(ty: &Type) -> bool {
    match ty {
        Type::Array(item) => has_spellings(&item.ty),
        Type::String(StringFormat::Base64 | StringFormat::Base64Url) => true,
        ty => is_moment(ty),
    }
}

fn is_moment(ty: &Type) -> bool {
    let text = matches!(ty, Type::String(StringFormat::DateTime | StringFormat::DateTimeRfc1123));
    text || *ty == Type::Integer(IntegerFormat::UnixTime)
}

fn is_borrowed(parameter: &Parameter) -> bool {
    let ty = values::parameter_type(parameter);
    !is_moment(&ty) && !matches!(ty, Type::Boolean | Type::Integer(_) | Type::Number(_))
}

/// A type by its bare name: the file imports every model.
fn owned(ctx: Ctx<'_>, ty: &Type) -> TokenStream {
    types::owned(ctx, ty, &mut super::imports::Imports::default())
}

fn option(value: Option<TokenStream>) -> TokenStream {
    match value {
        Some(value) => quote!(Some(#value)),
        None => quote!(None),
    }
}
