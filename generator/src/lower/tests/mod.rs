//! One small document per rule, through the real loading and lifting; the model as text, then what was reported.

mod bodies;
mod broken;
mod client_parameters;
mod documents;
mod enums;
mod hierarchies;
mod operations;
mod packages;
mod parameters;
mod responses;
mod schemas;

use super::{LowerOptions, lower};
use crate::diagnostics::Diagnostics;
use crate::documents::{MemoryLoader, load};
use crate::lift::lift;
use crate::model::{CodeModel, dump};
use serde_json::{Value, json};
use std::fmt::Write;
use std::path::PathBuf;

/// Lowers documents; those whose path begins with `common` are referred to, not listed.
fn lowered(documents: &[(&str, Value)], options: &LowerOptions) -> (CodeModel, Diagnostics) {
    let mut loader = MemoryLoader::new();
    for (path, document) in documents {
        loader = loader.with(path, document.to_string());
    }
    let roots: Vec<PathBuf> =
        documents.iter().map(|(path, _)| *path).filter(|path| !path.starts_with("common")).map(PathBuf::from).collect();
    let mut diagnostics = Diagnostics::default();
    let bundle = load(&roots, &loader, &mut diagnostics);
    let lifted = lift(&bundle, &mut diagnostics);
    let model = lower(&lifted, options, &mut diagnostics);
    (model, diagnostics)
}

/// What was reported, one line each.
fn reported(diagnostics: &Diagnostics) -> String {
    let mut text = String::new();
    for item in diagnostics.items() {
        let place = item.origin.as_ref().map_or("", |origin| origin.pointer.as_str());
        let _ = writeln!(text, "{:?} {} {place}: {}", item.severity, item.code, item.message).map(|()| ());
    }
    text.replace("Warning", "warning").replace("Error", "error")
}

/// The whole model and what was reported.
fn shown(documents: &[(&str, Value)]) -> String {
    let (model, diagnostics) = lowered(documents, &LowerOptions::default());
    format!("{}{}", dump(&model), reported(&diagnostics))
}

/// A document of the given members.
fn swagger(members: Value) -> Value {
    let mut document = json!({
        "swagger": "2.0",
        "info": { "title": "Things", "version": "2024-01-01" },
        "host": "management.azure.com",
        "schemes": ["https"],
        "paths": {},
    });
    if let (Some(document), Value::Object(members)) = (document.as_object_mut(), members) {
        document.extend(members);
    }
    document
}

/// The types of a document whose only operation sends `Root`.
fn types(definitions: Value) -> String {
    let body = json!({ "name": "root", "in": "body", "required": true, "schema": { "$ref": "#/definitions/Root" } });
    let operation = json!({
        "operationId": "Roots_Put", "parameters": [body], "responses": { "200": { "description": "done" } },
    });
    let document = swagger(json!({ "paths": { "/root": { "put": operation } }, "definitions": definitions }));
    let text = shown(&[("doc.json", document)]);
    let start = text.find("\nmodel ").or_else(|| text.find("\nenum ")).or_else(|| text.find("\nwarning "));
    text[start.map_or(0, |start| start + 1)..].to_owned()
}

/// The operations of a document with these paths, and what they need.
fn operations(members: Value) -> String {
    let text = shown(&[("doc.json", swagger(members))]);
    let start = text.find("\nclient ").map_or(0, |start| start + 1);
    text[start..].to_owned()
}

/// An answer that says nothing.
fn done() -> Value {
    json!({ "200": { "description": "done" } })
}
