//! Differences of the service as a whole and of its operations.

use super::node::{Node, OperationAt, type_name};
use super::pairs::{same_path, same_words};
use super::positions::{self, Arguments};
use super::recorder::Recorder;
use super::types::{Relation, Relations, describe_option};
use super::{ChangeKind, Facts, WireRelation, messages, parameters, versions};
use crate::model::{
    CodeModel, Docs, Endpoint, FinalStateVia, HttpMethod, Operation, Paging, Parameter, ParameterScope, Polymorphism,
    Type,
};

/// Compares everything but the types that operations name.
pub(super) fn compare(recorder: &mut Recorder<'_>) {
    let relations = Relations::new(recorder.old, recorder.new, recorder.pairs);
    service(recorder);
    versions::compare(recorder);
    client_parameters(recorder, &relations);
    for at in &recorder.pairs.operations_added {
        let operation = at.of(recorder.new);
        recorder.added(ChangeKind::OperationAdded, Node::Operation(*at), Facts::BOTH, route(operation));
    }
    for (old, new) in &recorder.pairs.operations {
        operation(recorder, &relations, *old, *new);
    }
    for at in &recorder.pairs.operations_removed {
        let operation = at.of(recorder.old);
        recorder.removed(ChangeKind::OperationRemoved, Node::Operation(*at), Facts::BOTH, route(operation));
    }
}

fn service(recorder: &mut Recorder<'_>) {
    let (old, new) = (recorder.old, recorder.new);
    let both = (Node::Service, Node::Service);
    let list = |texts: &[String]| texts.join(", ");
    if old.api_versions != new.api_versions {
        let texts = (list(&old.api_versions), list(&new.api_versions));
        // The client's option for it is an `Option` unless there is but one.
        let same_rust = (old.api_versions.len() == 1) == (new.api_versions.len() == 1);
        recorder.changed(ChangeKind::ApiVersionChanged, both, Facts { same_rust, ..Facts::INPUT }, texts);
    }
    if old.title != new.title {
        recorder.changed(ChangeKind::DescriptionChanged, both, Facts::BOTH, (&old.title, &new.title));
    }
    // Where there is something to authenticate with, a client is made with a credential.
    let trusted = |endpoint: &Endpoint| endpoint.is_arm || !endpoint.scopes.is_empty();
    let facts = Facts { same_rust: trusted(&old.endpoint) == trusted(&new.endpoint), ..Facts::INPUT };
    if old.endpoint.template != new.endpoint.template || old.endpoint.is_arm != new.endpoint.is_arm {
        let texts = (&old.endpoint.template, &new.endpoint.template);
        // What callers give may stand for another part of the host.
        let given = texts.0.contains('{') || texts.1.contains('{');
        let facts = Facts { required: given, ..facts };
        recorder.changed(ChangeKind::EndpointChanged, both, facts, texts);
    }
    if old.endpoint.scopes != new.endpoint.scopes {
        let texts = (list(&old.endpoint.scopes), list(&new.endpoint.scopes));
        recorder.changed(ChangeKind::ScopesChanged, both, facts, texts);
    }
}

fn client_parameters(recorder: &mut Recorder<'_>, relations: &Relations<'_>) {
    let (olds, news) = (recorder.old, recorder.new);
    let (old, new) = (&olds.client_parameters, &news.client_parameters);
    let mates: Vec<Option<usize>> = new.iter().map(|parameter| olds.client_parameter(parameter)).collect();
    let arguments = Arguments::new(relations, (positions::of_client(old), positions::of_client(new)), &mates);
    arguments.record_replaced(recorder, (&Node::ClientParameter, &Node::ClientParameter));
    for (index, parameter) in new.iter().enumerate() {
        let node = Node::ClientParameter(index);
        let facts = Facts { required: asked_for(parameter), ..Facts::INPUT };
        match mates[index] {
            Some(mate) => {
                let both = (Node::ClientParameter(mate), node);
                parameters::pair(recorder, relations, both, (&old[mate], parameter));
            }
            None if arguments.replaces(index) => {}
            None => recorder.added(ChangeKind::ClientParameterAdded, node, facts, ""),
        }
    }
    for (index, parameter) in old.iter().enumerate() {
        if !arguments.is_replaced(index) && news.client_parameter(parameter).is_none() {
            let facts = Facts { required: asked_for(parameter), ..Facts::INPUT };
            recorder.removed(ChangeKind::ClientParameterRemoved, Node::ClientParameter(index), facts, "");
        }
    }
    arguments.compare_order(recorder, (Node::Service, Node::Service));
}

/// Whether a caller must give it: constants and the api-version are sent without asking.
pub(super) fn asked_for(parameter: &Parameter) -> bool {
    parameter.required && parameter.constant.is_none() && parameter.scope != ParameterScope::ApiVersion
}

fn operation(recorder: &mut Recorder<'_>, relations: &Relations<'_>, old_at: OperationAt, new_at: OperationAt) {
    let both = (Node::Operation(old_at), Node::Operation(new_at));
    let (old, new) = (old_at.of(recorder.old), new_at.of(recorder.new));
    identity(recorder, both, (old, new));
    long_running(recorder, relations, both, (old, new));
    paging(recorder, relations, both, (old, new));
    if old.produces != new.produces {
        let facts = Facts { same_rust: is_typed(old) == is_typed(new), ..Facts::OUTPUT };
        recorder.changed(ChangeKind::ProducesChanged, both, facts, (old.produces.join(", "), new.produces.join(", ")));
    }
    if old.deprecated != new.deprecated {
        let kind = if new.deprecated { ChangeKind::OperationDeprecated } else { ChangeKind::OperationReinstated };
        recorder.changed(kind, both, Facts::BOTH, ("", ""));
    }
    docs(recorder, both, (&old.docs, &new.docs));
    parameters::compare(recorder, relations, old_at, new_at);
    messages::compare(recorder, relations, old_at, new_at);
}

fn identity(recorder: &mut Recorder<'_>, both: (Node, Node), (old, new): (&Operation, &Operation)) {
    // A group that several operations share decides their client's name, so both parts of the id count.
    if old.id != new.id || old.name != new.name {
        let texts = if old.id == new.id { (&old.name, &new.name) } else { (&old.id, &new.id) };
        let facts =
            Facts { same_rust: same_words(&old.id, &new.id) && same_words(&old.name, &new.name), ..Facts::BOTH };
        recorder.changed(ChangeKind::OperationRenamed, both, facts, texts);
        if old.id != new.id {
            recorder.because("the same verb and path");
        }
    }
    if old.method != new.method {
        let facts = Facts { same_rust: asks_existence(old) == asks_existence(new), ..Facts::INPUT };
        recorder.changed(ChangeKind::VerbChanged, both, facts, (verb(old.method), verb(new.method)));
    }
    if unnamed(&old.path) != unnamed(&new.path) {
        // Services take one for the other where only case, or a slash at the end, is different.
        let facts = Facts { input: same_path(&old.path) != same_path(&new.path), ..Facts::INPUT };
        recorder.changed(ChangeKind::PathChanged, both, facts, (&old.path, &new.path));
    }
}

/// A path without the names of its parameters: those are told as parameters.
fn unnamed(path: &str) -> String {
    let rests = path.split('{').map(|part| part.split_once('}').map_or(part, |(_, rest)| rest));
    rests.collect::<Vec<_>>().join("{}")
}

/// Whether the method gives a `bool`, as HEAD does unless there are headers to look at; every other gives the answer.
pub(super) fn asks_existence(operation: &Operation) -> bool {
    let has_headers = operation.responses.iter().any(|response| !response.headers.is_empty());
    let one_answer = operation.long_running.is_none() && operation.paging.is_none();
    operation.method == HttpMethod::Head && one_answer && !has_headers
}

/// What a successful call gives: the final result, else the first answer that has a body.
pub(super) fn result(operation: &Operation) -> Option<&Type> {
    let last = operation.long_running.as_ref().and_then(|long_running| long_running.final_type.as_ref());
    last.or_else(|| operation.responses.iter().find_map(|response| response.ty.as_ref()))
}

/// Whether the answer's body is read for the caller; texts that are no JSON are left to him.
fn is_typed(operation: &Operation) -> bool {
    let json = operation.produces.is_empty() || operation.produces.iter().any(|media| media.contains("json"));
    match result(operation) {
        Some(Type::String(_)) => json,
        Some(Type::Stream) => json || operation.long_running.is_none(),
        _ => true,
    }
}

fn long_running(
    recorder: &mut Recorder<'_>,
    relations: &Relations<'_>,
    both: (Node, Node),
    (old, new): (&Operation, &Operation),
) {
    let (before, after) = match (&old.long_running, &new.long_running) {
        (None, None) => return,
        (None, Some(_)) => return recorder.changed(ChangeKind::MadeLongRunning, both, Facts::OUTPUT, ("", "")),
        (Some(_), None) => return recorder.changed(ChangeKind::MadeImmediate, both, Facts::OUTPUT, ("", "")),
        (Some(before), Some(after)) => (before, after),
    };
    if before.final_state_via != after.final_state_via {
        let texts = (via(before.final_state_via), via(after.final_state_via));
        recorder.changed(ChangeKind::FinalStateViaChanged, both, Facts::OUTPUT, texts);
    }
    let declared = option_relation(relations, before.final_type.as_ref(), after.final_type.as_ref());
    // One that is declared may be the one that was found in the answers before.
    let relation = option_relation(relations, result(old), result(new));
    if !declared.is_same() && !relation.is_same() {
        let facts = Facts { wire: relation.wire, same_rust: relation.same_rust, ..Facts::OUTPUT };
        let texts = (describe_option(result(old), recorder.old), describe_option(result(new), recorder.new));
        recorder.changed(ChangeKind::FinalTypeChanged, both, facts, texts);
    }
}

/// How answers that may be empty are related.
pub(super) fn option_relation(relations: &Relations<'_>, old: Option<&Type>, new: Option<&Type>) -> Relation {
    match (old, new) {
        (Some(old), Some(new)) => relations.of(old, new),
        (None, None) => Relation { wire: WireRelation::Same, same_rust: true },
        (None, Some(_)) => Relation { wire: WireRelation::Wider, same_rust: false },
        (Some(_), None) => Relation { wire: WireRelation::Different, same_rust: false },
    }
}

fn paging(
    recorder: &mut Recorder<'_>,
    relations: &Relations<'_>,
    both: (Node, Node),
    (old, new): (&Operation, &Operation),
) {
    let (before, after) = match (&old.paging, &new.paging) {
        (None, None) => return,
        (None, Some(_)) => return recorder.changed(ChangeKind::MadePaged, both, Facts::OUTPUT, ("", "")),
        (Some(_), None) => return recorder.changed(ChangeKind::MadeUnpaged, both, Facts::OUTPUT, ("", "")),
        (Some(before), Some(after)) => (before, after),
    };
    if before.item_name != after.item_name {
        let items = (page_items(recorder.old, old, before), page_items(recorder.new, new, after));
        let relation = option_relation(relations, items.0, items.1);
        let facts = Facts { same_rust: relation.same_rust, ..Facts::OUTPUT };
        recorder.changed(ChangeKind::PageItemsChanged, both, facts, (&before.item_name, &after.item_name));
    }
    if before.next_link_name != after.next_link_name || before.next_operation != after.next_operation {
        recorder.changed(ChangeKind::NextLinkChanged, both, Facts::OUTPUT, (next(before), next(after)));
    }
}

/// The type of the list that holds a page's items.
fn page_items<'a>(model: &'a CodeModel, operation: &'a Operation, paging: &Paging) -> Option<&'a Type> {
    let page = operation.responses.iter().find_map(|response| response.ty.as_ref())?;
    let Type::Model(id) = page else { return None };
    let property = model[*id].properties.iter().find(|property| property.wire_name == paging.item_name)?;
    Some(&property.ty)
}

fn next(paging: &Paging) -> String {
    let link = paging.next_link_name.as_deref().unwrap_or("no link");
    paging.next_operation.as_ref().map_or_else(|| link.to_owned(), |operation| format!("{link} by {operation}"))
}

/// Records that texts differ; which of them is seen in the documents.
pub(super) fn docs(recorder: &mut Recorder<'_>, both: (Node, Node), (old, new): (&Docs, &Docs)) {
    if old != new {
        recorder.changed(ChangeKind::DescriptionChanged, both, Facts::BOTH, (text(old), text(new)));
    }
}

/// The description, or what stands for it.
fn text(docs: &Docs) -> &str {
    docs.description.as_deref().or(docs.summary.as_deref()).or(docs.external.as_deref()).unwrap_or_default()
}

fn via(via: Option<FinalStateVia>) -> &'static str {
    match via {
        None => "",
        Some(FinalStateVia::AzureAsyncOperation) => "azure-async-operation",
        Some(FinalStateVia::Location) => "location",
        Some(FinalStateVia::OriginalUri) => "original-uri",
        Some(FinalStateVia::OperationLocation) => "operation-location",
    }
}

fn verb(method: HttpMethod) -> &'static str {
    match method {
        HttpMethod::Get => "GET",
        HttpMethod::Put => "PUT",
        HttpMethod::Post => "POST",
        HttpMethod::Patch => "PATCH",
        HttpMethod::Delete => "DELETE",
        HttpMethod::Head => "HEAD",
        HttpMethod::Options => "OPTIONS",
    }
}

fn route(operation: &Operation) -> String {
    format!("{} {}", verb(operation.method), operation.path)
}

/// The variants of a model that others derive from, as (value, name).
pub(super) fn variants(model: &CodeModel, polymorphism: &Polymorphism) -> Vec<(String, String)> {
    match polymorphism {
        Polymorphism::Base { variants, .. } => {
            variants.iter().map(|variant| (variant.value.clone(), type_name(&model[variant.model].name))).collect()
        }
        _ => Vec::new(),
    }
}
