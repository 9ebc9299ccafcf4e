//! Lists of allowed values, `x-ms-enum`.

use super::context::Lowering;
use super::draft::SchemaKey;
use super::extensions::{boolean, not_blank};
use super::facts::{client_name, docs};
use super::place::{Owner, Place};
use super::shape::EnumShape;
use crate::model::{Enum, EnumKind, EnumValue, Type, TypeName, Usage};
use openapiv3::Schema;
use serde_json::Value;
use std::collections::BTreeSet;

/// What `x-ms-enum` says.
#[derive(Default)]
struct EnumExtension<'s> {
    name: Option<&'s str>,
    model_as_string: Option<bool>,
    values: &'s [Value],
}

impl<'s> EnumExtension<'s> {
    fn of(schema: &'s Schema) -> Self {
        let Some(extension) = schema.schema_data.extensions.get("x-ms-enum") else { return Self::default() };
        Self {
            name: extension.get("name").and_then(Value::as_str).filter(|name| !name.trim().is_empty()),
            model_as_string: extension.get("modelAsString").and_then(boolean),
            values: extension.get("values").and_then(Value::as_array).map_or(&[], Vec::as_slice),
        }
    }
}

impl<'a> Lowering<'a, '_> {
    /// Declares the enum that a schema with several values stands for.
    pub(super) fn enum_type(
        &mut self,
        schema: &'a Schema,
        shape: EnumShape,
        place: &Place,
        owner: Owner<'_>,
        definition: Option<SchemaKey<'a>>,
    ) -> Type {
        if shape.mixed {
            self.warn("mixed-enum", place, "the values are not of the type that the schema names; read as strings");
        }
        let extension = EnumExtension::of(schema);
        let name = match (extension.name, definition) {
            (Some(name), _) => TypeName::Declared(name.to_owned()),
            (None, Some((_, key))) => {
                TypeName::Declared(client_name(&schema.schema_data.extensions).unwrap_or_else(|| key.to_owned()))
            }
            (None, None) => owner.type_name(),
        };
        let values = self.enum_values(&shape, &extension, place);
        let item = Enum {
            name,
            origin: self.origin(place),
            docs: docs(&schema.schema_data),
            kind: shape.kind,
            extensible: extension.model_as_string.unwrap_or(true),
            values,
            usage: Usage::default(),
        };
        let key = self.sort_key(place);
        Type::Enum(self.drafts.add_enum(item, key, extension.model_as_string == Some(true)))
    }

    /// The values listed under `enum`, with their texts, then those that only `x-ms-enum` lists.
    fn enum_values(&mut self, shape: &EnumShape, extension: &EnumExtension<'_>, place: &Place) -> Vec<EnumValue> {
        let mut seen = BTreeSet::new();
        let mut values: Vec<EnumValue> = Vec::with_capacity(shape.values.len());
        for value in &shape.values {
            if seen.insert(value.to_string()) {
                values.push(EnumValue { value: value.clone(), client_name: None, description: None });
            } else {
                self.warn("duplicate-enum-value", place, format!("{value} is listed more than once"));
            }
        }
        for described in extension.values {
            let Some(value) = described.get("value").and_then(|value| coerced(value, shape.kind)) else { continue };
            let client_name = described.get("name").and_then(Value::as_str);
            let description = described.get("description").and_then(Value::as_str);
            let index = values.iter().position(|known| known.value == value).unwrap_or_else(|| {
                self.warn("enum-values-differ", place, format!("`x-ms-enum` lists {value}, `enum` does not"));
                values.push(EnumValue { value, client_name: None, description: None });
                values.len() - 1
            });
            values[index].client_name = not_blank(client_name);
            values[index].description = not_blank(description);
        }
        values
    }
}

/// A value as the kind wants it: documents write numbers as strings and the reverse.
fn coerced(value: &Value, kind: EnumKind) -> Option<Value> {
    match (kind, value) {
        (EnumKind::String, Value::String(_)) => Some(value.clone()),
        (EnumKind::String, Value::Null) => None,
        (EnumKind::String, other) => Some(Value::from(other.to_string())),
        (EnumKind::Integer, Value::String(text)) => text.parse::<i64>().ok().map(Value::from),
        (EnumKind::Number, Value::String(text)) => text.parse::<f64>().ok().map(Value::from),
        (EnumKind::Integer | EnumKind::Number, Value::Number(_)) | (EnumKind::Boolean, Value::Bool(_)) => {
            Some(value.clone())
        }
        _ => None,
    }
}
