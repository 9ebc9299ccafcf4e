//! Differences of bodies, answers, headers and errors.

use super::node::{Node, OperationAt};
use super::operations::{asks_existence, docs, option_relation, result};
use super::pairs::same_words;
use super::recorder::Recorder;
use super::types::{Relations, describe, describe_option};
use super::{ChangeKind, Facts, WireRelation, parameters};
use crate::model::{Body, Header, Operation, Response};

/// Compares what two operations that are one send and receive.
pub(super) fn compare(recorder: &mut Recorder<'_>, relations: &Relations<'_>, old: OperationAt, new: OperationAt) {
    body(recorder, relations, old, new);
    responses(recorder, relations, old, new);
    errors(recorder, relations, old, new);
}

fn body(recorder: &mut Recorder<'_>, relations: &Relations<'_>, old_at: OperationAt, new_at: OperationAt) {
    let (old, new) = match (&old_at.of(recorder.old).body, &new_at.of(recorder.new).body) {
        (None, None) => return,
        (None, Some(body)) => {
            let facts = Facts { required: body.required, ..Facts::INPUT };
            return recorder.added(ChangeKind::BodyAdded, Node::Body(new_at), facts, describe(&body.ty, recorder.new));
        }
        (Some(body), None) => {
            let before = describe(&body.ty, recorder.old);
            return recorder.removed(ChangeKind::BodyRemoved, Node::Body(old_at), Facts::INPUT, before);
        }
        (Some(old), Some(new)) => (old, new),
    };
    let both = (Node::Body(old_at), Node::Body(new_at));
    let relation = relations.of(&old.ty, &new.ty);
    if !relation.is_same() {
        let facts = Facts { wire: relation.wire, same_rust: relation.same_rust, ..Facts::INPUT };
        let texts = (describe(&old.ty, recorder.old), describe(&new.ty, recorder.new));
        recorder.changed(ChangeKind::BodyRetyped, both, facts, texts);
    }
    if old.required != new.required {
        let kind = if new.required { ChangeKind::BodyMadeRequired } else { ChangeKind::BodyMadeOptional };
        recorder.changed(kind, both, Facts::INPUT, ("", ""));
    }
    if old.media_types != new.media_types || old.kind != new.kind {
        let facts = Facts { same_rust: old.kind == new.kind, ..Facts::INPUT };
        recorder.changed(ChangeKind::BodyMediaTypeChanged, both, facts, (media(old), media(new)));
    }
    let name = |body: &Body| body.client_name.clone().unwrap_or_else(|| body.name.clone());
    if name(old) != name(new) {
        // Who passes it by position does not write its name.
        let by_position = |body: &Body| body.required && body.group.is_none();
        let same_rust = by_position(old) && by_position(new) || same_words(&name(old), &name(new));
        let facts = Facts { same_rust, ..Facts::INPUT };
        recorder.changed(ChangeKind::ParameterRenamed, both, facts, (name(old), name(new)));
    }
    parameters::group(recorder, both, (&old.group, &new.group), false);
    docs(recorder, both, (&old.docs, &new.docs));
}

fn media(body: &Body) -> String {
    if body.media_types.is_empty() { format!("{:?}", body.kind).to_lowercase() } else { body.media_types.join(", ") }
}

fn responses(recorder: &mut Recorder<'_>, relations: &Relations<'_>, old_at: OperationAt, new_at: OperationAt) {
    let (old, new) = (old_at.of(recorder.old), new_at.of(recorder.new));
    // What the method returns may stay the same although an answer comes or goes.
    let existence = asks_existence(old) && asks_existence(new);
    let same_result = existence || option_relation(relations, result(old), result(new)).same_rust;
    let facts = Facts { same_rust: same_result, ..Facts::OUTPUT };
    let find = |list: &[Response], status: u16| list.iter().position(|response| response.status == status);
    for (index, response) in new.responses.iter().enumerate() {
        let node = Node::Response(new_at, index);
        let Some(mate) = find(&old.responses, response.status) else {
            let after = describe_option(response.ty.as_ref(), recorder.new);
            let facts = Facts { own_item: has_method(new, response), ..facts };
            recorder.added(ChangeKind::ResponseAdded, node, facts, after);
            continue;
        };
        let was = &old.responses[mate];
        let both = (Node::Response(old_at, mate), node);
        let relation = option_relation(relations, was.ty.as_ref(), response.ty.as_ref());
        if !relation.is_same() {
            let (had, has) = (has_method(old, was), has_method(new, response));
            let kept = relation.same_rust || same_result && !had;
            let facts = Facts { wire: relation.wire, same_rust: kept, own_item: !had && has, ..Facts::OUTPUT };
            let texts =
                (describe_option(was.ty.as_ref(), recorder.old), describe_option(response.ty.as_ref(), recorder.new));
            recorder.changed(ChangeKind::ResponseRetyped, both, facts, texts);
        }
        docs(recorder, both, (&was.docs, &response.docs));
        headers(recorder, relations, (old_at, mate), (new_at, index));
    }
    for (index, response) in old.responses.iter().enumerate() {
        if find(&new.responses, response.status).is_none() {
            let before = describe_option(response.ty.as_ref(), recorder.old);
            let facts = Facts { own_item: has_method(old, response), ..facts };
            recorder.removed(ChangeKind::ResponseRemoved, Node::Response(old_at, index), facts, before);
        }
    }
}

/// Whether a method of its own reads the answer, as its body is not the result's.
fn has_method(operation: &Operation, response: &Response) -> bool {
    gives_response(operation) && response.ty.is_some() && response.ty.as_ref() != result(operation)
}

/// Whether the method gives a response that can be asked for headers and other bodies.
fn gives_response(operation: &Operation) -> bool {
    operation.paging.is_none() && !asks_existence(operation)
}

fn headers(
    recorder: &mut Recorder<'_>,
    relations: &Relations<'_>,
    (old_at, old_index): (OperationAt, usize),
    (new_at, new_index): (OperationAt, usize),
) {
    let (old_operation, new_operation) = (old_at.of(recorder.old), new_at.of(recorder.new));
    let (old, new) = (&old_operation.responses[old_index].headers, &new_operation.responses[new_index].headers);
    // The first header of a question whether a thing exists makes an answer of it.
    let same_rust = asks_existence(old_operation) == asks_existence(new_operation);
    let facts = Facts { same_rust, ..Facts::OUTPUT };
    for (index, header) in new.iter().enumerate() {
        let node = Node::Header(new_at, new_index, index);
        let Some(mate) = old.iter().position(|old| same_header(old, header)) else {
            let own_item = gives_response(new_operation) && !has_header(old_operation, header);
            let facts = Facts { own_item, ..facts };
            recorder.added(ChangeKind::HeaderAdded, node, facts, describe(&header.ty, recorder.new));
            continue;
        };
        let both = (Node::Header(old_at, old_index, mate), node);
        let unseen = !gives_response(new_operation);
        header_names(recorder, both, (&old[mate], header), unseen);
        let relation = relations.of(&old[mate].ty, &header.ty);
        if !relation.is_same() {
            let same_rust = relation.same_rust || unseen;
            let facts = Facts { wire: relation.wire, same_rust, ..Facts::OUTPUT };
            let texts = (describe(&old[mate].ty, recorder.old), describe(&header.ty, recorder.new));
            recorder.changed(ChangeKind::HeaderRetyped, both, facts, texts);
        }
        docs(recorder, both, (&old[mate].docs, &header.docs));
    }
    for (index, header) in old.iter().enumerate() {
        if !new.iter().any(|new| same_header(new, header)) {
            let own_item = gives_response(old_operation) && !has_header(new_operation, header);
            let facts = Facts { own_item, ..facts };
            let before = describe(&header.ty, recorder.old);
            recorder.removed(ChangeKind::HeaderRemoved, Node::Header(old_at, old_index, index), facts, before);
        }
    }
}

/// Another name of the method that reads a header, and another prefix of those it reads.
fn header_names(recorder: &mut Recorder<'_>, both: (Node, Node), (old, new): (&Header, &Header), unseen: bool) {
    let name = |header: &Header| header.client_name.clone().unwrap_or_else(|| header.wire_name.clone());
    if name(old) != name(new) {
        let facts = Facts { same_rust: unseen || same_words(&name(old), &name(new)), ..Facts::OUTPUT };
        recorder.changed(ChangeKind::ClientNameChanged, both, facts, (name(old), name(new)));
    }
    let both_maps = old.collection_prefix.is_some() && new.collection_prefix.is_some();
    // One header that becomes all of a prefix is of another type, and told as such.
    if both_maps && old.collection_prefix != new.collection_prefix {
        let text =
            |header: &Header| header.collection_prefix.as_ref().map_or_else(String::new, |p| format!("headers {p}*"));
        let facts = Facts { wire: WireRelation::Different, same_rust: true, ..Facts::OUTPUT };
        recorder.changed(ChangeKind::HeaderRetyped, both, facts, (text(old), text(new)));
    }
}

fn same_header(one: &Header, other: &Header) -> bool {
    one.wire_name.eq_ignore_ascii_case(&other.wire_name)
}

/// Whether any answer of the operation has the header: all of them share the method that reads it.
fn has_header(operation: &Operation, header: &Header) -> bool {
    operation.responses.iter().flat_map(|response| &response.headers).any(|other| same_header(other, header))
}

fn errors(recorder: &mut Recorder<'_>, relations: &Relations<'_>, old_at: OperationAt, new_at: OperationAt) {
    let (old, new) = (&old_at.of(recorder.old).errors, &new_at.of(recorder.new).errors);
    for (index, error) in new.iter().enumerate() {
        let node = Node::Error(new_at, index);
        let Some(mate) = old.iter().position(|old| old.status == error.status) else {
            let after = describe_option(error.ty.as_ref(), recorder.new);
            recorder.added(ChangeKind::ErrorAdded, node, Facts::OUTPUT, after);
            continue;
        };
        let both = (Node::Error(old_at, mate), node);
        let relation = option_relation(relations, old[mate].ty.as_ref(), error.ty.as_ref());
        if relation.wire != WireRelation::Same || !relation.same_rust {
            let facts = Facts { wire: relation.wire, same_rust: relation.same_rust, ..Facts::OUTPUT };
            let texts = (
                describe_option(old[mate].ty.as_ref(), recorder.old),
                describe_option(error.ty.as_ref(), recorder.new),
            );
            recorder.changed(ChangeKind::ErrorRetyped, both, facts, texts);
        }
    }
    for (index, error) in old.iter().enumerate() {
        if !new.iter().any(|new| new.status == error.status) {
            let before = describe_option(error.ty.as_ref(), recorder.old);
            recorder.removed(ChangeKind::ErrorRemoved, Node::Error(old_at, index), Facts::OUTPUT, before);
        }
    }
}
