//! Operations: every verb of every path of the documents that the user listed.

use super::context::Lowering;
use super::conventions::pageable;
use super::draft::{Declared, OperationDraft};
use super::endpoint::base_path;
use super::examples::examples;
use super::extensions::{not_blank, optional_flag, texts};
use super::operation_ids::{FoundOperation, OperationName};
use super::parameters::LoweredParameter;
use super::place::{Owner, Place};
use crate::model::{Docs, HttpMethod, Operation, ParameterLocation, ParameterScope};
use openapiv3::{Operation as SourceOperation, PathItem, ReferenceOr};
use std::collections::BTreeMap;

/// The verbs of a path, in the order their operations are listed.
fn verbs(item: &PathItem) -> [(HttpMethod, &'static str, Option<&SourceOperation>); 7] {
    [
        (HttpMethod::Get, "get", item.get.as_ref()),
        (HttpMethod::Put, "put", item.put.as_ref()),
        (HttpMethod::Post, "post", item.post.as_ref()),
        (HttpMethod::Patch, "patch", item.patch.as_ref()),
        (HttpMethod::Delete, "delete", item.delete.as_ref()),
        (HttpMethod::Head, "head", item.head.as_ref()),
        (HttpMethod::Options, "options", item.options.as_ref()),
    ]
}

impl<'a> Lowering<'a, '_> {
    /// Lowers every operation.
    pub(super) fn operations(&mut self) {
        let mut items: BTreeMap<String, &'a PathItem> = BTreeMap::new();
        let found = self.find_operations(&mut items);
        let names = self.operation_names(&found);
        let mut path_parameters: BTreeMap<String, Vec<LoweredParameter>> = BTreeMap::new();
        for (found, name) in found.iter().zip(names) {
            let path_pointer = path_pointer(&found.place);
            let shared = match (path_parameters.get(&path_pointer), items.get(&path_pointer)) {
                (Some(shared), _) => shared.clone(),
                (None, None) => Vec::new(),
                (None, Some(item)) => {
                    let at = Place {
                        pointer: found.place.pointer.rsplit_once('/').map_or("", |(path, _)| path).to_owned(),
                        ..found.place.clone()
                    };
                    let words = name.words();
                    let shared = self.parameters(&item.parameters, &at, Owner::Words(&words));
                    path_parameters.insert(path_pointer, shared.clone());
                    shared
                }
            };
            let draft = self.operation(found, name, shared);
            self.drafts.operations.push(draft);
        }
    }

    fn find_operations(&mut self, items: &mut BTreeMap<String, &'a PathItem>) -> Vec<FoundOperation<'a>> {
        let mut found = Vec::new();
        for document in self.lifted.documents.iter().filter(|document| document.root) {
            for (path, item) in &document.openapi.paths.paths {
                let position = Place::OPERATIONS as usize + found.len();
                let place = Place::new(document.id, position, "/paths".to_owned()).child(path);
                let ReferenceOr::Item(item) = item else {
                    self.error(
                        "path-reference",
                        &place,
                        "a path that is a reference cannot be read; write it in place",
                    );
                    continue;
                };
                if item.trace.is_some() {
                    self.warn("trace", &place.child("trace"), "TRACE is not sent by clients; left out");
                }
                items.insert(format!("{}{}", document.id.0, place.pointer), item);
                for (method, key, operation) in verbs(item) {
                    let Some(operation) = operation else { continue };
                    let position = Place::OPERATIONS as usize + found.len();
                    let place = Place::new(document.id, position, place.child(key).pointer);
                    found.push(FoundOperation { place, path, method, operation });
                }
            }
        }
        found
    }

    fn operation(
        &mut self,
        found: &FoundOperation<'a>,
        name: OperationName,
        shared: Vec<LoweredParameter>,
    ) -> OperationDraft {
        let (place, source) = (&found.place, found.operation);
        let words = name.words();
        let owner = Owner::Words(&words);
        let document = self.document(place.document);
        let path = format!("{}{}", base_path(&document.openapi), found.path);

        let mut parameters = self.parameters(&source.parameters, place, owner);
        let mut all: Vec<LoweredParameter> =
            shared.into_iter().filter(|one| !parameters.iter().any(|own| own.is_same(one))).collect();
        all.append(&mut parameters);
        self.match_path(&path, &mut all, place);
        all.splice(0..0, self.drafts.asked_host_parameters.iter().cloned());
        let body = self.body(source, place, owner);
        let body = body.map(|mut lowered| {
            all.append(&mut lowered.fields);
            lowered.body
        });
        let api_version = take_api_version(&mut all, &document.openapi.info.version);
        let answers = self.responses(source, found.method, place, owner);
        let (paging, next_link) = pageable(&source.extensions);
        let operation = Operation {
            id: name.id,
            name: name.name,
            origin: self.origin(place),
            document: place.document,
            docs: operation_docs(source),
            method: found.method,
            path,
            api_version,
            parameters: all.iter().map(|lowered| lowered.parameter.clone()).collect(),
            body,
            produces: produces(source),
            responses: answers.successes,
            errors: answers.errors,
            paging,
            long_running: self.long_running(&source.extensions, place),
            examples: examples(source.extensions.get("x-ms-examples"), &document.path),
            deprecated: source.deprecated || optional_flag(&source.extensions, "x-deprecated").unwrap_or(false),
        };
        let declared = all.into_iter().map(|lowered| lowered.declared).collect();
        OperationDraft { operation, group: name.group, declared, next_link }
    }
}

/// The pointer of a path, with its document: what tells path items apart.
fn path_pointer(operation: &Place) -> String {
    let path = operation.pointer.rsplit_once('/').map_or("", |(path, _)| path);
    format!("{}{path}", operation.document.0)
}

fn operation_docs(source: &SourceOperation) -> Docs {
    Docs {
        summary: not_blank(source.summary.as_deref()),
        description: not_blank(source.description.as_deref()),
        external: source.external_docs.as_ref().and_then(|docs| not_blank(Some(&docs.url))),
    }
}

/// Finds the `api-version` of the query, gives it its scope, and says which version the operation is sent with: its
/// only value or default where the parameter has one, else that of the document. One that an operation declares for
/// itself and does not require is the caller's.
fn take_api_version(parameters: &mut [LoweredParameter], version: &str) -> Option<String> {
    let lowered = parameters.iter_mut().find(|lowered| {
        lowered.parameter.location == ParameterLocation::Query
            && lowered.parameter.wire_name.eq_ignore_ascii_case("api-version")
    })?;
    let ours = lowered.parameter.required || matches!(lowered.declared, Declared::Shared | Declared::Client);
    if !ours {
        return None;
    }
    let parameter = &mut lowered.parameter;
    parameter.scope = ParameterScope::ApiVersion;
    let fixed = parameter.constant.take().or_else(|| parameter.default.clone());
    let fixed = fixed.as_ref().and_then(serde_json::Value::as_str).map(str::to_owned);
    Some(fixed.unwrap_or_else(|| version.to_owned()))
}

/// `produces`, or the media types the successes are in.
fn produces(source: &SourceOperation) -> Vec<String> {
    if let Some(listed) = texts(&source.extensions, "x-armspan-produces") {
        return listed;
    }
    let mut media_types: Vec<String> = Vec::new();
    for response in source.responses.responses.values().filter_map(ReferenceOr::as_item) {
        for name in response.content.keys() {
            if !media_types.contains(name) {
                media_types.push(name.clone());
            }
        }
    }
    media_types
}
