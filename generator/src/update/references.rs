//! References to other files in the text of a document, found and replaced without touching anything else.
//!
//! A brought-in document stays what was published, byte for byte, except where the folder it now lies in makes another
//! relative path necessary.

use std::ops::Range;

/// A reference to another file.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct FileReference {
    /// The path before `#`, escapes of JSON resolved.
    pub(super) path: String,
    /// Whether it leads to a place in the file, as references to examples do not.
    pub(super) has_fragment: bool,
    /// Where the path stands in the text; it is written there as it is here unless it has escapes.
    range: Range<usize>,
}

/// Keys whose values lead to other files.
const KEYS: [&str; 2] = ["$ref", "final-state-schema"];

/// Every reference to another file in the `text` of a JSON or YAML document, in order.
pub(super) fn find(text: &str) -> Vec<FileReference> {
    let mut found = Vec::new();
    for key in KEYS {
        for (at, _) in text.match_indices(key) {
            let after = at + key.len();
            let quoted = text[..at].ends_with(['"', '\'']);
            let rest = if quoted { text[after..].strip_prefix(['"', '\'']) } else { Some(&text[after..]) };
            let Some(value) = rest.and_then(|rest| rest.trim_start().strip_prefix(':')) else { continue };
            found.extend(scalar(text, value.trim_start()));
        }
    }
    found.sort_by_key(|reference| reference.range.start);
    found
}

/// The path at the start of `value`, a slice of `text`, up to its `#` or its end.
fn scalar(text: &str, value: &str) -> Option<FileReference> {
    let quote = value.chars().next().filter(|first| matches!(first, '"' | '\''));
    let inner = &value[quote.map_or(0, char::len_utf8)..];
    let end = match quote {
        Some(quote) => inner.find(quote)?,
        None => inner.find(['\n', '\r', ' ']).unwrap_or(inner.len()),
    };
    let whole = &inner[..end];
    let path = whole.split('#').next().unwrap_or_default();
    // Both are what is left of the text from somewhere on.
    let start = text.len() - inner.len();
    let range = start..start + path.len();
    // JSON may escape slashes; no other escape makes sense in a path.
    let path = path.replace("\\/", "/");
    let has_fragment = whole.contains('#');
    (!path.is_empty() && !path.contains("://")).then_some(FileReference { path, has_fragment, range })
}

/// The text with each reference's path replaced by what `replacement` says; none leaves it.
pub(super) fn replace(text: &str, replacement: impl Fn(&str) -> Option<String>) -> String {
    let mut result = String::with_capacity(text.len());
    let mut copied = 0;
    for reference in find(text) {
        let Some(new) = replacement(&reference.path) else { continue };
        result.push_str(&text[copied..reference.range.start]);
        result.push_str(&new);
        copied = reference.range.end;
    }
    result.push_str(&text[copied..]);
    result
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_found_wherever_they_stand() {
        let cases = [
            (r##"{"$ref": "common.json#/definitions/A"}"##, vec!["common.json"]),
            (r##"{"$ref":"..\/x.json"}"##, vec!["../x.json"]),
            (r##"{"$ref": "#/definitions/A", "b": {"$ref" : "./examples/b.json"}}"##, vec!["./examples/b.json"]),
            (r##"{"final-state-schema": "b.json#/definitions/B"}"##, vec!["b.json"]),
            (r##"{"description": "write a $ref to x"}"##, vec![]),
            (r##"{"$ref": "https://example.com/x.json"}"##, vec![]),
            ("a:\n  $ref: 'b.yaml#/x'\nc:\n  $ref: d.yaml\n", vec!["b.yaml", "d.yaml"]),
        ];
        for (text, expected) in cases {
            let found: Vec<_> = find(text).into_iter().map(|reference| reference.path).collect();
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn only_paths_are_replaced() {
        let text = r##"{"$ref": "../../common-types/types.json#/definitions/A", "x": {"$ref": "b.json"}}"##;
        let replaced = replace(text, |path| path.strip_prefix("../../").map(|rest| format!("../{rest}")));
        let expected = r##"{"$ref": "../common-types/types.json#/definitions/A", "x": {"$ref": "b.json"}}"##;
        assert_eq!(replaced, expected);
        assert_eq!(replace(text, |_| None), text);
    }
}
