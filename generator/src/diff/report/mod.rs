//! The change report: changes with what they mean, ready to be shown to a person or a machine.

mod crowds;
mod html;
mod human;
mod json;
mod markdown;
mod text;

pub use html::html;
pub use human::{Width, human};
pub use json::json;
pub use markdown::markdown;

use crowds::Entry;

use super::rules::{Judgement, RustEffect, Verdict, judge};
use super::{Change, Node};
use crate::model::CodeModel;
use crate::origin::Origin;

/// Which of the two versions.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Version {
    /// The one that was.
    Old,
    /// The one that is.
    New,
}

/// Gives the path in the crate of the item that stands for a thing in one of the versions:
/// `models::VaultProperties::sku`. Who knows no Rust names gives none.
pub type RustPath<'a> = &'a dyn Fn(Version, Node) -> Option<String>;

/// Everything there is to say about two versions.
#[derive(Clone, Debug)]
pub struct Report {
    /// What the service was.
    pub old: Side,
    /// What it is.
    pub new: Side,
    /// The changes, in the order of [`super::compare`].
    pub changes: Vec<Judged>,
    /// What the whole asks of the version number.
    pub verdict: Verdict,
}

/// One of the two versions.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Side {
    /// The service's title.
    pub title: String,
    /// Its api-versions.
    pub api_versions: Vec<String>,
    /// Paths of its documents.
    pub documents: Vec<String>,
}

/// A change with what it means.
#[derive(Clone, Debug)]
pub struct Judged {
    /// What happened.
    pub change: Change,
    /// What it means.
    pub judgement: Judgement,
    /// Paths in the crate of the items concerned: those of the new crate, or of the old one for what is gone.
    pub rust_items: Vec<String>,
    /// Where it was declared: document and JSON pointer.
    pub old_place: Option<Place>,
    /// Where it is declared: document and JSON pointer.
    pub new_place: Option<Place>,
}

/// A place in a document as a person finds it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Place {
    /// Path of the document.
    pub document: String,
    /// JSON pointer into it.
    pub pointer: String,
}

impl Place {
    fn new(origin: &Origin, model: &CodeModel) -> Self {
        let document = model.documents.get(origin.document.index()).map_or("", |document| document.path.as_str());
        Self { document: document.to_owned(), pointer: origin.pointer.clone() }
    }

    /// `keyvault.json#/definitions/Vault`: the document's file name suffices to tell documents of one package apart.
    pub(crate) fn short(&self) -> String {
        let file = self.document.rsplit('/').next().unwrap_or_default();
        format!("{file}#{}", self.pointer)
    }
}

/// What a caller has to do about a change; reports are ordered by it.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Concern {
    /// Source may not compile.
    Breaking,
    /// Source compiles, and requests may be refused or mean something else.
    RunTime,
    /// There is something new.
    New,
    /// Nothing to do.
    Nothing,
}

impl Concern {
    /// Every concern, the gravest first.
    pub const ALL: [Self; 4] = [Self::Breaking, Self::RunTime, Self::New, Self::Nothing];

    /// The heading above changes of this concern.
    pub fn heading(self) -> &'static str {
        match self {
            Self::Breaking => "Breaks source",
            Self::RunTime => "Compiles, but requests may be refused or mean something else",
            Self::New => "New",
            Self::Nothing => "Nothing to do for callers",
        }
    }

    /// The lines for changes of this concern in a report that is read at leisure: those that callers have to look at get
    /// one each.
    fn entries<'a>(self, changes: &[&'a Judged]) -> Vec<Entry<'a>> {
        match self {
            Self::Breaking | Self::RunTime => changes.iter().map(|&judged| Entry::One(judged)).collect(),
            Self::New | Self::Nothing => crowds::entries(changes),
        }
    }
}

impl Judged {
    /// What a caller has to do about it.
    pub fn concern(&self) -> Concern {
        match self.judgement.rust {
            RustEffect::Breaking => Concern::Breaking,
            _ if self.judgement.at_run_time => Concern::RunTime,
            RustEffect::Minor => Concern::New,
            RustEffect::None => Concern::Nothing,
        }
    }
}

impl Report {
    /// Judges `changes` between the two models.
    pub fn new(old: &CodeModel, new: &CodeModel, changes: Vec<Change>, rust_path: RustPath<'_>) -> Self {
        let judged = |change: Change| {
            let judgement = judge(&change);
            let rust_items = rust_items(&change, rust_path);
            let old_place = change.old_origin.as_ref().map(|origin| Place::new(origin, old));
            let new_place = change.new_origin.as_ref().map(|origin| Place::new(origin, new));
            Judged { change, judgement, rust_items, old_place, new_place }
        };
        let changes: Vec<Judged> = changes.into_iter().map(judged).collect();
        let verdict = super::rules::verdict(changes.iter().map(|judged| &judged.judgement));
        Self { old: Side::new(old), new: Side::new(new), changes, verdict }
    }

    /// Whether any change asks callers to look: the gate of `--fail-on breaking`.
    pub fn is_breaking(&self) -> bool {
        self.verdict == Verdict::Major
    }

    /// Changes of one concern, in order.
    pub fn of(&self, concern: Concern) -> impl Iterator<Item = &Judged> {
        self.changes.iter().filter(move |judged| judged.concern() == concern)
    }

    /// `Key Vault 2023-07-01 -> 2024-11-01`; versions that both have say nothing about the step.
    fn title(&self, arrow: &str) -> String {
        let name = if self.new.title.is_empty() { &self.old.title } else { &self.new.title };
        let versions = |side: &Side, other: &Side| {
            let own: Vec<_> =
                side.api_versions.iter().filter(|version| !other.api_versions.contains(version)).collect();
            let own = if own.is_empty() { side.api_versions.iter().collect() } else { own };
            match own.as_slice() {
                [] => "no version".to_owned(),
                [one] => (*one).clone(),
                [first, .., last] => format!("{first}…{last}"),
            }
        };
        let (old, new) = (versions(&self.old, &self.new), versions(&self.new, &self.old));
        format!("{name} {old} {arrow} {new}").trim_start().to_owned()
    }
}

impl Side {
    fn new(model: &CodeModel) -> Self {
        Self {
            title: model.title.clone(),
            api_versions: model.api_versions.clone(),
            documents: model.documents.iter().map(|document| document.path.clone()).collect(),
        }
    }
}

/// Items of the new crate; of the old one where the new has none.
fn rust_items(change: &Change, rust_path: RustPath<'_>) -> Vec<String> {
    let places = std::iter::once((change.old, change.new)).chain(change.also.iter().copied());
    let path = |(old, new): (Option<Node>, Option<Node>)| match (old, new) {
        (_, Some(node)) => rust_path(Version::New, node),
        (Some(node), None) => rust_path(Version::Old, node),
        (None, None) => None,
    };
    let mut items: Vec<String> = places.filter_map(path).collect();
    items.dedup();
    items
}
