//! The members of a schema, sorted out in one go over the object.

use serde_json::{Map, Value};

/// The members of a schema object, or of a parameter that says its type itself.
#[derive(Default)]
pub(super) struct Keywords<'a> {
    pub ty: Option<&'a Value>,
    pub format: Option<&'a Value>,
    pub title: Option<&'a Value>,
    pub description: Option<&'a Value>,
    pub default: Option<&'a Value>,
    pub example: Option<&'a Value>,
    pub external_docs: Option<&'a Value>,
    pub enumeration: Option<&'a Value>,
    pub pattern: Option<&'a Value>,
    pub min_length: Option<&'a Value>,
    pub max_length: Option<&'a Value>,
    pub minimum: Option<&'a Value>,
    pub maximum: Option<&'a Value>,
    pub exclusive_minimum: Option<&'a Value>,
    pub exclusive_maximum: Option<&'a Value>,
    pub multiple_of: Option<&'a Value>,
    pub items: Option<&'a Value>,
    pub min_items: Option<&'a Value>,
    pub max_items: Option<&'a Value>,
    pub unique_items: Option<&'a Value>,
    pub properties: Option<&'a Value>,
    pub required: Option<&'a Value>,
    pub additional_properties: Option<&'a Value>,
    pub min_properties: Option<&'a Value>,
    pub max_properties: Option<&'a Value>,
    pub all_of: Option<&'a Value>,
    pub one_of: Option<&'a Value>,
    pub any_of: Option<&'a Value>,
    pub not: Option<&'a Value>,
    pub discriminator: Option<&'a Value>,
    pub read_only: Option<&'a Value>,
    pub write_only: Option<&'a Value>,
    pub nullable: Option<&'a Value>,
    pub deprecated: Option<&'a Value>,
    /// Members that begin with `x-`.
    pub extensions: Vec<(&'a str, &'a Value)>,
    /// Members that are none of the above.
    pub other: Vec<(&'a str, &'a Value)>,
}

impl<'a> Keywords<'a> {
    /// Sorts out the members of `object`; `$ref` is left aside.
    pub(super) fn of(object: &'a Map<String, Value>) -> Self {
        let mut keywords = Self::default();
        for (key, value) in object {
            if key == "$ref" {
            } else if key.starts_with("x-") {
                keywords.extensions.push((key, value));
            } else if let Some(keyword) = keywords.slot(key) {
                *keyword = Some(value);
            } else {
                keywords.other.push((key, value));
            }
        }
        keywords
    }

    /// The value of the extension `key`.
    pub(super) fn extension(&self, key: &str) -> Option<&'a Value> {
        self.extensions.iter().find(|(name, _)| *name == key).map(|(_, value)| *value)
    }

    fn slot(&mut self, key: &str) -> Option<&mut Option<&'a Value>> {
        Some(match key {
            "type" => &mut self.ty,
            "format" => &mut self.format,
            "title" => &mut self.title,
            "description" => &mut self.description,
            "default" => &mut self.default,
            "example" => &mut self.example,
            "externalDocs" => &mut self.external_docs,
            "enum" => &mut self.enumeration,
            "pattern" => &mut self.pattern,
            "minLength" => &mut self.min_length,
            "maxLength" => &mut self.max_length,
            "minimum" => &mut self.minimum,
            "maximum" => &mut self.maximum,
            "exclusiveMinimum" => &mut self.exclusive_minimum,
            "exclusiveMaximum" => &mut self.exclusive_maximum,
            "multipleOf" => &mut self.multiple_of,
            "items" => &mut self.items,
            "minItems" => &mut self.min_items,
            "maxItems" => &mut self.max_items,
            "uniqueItems" => &mut self.unique_items,
            "properties" => &mut self.properties,
            "required" => &mut self.required,
            "additionalProperties" => &mut self.additional_properties,
            "minProperties" => &mut self.min_properties,
            "maxProperties" => &mut self.max_properties,
            "allOf" => &mut self.all_of,
            "oneOf" => &mut self.one_of,
            "anyOf" => &mut self.any_of,
            "not" => &mut self.not,
            "discriminator" => &mut self.discriminator,
            "readOnly" => &mut self.read_only,
            "writeOnly" => &mut self.write_only,
            "nullable" => &mut self.nullable,
            "deprecated" => &mut self.deprecated,
            _ => return None,
        })
    }

    /// Every keyword about the shape of the value, for a `$ref` whose siblings say more than texts and marks.
    pub(super) fn shape_keywords(&self) -> impl Iterator<Item = (&'a str, &'a Value)> + use<'a> {
        [
            ("format", self.format),
            ("enum", self.enumeration),
            ("pattern", self.pattern),
            ("minLength", self.min_length),
            ("maxLength", self.max_length),
            ("minimum", self.minimum),
            ("maximum", self.maximum),
            ("exclusiveMinimum", self.exclusive_minimum),
            ("exclusiveMaximum", self.exclusive_maximum),
            ("multipleOf", self.multiple_of),
            ("items", self.items),
            ("minItems", self.min_items),
            ("maxItems", self.max_items),
            ("uniqueItems", self.unique_items),
            ("properties", self.properties),
            ("required", self.required),
            ("additionalProperties", self.additional_properties),
            ("minProperties", self.min_properties),
            ("maxProperties", self.max_properties),
            ("allOf", self.all_of),
            ("oneOf", self.one_of),
            ("anyOf", self.any_of),
            ("not", self.not),
        ]
        .into_iter()
        .filter_map(|(key, value)| Some((key, value?)))
    }
}
