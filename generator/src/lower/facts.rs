//! What a schema says beside its type, and how that adds up along a chain of references.

use super::extensions::{Extensions, boolean, flag, not_blank, text};
use super::formats::format_name;
use super::shape::number;
use crate::model::{Constraints, Docs, Item, Mutability, Type};
use openapiv3::{Schema, SchemaData, SchemaKind, Type as SchemaType};
use serde_json::{Number, Value};

/// A type with what was said on the way to it.
#[derive(Clone, Debug)]
pub(super) struct Typed {
    pub(super) ty: Type,
    pub(super) facts: Facts,
}

impl Typed {
    /// A type about which nothing is said.
    pub(super) fn plain(ty: Type) -> Self {
        Self { ty, facts: Facts::default() }
    }

    /// As what a list or a map holds.
    pub(super) fn into_item(self) -> Item {
        Item { ty: self.ty, nullable: self.facts.nullable }
    }

    /// A list or a map of this; whoever holds secrets is one.
    pub(super) fn held_in(self, container: fn(Box<Item>) -> Type) -> Self {
        let facts = Facts { secret: self.facts.secret, ..Facts::default() };
        Self { ty: container(Box::new(self.into_item())), facts }
    }
}

/// What a schema says beside its type.
#[derive(Clone, Debug, Default)]
pub(super) struct Facts {
    pub(super) docs: Docs,
    pub(super) nullable: bool,
    pub(super) mutability: Option<Mutability>,
    pub(super) secret: bool,
    pub(super) default: Option<Value>,
    pub(super) constraints: Constraints,
    /// The only value of a boolean.
    pub(super) only_boolean: Option<bool>,
}

impl Facts {
    pub(super) fn of(schema: &Schema) -> Self {
        let data = &schema.schema_data;
        let constraints = merged_constraints(constraints(&schema.schema_kind), spare_constraints(&data.extensions));
        Self {
            docs: docs(data),
            nullable: data.nullable || flag(&data.extensions, "x-nullable") || lists_null(&schema.schema_kind),
            mutability: mutability(data),
            secret: flag(&data.extensions, "x-ms-secret") || constraints.format.as_deref() == Some("password"),
            default: data.default.clone(),
            only_boolean: only_boolean(&schema.schema_kind),
            constraints,
        }
    }

    /// These facts, completed by those of what the schema refers to.
    #[must_use]
    pub(super) fn or(self, inherited: Self) -> Self {
        Self {
            docs: merged_docs(self.docs, inherited.docs),
            nullable: self.nullable || inherited.nullable,
            mutability: self.mutability.or(inherited.mutability),
            secret: self.secret || inherited.secret,
            default: self.default.or(inherited.default),
            constraints: merged_constraints(self.constraints, inherited.constraints),
            only_boolean: self.only_boolean.or(inherited.only_boolean),
        }
    }
}

/// Title, description and link of a schema.
pub(super) fn docs(data: &SchemaData) -> Docs {
    Docs {
        summary: not_blank(data.title.as_deref()),
        description: not_blank(data.description.as_deref()),
        external: data.external_docs.as_ref().and_then(|docs| not_blank(Some(&docs.url))),
    }
}

fn merged_docs(own: Docs, inherited: Docs) -> Docs {
    if own.summary.is_some() || own.description.is_some() {
        return own;
    }
    Docs { external: own.external.or(inherited.external), ..inherited }
}

/// `readOnly`, `writeOnly` and `x-ms-mutability`; `readOnly` outweighs the others.
fn mutability(data: &SchemaData) -> Option<Mutability> {
    if data.read_only {
        return Some(Mutability::READ_ONLY);
    }
    if let Some(listed) = listed_mutability(&data.extensions) {
        return Some(listed);
    }
    data.write_only.then_some(Mutability { create: true, read: false, update: true })
}

fn listed_mutability(extensions: &Extensions) -> Option<Mutability> {
    let listed = extensions.get("x-ms-mutability")?.as_array()?;
    let has =
        |word: &str| listed.iter().any(|value| value.as_str().is_some_and(|text| text.eq_ignore_ascii_case(word)));
    let mutability = Mutability { create: has("create"), read: has("read"), update: has("update") };
    (mutability != Mutability { create: false, read: false, update: false }).then_some(mutability)
}

fn lists_null(kind: &SchemaKind) -> bool {
    match kind {
        SchemaKind::Type(SchemaType::String(string)) => string.enumeration.contains(&None),
        SchemaKind::Type(SchemaType::Integer(integer)) => integer.enumeration.contains(&None),
        SchemaKind::Type(SchemaType::Number(number)) => number.enumeration.contains(&None),
        SchemaKind::Any(any) => any.enumeration.contains(&Value::Null),
        _ => false,
    }
}

fn only_boolean(kind: &SchemaKind) -> Option<bool> {
    match kind {
        SchemaKind::Type(SchemaType::Boolean(boolean)) => match boolean.enumeration.as_slice() {
            [Some(value)] => Some(*value),
            _ => None,
        },
        SchemaKind::Any(any) if any.typ.as_deref() == Some("boolean") => match any.enumeration.as_slice() {
            [value] => boolean(value),
            _ => None,
        },
        _ => None,
    }
}

fn constraints(kind: &SchemaKind) -> Constraints {
    match kind {
        SchemaKind::Type(SchemaType::String(string)) => Constraints {
            format: format_name(&string.format).map(str::to_owned),
            pattern: string.pattern.clone(),
            min_length: string.min_length.map(as_u64),
            max_length: string.max_length.map(as_u64),
            ..Constraints::default()
        },
        SchemaKind::Type(SchemaType::Integer(integer)) => Constraints {
            format: format_name(&integer.format).map(str::to_owned),
            minimum: integer.minimum.map(Number::from),
            exclusive_minimum: integer.exclusive_minimum,
            maximum: integer.maximum.map(Number::from),
            exclusive_maximum: integer.exclusive_maximum,
            multiple_of: integer.multiple_of.map(Number::from),
            ..Constraints::default()
        },
        SchemaKind::Type(SchemaType::Number(float)) => Constraints {
            format: format_name(&float.format).map(str::to_owned),
            minimum: float.minimum.and_then(number),
            exclusive_minimum: float.exclusive_minimum,
            maximum: float.maximum.and_then(number),
            exclusive_maximum: float.exclusive_maximum,
            multiple_of: float.multiple_of.and_then(number),
            ..Constraints::default()
        },
        SchemaKind::Type(SchemaType::Array(array)) => Constraints {
            min_items: array.min_items.map(as_u64),
            max_items: array.max_items.map(as_u64),
            unique_items: array.unique_items,
            ..Constraints::default()
        },
        SchemaKind::Any(any) => Constraints {
            format: any.format.clone(),
            pattern: any.pattern.clone(),
            min_length: any.min_length.map(as_u64),
            max_length: any.max_length.map(as_u64),
            minimum: any.minimum.and_then(number),
            exclusive_minimum: any.exclusive_minimum.unwrap_or(false),
            maximum: any.maximum.and_then(number),
            exclusive_maximum: any.exclusive_maximum.unwrap_or(false),
            multiple_of: any.multiple_of.and_then(number),
            min_items: any.min_items.map(as_u64),
            max_items: any.max_items.map(as_u64),
            unique_items: any.unique_items.unwrap_or(false),
        },
        _ => Constraints::default(),
    }
}

/// Limits that the lift keeps aside because `openapiv3` has no place for them: beside a `$ref`, or too large.
fn spare_constraints(extensions: &Extensions) -> Constraints {
    let Some(spare) = extensions.get("x-armspan-schema") else { return Constraints::default() };
    let length = |key: &str| spare.get(key).and_then(Value::as_u64);
    let limit = |key: &str| spare.get(key).and_then(Value::as_number).cloned();
    let marked = |key: &str| spare.get(key).and_then(Value::as_bool).unwrap_or(false);
    Constraints {
        format: spare.get("format").and_then(Value::as_str).map(str::to_owned),
        pattern: spare.get("pattern").and_then(Value::as_str).map(str::to_owned),
        min_length: length("minLength"),
        max_length: length("maxLength"),
        minimum: limit("minimum").or_else(|| limit("exclusiveMinimum")),
        exclusive_minimum: marked("exclusiveMinimum"),
        maximum: limit("maximum").or_else(|| limit("exclusiveMaximum")),
        exclusive_maximum: marked("exclusiveMaximum"),
        multiple_of: limit("multipleOf"),
        min_items: length("minItems"),
        max_items: length("maxItems"),
        unique_items: marked("uniqueItems"),
    }
}

fn as_u64(length: usize) -> u64 {
    u64::try_from(length).unwrap_or(u64::MAX)
}

fn merged_constraints(own: Constraints, inherited: Constraints) -> Constraints {
    Constraints {
        format: own.format.or(inherited.format),
        pattern: own.pattern.or(inherited.pattern),
        min_length: own.min_length.or(inherited.min_length),
        max_length: own.max_length.or(inherited.max_length),
        exclusive_minimum: own.exclusive_minimum || (own.minimum.is_none() && inherited.exclusive_minimum),
        minimum: own.minimum.or(inherited.minimum),
        exclusive_maximum: own.exclusive_maximum || (own.maximum.is_none() && inherited.exclusive_maximum),
        maximum: own.maximum.or(inherited.maximum),
        multiple_of: own.multiple_of.or(inherited.multiple_of),
        min_items: own.min_items.or(inherited.min_items),
        max_items: own.max_items.or(inherited.max_items),
        unique_items: own.unique_items || inherited.unique_items,
    }
}

/// `x-ms-client-name`.
pub(super) fn client_name(extensions: &Extensions) -> Option<String> {
    text(extensions, "x-ms-client-name")
}

/// Whether `readOnly` and `x-ms-mutability` contradict each other.
pub(super) fn mutability_contradicts(data: &SchemaData) -> bool {
    data.read_only && listed_mutability(&data.extensions).is_some_and(|listed| !listed.is_read_only())
}
