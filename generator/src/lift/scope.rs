//! What every part of the lift needs at hand: the document it reads, its neighbours, and where to report.

use super::at::At;
use super::targets::{Kind, Targets};
use crate::diagnostics::Diagnostics;
use crate::documents::{Bundle, Document};
use crate::origin::{DocumentId, Origin};
use serde_json::{Map, Value};
use std::cell::RefCell;
use std::fmt::Display;

/// The document that is read, and everything around it.
#[derive(Clone, Copy)]
pub(super) struct Scope<'a> {
    pub bundle: &'a Bundle,
    pub targets: &'a Targets<'a>,
    pub document: &'a Document,
    pub diagnostics: &'a RefCell<Diagnostics>,
}

/// Where a chain of `$ref`s ends.
#[derive(Clone, Copy)]
pub(super) struct Place<'a> {
    /// The document it ends in.
    pub scope: Scope<'a>,
    /// Pointer into that document.
    pub pointer: &'a str,
    /// What is there.
    pub value: &'a Value,
}

/// What to do about a text that no reader can make sense of.
pub(super) const CORRECT: &str =
    "correct the document, or say in `armspan.toml` what should stand there: `[[corrections]]`";

/// More `$ref`s in a row than any document has.
const LONGEST_CHAIN: usize = 32;

impl<'a> Scope<'a> {
    /// The same, in another document.
    pub(super) fn of(self, document: DocumentId) -> Self {
        Self { document: &self.bundle.documents[document.index()], ..self }
    }

    pub(super) fn warn(self, code: &'static str, at: &At<'_>, message: impl Display) {
        self.diagnostics.borrow_mut().warn(code, self.origin(at), message);
    }

    pub(super) fn error(self, code: &'static str, at: &At<'_>, message: impl Display, help: &str) {
        self.diagnostics.borrow_mut().error(code, self.origin(at), message).help(help);
    }

    pub(super) fn origin(self, at: &At<'_>) -> Origin {
        Origin::new(self.document.id, at.pointer())
    }

    /// The lifted text of a `$ref` that stands where a schema belongs.
    pub(super) fn schema_reference(self, text: &str) -> Option<&'a str> {
        self.targets.find(self.document.id, text).and_then(|target| target.schema.as_deref())
    }

    /// The lifted text of a `$ref` to a component of this kind; none where the target is none and must be inlined.
    pub(super) fn component_reference(self, text: &str, kind: Kind) -> Option<&'a str> {
        let target = self.targets.find(self.document.id, text)?;
        target.component.as_ref().filter(|(of, _)| *of == kind).map(|(_, text)| text.as_str())
    }

    /// Follows `$ref`s until something else is found; none where one leads nowhere, which was reported at loading.
    pub(super) fn follow(self, reference: &str, at: &At<'_>) -> Option<Place<'a>> {
        let mut scope = self;
        let mut text = reference;
        for _ in 0..LONGEST_CHAIN {
            let target = scope.document.reference(text)?;
            scope = scope.of(target.document);
            let value = scope.document.value().pointer(&target.pointer)?;
            match reference_of(value) {
                Some(next) => text = next,
                None => return Some(Place { scope, pointer: &target.pointer, value }),
            }
        }
        let help = "let one of the `$ref`s on the way lead to a declaration";
        self.error("circular-reference", at, format!("`{reference}` leads back to itself"), help);
        None
    }
}

/// The `$ref` of an object.
pub(super) fn reference_of(value: &Value) -> Option<&str> {
    value.get("$ref")?.as_str()
}

/// An object. Nothing at all, as YAML writes it, is an empty one; what else stands there would silently leave the output.
pub(super) fn object<'v>(scope: Scope<'_>, at: &At<'_>, value: &'v Value) -> Option<&'v Map<String, Value>> {
    let message = format!("found {}, expected an object", kind_of(value));
    match value {
        Value::Object(members) => return Some(members),
        Value::Null => scope.warn("unexpected-type", at, message),
        _ => scope.error("unexpected-type", at, message, CORRECT),
    }
    None
}

/// A text member; numbers and truth values, which YAML makes of some texts, are spelled out.
pub(super) fn text(scope: Scope<'_>, at: &At<'_>, key: &str, value: Option<&Value>) -> Option<String> {
    match value? {
        Value::String(text) => Some(text.clone()),
        Value::Null => None,
        value => {
            scope.warn("unexpected-type", &at.key(key), format!("`{key}` is {}, expected a string", kind_of(value)));
            (value.is_number() || value.is_boolean()).then(|| value.to_string())
        }
    }
}

/// A truth member; false where it is missing.
pub(super) fn flag(scope: Scope<'_>, at: &At<'_>, key: &str, value: Option<&Value>) -> bool {
    match value {
        Some(Value::Bool(flag)) => *flag,
        None | Some(Value::Null) => false,
        Some(value) => {
            let message = format!("`{key}` is {}, expected `true` or `false`", kind_of(value));
            scope.warn("unexpected-type", &at.key(key), message);
            value.as_str().is_some_and(|text| text.eq_ignore_ascii_case("true"))
        }
    }
}

/// A list of texts; a single text counts as a list of one.
pub(super) fn texts(scope: Scope<'_>, at: &At<'_>, key: &str, value: Option<&Value>) -> Vec<String> {
    match value {
        Some(Value::Array(items)) => items.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
        None | Some(Value::Null) => Vec::new(),
        Some(Value::String(text)) => vec![text.clone()],
        Some(value) => {
            let message = format!("`{key}` is {}, expected a list of strings", kind_of(value));
            scope.warn("unexpected-type", &at.key(key), message);
            Vec::new()
        }
    }
}

/// What a JSON value is, in words.
pub(super) fn kind_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "`null`",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}
