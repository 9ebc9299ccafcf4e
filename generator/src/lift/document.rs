//! A whole document: the frame around paths and components.

use super::at::At;
use super::body;
use super::parameters;
use super::paths::{self, Defaults};
use super::pointers::{PointerMap, component};
use super::responses;
use super::schema::{self, extensions_of, external_docs};
use super::scope::{Scope, object, reference_of, text, texts};
use super::security;
use super::targets::Kind;
use crate::documents::Dialect;
use openapiv3::{Components, Info, OpenAPI, Parameter, ReferenceOr};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

/// Extension that names the parameters of a host; its `$ref`s are lifted like all others.
const PARAMETERIZED_HOST: &str = "x-ms-parameterized-host";

/// Lifts a document of any dialect.
pub(super) fn lift(scope: Scope<'_>, pointers: &mut PointerMap) -> OpenAPI {
    let root = At::pointer_to("");
    let value = scope.document.value();
    let empty = Map::new();
    let members = value.as_object().unwrap_or(&empty);
    let defaults = Defaults {
        consumes: texts(scope, &root, "consumes", members.get("consumes")),
        produces: texts(scope, &root, "produces", members.get("produces")),
    };
    let is_openapi = scope.document.dialect() == Dialect::OpenApi30;
    if let Some(version) = members.get("openapi").and_then(Value::as_str).filter(|version| !version.starts_with("3.0"))
    {
        let message = format!("`{version}` is read as OpenAPI 3.0: what came later is not understood");
        scope.warn("newer-dialect", &root.key("openapi"), message);
    }
    let host = text(scope, &root, "host", members.get("host")).unwrap_or_default();
    if host.contains("://") || host.ends_with('/') {
        let message = format!("`{host}` is no host but a URL; read as its host");
        scope.warn("host-spelling", &root.key("host"), message);
    }
    let mut components = if is_openapi { components(scope) } else { definitions(scope, &defaults) };
    extra_schemas(scope, &mut components, pointers);
    let mut extensions = extensions_of(members);
    extensions.shift_remove("x-ms-paths");
    if let Some(host) = extensions.get_mut(PARAMETERIZED_HOST) {
        lift_host_references(scope, host);
    }
    OpenAPI {
        openapi: "3.0.3".to_owned(),
        info: info(scope, &root.key("info"), members.get("info")),
        servers: if is_openapi { typed(members.get("servers")) } else { security::servers(value) },
        paths: paths::lift(scope, &defaults, pointers),
        components: Some(components),
        security: members.get("security").map(security::requirements),
        tags: typed(members.get("tags")),
        external_docs: external_docs(members.get("externalDocs")),
        extensions,
    }
}

/// What reads the same in both dialects and says nothing about code; nothing where it is malformed.
fn typed<T: DeserializeOwned>(value: Option<&Value>) -> Vec<T> {
    let items = value.and_then(Value::as_array).into_iter().flatten();
    items.filter_map(|item| serde_json::from_value(item.clone()).ok()).collect()
}

fn info(scope: Scope<'_>, at: &At<'_>, value: Option<&Value>) -> Info {
    let Some(members) = value.and_then(|value| object(scope, at, value)) else { return Info::default() };
    let member = |key: &str| text(scope, at, key, members.get(key));
    Info {
        title: member("title").unwrap_or_default(),
        description: member("description"),
        terms_of_service: member("termsOfService"),
        contact: members.get("contact").cloned().and_then(|value| serde_json::from_value(value).ok()),
        license: members.get("license").cloned().and_then(|value| serde_json::from_value(value).ok()),
        version: member("version").unwrap_or_default(),
        extensions: extensions_of(members),
    }
}

/// The members of the list of components at `key`, each with its place.
fn each<'a>(
    scope: Scope<'a>,
    at: &At<'_>,
    list: Option<&'a Value>,
    mut visit: impl FnMut(&'a String, &At<'_>, &'a Value),
) {
    for (name, value) in list.and_then(|value| object(scope, at, value)).into_iter().flatten() {
        visit(name, &at.key(name), value);
    }
}

/// The components of a Swagger 2.0 document or of a fragment.
fn definitions(scope: Scope<'_>, defaults: &Defaults) -> Components {
    let mut components = Components::default();
    let root = At::pointer_to("");
    let list = |key: &str| scope.document.value().get(key);
    each(scope, &root.key("definitions"), list("definitions"), |name, at, value| {
        components.schemas.insert(name.clone(), schema::lift(scope, at, value));
    });
    each(scope, &root.key("parameters"), list("parameters"), |name, at, value| {
        match value.get("in").and_then(Value::as_str) {
            Some("body") => {
                let Some(members) = object(scope, at, value) else { return };
                let body = body::body(scope, at, members, None, &defaults.consumes);
                components.request_bodies.insert(name.clone(), ReferenceOr::Item(body));
            }
            // A part of a form is lifted where it is used: alone it is nothing.
            Some("formData") => {}
            _ => {
                let lifted = parameter(scope, at, value);
                components.parameters.extend(lifted.map(|parameter| (name.clone(), parameter)));
            }
        }
    });
    each(scope, &root.key("responses"), list("responses"), |name, at, value| {
        let lifted = responses::one(scope, at, value, &defaults.produces);
        components.responses.extend(lifted.map(|(response, _)| (name.clone(), response)));
    });
    components.security_schemes = security::schemes(scope);
    components
}

/// The components of an OpenAPI 3 document.
fn components(scope: Scope<'_>) -> Components {
    let mut components = Components::default();
    let root = At::pointer_to("/components");
    let list = |key: &str| scope.document.value().get("components")?.get(key);
    each(scope, &root.key("schemas"), list("schemas"), |name, at, value| {
        components.schemas.insert(name.clone(), schema::lift(scope, at, value));
    });
    each(scope, &root.key("parameters"), list("parameters"), |name, at, value| {
        let lifted = parameter(scope, at, value);
        components.parameters.extend(lifted.map(|parameter| (name.clone(), parameter)));
    });
    each(scope, &root.key("requestBodies"), list("requestBodies"), |name, at, value| {
        let lifted = body::request_body(scope, at, value);
        components.request_bodies.extend(lifted.map(|(body, _)| (name.clone(), body)));
    });
    each(scope, &root.key("responses"), list("responses"), |name, at, value| {
        let lifted = responses::one(scope, at, value, &[]);
        components.responses.extend(lifted.map(|(response, _)| (name.clone(), response)));
    });
    each(scope, &root.key("headers"), list("headers"), |name, at, value| {
        let lifted = responses::header_or_reference(scope, at, value);
        components.headers.extend(lifted.map(|header| (name.clone(), header)));
    });
    each(scope, &root.key("securitySchemes"), list("securitySchemes"), |name, at, value| match serde_json::from_value(
        value.clone(),
    ) {
        Ok(scheme) => _ = components.security_schemes.insert(name.clone(), scheme),
        Err(error) => scope.warn("invalid-security", at, format!("the scheme says nothing: {error}")),
    });
    components
}

/// A parameter in a list of components.
fn parameter(scope: Scope<'_>, at: &At<'_>, value: &Value) -> Option<ReferenceOr<Parameter>> {
    let Some(reference) = reference_of(value) else {
        return parameters::declared(scope, at, object(scope, at, value)?).map(ReferenceOr::Item);
    };
    let reference = scope.component_reference(reference, Kind::Parameter)?.to_owned();
    Some(ReferenceOr::Reference { reference })
}

/// Adds the schemas that something refers to though they are not declared as such.
fn extra_schemas(scope: Scope<'_>, components: &mut Components, pointers: &mut PointerMap) {
    for (pointer, name) in scope.targets.extras(scope.document.id) {
        let Some(value) = scope.document.value().pointer(pointer) else { continue };
        let at = At::pointer_to(pointer);
        components.schemas.insert(name.to_owned(), schema::lift(scope, &at, value));
        pointers.insert(component("schemas", name), scope.origin(&at));
    }
}

fn lift_host_references(scope: Scope<'_>, host: &mut Value) {
    let parameters = host.get_mut("parameters").and_then(Value::as_array_mut);
    for parameter in parameters.into_iter().flatten() {
        let lifted = reference_of(parameter).and_then(|text| scope.component_reference(text, Kind::Parameter));
        if let Some(lifted) = lifted {
            parameter["$ref"] = Value::from(lifted);
        }
    }
}

/// The parameters of `x-ms-parameterized-host`, lifted.
pub(super) fn host_parameters(scope: Scope<'_>) -> Vec<ReferenceOr<Parameter>> {
    let pointer = "/x-ms-parameterized-host/parameters";
    let parameters = scope.document.value().pointer(pointer);
    let at = At::pointer_to(pointer);
    let lifted = || pointer.to_owned();
    parameters::sort(scope, &at, parameters, &lifted, &mut PointerMap::default()).plain
}
