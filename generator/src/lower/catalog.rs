//! Finding what a reference names, and what derives from a definition: indexes over all documents, built once.

use super::draft::SchemaKey;
use super::shape::Shape;
use crate::lift::Lifted;
use crate::origin::DocumentId;
use indexmap::IndexMap;
use openapiv3::{Components, Parameter, ReferenceOr, RequestBody, Response, Schema};
use std::collections::BTreeMap;

/// How many references may follow each other before they count as endless.
const MAX_HOPS: usize = 32;

/// A component and where it was found.
pub(super) struct Found<'a, T> {
    pub(super) document: DocumentId,
    pub(super) name: &'a str,
    /// Index among the components of its kind.
    pub(super) position: usize,
    pub(super) item: &'a ReferenceOr<T>,
}

/// Indexes over all documents.
pub(super) struct Catalog<'a> {
    lifted: &'a Lifted,
    derived: BTreeMap<SchemaKey<'a>, Vec<SchemaKey<'a>>>,
}

/// Gets the components of one kind.
pub(super) type Pick<T> = fn(&Components) -> &IndexMap<String, ReferenceOr<T>>;

impl<'a> Catalog<'a> {
    pub(super) fn new(lifted: &'a Lifted) -> Self {
        let mut catalog = Self { lifted, derived: BTreeMap::new() };
        catalog.derived = catalog.derivations();
        catalog
    }

    /// The definitions that name `key` among their `allOf`, in document order.
    pub(super) fn derived_from(&self, key: SchemaKey<'a>) -> &[SchemaKey<'a>] {
        self.derived.get(&key).map_or(&[], Vec::as_slice)
    }

    /// The definition a reference in `from` names.
    pub(super) fn schema(&self, reference: &str, from: DocumentId) -> Option<Found<'a, Schema>> {
        self.find(reference, from, "schemas", |components| &components.schemas)
    }

    /// The definition with that key.
    pub(super) fn definition(&self, (document, name): SchemaKey<'a>) -> Option<Found<'a, Schema>> {
        let components = self.lifted.documents.get(document.index())?.openapi.components.as_ref()?;
        let (position, name, item) = components.schemas.get_full(name)?;
        Some(Found { document, name, position, item })
    }

    /// The parameter a reference names, through as many references as it takes.
    pub(super) fn parameter(&self, reference: &str, from: DocumentId) -> Option<(Found<'a, Parameter>, &'a Parameter)> {
        self.resolve(reference, from, "parameters", |components| &components.parameters)
    }

    /// The response a reference names.
    pub(super) fn response(&self, reference: &str, from: DocumentId) -> Option<(Found<'a, Response>, &'a Response)> {
        self.resolve(reference, from, "responses", |components| &components.responses)
    }

    /// The request body a reference names.
    pub(super) fn body(&self, reference: &str, from: DocumentId) -> Option<(Found<'a, RequestBody>, &'a RequestBody)> {
        self.resolve(reference, from, "requestBodies", |components| &components.request_bodies)
    }

    /// The header a reference names.
    pub(super) fn header(
        &self,
        reference: &str,
        from: DocumentId,
    ) -> Option<(Found<'a, openapiv3::Header>, &'a openapiv3::Header)> {
        self.resolve(reference, from, "headers", |components| &components.headers)
    }

    fn resolve<T>(
        &self,
        reference: &str,
        from: DocumentId,
        section: &str,
        pick: Pick<T>,
    ) -> Option<(Found<'a, T>, &'a T)> {
        let mut found = self.find(reference, from, section, pick)?;
        for _ in 0..MAX_HOPS {
            match found.item {
                ReferenceOr::Item(item) => return Some((found, item)),
                ReferenceOr::Reference { reference } => {
                    found = self.find(reference, found.document, section, pick)?;
                }
            }
        }
        None
    }

    fn find<T>(&self, reference: &str, from: DocumentId, section: &str, pick: Pick<T>) -> Option<Found<'a, T>> {
        let (path, rest) = reference.split_once("#/components/")?;
        let (found_section, name) = rest.split_once('/')?;
        if found_section != section {
            return None;
        }
        let document = if path.is_empty() { from } else { self.lifted.find(path)?.id };
        let components = self.lifted.documents.get(document.index())?.openapi.components.as_ref()?;
        let items = pick(components);
        let (position, name, item) =
            items.get_full(name).or_else(|| items.get_full(&name.replace("~1", "/").replace("~0", "~")))?;
        Some(Found { document, name, position, item })
    }

    fn derivations(&self) -> BTreeMap<SchemaKey<'a>, Vec<SchemaKey<'a>>> {
        let mut derived: BTreeMap<SchemaKey<'a>, Vec<SchemaKey<'a>>> = BTreeMap::new();
        for document in &self.lifted.documents {
            let Some(components) = &document.openapi.components else { continue };
            for (name, schema) in &components.schemas {
                let ReferenceOr::Item(schema) = schema else { continue };
                let Shape::Object(object) = Shape::of(schema) else { continue };
                for base in bases(object.all_of) {
                    if let Some(base) = self.schema(base, document.id) {
                        derived.entry((base.document, base.name)).or_default().push((document.id, name));
                    }
                }
            }
        }
        derived
    }
}

/// The references in an `allOf`, with something beside them or not.
fn bases(all_of: &[ReferenceOr<Schema>]) -> impl Iterator<Item = &str> {
    all_of.iter().filter_map(|member| match member {
        ReferenceOr::Reference { reference } => Some(reference.as_str()),
        ReferenceOr::Item(schema) => match Shape::of(schema) {
            Shape::Reference(reference) => Some(reference),
            _ => None,
        },
    })
}
