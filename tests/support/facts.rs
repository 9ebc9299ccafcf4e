//! What of a document is fact and what is text, and how two documents differ in facts.

use serde_json::{Map, Value};

/// Sections that map names to things: below them a key is a name, even if it reads `description`.
const NAME_MAPS: [&str; 7] =
    ["definitions", "headers", "parameters", "paths", "properties", "responses", "securityDefinitions"];

/// Keywords whose value, if a string, is text for people.
const TEXTS: [&str; 3] = ["description", "summary", "title"];

/// The document without its texts. Titles of examples are replaced by their positions, descriptions of OAuth scopes by
/// null, and references to shared documents by what they have in common wherever the package lies.
pub fn facts(document: &Value) -> Value {
    let mut ignored = Vec::new();
    separate(document, false, "", &mut ignored)
}

/// All texts of the document with the JSON pointer to each.
pub fn texts(document: &Value) -> Vec<(String, String)> {
    let mut found = Vec::new();
    separate(document, false, "", &mut found);
    found
}

fn separate(value: &Value, names: bool, at: &str, texts: &mut Vec<(String, String)>) -> Value {
    match value {
        Value::Object(entries) => Value::Object(
            entries.iter().filter_map(|(key, value)| entry(key, value, names, &format!("{at}/{key}"), texts)).collect(),
        ),
        Value::Array(items) => Value::Array(
            items.iter().enumerate().map(|(i, item)| separate(item, false, &format!("{at}/{i}"), texts)).collect(),
        ),
        other => other.clone(),
    }
}

fn entry(
    key: &str,
    value: &Value,
    names: bool,
    at: &str,
    texts: &mut Vec<(String, String)>,
) -> Option<(String, Value)> {
    let fact = match (key, value) {
        _ if names => separate(value, false, at, texts),
        (_, Value::String(text)) if TEXTS.contains(&key) => {
            texts.push((at.to_owned(), text.clone()));
            return None;
        }
        ("$ref", Value::String(target)) => common_part(target).into(),
        ("x-ms-examples", Value::Object(examples)) => positions(examples, at, texts),
        ("scopes", Value::Object(scopes)) => scopes.keys().map(|scope| (scope.clone(), Value::Null)).collect(),
        _ => separate(value, NAME_MAPS.contains(&key) && value.is_object(), at, texts),
    };
    Some((key.to_owned(), fact))
}

/// Which examples an operation has, in order; their titles are text.
fn positions(examples: &Map<String, Value>, at: &str, texts: &mut Vec<(String, String)>) -> Value {
    let titles = examples.keys().enumerate();
    texts.extend(titles.map(|(i, title)| (format!("{at}/{i}"), title.clone())));
    examples.values().cloned().collect()
}

/// Shared documents lie at the same place below the root of either collection, but packages at different depths, so
/// only the part of such a reference from there on can be compared.
fn common_part(reference: &str) -> &str {
    reference.find("common-types/").map_or(reference, |start| &reference[start..])
}

/// How much of two JSON values has to agree.
#[derive(Clone, Copy, PartialEq)]
pub enum Agree {
    /// Everything.
    Values,
    /// Keys, lengths of arrays and kinds of values. Tags are data even in their names, so of these only the number.
    Shape,
}

/// Every place where two JSON values differ, as a pointer and what is there.
pub fn differences(left: &Value, right: &Value, agree: Agree) -> Vec<String> {
    let mut found = Vec::new();
    compare(left, right, agree, "", &mut found);
    found
}

fn compare(left: &Value, right: &Value, agree: Agree, at: &str, found: &mut Vec<String>) {
    match (left, right) {
        (Value::Object(l), Value::Object(r)) if agree == Agree::Shape && at.ends_with("/tags") => {
            if l.len() != r.len() {
                found.push(format!("{at}: {} tags against {}", l.len(), r.len()));
            }
        }
        (Value::Object(l), Value::Object(r)) => compare_objects(l, r, agree, at, found),
        (Value::Array(l), Value::Array(r)) => {
            if l.len() != r.len() {
                found.push(format!("{at}: {} items against {}", l.len(), r.len()));
            }
            for (i, (l, r)) in l.iter().zip(r).enumerate() {
                compare(l, r, agree, &format!("{at}/{i}"), found);
            }
        }
        _ if agree == Agree::Shape && kind(left) == kind(right) => {}
        _ if left == right => {}
        _ => found.push(format!("{at}: {left} against {right}")),
    }
}

fn compare_objects(l: &Map<String, Value>, r: &Map<String, Value>, agree: Agree, at: &str, found: &mut Vec<String>) {
    // Order counts as well: it is that of the generated code. Without serde_json's `preserve_order` this only
    // compares sorted names.
    let keys = |map: &Map<String, Value>| map.keys().cloned().collect::<Vec<_>>();
    if keys(l) != keys(r) {
        found.push(format!("{at}: keys {:?} against {:?}", keys(l), keys(r)));
    }
    for (key, l) in l {
        if let Some(r) = r.get(key) {
            compare(l, r, agree, &format!("{at}/{key}"), found);
        }
    }
}

/// The kind of a scalar, or of any value that is not compared further.
fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(number) if number.is_f64() => "number",
        Value::Number(_) => "integer",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    }
}
