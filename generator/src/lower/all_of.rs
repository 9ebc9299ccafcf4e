//! `allOf`: what a model inherits, and what wins where bases and the model itself disagree.

use super::context::Lowering;
use super::place::{Owner, Place, words_of};
use super::shape::{ObjectShape, Shape};
use crate::model::{Item, ModelId, Property, Type};
use indexmap::IndexMap;
use openapiv3::{ReferenceOr, Schema};

/// A model being put together: what its bases contribute, then its own.
#[derive(Default)]
pub(super) struct Fold {
    pub(super) properties: IndexMap<String, Property>,
    pub(super) additional_properties: Option<Item>,
    pub(super) bases: Vec<ModelId>,
    pub(super) base_names: Vec<String>,
    pub(super) is_resource: bool,
    pub(super) in_hierarchy: bool,
}

impl<'a> Lowering<'a, '_> {
    /// Folds an object schema: its bases in order, then its own properties.
    pub(super) fn fold_object(&mut self, fold: &mut Fold, object: ObjectShape<'a>, place: &Place, owner: Owner<'_>) {
        // Properties stand in the published text as they stand here: their origins follow from the object's.
        let origins = self.origin(place).child("properties");
        for (index, member) in object.all_of.iter().enumerate() {
            let place = place.descend(&["allOf", &index.to_string()]);
            self.fold_member(fold, member, &place, owner);
        }
        let properties = place.child("properties");
        for (name, schema) in object.properties {
            let property = self.property(name, schema, origins.child(name), &properties.child(name), &owner);
            self.fold_own(fold, property, &properties);
        }
        for name in object.required {
            match fold.properties.get_mut(name) {
                Some(property) => property.required = true,
                None => {
                    self.warn("unknown-required", place, format!("`{name}` is required and not among the properties"))
                }
            }
        }
        if let Some(values) = self.additional_properties(object.additional, place, owner) {
            fold.additional_properties = Some(values.into_item());
        }
    }

    fn fold_member(&mut self, fold: &mut Fold, member: &'a ReferenceOr<Schema>, place: &Place, owner: Owner<'_>) {
        match member {
            ReferenceOr::Reference { reference } => self.fold_base(fold, reference, place),
            ReferenceOr::Item(schema) => match Shape::of(schema) {
                Shape::Reference(reference) => self.fold_base(fold, reference, place),
                Shape::Object(object) => self.fold_object(fold, object, place, owner),
                Shape::Any => {}
                _ => self.warn("base-not-object", place, "a part of `allOf` is no object; ignored"),
            },
        }
    }

    fn fold_base(&mut self, fold: &mut Fold, reference: &str, place: &Place) {
        match self.referenced(reference, place).ty {
            Type::Model(base) => {
                self.deeper(place, |lowering| lowering.fill(base));
                self.inherit(fold, base, place);
            }
            Type::Map(item) => fold.additional_properties = Some(*item),
            Type::Any => {}
            other => {
                let other = self.describe(&other);
                self.warn("base-not-object", place, format!("`{reference}` is no object but a {other}; ignored"));
            }
        }
    }

    /// Takes over what a base declares or inherits; what an earlier base declares under the same name stays.
    fn inherit(&mut self, fold: &mut Fold, id: ModelId, place: &Place) {
        let base = self.drafts.model(id);
        if !base.filled {
            return self.warn("endless-inheritance", place, "a type derives from itself; the repetition is ignored");
        }
        let name = words_of(&base.model.name).join(".");
        fold.is_resource |= base.model.is_resource;
        fold.in_hierarchy |= base.in_hierarchy;
        if fold.additional_properties.is_none() {
            fold.additional_properties.clone_from(&base.model.additional_properties);
        }
        let inherited = base.model.properties.clone();
        for mut property in inherited {
            property.inherited_from.get_or_insert_with(|| name.clone());
            match fold.properties.get(&property.wire_name) {
                None => {
                    fold.properties.insert(property.wire_name.clone(), property);
                }
                Some(known) => {
                    let known = known.clone();
                    self.warn_if_contradictory(&known, &property, place);
                }
            }
        }
        if !fold.bases.contains(&id) {
            fold.bases.push(id);
            fold.base_names.push(name);
        }
    }

    /// A model's own declaration outweighs an inherited one, in the inherited one's place.
    fn fold_own(&mut self, fold: &mut Fold, mut property: Property, properties: &Place) {
        if let Some(known) = fold.properties.get(&property.wire_name) {
            property.required |= known.required;
            let known = known.clone();
            self.warn_if_contradictory(&property, &known, &properties.child(&property.wire_name));
        }
        fold.properties.insert(property.wire_name.clone(), property);
    }

    /// Reports two declarations of one property that cannot both be true; narrowing a type is no contradiction.
    fn warn_if_contradictory(&mut self, winner: &Property, loser: &Property, place: &Place) {
        if may_agree(&winner.ty, &loser.ty) {
            return;
        }
        let (winner_type, loser_type) = (self.describe(&winner.ty), self.describe(&loser.ty));
        let message = format!("`{}` is both {winner_type} and {loser_type}; read as {winner_type}", winner.wire_name);
        self.warn("contradictory-property", place, message);
    }
}

/// Whether some value is of both types.
fn may_agree(one: &Type, other: &Type) -> bool {
    match (one, other) {
        (Type::Any, _) | (_, Type::Any) => true,
        (Type::Array(one), Type::Array(other)) => may_agree(&one.ty, &other.ty),
        (Type::Model(_) | Type::Map(_), Type::Model(_) | Type::Map(_)) => true,
        (Type::Enum(_) | Type::String(_) | Type::Integer(_) | Type::Number(_), Type::Enum(_)) => true,
        (Type::Enum(_), Type::String(_) | Type::Integer(_) | Type::Number(_)) => true,
        (Type::Integer(_) | Type::Number(_), Type::Integer(_) | Type::Number(_)) => true,
        (one, other) => std::mem::discriminant(one) == std::mem::discriminant(other),
    }
}
