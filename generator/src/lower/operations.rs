//! Operations: every verb of every path of the documents that the user listed.

use super::context::Lowering;
use super::conventions::pageable;
use super::draft::{Declared, OperationDraft};
use super::endpoint::base_path;
use super::examples::examples;
use super::extensions::{not_blank, optional_flag, texts};
use super::media::MediaKind;
use super::operation_ids::{FoundOperation, OperationName};
use super::parameters::LoweredParameter;
use super::place::{Owner, Place};
use crate::model::{
    Body, BodyKind, CollectionFormat, Constraints, Docs, HttpMethod, Operation, Parameter, StringFormat, Type,
};
use crate::model::{ParameterLocation, ParameterScope};
use openapiv3::{Operation as SourceOperation, PathItem, ReferenceOr};
use std::collections::BTreeSet;

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
        let found = self.find_operations();
        let names = self.operation_names(&found);
        // Those of a path follow each other: what the path declares for all of them is lowered once.
        let mut shared: Option<(Place, Vec<LoweredParameter>)> = None;
        for (found, name) in found.iter().zip(names) {
            let parameters = match &shared {
                Some((path, parameters)) if path.is_at(&found.path_place) => parameters.clone(),
                _ => {
                    let words = name.words();
                    let parameters = self.parameters(&found.item.parameters, &found.path_place, Owner::Words(&words));
                    shared = Some((found.path_place.clone(), parameters.clone()));
                    parameters
                }
            };
            let draft = self.operation(found, name, parameters);
            self.drafts.operations.push(draft);
        }
    }

    fn find_operations(&mut self) -> Vec<FoundOperation<'a>> {
        let mut found: Vec<FoundOperation<'a>> = Vec::new();
        let mut known: BTreeSet<(HttpMethod, [&'a str; 3])> = BTreeSet::new();
        for document in self.lifted.documents.iter().filter(|document| document.root) {
            let version = document.openapi.info.version.as_str();
            let base = base_path(&document.openapi);
            for (path, item) in &document.openapi.paths.paths {
                let position = Place::OPERATIONS as usize + found.len();
                let path_place = Place::new(document.id, position, "/paths".to_owned()).child(path);
                let ReferenceOr::Item(item) = item else {
                    self.error("path-reference", &path_place, "a path that is a reference cannot be read");
                    continue;
                };
                if item.trace.is_some() {
                    self.warn("trace", &path_place.child("trace"), "TRACE is not sent by clients; left out");
                }
                for (method, key, operation) in verbs(item) {
                    let Some(operation) = operation else { continue };
                    let position = Place::OPERATIONS as usize + found.len();
                    let place = Place::new(document.id, position, path_place.child(key).pointer);
                    if !known.insert((method, [base, path, version])) {
                        self.warn("repeated-operation", &place, "another document has the operation; left out here");
                        continue;
                    }
                    let path_place = path_place.clone();
                    found.push(FoundOperation { place, path_place, path, item, method, operation });
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
        let (own_path, dropped) = without_words(found.path);
        if !dropped.is_empty() {
            let message = format!("`{dropped}` in the path is no parameter, and is not sent");
            self.warn("word-in-query", &found.path_place, message);
        }
        let path = format!("{}{own_path}", base_path(&document.openapi));

        let mut own = self.parameters(&source.parameters, place, owner);
        let mut all = shared;
        all.retain(|one| !own.iter().any(|own| own.is_same(one)));
        all.append(&mut own);
        self.match_path(&path, &mut all, place);
        let body = self.body(source, place, owner);
        let body = body.map(|mut lowered| {
            all.append(&mut lowered.fields);
            all.extend(chosen_media_type(&lowered.body, &all));
            lowered.body
        });
        let api_version = take_api_version(&mut all, &document.openapi.info.version);
        let (parameters, declared) = all.into_iter().map(|lowered| (lowered.parameter, lowered.declared)).unzip();
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
            parameters,
            body,
            produces: produces(source),
            responses: answers.successes,
            errors: answers.errors,
            paging,
            long_running: self.long_running(&source.extensions, place),
            examples: examples(source.extensions.get("x-ms-examples"), &document.path),
            deprecated: source.deprecated || optional_flag(&source.extensions, "x-deprecated").unwrap_or(false),
        };
        OperationDraft { operation, group: name.group, declared, next_link }
    }
}

/// The parameter by which a caller says what the body is, where the document allows media types that are written in
/// different ways (JSON or PDF).
fn chosen_media_type(body: &Body, parameters: &[LoweredParameter]) -> Option<LoweredParameter> {
    let declares = |one: &LoweredParameter| {
        one.parameter.location == ParameterLocation::Header
            && one.parameter.wire_name.eq_ignore_ascii_case("content-type")
    };
    let is_form = matches!(body.kind, BodyKind::Form | BodyKind::Multipart);
    let mut kinds = body.media_types.iter().map(|media| MediaKind::of(media));
    let first = kinds.next();
    if is_form || kinds.all(|kind| Some(kind) == first) || parameters.iter().any(declares) {
        return None;
    }
    let media_types = body.media_types.iter().map(|media| format!("`{media}`")).collect::<Vec<_>>().join(", ");
    let description = Some(format!("Media type of the body, if it is not the first of {media_types}."));
    let parameter = Parameter {
        wire_name: "Content-Type".to_owned(),
        client_name: None,
        origin: body.origin.clone(),
        docs: Docs { description, ..Docs::default() },
        location: ParameterLocation::Header,
        ty: Type::String(StringFormat::Text),
        required: false,
        nullable: false,
        collection_format: CollectionFormat::Csv,
        skip_url_encoding: false,
        scope: ParameterScope::Method,
        constant: None,
        default: None,
        constraints: Constraints::default(),
        group: None,
        header_collection_prefix: None,
    };
    Some(LoweredParameter { parameter, declared: Declared::Method })
}

/// A path without the words that only tell it from another one (`/{id}?for_reports`, `x-ms-paths`; `/analyze#overload=stream`),
/// and those words: they are no parameters.
fn without_words(path: &str) -> (String, String) {
    let (path, fragment) = path.split_once('#').unwrap_or((path, ""));
    let Some((path, query)) = path.split_once('?') else { return (path.to_owned(), fragment.to_owned()) };
    let (pairs, words): (Vec<_>, Vec<_>) = query.split('&').partition(|pair| pair.contains(['=', '{']));
    let path = if pairs.is_empty() { path.to_owned() } else { format!("{path}?{}", pairs.join("&")) };
    let words: Vec<_> = words.into_iter().chain([fragment]).filter(|word| !word.is_empty()).collect();
    (path, words.join("&"))
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
    if parameter.constant.as_ref().is_some_and(|only| only != version) {
        // The only value allowed is another one than the document's: this operation is pinned to it, whatever the client says.
        return None;
    }
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
