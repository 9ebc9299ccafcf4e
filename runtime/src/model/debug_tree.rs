//! How models look in `Debug`: like derived structs, but without unset fields and with secrets covered.
//!
//! [`Mode::Debug`] writes a tree of JSON values in which a struct is `{"\u{1}Name": [field, value, …]}` and a bare word
//! a string that starts with `\u{2}`; so the same [`Field::write`] serves, and no further code is compiled per type.

use super::{Extra, Field, Mode, Shape, WriteContext};
use azure_core::Value;
use std::fmt;

const STRUCT: char = '\u{1}';
const WORD: char = '\u{2}';

/// The tree of a model.
pub(super) fn tree(shape: &Shape, fields: &[&dyn Field], extra: &Extra) -> Value {
    let mut entries: Vec<Value> = Vec::new();
    let mut push = |name: &str, value: Value| entries.extend([Value::from(name.trim_start_matches("r#")), value]);
    for (name, value) in shape.tag {
        push(name, Value::from(*value));
    }
    let (declared, rest) = fields.split_at(shape.fields.len());
    for (spec, field) in shape.fields.iter().zip(declared) {
        match field.write(WriteContext::new(Mode::Debug)) {
            Some(_) if spec.flags.is_secret() => push(spec.name, Value::from("***")),
            Some(value) => push(spec.name, value),
            None => {}
        }
    }
    for (name, field) in shape.rest.iter().zip(rest) {
        if let Some(value) = field.write(WriteContext::new(Mode::Debug)) {
            push(name, value);
        }
    }
    let kept: Vec<Value> = extra.iter().map(|(name, _)| Value::from(name)).collect();
    if !kept.is_empty() {
        push("extra", Value::Array(kept));
    }
    Value::Object(serde_json::Map::from_iter([(format!("{STRUCT}{}", shape.name), Value::Array(entries))]))
}

/// A word that is shown without quotes.
pub(super) fn word(text: &str) -> Value {
    Value::String(format!("{WORD}{text}"))
}

/// Shows a tree.
pub(super) fn show(tree: &Value, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    fmt::Debug::fmt(&Tree(tree), f)
}

struct Tree<'a>(&'a Value);

impl fmt::Debug for Tree<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Value::Null => f.write_str("null"),
            Value::Bool(value) => write!(f, "{value}"),
            Value::Number(value) => write!(f, "{value}"),
            Value::String(text) => match text.strip_prefix(WORD) {
                Some(word) => f.write_str(word),
                None => write!(f, "{text:?}"),
            },
            Value::Array(items) => f.debug_list().entries(items.iter().map(Tree)).finish(),
            Value::Object(map) => match map.iter().next() {
                Some((key, Value::Array(entries))) if key.starts_with(STRUCT) => {
                    let mut out = f.debug_struct(&key[STRUCT.len_utf8()..]);
                    for entry in entries.chunks_exact(2) {
                        out.field(entry[0].as_str().unwrap_or_default(), &Tree(&entry[1]));
                    }
                    out.finish()
                }
                _ => f.debug_map().entries(map.iter().map(|(key, value)| (key, Tree(value)))).finish(),
            },
        }
    }
}
