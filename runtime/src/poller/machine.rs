//! The state machine of long-running operations: how to poll, when it is over, where the result is.
//!
//! What counts is what answers carry, whatever the documents declare. From the first answer:
//!
//! 1. `Azure-AsyncOperation` or `Operation-Location`: that URL gives a document with a `status`;
//! 2. else `Location`: that URL gives 202 while in progress;
//! 3. else, where the request made or changed a resource, its `properties.provisioningState`;
//! 4. else the operation is done.

use super::{FinalStateVia, PollerOptions, token};
use crate::body::Content;
use crate::client::Client;
use crate::error::{ArmError, Call};
use crate::request::{Prepared, Request};
use crate::url::resolve;
use azure_core::error::{Error, ErrorKind};
use azure_core::http::headers::{ACCEPT, HeaderName, Headers};
use azure_core::http::{Context, Method, RawResponse, StatusCode, Url};
use azure_core::time::{Duration, OffsetDateTime, parse_rfc7231};
use azure_core::{Bytes, Result, Value, sleep::sleep};

const AZURE_ASYNC_OPERATION: HeaderName = HeaderName::from_static("azure-asyncoperation");
const OPERATION_LOCATION: HeaderName = HeaderName::from_static("operation-location");
const LOCATION: HeaderName = HeaderName::from_static("location");
const RETRY_AFTER: HeaderName = HeaderName::from_static_standard("retry-after");
const RETRY_AFTER_MS: [HeaderName; 2] =
    [HeaderName::from_static("retry-after-ms"), HeaderName::from_static("x-ms-retry-after-ms")];

/// How many answers in a row may say "too busy" (429, 503), or fail otherwise, beyond the pipeline's own retries.
const MAX_BUSY: u32 = 20;
const MAX_FAULTS: u32 = 3;

/// An answer of the service on the way.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Progress {
    /// The status in the service's own word: `Running`, `Creating`, `Succeeded`.
    pub status: String,
    /// `percentComplete`, where the service says it.
    pub percent_complete: Option<f64>,
    /// How long the poller will wait before it asks again.
    pub retry_after: Duration,
    /// The answer itself.
    pub raw: RawResponse,
}

/// A long-running operation at some point of its way.
#[derive(Debug)]
pub(super) struct Machine {
    pub(super) client: Client,
    pub(super) context: Context<'static>,
    pub(super) request: Prepared,
    pub(super) via: FinalStateVia,
    pub(super) next: Next,
    /// The latest `Location`.
    pub(super) location: Option<Url>,
    /// The last status told.
    pub(super) status: String,
    pub(super) frequency: Duration,
    delay: Duration,
    faults: u32,
}

/// What the next step does.
#[derive(Clone, Debug)]
pub(super) enum Next {
    /// Sends the request; the statuses are its documents'.
    Send(&'static [u16]),
    /// Asks how it goes.
    Ask(Monitor),
    /// Nothing: this is the result.
    Done(RawResponse),
    /// Nothing: it failed.
    Over,
}

/// Where to ask, and so how to understand the answer.
#[derive(Clone, Debug)]
pub(super) enum Monitor {
    Status(Url),
    Location(Url),
    Resource,
    /// The operation has succeeded; its result is there.
    Result(Url),
}

/// What a status says.
#[derive(Clone, Copy, Eq, PartialEq)]
enum Verdict {
    InProgress,
    Succeeded,
    Failed,
}

impl Verdict {
    /// Every word but the terminal ones means in progress.
    fn of(status: &str) -> Self {
        match status.to_ascii_lowercase().as_str() {
            "succeeded" => Self::Succeeded,
            "failed" | "canceled" | "cancelled" => Self::Failed,
            _ => Self::InProgress,
        }
    }
}

impl Machine {
    pub(super) fn new(
        client: Client,
        request: Request,
        options: PollerOptions,
        success: &'static [u16],
        via: FinalStateVia,
    ) -> Result<Self> {
        let PollerOptions { context, frequency } = options;
        let (next, delay, status) = (Next::Send(success), Duration::ZERO, "NotStarted".to_owned());
        let request = request.prepare()?;
        Ok(Self { client, context, request, via, next, location: None, status, frequency, delay, faults: 0 })
    }

    pub(super) fn resumed(
        client: Client,
        request: Prepared,
        options: PollerOptions,
        via: FinalStateVia,
        monitor: Monitor,
        location: Option<Url>,
        status: String,
    ) -> Self {
        let PollerOptions { context, frequency } = options;
        let (next, delay) = (Next::Ask(monitor), Duration::ZERO);
        Self { client, context, request, via, next, location, status, frequency, delay, faults: 0 }
    }

    pub(super) fn call(&self) -> Call {
        Call::of(&self.request)
    }

    pub(super) fn token(&self) -> Option<String> {
        token::write(self)
    }

    pub(super) fn take_result(&mut self) -> Option<RawResponse> {
        match std::mem::replace(&mut self.next, Next::Over) {
            Next::Done(response) => Some(response),
            _ => None,
        }
    }

    /// One request and what follows from its answer. `None` when there is nothing left to do.
    pub(super) async fn step(&mut self) -> Result<Option<Progress>> {
        match self.next.clone() {
            Next::Send(success) => self.begin(success).await.map(Some),
            Next::Ask(monitor) => {
                sleep(self.delay).await;
                self.ask(monitor).await.map(Some)
            }
            Next::Done(_) | Next::Over => Ok(None),
        }
    }

    /// Sends the request, once, and finds out how to poll.
    async fn begin(&mut self, success: &'static [u16]) -> Result<Progress> {
        self.next = Next::Over;
        let request = self.request.clone();
        self.request.content = Content::None;
        let response = self.client.exchange(request, &self.context).await?;
        let response = self.call().check(response, success)?;
        match self.monitor_of(&response)? {
            Some(Monitor::Resource) => self.judge_resource(response),
            Some(monitor) => {
                let body: Value = serde_json::from_slice(response.body()).unwrap_or_default();
                let status = provisioning_state(&body).unwrap_or("InProgress").to_owned();
                self.go_on(monitor, status, response)
            }
            None => Ok(self.done(response)),
        }
    }

    /// How to poll, from the first answer.
    fn monitor_of(&self, response: &RawResponse) -> Result<Option<Monitor>> {
        let location = self.link(response, &LOCATION)?;
        Ok(match (self.status_url(response)?, location) {
            (Some(url), _) => Some(Monitor::Status(url)),
            (None, Some(url)) if response.status() != StatusCode::NoContent => Some(Monitor::Location(url)),
            _ if self.request.method == Method::Post => None,
            _ => Some(Monitor::Resource),
        })
    }

    async fn ask(&mut self, monitor: Monitor) -> Result<Progress> {
        let url = match &monitor {
            Monitor::Status(url) | Monitor::Location(url) | Monitor::Result(url) => url.clone(),
            Monitor::Resource => self.request.url.clone(),
        };
        let response = self.client.exchange(self.get(url.clone()), &self.context).await?;
        let status = response.status();
        if self.faults < patience(status) {
            self.faults += 1;
            return self.go_on(monitor, self.status.clone(), response);
        }
        self.faults = 0;
        let is_gone = status == StatusCode::NotFound && !matches!(monitor, Monitor::Status(_));
        if is_gone && self.request.method == Method::Delete {
            return Ok(self.done(RawResponse::from_bytes(StatusCode::NoContent, Headers::new(), Bytes::new())));
        }
        let response = Call::new(Method::Get, &url).check(response, &[])?;
        match monitor {
            Monitor::Status(_) => self.judge_status(monitor, &url, response),
            Monitor::Location(_) => self.judge_location(monitor, response),
            Monitor::Resource => self.judge_resource(response),
            // Its status is not asked for again, which could go on for ever.
            Monitor::Result(_) if status == StatusCode::Accepted => self.go_on(monitor, self.status.clone(), response),
            Monitor::Result(_) => Ok(self.done(response)),
        }
    }

    /// A status document: its `status` decides.
    fn judge_status(&mut self, monitor: Monitor, url: &Url, response: RawResponse) -> Result<Progress> {
        let accepted = response.status() == StatusCode::Accepted;
        if accepted && response.body().is_empty() {
            return self.go_on(monitor, self.status.clone(), response);
        }
        let unclear = |what: &str| {
            let message = format!("{}: {what} where `{}` was asked for the status", self.call(), shown(url));
            Error::with_message(ErrorKind::DataConversion, message)
        };
        let document: Value = serde_json::from_slice(response.body()).map_err(|_| unclear("found no JSON"))?;
        let status = document.get("status").and_then(Value::as_str).ok_or_else(|| unclear("found no `status`"))?;
        match Verdict::of(status) {
            Verdict::InProgress => self.go_on(monitor, status.to_owned(), response),
            Verdict::Failed => Err(self.failed(status, response)),
            Verdict::Succeeded => {
                self.listen(&response)?;
                self.status = status.to_owned();
                self.delay = Duration::ZERO;
                self.next = self.result(&document, &response);
                Ok(self.progress(response))
            }
        }
    }

    /// Where the result is when the status document says `Succeeded`; that document never is it.
    fn result(&self, document: &Value, response: &RawResponse) -> Next {
        let makes_resource = matches!(self.request.method, Method::Put | Method::Patch);
        let original = || Next::Ask(Monitor::Result(self.request.url.clone()));
        match (self.via, &self.location) {
            (FinalStateVia::Location, Some(url)) => Next::Ask(Monitor::Result(url.clone())),
            _ if makes_resource => original(),
            (FinalStateVia::OriginalUri, _) if self.request.method != Method::Delete => original(),
            // Nothing is left of what was deleted. A `Location` beside the status is often the status once more, or junk.
            (FinalStateVia::Default, Some(url)) if self.request.method != Method::Delete => {
                Next::Ask(Monitor::Result(url.clone()))
            }
            _ => {
                let result = ["properties", "result"].iter().find_map(|key| document.get(key));
                let body = result.filter(|result| !result.is_null()).map(Value::to_string).unwrap_or_default();
                Next::Done(RawResponse::from_bytes(response.status(), response.headers().clone(), body))
            }
        }
    }

    /// `Location`: 202 means in progress, any other success is the result.
    fn judge_location(&mut self, monitor: Monitor, response: RawResponse) -> Result<Progress> {
        let body: Value = serde_json::from_slice(response.body()).unwrap_or_default();
        let state = provisioning_state(&body);
        if response.status() == StatusCode::Accepted {
            let status = state.unwrap_or("InProgress").to_owned();
            return self.go_on(monitor, status, response);
        }
        match state {
            Some(state) if Verdict::of(state) == Verdict::Failed && self.request.method != Method::Post => {
                Err(self.failed(state, response))
            }
            _ => Ok(self.done(response)),
        }
    }

    /// The resource itself: in progress until its provisioning state is terminal, done if it has none.
    fn judge_resource(&mut self, response: RawResponse) -> Result<Progress> {
        let in_progress = response.status() == StatusCode::Accepted && self.request.method != Method::Delete;
        if response.body().is_empty() {
            let status = "InProgress".to_owned();
            return if in_progress { self.go_on(Monitor::Resource, status, response) } else { Ok(self.done(response)) };
        }
        let body: Value = match serde_json::from_slice(response.body()) {
            Ok(body) => body,
            Err(_) if self.request.method == Method::Delete => Value::Null,
            Err(_) => {
                let message = format!("{}: found no JSON where the resource's state was asked for", self.call());
                return Err(Error::with_message(ErrorKind::DataConversion, message));
            }
        };
        match provisioning_state(&body).map(|state| (state, Verdict::of(state))) {
            Some((state, Verdict::InProgress)) => self.go_on(Monitor::Resource, state.to_owned(), response),
            Some((state, Verdict::Failed)) => Err(self.failed(state, response)),
            None if in_progress => self.go_on(Monitor::Resource, "InProgress".to_owned(), response),
            Some((_, Verdict::Succeeded)) | None => Ok(self.done(response)),
        }
    }

    /// In progress: takes in what the answer says about how to go on.
    fn go_on(&mut self, monitor: Monitor, status: String, response: RawResponse) -> Result<Progress> {
        self.status = status;
        self.delay = pace(response.headers()).unwrap_or(self.frequency);
        self.listen(&response)?;
        let moved = self.link(&response, &LOCATION)?.filter(|_| response.status() == StatusCode::Accepted);
        let monitor = match (self.status_url(&response)?, moved, monitor) {
            (Some(url), _, Monitor::Status(_) | Monitor::Location(_) | Monitor::Resource) => Monitor::Status(url),
            (None, Some(url), Monitor::Location(_) | Monitor::Resource) => Monitor::Location(url),
            (_, Some(url), Monitor::Result(_)) => Monitor::Result(url),
            (_, _, monitor) => monitor,
        };
        if let Monitor::Status(url) | Monitor::Location(url) | Monitor::Result(url) = &monitor {
            self.client.check(&self.get(url.clone()))?; // Now, not when the time has come to ask.
        }
        self.next = Next::Ask(monitor);
        Ok(self.progress(response))
    }

    /// Remembers the latest `Location`.
    fn listen(&mut self, response: &RawResponse) -> Result<()> {
        if let Some(url) = self.link(response, &LOCATION)? {
            self.location = Some(url);
        }
        Ok(())
    }

    fn done(&mut self, response: RawResponse) -> Progress {
        self.status = "Succeeded".to_owned();
        self.delay = Duration::ZERO;
        self.next = Next::Done(response.clone());
        self.progress(response)
    }

    fn failed(&mut self, status: &str, response: RawResponse) -> Error {
        self.next = Next::Over;
        ArmError::read(&self.call(), &response).with_operation_status(status).into_error(response)
    }

    fn progress(&self, raw: RawResponse) -> Progress {
        let body: Value = serde_json::from_slice(raw.body()).unwrap_or_default();
        let percent_complete = body.get("percentComplete").and_then(Value::as_f64);
        Progress { status: self.status.clone(), percent_complete, retry_after: self.delay, raw }
    }

    fn status_url(&self, response: &RawResponse) -> Result<Option<Url>> {
        let url = self.link(response, &AZURE_ASYNC_OPERATION)?;
        if url.is_some() { Ok(url) } else { self.link(response, &OPERATION_LOCATION) }
    }

    /// A link in a header, resolved against the request's URL.
    fn link(&self, response: &RawResponse, name: &HeaderName) -> Result<Option<Url>> {
        let link = response.headers().get_optional_str(name).map(str::trim).filter(|link| !link.is_empty());
        link.map(|link| resolve(&self.request.url, link)).transpose()
    }

    /// A question: nothing of the request goes along but the media types it understands.
    fn get(&self, url: Url) -> Prepared {
        let mut headers = Headers::new();
        let accept = self.request.headers.get_optional_string(&ACCEPT);
        headers.insert(ACCEPT, accept.unwrap_or_else(|| "application/json".to_owned()));
        Prepared { method: Method::Get, url, home: self.request.home.clone(), headers, content: Content::None }
    }
}

/// How often in a row a status may say "not now" before it counts as "no".
fn patience(status: StatusCode) -> u32 {
    match u16::from(status) {
        429 | 503 => MAX_BUSY,
        408 | 500 | 502 | 504 => MAX_FAULTS,
        _ => 0,
    }
}

fn provisioning_state(body: &Value) -> Option<&str> {
    body.get("properties")?.get("provisioningState")?.as_str()
}

/// How long the service asks to wait: milliseconds, seconds or a date.
fn pace(headers: &Headers) -> Option<Duration> {
    let milliseconds =
        RETRY_AFTER_MS.iter().find_map(|name| headers.get_optional_str(name)?.trim().parse::<i64>().ok());
    if let Some(milliseconds) = milliseconds {
        return Some(Duration::milliseconds(milliseconds.max(0)));
    }
    let text = headers.get_optional_str(&RETRY_AFTER)?.trim();
    let pause = match text.parse::<i64>() {
        Ok(seconds) => Duration::seconds(seconds),
        Err(_) => parse_rfc7231(text).ok()? - OffsetDateTime::now_utc(),
    };
    Some(pause.max(Duration::ZERO))
}

/// A URL without its query, which may be signed.
fn shown(url: &Url) -> String {
    let mut url = url.clone();
    url.set_query(None);
    url.into()
}
