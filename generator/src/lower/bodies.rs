//! Request bodies: one value, or a form made of parameters.

use super::context::Lowering;
use super::draft::Declared;
use super::extensions::{Extensions, flag, not_blank, text};
use super::facts::{Typed, client_name};
use super::media::{MediaKind, preferred, sorted};
use super::parameters::{LoweredParameter, Said, declared, group, named_collection_format};
use super::place::{Owner, Place};
use super::shape::{ObjectShape, PrimitiveKind, SchemaRef, Shape};
use crate::model::{Body, BodyKind, CollectionFormat, Docs, ParameterLocation, StringFormat, Type};
use indexmap::IndexMap;
use openapiv3::{MediaType, Operation, ReferenceOr, RequestBody, Schema};
use serde_json::Value;

/// A body, with the fields of a form as parameters.
pub(super) struct LoweredBody {
    pub(super) body: Body,
    pub(super) fields: Vec<LoweredParameter>,
}

impl<'a> Lowering<'a, '_> {
    /// The body of an operation.
    pub(super) fn body(&mut self, operation: &'a Operation, place: &Place, owner: Owner<'_>) -> Option<LoweredBody> {
        let at = place.child("requestBody");
        match operation.request_body.as_ref()? {
            ReferenceOr::Item(body) => Some(self.declared_body(operation, body, &at, owner)),
            ReferenceOr::Reference { reference } => {
                let Some((found, body)) = self.catalog.body(reference, place.document) else {
                    self.error("unresolved-reference", &at, format!("`{reference}` names no request body"));
                    return None;
                };
                let root = Place::new(found.document, place.position as usize, "/components/requestBodies".to_owned());
                let words = [found.name.to_owned()];
                Some(self.declared_body(operation, body, &root.child(found.name), Owner::Words(&words)))
            }
        }
    }

    fn declared_body(
        &mut self,
        operation: &'a Operation,
        body: &'a RequestBody,
        place: &Place,
        owner: Owner<'_>,
    ) -> LoweredBody {
        let said = BodyExtensions::of(&body.extensions, &operation.extensions);
        let content = self.content(&body.content, place);
        let name = said.name.clone().unwrap_or_else(|| "body".to_owned());
        let mut lowered = LoweredBody {
            body: Body {
                name: name.clone(),
                client_name: said.client_name,
                origin: self.origin(place),
                docs: Docs { description: not_blank(body.description.as_deref()), ..Docs::default() },
                ty: Type::Any,
                required: body.required,
                media_types: media_types(&content, operation),
                kind: BodyKind::Json,
                group: said.group,
                flatten: said.flatten,
            },
            fields: Vec::new(),
        };
        let Some((media_type, media, kind)) = preferred(content) else { return lowered };
        let place = place.descend(&["content", media_type, "schema"]);
        let schema = media.schema.as_ref().map(SchemaRef::from);
        if let MediaKind::Form | MediaKind::Multipart = kind {
            lowered.body.kind = if kind == MediaKind::Form { BodyKind::Form } else { BodyKind::Multipart };
            lowered.fields = self.form_fields(schema, &place, owner);
            return lowered;
        }
        let typed = match schema {
            Some(schema) => self.type_of(schema, &place, Owner::Child(&owner, &name)),
            None => Typed::plain(Type::Any),
        };
        if lowered.body.docs == Docs::default() {
            lowered.body.docs = typed.facts.docs.clone();
        }
        (lowered.body.ty, lowered.body.kind) = self.body_form(typed, kind, media_type, &place);
        // Whoever writes a body takes the first media type that suits how it is written.
        let suits = lowered.body.kind;
        lowered.body.media_types.sort_by_key(|name| !is_written_as(MediaKind::of(name), suits));
        lowered
    }

    /// What a body may be written as, without forms that have no fields: nothing could be sent in them. Where the document
    /// offers nothing else, the body is sent as what it is.
    fn content(&mut self, content: &'a IndexMap<String, MediaType>, place: &Place) -> Vec<(&'a str, &'a MediaType)> {
        let is_form = |name: &str| MediaKind::of(name).is_form();
        let all = content.iter().map(|(name, media)| (name.as_str(), media));
        let (kept, hollow): (Vec<_>, Vec<_>) =
            all.partition(|(name, media)| !is_form(name) || self.has_fields(media, place));
        match hollow.first() {
            Some((name, media)) if kept.is_empty() => {
                let place = place.descend(&["content", name, "schema"]);
                let otherwise = if is_file(media) { "application/octet-stream" } else { "application/json" };
                let message = format!("a form needs an object with properties; sent as `{otherwise}`");
                self.warn("form-without-fields", &place, message);
                vec![(otherwise, *media)]
            }
            _ => kept,
        }
    }

    /// Whether a form has anything to send.
    fn has_fields(&self, media: &'a MediaType, place: &Place) -> bool {
        let object = media.schema.as_ref().and_then(|schema| self.form_object(SchemaRef::from(schema), place));
        object.is_some_and(|(object, _)| !object.properties.is_empty())
    }

    /// What a body of that type is in a media type of that kind.
    fn body_form(&mut self, typed: Typed, kind: MediaKind, media_type: &str, place: &Place) -> (Type, BodyKind) {
        let binary = typed.facts.constraints.format.as_deref() == Some("binary");
        match (kind, typed.ty) {
            (_, Type::Stream) => (Type::Stream, BodyKind::Bytes),
            (_, Type::String(_)) if binary => (Type::Stream, BodyKind::Bytes),
            (MediaKind::Json, ty) => (ty, BodyKind::Json),
            // The only text that an object can be in is JSON.
            (MediaKind::Text, ty @ (Type::Model(_) | Type::Map(_) | Type::Array(_))) => {
                self.warn("unsupported-media-type", place, format!("an object as `{media_type}`; sent as JSON"));
                (ty, BodyKind::Json)
            }
            (MediaKind::Text, Type::Any) => (Type::String(StringFormat::Text), BodyKind::Text),
            (MediaKind::Text, ty) => (ty, BodyKind::Text),
            (MediaKind::Xml, _) => {
                self.warn("unsupported-media-type", place, format!("`{media_type}` is sent as the bytes it is given"));
                (Type::Stream, BodyKind::Bytes)
            }
            _ => (Type::Stream, BodyKind::Bytes),
        }
    }

    /// The fields of a form, as parameters.
    fn form_fields(&mut self, schema: Option<SchemaRef<'a>>, place: &Place, owner: Owner<'_>) -> Vec<LoweredParameter> {
        let Some((object, place)) = schema.and_then(|schema| self.form_object(schema, place)) else {
            return Vec::new();
        };
        let mut fields = Vec::with_capacity(object.properties.len());
        for (name, schema) in object.properties {
            let place = place.descend(&["properties", name]);
            let schema = SchemaRef::from(schema);
            let mut typed = self.type_of(schema, &place, Owner::Child(&owner, name));
            if typed.facts.constraints.format.as_deref() == Some("binary") {
                typed.ty = Type::Stream;
            }
            let empty = Extensions::new();
            let extensions = match schema {
                SchemaRef::Item(schema) => &schema.schema_data.extensions,
                SchemaRef::Reference(_) => &empty,
            };
            let said = Said { name, description: None, extensions };
            let required = object.required.contains(name);
            let mut parameter = self.assemble(said, typed, ParameterLocation::Form, required, &place);
            // Several files are several parts: nothing else can hold them.
            let files = matches!(&parameter.ty, Type::Array(item) if item.ty == Type::Stream);
            let usual = if files { CollectionFormat::Multi } else { CollectionFormat::Csv };
            parameter.collection_format = named_collection_format(extensions).unwrap_or(usual);
            fields.push(LoweredParameter { parameter, declared: declared(extensions, Declared::Method) });
        }
        fields
    }

    fn form_object(&self, schema: SchemaRef<'a>, place: &Place) -> Option<(ObjectShape<'a>, Place)> {
        let (schema, place): (&Schema, Place) = match schema {
            SchemaRef::Item(schema) => (schema, place.clone()),
            SchemaRef::Reference(reference) => {
                let found = self.catalog.schema(reference, place.document)?;
                let root = Place::new(found.document, found.position, String::from("/components/schemas"));
                (found.item.as_item()?, root.child(found.name))
            }
        };
        match Shape::of(schema) {
            Shape::Object(object) => Some((object, place)),
            _ => None,
        }
    }
}

/// What the lift kept of a body parameter.
struct BodyExtensions {
    name: Option<String>,
    client_name: Option<String>,
    group: Option<crate::model::ParameterGroup>,
    flatten: bool,
}

impl BodyExtensions {
    /// The lift keeps them on the body; other converters put the name on the operation.
    fn of(body: &Extensions, operation: &Extensions) -> Self {
        let kept: Extensions = body
            .get("x-armspan-body")
            .and_then(Value::as_object)
            .map(|kept| kept.iter().map(|(key, value)| (key.clone(), value.clone())).collect())
            .unwrap_or_default();
        let name = "x-ms-requestBody-name";
        Self {
            name: text(body, name)
                .or_else(|| text(operation, name))
                .or_else(|| text(operation, "x-codegen-request-body-name")),
            client_name: client_name(&kept).or_else(|| client_name(body)),
            group: group(&kept).or_else(|| group(body)),
            flatten: flag(&kept, "x-ms-client-flatten") || flag(body, "x-ms-client-flatten"),
        }
    }
}

/// Whether a body of that kind is written so where there is a choice.
fn is_written_as(media: MediaKind, kind: BodyKind) -> bool {
    match kind {
        BodyKind::Json => media == MediaKind::Json,
        BodyKind::Text => media == MediaKind::Text,
        BodyKind::Bytes => matches!(media, MediaKind::Binary | MediaKind::Xml),
        BodyKind::Form | BodyKind::Multipart => true,
    }
}

/// Whether a body is a file, or bytes.
fn is_file(media: &MediaType) -> bool {
    let schema = media.schema.as_ref().and_then(ReferenceOr::as_item);
    let shape = schema.map(Shape::of);
    matches!(shape, Some(Shape::File | Shape::Primitive(PrimitiveKind::String, Some("binary"))))
}

/// The media types a body may have, JSON first.
fn media_types(content: &[(&str, &MediaType)], operation: &Operation) -> Vec<String> {
    let consumes = super::extensions::texts(&operation.extensions, "x-armspan-consumes").unwrap_or_default();
    let names = sorted(content.iter().map(|(name, _)| *name));
    if !names.is_empty() {
        return names;
    }
    let names = sorted(consumes.iter().map(String::as_str));
    if names.is_empty() { vec!["application/json".to_owned()] } else { names }
}
