//! Single words and lists of notes.

use crate::model::{Constraints, TypeName, Usage};

/// A declared name as it is; an anonymous one by its owner's words: `VaultProperties.sku`.
pub(super) fn type_name(name: &TypeName) -> String {
    match name {
        TypeName::Declared(name) => name.clone(),
        TypeName::Inline(words) => format!("<{}>", words.join(".")),
    }
}

pub(super) fn named(wire_name: &str, client_name: Option<&str>) -> String {
    client_name.map_or(wire_name.to_owned(), |name| format!("{wire_name} as {name}"))
}

pub(super) fn usage(usage: Usage) -> String {
    let words = [
        (usage.input, "input"),
        (usage.output, "output"),
        (usage.error, "error"),
        (usage.body, "body"),
        (usage.error_body, "error body"),
        (usage.page, "page"),
    ];
    let words: Vec<&str> = words.into_iter().filter(|(used, _)| *used).map(|(_, word)| word).collect();
    words.join(", ")
}

pub(super) fn default_and_limits(default: Option<&serde_json::Value>, limits: &Constraints) -> Vec<String> {
    let mut notes: Vec<String> = default.map(|value| format!("default {value}")).into_iter().collect();
    let mut note = |word: &str, value: Option<String>| notes.extend(value.map(|value| format!("{word} {value}")));
    note("format", limits.format.clone().filter(|format| !TYPED_FORMATS.contains(&&**format)));
    note("pattern", limits.pattern.clone());
    note("min length", limits.min_length.map(|length| length.to_string()));
    note("max length", limits.max_length.map(|length| length.to_string()));
    let bound = |exclusive: bool, sign: &str| if exclusive { sign.to_owned() } else { format!("{sign}=") };
    note(&bound(limits.exclusive_minimum, ">"), limits.minimum.as_ref().map(ToString::to_string));
    note(&bound(limits.exclusive_maximum, "<"), limits.maximum.as_ref().map(ToString::to_string));
    note("multiple of", limits.multiple_of.as_ref().map(ToString::to_string));
    note("min items", limits.min_items.map(|items| items.to_string()));
    note("max items", limits.max_items.map(|items| items.to_string()));
    if limits.unique_items {
        notes.push("unique items".to_owned());
    }
    notes
}

/// Formats that the name of the type says already.
const TYPED_FORMATS: [&str; 16] = [
    "int32",
    "int64",
    "unixtime",
    "float",
    "double",
    "decimal",
    "date-time",
    "date-time-rfc1123",
    "date",
    "time",
    "duration",
    "byte",
    "base64url",
    "uuid",
    "binary",
    "guid",
];
