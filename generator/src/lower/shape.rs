//! What kind of schema a schema is: the only file that looks inside `SchemaKind`.

use super::extensions::flag;
use super::formats::format_name;
use crate::model::EnumKind;
use indexmap::IndexMap;
use openapiv3::{AdditionalProperties, AnySchema, ReferenceOr, Schema, SchemaKind, Type as SchemaType};
use serde_json::{Number, Value};

/// Mark of the lift on `allOf: [$ref]` that stands for a reference with something beside it.
const ANNOTATED_REFERENCE: &str = "x-armspan-reference";
/// Mark of the lift on `type: file`.
const FILE: &str = "x-armspan-file";

/// A schema, written in place or referred to.
#[derive(Clone, Copy)]
pub(super) enum SchemaRef<'a> {
    Reference(&'a str),
    Item(&'a Schema),
}

impl<'a> From<&'a ReferenceOr<Schema>> for SchemaRef<'a> {
    fn from(schema: &'a ReferenceOr<Schema>) -> Self {
        match schema {
            ReferenceOr::Reference { reference } => Self::Reference(reference),
            ReferenceOr::Item(schema) => Self::Item(schema),
        }
    }
}

impl<'a> From<&'a ReferenceOr<Box<Schema>>> for SchemaRef<'a> {
    fn from(schema: &'a ReferenceOr<Box<Schema>>) -> Self {
        match schema {
            ReferenceOr::Reference { reference } => Self::Reference(reference),
            ReferenceOr::Item(schema) => Self::Item(schema),
        }
    }
}

/// The closed set of schemas that the rest of the lowering tells apart.
pub(super) enum Shape<'a> {
    /// A `$ref` with something beside it.
    Reference(&'a str),
    /// A list of allowed values of more than booleans.
    Enum(EnumShape),
    /// A boolean, number or string.
    Primitive(PrimitiveKind, Option<&'a str>),
    /// A list.
    Array(Option<SchemaRef<'a>>),
    /// Properties, bases or a map of values.
    Object(ObjectShape<'a>),
    /// `type: file`.
    File,
    /// `oneOf` or `anyOf`.
    Union(&'a [ReferenceOr<Schema>]),
    /// Nothing is said.
    Any,
}

/// JSON types that are one value.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum PrimitiveKind {
    Boolean,
    Integer,
    Number,
    String,
}

/// A list of allowed values.
pub(super) struct EnumShape {
    pub(super) kind: EnumKind,
    /// Without `null`.
    pub(super) values: Vec<Value>,
    /// Whether the schema says one type and lists values of another.
    pub(super) mixed: bool,
}

/// What an object schema says.
#[derive(Clone, Copy)]
pub(super) struct ObjectShape<'a> {
    pub(super) properties: &'a IndexMap<String, ReferenceOr<Box<Schema>>>,
    pub(super) required: &'a [String],
    pub(super) additional: Option<&'a AdditionalProperties>,
    pub(super) all_of: &'a [ReferenceOr<Schema>],
}

impl<'a> Shape<'a> {
    pub(super) fn of(schema: &'a Schema) -> Self {
        if flag(&schema.schema_data.extensions, FILE) {
            return Self::File;
        }
        let annotated = flag(&schema.schema_data.extensions, ANNOTATED_REFERENCE);
        match &schema.schema_kind {
            SchemaKind::AllOf { all_of } => match all_of.as_slice() {
                [ReferenceOr::Reference { reference }] if annotated => Self::Reference(reference),
                all_of => {
                    Self::Object(ObjectShape { properties: no_properties(), required: &[], additional: None, all_of })
                }
            },
            SchemaKind::Any(any) => match any.all_of.as_slice() {
                [ReferenceOr::Reference { reference }] if annotated => Self::Reference(reference),
                _ => Self::of_any(any),
            },
            SchemaKind::OneOf { one_of } => Self::Union(one_of),
            SchemaKind::AnyOf { any_of } => Self::Union(any_of),
            SchemaKind::Not { .. } => Self::Any,
            SchemaKind::Type(ty) => Self::of_type(ty),
        }
    }

    fn of_type(ty: &'a SchemaType) -> Self {
        match ty {
            SchemaType::Boolean(_) => Self::Primitive(PrimitiveKind::Boolean, None),
            SchemaType::String(string) => {
                let values = string.enumeration.iter().flatten().map(|value| Value::from(value.as_str()));
                Self::values_or(values, EnumKind::String, PrimitiveKind::String, format_name(&string.format))
            }
            SchemaType::Integer(integer) => {
                let values = integer.enumeration.iter().flatten().map(|value| Value::from(*value));
                Self::values_or(values, EnumKind::Integer, PrimitiveKind::Integer, format_name(&integer.format))
            }
            SchemaType::Number(number) => {
                let values = number.enumeration.iter().flatten().filter_map(|value| number_value(*value));
                Self::values_or(values, EnumKind::Number, PrimitiveKind::Number, format_name(&number.format))
            }
            SchemaType::Array(array) => Self::Array(array.items.as_ref().map(SchemaRef::from)),
            SchemaType::Object(object) => Self::Object(ObjectShape {
                properties: &object.properties,
                required: &object.required,
                additional: object.additional_properties.as_ref(),
                all_of: &[],
            }),
        }
    }

    fn values_or(
        values: impl Iterator<Item = Value>,
        kind: EnumKind,
        primitive: PrimitiveKind,
        format: Option<&'a str>,
    ) -> Self {
        let values: Vec<Value> = values.collect();
        if values.is_empty() {
            return Self::Primitive(primitive, format);
        }
        Self::Enum(EnumShape { kind, values, mixed: false })
    }

    /// A schema that says too little or too much for one of the typed kinds.
    fn of_any(any: &'a AnySchema) -> Self {
        let primitive = primitive_kind(any.typ.as_deref());
        if primitive != Some(PrimitiveKind::Boolean) && any.enumeration.iter().any(|value| !value.is_null()) {
            return Self::Enum(enum_of_any(any, primitive));
        }
        if let Some(kind) = primitive {
            return Self::Primitive(kind, any.format.as_deref());
        }
        if any.typ.as_deref() == Some("array") || any.items.is_some() {
            return Self::Array(any.items.as_ref().map(SchemaRef::from));
        }
        let object = ObjectShape {
            properties: &any.properties,
            required: &any.required,
            additional: any.additional_properties.as_ref(),
            all_of: &any.all_of,
        };
        if any.typ.as_deref() == Some("object") || !object.is_empty() {
            return Self::Object(object);
        }
        match (any.one_of.as_slice(), any.any_of.as_slice()) {
            ([], []) => Self::of_hints(any),
            ([], union) | (union, _) => Self::Union(union),
        }
    }

    /// A schema without a type whose keywords make sense for one type only.
    fn of_hints(any: &'a AnySchema) -> Self {
        let text = any.pattern.is_some() || any.min_length.is_some() || any.max_length.is_some();
        let number = any.minimum.is_some() || any.maximum.is_some() || any.multiple_of.is_some();
        match any.format.as_deref() {
            Some("int32" | "int64") => Self::Primitive(PrimitiveKind::Integer, any.format.as_deref()),
            Some("float" | "double" | "decimal") => Self::Primitive(PrimitiveKind::Number, any.format.as_deref()),
            Some(_) => Self::Primitive(PrimitiveKind::String, any.format.as_deref()),
            None if text => Self::Primitive(PrimitiveKind::String, None),
            None if number => Self::Primitive(PrimitiveKind::Number, None),
            None => Self::Any,
        }
    }
}

impl ObjectShape<'_> {
    /// Whether it says nothing but that it is an object.
    pub(super) fn is_empty(&self) -> bool {
        self.properties.is_empty() && self.additional.is_none() && self.all_of.is_empty()
    }
}

/// An empty map to borrow where a schema cannot have properties.
fn no_properties() -> &'static IndexMap<String, ReferenceOr<Box<Schema>>> {
    static EMPTY: std::sync::OnceLock<IndexMap<String, ReferenceOr<Box<Schema>>>> = std::sync::OnceLock::new();
    EMPTY.get_or_init(IndexMap::new)
}

fn primitive_kind(name: Option<&str>) -> Option<PrimitiveKind> {
    match name? {
        "boolean" => Some(PrimitiveKind::Boolean),
        "integer" => Some(PrimitiveKind::Integer),
        "number" => Some(PrimitiveKind::Number),
        "string" => Some(PrimitiveKind::String),
        _ => None,
    }
}

/// The values of an untyped or contradictory list: of the type the schema names where all of them can be read as
/// that, else of the type they have, else strings.
fn enum_of_any(any: &AnySchema, said: Option<PrimitiveKind>) -> EnumShape {
    let values: Vec<&Value> = any.enumeration.iter().filter(|value| !value.is_null()).collect();
    let all = |test: fn(&Value) -> bool| values.iter().all(|value| test(value));
    let has = if all(|value| value.is_i64() || value.is_u64()) {
        EnumKind::Integer
    } else if all(Value::is_number) {
        EnumKind::Number
    } else {
        EnumKind::String
    };
    let kind = match said {
        Some(PrimitiveKind::Integer) if has == EnumKind::Integer => EnumKind::Integer,
        Some(PrimitiveKind::Number) if has != EnumKind::String => EnumKind::Number,
        None => has,
        _ => EnumKind::String,
    };
    let mixed = match said {
        Some(PrimitiveKind::String) => !all(Value::is_string),
        Some(_) => kind == EnumKind::String,
        None => has == EnumKind::String && !all(Value::is_string),
    };
    let values = values.into_iter().map(|value| if kind == EnumKind::String { as_text(value) } else { value.clone() });
    EnumShape { kind, values: values.collect(), mixed }
}

fn as_text(value: &Value) -> Value {
    match value {
        Value::String(_) => value.clone(),
        other => Value::from(other.to_string()),
    }
}

/// A number as JSON would write it: whole ones without a fraction.
pub(super) fn number(value: f64) -> Option<Number> {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    if value.fract() == 0.0 && value.abs() <= EXACT {
        return Some(Number::from(value as i64));
    }
    Number::from_f64(value)
}

fn number_value(value: f64) -> Option<Value> {
    number(value).map(Value::Number)
}
