//! What an operation comes to: its result type, and the call that gets it.

use super::context::{Ctx, Op};
use super::imports::Imports;
use super::types;
use crate::model::{FinalStateVia, HttpMethod, ModelId, Operation, Paging, Response, Type};
use proc_macro2::{Literal, TokenStream};
use quote::quote;
use syn::Ident;

/// How an operation is asked for and answered.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Kind {
    /// One answer.
    Plain,
    /// One answer, read as it arrives.
    Stream,
    /// HEAD: does it exist?
    Exists,
    /// A list in pieces.
    Paged(Page),
    /// Polled until done.
    LongRunning,
    /// Polled until done, then a list in pieces.
    LongRunningPaged(Page),
}

/// What a page of a list is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Page {
    /// A model with the items in it.
    Model(ModelId),
    /// A bare list.
    List,
}

/// How an operation is asked for. A paged one whose answer has no list where its document says is a plain one.
pub(super) fn kind(ctx: Ctx<'_>, operation: &Operation) -> Kind {
    let page = operation.paging.as_ref().and_then(|_| match answer_type(operation)? {
        Type::Model(id) => ctx.facts.pages.contains_key(id).then_some(Page::Model(*id)),
        Type::Array(_) => Some(Page::List),
        _ => None,
    });
    let has_headers = successes(operation).any(|response| !response.headers.is_empty());
    match (page, operation.long_running.is_some()) {
        (Some(page), true) => Kind::LongRunningPaged(page),
        (None, true) => Kind::LongRunning,
        (Some(page), false) => Kind::Paged(page),
        (None, false) if operation.method == HttpMethod::Head && !has_headers => Kind::Exists,
        (None, false) if answer_type(operation) == Some(&Type::Stream) => Kind::Stream,
        (None, false) => Kind::Plain,
    }
}

/// The type of the result's body: the final one of a long-running operation, else that of the lowest status that has one.
pub(super) fn answer_type(operation: &Operation) -> Option<&Type> {
    let last = operation.long_running.as_ref().and_then(|long_running| long_running.final_type.as_ref());
    last.or_else(|| successes(operation).find_map(|response| response.ty.as_ref()))
}

fn successes(operation: &Operation) -> impl Iterator<Item = &Response> {
    operation.responses.iter()
}

/// Statuses with a body of another type than the result's: what `as_202` and the like are for.
pub(super) fn other_bodies(operation: &Operation) -> Vec<(u16, &Type)> {
    let usual = answer_type(operation);
    // A stream is read once, by whoever wants its bytes.
    if usual == Some(&Type::Stream) {
        return Vec::new();
    }
    let bodies = successes(operation).filter_map(|response| Some((response.status, response.ty.as_ref()?)));
    bodies.filter(|(_, ty)| Some(*ty) != usual && **ty != Type::Stream).collect()
}

/// Whether an answer tells more than its body, to callers who get to see a single one.
pub(super) fn tells_more(ctx: Ctx<'_>, operation: &Operation) -> bool {
    let has_headers = successes(operation).any(|response| !response.headers.is_empty());
    let single = matches!(kind(ctx, operation), Kind::Plain | Kind::LongRunning | Kind::Stream);
    single && (has_headers || !other_bodies(operation).is_empty())
}

/// The response that the operation's headers and other bodies can be had from: `Response<Vault>`. None where there is no
/// single response.
pub(super) fn response_type(ctx: Ctx<'_>, operation: &Operation, imports: &mut Imports) -> Option<TokenStream> {
    match kind(ctx, operation) {
        Kind::Plain | Kind::LongRunning => Some(response(ctx, operation, imports)),
        Kind::Stream => {
            let response = imports.path("azure_core::http::AsyncResponse");
            Some(quote!(#response))
        }
        Kind::Exists | Kind::Paged(_) | Kind::LongRunningPaged(_) => None,
    }
}

/// `Response<Vault>`, or `Response<(), NoFormat>` where there is no body.
fn response(ctx: Ctx<'_>, operation: &Operation, imports: &mut Imports) -> TokenStream {
    let response = imports.path("azure_core::http::Response");
    let arguments = response_arguments(ctx, operation, imports);
    quote!(#response<#arguments>)
}

/// What stands between the brackets of `Response<Vault>`.
fn response_arguments(ctx: Ctx<'_>, operation: &Operation, imports: &mut Imports) -> TokenStream {
    let json = operation.produces.is_empty() || operation.produces.iter().any(|media| is_json(media));
    match answer_type(operation) {
        Some(ty) if json || !matches!(ty, Type::String(_) | Type::Stream) => {
            let format =
                lenient(ty).then(|| imports.path("armspan_runtime::LenientJson")).map(|format| quote!(, #format));
            let ty = types::owned(ctx, ty, imports);
            quote!(#ty #format)
        }
        _ => {
            let no_format = imports.path("azure_core::http::NoFormat");
            quote!((), #no_format)
        }
    }
}

/// Whether a body is read by the runtime's rules because serde's would not do: it is neither a model nor an enum, whose
/// serde is the runtime's, nor anything at all.
fn lenient(ty: &Type) -> bool {
    !matches!(ty, Type::Model(_) | Type::Enum(_) | Type::Any | Type::Stream)
}

/// Whether a media type is JSON.
pub(super) fn is_json(media: &str) -> bool {
    let media = media.split(';').next().unwrap_or_default().trim();
    media.ends_with("/json") || media.ends_with("+json")
}

/// What the method returns: a future of one answer, or a list or a poller to be, unless the request cannot be made.
pub(super) fn output(ctx: Ctx<'_>, operation: &Operation, imports: &mut Imports) -> TokenStream {
    let later = |what: TokenStream, imports: &mut Imports| {
        let (future, result) = (imports.path("armspan_runtime::BoxFuture"), imports.path("azure_core::Result"));
        quote!(#future<'static, #result<#what>>)
    };
    match kind(ctx, operation) {
        Kind::Exists => later(quote!(bool), imports),
        Kind::Stream => {
            let response = imports.path("azure_core::http::AsyncResponse");
            later(quote!(#response), imports)
        }
        Kind::Plain => {
            let future = imports.path("armspan_runtime::ResponseFuture");
            let arguments = response_arguments(ctx, operation, imports);
            quote!(#future<#arguments>)
        }
        Kind::Paged(_) | Kind::LongRunning | Kind::LongRunningPaged(_) => {
            let (result, handle) = (imports.path("azure_core::Result"), handle(ctx, operation, imports));
            quote!(#result<#handle>)
        }
    }
}

/// The list or the poller that an operation gives.
fn handle(ctx: Ctx<'_>, operation: &Operation, imports: &mut Imports) -> TokenStream {
    let inner = response_type(ctx, operation, imports);
    match kind(ctx, operation) {
        Kind::Exists | Kind::Plain | Kind::Stream => TokenStream::new(),
        Kind::Paged(page) => pager(ctx, operation, page, imports),
        Kind::LongRunning => {
            let poller = imports.path("armspan_runtime::Poller");
            quote!(#poller<#inner>)
        }
        Kind::LongRunningPaged(page) => {
            let poller = imports.path("armspan_runtime::Poller");
            let pager = pager(ctx, operation, page, imports);
            quote!(#poller<#pager>)
        }
    }
}

fn pager(ctx: Ctx<'_>, operation: &Operation, page: Page, imports: &mut Imports) -> TokenStream {
    let pager = imports.path("azure_core::http::Pager");
    let page = match (page, answer_type(operation)) {
        (Page::Model(id), _) => types::model(ctx, id, imports),
        (Page::List, Some(Type::Array(item))) => {
            let list = imports.path("armspan_runtime::List");
            let item = types::item(ctx, item, imports);
            quote!(#list<#item>)
        }
        (Page::List, _) => TokenStream::new(),
    };
    quote!(#pager<#page>)
}

/// Variables of a method.
#[derive(Clone, Copy)]
pub(super) struct Locals<'a> {
    /// The request.
    pub request: &'a Ident,
    /// A name for a variable that keeps the call on one line.
    pub extra: &'a Ident,
    /// The request for further pages, if it is not a GET of the link.
    pub next: Option<&'a Ident>,
}

/// The statements that send a request and make the method's result of the answer.
pub(super) fn sending(ctx: Ctx<'_>, op: Op<'_>, locals: Locals<'_>, imports: &mut Imports) -> TokenStream {
    let Locals { request, extra, next } = locals;
    let statuses = op.operation.responses.iter().map(|response| Literal::u16_unsuffixed(response.status));
    let success = quote!(&[#(#statuses),*]);
    let method_options = quote!(options.method_options);
    match kind(ctx, op.operation) {
        Kind::Exists => quote!(self.client.exists(#request, #method_options)),
        Kind::Plain => quote!(self.client.send(#request, #method_options, #success)),
        Kind::Stream => quote!(self.client.stream(#request, #method_options, #success)),
        Kind::Paged(_) => {
            let paging = paging(op.operation.paging.as_ref(), next, imports);
            quote! {
                let #extra = #paging;
                self.client.pager(#request, #method_options, #success, #extra)
            }
        }
        Kind::LongRunning => {
            let via = via(op.operation, imports);
            quote! {
                let #extra = #via;
                self.client.poller(#request, #method_options, #success, #extra)
            }
        }
        Kind::LongRunningPaged(_) => {
            let (via, paging) = (via(op.operation, imports), paging(op.operation.paging.as_ref(), next, imports));
            quote! {
                let #extra = (#via, #paging);
                self.client.paged_poller(#request, #method_options, #success, #extra.0, #extra.1)
            }
        }
    }
}

/// The name of that variable, unless an argument has it.
pub(super) fn extra_name(ctx: Ctx<'_>, operation: &Operation) -> &'static str {
    match kind(ctx, operation) {
        Kind::LongRunning => "via",
        Kind::LongRunningPaged(_) => "end",
        Kind::Paged(_) => "paging",
        // No variable is needed there.
        _ => "extra",
    }
}

fn via(operation: &Operation, imports: &mut Imports) -> TokenStream {
    let ty = imports.path("armspan_runtime::FinalStateVia");
    match operation.long_running.as_ref().and_then(|long_running| long_running.final_state_via) {
        None => quote!(#ty::Default),
        Some(FinalStateVia::AzureAsyncOperation) => quote!(#ty::AzureAsyncOperation),
        Some(FinalStateVia::Location) => quote!(#ty::Location),
        Some(FinalStateVia::OriginalUri) => quote!(#ty::OriginalUri),
        Some(FinalStateVia::OperationLocation) => quote!(#ty::OperationLocation),
    }
}

fn paging(paging: Option<&Paging>, next: Option<&Ident>, imports: &mut Imports) -> TokenStream {
    let ty = imports.path("armspan_runtime::Paging");
    let paging = match paging.and_then(|paging| paging.next_link_name.as_deref()) {
        None => return quote!(#ty::single()),
        Some("nextLink") => quote!(#ty::default()),
        Some(name) => quote!(#ty::next_link(#name)),
    };
    let next = next.map(|next| quote!(.with_request(#next)));
    quote!(#paging #next)
}
