//! An Azure that lives in memory: scripted answers, and every request kept for the test to look at.

#![allow(dead_code)] // each test binary uses its own part of it

use armspan_keyvault::{KeyVaultClient, KeyVaultClientOptions};
use async_trait::async_trait;
use azure_core::credentials::{AccessToken, Secret, TokenCredential, TokenRequestOptions};
use azure_core::http::headers::Headers;
use azure_core::http::{AsyncRawResponse, Body, ClientOptions, HttpClient, Request, RetryOptions, Transport};
use azure_core::time::{Duration, OffsetDateTime};
use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

pub const SUBSCRIPTION: &str = "6f53185c-ea09-4fc3-9075-318dec805303";

/// A request as it would have gone out.
#[derive(Clone, Debug)]
pub struct Sent {
    pub line: String,
    pub authorization: Option<String>,
    pub content_type: Option<String>,
    pub body: String,
}

/// A scripted answer: status, headers, body.
type Answer = (u16, Vec<(&'static str, String)>, String);

/// Answers requests in the order they were scripted.
#[derive(Debug, Default)]
pub struct Azure {
    answers: Mutex<VecDeque<Answer>>,
    sent: Mutex<Vec<Sent>>,
}

impl Azure {
    pub fn new() -> Arc<Self> {
        Arc::default()
    }

    /// Adds an answer.
    pub fn answers(self: &Arc<Self>, status: u16, headers: &[(&'static str, &str)], body: &str) -> Arc<Self> {
        let headers = headers.iter().map(|(name, value)| (*name, (*value).to_owned())).collect();
        self.answers.lock().unwrap().push_back((status, headers, body.to_owned()));
        self.clone()
    }

    /// What was sent so far.
    pub fn sent(&self) -> Vec<Sent> {
        self.sent.lock().unwrap().clone()
    }

    /// A Key Vault client that talks to this Azure and does not retry.
    pub fn client(self: &Arc<Self>) -> KeyVaultClient {
        let options = KeyVaultClientOptions { client_options: self.client_options(), ..Default::default() };
        KeyVaultClient::new(SUBSCRIPTION, Arc::new(Token), Some(options)).expect("valid options")
    }

    pub fn client_options(self: &Arc<Self>) -> ClientOptions {
        ClientOptions {
            transport: Some(Transport::new(self.clone())),
            retry: RetryOptions::none(),
            ..ClientOptions::default()
        }
    }
}

#[async_trait]
impl HttpClient for Azure {
    async fn execute_request(&self, request: &Request) -> azure_core::Result<AsyncRawResponse> {
        let header = |name: &'static str| request.headers().get_optional_string(&name.into());
        let Body::Bytes(body) = request.body() else { panic!("a stream was sent") };
        self.sent.lock().unwrap().push(Sent {
            line: format!("{} {}", request.method(), request.url()),
            authorization: header("authorization"),
            content_type: header("content-type"),
            body: String::from_utf8(body.to_vec()).expect("UTF-8"),
        });
        let (status, headers, body) = self.answers.lock().unwrap().pop_front().expect("one request too many");
        let mut answered = Headers::new();
        for (name, value) in headers {
            answered.insert(name, value);
        }
        Ok(AsyncRawResponse::from_bytes(status.into(), answered, body))
    }
}

/// A credential that needs no directory.
#[derive(Debug)]
pub struct Token;

#[async_trait]
impl TokenCredential for Token {
    async fn get_token(&self, scopes: &[&str], _: Option<TokenRequestOptions<'_>>) -> azure_core::Result<AccessToken> {
        let expires = OffsetDateTime::now_utc() + Duration::hours(1);
        Ok(AccessToken::new(Secret::from(format!("token for {}", scopes.join(" "))), expires))
    }
}
