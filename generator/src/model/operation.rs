//! Operations: what can be asked of a service and what it answers.

use super::{Constraints, Docs, Type};
use crate::origin::{DocumentId, Origin};
use serde_json::Value;

/// Operations that share the part of their `operationId` before the first `_`.
#[derive(Clone, Debug, PartialEq)]
pub struct OperationGroup {
    /// `Vaults`; empty for operations whose id has no `_`: those belong to the root client.
    pub name: String,
    /// Its operations, in document order.
    pub operations: Vec<Operation>,
}

/// One verb on one path.
#[derive(Clone, Debug, PartialEq)]
pub struct Operation {
    /// `operationId` as published: `PrivateEndpointConnections_Put`. Unique in the package.
    pub id: String,
    /// The part after the first `_`: `Put`, or the `x-ms-client-name`.
    pub name: String,
    /// Where it is declared.
    pub origin: Origin,
    /// The document that declares it.
    pub document: DocumentId,
    /// Its texts.
    pub docs: Docs,
    /// HTTP verb.
    pub method: HttpMethod,
    /// Path with `{parameters}`, base path included, as published; may carry a fixed query after `?` (`x-ms-paths`).
    pub path: String,
    /// The api-version this operation is sent with: `info.version` of its document.
    pub api_version: Option<String>,
    /// Parameters but the body, in the document's order (the path item's first, unless overridden).
    pub parameters: Vec<Parameter>,
    /// The body.
    pub body: Option<Body>,
    /// Answers that are a success (all 2xx, 304 and 404 where the document calls them so), by status.
    pub responses: Vec<Response>,
    /// Answers that are failures.
    pub errors: Vec<ErrorResponse>,
    /// `x-ms-pageable`.
    pub paging: Option<Paging>,
    /// `x-ms-long-running-operation`.
    pub long_running: Option<LongRunning>,
    /// `produces` of the operation or its document; the `Accept` header where JSON is not among them.
    pub produces: Vec<String>,
    /// Every example: title and path of its file, in document order.
    pub examples: Vec<ExampleRef>,
    /// `deprecated`.
    pub deprecated: bool,
}

/// HTTP verbs that OpenAPI knows.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum HttpMethod {
    /// GET.
    Get,
    /// PUT.
    Put,
    /// POST.
    Post,
    /// PATCH.
    Patch,
    /// DELETE.
    Delete,
    /// HEAD: the answer is whether the thing exists.
    Head,
    /// OPTIONS.
    Options,
}

/// A parameter that is not the body.
#[derive(Clone, Debug, PartialEq)]
pub struct Parameter {
    /// Name on the wire.
    pub wire_name: String,
    /// `x-ms-client-name`.
    pub client_name: Option<String>,
    /// Where it is declared.
    pub origin: Origin,
    /// Its texts.
    pub docs: Docs,
    /// Where it is sent.
    pub location: ParameterLocation,
    /// Its type.
    pub ty: Type,
    /// Whether it must be sent.
    pub required: bool,
    /// `x-nullable`.
    pub nullable: bool,
    /// How a list is sent.
    pub collection_format: CollectionFormat,
    /// `x-ms-skip-url-encoding`.
    pub skip_url_encoding: bool,
    /// Who holds it.
    pub scope: ParameterScope,
    /// The only value it can have (a required parameter with one enum value): always sent, never asked for.
    pub constant: Option<Value>,
    /// `default`.
    pub default: Option<Value>,
    /// Limits on the value.
    pub constraints: Constraints,
    /// `x-ms-parameter-grouping`.
    pub group: Option<ParameterGroup>,
    /// `x-ms-header-collection-prefix`.
    pub header_collection_prefix: Option<String>,
}

/// `x-ms-parameter-grouping`: the struct that optional or grouped parameters travel in.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct ParameterGroup {
    /// `name`: the struct's name.
    pub name: Option<String>,
    /// `postfix`: the struct is named after the operation and this.
    pub postfix: Option<String>,
}

/// Where a parameter is sent.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum ParameterLocation {
    /// In the host (`x-ms-parameterized-host`).
    Host,
    /// In the path.
    Path,
    /// In the query.
    Query,
    /// In a header.
    Header,
    /// As a field of a form.
    Form,
}

/// Who holds a parameter.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum ParameterScope {
    /// The caller of the operation.
    Method,
    /// The client.
    Client,
    /// The client, as its api-version.
    ApiVersion,
}

/// How a list is sent in one parameter.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum CollectionFormat {
    /// `a,b`.
    #[default]
    Csv,
    /// `a b`.
    Ssv,
    /// Separated by a tab.
    Tsv,
    /// `a|b`.
    Pipes,
    /// The parameter repeated.
    Multi,
}

/// The body of a request.
#[derive(Clone, Debug, PartialEq)]
pub struct Body {
    /// The parameter's name.
    pub name: String,
    /// `x-ms-client-name`.
    pub client_name: Option<String>,
    /// Where it is declared.
    pub origin: Origin,
    /// Its texts.
    pub docs: Docs,
    /// What it holds.
    pub ty: Type,
    /// Whether it must be sent.
    pub required: bool,
    /// `consumes`, JSON first where it is among them.
    pub media_types: Vec<String>,
    /// How it is written.
    pub kind: BodyKind,
    /// `x-ms-parameter-grouping`.
    pub group: Option<ParameterGroup>,
    /// `x-ms-client-flatten` on the body parameter.
    pub flatten: bool,
}

/// How a body is written.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum BodyKind {
    /// As JSON.
    Json,
    /// As plain text.
    Text,
    /// As it is.
    Bytes,
    /// `application/x-www-form-urlencoded` from the [`ParameterLocation::Form`] parameters.
    Form,
    /// `multipart/form-data` from the [`ParameterLocation::Form`] parameters.
    Multipart,
}

/// A successful answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Response {
    /// HTTP status.
    pub status: u16,
    /// Where it is declared.
    pub origin: Origin,
    /// Its texts.
    pub docs: Docs,
    /// What its body holds, if it has one.
    pub ty: Option<Type>,
    /// Declared headers.
    pub headers: Vec<Header>,
}

/// A declared header of an answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Header {
    /// Name on the wire as published.
    pub wire_name: String,
    /// `x-ms-client-name`.
    pub client_name: Option<String>,
    /// Its texts.
    pub docs: Docs,
    /// Its type.
    pub ty: Type,
    /// `x-ms-header-collection-prefix`.
    pub collection_prefix: Option<String>,
}

/// An answer that is a failure.
#[derive(Clone, Debug, PartialEq)]
pub struct ErrorResponse {
    /// HTTP status; none for `default`.
    pub status: Option<u16>,
    /// What its body holds, if the document says so.
    pub ty: Option<Type>,
    /// Its texts.
    pub docs: Docs,
}

/// `x-ms-pageable`.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Paging {
    /// Property of the page that holds the items; `value` where nothing is said.
    pub item_name: String,
    /// Property that holds the link to the next page, dotted where nested; none means one page.
    pub next_link_name: Option<String>,
    /// `operationId` that fetches the next page, if it is not a plain GET of the link.
    pub next_operation: Option<String>,
}

/// `x-ms-long-running-operation`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LongRunning {
    /// `x-ms-long-running-operation-options.final-state-via`.
    pub final_state_via: Option<FinalStateVia>,
    /// `final-state-schema`.
    pub final_type: Option<Type>,
}

/// Where a long-running operation's result is found.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum FinalStateVia {
    /// In the status document of `Azure-AsyncOperation`.
    AzureAsyncOperation,
    /// At `Location`.
    Location,
    /// At the URL of the request.
    OriginalUri,
    /// In the status document of `Operation-Location`.
    OperationLocation,
}

/// An example of an operation.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ExampleRef {
    /// Key under `x-ms-examples`.
    pub title: String,
    /// The file, as a path that can be opened.
    pub path: String,
}
