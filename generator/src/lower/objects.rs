//! Object schemas: which of them are models, and the properties of those that are.

use super::all_of::Fold;
use super::context::Lowering;
use super::draft::{ModelDraft, SchemaKey, Source};
use super::extensions::{flag, text};
use super::facts::{Facts, Typed, client_name, docs, mutability_contradicts};
use super::place::{Owner, Place, words_of};
use super::shape::{ObjectShape, SchemaRef, Shape};
use crate::model::{Model, ModelId, Mutability, Polymorphism, Property, StringFormat, Type, TypeName, Usage};
use crate::origin::Origin;
use openapiv3::{AdditionalProperties, ReferenceOr, Schema};
use serde_json::Value;

impl<'a> Lowering<'a, '_> {
    /// The type of an object schema: a model, a map, any value, or what its only base is.
    pub(super) fn object_type(
        &mut self,
        schema: &'a Schema,
        object: ObjectShape<'a>,
        place: &Place,
        owner: Owner<'_>,
        definition: Option<SchemaKey<'a>>,
    ) -> Typed {
        let polymorphic = schema.schema_data.discriminator.is_some();
        if !polymorphic && object.properties.is_empty() {
            if object.all_of.is_empty() {
                return self.map_or_any(object.additional, place, owner);
            }
            if let Some(typed) = self.only_base(object, place, owner, definition.is_some()) {
                return typed;
            }
        }
        let name = match (client_name(&schema.schema_data.extensions), definition) {
            (Some(name), Some(_)) => TypeName::Declared(name),
            (None, Some((_, key))) => TypeName::Declared(key.to_owned()),
            (_, None) => owner.type_name(),
        };
        Typed::plain(Type::Model(self.declare_model(schema, object, place, name, definition)))
    }

    fn map_or_any(&mut self, additional: Option<&'a AdditionalProperties>, place: &Place, owner: Owner<'_>) -> Typed {
        match self.additional_properties(additional, place, owner) {
            Some(values) => values.held_in(Type::Map),
            None => Typed::plain(Type::Any),
        }
    }

    /// `additionalProperties`, where they are a schema or `true`.
    pub(super) fn additional_properties(
        &mut self,
        additional: Option<&'a AdditionalProperties>,
        place: &Place,
        owner: Owner<'_>,
    ) -> Option<Typed> {
        match additional? {
            AdditionalProperties::Any(false) => None,
            AdditionalProperties::Any(true) => Some(Typed::plain(Type::Any)),
            AdditionalProperties::Schema(schema) => Some(self.map_values(SchemaRef::from(&**schema), place, owner)),
        }
    }

    /// A schema that is nothing but one base: in place it means that type; as a definition it derives a type of its
    /// own, unless the base is none that can be derived from.
    fn only_base(
        &mut self,
        object: ObjectShape<'a>,
        place: &Place,
        owner: Owner<'_>,
        is_definition: bool,
    ) -> Option<Typed> {
        let ([member], None) = (object.all_of, object.additional) else { return None };
        let base = match member {
            ReferenceOr::Reference { reference } => self.referenced(reference, place),
            ReferenceOr::Item(schema) => match Shape::of(schema) {
                Shape::Reference(reference) => self.referenced(reference, place),
                _ if is_definition => return None,
                _ => self.item(schema, &place.descend(&["allOf", "0"]), owner, None),
            },
        };
        let derives = is_definition && matches!(base.ty, Type::Model(_));
        (!derives).then_some(base)
    }

    fn declare_model(
        &mut self,
        schema: &'a Schema,
        object: ObjectShape<'a>,
        place: &Place,
        name: TypeName,
        definition: Option<SchemaKey<'a>>,
    ) -> ModelId {
        let data = &schema.schema_data;
        let model = Model {
            name,
            origin: self.origin(place),
            docs: docs(data),
            properties: Vec::new(),
            additional_properties: None,
            bases: Vec::new(),
            polymorphism: Polymorphism::None,
            usage: Usage::default(),
            is_resource: flag(&data.extensions, "x-ms-azure-resource"),
        };
        let mapping = data.discriminator.iter().flat_map(|discriminator| &discriminator.mapping);
        let draft = ModelDraft {
            model,
            key: self.sort_key(place),
            definition,
            source: Some(Source { object, place: place.clone() }),
            filled: false,
            bases: Vec::new(),
            secret: flag(&data.extensions, "x-ms-secret"),
            in_hierarchy: data.discriminator.is_some(),
            discriminator: data.discriminator.as_ref().map(|discriminator| discriminator.property_name.clone()),
            discriminator_value: text(&data.extensions, "x-ms-discriminator-value"),
            mapping: mapping.map(|(value, target)| (last_segment(target), value.clone())).collect(),
        };
        let id = self.drafts.add_model(draft);
        self.pending.push_back(id);
        id
    }

    /// Lowers the properties of every model met so far, and of those met on the way.
    pub(super) fn fill_pending(&mut self) {
        while let Some(id) = self.pending.pop_front() {
            self.fill(id);
        }
    }

    /// Lowers the properties of one model, its bases first.
    pub(super) fn fill(&mut self, id: ModelId) {
        let Some(source) = self.drafts.model_mut(id).source.take() else { return };
        let words = words_of(&self.drafts.model(id).model.name);
        let mut fold = Fold::default();
        self.fold_object(&mut fold, source.object, &source.place, Owner::Words(&words));
        self.declare_discriminator(&mut fold, id, &source.place);
        let draft = self.drafts.model_mut(id);
        draft.model.properties = fold.properties.into_values().collect();
        // Where the whole is a secret, so are its parts: whoever has it at hand may print them.
        draft.model.properties.iter_mut().for_each(|property| property.secret |= draft.secret);
        draft.model.additional_properties = fold.additional_properties;
        draft.model.bases = fold.base_names;
        draft.model.is_resource |= fold.is_resource;
        draft.bases = fold.bases;
        draft.in_hierarchy |= fold.in_hierarchy;
        draft.filled = true;
        self.reach_derived(id, &source.place);
    }

    /// Whoever holds a polymorphic model may meet any that derives from it.
    fn reach_derived(&mut self, id: ModelId, place: &Place) {
        let draft = self.drafts.model(id);
        let (true, Some(definition)) = (draft.in_hierarchy, draft.definition) else { return };
        for key in self.catalog.derived_from(definition).to_vec() {
            if let Some(found) = self.catalog.definition(key) {
                self.definition(found, place);
            }
        }
    }

    /// Adds the discriminator where a base names one and does not declare it.
    fn declare_discriminator(&mut self, fold: &mut Fold, id: ModelId, place: &Place) {
        let Some(name) = self.drafts.model(id).discriminator.clone() else { return };
        if fold.properties.contains_key(&name) {
            return;
        }
        self.warn("undeclared-discriminator", place, format!("the discriminator `{name}` is not among the properties"));
        let typed = Typed::plain(Type::String(StringFormat::Text));
        let mut property = self.property_of(&name, typed, self.origin(place));
        property.required = true;
        fold.properties.insert(name, property);
    }

    /// One property as its owner declares it.
    pub(super) fn property(
        &mut self,
        wire_name: &str,
        schema: &'a ReferenceOr<Box<Schema>>,
        origin: Origin,
        place: &Place,
        owner: &Owner<'_>,
    ) -> Property {
        let mut typed = self.type_of(SchemaRef::from(schema), place, Owner::Child(owner, wire_name));
        // A body can be a file, what stands in JSON cannot; a string of `format: binary` is one there, too.
        if typed.ty == Type::Stream {
            typed.ty = Type::String(StringFormat::Text);
        }
        let mut property = self.property_of(wire_name, typed, origin);
        if let ReferenceOr::Item(schema) = schema {
            let data = &schema.schema_data;
            property.client_name = client_name(&data.extensions);
            property.flatten = flag(&data.extensions, "x-ms-client-flatten");
            if mutability_contradicts(data) {
                self.warn(
                    "mutability-contradicts",
                    place,
                    "`readOnly` and an `x-ms-mutability` that allows writing; read-only",
                );
            }
        }
        property
    }

    fn property_of(&self, wire_name: &str, typed: Typed, origin: Origin) -> Property {
        let constant = self.constant_of(&typed);
        let Facts { docs, nullable, mutability, secret, default, constraints, .. } = typed.facts;
        Property {
            wire_name: wire_name.to_owned(),
            client_name: None,
            origin,
            docs,
            ty: typed.ty,
            required: false,
            nullable,
            mutability: mutability.unwrap_or(Mutability::ALL),
            secret,
            flatten: false,
            default,
            constant,
            constraints,
            inherited_from: None,
        }
    }

    /// The only value a type allows; an enum that says that values may be added leaves the choice open.
    pub(super) fn constant_of(&self, typed: &Typed) -> Option<Value> {
        match &typed.ty {
            Type::Enum(id) if self.drafts.enums[id.index()].open => None,
            _ => self.only_value(typed),
        }
    }

    /// The single value a type allows.
    fn only_value(&self, typed: &Typed) -> Option<Value> {
        match &typed.ty {
            Type::Boolean => typed.facts.only_boolean.map(Value::from),
            Type::Enum(id) => match self.drafts.enums[id.index()].item.values.as_slice() {
                [only] => Some(only.value.clone()),
                _ => None,
            },
            _ => None,
        }
    }
}

/// The name a `mapping` entry points to.
fn last_segment(reference: &str) -> String {
    reference.rsplit('/').next().unwrap_or(reference).to_owned()
}
