//! The last step of loading: documents get their numbers, `$ref`s their targets, and what failed is told.

use super::closure::{Closure, Loaded, Outcome, is_remote};
use super::parse::{Content, Dialect};
use super::reference::{self, Found, Landing};
use super::{Bundle, Document, Loader, Reference};
use crate::diagnostics::{Diagnostics, Position, suggest};
use crate::origin::{DocumentId, Origin};
use indexmap::IndexMap;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::sync::Arc;

/// Makes a bundle of what was loaded; reports every document and every `$ref` target that is missing or unreadable.
pub(super) fn number(closure: Closure, roots: &[String], loader: &dyn Loader, diagnostics: &mut Diagnostics) -> Bundle {
    let Closure { documents, outcomes } = closure;
    let numbers: BTreeMap<&str, DocumentId> =
        documents.keys().zip(0..).map(|(key, number)| (key.as_str(), DocumentId(number))).collect();
    let contents: Vec<&Arc<Content>> = documents.values().map(|loaded| &loaded.content).collect();
    missing_roots(roots, &outcomes, loader, diagnostics);
    let mut resolver = Resolver { numbers, contents, outcomes: &outcomes, loader, reported: BTreeSet::new() };
    let references: Vec<_> = documents
        .values()
        .zip(0..)
        .map(|(loaded, number)| {
            problems(DocumentId(number), loaded, diagnostics);
            resolver.references(DocumentId(number), loaded, diagnostics)
        })
        .collect();
    let documents = documents
        .into_values()
        .zip(references)
        .zip(0..)
        .map(|((Loaded { path, root, content }, references), number)| {
            let file = loader.file(&path);
            Document { id: DocumentId(number), path, file, root, content, references }
        })
        .collect();
    Bundle { documents }
}

fn missing_roots(
    roots: &[String],
    outcomes: &BTreeMap<String, Outcome>,
    loader: &dyn Loader,
    diagnostics: &mut Diagnostics,
) {
    let mut failed: BTreeSet<(&str, String)> = BTreeSet::new();
    for root in roots {
        if let Some(Outcome::Failed { path, kind }) = outcomes.get(&loader.key(root)) {
            failed.insert((path, reason(*kind)));
        }
    }
    for (path, reason) in failed {
        let file = loader.file(path);
        diagnostics
            .error_without_origin("document-not-found", format!("cannot read document `{}`: {reason}", file.display()))
            .help("relative paths start at the folder of the configuration, or at the current folder");
    }
}

fn reason(kind: io::ErrorKind) -> String {
    if kind == io::ErrorKind::NotFound { "no such file".to_owned() } else { kind.to_string() }
}

fn problems(id: DocumentId, loaded: &Loaded, diagnostics: &mut Diagnostics) {
    if let Some(problem) = &loaded.content.problem {
        let origin = Origin::new(id, problem.pointer);
        let diagnostic = diagnostics.error(problem.code, origin, &problem.message);
        diagnostic.help = problem.help.map(str::to_owned);
        diagnostic.position =
            (problem.line > 0).then_some(Position { line: problem.line, column: problem.column.max(1) });
    } else if loaded.root && loaded.content.dialect == Dialect::Fragment {
        diagnostics
            .error("unknown-dialect", Origin::new(id, ""), "the document has neither `swagger` nor `openapi`")
            .help("list Swagger 2.0 or OpenAPI 3.0 documents; files they refer to are found by themselves");
    }
}

struct Resolver<'a> {
    numbers: BTreeMap<&'a str, DocumentId>,
    contents: Vec<&'a Arc<Content>>,
    outcomes: &'a BTreeMap<String, Outcome>,
    loader: &'a dyn Loader,
    /// Missing documents that were reported already: one report each is enough.
    reported: BTreeSet<String>,
}

impl Resolver<'_> {
    fn references(
        &mut self,
        id: DocumentId,
        loaded: &Loaded,
        diagnostics: &mut Diagnostics,
    ) -> IndexMap<String, Reference> {
        let mut targets: BTreeMap<&str, Option<DocumentId>> = BTreeMap::new();
        let mut references = IndexMap::with_capacity(loaded.content.references.len());
        for found in &loaded.content.references {
            let (file, fragment) = reference::split(&found.text);
            let origin = || Origin::new(id, found.pointer.clone());
            let document = if file.is_empty() {
                Some(id)
            } else if let Some(known) = targets.get(file) {
                *known
            } else {
                if !found.needed && !self.is_found(&loaded.path, file) {
                    continue;
                }
                let document = self.document(&loaded.path, found, origin, diagnostics);
                targets.insert(file, document);
                document
            };
            let Some(document) = document else { continue };
            let target = self.contents[document.index()];
            if target.problem.is_some() {
                continue; // What is wrong with the target was said at the target.
            }
            if !found.needed && matches!(reference::follow(&target.value, fragment), Landing::Nowhere { .. }) {
                continue; // Who looks for it says so.
            }
            if let Some(pointer) = land(&target.value, found, fragment, origin, diagnostics) {
                references.insert(found.text.clone(), Reference { document, pointer, schema: found.schema });
            }
        }
        references
    }

    /// Whether the file half of a `$ref` names a document that is there.
    fn is_found(&self, path: &str, file: &str) -> bool {
        !is_remote(file)
            && matches!(self.outcomes.get(&Closure::key_of(path, file, self.loader)), Some(Outcome::Found { .. }))
    }

    /// The document that the file half of a `$ref` names.
    fn document(
        &mut self,
        path: &str,
        found: &Found,
        origin: impl Fn() -> Origin,
        diagnostics: &mut Diagnostics,
    ) -> Option<DocumentId> {
        let (file, _) = reference::split(&found.text);
        if is_remote(file) {
            diagnostics
                .error("remote-reference", origin(), format!("`{}` names a document on the network", found.text))
                .help("keep a copy of the document beside the others and refer to it by its relative path");
            return None;
        }
        let asked = Closure::key_of(path, file, self.loader);
        match self.outcomes.get(&asked)? {
            Outcome::Found { key, other_spelling } => {
                if let Some(spelling) = other_spelling {
                    diagnostics
                        .warn("reference-spelling", origin(), format!("`{file}` is spelled `{spelling}` on disk"))
                        .help("spell the path as the file is named: other systems tell letter case apart");
                } else if file.contains('\\') {
                    diagnostics
                        .warn("reference-spelling", origin(), format!("`{file}` has `\\` in it, expected `/`"))
                        .help("write the path with `/`");
                }
                self.numbers.get(key.as_str()).copied()
            }
            Outcome::Failed { path, kind } => {
                if self.reported.insert(asked) {
                    let file = self.loader.file(path);
                    diagnostics
                        .error(
                            "document-not-found",
                            origin(),
                            format!("`{}` needs document `{}`: {}", found.text, file.display(), reason(*kind)),
                        )
                        .help("bring the document in, or correct the path, which starts at the folder of the document it stands in");
                }
                None
            }
        }
    }
}

/// The pointer that `found` leads to in its target, as the target spells it.
fn land(
    target: &Value,
    found: &Found,
    fragment: &str,
    origin: impl Fn() -> Origin,
    diagnostics: &mut Diagnostics,
) -> Option<String> {
    match reference::follow(target, fragment) {
        Landing::Exact(pointer) => Some(pointer),
        Landing::OtherCase(pointer) => {
            let message = format!("`{}` is spelled `#{pointer}` where it is declared", found.text);
            diagnostics.warn("reference-spelling", origin(), message).help("spell the name as it is declared");
            Some(pointer)
        }
        Landing::Nowhere { deepest, missing } => {
            let place = target.pointer(&deepest);
            let names = place.and_then(Value::as_object).into_iter().flat_map(|members| members.keys());
            let place = if deepest.is_empty() { "the document".to_owned() } else { format!("`{deepest}`") };
            let diagnostic = diagnostics.error(
                "unresolved-reference",
                origin(),
                format!("`{}` leads to nothing: {place} has no `{missing}`", found.text),
            );
            match suggest(&missing, names.map(String::as_str)) {
                Some(similar) => diagnostic.help(format!("did you mean `{similar}`?")),
                None => diagnostic.help("declare it, or correct the `$ref`"),
            };
            None
        }
    }
}
