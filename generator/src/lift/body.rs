//! Bodies of requests: a `body` parameter, or all `formData` parameters together.

use super::at::At;
use super::parameters::{Found, form_property};
use super::pointers::PointerMap;
use super::schema::{self, FILE_MARK, anything, extensions_of};
use super::scope::{CORRECT, Scope, flag, object, reference_of, text};
use super::targets::Kind;
use crate::documents::escape;
use crate::origin::Origin;
use indexmap::IndexMap;
use openapiv3::{MediaType, ObjectType, ReferenceOr, RequestBody, Schema, SchemaData, SchemaKind, Type};
use serde_json::{Map, Value};

/// Name of the body parameter, which OpenAPI 3 has no place for.
const NAME: &str = "x-ms-requestBody-name";
/// Position of the body among the parameters.
const INDEX: &str = "x-ms-requestBody-index";
/// Everything else that a body parameter says.
const DETAILS: &str = "x-armspan-body";

const MULTIPART: &str = "multipart/form-data";
const URL_ENCODED: &str = "application/x-www-form-urlencoded";

/// Lifts a `body` parameter declared at `at`.
pub(super) fn body(
    scope: Scope<'_>,
    at: &At<'_>,
    object: &Map<String, Value>,
    index: Option<usize>,
    consumes: &[String],
) -> RequestBody {
    let schema = match object.get("schema") {
        Some(value) => body_schema(scope, &at.key("schema"), value),
        None => {
            scope.warn("body-without-schema", at, "the body has no `schema`, read as any value");
            ReferenceOr::Item(anything())
        }
    };
    let description = text(scope, at, "description", object.get("description"));
    let mut details = Map::new();
    if let Some(description) = &description {
        details.insert("description".to_owned(), Value::String(description.clone()));
    }
    details.extend(extensions_of(object));
    let mut extensions = IndexMap::new();
    extensions.insert(NAME.to_owned(), object.get("name").cloned().unwrap_or_else(|| Value::from("body")));
    extensions.extend(index.map(|index| (INDEX.to_owned(), Value::from(index))));
    extensions.insert(DETAILS.to_owned(), Value::Object(details));
    RequestBody {
        description,
        content: content(consumes, schema),
        required: flag(scope, at, "required", object.get("required")),
        extensions,
    }
}

/// The schema of a body. One that several operations share is a component, so that it stays one type.
fn body_schema(scope: Scope<'_>, at: &At<'_>, value: &Value) -> ReferenceOr<Schema> {
    match scope.targets.extra_reference(scope.document.id, at) {
        Some(reference) => ReferenceOr::Reference { reference },
        None => schema::lift(scope, at, value),
    }
}

/// Lifts an OpenAPI 3 `requestBody`; with it comes where it is declared, if that is elsewhere and it was inlined.
pub(super) fn request_body(
    scope: Scope<'_>,
    at: &At<'_>,
    value: &Value,
) -> Option<(ReferenceOr<RequestBody>, Option<Origin>)> {
    let Some(reference) = reference_of(value) else {
        return Some((ReferenceOr::Item(declared(scope, at, object(scope, at, value)?)), None));
    };
    if let Some(reference) = scope.component_reference(reference, Kind::RequestBody) {
        return Some((ReferenceOr::Reference { reference: reference.to_owned() }, None));
    }
    let place = scope.follow(reference, at)?;
    let at = At::pointer_to(place.pointer);
    let body = declared(place.scope, &at, object(place.scope, &at, place.value)?);
    Some((ReferenceOr::Item(body), Some(place.scope.origin(&at))))
}

/// Lifts an OpenAPI 3 body declared at `at`.
pub(super) fn declared(scope: Scope<'_>, at: &At<'_>, object: &Map<String, Value>) -> RequestBody {
    RequestBody {
        description: text(scope, at, "description", object.get("description")),
        content: declared_content(scope, &at.key("content"), object.get("content")),
        required: flag(scope, at, "required", object.get("required")),
        extensions: extensions_of(object),
    }
}

/// Lifts an OpenAPI 3 `content`.
pub(super) fn declared_content(scope: Scope<'_>, at: &At<'_>, value: Option<&Value>) -> IndexMap<String, MediaType> {
    let Some(members) = value.and_then(|value| object(scope, at, value)) else { return IndexMap::new() };
    let entry = |name: &str, value: &Value| {
        let at = at.key(name);
        let object = object(scope, &at, value)?;
        let encoding = object.get("encoding").cloned().map(serde_json::from_value).and_then(Result::ok);
        Some(MediaType {
            schema: object.get("schema").map(|value| schema::lift(scope, &at.key("schema"), value)),
            example: object.get("example").cloned(),
            examples: IndexMap::new(),
            encoding: encoding.unwrap_or_default(),
            extensions: extensions_of(object),
        })
    };
    members.iter().filter_map(|(name, value)| Some((name.clone(), entry(name, value)?))).collect()
}

/// One entry per media type, JSON where none is stated.
pub(super) fn content(media_types: &[String], schema: ReferenceOr<Schema>) -> IndexMap<String, MediaType> {
    let entry = |schema| MediaType { schema: Some(schema), ..MediaType::default() };
    let Some((last, others)) = media_types.split_last() else {
        return IndexMap::from([("application/json".to_owned(), entry(schema))]);
    };
    let mut content: IndexMap<_, _> = others.iter().map(|name| (name.clone(), entry(schema.clone()))).collect();
    content.insert(last.clone(), entry(schema));
    content
}

/// Lifts `formData` parameters to one object whose properties they are; `lifted` is the operation's pointer.
pub(super) fn form(
    fields: &[Found<'_>],
    consumes: &[String],
    lifted: &dyn Fn() -> String,
    pointers: &mut PointerMap,
) -> RequestBody {
    let mut object = ObjectType::default();
    let mut names = Vec::with_capacity(fields.len());
    for field in fields {
        let at = At::pointer_to(&field.pointer);
        let Some(name) = text(field.scope, &at, "name", field.object.get("name")) else {
            field.scope.error("invalid-parameter", &at, "the parameter has no `name`", CORRECT);
            continue;
        };
        if flag(field.scope, &at, "required", field.object.get("required")) {
            object.required.push(name.clone());
        }
        object.properties.insert(name.clone(), form_property(field.scope, &at, field.object));
        names.push((name, field));
    }
    let media_type = media_type(&object, consumes);
    for (name, field) in names {
        let below = format!("content/{}/schema/properties/{}", escape(media_type), escape(&name));
        pointers.insert(format!("{}/requestBody/{below}", lifted()), field.origin());
    }
    let required = !object.required.is_empty();
    let schema = Schema { schema_data: SchemaData::default(), schema_kind: SchemaKind::Type(Type::Object(object)) };
    let first = fields.first().map(|field| (INDEX.to_owned(), Value::from(field.index)));
    RequestBody {
        description: None,
        content: content(&[media_type.to_owned()], ReferenceOr::Item(schema)),
        required,
        extensions: first.into_iter().collect(),
    }
}

/// Files can only travel in a multipart body; everything else is url-encoded unless the document says multipart.
fn media_type(object: &ObjectType, consumes: &[String]) -> &'static str {
    let has_file = object
        .properties
        .values()
        .filter_map(ReferenceOr::as_item)
        .any(|schema| schema.schema_data.extensions.contains_key(FILE_MARK));
    if has_file || consumes.iter().any(|name| name.starts_with("multipart/")) { MULTIPART } else { URL_ENCODED }
}
