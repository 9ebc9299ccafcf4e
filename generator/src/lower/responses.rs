//! Responses: which are successes, what each holds, and the headers it declares.

use super::context::Lowering;
use super::extensions::{not_blank, optional_flag, text};
use super::facts::{Typed, client_name};
use super::media::{MediaKind, preferred};
use super::parameters::collection;
use super::place::{Owner, Place};
use super::shape::SchemaRef;
use crate::model::{Docs, ErrorResponse, Header, HttpMethod, Response, StringFormat, Type};
use crate::origin::Origin;
use openapiv3::{
    Header as SourceHeader, Operation, ParameterSchemaOrContent, ReferenceOr, Response as SourceResponse, StatusCode,
};

/// The answers of an operation.
#[derive(Default)]
pub(super) struct Answers {
    pub(super) successes: Vec<Response>,
    pub(super) errors: Vec<ErrorResponse>,
}

/// Statuses that stand for success where a document does not say which.
const USUAL_SUCCESSES: [u16; 4] = [200, 201, 202, 204];

/// A response before it is decided which statuses it answers for.
#[derive(Clone)]
struct Content {
    origin: Origin,
    docs: Docs,
    ty: Option<Type>,
    headers: Vec<Header>,
    /// `x-ms-error-response`.
    is_error: Option<bool>,
}

impl Content {
    fn success(self, status: u16) -> Response {
        Response { status, origin: self.origin, docs: self.docs, ty: self.ty, headers: self.headers }
    }
}

impl<'a> Lowering<'a, '_> {
    /// The answers of an operation, successes by status.
    pub(super) fn responses(
        &mut self,
        operation: &'a Operation,
        method: HttpMethod,
        place: &Place,
        owner: Owner<'_>,
    ) -> Answers {
        let at = place.child("responses");
        let mut answers = Answers::default();
        for (status, response) in &operation.responses.responses {
            let fails = matches!(status, StatusCode::Code(400..) | StatusCode::Range(4..));
            let Some(content) = self.response(response, fails, &at.child(&status.to_string()), owner) else { continue };
            match status {
                StatusCode::Code(code) if is_success(*code, method, content.is_error) => {
                    answers.successes.push(content.success(*code));
                }
                StatusCode::Code(code) => {
                    answers.errors.push(ErrorResponse { status: Some(*code), ty: content.ty, docs: content.docs });
                }
                StatusCode::Range(2) => self.unspecified_success(&mut answers, &content),
                StatusCode::Range(_) => {
                    answers.errors.push(ErrorResponse { status: None, ty: content.ty, docs: content.docs });
                }
            }
        }
        if let Some(default) = &operation.responses.default {
            self.default_response(&mut answers, default, &at.child("default"), owner);
        }
        if answers.successes.is_empty() {
            self.warn("no-success-response", &at, "no answer is a success; 200 without a body is taken for one");
            let (origin, docs) = (self.origin(&at), Docs::default());
            answers.successes.push(Response { status: 200, origin, docs, ty: None, headers: Vec::new() });
        }
        answers.successes.sort_by_key(|response| response.status);
        answers
    }

    /// `default` is the answer to failures; where nothing else is declared it is the answer to everything.
    fn default_response(
        &mut self,
        answers: &mut Answers,
        response: &'a ReferenceOr<SourceResponse>,
        place: &Place,
        owner: Owner<'_>,
    ) {
        let Some(content) = self.response(response, !answers.successes.is_empty(), place, owner) else { return };
        if answers.successes.is_empty() && content.is_error != Some(true) {
            self.unspecified_success(answers, &content);
        }
        if content.is_error != Some(false) {
            answers.errors.push(ErrorResponse { status: None, ty: content.ty, docs: content.docs });
        }
    }

    /// One declaration for all statuses that mean success and have none of their own.
    fn unspecified_success(&mut self, answers: &mut Answers, content: &Content) {
        for status in USUAL_SUCCESSES {
            if answers.successes.iter().all(|known| known.status != status) {
                let mut response = content.clone().success(status);
                if status == 204 {
                    response.ty = None;
                }
                answers.successes.push(response);
            }
        }
    }

    fn response(
        &mut self,
        response: &'a ReferenceOr<SourceResponse>,
        fails: bool,
        place: &Place,
        owner: Owner<'_>,
    ) -> Option<Content> {
        match response {
            ReferenceOr::Item(response) => Some(self.declared_response(response, fails, place, owner)),
            ReferenceOr::Reference { reference } => {
                let Some((found, response)) = self.catalog.response(reference, place.document) else {
                    self.error("unresolved-reference", place, format!("`{reference}` names no response"));
                    return None;
                };
                let root = Place::new(found.document, place.position as usize, "/components/responses".to_owned());
                let words = [found.name.to_owned()];
                Some(self.declared_response(response, fails, &root.child(found.name), Owner::Words(&words)))
            }
        }
    }

    fn declared_response(
        &mut self,
        response: &'a SourceResponse,
        fails: bool,
        place: &Place,
        owner: Owner<'_>,
    ) -> Content {
        let mut ty = None;
        let content = response.content.iter().map(|(name, media)| (name.as_str(), media));
        if let Some((media_type, media, kind)) = preferred(content)
            && let Some(schema) = &media.schema
        {
            let at = place.descend(&["content", media_type, "schema"]);
            let typed = self.type_of(SchemaRef::from(schema), &at, Owner::Child(&owner, "Response"));
            // Errors are JSON whatever `produces` says, which speaks of what was asked for.
            let kind = if fails { MediaKind::Json } else { kind };
            ty = Some(self.answer_form(typed, kind, media_type, &at));
        }
        let mut headers = Vec::with_capacity(response.headers.len());
        for (name, header) in &response.headers {
            let place = place.descend(&["headers", name]);
            headers.extend(self.header(name, header, &place, owner));
        }
        Content {
            origin: self.origin(place),
            docs: Docs { description: not_blank(Some(&response.description)), ..Docs::default() },
            ty,
            headers,
            is_error: optional_flag(&response.extensions, "x-ms-error-response"),
        }
    }

    /// What an answer of that type is in a media type of that kind.
    fn answer_form(&mut self, typed: Typed, kind: MediaKind, media_type: &str, place: &Place) -> Type {
        let binary = typed.facts.constraints.format.as_deref() == Some("binary");
        match (kind, typed.ty) {
            (_, Type::Stream) => Type::Stream,
            (_, Type::String(_)) if binary => Type::Stream,
            (MediaKind::Json, ty) => ty,
            (MediaKind::Text, ty @ (Type::String(_) | Type::Enum(_))) => ty,
            // The only text that an object can be in is JSON, and some documents offer `text/plain` alone.
            (MediaKind::Text, ty @ (Type::Model(_) | Type::Map(_) | Type::Array(_))) => {
                self.warn("unsupported-media-type", place, format!("an object as `{media_type}`; read as JSON"));
                ty
            }
            (MediaKind::Text, _) => Type::String(StringFormat::Text),
            (MediaKind::Xml, _) => {
                self.warn("unsupported-media-type", place, format!("`{media_type}` is handed out as the bytes it is"));
                Type::Stream
            }
            _ => Type::Stream,
        }
    }

    fn header(
        &mut self,
        name: &str,
        header: &'a ReferenceOr<SourceHeader>,
        place: &Place,
        owner: Owner<'_>,
    ) -> Option<Header> {
        let (header, place) = match header {
            ReferenceOr::Item(header) => (header, place.clone()),
            ReferenceOr::Reference { reference } => {
                let Some((found, header)) = self.catalog.header(reference, place.document) else {
                    self.error("unresolved-reference", place, format!("`{reference}` names no header"));
                    return None;
                };
                let root = Place::new(found.document, place.position as usize, "/components/headers".to_owned());
                (header, root.child(found.name))
            }
        };
        let schema = match &header.format {
            ParameterSchemaOrContent::Schema(schema) => Some(schema),
            ParameterSchemaOrContent::Content(content) => content.values().find_map(|media| media.schema.as_ref()),
        };
        let typed = match schema {
            Some(schema) => self.type_of(SchemaRef::from(schema), &place.child("schema"), Owner::Child(&owner, name)),
            None => Typed::plain(Type::String(StringFormat::Text)),
        };
        let description = not_blank(header.description.as_deref()).or(typed.facts.docs.description);
        let collection_prefix = text(&header.extensions, "x-ms-header-collection-prefix");
        Some(Header {
            wire_name: name.to_owned(),
            client_name: client_name(&header.extensions),
            docs: Docs { description, ..Docs::default() },
            ty: if collection_prefix.is_some() { collection(typed.ty) } else { typed.ty },
            collection_prefix,
        })
    }
}

/// Whether a status is a success: what the document says outright, else what HTTP says. A HEAD asks whether something
/// exists, so a declared 404 answers it.
fn is_success(status: u16, method: HttpMethod, is_error: Option<bool>) -> bool {
    match is_error {
        Some(is_error) => !is_error,
        None => status < 400 || (status == 404 && method == HttpMethod::Head),
    }
}
