//! Differences of enums and their values.

use crate::diff::node::{Node, type_name};
use crate::diff::operations::docs;
use crate::diff::pairs::same_words;
use crate::diff::recorder::Recorder;
use crate::diff::similar::spelling;
use crate::diff::{ChangeKind, Facts};
use crate::model::{Docs, Enum, EnumId, EnumValue};
use std::collections::BTreeMap;

/// Compares every enum.
pub(super) fn compare(recorder: &mut Recorder<'_>) {
    for (index, new) in (0u32..).zip(&recorder.new.enums) {
        let node = Node::Enum(EnumId(index));
        match recorder.pairs.enums.old_of(index) {
            Some(old) => pair(recorder, EnumId(old), EnumId(index)),
            None => recorder.added(ChangeKind::EnumAdded, node, super::direction(new.usage, new.usage), values(new)),
        }
    }
    for index in recorder.pairs.enums.removed() {
        let old = &recorder.old[EnumId(index)];
        let facts = super::direction(old.usage, old.usage);
        recorder.removed(ChangeKind::EnumRemoved, Node::Enum(EnumId(index)), facts, values(old));
    }
}

fn values(item: &Enum) -> String {
    let values: Vec<_> = item.values.iter().map(|value| value.value.to_string()).collect();
    values.join(", ")
}

fn pair(recorder: &mut Recorder<'_>, old_id: EnumId, new_id: EnumId) {
    let (old, new) = (&recorder.old[old_id], &recorder.new[new_id]);
    let both = (Node::Enum(old_id), Node::Enum(new_id));
    let facts = super::direction(old.usage, new.usage);
    let facts = Facts { extensible: old.extensible && new.extensible, ..facts };
    let (before, after) = (type_name(&old.name), type_name(&new.name));
    if before != after {
        let facts = Facts { same_rust: same_words(&before, &after), ..facts };
        recorder.changed(ChangeKind::EnumRenamed, both, facts, (before, after));
        recorder.because(recorder.pairs.enums.evidence.get(&old_id.0).map_or("", String::as_str));
    }
    if old.kind != new.kind {
        let text = |item: &Enum| format!("{:?}", item.kind).to_lowercase();
        return recorder.changed(ChangeKind::EnumKindChanged, both, facts, (text(old), text(new)));
    }
    if old.extensible != new.extensible {
        let kind = if new.extensible { ChangeKind::MadeExtensible } else { ChangeKind::MadeFixed };
        recorder.changed(kind, both, facts, ("", ""));
    }
    docs(recorder, both, (&old.docs, &new.docs));
    compare_values(recorder, (old_id, new_id), facts);
}

fn compare_values(recorder: &mut Recorder<'_>, (old_id, new_id): (EnumId, EnumId), facts: Facts) {
    let (old, new) = (&recorder.old[old_id].values, &recorder.new[new_id].values);
    let mut exact: BTreeMap<String, usize> = index(old, |value| value.value.to_string());
    let mut mates: Vec<Option<usize>> = new.iter().map(|value| exact.remove(&value.value.to_string())).collect();
    // What is left is the same value in another spelling, or another value.
    let mut spelled: BTreeMap<String, usize> =
        exact.into_values().map(|at| (spelling(&old[at].value.to_string()), at)).collect();
    for (value, mate) in new.iter().zip(&mut mates).filter(|(_, mate)| mate.is_none()) {
        *mate = spelled.remove(&spelling(&value.value.to_string()));
    }
    for (at, mate) in mates.iter().enumerate() {
        let node = Node::EnumValue(new_id, at);
        match mate {
            Some(mate) => {
                let both = (Node::EnumValue(old_id, *mate), node);
                pair_values(recorder, both, facts, (&old[*mate], &new[at]));
            }
            None => recorder.added(ChangeKind::EnumValueAdded, node, facts, ""),
        }
    }
    let kept: std::collections::BTreeSet<usize> = mates.iter().flatten().copied().collect();
    for at in (0..old.len()).filter(|at| !kept.contains(at)) {
        recorder.removed(ChangeKind::EnumValueRemoved, Node::EnumValue(old_id, at), facts, "");
    }
}

fn index(values: &[EnumValue], key: impl Fn(&EnumValue) -> String) -> BTreeMap<String, usize> {
    values.iter().enumerate().map(|(at, value)| (key(value), at)).collect()
}

fn pair_values(recorder: &mut Recorder<'_>, both: (Node, Node), facts: Facts, (old, new): (&EnumValue, &EnumValue)) {
    let plain = |value: &EnumValue| value.value.as_str().map_or_else(|| value.value.to_string(), str::to_owned);
    let name = |value: &EnumValue| value.client_name.clone().unwrap_or_else(|| plain(value));
    let same_rust = same_words(&name(old), &name(new));
    if old.value != new.value {
        let facts = Facts { same_rust, ..facts };
        let texts = (old.value.to_string(), new.value.to_string());
        recorder.changed(ChangeKind::EnumValueRespelled, both, facts, texts);
    } else if name(old) != name(new) {
        recorder.changed(ChangeKind::EnumValueRenamed, both, Facts { same_rust, ..facts }, (name(old), name(new)));
    }
    let text = |value: &EnumValue| Docs { description: value.description.clone(), ..Docs::default() };
    docs(recorder, both, (&text(old), &text(new)));
}
