//! The state machine of long-running operations: how to poll, when it is over, where the result is.
//!
//! What counts is what answers carry, whatever the documents declare. From the first answer:
//!
//! 1. `Azure-AsyncOperation` or `Operation-Location`: that URL gives a document with a `status`;
//! 2. else `Location`: that URL gives 202 while in progress;
//! 3. else, where the request made or changed a resource, its `properties.provisioningState`;
//! 4. else the operation is done.

use super::answer::{Verdict, header, is_blank, is_resource, patience, pause, provisioning_state, status_alone};
use super::{FinalStateVia, PollerOptions, Progress, token};
use crate::body::Content;
use crate::client::Client;
use crate::error::{ArmError, Call};
use crate::pager::Paging;
use crate::request::{Prepared, Request};
use crate::url::resolve;
use azure_core::error::{Error, ErrorKind};
use azure_core::http::headers::{ACCEPT, HeaderName, Headers};
use azure_core::http::{Context, Method, RawResponse, StatusCode, Url};
use azure_core::time::Duration;
use azure_core::{Bytes, Result, Value, sleep::sleep};

const AZURE_ASYNC_OPERATION: HeaderName = HeaderName::from_static("azure-asyncoperation");
const OPERATION_LOCATION: HeaderName = HeaderName::from_static("operation-location");
const LOCATION: HeaderName = HeaderName::from_static("location");

/// A long-running operation at some point of its way.
pub(super) struct Machine {
    pub(super) client: Client,
    pub(super) context: Context<'static>,
    pub(super) request: Prepared,
    pub(super) via: FinalStateVia,
    /// How the result comes, if it is a list in pieces.
    pub(super) paging: Paging,
    pub(super) next: Next,
    /// The latest `Location` as it was sent: where the result is elsewhere, it may be junk.
    pub(super) location: Option<String>,
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

impl Machine {
    pub(super) fn new(
        client: Client,
        request: Request,
        options: PollerOptions,
        success: &'static [u16],
        via: FinalStateVia,
    ) -> Result<Self> {
        Ok(Self::at(client, request.prepare()?, options, via, Next::Send(success), "NotStarted".to_owned()))
    }

    /// An operation at any point of its way.
    pub(super) fn at(
        client: Client,
        request: Prepared,
        options: PollerOptions,
        via: FinalStateVia,
        next: Next,
        status: String,
    ) -> Self {
        let PollerOptions { context, frequency } = options;
        let (paging, location, delay, faults) = (Paging::default(), None, Duration::ZERO, 0);
        Self { client, context, request, via, paging, next, location, status, frequency, delay, faults }
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
        if let Some(url) = self.status_url(response)? {
            return Ok(Some(Monitor::Status(url)));
        }
        let polls = response.status() != StatusCode::NoContent;
        let location = if polls { self.link(response, &LOCATION)? } else { None };
        let resource = (self.request.method != Method::Post).then_some(Monitor::Resource);
        Ok(location.map(Monitor::Location).or(resource))
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
            Monitor::Location(_) => self.judge_location(monitor, &url, response),
            Monitor::Resource => self.judge_resource(response),
            // Its status is not asked for again, which could go on for ever.
            Monitor::Result(_) if status == StatusCode::Accepted => self.go_on(monitor, self.status.clone(), response),
            Monitor::Result(_) => Ok(self.found(&url, response)),
        }
    }

    /// A status document: its `status` decides.
    fn judge_status(&mut self, monitor: Monitor, url: &Url, response: RawResponse) -> Result<Progress> {
        if response.status() == StatusCode::Accepted && is_blank(&response) {
            return self.go_on(monitor, self.status.clone(), response);
        }
        let unclear = |what: &str| {
            let message = format!("{}: {what} where `{}` was asked for the status", self.call(), shown(url));
            Error::with_message(ErrorKind::DataConversion, message)
        };
        let document: Value = serde_json::from_slice(response.body()).map_err(|_| unclear("found no JSON"))?;
        let status = document.get("status").and_then(Value::as_str).map(str::trim).filter(|status| !status.is_empty());
        let status = status.ok_or_else(|| unclear("found no `status`"))?;
        match Verdict::of(status) {
            Verdict::InProgress => self.go_on(monitor, status.to_owned(), response),
            Verdict::Failed => Err(self.failed(status, response)),
            Verdict::Succeeded => {
                self.listen(&response);
                let next = self.result(url, &document, &response)?;
                Ok(self.succeeded(status, next, response))
            }
        }
    }

    /// Where the result is when the status document says `Succeeded`; that document never is it.
    fn result(&self, asked: &Url, document: &Value, response: &RawResponse) -> Result<Next> {
        let deletes = self.request.method == Method::Delete;
        let location = self.location.as_ref().filter(|_| match self.via {
            FinalStateVia::Location => true,
            // Nothing is left of what was deleted. A `Location` beside the status is often the status once more, or junk.
            FinalStateVia::Default => !self.makes_resource() && !deletes,
            _ => false,
        });
        let location = location.map(|link| resolve(&self.request.url, link)).transpose()?;
        if let Some(url) = location.filter(|url| url != asked) {
            return Ok(Next::Ask(Monitor::Result(url)));
        }
        if self.makes_resource() || (self.via == FinalStateVia::OriginalUri && !deletes) {
            return Ok(self.original());
        }
        let result = ["properties", "result"].iter().find_map(|key| document.get(key));
        let body = result.filter(|result| !result.is_null()).map(Value::to_string).unwrap_or_default();
        Ok(Next::Done(RawResponse::from_bytes(response.status(), response.headers().clone(), body)))
    }

    /// `Location`: 202 means in progress, any other success is the end, and mostly the result.
    fn judge_location(&mut self, monitor: Monitor, url: &Url, response: RawResponse) -> Result<Progress> {
        let body: Value = serde_json::from_slice(response.body()).unwrap_or_default();
        let state = provisioning_state(&body).or(status_alone(&body));
        if response.status() == StatusCode::Accepted {
            let status = state.unwrap_or("InProgress").to_owned();
            return self.go_on(monitor, status, response);
        }
        let method = self.request.method;
        if let Some(state) = state.filter(|state| Verdict::of(state) == Verdict::Failed && method != Method::Post) {
            return Err(self.failed(state, response));
        }
        Ok(self.found(url, response))
    }

    /// The last answer: the result, unless that is the resource and this is not.
    fn found(&mut self, asked: &Url, response: RawResponse) -> Progress {
        let is_elsewhere = match self.via {
            FinalStateVia::OriginalUri => self.request.method != Method::Delete,
            _ => self.makes_resource() && !is_resource(&response),
        };
        if is_elsewhere && *asked != self.request.url {
            return self.succeeded("Succeeded", self.original(), response);
        }
        self.done(response)
    }

    /// The resource itself: in progress until its provisioning state is terminal, done if it has none.
    fn judge_resource(&mut self, response: RawResponse) -> Result<Progress> {
        let in_progress = response.status() == StatusCode::Accepted && self.request.method != Method::Delete;
        if is_blank(&response) {
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
        self.delay = pause(response.headers()).unwrap_or(self.frequency);
        self.listen(&response);
        let moved = || {
            let accepted = response.status() == StatusCode::Accepted;
            if accepted { self.link(&response, &LOCATION) } else { Ok(None) }
        };
        let monitor = match (self.status_url(&response)?, monitor) {
            (_, Monitor::Result(url)) => Monitor::Result(moved()?.unwrap_or(url)),
            (Some(url), _) => Monitor::Status(url),
            (None, Monitor::Status(url)) => Monitor::Status(url),
            (None, monitor) => moved()?.map_or(monitor, Monitor::Location),
        };
        if let Monitor::Status(url) | Monitor::Location(url) | Monitor::Result(url) = &monitor {
            self.client.check(&self.get(url.clone()))?; // Now, not when the time has come to ask.
        }
        self.next = Next::Ask(monitor);
        Ok(self.progress(response))
    }

    /// Remembers the latest `Location`.
    fn listen(&mut self, response: &RawResponse) {
        if let Some(link) = header(response, &LOCATION) {
            self.location = Some(link.to_owned());
        }
    }

    fn done(&mut self, response: RawResponse) -> Progress {
        self.succeeded("Succeeded", Next::Done(response.clone()), response)
    }

    /// Over, but for the result where it has to be fetched: at once.
    fn succeeded(&mut self, status: &str, next: Next, response: RawResponse) -> Progress {
        self.status = status.to_owned();
        self.delay = Duration::ZERO;
        self.next = next;
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
        header(response, name).map(|link| resolve(&self.request.url, link)).transpose()
    }

    /// The result is the resource, which is where the request went.
    fn original(&self) -> Next {
        Next::Ask(Monitor::Result(self.request.url.clone()))
    }

    fn makes_resource(&self) -> bool {
        matches!(self.request.method, Method::Put | Method::Patch)
    }

    /// A question: nothing of the request goes along but the media types it understands.
    fn get(&self, url: Url) -> Prepared {
        let mut headers = Headers::new();
        let accept = self.request.headers.get_optional_string(&ACCEPT);
        headers.insert(ACCEPT, accept.unwrap_or_else(|| "application/json".to_owned()));
        Prepared { method: Method::Get, url, home: self.request.home.clone(), headers, content: Content::None }
    }
}

/// A URL without its query, which may be signed.
fn shown(url: &Url) -> String {
    let mut url = url.clone();
    url.set_query(None);
    url.into()
}
