//! Reading `x-*` extensions: what is absent or of another JSON type counts as not said.

use indexmap::IndexMap;
use serde_json::Value;

/// The extensions of any OpenAPI object.
pub(super) type Extensions = IndexMap<String, Value>;

/// Whether `key` is `true`; some documents write `"true"`.
pub(super) fn flag(extensions: &Extensions, key: &str) -> bool {
    optional_flag(extensions, key).unwrap_or(false)
}

/// `key` as a boolean, if it is one.
pub(super) fn optional_flag(extensions: &Extensions, key: &str) -> Option<bool> {
    extensions.get(key).and_then(boolean)
}

/// A boolean, also in quotes.
pub(super) fn boolean(value: &Value) -> Option<bool> {
    match value {
        Value::Bool(flag) => Some(*flag),
        Value::String(text) => text.parse().ok(),
        _ => None,
    }
}

/// `key` as a text that is not empty.
pub(super) fn text(extensions: &Extensions, key: &str) -> Option<String> {
    extensions.get(key).and_then(Value::as_str).filter(|text| !text.is_empty()).map(str::to_owned)
}

/// The texts in the list `key`.
pub(super) fn texts(extensions: &Extensions, key: &str) -> Option<Vec<String>> {
    let values = extensions.get(key)?.as_array()?;
    Some(values.iter().filter_map(Value::as_str).map(str::to_owned).collect())
}

/// A text that is not blank.
pub(super) fn not_blank(text: Option<&str>) -> Option<String> {
    text.map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned)
}
