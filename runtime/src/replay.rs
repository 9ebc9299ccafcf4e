//! Replays the examples of API documents against a generated client (feature `replay`, for tests).
//!
//! `armspan generate --tests` writes one test per operation that calls [`run`]. For every example the client must send the
//! request the example's parameters describe, and every answer of the example must decode and encode back to the same JSON.
//! Nothing is sent: the transport keeps the request and refuses to go on.

mod compare;
mod request;

use compare::{decode, difference};

use crate::model::{Mode, ReadContext, WriteContext};
use crate::{Format, Json, OffsetDateTime, Value};
use azure_core::credentials::{AccessToken, TokenCredential, TokenRequestOptions};
use azure_core::error::{Error, ErrorKind};
use azure_core::http::{
    AsyncRawResponse, ClientOptions, HttpClient, Method, PageIterator, Request, RequestContent, RetryOptions, Transport,
};
use futures_core::Stream;
use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Map, json};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::future::Future;
use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::sync::{Arc, Mutex};

/// Names a file that lists what is wrong with examples by their own documents:
/// `{"<example>": {"<operationId>": ["request", "200"]}}`, the outer keys being ends of example paths. What it lists may differ;
/// it is counted apart.
pub const INVALID_EXAMPLES: &str = "ARMSPAN_INVALID_EXAMPLES";

/// One operation as its document describes it.
#[derive(Clone, Copy, Debug)]
pub struct Operation {
    /// `operationId`.
    pub id: &'static str,
    /// Verb.
    pub method: Method,
    /// Path with its `{parameters}`.
    pub path: &'static str,
    /// The api-version that must be sent.
    pub api_version: Option<&'static str>,
    /// Parameters but the body and the api-version: name, where they are sent, and the only value they can have.
    pub parameters: &'static [(&'static str, Place, Option<&'static str>)],
    /// Name of the body parameter.
    pub body: Option<&'static str>,
    /// Answers: status, and what decodes and encodes its body.
    pub responses: &'static [(u16, Option<RoundTrip>)],
    /// Paths of the example files.
    pub examples: &'static [&'static str],
}

/// Where a parameter is sent.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Place {
    /// One path segment.
    Path,
    /// Path text spliced as it is (`x-ms-skip-url-encoding`).
    RawPath,
    /// The query.
    Query,
    /// Query text spliced as it is (`x-ms-skip-url-encoding`).
    RawQuery,
    /// A list in the query, one pair per item.
    MultiQuery,
    /// A list in the query, joined by the separator.
    JoinedQuery(char),
    /// A header.
    Header,
}

/// Decodes a body and encodes it again.
pub type RoundTrip = fn(&Value) -> Result<Value, String>;

/// What calls the client: it must send exactly one request.
pub type Call = fn(Example) -> Pin<Box<dyn Future<Output = azure_core::Result<()>>>>;

/// Decodes a `T` and encodes it again.
///
/// # Errors
///
/// Says why the value is no `T`.
pub fn round_trip<T: DeserializeOwned + Serialize>(body: &Value) -> Result<Value, String> {
    let model: T = serde_json::from_value(body.clone()).map_err(|error| error.to_string())?;
    serde_json::to_value(&model).map_err(|error| error.to_string())
}

/// [`round_trip`] for a body that is no model, read as [`LenientJson`](crate::LenientJson) reads it.
///
/// # Errors
///
/// Says why the value is no `T`.
pub fn round_trip_bare<T: Json>(body: &Value) -> Result<Value, String> {
    let read = T::read(body, &mut ReadContext::new(Format::Default)).map_err(|error| error.to_string())?;
    Ok(read.write(WriteContext::new(Mode::Full)))
}

/// An example and the transport that waits for its request.
#[derive(Clone, Debug)]
pub struct Example {
    parameters: Arc<Map<String, Value>>,
    transport: Arc<Capture>,
}

impl Example {
    /// The value of a required parameter.
    ///
    /// # Errors
    ///
    /// The example lacks it, or it is no `T`.
    pub fn required<T: DeserializeOwned>(&self, name: &str) -> azure_core::Result<T> {
        match self.find(name) {
            Some(value) => convert(name, value),
            None => Err(missing(name)),
        }
    }

    /// The value of an optional parameter.
    ///
    /// # Errors
    ///
    /// It is no `T`.
    pub fn optional<T: DeserializeOwned>(&self, name: &str) -> azure_core::Result<Option<T>> {
        self.find(name).map(|value| convert(name, value)).transpose()
    }

    /// [`Example::required`] for dates and bytes, alone or in lists, read as leniently as a model's: serde wants another
    /// spelling of them than examples have.
    ///
    /// # Errors
    ///
    /// As [`Example::required`].
    pub fn required_as<T: Json>(&self, name: &str) -> azure_core::Result<T> {
        self.optional_as(name)?.ok_or_else(|| missing(name))
    }

    /// [`Example::optional`] for dates and bytes.
    ///
    /// # Errors
    ///
    /// As [`Example::optional`].
    pub fn optional_as<T: Json>(&self, name: &str) -> azure_core::Result<Option<T>> {
        self.find(name).map(|value| read(name, value)).transpose()
    }

    /// The value of a parameter that the client holds. An operation that has no use for it has examples that lack it: then it
    /// is any `T`.
    ///
    /// # Errors
    ///
    /// It is no `T`.
    pub fn of_client<T: Json>(&self, name: &str) -> azure_core::Result<T> {
        let unused = || [json!("unused"), json!(0), json!(false), json!([])];
        let any = || unused().iter().find_map(|value| read(name, value).ok());
        self.optional_as(name)?.or_else(any).ok_or_else(|| missing(name))
    }

    /// The body as a `T`, which is checked to keep everything the example says.
    ///
    /// # Errors
    ///
    /// The example lacks it, or it is no `T`, or a `T` loses something of it.
    pub fn body<T>(&self, name: &str) -> azure_core::Result<RequestContent<T>>
    where
        T: DeserializeOwned + Serialize + TryInto<RequestContent<T>>,
        T::Error: std::fmt::Display,
    {
        let model: T = self.checked_body(name)?;
        model.try_into().map_err(|error| fault(format!("`{name}` cannot be sent: {error}")))
    }

    /// [`Example::body`] for an optional body.
    ///
    /// # Errors
    ///
    /// As [`Example::body`], but that it may be absent.
    pub fn optional_body<T>(&self, name: &str) -> azure_core::Result<Option<RequestContent<T>>>
    where
        T: DeserializeOwned + Serialize + TryInto<RequestContent<T>>,
        T::Error: std::fmt::Display,
    {
        self.find(name).map(|_| self.body(name)).transpose()
    }

    /// [`Example::body`] for what is not a type of the generated crate's own, such as a list of models.
    ///
    /// # Errors
    ///
    /// As [`Example::body`].
    pub fn json_body<T: Json>(&self, name: &str) -> azure_core::Result<RequestContent<T>> {
        let value = self.find_body(name)?;
        let body: T = read(name, value)?;
        kept(name, value, &body.write(WriteContext::new(Mode::Full)))?;
        Ok(crate::body(&body))
    }

    /// [`Example::json_body`] for an optional body.
    ///
    /// # Errors
    ///
    /// As [`Example::body`], but that it may be absent.
    pub fn optional_json_body<T: Json>(&self, name: &str) -> azure_core::Result<Option<RequestContent<T>>> {
        self.find(name).map(|_| self.json_body(name)).transpose()
    }

    /// Options of a client that sends to this example.
    pub fn client_options(&self) -> ClientOptions {
        ClientOptions {
            transport: Some(Transport::new(self.transport.clone())),
            retry: RetryOptions::none(),
            ..ClientOptions::default()
        }
    }

    /// A credential whose token is worth nothing.
    pub fn credential(&self) -> Arc<dyn TokenCredential> {
        Arc::new(Worthless)
    }

    /// A parameter of the example; `null` is how some say that they leave it out.
    fn find(&self, name: &str) -> Option<&Value> {
        self.parameters
            .get(name)
            .or_else(|| self.parameters.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value))
            .filter(|value| !value.is_null())
    }

    fn find_body(&self, name: &str) -> azure_core::Result<&Value> {
        self.find(name).ok_or_else(|| fault(format!("the example has no body `{name}`")))
    }

    fn checked_body<T: DeserializeOwned + Serialize>(&self, name: &str) -> azure_core::Result<T> {
        let value = self.find_body(name)?;
        let model: T = convert(name, value)?;
        kept(name, value, &serde_json::to_value(&model)?)?;
        Ok(model)
    }
}

/// Asks a pager for its first page.
///
/// # Errors
///
/// What the pager says.
pub async fn first<P: Send>(mut pages: PageIterator<P>) -> azure_core::Result<Option<P>> {
    std::future::poll_fn(|context| Pin::new(&mut pages).poll_next(context)).await.transpose()
}

/// Replays every example of an operation; their paths are told from `root`, which ends in a separator.
///
/// # Panics
///
/// Where a request or an answer differs from what its example says, naming each example and difference.
pub fn run(root: &str, operation: &Operation, call: Call) {
    let invalid = invalid_examples();
    let mut report = Report::default();
    for path in operation.examples {
        let path_with_slashes = path.replace('\\', "/");
        let flaws = invalid.iter().find(|(key, _)| path_with_slashes.ends_with(key.as_str()));
        let flaws = flaws.and_then(|(_, operations)| operations.get(operation.id));
        let is_invalid = |part: &str| flaws.is_some_and(|flaws| flaws.iter().any(|flaw| flaw == part));
        let document = match read_example(&format!("{root}{path}")) {
            Ok(document) => document,
            Err(error) => {
                report.add(path, "request", Err(error), is_invalid("request"));
                continue;
            }
        };
        let request = request::check(operation, call, &document);
        report.add(path, "request", request, is_invalid("request"));
        for (status, answer) in document.get("responses").and_then(Value::as_object).into_iter().flatten() {
            let outcome = check_response(operation, status, answer.get("body"));
            report.add(path, status, outcome, is_invalid(status));
        }
    }
    report.finish(operation.id);
}

#[derive(Default)]
struct Report {
    requests: usize,
    responses: usize,
    invalid: Vec<String>,
    failures: String,
}

impl Report {
    fn add(&mut self, path: &str, part: &str, outcome: Result<(), String>, invalid: bool) {
        match outcome {
            Err(_) if invalid => self.invalid.push(format!("{path} ({part})")),
            Ok(()) if part == "request" => self.requests += 1,
            Ok(()) => self.responses += 1,
            Err(difference) => {
                let _ = writeln!(self.failures, "  {path} ({part}): {difference}");
            }
        }
    }

    fn finish(self, id: &str) {
        println!("replayed {id}: {} requests, {} responses", self.requests, self.responses);
        for invalid in &self.invalid {
            println!("invalid by its own document: {invalid}");
        }
        assert!(self.failures.is_empty(), "{id}\n{}", self.failures);
    }
}

type InvalidExamples = BTreeMap<String, BTreeMap<String, Vec<String>>>;

fn invalid_examples() -> InvalidExamples {
    let Some(path) = std::env::var_os(INVALID_EXAMPLES) else { return InvalidExamples::new() };
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn read_example(path: &str) -> Result<Value, String> {
    let text = std::fs::read_to_string(existing(Path::new(path))).map_err(|error| format!("{path}: {error}"))?;
    serde_json::from_str(text.trim_start_matches('\u{feff}')).map_err(|error| format!("{path}: {error}"))
}

/// The file that a path means: documents spell some with `%20`, and some in another letter case than the file has.
fn existing(path: &Path) -> PathBuf {
    if path.exists() {
        return path.to_owned();
    }
    let decoded = PathBuf::from(String::from_utf8_lossy(&decode(&path.to_string_lossy())).into_owned());
    if decoded.exists() {
        return decoded;
    }
    let beside = decoded.parent().and_then(|folder| std::fs::read_dir(folder).ok()).into_iter().flatten().flatten();
    let mut beside = beside.map(|entry| entry.path());
    let same = |other: &PathBuf| other.as_os_str().eq_ignore_ascii_case(decoded.as_os_str());
    beside.find(same).unwrap_or_else(|| path.to_owned())
}

fn check_response(operation: &Operation, status: &str, body: Option<&Value>) -> Result<(), String> {
    let known = operation.responses.iter().find(|(known, _)| known.to_string() == status);
    match (known, body) {
        (Some((_, Some(round_trip))), Some(body)) => match difference("$", body, &round_trip(body)?) {
            None => Ok(()),
            Some(difference) => Err(format!("is not kept: {difference}")),
        },
        // An answer without a body, or one whose document gives it no schema, has nothing to decode.
        _ => Ok(()),
    }
}

fn convert<T: DeserializeOwned>(name: &str, value: &Value) -> azure_core::Result<T> {
    serde_json::from_value(value.clone())
        // Numbers and booleans are often written as strings in examples, and the reverse.
        .or_else(|error| match value {
            Value::String(text) => serde_json::from_str(text).map_err(|_| error),
            Value::Number(_) | Value::Bool(_) => {
                serde_json::from_value(Value::String(value.to_string())).map_err(|_| error)
            }
            _ => Err(error),
        })
        .map_err(|error| fault(format!("the example's `{name}`: {error}")))
}

fn read<T: Json>(name: &str, value: &Value) -> azure_core::Result<T> {
    let read = T::read(value, &mut ReadContext::new(Format::Default));
    read.map_err(|error| fault(format!("the example's `{name}`: {error}")))
}

fn kept(name: &str, value: &Value, again: &Value) -> azure_core::Result<()> {
    match difference("$", value, again) {
        None => Ok(()),
        Some(difference) => Err(fault(format!("`{name}` is not kept: {difference}"))),
    }
}

fn missing(name: &str) -> Error {
    fault(format!("the example has no parameter `{name}`, which is required"))
}

fn fault(message: String) -> Error {
    Error::with_message(ErrorKind::Other, message)
}

/// A transport that keeps the first request and goes no further.
#[derive(Debug, Default)]
struct Capture(Mutex<Option<Request>>);

impl HttpClient for Capture {
    fn execute_request<'life0, 'life1, 'async_trait>(
        &'life0 self,
        request: &'life1 Request,
    ) -> Pin<Box<dyn Future<Output = azure_core::Result<AsyncRawResponse>> + Send + 'async_trait>>
    where
        'life0: 'async_trait,
        'life1: 'async_trait,
        Self: 'async_trait,
    {
        if let Ok(mut kept) = self.0.lock() {
            kept.get_or_insert_with(|| request.clone());
        }
        Box::pin(std::future::ready(Err(fault("the request was kept".to_owned()))))
    }
}

#[derive(Debug)]
struct Worthless;

impl TokenCredential for Worthless {
    fn get_token<'life0, 'life1, 'life2, 'life3, 'async_trait>(
        &'life0 self,
        _scopes: &'life1 [&'life2 str],
        _options: Option<TokenRequestOptions<'life3>>,
    ) -> Pin<Box<dyn Future<Output = azure_core::Result<AccessToken>> + Send + 'async_trait>>
    where
        'life0: 'async_trait,
        'life1: 'async_trait,
        'life2: 'async_trait,
        'life3: 'async_trait,
        Self: 'async_trait,
    {
        let expires = OffsetDateTime::now_utc() + std::time::Duration::from_secs(3600);
        Box::pin(std::future::ready(Ok(AccessToken::new("worthless", expires))))
    }
}
