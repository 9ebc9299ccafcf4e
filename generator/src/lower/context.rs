//! What the lowering carries along: the documents, their indexes, what was made, where to report.

use super::LowerOptions;
use super::catalog::Catalog;
use super::draft::{Drafts, SchemaKey, SortKey};
use super::facts::Typed;
use super::parameters::SharedParameter;
use super::place::Place;
use crate::diagnostics::Diagnostics;
use crate::lift::{Lifted, LiftedDocument};
use crate::model::{ModelId, Type};
use crate::origin::{DocumentId, Origin};
use std::collections::{BTreeMap, VecDeque};
use std::fmt;

/// How deep references and bases may nest: far more than any document needs, far less than the stack holds.
const MAX_DEPTH: usize = 200;

/// The state of one run.
pub(super) struct Lowering<'a, 'd> {
    pub(super) lifted: &'a Lifted,
    pub(super) options: &'a LowerOptions,
    pub(super) catalog: Catalog<'a>,
    pub(super) drafts: Drafts<'a>,
    /// Definitions met so far.
    pub(super) named: BTreeMap<SchemaKey<'a>, Named>,
    /// Models whose properties are still to be lowered.
    pub(super) pending: VecDeque<ModelId>,
    /// Parameters under `parameters`, lowered once however often they are referred to.
    pub(super) shared_parameters: BTreeMap<SchemaKey<'a>, Option<SharedParameter>>,
    depth: usize,
    diagnostics: &'d mut Diagnostics,
}

/// How far a definition has come.
pub(super) enum Named {
    /// It is being resolved: meeting it again means that it is made of itself.
    InProgress,
    /// Resolved.
    Done(Box<Typed>),
}

impl<'a, 'd> Lowering<'a, 'd> {
    pub(super) fn new(lifted: &'a Lifted, options: &'a LowerOptions, diagnostics: &'d mut Diagnostics) -> Self {
        Self {
            lifted,
            options,
            catalog: Catalog::new(lifted),
            drafts: Drafts::default(),
            named: BTreeMap::new(),
            pending: VecDeque::new(),
            shared_parameters: BTreeMap::new(),
            depth: 0,
            diagnostics,
        }
    }

    /// The document with that id.
    pub(super) fn document(&self, id: DocumentId) -> &'a LiftedDocument {
        &self.lifted.documents[id.index()]
    }

    /// The place in the published text.
    pub(super) fn origin(&self, place: &Place) -> Origin {
        self.document(place.document).origin(&place.pointer)
    }

    pub(super) fn warn(&mut self, code: &'static str, place: &Place, message: impl fmt::Display) {
        let origin = self.origin(place);
        self.diagnostics.warn(code, origin, message);
    }

    pub(super) fn error(&mut self, code: &'static str, place: &Place, message: impl fmt::Display) {
        let origin = self.origin(place);
        self.diagnostics.error(code, origin, message);
    }

    /// Warns about a place in the published text.
    pub(super) fn warn_at(&mut self, code: &'static str, origin: Origin, message: impl fmt::Display) {
        self.diagnostics.warn(code, origin, message);
    }

    /// Where the next declaration at `place` stands among all others.
    pub(super) fn sort_key(&self, place: &Place) -> SortKey {
        (place.document, place.position, self.drafts.sequence())
    }

    /// Runs `step` one level deeper, or reports that `place` nests too deep.
    pub(super) fn deeper<T>(&mut self, place: &Place, step: impl FnOnce(&mut Self) -> T) -> Option<T> {
        if self.depth >= MAX_DEPTH {
            self.error("nested-too-deep", place, format!("references nest more than {MAX_DEPTH} levels deep"));
            return None;
        }
        self.depth += 1;
        let result = step(self);
        self.depth -= 1;
        Some(result)
    }

    /// What `ty` is called in the documents, for messages.
    pub(super) fn describe(&self, ty: &Type) -> String {
        match ty {
            Type::Boolean => "boolean".to_owned(),
            Type::Integer(_) => "integer".to_owned(),
            Type::Number(_) => "number".to_owned(),
            Type::String(_) => "string".to_owned(),
            Type::Any => "any value".to_owned(),
            Type::Model(id) => super::place::words_of(&self.drafts.model(*id).model.name).join("."),
            Type::Enum(id) => super::place::words_of(&self.drafts.enums[id.index()].item.name).join("."),
            Type::Array(item) => format!("list of {}", self.describe(&item.ty)),
            Type::Map(item) => format!("map of {}", self.describe(&item.ty)),
            Type::Stream => "stream".to_owned(),
        }
    }
}
