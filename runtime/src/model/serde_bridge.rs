//! serde's traits and request bodies, by way of [`Json`].

use super::{Json, Mode, ReadContext, WriteContext};
use crate::Format;
use azure_core::Value;
use azure_core::http::RequestContent;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};

/// `Serialize` of a model or enum: everything, as it was read.
pub fn serialize<T: Json, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
    value.write(WriteContext::new(Mode::Full)).serialize(serializer)
}

/// `Deserialize` of a model or enum. The error names the JSON path.
pub fn deserialize<'de, T: Json, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let value = Value::deserialize(deserializer)?;
    T::read(&value, &mut ReadContext::new(Format::Default)).map_err(D::Error::custom)
}

/// The JSON text that is sent for a value: without read-only properties.
pub fn request_body<T: Json>(value: &T) -> Vec<u8> {
    request_body_as(value, Format::Default)
}

/// [`request_body`], with dates and bytes spelled in `format`.
pub fn request_body_as<T: Json>(value: &T, format: Format) -> Vec<u8> {
    value.write(WriteContext { mode: Mode::Request, format }).to_string().into_bytes()
}

/// The body of a request from any value with a JSON form, read-only properties left out.
///
/// Models convert by `try_into()`; this is for what is not a type of the generated crate's own, such as lists and maps
/// of models.
pub fn body<T: Json>(value: &T) -> RequestContent<T> {
    RequestContent::from(request_body(value))
}
