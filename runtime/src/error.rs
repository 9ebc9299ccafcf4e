//! Errors of Azure Resource Manager, as one type from any operation.

use crate::request::Prepared;
use azure_core::error::{Error, ErrorKind};
use azure_core::http::headers::HeaderName;
use azure_core::http::{Method, RawResponse, StatusCode, Url};
use azure_core::{Bytes, Result, Value};
use serde::de::DeserializeOwned;
use std::fmt;

const ERROR_CODE: HeaderName = HeaderName::from_static("x-ms-error-code");
const FAILURE_CAUSE: HeaderName = HeaderName::from_static("x-ms-failure-cause");
const REQUEST_ID: HeaderName = HeaderName::from_static("x-ms-request-id");
const CORRELATION_ID: HeaderName = HeaderName::from_static("x-ms-correlation-request-id");
const LOCATION: HeaderName = HeaderName::from_static("location");

/// A byte order mark, which some services put before their JSON and no parser wants.
pub(crate) const MARK: &[u8] = b"\xef\xbb\xbf";

/// An error of the service, read from any operation's [`azure_core::Error`], plain, paged or long-running.
///
/// ```
/// # fn handle(error: &armspan_runtime::azure_core::Error) {
/// use armspan_runtime::ArmError;
///
/// if let Some(error) = ArmError::from_error(error) {
///     println!("{:?} says {:?} (request {:?})", error.code, error.message, error.request_id);
/// }
/// # }
/// ```
///
/// Displayed on one line: verb, path, status, code, message, and the ids by which support finds the request, as in
/// `GET /vaults/v: 404 Not Found: VaultNotFound: no such vault (request id 4711)`. The query is never shown. `Debug` shows
/// the same and no more, as details may hold what is secret.
///
/// [`model`](Self::model) reads the body as the error type of the operation's own document, such as `CloudError`.
#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub struct ArmError {
    /// Status of the answer. A long-running operation that failed was told so by a 200.
    pub status: StatusCode,
    /// `Failed`, `Canceled`: how a long-running operation ended.
    pub operation_status: Option<String>,
    /// `error.code`.
    pub code: Option<String>,
    /// `error.message`.
    pub message: Option<String>,
    /// `error.target`: what the error is about.
    pub target: Option<String>,
    /// `error.details`.
    pub details: Vec<ErrorDetail>,
    /// `error.additionalInfo`, such as violated policies.
    pub additional_info: Vec<AdditionalInfo>,
    /// `error.innererror`.
    pub inner_error: Option<Value>,
    /// `x-ms-request-id`.
    pub request_id: Option<String>,
    /// `x-ms-correlation-request-id`.
    pub correlation_id: Option<String>,
    call: Option<Call>,
    body: Bytes,
}

/// An error inside an error.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct ErrorDetail {
    /// `code`.
    pub code: Option<String>,
    /// `message`.
    pub message: Option<String>,
    /// `target`.
    pub target: Option<String>,
    /// `details`.
    pub details: Vec<ErrorDetail>,
    /// `additionalInfo`.
    pub additional_info: Vec<AdditionalInfo>,
    /// `innererror`.
    pub inner_error: Option<Value>,
}

/// An entry of `additionalInfo`.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct AdditionalInfo {
    /// `type`: says what `info` looks like.
    pub kind: Option<String>,
    /// `info`.
    pub info: Option<Value>,
}

/// Verb and path of a request: what an error says about it. The query is left out, as it may be signed.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Call {
    method: Method,
    path: String,
}

impl Call {
    pub(crate) fn new(method: Method, url: &Url) -> Self {
        Self { method, path: url.path().to_owned() }
    }

    pub(crate) fn of(request: &Prepared) -> Self {
        Self::new(request.method, &request.url)
    }

    /// Whether a status is a success. Other statuses of the 2xx are one, too, where a request changes something.
    pub(crate) fn accepts(&self, status: StatusCode, success: &[u16]) -> bool {
        let changes = !matches!(self.method, Method::Get | Method::Head);
        success.contains(&u16::from(status)) || (status.is_success() && (changes || success.is_empty()))
    }

    /// The answer if it is a success, else the error it tells of.
    pub(crate) fn check(&self, response: RawResponse, success: &[u16]) -> Result<RawResponse> {
        if self.accepts(response.status(), success) {
            return Ok(response);
        }
        Err(ArmError::read(self, &response).into_error(response))
    }
}

impl fmt::Display for Call {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.method, self.path)
    }
}

impl ArmError {
    /// The service's error behind an `azure_core::Error`; `None` if the service never answered.
    pub fn from_error(error: &Error) -> Option<Self> {
        let mut source: Option<&(dyn std::error::Error + 'static)> = Some(error);
        while let Some(current) = source {
            if let Some(found) = current.downcast_ref::<Self>() {
                return Some(found.clone());
            }
            source = current.source();
        }
        match error.kind() {
            ErrorKind::HttpResponse { raw_response: Some(response), .. } => Some(Self::parse(None, response)),
            _ => None,
        }
    }

    /// The error as the operation's own model (`CloudError`, `ErrorResponse`, …).
    pub fn model<T: DeserializeOwned>(&self) -> Result<T> {
        serde_json::from_slice(&self.body).map_err(|error| Error::new(ErrorKind::DataConversion, error))
    }

    /// Whether a long-running operation was cancelled, which services spell in two ways.
    pub fn is_cancelled(&self) -> bool {
        let ended_as = |word| self.operation_status.as_deref().is_some_and(|status| status.eq_ignore_ascii_case(word));
        ended_as("canceled") || ended_as("cancelled")
    }

    pub(crate) fn read(call: &Call, response: &RawResponse) -> Self {
        Self::parse(Some(call.clone()), response)
    }

    fn parse(call: Option<Call>, response: &RawResponse) -> Self {
        let header = |name: &HeaderName| response.headers().get_optional_string(name);
        let bytes: &[u8] = response.body();
        let bytes = bytes.strip_prefix(MARK).unwrap_or(bytes);
        let body: Value = serde_json::from_slice(bytes).unwrap_or_default();
        let detail = ErrorDetail::parse_whole(&body);
        let mut error = Self {
            status: response.status(),
            operation_status: None,
            code: detail.code.or_else(|| header(&ERROR_CODE)).or_else(|| header(&FAILURE_CAUSE)),
            message: detail.message,
            target: detail.target,
            details: detail.details,
            additional_info: detail.additional_info,
            inner_error: detail.inner_error,
            request_id: header(&REQUEST_ID),
            correlation_id: header(&CORRELATION_ID),
            call,
            body: Bytes::copy_from_slice(bytes),
        };
        if let (true, None, Some(link)) = (error.status.is_redirection(), &error.message, header(&LOCATION)) {
            let host = Url::parse(&link).map(|url| crate::trust::place(&url));
            let to = host.map_or_else(|_| "another path".to_owned(), |host| format!("host `{host}`"));
            error.message = Some(format!("the redirect to {to} was not followed"));
        }
        error
    }

    /// The error of a long-running operation that ended with this status.
    pub(crate) fn with_operation_status(mut self, status: &str) -> Self {
        self.code.get_or_insert_with(|| status.to_owned());
        self.operation_status = Some(status.to_owned());
        self
    }

    pub(crate) fn into_error(self, response: RawResponse) -> Error {
        let kind = ErrorKind::HttpResponse {
            status: self.status,
            error_code: self.code.clone(),
            raw_response: Some(Box::new(response)),
        };
        Error::new(kind, self)
    }
}

/// The object that holds code and message, in the shapes that services wrap it in.
fn error_object(body: &Value) -> &Value {
    let nested = body.get("properties").and_then(|properties| properties.get("error"));
    let wrapped = ["error", "odata.error", "Error"].into_iter().find_map(|key| body.get(key));
    wrapped.filter(|error| error.is_object()).or(nested.filter(|error| error.is_object())).unwrap_or(body)
}

impl ErrorDetail {
    /// The error that a body tells of. Where `error` is a mere text, that is OAuth's code if it is one word, else the message.
    fn parse_whole(body: &Value) -> Self {
        let mut detail = Self::parse(error_object(body));
        if let Some(error) = member(body, "error").and_then(Value::as_str) {
            let description = member(body, "error_description").and_then(text);
            let (code, message) = if error.contains(char::is_whitespace) {
                (None, Some(error.to_owned()))
            } else {
                (Some(error.to_owned()).filter(|error| !error.is_empty()), description)
            };
            detail.code = detail.code.or(code);
            detail.message = detail.message.or(message);
        }
        detail
    }

    /// Whatever can be made out: reading an error never fails.
    fn parse(value: &Value) -> Self {
        Self {
            code: member(value, "code").and_then(text),
            message: member(value, "message").and_then(text),
            target: member(value, "target").and_then(text),
            details: items(member(value, "details")).map(Self::parse).collect(),
            additional_info: items(member(value, "additionalInfo")).map(AdditionalInfo::parse).collect(),
            inner_error: member(value, "innererror").cloned(),
        }
    }
}

impl AdditionalInfo {
    fn parse(value: &Value) -> Self {
        Self { kind: member(value, "type").and_then(text), info: member(value, "info").cloned() }
    }
}

/// A member of an object in whatever case (`Message` is old, but not gone), unless it is `null`.
fn member<'a>(value: &'a Value, key: &str) -> Option<&'a Value> {
    let map = value.as_object()?;
    let found = map.get(key).or_else(|| map.iter().find(|(name, _)| name.eq_ignore_ascii_case(key)).map(|(_, v)| v));
    found.filter(|value| !value.is_null())
}

fn items(value: Option<&Value>) -> impl Iterator<Item = &Value> {
    value.and_then(Value::as_array).into_iter().flatten()
}

/// A text that says something, also where it is a number (`code`) or OData's `{"lang": …, "value": …}`.
fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()).filter(|text| !text.trim().is_empty()),
        Value::Number(number) => Some(number.to_string()),
        Value::Object(map) => map.get("value").and_then(text),
        _ => None,
    }
}

impl fmt::Display for ArmError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(call) = &self.call {
            write!(f, "{call}: ")?;
        }
        match self.operation_status.as_deref() {
            None => write!(f, "{} {}", u16::from(self.status), self.status.canonical_reason())?,
            Some(_) if self.is_cancelled() => f.write_str("the operation was cancelled")?,
            Some(status) => write!(f, "the operation ended as {status}")?,
        }
        for part in [&self.code, &self.message].into_iter().flatten() {
            write!(f, ": {}", on_one_line(part))?;
        }
        let ids = [("request id", &self.request_id), ("correlation id", &self.correlation_id)];
        let ids: Vec<String> = ids.iter().filter_map(|(name, id)| Some(format!("{name} {}", id.as_ref()?))).collect();
        if ids.is_empty() { Ok(()) } else { write!(f, " ({})", ids.join(", ")) }
    }
}

/// A text without line breaks, of which Unicode has some that are no control characters.
fn on_one_line(text: &str) -> String {
    let breaks = |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}');
    text.split(breaks).map(str::trim).filter(|words| !words.is_empty()).collect::<Vec<_>>().join(" ")
}

impl fmt::Debug for ArmError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("ArmError").field(&format_args!("{self}")).finish()
    }
}

impl std::error::Error for ArmError {}

/// As `azure_core` does it for its own `ErrorResponse`: an error that is not the service's comes back.
///
/// ```
/// use armspan_runtime::{ArmError, azure_core};
///
/// fn code(result: azure_core::Result<()>) -> azure_core::Result<Option<String>> {
///     match result {
///         Ok(()) => Ok(None),
///         Err(error) => Ok(ArmError::try_from(error)?.code),
///     }
/// }
/// # let other = azure_core::Error::with_message(azure_core::error::ErrorKind::Other, "no answer");
/// # assert_eq!(code(Err(other)).unwrap_err().to_string(), "no answer");
/// ```
impl TryFrom<Error> for ArmError {
    type Error = Error;

    fn try_from(error: Error) -> Result<Self> {
        Self::from_error(&error).ok_or(error)
    }
}

impl TryFrom<&Error> for ArmError {
    type Error = ();

    fn try_from(error: &Error) -> std::result::Result<Self, Self::Error> {
        Self::from_error(error).ok_or(())
    }
}

/// An error that is not the service's, with the request it befell and all its causes on one line.
pub(crate) fn describe(error: Error, call: &Call) -> Error {
    let mut causes: Vec<String> = vec![call.to_string()];
    let mut source: Option<&(dyn std::error::Error + 'static)> = Some(&error);
    while let Some(current) = source {
        let text = without_queries(&current.to_string());
        if causes.last() != Some(&text) {
            causes.push(text);
        }
        source = current.source();
    }
    Error::with_error(error.kind().clone(), Cause(error), causes.join(": "))
}

/// An error as it came. An HTTP stack shows whole URLs in its `Debug`, so that of this is no more than its `Display`.
struct Cause(Error);

impl fmt::Display for Cause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&without_queries(&self.0.to_string()))
    }
}

impl fmt::Debug for Cause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

impl std::error::Error for Cause {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.0)
    }
}

/// A text whose URLs have lost their queries: those of polling URLs are signed.
fn without_queries(text: &str) -> String {
    let word = |word: &str| match word.split_once('?') {
        Some((url, query)) if url.contains("://") => {
            let end = query.trim_start_matches(|c: char| !matches!(c, ')' | '`' | '"' | '\'' | '>'));
            format!("{url}{end}")
        }
        _ => word.to_owned(),
    };
    text.split_whitespace().map(word).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn queries_of_urls_are_left_out() {
        let text = "error for url (https://h.example/a?sig=x%20y): is it on?";
        assert_eq!(without_queries(text), "error for url (https://h.example/a): is it on?");
    }
}
