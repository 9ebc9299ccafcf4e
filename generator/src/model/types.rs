//! Types: models (objects), enums and what refers to them.

use super::{EnumId, ModelId};
use crate::origin::Origin;
use serde_json::Value;

/// The type of a value on the wire.
#[derive(Clone, Debug, PartialEq)]
pub enum Type {
    /// `true` or `false`.
    Boolean,
    /// A whole number.
    Integer(IntegerFormat),
    /// A number.
    Number(NumberFormat),
    /// A string, plain or with a meaning.
    String(StringFormat),
    /// Any JSON value: a schema that says nothing, or an object without properties.
    Any,
    /// An object with properties.
    Model(ModelId),
    /// One of a list of values.
    Enum(EnumId),
    /// A list.
    Array(Box<Item>),
    /// An object whose keys are data (`additionalProperties`).
    Map(Box<Item>),
    /// Bytes that are not JSON: `type: file`, or a `binary` string that is a whole body.
    Stream,
}

/// What a list or a map holds.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// The type of each item.
    pub ty: Type,
    /// `x-nullable`: an item may be `null`.
    pub nullable: bool,
}

/// How a whole number is sent.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum IntegerFormat {
    /// `int32`.
    Int32,
    /// `int64`, and no format at all: nothing is cut off.
    Int64,
    /// A moment, as seconds since 1970-01-01T00:00:00Z.
    UnixTime,
}

/// How a number is sent.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum NumberFormat {
    /// `float`.
    Float,
    /// `double`, and no format at all.
    Double,
    /// `decimal`.
    Decimal,
}

/// What a string means.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum StringFormat {
    /// Text. Formats without a type of their own (`char`, `password`, `arm-id`, `uri`, unknown ones) are text;
    /// [`Constraints::format`] keeps their name.
    Text,
    /// RFC 3339 date and time.
    DateTime,
    /// RFC 7231 (IMF-fixdate) date and time.
    DateTimeRfc1123,
    /// A day.
    Date,
    /// A time of day.
    Time,
    /// ISO 8601 duration.
    Duration,
    /// `byte`: base64.
    Base64,
    /// `base64url` without padding.
    Base64Url,
    /// UUID.
    Uuid,
}

/// Texts of a declaration.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Docs {
    /// `title` or `summary`.
    pub summary: Option<String>,
    /// `description`.
    pub description: Option<String>,
    /// `externalDocs.url`.
    pub external: Option<String>,
}

/// What a declaration's type was called, so that names can be decided later and in one place.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum TypeName {
    /// The key under `definitions`, the `x-ms-enum` name or the `x-ms-client-name` of the schema.
    Declared(String),
    /// An anonymous schema: the words of its owner, from the outside in, e.g. `["VaultProperties", "sku"]`.
    Inline(Vec<String>),
}

/// An object type with everything it inherits.
#[derive(Clone, Debug, PartialEq)]
pub struct Model {
    /// What it is called in the documents.
    pub name: TypeName,
    /// Where it is declared.
    pub origin: Origin,
    /// Its texts.
    pub docs: Docs,
    /// Properties: those of the bases first, base by base, then its own. Unique by wire name.
    pub properties: Vec<Property>,
    /// Declared `additionalProperties`, if they are declared as a schema or as `true`.
    pub additional_properties: Option<Item>,
    /// Direct bases named in `allOf` that are types of their own, for whoever compares versions.
    pub bases: Vec<String>,
    /// Its part in a hierarchy told apart by a property.
    pub polymorphism: Polymorphism,
    /// Where it is used.
    pub usage: Usage,
    /// `x-ms-azure-resource`, own or inherited.
    pub is_resource: bool,
}

/// A model's part in a hierarchy told apart by a property (`discriminator`).
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Polymorphism {
    /// None.
    #[default]
    None,
    /// Others derive from it: a value of this type may be any of `variants`.
    Base {
        /// Wire name of the property that tells them apart. It stands in `properties`, too.
        property: String,
        /// This model's own value of that property, if it may appear itself or derives from another base.
        value: Option<String>,
        /// Everything that derives from it, directly or not, in document order.
        variants: Vec<Variant>,
    },
    /// It derives from a base and nothing derives from it.
    Leaf {
        /// Wire name of the property that tells it apart. It stands in `properties`, too.
        property: String,
        /// This model's value of that property.
        value: String,
    },
}

/// A model that derives from a polymorphic base.
#[derive(Clone, Debug, PartialEq)]
pub struct Variant {
    /// Value of the discriminator.
    pub value: String,
    /// The model.
    pub model: ModelId,
}

/// Where a type is used, directly or inside another.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Usage {
    /// In a request.
    pub input: bool,
    /// In a successful response.
    pub output: bool,
    /// In an error response.
    pub error: bool,
    /// As the whole body of a request.
    pub body: bool,
    /// As the whole body of an error response.
    pub error_body: bool,
    /// As a page of a paged operation.
    pub page: bool,
}

/// A property of a model as it appears on the wire.
#[derive(Clone, Debug, PartialEq)]
pub struct Property {
    /// The key in the JSON object.
    pub wire_name: String,
    /// `x-ms-client-name`.
    pub client_name: Option<String>,
    /// Where it is declared.
    pub origin: Origin,
    /// Its texts.
    pub docs: Docs,
    /// Its type.
    pub ty: Type,
    /// Whether the declaring schema requires it.
    pub required: bool,
    /// `x-nullable` or `nullable`.
    pub nullable: bool,
    /// When it may be sent and when it comes back: `readOnly`, `x-ms-mutability`.
    pub mutability: Mutability,
    /// `x-ms-secret`, or format `password`.
    pub secret: bool,
    /// `x-ms-client-flatten`: other generators lift this property's own properties to its owner.
    pub flatten: bool,
    /// `default`.
    pub default: Option<Value>,
    /// A single allowed value.
    pub constant: Option<Value>,
    /// Limits on the value.
    pub constraints: Constraints,
    /// Name of the base it is inherited from.
    pub inherited_from: Option<String>,
}

/// When a property may be sent and when it comes back.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Mutability {
    /// May be sent when the resource is created.
    pub create: bool,
    /// Comes back when the resource is read.
    pub read: bool,
    /// May be sent when the resource is updated.
    pub update: bool,
}

impl Mutability {
    /// No limits.
    pub const ALL: Self = Self { create: true, read: true, update: true };
    /// `readOnly: true`.
    pub const READ_ONLY: Self = Self { create: false, read: true, update: false };

    /// Whether it must never be sent.
    pub fn is_read_only(self) -> bool {
        !self.create && !self.update
    }
}

/// Limits that the documents put on a value; documented, never enforced by a client.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Constraints {
    /// `format`, whatever it says.
    pub format: Option<String>,
    /// `pattern`.
    pub pattern: Option<String>,
    /// `minLength`.
    pub min_length: Option<u64>,
    /// `maxLength`.
    pub max_length: Option<u64>,
    /// `minimum`.
    pub minimum: Option<serde_json::Number>,
    /// `exclusiveMinimum` beside `minimum`.
    pub exclusive_minimum: bool,
    /// `maximum`.
    pub maximum: Option<serde_json::Number>,
    /// `exclusiveMaximum` beside `maximum`.
    pub exclusive_maximum: bool,
    /// `multipleOf`.
    pub multiple_of: Option<serde_json::Number>,
    /// `minItems`.
    pub min_items: Option<u64>,
    /// `maxItems`.
    pub max_items: Option<u64>,
    /// `uniqueItems`.
    pub unique_items: bool,
}

/// One of a list of values.
#[derive(Clone, Debug, PartialEq)]
pub struct Enum {
    /// `x-ms-enum.name`, the key under `definitions`, or its owner's words.
    pub name: TypeName,
    /// Where it is declared.
    pub origin: Origin,
    /// Its texts.
    pub docs: Docs,
    /// What the values are on the wire.
    pub kind: EnumKind,
    /// Whether the service may add values (`x-ms-enum.modelAsString`; true where nothing is said).
    pub extensible: bool,
    /// The values, in document order, unique by wire value.
    pub values: Vec<EnumValue>,
    /// Where it is used.
    pub usage: Usage,
}

/// What the values of an enum are on the wire.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum EnumKind {
    /// Strings.
    String,
    /// Whole numbers.
    Integer,
    /// Numbers.
    Number,
    /// Booleans (a one-value boolean is a constant).
    Boolean,
}

/// A value of an enum.
#[derive(Clone, Debug, PartialEq)]
pub struct EnumValue {
    /// The value on the wire; its JSON type follows [`Enum::kind`].
    pub value: Value,
    /// `x-ms-enum.values[].name`.
    pub client_name: Option<String>,
    /// `x-ms-enum.values[].description`.
    pub description: Option<String>,
}
