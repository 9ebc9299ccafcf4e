//! What a schema is: the one place that decides it, whatever keywords are there or missing.

use super::at::At;
use super::keywords::Keywords;
use super::scope::Scope;
use serde_json::Value;

/// What a schema is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Shape {
    String,
    Integer,
    Number,
    Boolean,
    Array,
    Object,
    File,
    AllOf,
    OneOf,
    AnyOf,
    Not,
    /// Composition beside structure of its own.
    Mixed,
    /// Says nothing that counts.
    Any,
}

/// The shape in words.
pub(super) fn what(shape: Shape) -> &'static str {
    match shape {
        Shape::String => "a string",
        Shape::Integer => "an integer",
        Shape::Number => "a number",
        Shape::Boolean => "a boolean",
        Shape::Array => "an array",
        Shape::Object => "an object",
        Shape::File => "a file",
        _ => "a schema composed of others",
    }
}

/// Whether a schema of this shape has a place for the keyword.
pub(super) fn takes(shape: Shape, key: &str) -> bool {
    let keys: &[&str] = match shape {
        Shape::String => &["format", "enum", "pattern", "minLength", "maxLength"],
        Shape::Integer | Shape::Number => {
            &["format", "enum", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"]
        }
        Shape::Boolean => &["enum"],
        Shape::Array => &["items", "minItems", "maxItems", "uniqueItems"],
        Shape::Object => &["properties", "required", "additionalProperties", "minProperties", "maxProperties"],
        Shape::File => &["format"],
        Shape::AllOf => &["allOf"],
        Shape::OneOf => &["oneOf"],
        Shape::AnyOf => &["anyOf"],
        Shape::Not => &["not"],
        Shape::Mixed | Shape::Any => return !MIXED_SPARE.contains(&key),
    };
    keys.contains(&key)
}

/// Limits of numbers and lengths, which make no sense where a schema is composed.
const MIXED_SPARE: [&str; 10] = [
    "minLength",
    "maxLength",
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "multipleOf",
    "minItems",
    "maxItems",
    "uniqueItems",
];

/// Whether the schema is `type: file`; schemas of bodies, where that is not allowed, say `format: file` instead.
pub(super) fn is_file(keywords: &Keywords<'_>) -> bool {
    match type_name(keywords) {
        Some("file") => true,
        None | Some("object" | "string") => keywords.format.is_some_and(|format| format == "file"),
        Some(_) => false,
    }
}

/// Whether `type` is a list with `null` in it, as JSON Schema writes what may be null.
pub(super) fn lists_null(keywords: &Keywords<'_>) -> bool {
    keywords.ty.and_then(Value::as_array).is_some_and(|types| types.iter().any(|ty| ty == "null"))
}

/// The type a schema says, if it says one.
pub(super) fn type_name<'a>(keywords: &Keywords<'a>) -> Option<&'a str> {
    match keywords.ty? {
        Value::String(name) => Some(name),
        Value::Array(names) => {
            let mut names = names.iter().filter_map(Value::as_str).filter(|name| *name != "null");
            let first = names.next()?;
            names.next().is_none().then_some(first)
        }
        _ => None,
    }
}

/// What the schema at `at` is.
pub(super) fn shape(scope: Scope<'_>, at: &At<'_>, keywords: &Keywords<'_>) -> Shape {
    let lists = [
        (keywords.all_of, Shape::AllOf),
        (keywords.one_of, Shape::OneOf),
        (keywords.any_of, Shape::AnyOf),
        (keywords.not, Shape::Not),
    ];
    let mut composed = lists.into_iter().filter(|(list, _)| list.is_some_and(|list| !says_nothing(list)));
    match (composed.next(), composed.next()) {
        (None, _) => simple(scope, at, keywords),
        (Some((_, shape)), None) if !has_structure(keywords) => shape,
        _ => Shape::Mixed,
    }
}

/// Whether a list, an object or a mark is as good as missing.
pub(super) fn says_nothing(value: &Value) -> bool {
    match value {
        Value::Array(items) => items.is_empty(),
        Value::Object(members) => members.is_empty(),
        value => value.is_null() || *value == Value::Bool(false),
    }
}

/// Whether a schema says more than what it is composed of.
fn has_structure(keywords: &Keywords<'_>) -> bool {
    let filled = [keywords.properties, keywords.required, keywords.enumeration, keywords.items];
    filled.into_iter().flatten().any(|value| !says_nothing(value))
        || keywords.additional_properties.is_some()
        || keywords.min_properties.is_some()
        || keywords.max_properties.is_some()
}

fn simple(scope: Scope<'_>, at: &At<'_>, keywords: &Keywords<'_>) -> Shape {
    if is_file(keywords) {
        return Shape::File;
    }
    let Some(name) = type_name(keywords) else { return inferred(keywords) };
    if let Some(shape) = named(name) {
        return shape;
    }
    let guess = match name.to_ascii_lowercase().as_str() {
        "int" | "int32" | "int64" | "long" => Shape::Integer,
        "float" | "double" | "decimal" => Shape::Number,
        "bool" => Shape::Boolean,
        "date" | "date-time" | "uuid" => Shape::String,
        name => named(name).unwrap_or(Shape::Any),
    };
    if name != "null" && name != "any" {
        let read = if guess == Shape::Any { "any value".to_owned() } else { format!("{guess:?}").to_lowercase() };
        scope.warn("unknown-type", &at.key("type"), format!("`{name}` is no type of a schema, read as {read}"));
    }
    guess
}

/// The shape that the schema's type says, if it says one that exists.
pub(super) fn stated(keywords: &Keywords<'_>) -> Option<Shape> {
    type_name(keywords).and_then(named)
}

fn named(name: &str) -> Option<Shape> {
    Some(match name {
        "string" => Shape::String,
        "integer" => Shape::Integer,
        "number" => Shape::Number,
        "boolean" => Shape::Boolean,
        "array" => Shape::Array,
        "object" => Shape::Object,
        _ => return None,
    })
}

/// What a schema without a type must be by the keywords it has.
fn inferred(keywords: &Keywords<'_>) -> Shape {
    let any = |values: &[Option<&Value>]| values.iter().any(Option::is_some);
    if any(&[keywords.properties, keywords.additional_properties, keywords.discriminator])
        || any(&[keywords.min_properties, keywords.max_properties])
        || keywords.required.is_some_and(Value::is_array)
    {
        return Shape::Object;
    }
    if keywords.items.is_some() {
        return Shape::Array;
    }
    if let Some(values) = keywords.enumeration.and_then(Value::as_array).filter(|values| !values.is_empty()) {
        return shape_of_values(values);
    }
    match keywords.format.and_then(Value::as_str) {
        Some("int32" | "int64" | "unixtime") => return Shape::Integer,
        Some("float" | "double" | "decimal") => return Shape::Number,
        Some(_) => return Shape::String,
        None => {}
    }
    if any(&[keywords.pattern, keywords.min_length, keywords.max_length]) {
        Shape::String
    } else if any(&[keywords.minimum, keywords.maximum, keywords.multiple_of]) {
        Shape::Number
    } else {
        Shape::Any
    }
}

/// The shape that all of these values have.
pub(super) fn shape_of_values(values: &[Value]) -> Shape {
    let all = |test: fn(&Value) -> bool| values.iter().all(|value| value.is_null() || test(value));
    if all(Value::is_string) {
        Shape::String
    } else if all(|value| value.is_i64() || value.is_u64()) {
        Shape::Integer
    } else if all(Value::is_number) {
        Shape::Number
    } else if all(Value::is_boolean) {
        Shape::Boolean
    } else {
        Shape::Any
    }
}
