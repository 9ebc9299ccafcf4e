//! Answers: one entry per media type, headers as OpenAPI 3 writes them.

use super::at::At;
use super::body;
use super::parameters::value_schema;
use super::pointers::PointerMap;
use super::schema::{self, extensions_of};
use super::scope::{Scope, object, reference_of, text};
use super::targets::Kind;
use crate::documents::escape;
use crate::origin::Origin;
use indexmap::IndexMap;
use openapiv3::{Header, HeaderStyle, ParameterSchemaOrContent, ReferenceOr, Response, Responses, StatusCode};
use serde_json::{Map, Value};

/// Lifts the answers of an operation; `lifted` is the operation's pointer.
pub(super) fn lift(
    scope: Scope<'_>,
    at: &At<'_>,
    value: Option<&Value>,
    produces: &[String],
    lifted: &dyn Fn() -> String,
    pointers: &mut PointerMap,
) -> Responses {
    let mut responses = Responses::default();
    let Some(members) = value.and_then(|value| object(scope, at, value)) else { return responses };
    for (code, value) in members {
        let at = at.key(code);
        if code.starts_with("x-") {
            responses.extensions.insert(code.clone(), value.clone());
            continue;
        }
        let Some((response, elsewhere)) = one(scope, &at, value, produces) else { continue };
        if let Some(origin) = elsewhere {
            pointers.insert(format!("{}/responses/{}", lifted(), escape(code)), origin);
        }
        if code == "default" {
            responses.default = Some(response);
        } else if let Some(status) = status_code(code) {
            responses.responses.insert(status, response);
        } else {
            let message = format!("`{code}` is no status code; the response says nothing");
            scope.warn("invalid-status-code", &at, message);
        }
    }
    responses
}

/// `200`, or a range as in `2XX`.
fn status_code(code: &str) -> Option<StatusCode> {
    if let Ok(status) = code.parse() {
        return (100..1000).contains(&status).then_some(StatusCode::Code(status));
    }
    let class = code.to_ascii_uppercase();
    let class = class.strip_suffix("XX")?.parse().ok()?;
    (1..10).contains(&class).then_some(StatusCode::Range(class))
}

/// A response, and where it is declared if that is elsewhere and it was inlined.
pub(super) fn one(
    scope: Scope<'_>,
    at: &At<'_>,
    value: &Value,
    produces: &[String],
) -> Option<(ReferenceOr<Response>, Option<Origin>)> {
    let Some(reference) = reference_of(value) else {
        let response = declared(scope, at, object(scope, at, value)?, produces);
        return Some((ReferenceOr::Item(response), None));
    };
    if let Some(reference) = scope.component_reference(reference, Kind::Response) {
        return Some((ReferenceOr::Reference { reference: reference.to_owned() }, None));
    }
    let place = scope.follow(reference, at)?;
    let at = At::pointer_to(place.pointer);
    let response = declared(place.scope, &at, object(place.scope, &at, place.value)?, produces);
    Some((ReferenceOr::Item(response), Some(place.scope.origin(&at))))
}

/// Lifts a response that is declared at `at`.
pub(super) fn declared(scope: Scope<'_>, at: &At<'_>, object: &Map<String, Value>, produces: &[String]) -> Response {
    let mut content = match object.get("schema") {
        Some(value) => body::content(produces, schema::lift(scope, &at.key("schema"), value)),
        None => body::declared_content(scope, &at.key("content"), object.get("content")),
    };
    for (media_type, example) in object.get("examples").and_then(Value::as_object).into_iter().flatten() {
        if let Some(entry) = content.get_mut(media_type) {
            entry.example = Some(example.clone());
        }
    }
    Response {
        description: text(scope, at, "description", object.get("description")).unwrap_or_default(),
        headers: headers(scope, &at.key("headers"), object.get("headers")),
        content,
        links: IndexMap::new(),
        extensions: extensions_of(object),
    }
}

fn headers(scope: Scope<'_>, at: &At<'_>, value: Option<&Value>) -> IndexMap<String, ReferenceOr<Header>> {
    let Some(members) = value.and_then(|value| object(scope, at, value)) else { return IndexMap::new() };
    let lifted = members.iter().filter_map(|(name, value)| {
        let at = at.key(name);
        Some((name.clone(), header_or_reference(scope, &at, value)?))
    });
    lifted.collect()
}

/// A header of OpenAPI 3 may be a `$ref`.
pub(super) fn header_or_reference(scope: Scope<'_>, at: &At<'_>, value: &Value) -> Option<ReferenceOr<Header>> {
    let Some(reference) = reference_of(value) else {
        return Some(ReferenceOr::Item(header(scope, at, object(scope, at, value)?)));
    };
    if let Some(reference) = scope.component_reference(reference, Kind::Header) {
        return Some(ReferenceOr::Reference { reference: reference.to_owned() });
    }
    let place = scope.follow(reference, at)?;
    let at = At::pointer_to(place.pointer);
    Some(ReferenceOr::Item(header(place.scope, &at, object(place.scope, &at, place.value)?)))
}

/// Lifts a header declared at `at`.
fn header(scope: Scope<'_>, at: &At<'_>, object: &Map<String, Value>) -> Header {
    Header {
        description: text(scope, at, "description", object.get("description")),
        style: HeaderStyle::Simple,
        required: false,
        deprecated: None,
        format: ParameterSchemaOrContent::Schema(value_schema(scope, at, object)),
        example: None,
        examples: IndexMap::new(),
        extensions: extensions_of(object),
    }
}
