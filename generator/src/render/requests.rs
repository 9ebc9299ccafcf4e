//! The body of an operation: the target, a call per parameter, and what sends it.

use super::calls::{self, Sent};
use super::context::{Ctx, Op};
use super::imports::Imports;
use super::values::Source;
use super::{next_page, path, results};
use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::Ident;

/// Options beyond this number are put into the request by a method of their struct.
const INLINE_OPTIONS: usize = 4;

/// Longest line that `prettyplease` leaves alone, and how deep a method's statements stand.
const WIDTH: usize = 89 - 8;

/// How deep the calls of a chain stand below its receiver.
const CHAINED: usize = 4;

/// The statements of a method.
pub(super) fn body(ctx: Ctx<'_>, op: Op<'_>, imports: &mut Imports) -> TokenStream {
    let locals = Locals::of(ctx, op);
    let Locals { path, values, request, next, extra } = &locals;
    let target = path::target(ctx, op, [path, values], imports);
    let changes = changes(ctx, op, request, imports);
    let first = making(target, path, request, &changes);
    let next = next_page::operation(ctx, op).map(|(operation, names)| {
        let op = Op { operation: &operation, names: &names, group: op.group };
        let target = path::target(ctx, op, [path, values], imports);
        making(target, path, next, &inline_changes(ctx, op, next, imports))
    });
    let next_name = next.is_some().then_some(&locals.next);
    let sending = results::sending(ctx, op, results::Locals { request, extra, next: next_name }, imports);
    quote! {
        let options = options.unwrap_or_default();
        #first
        #next
        #sending
    }
}

/// The statements that make a request.
fn making(target: path::Target, path: &Ident, request: &Ident, changes: &TokenStream) -> TokenStream {
    let mutable = (!changes.is_empty()).then(|| quote!(mut));
    let path::Target { template, spelled, values, call } = target;
    quote! {
        let #path = #template;
        #spelled
        #values
        let #mutable #request = #call;
        #changes
    }
}

/// Names of local variables, none of which hides an argument.
struct Locals {
    path: Ident,
    values: Ident,
    request: Ident,
    /// The request for further pages.
    next: Ident,
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
        let [path, values] = ["path", "values"].map(free);
        Self { path, values, request: free("request"), next: free("next"), extra }
    }
}

/// Everything that is put into the request once it is there.
fn changes(ctx: Ctx<'_>, op: Op<'_>, request: &Ident, imports: &mut Imports) -> TokenStream {
    let owner = quote!(options);
    let sent = calls::sent(ctx, op);
    let apply = is_applied(op, &sent).then(|| quote!(options.apply(&mut #request);));
    let inline = sent.iter().filter(|sent| apply.is_none() || !sent.optional);
    let mut list: Vec<_> = calls::api_version(op).map(|version| quote!(.api_version(#version))).into_iter().collect();
    list.extend(inline.map(|sent| calls::call(op, sent, &owner, imports)));
    list.extend(calls::content(ctx, op));
    list.extend(calls::accept(op).map(|media| quote!(.accept(#media))));
    list.extend(calls::files(ctx, op));
    let list = laid_out(&list, request);
    quote!(#apply #list)
}

/// The same for a request that has no body, and options of its own only.
fn inline_changes(ctx: Ctx<'_>, op: Op<'_>, request: &Ident, imports: &mut Imports) -> TokenStream {
    let mut list: Vec<_> = calls::api_version(op).map(|version| quote!(.api_version(#version))).into_iter().collect();
    let sent = calls::sent(ctx, op);
    list.extend(sent.iter().map(|sent| calls::call(op, sent, &quote!(options), imports)));
    laid_out(&list, request)
}

/// Whether options put themselves into the request: where there are many calls, where they are in a group, which may be
/// absent as a whole, and where a call is too long for a line.
fn is_applied(op: Op<'_>, sent: &[Sent<'_>]) -> bool {
    let optional: Vec<_> = sent.iter().filter(|sent| sent.optional).collect();
    let grouped = optional.iter().any(|sent| matches!(sent.source, Source::Group(..)));
    let is_long =
        |sent: &&Sent<'_>| length(&calls::call(op, sent, &quote!(options), &mut Imports::default())) > WIDTH - CHAINED;
    let many = optional.len() > INLINE_OPTIONS || !optional.is_empty() && sent.len() > INLINE_OPTIONS;
    many || grouped || optional.iter().any(is_long)
}

/// Options that their struct puts into the request, if it does.
pub(super) fn applied<'a>(ctx: Ctx<'a>, op: Op<'a>) -> Vec<Sent<'a>> {
    let sent = calls::sent(ctx, op);
    if !is_applied(op, &sent) {
        return Vec::new();
    }
    sent.into_iter().filter(|sent| sent.optional).collect()
}

/// Calls as one chain or as a statement each, whatever takes fewer lines once formatted: a chain that does not fit on a
/// line has one for its receiver, a statement that does not fit is broken up altogether.
fn laid_out(calls: &[TokenStream], request: &Ident) -> TokenStream {
    const BROKEN: usize = 5;
    let receiver = request.to_string().len();
    let lengths: Vec<_> = calls.iter().map(length).collect();
    let whole = receiver + lengths.iter().sum::<usize>() + ";".len() <= WIDTH;
    let lines = |length: usize| if length <= WIDTH { 1 } else { BROKEN };
    let separate: usize = lengths.iter().map(|length| lines(receiver + length + ";".len())).sum();
    let chained: usize = lengths.iter().map(|length| lines(CHAINED + length)).sum::<usize>() + 1;
    if calls.len() > 1 && whole || chained < separate {
        quote!(#request #(#calls)*;)
    } else {
        quote!(#(#request #calls;)*)
    }
}

/// Length of a call as it is printed: tokens by themselves have a space between any two of them.
fn length(call: &TokenStream) -> usize {
    let text = call.to_string();
    text.chars().filter(|char| *char != ' ').count() + text.matches(',').count()
}
