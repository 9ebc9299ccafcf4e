//! Schemas to types: one arm per shape. Definitions are resolved once; models are filled later, from a list of
//! those still to do, so that neither cycles nor long chains of types matter.

use super::catalog::Found;
use super::context::{Lowering, Named};
use super::draft::SchemaKey;
use super::facts::{Facts, Typed};
use super::place::{Owner, Place};
use super::primitives::primitive;
use super::shape::{SchemaRef, Shape};
use crate::model::{Docs, Type};
use openapiv3::{ReferenceOr, Schema};

impl<'a> Lowering<'a, '_> {
    /// The type of a schema, with what it and what it refers to say beside the type.
    pub(super) fn type_of(&mut self, schema: SchemaRef<'a>, place: &Place, owner: Owner<'_>) -> Typed {
        match schema {
            SchemaRef::Reference(reference) => self.referenced(reference, place),
            SchemaRef::Item(schema) => self.item(schema, place, owner, None),
        }
    }

    /// The type a `$ref` names.
    pub(super) fn referenced(&mut self, reference: &str, place: &Place) -> Typed {
        let Some(found) = self.catalog.schema(reference, place.document) else {
            self.error("unresolved-reference", place, format!("`{reference}` names no schema"));
            return Typed::plain(Type::Any);
        };
        self.definition(found, place)
    }

    /// The type of a definition.
    pub(super) fn definition(&mut self, found: Found<'a, Schema>, from: &Place) -> Typed {
        let key = (found.document, found.name);
        match self.named.get(&key) {
            Some(Named::Done(typed)) => return Typed::clone(typed),
            Some(Named::InProgress) => {
                let message =
                    format!("`{}` is made of itself with no object in between; read as any value", found.name);
                self.warn("endless-type", from, message);
                return Typed::plain(Type::Any);
            }
            None => {}
        }
        self.named.insert(key, Named::InProgress);
        let resolved = self.deeper(from, |lowering| lowering.resolve_definition(&found, key));
        let typed = resolved.unwrap_or_else(|| Typed::plain(Type::Any));
        self.named.insert(key, Named::Done(Box::new(typed.clone())));
        typed
    }

    fn resolve_definition(&mut self, found: &Found<'a, Schema>, key: SchemaKey<'a>) -> Typed {
        let root = Place::new(found.document, found.position, String::from("/components/schemas"));
        let place = root.child(found.name);
        let words = [found.name.to_owned()];
        let mut typed = match found.item {
            ReferenceOr::Reference { reference } => self.referenced(reference, &place),
            ReferenceOr::Item(schema) => self.item(schema, &place, Owner::Words(&words), Some(key)),
        };
        // A type of its own keeps its texts; those of an alias would be lost, so its uses inherit them.
        if matches!(typed.ty, Type::Model(_) | Type::Enum(_)) {
            typed.facts.docs = Docs::default();
        }
        typed
    }

    /// The type of a schema written in place; `definition` is its key if it is one.
    pub(super) fn item(
        &mut self,
        schema: &'a Schema,
        place: &Place,
        owner: Owner<'_>,
        definition: Option<SchemaKey<'a>>,
    ) -> Typed {
        let facts = Facts::of(schema);
        let target = match Shape::of(schema) {
            Shape::Reference(reference) => self.referenced(reference, place),
            Shape::Enum(shape) => Typed::plain(self.enum_type(schema, shape, place, owner, definition)),
            Shape::Primitive(kind, format) => Typed::plain(primitive(kind, format)),
            Shape::Array(items) => self.array(items, place, owner),
            Shape::Object(object) => self.object_type(schema, object, place, owner, definition),
            Shape::File => Typed::plain(Type::Stream),
            Shape::Union(members) => self.union(members, place, owner),
            Shape::Any => Typed::plain(Type::Any),
        };
        Typed { ty: target.ty, facts: facts.or(target.facts) }
    }

    fn array(&mut self, items: Option<SchemaRef<'a>>, place: &Place, owner: Owner<'_>) -> Typed {
        let typed = match items {
            Some(items) => self.type_of(items, &place.child("items"), Owner::Child(&owner, "Item")),
            None => Typed::plain(Type::Any),
        };
        typed.held_in(Type::Array)
    }

    /// What a map of that schema's values holds.
    pub(super) fn map_values(&mut self, values: SchemaRef<'a>, place: &Place, owner: Owner<'_>) -> Typed {
        self.type_of(values, &place.child("additionalProperties"), Owner::Child(&owner, "Value"))
    }

    /// `oneOf` and `anyOf` are no part of ARM's contract: one member is that member, several are any value.
    fn union(&mut self, members: &'a [ReferenceOr<Schema>], place: &Place, owner: Owner<'_>) -> Typed {
        if let [member] = members {
            return self.type_of(member.into(), place, owner);
        }
        self.warn("union", place, "one of several schemas without a base; read as any value");
        Typed::plain(Type::Any)
    }
}
