//! Changes of one kind that share a line, so that a report of thousands can be read.

use super::Judged;
use super::text::wire;
use crate::diff::{ChangeKind, Node};
use std::collections::{BTreeMap, BTreeSet};

/// Changes of one kind beyond this number share a line.
const SPELLED_OUT: usize = 6;

/// A line of a report.
pub(super) enum Entry<'a> {
    /// A change.
    One(&'a Judged),
    /// Many of one kind.
    Crowd(Crowd<'a>),
}

/// Many changes of one kind to things of one sort.
pub(super) struct Crowd<'a> {
    pub(super) alike: Vec<&'a Judged>,
    kind: ChangeKind,
    noun: &'static str,
}

impl Crowd<'_> {
    /// `13 operations`.
    pub(super) fn head(&self) -> String {
        let plural = match self.noun {
            "property" => "properties".to_owned(),
            "body" => "bodies".to_owned(),
            noun => format!("{noun}s"),
        };
        format!("{} {plural}", self.subjects().len())
    }

    /// What is concerned, each once: two limits of one parameter may have changed.
    pub(super) fn subjects(&self) -> Vec<&str> {
        let mut seen = BTreeSet::new();
        let subjects = self.alike.iter().map(|judged| judged.change.subject.as_str());
        subjects.filter(|subject| seen.insert(*subject)).collect()
    }

    /// `is no longer long-running`.
    pub(super) fn phrase(&self) -> &'static str {
        self.kind.phrase()
    }

    /// `breaks old readers`, or how many of them do; nothing if all are safe.
    pub(super) fn wire(&self) -> Option<String> {
        let mut effects: BTreeMap<String, usize> = BTreeMap::new();
        for effect in self.alike.iter().filter_map(|judged| wire(judged)) {
            *effects.entry(effect).or_default() += 1;
        }
        let all = self.alike.len();
        let said = |(effect, number)| if number == all { effect } else { format!("{number} of them: {effect}") };
        (!effects.is_empty()).then(|| effects.into_iter().map(said).collect::<Vec<_>>().join("; "))
    }
}

/// The lines for `changes`, in their order; a crowd stands at the place of its first.
pub(super) fn entries<'a>(changes: &[&'a Judged]) -> Vec<Entry<'a>> {
    let sort = |judged: &Judged| (judged.change.kind, noun(judged));
    let mut sorts: BTreeMap<_, Vec<&Judged>> = BTreeMap::new();
    for &judged in changes {
        sorts.entry(sort(judged)).or_default().push(judged);
    }
    let mut entries = Vec::new();
    for &judged in changes {
        let (kind, noun) = sort(judged);
        match sorts.get(&(kind, noun)) {
            Some(alike) if alike.len() > SPELLED_OUT => {
                let alike = sorts.remove(&(kind, noun)).unwrap_or_default();
                entries.push(Entry::Crowd(Crowd { alike, kind, noun }));
            }
            Some(_) => entries.push(Entry::One(judged)),
            // It is in a crowd further up.
            None => {}
        }
    }
    entries
}

/// What a change is about, as the noun that counts many of them.
fn noun(judged: &Judged) -> &'static str {
    match judged.change.new.or(judged.change.old) {
        Some(Node::Service) | None => "service",
        Some(Node::ClientParameter(_) | Node::Parameter(..)) => "parameter",
        Some(Node::Operation(_)) => "operation",
        Some(Node::Body(_)) => "body",
        Some(Node::Response(..)) => "answer",
        Some(Node::Header(..)) => "header",
        Some(Node::Error(..)) => "error",
        Some(Node::Model(_)) => "model",
        Some(Node::Property(..)) => "property",
        Some(Node::Variant(..)) => "variant",
        Some(Node::Enum(_)) => "enum",
        Some(Node::EnumValue(..)) => "value",
    }
}
