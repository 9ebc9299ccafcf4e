//! What a JSON object held beyond its model's fields.

use azure_core::Value;
use std::{collections::BTreeMap, fmt};

/// What a JSON object held beyond its model's fields, and what the caller wants to send beyond them.
///
/// * Properties that the document does not declare, whole.
/// * `null`s of declared properties, read or set by [`set_null`](Self::set_null): the field is `None`, and `null` is
///   written. A field that is set wins.
/// * The original of a declared property that is spelled otherwise than it would be written (an enum value in another
///   case, a date-time without offset, a number in a string, a list with a `null` in it): written instead of the field's
///   value for as long as the field is what was read.
///
/// `Debug` shows the names only, as nobody knows which undocumented values are secret.
///
/// ```
/// use armspan_runtime::{Extra, model};
///
/// #[derive(Default)]
/// pub struct Vault { pub name: Option<String>, pub owner: Option<String>, pub extra: Extra }
/// model!(Vault { name: "name", owner: "owner" });
///
/// let mut patch: Vault = serde_json::from_str(r#"{"name": "v", "tier": "new"}"#)?;
/// assert_eq!(patch.extra.get("tier").and_then(|tier| tier.as_str()), Some("new"));
/// patch.extra.set_null("owner"); // "no owner any more", where leaving it out says "as it was"
/// assert_eq!(serde_json::to_string(&patch)?, r#"{"name":"v","owner":null,"tier":"new"}"#);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Default, PartialEq)]
#[allow(clippy::box_collection, reason = "a pointer of eight bytes in every model, null in most")]
pub struct Extra(Option<Box<BTreeMap<String, Value>>>);

impl Extra {
    /// The value under a wire name.
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.0.as_ref()?.get(name)
    }

    /// Puts a value under a wire name; it is sent unless a declared property of that name is set.
    ///
    /// Under the name of a declared property whose field is not set, only what reads as "not set" (`null`) is sent.
    pub fn insert(&mut self, name: impl Into<String>, value: impl Into<Value>) -> Option<Value> {
        self.0.get_or_insert_default().insert(name.into(), value.into())
    }

    /// Sends an explicit `null` for a property, which is how a PATCH says "remove".
    pub fn set_null(&mut self, name: impl Into<String>) {
        self.insert(name, Value::Null);
    }

    /// Takes the value under a wire name out.
    pub fn remove(&mut self, name: &str) -> Option<Value> {
        let map = self.0.as_mut()?;
        let value = map.remove(name);
        if map.is_empty() {
            self.0 = None;
        }
        value
    }

    /// Everything kept, sorted by wire name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.0.iter().flat_map(|map| map.iter()).map(|(name, value)| (name.as_str(), value))
    }

    /// Whether nothing is kept.
    pub fn is_empty(&self) -> bool {
        self.0.is_none()
    }
}

impl fmt::Debug for Extra {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.iter().map(|(name, _)| name)).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_as_small_as_a_pointer_and_equal_again_when_emptied() {
        assert_eq!(size_of::<Extra>(), size_of::<usize>());
        let mut extra = Extra::default();
        extra.set_null("a");
        assert_eq!(extra.get("a"), Some(&Value::Null));
        assert_eq!(extra.remove("a"), Some(Value::Null));
        assert_eq!(extra, Extra::default());
        assert!(extra.is_empty() && extra.remove("a").is_none());
    }

    #[test]
    fn debug_names_and_does_not_tell() {
        let mut extra = Extra::default();
        extra.insert("primaryKey", "s3cret");
        assert_eq!(format!("{extra:?}"), r#"{"primaryKey"}"#);
    }
}
