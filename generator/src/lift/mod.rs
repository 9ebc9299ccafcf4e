//! Swagger 2.0 to `openapiv3`, document by document, with nothing lost.
//!
//! The types are built by hand from JSON: `openapiv3`'s own reading drops whatever stands beside a `$ref` and files most
//! definitions of Azure's documents under "any". What OpenAPI 3 has no place for stays as an extension; see "what
//! `lift` promises" in `ARCHITECTURE.md`.

mod at;
mod body;
mod bounds;
mod document;
mod keywords;
mod kinds;
mod parameters;
mod paths;
mod pointers;
mod responses;
mod schema;
mod scope;
mod security;
mod shape;
mod targets;
#[cfg(test)]
mod tests;

use crate::diagnostics::Diagnostics;
use crate::documents::{Bundle, path, workers};
use crate::origin::{DocumentId, Origin};
use openapiv3::{OpenAPI, Parameter, ReferenceOr};
use pointers::{PointerMap, Translator};
use scope::Scope;
use std::cell::RefCell;
use std::collections::BTreeMap;
use targets::Targets;

/// All documents of a package as OpenAPI 3.
#[derive(Clone, Debug, Default)]
pub struct Lifted {
    /// In the order of the bundle; [`DocumentId`] indexes this list.
    pub documents: Vec<LiftedDocument>,
    by_path: BTreeMap<String, DocumentId>,
}

/// A document as OpenAPI 3.
#[derive(Clone, Debug)]
pub struct LiftedDocument {
    /// Its place in the bundle.
    pub id: DocumentId,
    /// Its path in the bundle; every reference to it begins with this text.
    pub path: String,
    /// File name without its extension.
    pub stem: String,
    /// Whether the user listed it, rather than another document referred to it.
    pub root: bool,
    /// The document. References in it read `<path>#/components/<list>/<name>`, those within it, too.
    pub openapi: OpenAPI,
    /// The parameters of `x-ms-parameterized-host`, in its order.
    pub host_parameters: Vec<ReferenceOr<Parameter>>,
    translator: Translator,
}

impl Lifted {
    /// The document at `path`, the part of a reference before its `#`.
    pub fn find(&self, path: &str) -> Option<&LiftedDocument> {
        self.by_path.get(path).map(|id| &self.documents[id.index()])
    }
}

impl LiftedDocument {
    /// The place in the text as published that a JSON pointer into [`LiftedDocument::openapi`] stands for.
    pub fn origin(&self, lifted_pointer: &str) -> Origin {
        self.translator.origin(lifted_pointer)
    }
}

/// Lifts every document of a bundle; fragments, too, as far as others refer to schemas in them.
pub fn lift(bundle: &Bundle, diagnostics: &mut Diagnostics) -> Lifted {
    let targets = Targets::new(bundle);
    let contents = pointers::contents(bundle);
    let lifted = workers::map_in_order(&bundle.documents, workers::available(), |document| {
        let findings = RefCell::new(Diagnostics::default());
        let scope = Scope { bundle, targets: &targets, document, diagnostics: &findings };
        let mut moved = PointerMap::default();
        let openapi = document::lift(scope, &mut moved);
        let lifted = LiftedDocument {
            id: document.id,
            path: document.path.clone(),
            stem: path::stem(&document.path).to_owned(),
            root: document.root,
            openapi,
            host_parameters: document::host_parameters(scope),
            translator: Translator { document: document.id, moved, contents: contents.clone() },
        };
        (lifted, findings.into_inner())
    });
    let keep = |(document, findings)| {
        diagnostics.append(findings);
        document
    };
    let documents = lifted.into_iter().map(keep).collect();
    let by_path = bundle.documents.iter().map(|document| (document.path.clone(), document.id)).collect();
    Lifted { documents, by_path }
}
