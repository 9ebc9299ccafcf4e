//! What a place in a document holds, told by the keys that lead there.
//!
//! `properties` is a keyword in a schema and may be a name in a list of properties; `examples` likewise. Who looks for
//! `$ref`s must know which of both stands before it.

/// What a place in a document holds.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Slot {
    /// A schema, or an object of the specification in which a `$ref` would be to a schema.
    Schema,
    /// Something else that may be a `$ref`: a parameter, a response, a header, a path item.
    Component,
    /// An object whose keys are names, each with a schema.
    Schemas,
    /// An object whose keys are names (or a list), each with something that is no schema.
    Components,
}

impl Slot {
    /// What `key` leads to from here; none for data, in which nothing has a meaning.
    pub(super) fn child(self, key: &str) -> Option<Self> {
        match self {
            Slot::Schemas => Some(Slot::Schema),
            Slot::Components => Some(Slot::Component),
            Slot::Schema | Slot::Component => Self::keyword(key),
        }
    }

    fn keyword(key: &str) -> Option<Self> {
        Some(match key {
            "properties" | "patternProperties" | "definitions" | "schemas" => Slot::Schemas,
            "parameters" | "responses" | "headers" | "paths" | "x-ms-paths" | "content" | "requestBodies" => {
                Slot::Components
            }
            "callbacks" | "links" | "securitySchemes" | "securityDefinitions" => Slot::Components,
            "requestBody" => Slot::Component,
            "x-ms-examples" | "examples" | "example" | "default" | "enum" | "x-ms-enum" | "mapping" => return None,
            _ => Slot::Schema,
        })
    }

    /// What an item of a list holds.
    pub(super) fn item(self) -> Self {
        match self {
            Slot::Schemas | Slot::Schema => Slot::Schema,
            Slot::Components | Slot::Component => Slot::Component,
        }
    }

    /// Whether a `$ref` may stand here.
    pub(super) fn takes_reference(self) -> bool {
        matches!(self, Slot::Schema | Slot::Component)
    }
}
