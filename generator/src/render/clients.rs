//! Clients: one per operation group, reached from the root client.

use super::context::Ctx;
use super::docs::{DocLines, code};
use super::imports::{Imports, ident};
use super::{calls, format, path, types};
use crate::model::{Endpoint, Operation, Parameter, ParameterLocation, StringFormat, Type};
use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use std::collections::BTreeSet;

/// Positions of the client parameters that a group's operations use: only those are fields of its client.
fn used_parameters(ctx: Ctx<'_>, operations: &[Operation]) -> BTreeSet<usize> {
    let used = |index: &usize| operations.iter().any(|operation| calls::uses(ctx, operation, *index));
    (0..ctx.model.client_parameters.len()).filter(used).collect()
}

/// The struct of a group's client.
pub(super) fn strukt(ctx: Ctx<'_>, group: usize, imports: &mut Imports) -> Vec<String> {
    let group_names = &ctx.names.groups[group];
    let name = format_ident!("{}", group_names.client);
    let fields = fields(ctx, &used_parameters(ctx, &ctx.model.groups[group].operations), imports);
    let client = imports.path("armspan_runtime::Client");
    let item = quote! {
        #[derive(Clone, Debug)]
        pub struct #name { pub(crate) client: #client, #(#fields)* }
    };
    let reached = format!("{}::{}", ctx.names.client, group_names.accessor);
    let docs = DocLines::sentence(&format!(
        "Operations of the group {}, reached by {}.",
        code(&ctx.model.groups[group].name),
        code(&reached)
    ));
    vec![format::item(item, &docs, &[])]
}

fn fields(ctx: Ctx<'_>, used: &BTreeSet<usize>, imports: &mut Imports) -> Vec<TokenStream> {
    let fields = used.iter().map(|index| {
        let name = ident(&ctx.names.client_parameters[*index]);
        let ty = types::owned(ctx, &ctx.model.client_parameters[*index].ty, imports);
        let ty = if is_optional(ctx, *index) { quote!(Option<#ty>) } else { ty };
        quote!(pub(crate) #name: #ty,)
    });
    fields.collect()
}

/// `endpoint()`, which every client has.
pub(super) fn endpoint(client: &str, imports: &mut Imports) -> String {
    let url = imports.path("azure_core::http::Url");
    let item = quote!(pub fn endpoint(&self) -> &#url { self.client.endpoint() });
    format::member(&format_ident!("{client}"), item, &DocLines::sentence("Where requests go."))
}

/// The struct of the root client, its options and their defaults.
pub(super) fn root(ctx: Ctx<'_>, imports: &mut Imports) -> Vec<String> {
    let name = format_ident!("{}", ctx.names.client);
    let fields = fields(ctx, &root_fields(ctx), imports);
    let client = imports.path("armspan_runtime::Client");
    let item = quote! {
        #[derive(Clone, Debug)]
        pub struct #name { pub(crate) client: #client, #(#fields)* }
    };
    let docs = DocLines::sentence(&format!("Client of {}.", ctx.model.title.trim_end_matches('.')));
    let mut items = vec![format::item(item, &docs, &[])];
    items.extend(options(ctx, imports));
    items
}

/// What the root client keeps for the clients reached from it.
fn root_fields(ctx: Ctx<'_>) -> BTreeSet<usize> {
    ctx.model.groups.iter().flat_map(|group| used_parameters(ctx, &group.operations)).collect()
}

/// What the root client asks for: what it keeps, and what its host is made of.
fn root_parameters(ctx: Ctx<'_>) -> BTreeSet<usize> {
    let is_host = |index: &usize| ctx.model.client_parameters[*index].location == ParameterLocation::Host;
    root_fields(ctx).into_iter().chain((0..ctx.model.client_parameters.len()).filter(is_host)).collect()
}

/// Whether a client can do without the parameter, which then is a field of its options.
fn is_optional(ctx: Ctx<'_>, index: usize) -> bool {
    let parameter = &ctx.model.client_parameters[index];
    !parameter.required && !matches!(parameter.location, ParameterLocation::Host | ParameterLocation::Path)
}

/// What the constructor asks for: the parameters no client can do without.
pub(super) fn required_parameters(ctx: Ctx<'_>) -> impl Iterator<Item = usize> {
    root_parameters(ctx).into_iter().filter(move |index| !is_optional(ctx, *index))
}

/// What the client's options have beyond those of every client.
pub(super) fn optional_parameters(ctx: Ctx<'_>) -> Vec<usize> {
    root_parameters(ctx).into_iter().filter(|index| is_optional(ctx, *index)).collect()
}

/// The one api-version of the documents, if there is but one.
fn only_version(ctx: Ctx<'_>) -> Option<&str> {
    match &ctx.model.api_versions[..] {
        [version] => Some(version),
        _ => None,
    }
}

fn options(ctx: Ctx<'_>, imports: &mut Imports) -> Vec<String> {
    let name = format_ident!("{}", ctx.names.client_options);
    let client_options = imports.path("azure_core::http::ClientOptions");
    let (version_type, version_docs) = match only_version(ctx) {
        Some(version) => {
            (quote!(String), format!("The api-version that requests are sent with. Default: {}.", code(version)))
        }
        None => (quote!(Option<String>), "The api-version of every request, in place of each operation's own.".into()),
    };
    let derived = only_version(ctx).is_none().then(|| quote!(, Default));
    let optional = optional_parameters(ctx);
    let names: Vec<_> = optional.iter().map(|index| ident(&ctx.names.client_parameters[*index])).collect();
    let own = optional.iter().zip(&names).map(|(index, name)| {
        let ty = types::owned(ctx, &ctx.model.client_parameters[*index].ty, imports);
        quote!(pub #name: Option<#ty>,)
    });
    let item = quote! {
        #[derive(Clone, Debug #derived)]
        pub struct #name {
            pub api_version: #version_type,
            pub endpoint: Option<String>,
            pub allow_insecure_loopback: bool,
            pub client_options: #client_options,
            #(#own)*
        }
    };
    let endpoint = "Where requests go, in place of the cloud's or the documents' endpoint.";
    let loopback = "Whether requests may go to this machine by plain http: for tests against a server of one's own.";
    let fields = [&version_docs, endpoint, loopback, "Transport, retries, policies, cloud."];
    let more = optional.iter().map(|index| {
        let parameter = &ctx.model.client_parameters[*index];
        let text = super::docs::first_paragraph(&parameter.docs, "");
        if text.is_empty() { format!("Parameter {} of requests.", code(&parameter.wire_name)) } else { text }
    });
    let fields: Vec<_> =
        fields.into_iter().map(str::to_owned).chain(more).map(|text| DocLines::sentence(&text)).collect();
    let own = DocLines::sentence(&format!("Options of {}.", code(&ctx.names.client)));
    let mut items = vec![format::item(item, &own, &fields)];
    if let Some(version) = only_version(ctx) {
        let item = quote! {
            impl Default for #name {
                fn default() -> Self {
                    Self {
                        api_version: #version.into(),
                        endpoint: None,
                        allow_insecure_loopback: false,
                        client_options: #client_options::default(),
                        #(#names: None,)*
                    }
                }
            }
        };
        items.push(format::plain(item));
    }
    items
}

/// The root client's constructor.
pub(super) fn constructor(ctx: Ctx<'_>, imports: &mut Imports) -> String {
    let parameters: Vec<_> = required_parameters(ctx).map(|index| client_argument(ctx, index, imports)).collect();
    let arguments = parameters.iter().map(|(argument, ..)| argument);
    let host = path::host(ctx, imports);
    let optional = optional_parameters(ctx).into_iter().map(|index| {
        let name = ident(&ctx.names.client_parameters[index]);
        quote!(#name: options.#name,)
    });
    let initializers = parameters.iter().filter_map(|(_, initializer, _)| initializer.clone()).chain(optional);
    let credential = needs_credential(&ctx.model.endpoint).then(|| {
        let (arc, token) = (imports.path("std::sync::Arc"), imports.path("azure_core::credentials::TokenCredential"));
        quote!(credential: #arc<dyn #token>,)
    });
    let options = format_ident!("{}", ctx.names.client_options);
    let result = imports.path("azure_core::Result");
    let settings = settings(ctx, imports);
    let client = core_client(&ctx.model.endpoint, imports);
    let item = quote! {
        pub fn new(#(#arguments)* #credential options: Option<#options>) -> #result<Self> {
            let options = options.unwrap_or_default();
            let settings = #settings;
            #host
            let client = #client;
            Ok(Self { client, #(#initializers)* })
        }
    };
    let mut docs = DocLines::sentence("A client with default options if none are given.");
    let mut rows: Vec<_> = parameters.iter().map(|(.., row)| row.clone()).collect();
    if credential.is_some() {
        rows.push(("credential".into(), "Gives the tokens.".into()));
    }
    docs.arguments(&rows);
    format::member(&format_ident!("{}", ctx.names.client), item, &docs)
}

type ClientArgument = (TokenStream, Option<TokenStream>, (String, String));

/// A client parameter as an argument, as the initializer of its field, if it is kept, and in the documentation.
fn client_argument(ctx: Ctx<'_>, index: usize, imports: &mut Imports) -> ClientArgument {
    let parameter: &Parameter = &ctx.model.client_parameters[index];
    let name = ident(&ctx.names.client_parameters[index]);
    let row = (ctx.names.client_parameters[index].clone(), super::docs::first_paragraph(&parameter.docs, ""));
    let is_kept = root_fields(ctx).contains(&index);
    if is_text(ctx, &parameter.ty) {
        let is_host = parameter.location == ParameterLocation::Host;
        let initializer = if is_host { quote!(#name,) } else { quote!(#name: #name.into(),) };
        return (quote!(#name: impl Into<String>,), is_kept.then_some(initializer), row);
    }
    let ty = types::owned(ctx, &parameter.ty, imports);
    (quote!(#name: #ty,), is_kept.then(|| quote!(#name,)), row)
}

/// Whether values of this type are plain strings in Rust.
pub(super) fn is_text(ctx: Ctx<'_>, ty: &Type) -> bool {
    let rust = |ty: &Type| types::owned(ctx, ty, &mut Imports::default()).to_string();
    rust(ty) == rust(&Type::String(StringFormat::Text))
}

pub(super) fn needs_credential(endpoint: &Endpoint) -> bool {
    endpoint.is_arm || !endpoint.scopes.is_empty()
}

fn settings(ctx: Ctx<'_>, imports: &mut Imports) -> TokenStream {
    let settings = imports.path("armspan_runtime::ClientSettings");
    let api_version =
        if only_version(ctx).is_some() { quote!(Some(options.api_version)) } else { quote!(options.api_version) };
    quote! {
        #settings {
            crate_name: option_env!("CARGO_PKG_NAME"),
            crate_version: option_env!("CARGO_PKG_VERSION"),
            client_options: options.client_options,
            endpoint: options.endpoint,
            api_version: #api_version,
            allow_insecure_loopback: options.allow_insecure_loopback,
        }
    }
}

fn core_client(endpoint: &Endpoint, imports: &mut Imports) -> TokenStream {
    let client = imports.path("armspan_runtime::Client");
    let template = &endpoint.template;
    if endpoint.is_arm {
        quote!(#client::arm(credential, settings)?)
    } else if endpoint.scopes.is_empty() {
        quote!(#client::without_credential(#template, settings)?)
    } else {
        let scopes = &endpoint.scopes;
        quote!(#client::with_scopes(credential, &[#(#scopes),*], #template, settings)?)
    }
}

/// The method of the root client that gives a group's client.
pub(super) fn accessor(ctx: Ctx<'_>, group: usize) -> String {
    let names = &ctx.names.groups[group];
    let name = ident(&names.accessor);
    let client = format_ident!("{}", names.client);
    let fields = used_parameters(ctx, &ctx.model.groups[group].operations).into_iter().map(|index| {
        let field = ident(&ctx.names.client_parameters[index]);
        let clone = (!types::is_copy(&ctx.model.client_parameters[index].ty)).then(|| quote!(.clone()));
        quote!(#field: self.#field #clone,)
    });
    let item = quote! {
        pub fn #name(&self) -> #client { #client { client: self.client.clone(), #(#fields)* } }
    };
    let docs = DocLines::sentence(&format!("Operations of the group {}.", code(&ctx.model.groups[group].name)));
    format::member(&format_ident!("{}", ctx.names.client), item, &docs)
}

/// The method that takes up a long-running operation, which any client can have begun.
pub(super) fn resume(ctx: Ctx<'_>, imports: &mut Imports) -> String {
    let final_ = imports.path("armspan_runtime::FromFinal");
    let (poller, options) = (imports.path("armspan_runtime::Poller"), imports.path("armspan_runtime::PollerOptions"));
    let result = imports.path("azure_core::Result");
    let item = quote! {
        pub fn resume<O: #final_>(&self, token: &str, options: Option<#options>) -> #result<#poller<O>> {
            self.client.resume(token, options.unwrap_or_default())
        }
    };
    let mut docs = DocLines::sentence(
        "Takes up a long-running operation, begun by any client, from the resume token of its poller.",
    );
    docs.paragraph("The type is that of the operation's poller, such as `Response<Vault>`.");
    format::member(&format_ident!("{}", ctx.names.client), item, &docs)
}

/// The constructor's arguments but the options, as they are written in a call: `subscription_id, credential, `.
pub(super) fn constructor_arguments(ctx: Ctx<'_>) -> String {
    let parameters = required_parameters(ctx).map(|index| ctx.names.client_parameters[index].as_str());
    let credential = needs_credential(&ctx.model.endpoint).then_some("credential");
    parameters.chain(credential).map(|argument| format!("{argument}, ")).collect()
}
