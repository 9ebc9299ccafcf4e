//! Parameters: those that stay parameters, and the sorting out of those that become a body.

use super::at::At;
use super::body::declared_content;
use super::keywords::Keywords;
use super::pointers::PointerMap;
use super::schema::{self, extensions_of};
use super::scope::{CORRECT, Place, Scope, flag, kind_of, object, reference_of, text};
use super::targets::Kind;
use crate::origin::Origin;
use indexmap::IndexMap;
use openapiv3::{
    CookieStyle, HeaderStyle, Parameter, ParameterData, ParameterSchemaOrContent, PathStyle, QueryStyle, ReferenceOr,
    Schema,
};
use serde_json::{Map, Value};

/// Keeps `collectionFormat` of a list, as the document states it.
const COLLECTION_FORMAT: &str = "x-armspan-collection-format";

/// Extensions of a parameter that speak of its value, and so belong to its schema as well.
const VALUE_EXTENSIONS: [&str; 5] =
    ["x-ms-enum", "x-nullable", "x-ms-format", "x-ms-format-element-type", "x-ms-arm-id-details"];

/// The parameters of an operation or a path, sorted out.
#[derive(Default)]
pub(super) struct Sorted<'a> {
    /// What stays a parameter.
    pub plain: Vec<ReferenceOr<Parameter>>,
    /// `in: body`.
    pub body: Option<Found<'a>>,
    /// `in: formData`.
    pub form: Vec<Found<'a>>,
}

/// A parameter that becomes a body or a part of one.
#[derive(Clone)]
pub(super) struct Found<'a> {
    /// The document that declares it.
    pub scope: Scope<'a>,
    /// Pointer to its declaration.
    pub pointer: String,
    /// The declaration.
    pub object: &'a Map<String, Value>,
    /// Its position among the parameters.
    pub index: usize,
}

/// Sorts out the list of parameters at `at`, which becomes the one at pointer `lifted`.
pub(super) fn sort<'a>(
    scope: Scope<'a>,
    at: &At<'_>,
    parameters: Option<&'a Value>,
    lifted: &dyn Fn() -> String,
    pointers: &mut PointerMap,
) -> Sorted<'a> {
    let mut sorted = Sorted::default();
    let items = match parameters {
        Some(Value::Array(items)) => items.as_slice(),
        None => &[],
        Some(value) => {
            let message = format!("`parameters` is {}, expected a list", kind_of(value));
            scope.error("unexpected-type", at, message, CORRECT);
            &[]
        }
    };
    for (index, value) in items.iter().enumerate() {
        let at = at.index(index);
        let Some(place) = resolve(scope, &at, value) else { continue };
        let Some(object) = object(place.scope, &at, place.value) else { continue };
        let referred = reference_of(value).is_some();
        let found = || {
            let pointer = if referred { place.pointer.to_owned() } else { at.pointer() };
            Found { scope: place.scope, pointer, object, index }
        };
        match object.get("in").and_then(Value::as_str) {
            Some("body") if sorted.body.is_some() => {
                scope.warn("second-body", &at, "an operation has one body; this one says nothing");
            }
            Some("body") => sorted.body = Some(found()),
            Some("formData") => sorted.form.push(found()),
            _ => {
                let Some(parameter) = plain(scope, &at, value, place) else { continue };
                let inlined = referred && matches!(parameter, ReferenceOr::Item(_));
                if inlined || sorted.plain.len() != index {
                    let origin = if inlined { found().origin() } else { scope.origin(&at) };
                    pointers.insert(format!("{}/parameters/{}", lifted(), sorted.plain.len()), origin);
                }
                sorted.plain.push(parameter);
            }
        }
    }
    sorted
}

impl Found<'_> {
    /// Where it is declared.
    pub(super) fn origin(&self) -> Origin {
        Origin::new(self.scope.document.id, self.pointer.clone())
    }
}

/// The declaration that `value` is or refers to.
fn resolve<'a>(scope: Scope<'a>, at: &At<'_>, value: &'a Value) -> Option<Place<'a>> {
    match reference_of(value) {
        Some(reference) => scope.follow(reference, at),
        None => Some(Place { scope, pointer: "", value }),
    }
}

/// A parameter that stays one: a reference where it refers to a component, itself otherwise.
fn plain(scope: Scope<'_>, at: &At<'_>, value: &Value, place: Place<'_>) -> Option<ReferenceOr<Parameter>> {
    let Some(reference) = reference_of(value) else {
        return declared(scope, at, value.as_object()?).map(ReferenceOr::Item);
    };
    if let Some(reference) = scope.component_reference(reference, Kind::Parameter) {
        return Some(ReferenceOr::Reference { reference: reference.to_owned() });
    }
    let at = At::pointer_to(place.pointer);
    declared(place.scope, &at, place.value.as_object()?).map(ReferenceOr::Item)
}

/// Lifts a parameter that is neither body nor form.
pub(super) fn declared(scope: Scope<'_>, at: &At<'_>, object: &Map<String, Value>) -> Option<Parameter> {
    let Some(name) = text(scope, at, "name", object.get("name")) else {
        scope.error("invalid-parameter", at, "the parameter has no `name`", CORRECT);
        return None;
    };
    let location = object.get("in").and_then(Value::as_str).unwrap_or_default();
    let list = ListFormat::of(scope, at, object);
    let format = match object.get("content") {
        Some(content) => ParameterSchemaOrContent::Content(declared_content(scope, &at.key("content"), Some(content))),
        None => ParameterSchemaOrContent::Schema(value_schema(scope, at, object)),
    };
    let mark = |key: &str| object.get(key).map(|value| flag(scope, at, key, Some(value)));
    let mut extensions = extensions_of(object);
    extensions.extend(list.stated.map(|stated| (COLLECTION_FORMAT.to_owned(), stated.into())));
    let parameter_data = ParameterData {
        name,
        description: text(scope, at, "description", object.get("description")),
        required: location == "path" || mark("required") == Some(true),
        deprecated: mark("deprecated"),
        format,
        example: object.get("example").cloned(),
        examples: IndexMap::new(),
        explode: mark("explode").or(list.explode.filter(|_| location == "query")),
        extensions,
    };
    Some(match location {
        "path" => Parameter::Path { parameter_data, style: PathStyle::Simple },
        "header" => Parameter::Header { parameter_data, style: HeaderStyle::Simple },
        "cookie" => Parameter::Cookie { parameter_data, style: CookieStyle::Form },
        "query" => Parameter::Query {
            parameter_data,
            allow_reserved: mark("allowReserved") == Some(true),
            style: list.style,
            allow_empty_value: mark("allowEmptyValue"),
        },
        other => {
            let message = format!("`in` is `{other}`, expected `path`, `query`, `header`, `body` or `formData`");
            scope.error("invalid-parameter", at, message, CORRECT);
            return None;
        }
    })
}

/// How a parameter writes a list.
struct ListFormat {
    /// `collectionFormat`, where it is stated.
    stated: Option<String>,
    style: QueryStyle,
    explode: Option<bool>,
}

impl ListFormat {
    fn of(scope: Scope<'_>, at: &At<'_>, object: &Map<String, Value>) -> Self {
        if let Some(style) = object.get("style").and_then(Value::as_str) {
            let style = match style {
                "spaceDelimited" => QueryStyle::SpaceDelimited,
                "pipeDelimited" => QueryStyle::PipeDelimited,
                "deepObject" => QueryStyle::DeepObject,
                _ => QueryStyle::Form,
            };
            return Self { stated: None, style, explode: None };
        }
        let is_list = object.contains_key("items") || object.get("type").and_then(Value::as_str) == Some("array");
        let stated = text(scope, at, "collectionFormat", object.get("collectionFormat")).filter(|_| is_list);
        let style = match stated.as_deref() {
            Some("ssv") => QueryStyle::SpaceDelimited,
            Some("pipes") => QueryStyle::PipeDelimited,
            _ => QueryStyle::Form,
        };
        // OpenAPI 3 repeats a list where nothing is said, Swagger 2.0 writes it with commas.
        let explode = is_list.then_some(stated.as_deref() == Some("multi"));
        Self { stated, style, explode }
    }
}

/// The type that a parameter, a part of a form or a header states, beside its name or as `schema`.
pub(super) fn value_schema(scope: Scope<'_>, at: &At<'_>, object: &Map<String, Value>) -> ReferenceOr<Schema> {
    if let Some(value) = object.get("schema") {
        return schema::lift(scope, &at.key("schema"), value);
    }
    let mut keywords = Keywords::of(object);
    // These speak of the parameter, and what is left over is no part of a schema.
    keywords.description = None;
    keywords.example = None;
    keywords.deprecated = None;
    keywords.required = None;
    keywords.other.clear();
    keywords.extensions.retain(|(key, _)| VALUE_EXTENSIONS.contains(key));
    ReferenceOr::Item(schema::lift_keywords(scope, at, &keywords))
}

/// Lifts a part of a form to a property: its type, and what is said about it.
pub(super) fn form_property(scope: Scope<'_>, at: &At<'_>, object: &Map<String, Value>) -> ReferenceOr<Box<Schema>> {
    match value_schema(scope, at, object) {
        ReferenceOr::Reference { reference } => ReferenceOr::Reference { reference },
        ReferenceOr::Item(mut schema) => {
            let data = &mut schema.schema_data;
            data.description = text(scope, at, "description", object.get("description"));
            data.extensions.extend(extensions_of(object));
            let stated = ListFormat::of(scope, at, object).stated;
            data.extensions.extend(stated.map(|stated| (COLLECTION_FORMAT.to_owned(), stated.into())));
            ReferenceOr::boxed_item(schema)
        }
    }
}
