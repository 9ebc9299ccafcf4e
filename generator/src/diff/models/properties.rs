//! Differences of the properties of a model.

use super::discriminator;
use crate::diff::node::Node;
use crate::diff::operations::docs;
use crate::diff::pairs::same_words;
use crate::diff::parameters::default;
use crate::diff::recorder::Recorder;
use crate::diff::similar::likeness;
use crate::diff::types::{Relations, describe};
use crate::diff::{ChangeKind, Facts, constraints};
use crate::model::{Model, ModelId, Mutability, Property, Type};
use std::collections::BTreeMap;

/// Names less alike than this are two properties, whatever their types.
const ALIKE: usize = 60;

/// Compares the properties of two models that are one.
pub(super) fn compare(recorder: &mut Recorder<'_>, relations: &Relations<'_>, old_id: ModelId, new_id: ModelId) {
    let (old, new) = (&recorder.old[old_id], &recorder.new[new_id]);
    let mut open: BTreeMap<&str, usize> =
        old.properties.iter().enumerate().map(|(index, property)| (property.wire_name.as_str(), index)).collect();
    let mates: Vec<Option<usize>> = new.properties.iter().map(|p| open.remove(p.wire_name.as_str())).collect();
    let mut removed: Vec<usize> = open.into_values().collect();
    removed.sort_unstable();
    let place = Place { old: old_id, new: new_id };
    let tells_apart = |model: &Model, index: usize| {
        discriminator(&model.polymorphism).is_some_and(|(name, _)| name == model.properties[index].wire_name)
    };
    // A discriminator that replaces another is told as such.
    let replaced = discriminator(&old.polymorphism).is_some() && discriminator(&new.polymorphism).is_some();
    removed.retain(|index| !(replaced && tells_apart(old, *index)));
    for (index, mate) in mates.iter().enumerate() {
        if mate.is_none() && replaced && tells_apart(new, index) {
            continue;
        }
        if let Some(mate) = mate {
            place.pair(recorder, relations, *mate, index);
        } else if let Some((mate, evidence)) = renamed(relations, (old, new), &removed, index) {
            removed.retain(|other| *other != mate);
            place.rename(recorder, mate, index, &evidence);
            place.pair(recorder, relations, mate, index);
        } else {
            let property = &new.properties[index];
            let required = property.required && !property.mutability.is_read_only();
            let kind = if required { ChangeKind::RequiredPropertyAdded } else { ChangeKind::PropertyAdded };
            let facts = Facts { required, ..place.facts(recorder, None, Some(index)) };
            recorder.added(kind, Node::Property(new_id, index), facts, describe(&property.ty, recorder.new));
        }
    }
    for index in removed {
        let facts = place.facts(recorder, Some(index), None);
        let before = describe(&old.properties[index].ty, recorder.old);
        recorder.removed(ChangeKind::PropertyRemoved, Node::Property(old_id, index), facts, before);
    }
}

/// The property that is gone and that this new one probably is: of the same type, as writable, with a similar name.
fn renamed(
    relations: &Relations<'_>,
    (old, new): (&Model, &Model),
    removed: &[usize],
    index: usize,
) -> Option<(usize, String)> {
    /// More candidates than these are a model made anew.
    const MOST: usize = 24;
    let property = &new.properties[index];
    let alike = |old: &Property| {
        let same = relations.of(&old.ty, &property.ty).is_same() && old.mutability == property.mutability;
        let score = likeness(&old.wire_name, &property.wire_name);
        (same && score >= ALIKE).then_some(score)
    };
    let scored =
        removed.iter().take(MOST).filter_map(|at| Some((alike(&old.properties[*at])?, std::cmp::Reverse(*at))));
    let (score, std::cmp::Reverse(mate)) = scored.max()?;
    Some((mate, format!("the same type at the same place, names {score} % alike")))
}

/// Two models that are one.
#[derive(Clone, Copy)]
struct Place {
    old: ModelId,
    new: ModelId,
}

impl Place {
    /// Where a property goes: the ways of its model, but never in a request if it is read-only in both versions.
    fn facts(self, recorder: &Recorder<'_>, old: Option<usize>, new: Option<usize>) -> Facts {
        let facts = super::direction(recorder.old[self.old].usage, recorder.new[self.new].usage);
        let old = old.map(|index| recorder.old[self.old].properties[index].mutability);
        let new = new.map(|index| recorder.new[self.new].properties[index].mutability);
        let any = |test: fn(Mutability) -> bool| old.is_some_and(test) || new.is_some_and(test);
        Facts {
            input: facts.input && any(|mutability| !mutability.is_read_only()),
            output: facts.output && any(|mutability| mutability.read),
            ..facts
        }
    }

    fn nodes(self, old: usize, new: usize) -> (Node, Node) {
        (Node::Property(self.old, old), Node::Property(self.new, new))
    }

    fn rename(self, recorder: &mut Recorder<'_>, old: usize, new: usize, evidence: &str) {
        let facts = self.facts(recorder, Some(old), Some(new));
        let one = &recorder.old[self.old].properties[old].wire_name;
        let other = &recorder.new[self.new].properties[new].wire_name;
        let facts = Facts { same_rust: same_words(one, other), ..facts };
        recorder.changed(ChangeKind::PropertyRenamed, self.nodes(old, new), facts, (one, other));
        recorder.because(evidence);
    }

    fn pair(self, recorder: &mut Recorder<'_>, relations: &Relations<'_>, old_at: usize, new_at: usize) {
        let both = self.nodes(old_at, new_at);
        let facts = self.facts(recorder, Some(old_at), Some(new_at));
        let (old, new) = (&recorder.old[self.old].properties[old_at], &recorder.new[self.new].properties[new_at]);
        if old == new {
            // Equal down to the ids of types, which count alike in both models only if they are paired.
            let relation = relations.of(&old.ty, &new.ty);
            if relation.is_same() {
                return;
            }
        }
        let facts = Facts { required: new.required, ..facts };
        client_name(recorder, both, facts, (old, new));
        let relation = relations.of(&old.ty, &new.ty);
        if !relation.is_same() {
            let facts = Facts { wire: relation.wire, same_rust: relation.same_rust, ..facts };
            let texts = (describe(&old.ty, recorder.old), describe(&new.ty, recorder.new));
            recorder.changed(ChangeKind::PropertyRetyped, both, facts, texts);
        }
        marks(recorder, both, facts, (old, new));
        mutability(recorder, both, facts, (old.mutability, new.mutability));
        default(recorder, both, facts, (old.default.as_ref(), new.default.as_ref()));
        // An enum that has one value left says so itself, and one that is no enum any more is of another type.
        if old.constant != new.constant && !matches!(old.ty, Type::Enum(_)) && !matches!(new.ty, Type::Enum(_)) {
            let text = |value: &Option<serde_json::Value>| value.as_ref().map(ToString::to_string).unwrap_or_default();
            let kind = match (&old.constant, &new.constant) {
                (None, _) => ChangeKind::MadeConstant,
                (_, None) => ChangeKind::MadeVariable,
                _ => ChangeKind::ConstantChanged,
            };
            let facts = Facts { same_rust: true, own_item: false, ..facts };
            recorder.changed(kind, both, facts, (text(&old.constant), text(&new.constant)));
        }
        if relation.is_same() {
            constraints::format(recorder, both, (&old.constraints, &new.constraints));
        }
        for (kind, before, after) in constraints::differences(&old.constraints, &new.constraints) {
            recorder.changed(kind, both, facts, (before, after));
        }
        docs(recorder, both, (&old.docs, &new.docs));
    }
}

fn client_name(recorder: &mut Recorder<'_>, both: (Node, Node), facts: Facts, (old, new): (&Property, &Property)) {
    let name = |property: &Property| property.client_name.clone().unwrap_or_else(|| property.wire_name.clone());
    if old.wire_name == new.wire_name && old.client_name != new.client_name {
        let facts = Facts { same_rust: same_words(&name(old), &name(new)), ..facts };
        recorder.changed(ChangeKind::ClientNameChanged, both, facts, (name(old), name(new)));
    }
}

fn marks(recorder: &mut Recorder<'_>, both: (Node, Node), facts: Facts, (old, new): (&Property, &Property)) {
    let switches = [
        (old.required, new.required, ChangeKind::PropertyMadeRequired, ChangeKind::PropertyMadeOptional),
        (old.nullable, new.nullable, ChangeKind::MadeNullable, ChangeKind::MadeNonNullable),
        (old.secret, new.secret, ChangeKind::MadeSecret, ChangeKind::MadePublic),
    ];
    for (was, is, set, unset) in switches {
        if was != is {
            recorder.changed(if is { set } else { unset }, both, facts, ("", ""));
        }
    }
}

fn mutability(recorder: &mut Recorder<'_>, both: (Node, Node), facts: Facts, (old, new): (Mutability, Mutability)) {
    let kind = match (old.is_read_only(), new.is_read_only()) {
        _ if old == new => return,
        (false, true) => ChangeKind::MadeReadOnly,
        (true, false) => ChangeKind::MadeWritable,
        _ => ChangeKind::MutabilityChanged,
    };
    // Only what is taken away can break anything.
    let facts = Facts {
        input: facts.input && (old.create && !new.create || old.update && !new.update),
        output: facts.output && old.read && !new.read,
        ..facts
    };
    recorder.changed(kind, both, facts, (times(old), times(new)));
}

/// `create, read`, as `x-ms-mutability` has it.
fn times(mutability: Mutability) -> String {
    let parts = [(mutability.create, "create"), (mutability.read, "read"), (mutability.update, "update")];
    let parts: Vec<_> = parts.into_iter().filter(|(set, _)| *set).map(|(_, name)| name).collect();
    parts.join(", ")
}
