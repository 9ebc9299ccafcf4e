//! Schemas as `openapiv3` types, one function per kind.

use super::at::At;
use super::bounds::{integer_type, length, number_type};
use super::keywords::Keywords;
use super::schema;
use super::scope::{Scope, flag, kind_of, text, texts};
use super::shape::{Shape, says_nothing, shape, shape_of_values, stated, takes, type_name, what};
use indexmap::IndexMap;
use openapiv3::{
    AdditionalProperties, AnySchema, ArrayType, BooleanType, ObjectType, ReferenceOr, Schema, SchemaKind, StringFormat,
    StringType, Type, VariantOrUnknownOrEmpty,
};
use serde_json::{Map, Value};

/// The kind of schema that `keywords` make; what does not fit goes to `spare`, untouched.
pub(super) fn lift(
    scope: Scope<'_>,
    at: &At<'_>,
    keywords: &Keywords<'_>,
    spare: &mut Map<String, Value>,
) -> SchemaKind {
    let shape = shape(scope, at, keywords);
    for (key, value) in keywords.shape_keywords().filter(|(key, value)| !says_nothing(value) && !takes(shape, key)) {
        let message = format!("`{key}` says nothing about {}", what(shape));
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
    let expected = stated(keywords);
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
