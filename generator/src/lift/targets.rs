//! Where the `$ref`s of all documents lead after the lift.
//!
//! A `$ref` may lead anywhere, a lifted reference only to a component. Schemas that stand elsewhere (a property, the
//! schema of a response, a whole file) are therefore registered as extra components of their document.

use super::at::At;
use crate::documents::{Bundle, Dialect, Document, Reference, escape, path, unescape};
use crate::origin::DocumentId;
use indexmap::IndexMap;
use serde_json::Value;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// What kind of component a place holds.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Kind {
    Schema,
    Parameter,
    Response,
    RequestBody,
    Header,
}

impl Kind {
    /// The name of the list of such components.
    fn list(self) -> &'static str {
        match self {
            Kind::Schema => "schemas",
            Kind::Parameter => "parameters",
            Kind::Response => "responses",
            Kind::RequestBody => "requestBodies",
            Kind::Header => "headers",
        }
    }
}

/// Where a `$ref` leads after the lift.
#[derive(Debug, Default)]
pub(super) struct Target {
    /// Reference to the schema it leads to, if it stands where a schema belongs.
    pub schema: Option<String>,
    /// Reference to the component it leads to, if it leads to one.
    pub component: Option<(Kind, String)>,
}

/// Where all `$ref`s lead, and which extra schemas that takes.
pub(super) struct Targets<'a> {
    targets: Vec<IndexMap<&'a str, Target>>,
    extras: Vec<Extras<'a>>,
    paths: Vec<&'a str>,
}

impl<'a> Targets<'a> {
    pub(super) fn new(bundle: &'a Bundle) -> Self {
        let extras = extras(bundle);
        let targets = bundle
            .documents
            .iter()
            .map(|document| {
                document.references().map(|(text, reference)| (text, target(bundle, &extras, reference))).collect()
            })
            .collect();
        let paths = bundle.documents.iter().map(|document| document.path.as_str()).collect();
        Self { targets, extras, paths }
    }

    pub(super) fn find(&self, document: DocumentId, text: &str) -> Option<&Target> {
        self.targets[document.index()].get(text)
    }

    /// Reference to the extra schema at this place, if one is there.
    pub(super) fn extra_reference(&self, document: DocumentId, at: &At<'_>) -> Option<String> {
        let extras = &self.extras[document.index()];
        if extras.is_empty() {
            return None;
        }
        let name = extras.get(at.pointer().as_str())?;
        Some(format!("{}#/components/schemas/{}", self.paths[document.index()], escape(name)))
    }

    /// Pointer and name of every extra schema of a document.
    pub(super) fn extras(&self, document: DocumentId) -> impl Iterator<Item = (&str, &str)> {
        self.extras[document.index()].iter().map(|(pointer, name)| (&**pointer, name.as_str()))
    }
}

fn target(bundle: &Bundle, extras: &[Extras<'_>], reference: &Reference) -> Target {
    let document = &bundle.documents[reference.document.index()];
    let text = |kind: Kind, name: &str| format!("{}#/components/{}/{name}", document.path, kind.list());
    let component = component(document.dialect(), &reference.pointer).map(|(kind, name)| (kind, text(kind, name)));
    let schema = match &component {
        Some((Kind::Schema, text)) => Some(text.clone()),
        _ if reference.schema => extras[reference.document.index()]
            .get(reference.pointer.as_str())
            .map(|name| text(Kind::Schema, &escape(name))),
        _ => None,
    };
    Target { schema, component }
}

/// The component that stands at `pointer`, with its name still escaped.
fn component(dialect: Dialect, pointer: &str) -> Option<(Kind, &str)> {
    let (list, name) = pointer.rsplit_once('/')?;
    let kind = match (dialect, list) {
        (Dialect::Swagger2 | Dialect::Fragment, "/definitions") | (Dialect::OpenApi30, "/components/schemas") => {
            Kind::Schema
        }
        (Dialect::Swagger2 | Dialect::Fragment, "/parameters") | (Dialect::OpenApi30, "/components/parameters") => {
            Kind::Parameter
        }
        (Dialect::Swagger2 | Dialect::Fragment, "/responses") | (Dialect::OpenApi30, "/components/responses") => {
            Kind::Response
        }
        (Dialect::OpenApi30, "/components/requestBodies") => Kind::RequestBody,
        (Dialect::OpenApi30, "/components/headers") => Kind::Header,
        _ => return None,
    };
    Some((kind, name))
}

/// Pointers of extra schemas, and their names.
type Extras<'a> = BTreeMap<Cow<'a, str>, String>;

/// Names for all places that are referred to as schemas and are none of the declared ones, by document and pointer.
fn extras(bundle: &Bundle) -> Vec<Extras<'_>> {
    let mut places: Vec<BTreeSet<Cow<'_, str>>> = bundle.documents.iter().map(shared_bodies).collect();
    for (_, reference) in bundle.documents.iter().flat_map(Document::references).filter(|(_, target)| target.schema) {
        let dialect = bundle.documents[reference.document.index()].dialect();
        if !matches!(component(dialect, &reference.pointer), Some((Kind::Schema, _))) {
            places[reference.document.index()].insert(Cow::Borrowed(&reference.pointer));
        }
    }
    bundle.documents.iter().zip(places).map(|(document, pointers)| name_extras(document, pointers)).collect()
}

/// Schemas that the global body parameters of Swagger 2.0 declare in place: every operation that refers to such a
/// parameter means the same type.
fn shared_bodies(document: &Document) -> BTreeSet<Cow<'_, str>> {
    let parameters = document.value().get("parameters").and_then(Value::as_object).into_iter().flatten();
    let bodies = parameters.filter(|(_, parameter)| {
        parameter.get("in").is_some_and(|place| place == "body")
            && parameter.get("schema").is_some_and(|schema| schema.get("properties").is_some())
    });
    bodies.map(|(name, _)| Cow::Owned(format!("/parameters/{}/schema", escape(name)))).collect()
}

fn name_extras<'a>(document: &Document, pointers: BTreeSet<Cow<'a, str>>) -> Extras<'a> {
    let declared = match document.dialect() {
        Dialect::OpenApi30 => document.value().pointer("/components/schemas"),
        _ => document.value().get("definitions"),
    };
    let mut taken: BTreeSet<String> =
        declared.and_then(Value::as_object).into_iter().flat_map(|names| names.keys().cloned()).collect();
    let mut named = BTreeMap::new();
    for pointer in pointers {
        let plain = derived_name(document, &pointer);
        let numbered = (2..).map(|number| format!("{plain}{number}"));
        let name = std::iter::once(plain.clone()).chain(numbered).find(|name| !taken.contains(name));
        let name = name.expect("numbers do not run out");
        taken.insert(name.clone());
        named.insert(pointer, name);
    }
    named
}

/// A name for the schema at `pointer`, made of what leads there: `/definitions/Vault/properties/sku` is `VaultSku`.
fn derived_name(document: &Document, pointer: &str) -> String {
    let mut name = String::new();
    let mut place = document.value();
    let mut in_names = false;
    for token in pointer.split('/').skip(1).map(unescape) {
        place = match place {
            Value::Array(items) => token.parse().ok().and_then(|index: usize| items.get(index)),
            _ => place.get(&token),
        }
        .unwrap_or(&Value::Null);
        if let Some(id) = place.get("operationId").and_then(Value::as_str) {
            name.clear(); // An operation's id says more than its path and verb.
            push_words(&mut name, id);
        } else if std::mem::take(&mut in_names) {
            push_words(&mut name, &token);
        } else {
            in_names = matches!(token.as_str(), "definitions" | "schemas" | "properties" | "parameters" | "paths");
            let words = keyword_words(&token, &name);
            push_words(&mut name, words);
        }
    }
    if name.is_empty() { path::stem(&document.path).to_owned() } else { name }
}

/// What a step by `keyword` adds to a name that begins with `owner`.
fn keyword_words<'t>(keyword: &'t str, owner: &str) -> &'t str {
    match keyword {
        "definitions" | "components" | "schemas" | "properties" | "paths" | "x-ms-paths" | "schema" | "content" => "",
        "responses" => "response",
        "parameters" if owner.is_empty() => "",
        "parameters" => "parameter",
        "items" => "item",
        "additionalProperties" => "value",
        other => other,
    }
}

fn push_words(name: &mut String, text: &str) {
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        let mut letters = word.chars();
        name.extend(letters.next().into_iter().flat_map(char::to_uppercase));
        name.push_str(letters.as_str());
    }
}
