//! Differences of models and enums.

mod enums;
mod properties;

use super::node::{Node, type_name};
use super::operations::{docs, variants};
use super::pairs::same_words;
use super::recorder::Recorder;
use super::types::{Relations, describe_item};
use super::{ChangeKind, Facts};
use crate::model::{Model, ModelId, Polymorphism, Usage};
use std::collections::BTreeMap;

/// Compares every type: models, then enums.
pub(super) fn compare(recorder: &mut Recorder<'_>) {
    let relations = Relations::new(recorder.old, recorder.new, recorder.pairs);
    for (index, new) in (0u32..).zip(&recorder.new.models) {
        let node = Node::Model(ModelId(index));
        match recorder.pairs.models.old_of(index) {
            Some(old) => pair(recorder, &relations, ModelId(old), ModelId(index)),
            None => recorder.added(ChangeKind::ModelAdded, node, direction(new.usage, new.usage), ""),
        }
    }
    for index in recorder.pairs.models.removed() {
        let usage = recorder.old[ModelId(index)].usage;
        recorder.removed(ChangeKind::ModelRemoved, Node::Model(ModelId(index)), direction(usage, usage), "");
    }
    enums::compare(recorder);
}

/// Where a type is used in either version.
fn direction(old: Usage, new: Usage) -> Facts {
    Facts { input: old.input || new.input, output: old.output || new.output || old.error || new.error, ..Facts::INPUT }
}

fn pair(recorder: &mut Recorder<'_>, relations: &Relations<'_>, old_id: ModelId, new_id: ModelId) {
    let (old, new) = (&recorder.old[old_id], &recorder.new[new_id]);
    let both = (Node::Model(old_id), Node::Model(new_id));
    let facts = direction(old.usage, new.usage);
    let (before, after) = (type_name(&old.name), type_name(&new.name));
    if before != after {
        let facts = Facts { same_rust: same_words(&before, &after), ..facts };
        recorder.changed(ChangeKind::ModelRenamed, both, facts, (before, after));
        recorder.because(recorder.pairs.models.evidence.get(&old_id.0).map_or("", String::as_str));
    }
    usage(recorder, both, facts, (old.usage, new.usage));
    if old.bases != new.bases {
        recorder.changed(ChangeKind::BasesChanged, both, facts, (old.bases.join(", "), new.bases.join(", ")));
    }
    polymorphism(recorder, (old_id, new_id), facts, (old, new));
    additional_properties(recorder, relations, both, facts, (old, new));
    docs(recorder, both, (&old.docs, &new.docs));
    properties::compare(recorder, relations, old_id, new_id);
}

/// A model that only comes back cannot be built by hand, and one that is no body cannot be sent as one.
fn usage(recorder: &mut Recorder<'_>, both: (Node, Node), facts: Facts, (old, new): (Usage, Usage)) {
    let text = |usage: Usage| match (usage.body, usage.input) {
        (true, _) => "request body",
        (false, true) => "part of a request",
        (false, false) => "answer only",
    };
    if text(old) != text(new) {
        let gained = (new.body || !old.body) && (new.input || !old.input);
        let kind = if gained { ChangeKind::ModelMadeSendable } else { ChangeKind::ModelMadeUnsendable };
        recorder.changed(kind, both, facts, (text(old), text(new)));
    }
}

fn additional_properties(
    recorder: &mut Recorder<'_>,
    relations: &Relations<'_>,
    both: (Node, Node),
    facts: Facts,
    (old, new): (&Model, &Model),
) {
    match (&old.additional_properties, &new.additional_properties) {
        (None, None) => {}
        (None, Some(item)) => {
            let after = describe_item(item, recorder.new);
            recorder.changed(ChangeKind::AdditionalPropertiesAdded, both, facts, ("", after));
        }
        (Some(item), None) => {
            let before = describe_item(item, recorder.old);
            recorder.changed(ChangeKind::AdditionalPropertiesRemoved, both, facts, (before, ""));
        }
        (Some(before), Some(after)) => {
            let relation = relations.of_items(before, after);
            if !relation.is_same() {
                let facts = Facts { wire: relation.wire, same_rust: relation.same_rust, ..facts };
                let texts = (describe_item(before, recorder.old), describe_item(after, recorder.new));
                recorder.changed(ChangeKind::AdditionalPropertiesRetyped, both, facts, texts);
            }
        }
    }
}

fn polymorphism(
    recorder: &mut Recorder<'_>,
    (old_id, new_id): (ModelId, ModelId),
    facts: Facts,
    (old, new): (&Model, &Model),
) {
    let both = (Node::Model(old_id), Node::Model(new_id));
    let is_base = |model: &Model| matches!(model.polymorphism, Polymorphism::Base { .. });
    match (is_base(old), is_base(new)) {
        (false, true) => recorder.changed(ChangeKind::MadePolymorphic, both, facts, ("", "")),
        (true, false) => recorder.changed(ChangeKind::MadeMonomorphic, both, facts, ("", "")),
        _ => {}
    }
    let (before, after) = (discriminator(&old.polymorphism), discriminator(&new.polymorphism));
    // Told for the base, once for all that derive from it.
    if let (Some((one, _)), Some((other, _)), true) = (before, after, is_base(old) || is_base(new))
        && one != other
    {
        recorder.changed(ChangeKind::DiscriminatorChanged, both, facts, (one, other));
    }
    if let (Some((_, Some(one))), Some((_, Some(other)))) = (before, after)
        && one != other
    {
        recorder.changed(ChangeKind::DiscriminatorValueChanged, both, facts, (one, other));
    }
    if is_base(old) && is_base(new) {
        compare_variants(recorder, (old_id, new_id), facts);
    }
}

/// The property that tells a model apart, and the model's own value of it.
pub(super) fn discriminator(polymorphism: &Polymorphism) -> Option<(&str, Option<&str>)> {
    match polymorphism {
        Polymorphism::None => None,
        Polymorphism::Base { property, value, .. } => Some((property, value.as_deref())),
        Polymorphism::Leaf { property, value } => Some((property, Some(value))),
    }
}

/// A variant is the model; under another value it is still there, and the model says so.
fn compare_variants(recorder: &mut Recorder<'_>, (old_id, new_id): (ModelId, ModelId), facts: Facts) {
    let (old, new) = (&recorder.old[old_id].polymorphism, &recorder.new[new_id].polymorphism);
    let (Polymorphism::Base { variants: olds, .. }, Polymorphism::Base { variants: news, .. }) = (old, new) else {
        return;
    };
    let mut open: BTreeMap<ModelId, usize> = olds.iter().enumerate().map(|(at, v)| (v.model, at)).collect();
    let texts = (variants(recorder.old, old), variants(recorder.new, new));
    for (index, variant) in news.iter().enumerate() {
        let mate = recorder.pairs.models.old_of(variant.model.0).and_then(|old| open.remove(&ModelId(old)));
        if mate.is_none() {
            recorder.added(ChangeKind::VariantAdded, Node::Variant(new_id, index), facts, &texts.1[index].1);
        }
    }
    let mut removed: Vec<usize> = open.into_values().collect();
    removed.sort_unstable();
    for index in removed {
        recorder.removed(ChangeKind::VariantRemoved, Node::Variant(old_id, index), facts, &texts.0[index].1);
    }
}
