//! What documents say about a value besides its description, in short sentences.

use super::inline::code;
use crate::model::{Constraints, Mutability, Parameter, Property, StringFormat, Type};
use serde_json::Value;
use std::fmt::Display;

/// What is known about a property: `Required. Read-only. Default: true. Length: 3 to 24.`
pub(in crate::render) fn property_facts(property: &Property) -> String {
    let mut facts = Vec::new();
    if property.required {
        facts.push("Required.".to_owned());
    }
    facts.extend(mutability(property.mutability).map(str::to_owned));
    if property.secret {
        facts.push("Secret: never shown by `Debug`.".into());
    }
    facts.extend(property.constant.as_ref().map(|value| format!("Only value: {}.", value_code(value))));
    limits(&property.ty, property.default.as_ref(), &property.constraints, &mut facts);
    facts.join(" ")
}

/// What is known about a parameter.
pub(in crate::render) fn parameter_facts(parameter: &Parameter) -> String {
    let mut facts = Vec::new();
    limits(&parameter.ty, parameter.default.as_ref(), &parameter.constraints, &mut facts);
    facts.join(" ")
}

fn mutability(mutability: Mutability) -> Option<&'static str> {
    match (mutability.create, mutability.read, mutability.update) {
        (true, true, true) => None,
        (false, _, false) => Some("Read-only."),
        (true, true, false) => Some("Cannot be changed after creation."),
        (false, true, true) => Some("Cannot be set on creation."),
        (true, false, true) => Some("Never returned."),
        (true, false, false) => Some("Sent on creation only, never returned."),
        (false, false, true) => Some("Sent on update only, never returned."),
    }
}

fn limits(ty: &Type, default: Option<&Value>, constraints: &Constraints, facts: &mut Vec<String>) {
    facts.extend(default.map(|value| format!("Default: {}.", value_code(value))));
    facts.extend(range("Length", constraints.min_length, constraints.max_length));
    facts.extend(bounds(constraints));
    facts.extend(constraints.multiple_of.as_ref().map(|step| format!("Multiple of {step}.")));
    facts.extend(range("Items", constraints.min_items, constraints.max_items));
    if constraints.unique_items {
        facts.push("Items are unique.".into());
    }
    facts.extend(constraints.pattern.as_ref().map(|pattern| format!("Pattern: {}.", code(pattern))));
    facts.extend(
        constraints.format.as_deref().filter(|_| is_text(ty)).map(|format| format!("Format: {}.", code(format))),
    );
}

/// Where the Rust type is plain text, the format is all that says what it means.
fn is_text(ty: &Type) -> bool {
    matches!(ty, Type::String(format) if !matches!(format, StringFormat::DateTime | StringFormat::DateTimeRfc1123 | StringFormat::Base64 | StringFormat::Base64Url))
}

fn value_code(value: &Value) -> String {
    code(
        &value
            .as_str()
            .map_or_else(|| value.to_string(), |text| if text.is_empty() { "\"\"".into() } else { text.to_owned() }),
    )
}

fn range<T: Display + PartialEq>(what: &str, least: Option<T>, most: Option<T>) -> Option<String> {
    match (least, most) {
        (Some(least), Some(most)) if least == most => Some(format!("{what}: {least}.")),
        (Some(least), Some(most)) => Some(format!("{what}: {least} to {most}.")),
        (Some(least), None) => Some(format!("{what}: at least {least}.")),
        (None, Some(most)) => Some(format!("{what}: at most {most}.")),
        (None, None) => None,
    }
}

/// Bounds of a number, told apart from those that are themselves allowed.
fn bounds(constraints: &Constraints) -> Option<String> {
    if !constraints.exclusive_minimum && !constraints.exclusive_maximum {
        return range("Range", constraints.minimum.as_ref(), constraints.maximum.as_ref());
    }
    let word = |exclusive, strict: &'static str, loose: &'static str| if exclusive { strict } else { loose };
    let least = constraints.minimum.as_ref();
    let least = least.map(|least| format!("{} {least}", word(constraints.exclusive_minimum, "more than", "at least")));
    let most = constraints.maximum.as_ref();
    let most = most.map(|most| format!("{} {most}", word(constraints.exclusive_maximum, "less than", "at most")));
    let bounds: Vec<_> = least.into_iter().chain(most).collect();
    (!bounds.is_empty()).then(|| format!("Range: {}.", bounds.join(", ")))
}
