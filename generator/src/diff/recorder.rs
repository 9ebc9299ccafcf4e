//! Collects changes, and tells once what several models inherit or several operations share.

use super::pairs::Pairs;
use super::{Change, ChangeKind, Facts, Node};
use crate::model::CodeModel;
use crate::origin::Origin;
use std::collections::BTreeMap;

/// What identifies a change that several models inherit, or several operations share, from one declaration.
type Key = (ChangeKind, Option<Origin>, Option<Origin>, Option<String>, Option<String>);

/// The two models, how their parts belong together, and what has been found to differ.
pub(super) struct Recorder<'a> {
    pub(super) old: &'a CodeModel,
    pub(super) new: &'a CodeModel,
    pub(super) pairs: &'a Pairs,
    changes: Vec<Change>,
    inherited: BTreeMap<Key, usize>,
}

impl<'a> Recorder<'a> {
    pub(super) fn new(old: &'a CodeModel, new: &'a CodeModel, pairs: &'a Pairs) -> Self {
        Self { old, new, pairs, changes: Vec::new(), inherited: BTreeMap::new() }
    }

    pub(super) fn finish(self) -> Vec<Change> {
        self.changes
    }

    /// What has been found so far.
    pub(super) fn changes_mut(&mut self) -> &mut [Change] {
        &mut self.changes
    }

    /// Records that `kind` happened to a thing that both models have.
    pub(super) fn changed(
        &mut self,
        kind: ChangeKind,
        (old, new): (Node, Node),
        facts: Facts,
        (before, after): (impl ToString, impl ToString),
    ) {
        self.record(kind, Some(old), Some(new), facts, (some(before), some(after)));
    }

    /// Records that a thing is new; `after` says what it is.
    pub(super) fn added(&mut self, kind: ChangeKind, node: Node, facts: Facts, after: impl ToString) {
        self.record(kind, None, Some(node), facts, (None, some(after)));
    }

    /// Records that a thing is gone; `before` says what it was.
    pub(super) fn removed(&mut self, kind: ChangeKind, node: Node, facts: Facts, before: impl ToString) {
        self.record(kind, Some(node), None, facts, (some(before), None));
    }

    /// Says why the change recorded last is probably a rename.
    pub(super) fn because(&mut self, evidence: impl ToString) {
        if let Some(change) = self.changes.last_mut() {
            change.evidence = Some(evidence.to_string());
        }
    }

    fn record(
        &mut self,
        kind: ChangeKind,
        old: Option<Node>,
        new: Option<Node>,
        facts: Facts,
        (before, after): (Option<String>, Option<String>),
    ) {
        let old_origin = old.map(|node| node.origin(self.old));
        let new_origin = new.map(|node| node.origin(self.new));
        let key = (kind, old_origin, new_origin, before, after);
        let may_be_inherited = matches!(new.or(old), Some(Node::Property(..) | Node::Parameter(..)));
        if let Some(index) = self.inherited.get(&key).copied().filter(|_| may_be_inherited) {
            let change = &mut self.changes[index];
            change.also.push((old, new));
            change.facts = union(change.facts, facts);
            return;
        }
        // An enum declared in its property has the property's texts.
        if kind == ChangeKind::DescriptionChanged && self.inherited.contains_key(&key) {
            return;
        }
        if may_be_inherited {
            self.inherited.insert(key.clone(), self.changes.len());
        }
        let (_, old_origin, new_origin, before, after) = key;
        let subject = match (new, old) {
            (Some(node), _) => node.subject(self.new),
            (None, Some(node)) => node.subject(self.old),
            (None, None) => String::new(),
        };
        let also = Vec::new();
        let evidence = None;
        self.changes.push(Change {
            kind,
            subject,
            old,
            new,
            old_origin,
            new_origin,
            before,
            after,
            evidence,
            also,
            facts,
        });
    }
}

/// What holds for a declaration that is used in several places.
fn union(one: Facts, other: Facts) -> Facts {
    Facts {
        input: one.input || other.input,
        output: one.output || other.output,
        wire: one.wire,
        same_rust: one.same_rust && other.same_rust,
        required: one.required || other.required,
        extensible: one.extensible && other.extensible,
        own_item: one.own_item || other.own_item,
    }
}

/// Empty text says nothing.
fn some(text: impl ToString) -> Option<String> {
    Some(text.to_string()).filter(|text| !text.is_empty())
}
