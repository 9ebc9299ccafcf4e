//! A service in memory: answers from a script, and remembers what it was asked.
#![allow(dead_code, missing_docs, reason = "each test file uses a part of it")]

use armspan_runtime::azure_core::credentials::{AccessToken, TokenCredential, TokenRequestOptions};
use armspan_runtime::azure_core::http::headers::Headers;
use armspan_runtime::azure_core::http::{
    AsyncRawResponse, ClientOptions, HttpClient, Request, RetryOptions, Transport,
};
use armspan_runtime::azure_core::time::Duration;
use armspan_runtime::azure_core::{Bytes, Result, Value};
use armspan_runtime::{Client, ClientSettings, OffsetDateTime};
use std::collections::VecDeque;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

pub mod lro;

pub const ARM: &str = "https://management.azure.com";

/// One answer of the service.
#[derive(Clone, Debug, Default)]
pub struct Answer {
    status: u16,
    headers: Vec<(&'static str, String)>,
    body: Vec<u8>,
}

/// An answer with a status and no body, that asks not to wait.
pub fn answer(status: u16) -> Answer {
    Answer { status, ..Answer::default() }.header("retry-after", "0")
}

impl Answer {
    pub fn header(mut self, name: &'static str, value: &str) -> Self {
        self.headers.retain(|(known, _)| *known != name);
        self.headers.push((name, value.to_owned()));
        self
    }

    pub fn without(mut self, name: &'static str) -> Self {
        self.headers.retain(|(known, _)| *known != name);
        self
    }

    pub fn json(self, body: Value) -> Self {
        self.text(&body.to_string())
    }

    pub fn text(mut self, body: &str) -> Self {
        self.body = body.as_bytes().to_vec();
        self
    }
}

/// What the service was asked.
#[derive(Clone, Debug)]
pub struct Sent {
    pub line: String,
    pub headers: Headers,
    pub body: Bytes,
}

impl Sent {
    pub fn header(&self, name: &'static str) -> Option<String> {
        self.headers.get_optional_string(&name.into())
    }

    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).expect("a body of JSON")
    }
}

#[derive(Debug, Default)]
pub struct Service {
    script: Mutex<VecDeque<Answer>>,
    /// Whether the last answer is given for ever.
    endless: bool,
    sent: Mutex<Vec<Sent>>,
    tokens: Arc<AtomicUsize>,
}

impl Service {
    pub fn new(script: impl IntoIterator<Item = Answer>) -> Arc<Self> {
        Arc::new(Self { script: Mutex::new(script.into_iter().collect()), ..Self::default() })
    }

    pub fn endless(script: impl IntoIterator<Item = Answer>) -> Arc<Self> {
        Arc::new(Self { script: Mutex::new(script.into_iter().collect()), endless: true, ..Self::default() })
    }

    /// Everything it was asked.
    pub fn sent(&self) -> Vec<Sent> {
        self.sent.lock().expect("no test panics in between").clone()
    }

    /// Verbs and URLs of everything it was asked.
    pub fn lines(&self) -> Vec<String> {
        self.sent().into_iter().map(|sent| sent.line).collect()
    }

    /// How often a token was asked for.
    pub fn tokens(&self) -> usize {
        self.tokens.load(Ordering::SeqCst)
    }

    pub fn options(self: &Arc<Self>) -> ClientOptions {
        ClientOptions {
            transport: Some(Transport::new(self.clone())),
            retry: RetryOptions::none(),
            ..ClientOptions::default()
        }
    }

    pub fn settings(self: &Arc<Self>) -> ClientSettings {
        ClientSettings { client_options: self.options(), ..ClientSettings::default() }
    }

    pub fn credential(&self) -> Arc<dyn TokenCredential> {
        Arc::new(Credential(self.tokens.clone()))
    }

    /// A client of Azure Resource Manager that speaks to this service.
    pub fn client(self: &Arc<Self>) -> Client {
        Client::arm(self.credential(), self.settings()).expect("the public cloud needs no settings")
    }
}

#[async_trait::async_trait]
impl HttpClient for Service {
    async fn execute_request(&self, request: &Request) -> Result<AsyncRawResponse> {
        self.sent.lock().expect("no test panics in between").push(Sent {
            line: format!("{} {}", request.method(), request.url()),
            headers: request.headers().clone(),
            body: Bytes::from(request.body()),
        });
        let mut script = self.script.lock().expect("no test panics in between");
        let next = if self.endless && script.len() == 1 { script.front().cloned() } else { script.pop_front() };
        let answer = next.unwrap_or_else(|| answer(418).text("the script is over"));
        let mut headers = Headers::new();
        for (name, value) in answer.headers {
            headers.insert(name, value);
        }
        Ok(AsyncRawResponse::from_bytes(answer.status.into(), headers, answer.body))
    }
}

#[derive(Debug)]
struct Credential(Arc<AtomicUsize>);

#[async_trait::async_trait]
impl TokenCredential for Credential {
    async fn get_token(&self, scopes: &[&str], _: Option<TokenRequestOptions<'_>>) -> Result<AccessToken> {
        self.0.fetch_add(1, Ordering::SeqCst);
        let token = format!("T0KEN for {}", scopes.join(" "));
        Ok(AccessToken::new(token, OffsetDateTime::now_utc() + Duration::hours(1)))
    }
}
