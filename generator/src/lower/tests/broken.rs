//! Documents that nobody should write: whatever they say, there is a model, and nothing panics or goes on for ever.

use super::{LowerOptions, done, lowered, swagger};
use crate::diagnostics::Severity;
use serde_json::{Map, Value, json};

/// A chain of definitions, each made by `link` from the name of the next.
fn chain(length: usize, link: impl Fn(String) -> Value) -> Value {
    let definitions = (0..length).map(|index| (format!("D{index}"), link(format!("#/definitions/D{}", index + 1))));
    let mut definitions: Map<String, Value> = definitions.collect();
    definitions.insert(format!("D{length}"), json!({ "properties": { "last": { "type": "string" } } }));
    let answer = json!({ "200": { "description": "ok", "schema": { "$ref": "#/definitions/D0" } } });
    swagger(
        json!({ "paths": { "/a": { "get": { "operationId": "A_Get", "responses": answer } } }, "definitions": definitions }),
    )
}

#[test]
fn chains_are_followed_as_far_as_is_sensible() {
    type Link = fn(String) -> Value;
    let rows: [(&str, Link); 4] = [
        ("references", |next| json!({ "$ref": next })),
        ("lists", |next| json!({ "type": "array", "items": { "$ref": next } })),
        ("bases", |next| json!({ "allOf": [{ "$ref": next }], "properties": { "x": { "type": "string" } } })),
        ("bases alone", |next| json!({ "allOf": [{ "$ref": next }] })),
    ];
    for (name, link) in rows {
        let (_, short) = lowered(&[("doc.json", chain(50, link))], &LowerOptions::default());
        assert!(!short.has_errors(), "{name}: {:?}", short.items());
        let (_, long) = lowered(&[("doc.json", chain(2000, link))], &LowerOptions::default());
        let errors = long.items().iter().filter(|item| item.severity == Severity::Error);
        let codes: Vec<&str> = errors.map(|item| item.code).collect();
        assert_eq!(codes, ["nested-too-deep"], "{name}");
    }
    // Properties are no nesting: any number of types may follow each other.
    let (model, diagnostics) = lowered(
        &[("doc.json", chain(2000, |next| json!({ "properties": { "next": { "$ref": next } } })))],
        &LowerOptions::default(),
    );
    assert!(diagnostics.items().is_empty());
    assert_eq!(model.models.len(), 2001);
}

#[test]
fn braces_that_do_not_match_are_an_error() {
    for (path, expected) in [("/a/{b}/c", 0), ("/a/{b", 1), ("/a/b}", 1), ("/a/{{b}}", 1), ("/a}{", 1)] {
        let get = json!({ "get": { "operationId": "A_Get", "responses": { "200": { "description": "ok" } } } });
        let (_, found) = lowered(&[("doc.json", swagger(json!({ "paths": { path: get } })))], &LowerOptions::default());
        let errors =
            found.items().iter().filter(|item| item.code == "invalid-path" && item.severity == Severity::Error);
        assert_eq!(errors.count(), expected, "{path}");
    }
}

/// A document with a little of everything.
fn everything() -> Value {
    let parameters = json!([
        { "name": "id", "in": "path", "required": true, "type": "string" },
        { "name": "list", "in": "query", "type": "array", "items": { "type": "string", "enum": ["a", "b"] }, "collectionFormat": "multi" },
        { "$ref": "#/parameters/SubscriptionId" },
        { "name": "body", "in": "body", "schema": { "$ref": "#/definitions/Root" } },
    ]);
    let answers = json!({ "200": { "description": "ok", "schema": { "$ref": "#/definitions/Page" }, "headers": { "Location": { "type": "string" } } },
        "default": { "description": "no", "schema": { "$ref": "#/definitions/Error" } } });
    swagger(json!({
        "x-ms-parameterized-host": { "hostTemplate": "{h}", "parameters": [{ "name": "h", "in": "path", "required": true, "type": "string" }] },
        "parameters": { "SubscriptionId": { "name": "subscriptionId", "in": "path", "required": true, "type": "string" } },
        "paths": { "/s/{subscriptionId}/{id}": {
            "put": { "operationId": "A_Put", "parameters": parameters, "responses": answers, "x-ms-long-running-operation": true,
                "x-ms-long-running-operation-options": { "final-state-via": "location" }, "x-ms-pageable": { "nextLinkName": "nextLink" },
                "x-ms-examples": { "One": { "$ref": "#/definitions/Root" } } },
            "head": { "responses": done(), "parameters": parameters },
            "post": { "operationId": "A_Form", "consumes": ["multipart/form-data"], "responses": done(),
                "parameters": [{ "name": "file", "in": "formData", "type": "file" }] } } },
        "definitions": {
            "Root": { "discriminator": "kind", "required": ["kind"], "properties": { "kind": { "type": "string" },
                "self": { "$ref": "#/definitions/Root", "readOnly": true }, "tags": { "additionalProperties": { "type": "string" } } } },
            "Leaf": { "x-ms-discriminator-value": "leaf", "allOf": [{ "$ref": "#/definitions/Root" }], "properties": {
                "state": { "type": "string", "enum": ["x", "y"], "x-ms-enum": { "name": "State", "values": [{ "value": "x", "name": "X" }] } } } },
            "Page": { "properties": { "value": { "type": "array", "items": { "$ref": "#/definitions/Leaf" } }, "nextLink": { "type": "string" } } },
            "Error": { "properties": { "code": { "type": "integer", "format": "int32", "minimum": 1 } } },
        },
    }))
}

/// Small steps of a pseudo-random sequence (xorshift), so that every run breaks the same things.
fn step(seed: &mut u64) -> usize {
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    usize::try_from(*seed % 1_000_003).unwrap_or(0)
}

/// Replaces one value somewhere below `value` by one of `pool`, or removes it.
fn break_one(value: &mut Value, pool: &[Value], seed: &mut u64) {
    let stop = step(seed).is_multiple_of(6);
    match value {
        Value::Object(members) if !stop && !members.is_empty() => {
            let key = members.keys().nth(step(seed) % members.len()).cloned().unwrap_or_default();
            if step(seed).is_multiple_of(9) {
                members.shift_remove(&key);
            } else if let Some(member) = members.get_mut(&key) {
                break_one(member, pool, seed);
            }
        }
        Value::Array(items) if !stop && !items.is_empty() => {
            let index = step(seed) % items.len();
            break_one(&mut items[index], pool, seed);
        }
        other => *other = pool[step(seed) % pool.len()].clone(),
    }
}

/// Every value of a document.
fn parts<'v>(value: &'v Value, found: &mut Vec<&'v Value>) {
    found.push(value);
    match value {
        Value::Object(members) => members.values().for_each(|member| parts(member, found)),
        Value::Array(items) => items.iter().for_each(|item| parts(item, found)),
        _ => {}
    }
}

#[test]
fn broken_documents_are_lowered_without_panic() {
    let whole = everything();
    let mut found = Vec::new();
    parts(&whole, &mut found);
    let mut pool: Vec<Value> = found.into_iter().cloned().collect();
    pool.extend([json!(null), json!({}), json!([]), json!(-1), json!(""), json!({ "$ref": "#/definitions/Root" })]);
    let mut seed = 0x9e37_79b9_7f4a_7c15;
    let mut reported = 0;
    for _ in 0..400 {
        let mut broken = whole.clone();
        for _ in 0..4 {
            break_one(&mut broken, &pool, &mut seed);
        }
        let (model, diagnostics) = lowered(&[("doc.json", broken)], &LowerOptions::default());
        assert!(!crate::model::dump(&model).is_empty());
        reported += usize::from(!diagnostics.items().is_empty());
    }
    assert!(reported > 100, "breaking documents should be noticed: {reported}");
}
