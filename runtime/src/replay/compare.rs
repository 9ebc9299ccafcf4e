//! Comparing what was sent and read with what an example says.

use crate::Value;
use std::fmt::Write as _;

/// The first place where `actual` is not the same JSON as `expected`.
pub(super) fn difference(path: &str, expected: &Value, actual: &Value) -> Option<String> {
    if let (Value::Object(expected), Value::Object(actual)) = (expected, actual) {
        let lost = expected.keys().find(|key| !actual.contains_key(*key));
        if let Some(key) = lost {
            return Some(format!("{path}.{key} was lost"));
        }
    }
    added(path, expected, actual).or_else(|| match (expected, actual) {
        (Value::Object(left), Value::Object(right)) => {
            left.iter().find_map(|(key, value)| difference(&format!("{path}.{key}"), value, &right[key]))
        }
        (Value::Array(left), Value::Array(right)) => {
            let pairs = left.iter().zip(right).enumerate();
            pairs.into_iter().find_map(|(index, (l, r))| difference(&format!("{path}[{index}]"), l, r))
        }
        _ => None,
    })
}

/// The first place where `actual` says something that `expected` does not; absent properties are no difference.
pub(super) fn added(path: &str, expected: &Value, actual: &Value) -> Option<String> {
    match (expected, actual) {
        (Value::Object(left), Value::Object(right)) => right.iter().find_map(|(key, value)| match left.get(key) {
            None => Some(format!("{path}.{key} was added: {value}")),
            Some(expected) => added(&format!("{path}.{key}"), expected, value),
        }),
        (Value::Array(left), Value::Array(right)) if left.len() == right.len() => {
            let pairs = left.iter().zip(right).enumerate();
            pairs.into_iter().find_map(|(index, (l, r))| added(&format!("{path}[{index}]"), l, r))
        }
        (Value::Number(left), Value::Number(right)) if left.as_f64() == right.as_f64() => None,
        _ if expected == actual => None,
        _ => Some(format!("{path} is {actual} instead of {expected}")),
    }
}

/// A parameter's text as it stands in a URL or header, before encoding.
pub(super) fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        // `10.0` is `10`, as in JavaScript.
        Value::Number(number) if number.is_f64() => number.as_f64().unwrap_or_default().to_string(),
        other => other.to_string(),
    }
}

/// Percent-encodes all but RFC 3986's unreserved characters: an implementation of its own, so that the client's is checked.
pub(super) fn encode(segment: impl AsRef<[u8]>) -> String {
    let mut text = String::new();
    for byte in segment.as_ref() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => text.push(char::from(*byte)),
            _ => {
                let _ = write!(text, "%{byte:02X}");
            }
        }
    }
    text
}

/// The bytes that a percent-encoded text stands for.
pub(super) fn decode(segment: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut rest = segment.as_bytes();
    while let [first, tail @ ..] = rest {
        let hex = tail.get(..2).filter(|_| *first == b'%').and_then(|hex| std::str::from_utf8(hex).ok());
        match hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = &tail[2..];
            }
            None => {
                bytes.push(*first);
                rest = tail;
            }
        }
    }
    bytes
}

/// A path with each segment encoded by the same rule: RFC 3986 lets a client choose for `:`, `@` and the sub-delimiters.
pub(super) fn canonical(path: &str) -> String {
    let segments = path.trim_start_matches('/').split('/');
    segments.map(|segment| encode(decode(segment))).collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_lost_a_changed_and_an_added_property_are_differences() {
        let whole = json!({"a": 1, "b": [{"c": null}]});
        assert_eq!(difference("$", &whole, &whole), None);
        assert_eq!(difference("$", &whole, &json!({"a": 1})), Some("$.b was lost".into()));
        assert_eq!(difference("$", &whole, &json!({"a": 1, "b": [{}]})), Some("$.b[0].c was lost".into()));
        assert_eq!(difference("$", &json!({"a": 1}), &json!({"a": 2})), Some("$.a is 2 instead of 1".into()));
        assert_eq!(difference("$", &json!({}), &json!({"x": 0})), Some("$.x was added: 0".into()));
        assert_eq!(added("$", &whole, &json!({"a": 1.0})), None);
    }

    #[test]
    fn paths_are_equal_however_their_segments_are_encoded() {
        assert_eq!(encode("a/b é?#{x}%2F"), "a%2Fb%20%C3%A9%3F%23%7Bx%7D%252F");
        assert_eq!(canonical("/a%3Ab/%28c%29"), canonical("a:b/(c)"));
        assert_ne!(canonical("/a%2Fb"), canonical("/a/b"));
    }
}
