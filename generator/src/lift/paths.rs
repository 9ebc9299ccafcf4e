//! Paths and their operations.

use super::at::At;
use super::body;
use super::parameters::{self, Found, Sorted};
use super::pointers::PointerMap;
use super::responses;
use super::schema::{extensions_of, external_docs};
use super::scope::{Scope, flag, object, reference_of, text, texts};
use super::security;
use crate::documents::escape;
use openapiv3::{Operation, PathItem, Paths, ReferenceOr, RequestBody};
use serde_json::{Map, Value};

/// What operations consume and produce where they do not say so themselves.
pub(super) struct Defaults {
    pub consumes: Vec<String>,
    pub produces: Vec<String>,
}

/// Lifts `paths` and `x-ms-paths` of a document.
pub(super) fn lift(scope: Scope<'_>, defaults: &Defaults, pointers: &mut PointerMap) -> Paths {
    let mut paths = Paths::default();
    let root = At::pointer_to("");
    for list in ["paths", "x-ms-paths"] {
        let at = root.key(list);
        let members = scope.document.value().get(list).and_then(|value| object(scope, &at, value));
        for (path, value) in members.into_iter().flatten() {
            let at = at.key(path);
            if path.starts_with("x-") {
                paths.extensions.insert(path.clone(), value.clone());
                continue;
            }
            let lifted = format!("/paths/{}", escape(path));
            if list != "paths" {
                pointers.insert(lifted.clone(), scope.origin(&at));
            }
            let item = path_item(scope, &at, value, &lifted, defaults, pointers);
            match paths.paths.get_mut(path) {
                Some(ReferenceOr::Item(known)) => merge(known, item),
                _ => {
                    paths.paths.insert(path.clone(), ReferenceOr::Item(item));
                }
            }
        }
    }
    paths
}

/// The same path in `paths` and `x-ms-paths`: the first keeps what both have.
fn merge(known: &mut PathItem, other: PathItem) {
    for (method, operation) in other {
        let slot = verb(known, method);
        if let Some(slot @ None) = slot {
            *slot = Some(operation);
        }
    }
}

fn verb<'i>(item: &'i mut PathItem, method: &str) -> Option<&'i mut Option<Operation>> {
    Some(match method {
        "get" => &mut item.get,
        "put" => &mut item.put,
        "post" => &mut item.post,
        "delete" => &mut item.delete,
        "options" => &mut item.options,
        "head" => &mut item.head,
        "patch" => &mut item.patch,
        "trace" => &mut item.trace,
        _ => return None,
    })
}

fn path_item<'a>(
    scope: Scope<'a>,
    at: &At<'_>,
    value: &'a Value,
    lifted: &str,
    defaults: &Defaults,
    pointers: &mut PointerMap,
) -> PathItem {
    if let Some(reference) = reference_of(value) {
        let Some(place) = scope.follow(reference, at) else { return PathItem::default() };
        let at = At::pointer_to(place.pointer);
        pointers.insert(lifted.to_owned(), place.scope.origin(&at));
        return path_item(place.scope, &at, place.value, lifted, defaults, pointers);
    }
    let Some(members) = object(scope, at, value) else { return PathItem::default() };
    let mut item = PathItem {
        summary: text(scope, at, "summary", members.get("summary")),
        description: text(scope, at, "description", members.get("description")),
        extensions: extensions_of(members),
        ..PathItem::default()
    };
    let own = at.key("parameters");
    let shared = parameters::sort(scope, &own, members.get("parameters"), &|| lifted.to_owned(), pointers);
    for (method, value) in members {
        let at = at.key(method);
        let Some(slot) = verb(&mut item, &method.to_ascii_lowercase()) else {
            unknown_verb(scope, &at, method);
            continue;
        };
        let Some(members) = object(scope, &at, value) else { continue };
        let lifted = || format!("{lifted}/{}", method.to_ascii_lowercase());
        *slot = Some(operation(scope, &at, members, &shared, defaults, &lifted, pointers));
    }
    item.parameters = shared.plain;
    item
}

/// A member of a path that is neither an operation nor anything else that a path may have.
fn unknown_verb(scope: Scope<'_>, at: &At<'_>, name: &str) {
    let known = ["parameters", "summary", "description", "servers"];
    if !known.contains(&name) && !name.starts_with("x-") {
        let message = format!("`{name}` is no verb: what stands there is not generated");
        scope.warn("unknown-verb", at, message);
    }
}

fn operation<'a>(
    scope: Scope<'a>,
    at: &At<'_>,
    members: &'a Map<String, Value>,
    shared: &Sorted<'a>,
    defaults: &Defaults,
    lifted: &dyn Fn() -> String,
    pointers: &mut PointerMap,
) -> Operation {
    let own = |key: &str, default: &[String]| match members.get(key) {
        None => default.to_vec(),
        value => texts(scope, at, key, value),
    };
    let consumes = own("consumes", &defaults.consumes);
    let produces = own("produces", &defaults.produces);
    let sorted = parameters::sort(scope, &at.key("parameters"), members.get("parameters"), lifted, pointers);
    let request_body = request_body(scope, at, members, (&sorted, shared), &consumes, lifted, pointers);
    let responses = responses::lift(scope, &at.key("responses"), members.get("responses"), &produces, lifted, pointers);
    let mut extensions = extensions_of(members);
    rewrite_final_state(scope, extensions.get_mut("x-ms-long-running-operation-options"));
    for (key, list) in [("x-armspan-consumes", consumes), ("x-armspan-produces", produces)] {
        if !list.is_empty() {
            extensions.insert(key.to_owned(), Value::from(list));
        }
    }
    Operation {
        tags: texts(scope, at, "tags", members.get("tags")),
        summary: text(scope, at, "summary", members.get("summary")),
        description: text(scope, at, "description", members.get("description")),
        external_docs: external_docs(members.get("externalDocs")),
        operation_id: text(scope, at, "operationId", members.get("operationId")),
        parameters: sorted.plain,
        request_body,
        responses,
        deprecated: flag(scope, at, "deprecated", members.get("deprecated")),
        security: members.get("security").map(security::requirements),
        extensions,
        ..Operation::default()
    }
}

/// The body of an operation: its own, or else the one its path declares for all verbs.
fn request_body(
    scope: Scope<'_>,
    at: &At<'_>,
    members: &Map<String, Value>,
    (own, shared): (&Sorted<'_>, &Sorted<'_>),
    consumes: &[String],
    lifted: &dyn Fn() -> String,
    pointers: &mut PointerMap,
) -> Option<ReferenceOr<RequestBody>> {
    let form: Vec<Found<'_>> = shared.form.iter().chain(&own.form).cloned().collect();
    if let Some(found) = own.body.as_ref().or(shared.body.as_ref()) {
        if !form.is_empty() {
            scope.warn("second-body", at, "the operation has a body and a form; the form says nothing");
        }
        pointers.insert(format!("{}/requestBody", lifted()), found.origin());
        let declaration = At::pointer_to(&found.pointer);
        let body = body::body(found.scope, &declaration, found.object, Some(found.index), consumes);
        return Some(ReferenceOr::Item(body));
    }
    if !form.is_empty() {
        return Some(ReferenceOr::Item(body::form(&form, consumes, lifted, pointers)));
    }
    let (body, elsewhere) = body::request_body(scope, &at.key("requestBody"), members.get("requestBody")?)?;
    if let Some(origin) = elsewhere {
        pointers.insert(format!("{}/requestBody", lifted()), origin);
    }
    Some(body)
}

/// `final-state-schema` is a reference, though not written as `$ref`.
fn rewrite_final_state(scope: Scope<'_>, options: Option<&mut Value>) {
    if let Some(Value::String(text)) = options.and_then(|options| options.get_mut("final-state-schema"))
        && let Some(lifted) = scope.schema_reference(text)
    {
        lifted.clone_into(text);
    }
}
