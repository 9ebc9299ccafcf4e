//! Differences of an operation's parameters.

use super::node::{Node, OperationAt, location};
use super::operations::{asked_for, docs};
use super::pairs::same_words;
use super::positions::{self, Arguments};
use super::recorder::Recorder;
use super::types::{Relations, describe};
use super::{ChangeKind, Facts, constraints};
use crate::model::{CollectionFormat, Operation, Parameter, ParameterGroup, ParameterLocation, ParameterScope};

/// Compares the parameters of two operations that are one.
pub(super) fn compare(
    recorder: &mut Recorder<'_>,
    relations: &Relations<'_>,
    old_at: OperationAt,
    new_at: OperationAt,
) {
    let (old, new) = (old_at.of(recorder.old), new_at.of(recorder.new));
    let mates = find_mates(old, new);
    let arguments = Arguments::new(relations, (positions::arguments(old), positions::arguments(new)), &mates);
    arguments.record_replaced(recorder, (&|one| Node::Parameter(old_at, one), &|other| Node::Parameter(new_at, other)));
    for (index, (parameter, mate)) in new.parameters.iter().zip(&mates).enumerate() {
        let node = Node::Parameter(new_at, index);
        match mate {
            Some(mate) => {
                pair(recorder, relations, (Node::Parameter(old_at, *mate), node), (&old.parameters[*mate], parameter));
            }
            None if held_by_client(parameter) || arguments.replaces(index) => {}
            None => {
                let required = asked_for(parameter);
                let kind =
                    if parameter.required { ChangeKind::RequiredParameterAdded } else { ChangeKind::ParameterAdded };
                recorder.added(kind, node, Facts { required, ..Facts::INPUT }, describe(&parameter.ty, recorder.new));
            }
        }
    }
    for (index, parameter) in old.parameters.iter().enumerate() {
        let told = held_by_client(parameter) || arguments.is_replaced(index);
        if !mates.contains(&Some(index)) && !told {
            let required = asked_for(parameter);
            let facts = Facts { required, same_rust: parameter.constant.is_some(), ..Facts::INPUT };
            let before = describe(&parameter.ty, recorder.old);
            recorder.removed(ChangeKind::ParameterRemoved, Node::Parameter(old_at, index), facts, before);
        }
    }
    arguments.compare_order(recorder, (Node::Operation(old_at), Node::Operation(new_at)));
}

/// A parameter of the client is told once, for the client.
fn held_by_client(parameter: &Parameter) -> bool {
    parameter.scope != ParameterScope::Method
}

/// For each new parameter the old one it was: by place and name, by name alone, else by its place in the path.
fn find_mates(old: &Operation, new: &Operation) -> Vec<Option<usize>> {
    let mut free = vec![true; old.parameters.len()];
    let mut mates = vec![None; new.parameters.len()];
    let mut join = |mates: &mut Vec<Option<usize>>, index: usize, found: Option<usize>| {
        if mates[index].is_none()
            && let Some(found) = found.filter(|found| free[*found])
        {
            free[found] = false;
            mates[index] = Some(found);
        }
    };
    for (index, wanted) in new.parameters.iter().enumerate() {
        let same = |p: &Parameter| p.location == wanted.location && p.wire_name.eq_ignore_ascii_case(&wanted.wire_name);
        join(&mut mates, index, old.parameters.iter().position(same));
    }
    for (index, wanted) in new.parameters.iter().enumerate() {
        let same = |p: &Parameter| p.wire_name.eq_ignore_ascii_case(&wanted.wire_name);
        join(&mut mates, index, old.parameters.iter().position(same));
    }
    for (one, other) in positions::same_placeholders(old, new) {
        join(&mut mates, other, Some(one));
    }
    mates
}

/// Compares two parameters that are one.
pub(super) fn pair(
    recorder: &mut Recorder<'_>,
    relations: &Relations<'_>,
    both: (Node, Node),
    (old, new): (&Parameter, &Parameter),
) {
    // What no caller names can change as it likes.
    let unseen = !is_seen(old) && !is_seen(new);
    let facts = Facts { required: asked_for(new), input: !unseen && !is_of_arm(recorder, old, new), ..Facts::INPUT };
    identity(recorder, both, (old, new));
    let relation = relations.of(&old.ty, &new.ty);
    if old.constant.is_some() == new.constant.is_some() {
        if asked_for(old) != asked_for(new) {
            let asked = asked_for(new);
            let kind = if asked { ChangeKind::ParameterMadeRequired } else { ChangeKind::ParameterMadeOptional };
            recorder.changed(kind, both, Facts { input: !unseen, ..facts }, ("", ""));
        }
        if !relation.is_same() {
            let facts = Facts { wire: relation.wire, same_rust: relation.same_rust || unseen, ..facts };
            let texts = (describe(&old.ty, recorder.old), describe(&new.ty, recorder.new));
            recorder.changed(ChangeKind::ParameterRetyped, both, facts, texts);
        }
    }
    constant(recorder, both, (old, new));
    if old.nullable != new.nullable {
        let kind = if new.nullable { ChangeKind::MadeNullable } else { ChangeKind::MadeNonNullable };
        recorder.changed(kind, both, facts, ("", ""));
    }
    if relation.is_same() {
        constraints::format(recorder, both, (&old.constraints, &new.constraints));
    }
    // The default of an api-version is the version, which is told for the operation.
    if !unseen {
        default(recorder, both, facts, (old.default.as_ref(), new.default.as_ref()));
    }
    for (kind, before, after) in constraints::differences(&old.constraints, &new.constraints) {
        // No request has an empty part in its path: the runtime refuses it.
        let said = new.location == ParameterLocation::Path && before.is_empty() && after == "minLength 1";
        recorder.changed(kind, both, Facts { input: facts.input && !said, ..facts }, (before, after));
    }
    docs(recorder, both, (&old.docs, &new.docs));
    sending(recorder, both, (old, new));
}

/// Whether Azure Resource Manager itself looks at the value, by rules of its own that come with no version of a service:
/// what documents say of it only describes them, in one version more closely than in another.
fn is_of_arm(recorder: &Recorder<'_>, old: &Parameter, new: &Parameter) -> bool {
    let is_arm = recorder.old.endpoint.is_arm && recorder.new.endpoint.is_arm;
    let named =
        |p: &Parameter| ["subscriptionId", "resourceGroupName"].iter().any(|n| p.wire_name.eq_ignore_ascii_case(n));
    is_arm && [old, new].iter().all(|p| p.location == ParameterLocation::Path && named(p))
}

/// Records that there is one value left, which callers no longer pass, that there are others now, or that it is another.
fn constant(recorder: &mut Recorder<'_>, both: (Node, Node), (old, new): (&Parameter, &Parameter)) {
    let (kind, before, after) = match (&old.constant, &new.constant) {
        (None, None) => return,
        (Some(one), Some(other)) if one == other => return,
        (Some(one), Some(other)) => (ChangeKind::ConstantChanged, one.to_string(), other.to_string()),
        (None, Some(value)) => (ChangeKind::MadeConstant, describe(&old.ty, recorder.old), value.to_string()),
        (Some(value), None) => (ChangeKind::MadeVariable, value.to_string(), describe(&new.ty, recorder.new)),
    };
    // As a field of the options it is left out by those who do not know it.
    let same_rust = if kind == ChangeKind::MadeConstant { !is_seen(old) } else { !asked_for(new) };
    let facts = Facts { same_rust, own_item: is_seen(new), ..Facts::INPUT };
    recorder.changed(kind, both, facts, (before, after));
}

fn identity(recorder: &mut Recorder<'_>, both: (Node, Node), (old, new): (&Parameter, &Parameter)) {
    let name = |p: &Parameter| p.client_name.clone().unwrap_or_else(|| p.wire_name.clone());
    // What a client holds is told for the client.
    let told = held_by_client(old) && held_by_client(new) && !matches!(both.1, Node::ClientParameter(_));
    if name(old) != name(new) && !told {
        // Who passes by position does not write the name, neither to a method nor to the client's constructor.
        let held = |p: &Parameter| held_by_client(p) && asked_for(p);
        let by_position = [old, new].iter().all(|p| passed_by_position(p)) || [old, new].iter().all(|p| held(p));
        let unseen = !is_seen(old) && !is_seen(new);
        let same_rust = by_position || unseen || same_words(&name(old), &name(new));
        recorder.changed(
            ChangeKind::ParameterRenamed,
            both,
            Facts { same_rust, ..Facts::INPUT },
            (name(old), name(new)),
        );
    }
    if old.location != new.location {
        let facts = Facts { same_rust: true, ..Facts::INPUT };
        recorder.changed(ChangeKind::ParameterMoved, both, facts, (location(old.location), location(new.location)));
    }
    if old.scope != new.scope {
        let text = |scope: ParameterScope| match scope {
            ParameterScope::Method => "method",
            ParameterScope::Client => "client",
            ParameterScope::ApiVersion => "api-version",
        };
        recorder.changed(ChangeKind::ParameterScopeChanged, both, Facts::INPUT, (text(old.scope), text(new.scope)));
    }
}

fn sending(recorder: &mut Recorder<'_>, both: (Node, Node), (old, new): (&Parameter, &Parameter)) {
    if old.collection_format != new.collection_format {
        let text = |format: CollectionFormat| format!("{format:?}").to_lowercase();
        let texts = (text(old.collection_format), text(new.collection_format));
        recorder.changed(ChangeKind::CollectionFormatChanged, both, Facts::INPUT, texts);
    }
    if old.header_collection_prefix != new.header_collection_prefix {
        let text =
            |prefix: &Option<String>| prefix.as_ref().map(|prefix| format!("headers {prefix}*")).unwrap_or_default();
        let texts = (text(&old.header_collection_prefix), text(&new.header_collection_prefix));
        recorder.changed(ChangeKind::CollectionFormatChanged, both, Facts::INPUT, texts);
    }
    if old.skip_url_encoding != new.skip_url_encoding {
        let text = |raw: bool| if raw { "as it is" } else { "encoded" };
        let texts = (text(old.skip_url_encoding), text(new.skip_url_encoding));
        recorder.changed(ChangeKind::UrlEncodingChanged, both, Facts::INPUT, texts);
    }
    group(recorder, both, (&old.group, &new.group), !is_seen(old) && !is_seen(new));
}

/// Records that a parameter or body goes into a struct of several, or comes out of one.
pub(super) fn group(
    recorder: &mut Recorder<'_>,
    both: (Node, Node),
    (old, new): (&Option<ParameterGroup>, &Option<ParameterGroup>),
    unseen: bool,
) {
    if old == new {
        return;
    }
    let text = |group: &Option<ParameterGroup>| {
        let name = group.as_ref().and_then(|group| group.name.as_ref().or(group.postfix.as_ref()));
        name.cloned().unwrap_or_default()
    };
    let facts = Facts { same_rust: unseen, ..Facts::INPUT };
    recorder.changed(ChangeKind::ParameterGroupChanged, both, facts, (text(old), text(new)));
}

/// Whether callers have to do with it: constants and the api-version are sent without them.
fn is_seen(parameter: &Parameter) -> bool {
    parameter.constant.is_none() && parameter.scope != ParameterScope::ApiVersion
}

/// Records a default that came, went or changed.
pub(super) fn default(
    recorder: &mut Recorder<'_>,
    both: (Node, Node),
    facts: Facts,
    (old, new): (Option<&serde_json::Value>, Option<&serde_json::Value>),
) {
    let text = |value: Option<&serde_json::Value>| value.map(ToString::to_string).unwrap_or_default();
    let kind = match (old, new) {
        _ if old == new => return,
        (None, _) => ChangeKind::DefaultAdded,
        (_, None) => ChangeKind::DefaultRemoved,
        _ => ChangeKind::DefaultChanged,
    };
    recorder.changed(kind, both, facts, (text(old), text(new)));
}

/// Whether a caller passes it as an argument, not as a field of the options or of a group's struct.
pub(super) fn passed_by_position(parameter: &Parameter) -> bool {
    parameter.scope == ParameterScope::Method && parameter.group.is_none() && asked_for(parameter)
}
