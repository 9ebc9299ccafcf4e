//! Schemas: what they say beside their type, and `$ref`s with siblings.

use super::at::At;
use super::keywords::Keywords;
use super::kinds;
use super::scope::{CORRECT, Scope, flag, kind_of, reference_of, text};
use super::shape;
use indexmap::IndexMap;
use openapiv3::{AnySchema, Discriminator, ExternalDocumentation, ReferenceOr, Schema, SchemaData, SchemaKind};
use serde_json::{Map, Value};

/// Marks an `allOf` that stands for a `$ref` with siblings.
pub(super) const REFERENCE_MARK: &str = "x-armspan-reference";
/// Holds the keywords of a schema that `openapiv3` has no place for, untouched.
pub(super) const SPARE: &str = "x-armspan-schema";
/// Marks what was `type: file`.
pub(super) const FILE_MARK: &str = "x-armspan-file";

/// Lifts a schema, which may be a `$ref` with or without siblings.
pub(super) fn lift(scope: Scope<'_>, at: &At<'_>, value: &Value) -> ReferenceOr<Schema> {
    let Some(object) = value.as_object() else {
        if !value.is_boolean() {
            let message = format!("found {}, expected a schema (an object)", kind_of(value));
            scope.warn("unexpected-type", at, message);
        }
        return ReferenceOr::Item(anything());
    };
    match object.get("$ref") {
        Some(Value::String(reference)) => lift_reference(scope, at, object, reference),
        Some(value) => {
            let message = format!("`$ref` is {}, expected a string", kind_of(value));
            scope.error("unexpected-type", &at.key("$ref"), message, CORRECT);
            ReferenceOr::Item(anything())
        }
        None => ReferenceOr::Item(lift_keywords(scope, at, &Keywords::of(object))),
    }
}

/// [`lift`], boxed as properties and items are.
pub(super) fn lift_boxed(scope: Scope<'_>, at: &At<'_>, value: &Value) -> ReferenceOr<Box<Schema>> {
    // A `Schema` is over a kilobyte; most properties are bare references and need none.
    if let Some(reference) = reference_of(value).filter(|_| value.as_object().is_some_and(|object| object.len() == 1)) {
        return ReferenceOr::Reference { reference: target(scope, reference) };
    }
    match lift(scope, at, value) {
        ReferenceOr::Item(schema) => ReferenceOr::boxed_item(schema),
        ReferenceOr::Reference { reference } => ReferenceOr::Reference { reference },
    }
}

/// The lifted text of a `$ref`. One that leads nowhere was reported at loading and stays as it is.
fn target(scope: Scope<'_>, reference: &str) -> String {
    scope.schema_reference(reference).unwrap_or(reference).to_owned()
}

fn lift_reference(scope: Scope<'_>, at: &At<'_>, object: &Map<String, Value>, reference: &str) -> ReferenceOr<Schema> {
    let target = target(scope, reference);
    if object.len() == 1 {
        return ReferenceOr::Reference { reference: target };
    }
    let keywords = Keywords::of(object);
    let spare = keywords.shape_keywords().chain(keywords.other.iter().copied());
    let spare: Map<String, Value> = spare.map(|(key, value)| (key.to_owned(), value.clone())).collect();
    let mut schema_data = data(scope, at, &keywords, spare);
    schema_data.extensions.insert(REFERENCE_MARK.to_owned(), Value::Bool(true));
    let schema_kind = SchemaKind::AllOf { all_of: vec![ReferenceOr::Reference { reference: target }] };
    ReferenceOr::Item(Schema { schema_data, schema_kind })
}

/// Lifts a schema from its members.
pub(super) fn lift_keywords(scope: Scope<'_>, at: &At<'_>, keywords: &Keywords<'_>) -> Schema {
    let mut spare = Map::new();
    let schema_kind = kinds::lift(scope, at, keywords, &mut spare);
    spare.extend(keywords.other.iter().map(|(key, value)| ((*key).to_owned(), (*value).clone())));
    let mut schema_data = data(scope, at, keywords, spare);
    if shape::is_file(keywords) {
        schema_data.extensions.insert(FILE_MARK.to_owned(), Value::Bool(true));
    }
    Schema { schema_data, schema_kind }
}

/// A schema that says nothing.
pub(super) fn anything() -> Schema {
    Schema { schema_data: SchemaData::default(), schema_kind: SchemaKind::Any(AnySchema::default()) }
}

fn data(scope: Scope<'_>, at: &At<'_>, keywords: &Keywords<'_>, spare: Map<String, Value>) -> SchemaData {
    let mut extensions = extensions(keywords.extensions.iter().copied());
    if !spare.is_empty() {
        extensions.insert(SPARE.to_owned(), Value::Object(spare));
    }
    SchemaData {
        nullable: flag(scope, at, "x-nullable", keywords.extension("x-nullable"))
            || flag(scope, at, "nullable", keywords.nullable)
            || shape::lists_null(keywords),
        read_only: flag(scope, at, "readOnly", keywords.read_only),
        write_only: flag(scope, at, "writeOnly", keywords.write_only),
        deprecated: flag(scope, at, "deprecated", keywords.deprecated)
            || keywords.extension("x-deprecated") == Some(&Value::Bool(true)),
        external_docs: external_docs(keywords.external_docs),
        example: keywords.example.cloned(),
        title: text(scope, at, "title", keywords.title),
        description: text(scope, at, "description", keywords.description),
        discriminator: discriminator(scope, at, keywords.discriminator),
        default: keywords.default.cloned(),
        extensions,
    }
}

/// Extensions as `openapiv3` keeps them.
pub(super) fn extensions<'v>(members: impl Iterator<Item = (&'v str, &'v Value)>) -> IndexMap<String, Value> {
    members.filter(|(key, _)| key.starts_with("x-")).map(|(key, value)| (key.to_owned(), value.clone())).collect()
}

/// The extensions among the members of an object.
pub(super) fn extensions_of(object: &Map<String, Value>) -> IndexMap<String, Value> {
    extensions(object.iter().map(|(key, value)| (key.as_str(), value)))
}

/// `externalDocs`, if it has a URL.
pub(super) fn external_docs(value: Option<&Value>) -> Option<ExternalDocumentation> {
    let object = value?.as_object()?;
    Some(ExternalDocumentation {
        description: object.get("description").and_then(Value::as_str).map(str::to_owned),
        url: object.get("url")?.as_str()?.to_owned(),
        extensions: extensions_of(object),
    })
}

/// Swagger 2.0 says the property's name alone, OpenAPI 3 an object with a mapping.
fn discriminator(scope: Scope<'_>, at: &At<'_>, value: Option<&Value>) -> Option<Discriminator> {
    match value? {
        Value::String(name) => Some(Discriminator { property_name: name.clone(), ..Discriminator::default() }),
        Value::Object(object) => {
            let lifted = |target: &str| scope.schema_reference(target).unwrap_or(target).to_owned();
            let mapping = object.get("mapping").and_then(Value::as_object).into_iter().flatten();
            Some(Discriminator {
                property_name: object.get("propertyName")?.as_str()?.to_owned(),
                mapping: mapping.filter_map(|(value, to)| Some((value.clone(), lifted(to.as_str()?)))).collect(),
                extensions: extensions_of(object),
            })
        }
        value => {
            let message = format!("`discriminator` is {}, expected the name of a property", kind_of(value));
            scope.warn("unexpected-type", &at.key("discriminator"), message);
            None
        }
    }
}
