//! One small document per construct: what it is written as, and what it is lifted to.

mod bodies;
mod components;
mod documents;
mod operations;
mod parameters;
mod schemas;

use super::{Lifted, lift};
use crate::diagnostics::{Diagnostics, render};
use crate::documents::{Bundle, MemoryLoader, load};
use serde_json::{Value, json};
use std::path::PathBuf;

/// Lifts documents given as JSON; the first one is listed.
fn lift_all(documents: &[(&str, Value)]) -> (Bundle, Lifted, Diagnostics) {
    let loader =
        documents.iter().fold(MemoryLoader::new(), |loader, (path, value)| loader.with(path, value.to_string()));
    let mut diagnostics = Diagnostics::default();
    let bundle = load(&[PathBuf::from(documents[0].0)], &loader, &mut diagnostics);
    let lifted = lift(&bundle, &mut diagnostics);
    (bundle, lifted, diagnostics)
}

/// Lifts documents without any finding; the result is the first one as JSON.
fn lift_clean(documents: &[(&str, Value)]) -> Value {
    let (bundle, lifted, diagnostics) = lift_all(documents);
    assert!(diagnostics.items().is_empty(), "{}", render(&diagnostics, &bundle));
    let document = lifted.find(documents[0].0).expect("the first document is lifted");
    serde_json::to_value(&document.openapi).expect("a document is plain data")
}

/// A Swagger document with these members.
fn swagger(members: Value) -> Value {
    let mut document = json!({"swagger": "2.0", "info": {"title": "T", "version": "1"}, "paths": {}});
    let members = members.as_object().expect("members are an object").clone();
    document.as_object_mut().expect("a document is an object").extend(members);
    document
}

/// Lifts one definition and says which findings it gave.
fn definition(schema: Value) -> (Value, Vec<&'static str>) {
    let document = swagger(json!({"definitions": {"A": schema, "B": {"type": "object"}}}));
    let (_, lifted, diagnostics) = lift_all(&[("a.json", document)]);
    let value = serde_json::to_value(&lifted.documents[0].openapi).expect("a document is plain data");
    (value["components"]["schemas"]["A"].clone(), diagnostics.items().iter().map(|item| item.code).collect())
}

/// A Swagger document with one operation.
fn operation(operation: Value) -> Value {
    swagger(json!({"paths": {"/a": {"post": operation}}, "definitions": {"B": {"type": "object"}}}))
}

/// Lifts one operation without any finding.
fn lifted_operation(members: Value) -> Value {
    lift_clean(&[("a.json", operation(members))])["paths"]["/a"]["post"].clone()
}
