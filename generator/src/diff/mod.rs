//! What changed between two versions of a service, told by their code models.
//!
//! [`compare`] walks both models in lockstep and says only what differs; what that means for callers is judged from a
//! table in [`rules`], and [`report`](mod@report) shows it. Comparing knows no rule, judging sees no model, showing decides nothing.
//!
//! Operations are paired by `operationId`, else by verb and path; types by their declared name, else by the place where
//! they are used. The work grows linearly with the size of the models.

mod constraints;
mod kinds;
mod messages;
mod models;
mod node;
mod operations;
mod pairs;
mod parameters;
mod positions;
mod recorder;
pub mod report;
pub mod rules;
mod rust_paths;
mod similar;
mod types;
mod versions;

pub use kinds::ChangeKind;
pub use node::{Node, OperationAt};
pub use rust_paths::Named;
pub use types::WireRelation;

use crate::model::CodeModel;
use crate::origin::Origin;

/// One difference.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// What happened.
    pub kind: ChangeKind,
    /// To what: a path in the service, e.g. `VaultProperties.sku`. The new name where it has changed.
    pub subject: String,
    /// The thing in the old model; none if it is new.
    pub old: Option<Node>,
    /// The thing in the new model; none if it is gone.
    pub new: Option<Node>,
    /// Where it is declared in the old documents.
    pub old_origin: Option<Origin>,
    /// Where it is declared in the new documents.
    pub new_origin: Option<Origin>,
    /// What it was, where that can be said in a word.
    pub before: Option<String>,
    /// What it is.
    pub after: Option<String>,
    /// Why a rename is one: the change is probable, not certain.
    pub evidence: Option<String>,
    /// The same change in other models and operations, as they have it from the same declaration: (old, new).
    pub also: Vec<(Option<Node>, Option<Node>)>,
    /// What the rules need to know about the place.
    pub facts: Facts,
}

/// What a rule needs to know about the place of a change.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Facts {
    /// It is sent in requests.
    pub input: bool,
    /// It comes back in answers.
    pub output: bool,
    /// How the values of the two types are related on the wire.
    pub wire: WireRelation,
    /// Rust has the same type, signature or name for both.
    pub same_rust: bool,
    /// The caller must give it; otherwise it may be left out.
    pub required: bool,
    /// The service may add values at any time.
    pub extensible: bool,
    /// It has an item of its own in the crate, or had one.
    pub own_item: bool,
}

impl Facts {
    /// Sent in requests only.
    pub(crate) const INPUT: Self = Self {
        input: true,
        output: false,
        wire: WireRelation::Same,
        same_rust: false,
        required: false,
        extensible: false,
        own_item: true,
    };
    /// Found in answers only.
    pub(crate) const OUTPUT: Self = Self { input: false, output: true, ..Self::INPUT };
    /// Sent and found in answers.
    pub(crate) const BOTH: Self = Self { output: true, ..Self::INPUT };
}

/// Everything that differs between two versions of a service: the service itself, then operations, models and enums in
/// the order of the new documents, each followed by what is gone.
pub fn compare(old: &CodeModel, new: &CodeModel) -> Vec<Change> {
    changes(old, new, None)
}

/// The change report of two versions whose Rust names are known.
pub fn report(old: Named<'_>, new: Named<'_>) -> report::Report {
    let changes = changes(old.model, new.model, Some((old, new)));
    let path = |version, node| match version {
        report::Version::Old => old.path(node),
        report::Version::New => new.path(node),
    };
    report::Report::new(old.model, new.model, changes, &path)
}

fn changes(old: &CodeModel, new: &CodeModel, named: Option<(Named<'_>, Named<'_>)>) -> Vec<Change> {
    let pairs = pairs::Pairs::find(old, new);
    let mut recorder = recorder::Recorder::new(old, new, &pairs);
    operations::compare(&mut recorder);
    models::compare(&mut recorder);
    if let Some((old, new)) = named {
        rust_paths::settle_names(&mut recorder, old, new);
    }
    recorder.finish()
}
