//! Hierarchies of models told apart by a property.

use super::{Mode, WriteContext};
use azure_core::Value;

/// Which of the documented values the discriminator of an object has: exactly, else but for case.
pub fn discriminator(value: &Value, property: &str, documented: &[&'static str]) -> Option<&'static str> {
    super::enums::documented(value.get(property)?.as_str()?, documented)
}

/// The JSON form of a variant, with the discriminator put in where the caller left it out.
pub fn tagged(mut object: Value, property: &str, value: &str, context: WriteContext) -> Value {
    if let (Value::Object(map), Mode::Full | Mode::Request) = (&mut object, context.mode) {
        map.entry(property).or_insert_with(|| Value::from(value));
    }
    object
}
