//! What a schema is: the one place that decides which `SchemaKind` it becomes.

use super::at::At;
use super::bounds::{integer_type, length, number_type};
use super::keywords::Keywords;
use super::schema;
use super::scope::{Scope, flag, kind_of, text, texts};
use indexmap::IndexMap;
use openapiv3::{
    AdditionalProperties, AnySchema, ArrayType, BooleanType, ObjectType, ReferenceOr, Schema, SchemaKind, StringFormat,
    StringType, Type, VariantOrUnknownOrEmpty,
};
use serde_json::{Map, Value};

/// What a schema is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Shape {
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

/// The kind of schema that `keywords` make; what does not fit goes to `spare`, untouched.
pub(super) fn lift(
    scope: Scope<'_>,
    at: &At<'_>,
    keywords: &Keywords<'_>,
    spare: &mut Map<String, Value>,
) -> SchemaKind {
    let shape = shape(scope, at, keywords);
    for (key, value) in keywords.shape_keywords().filter(|(key, value)| !says_nothing(value) && !takes(shape, key)) {
        let message = format!("`{key}` says nothing about {}", article(shape));
        scope.warn("misplaced-keyword", &at.key(key), message);
        spare.insert(key.to_owned(), value.clone());
    }
    match shape {
        Shape::String => SchemaKind::Type(Type::String(string_type(scope, at, keywords, spare))),
        Shape::Integer => SchemaKind::Type(Type::Integer(integer_type(scope, at, keywords, spare))),
        Shape::Number => SchemaKind::Type(Type::Number(number_type(scope, at, keywords, spare))),
        Shape::Boolean => SchemaKind::Type(Type::Boolean(BooleanType {
            enumeration: enumeration(scope, at, keywords, spare, as_bool),
        })),
        Shape::Array => SchemaKind::Type(Type::Array(array_type(scope, at, keywords, spare))),
        Shape::Object => SchemaKind::Type(Type::Object(object_type(scope, at, keywords, spare))),
        Shape::File => SchemaKind::Type(Type::String(StringType {
            format: VariantOrUnknownOrEmpty::Item(StringFormat::Binary),
            ..StringType::default()
        })),
        Shape::AllOf => SchemaKind::AllOf { all_of: schemas(scope, at, "allOf", keywords.all_of) },
        Shape::OneOf => SchemaKind::OneOf { one_of: schemas(scope, at, "oneOf", keywords.one_of) },
        Shape::AnyOf => SchemaKind::AnyOf { any_of: schemas(scope, at, "anyOf", keywords.any_of) },
        Shape::Not => match not(scope, at, keywords) {
            Some(not) => SchemaKind::Not { not },
            None => SchemaKind::Any(AnySchema::default()),
        },
        Shape::Mixed | Shape::Any => SchemaKind::Any(mixed(scope, at, keywords, spare)),
    }
}

fn article(shape: Shape) -> &'static str {
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
fn takes(shape: Shape, key: &str) -> bool {
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
fn type_name<'a>(keywords: &Keywords<'a>) -> Option<&'a str> {
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

fn shape(scope: Scope<'_>, at: &At<'_>, keywords: &Keywords<'_>) -> Shape {
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
fn says_nothing(value: &Value) -> bool {
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

fn shape_of_values(values: &[Value]) -> Shape {
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

fn string_type(scope: Scope<'_>, at: &At<'_>, keywords: &Keywords<'_>, spare: &mut Map<String, Value>) -> StringType {
    StringType {
        format: text(scope, at, "format", keywords.format).into(),
        pattern: text(scope, at, "pattern", keywords.pattern),
        enumeration: enumeration(scope, at, keywords, spare, as_string),
        min_length: length("minLength", keywords.min_length, spare),
        max_length: length("maxLength", keywords.max_length, spare),
    }
}

fn as_string(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(_) | Value::Bool(_) => Some(value.to_string()),
        _ => None,
    }
}

fn as_bool(value: &Value) -> Option<bool> {
    value.as_bool().or_else(|| value.as_str()?.parse().ok())
}

/// The values of an enum as its type has them; where one had to be read or left out, the originals are kept as well.
pub(super) fn enumeration<T>(
    scope: Scope<'_>,
    at: &At<'_>,
    keywords: &Keywords<'_>,
    spare: &mut Map<String, Value>,
    read: impl Fn(&Value) -> Option<T>,
) -> Vec<Option<T>> {
    let Some(values) = keywords.enumeration else { return Vec::new() };
    let Some(items) = values.as_array() else {
        let message = format!("`enum` is {}, expected a list", kind_of(values));
        scope.warn("unexpected-type", &at.key("enum"), message);
        return Vec::new();
    };
    let expected = type_name(keywords).and_then(named);
    let mut untouched = true;
    let lifted = items.iter().filter_map(|value| {
        if value.is_null() {
            return Some(None);
        }
        untouched &= expected.is_none_or(|shape| shape_of_values(std::slice::from_ref(value)) == shape)
            || (expected == Some(Shape::Number) && value.is_number());
        let read = read(value);
        untouched &= read.is_some();
        read.map(Some)
    });
    let lifted = lifted.collect();
    if !untouched {
        let name = type_name(keywords).unwrap_or("a value of its own kind");
        scope.warn("enum-value-type", &at.key("enum"), format!("a value of the enum is no {name}, read as one"));
        spare.insert("enum".to_owned(), values.clone());
    }
    lifted
}

fn array_type(scope: Scope<'_>, at: &At<'_>, keywords: &Keywords<'_>, spare: &mut Map<String, Value>) -> ArrayType {
    let items = keywords.items.and_then(|items| {
        if items.is_array() {
            scope.warn("unexpected-type", &at.key("items"), "`items` is a list, read as a list of any values");
            spare.insert("items".to_owned(), items.clone());
            return None;
        }
        Some(schema::lift_boxed(scope, &at.key("items"), items))
    });
    ArrayType {
        items,
        min_items: length("minItems", keywords.min_items, spare),
        max_items: length("maxItems", keywords.max_items, spare),
        unique_items: flag(scope, at, "uniqueItems", keywords.unique_items),
    }
}

fn object_type(scope: Scope<'_>, at: &At<'_>, keywords: &Keywords<'_>, spare: &mut Map<String, Value>) -> ObjectType {
    ObjectType {
        properties: properties(scope, at, keywords.properties),
        required: required(scope, at, keywords.required),
        additional_properties: additional_properties(scope, at, keywords.additional_properties),
        min_properties: length("minProperties", keywords.min_properties, spare),
        max_properties: length("maxProperties", keywords.max_properties, spare),
    }
}

fn properties(scope: Scope<'_>, at: &At<'_>, value: Option<&Value>) -> IndexMap<String, ReferenceOr<Box<Schema>>> {
    let Some(value) = value else { return IndexMap::new() };
    let at = at.key("properties");
    let Some(members) = super::scope::object(scope, &at, value) else { return IndexMap::new() };
    members.iter().map(|(name, value)| (name.clone(), schema::lift_boxed(scope, &at.key(name), value))).collect()
}

/// `required` of an object; a lone truth value is a mistake for what its owner should list.
fn required(scope: Scope<'_>, at: &At<'_>, value: Option<&Value>) -> Vec<String> {
    if let Some(Value::Bool(_)) = value {
        let message = "`required` is a boolean, expected a list of properties; it says nothing here";
        scope.warn("unexpected-type", &at.key("required"), message);
        return Vec::new();
    }
    texts(scope, at, "required", value)
}

fn additional_properties(scope: Scope<'_>, at: &At<'_>, value: Option<&Value>) -> Option<AdditionalProperties> {
    Some(match value? {
        Value::Bool(any) => AdditionalProperties::Any(*any),
        value => AdditionalProperties::Schema(Box::new(schema::lift(scope, &at.key("additionalProperties"), value))),
    })
}

fn schemas(scope: Scope<'_>, at: &At<'_>, key: &str, value: Option<&Value>) -> Vec<ReferenceOr<Schema>> {
    let at = at.key(key);
    match value {
        Some(Value::Array(items)) => {
            items.iter().enumerate().map(|(index, item)| schema::lift(scope, &at.index(index), item)).collect()
        }
        Some(value) => {
            scope.warn("unexpected-type", &at, format!("`{key}` is {}, expected a list of schemas", kind_of(value)));
            Vec::new()
        }
        None => Vec::new(),
    }
}

fn not(scope: Scope<'_>, at: &At<'_>, keywords: &Keywords<'_>) -> Option<Box<ReferenceOr<Schema>>> {
    keywords.not.map(|not| Box::new(schema::lift(scope, &at.key("not"), not)))
}

fn mixed(scope: Scope<'_>, at: &At<'_>, keywords: &Keywords<'_>, spare: &mut Map<String, Value>) -> AnySchema {
    let items = keywords.items.map(|items| schema::lift_boxed(scope, &at.key("items"), items));
    AnySchema {
        typ: type_name(keywords).map(str::to_owned),
        pattern: text(scope, at, "pattern", keywords.pattern),
        properties: properties(scope, at, keywords.properties),
        required: required(scope, at, keywords.required),
        additional_properties: additional_properties(scope, at, keywords.additional_properties),
        min_properties: length("minProperties", keywords.min_properties, spare),
        max_properties: length("maxProperties", keywords.max_properties, spare),
        items,
        enumeration: keywords.enumeration.and_then(Value::as_array).cloned().unwrap_or_default(),
        format: text(scope, at, "format", keywords.format),
        one_of: schemas(scope, at, "oneOf", keywords.one_of),
        all_of: schemas(scope, at, "allOf", keywords.all_of),
        any_of: schemas(scope, at, "anyOf", keywords.any_of),
        not: not(scope, at, keywords),
        ..AnySchema::default()
    }
}
