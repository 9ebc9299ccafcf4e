//! Answers of long-running operations, and what becomes of them.

use super::{Answer, Service, answer};
use armspan_runtime::azure_core::http::{Method, Response};
use armspan_runtime::azure_core::{Result, Value};
use armspan_runtime::{ArmError, Client, FinalStateVia, Poller, PollerOptions, Request};
use serde_json::json;

pub const RESOURCE: &str = "https://management.azure.com/subscriptions/s/vaults/v?api-version=2024-11-01";
/// Polling URLs with an api-version of their own and signed values.
pub const STATUS: &str =
    "https://management.azure.com/operations/1?api-version=2020-01-01&t=638&c=MII%2Ba&s=x%2Fy%3D&h=z~+;";
pub const RESULT: &str = "https://management.azure.com/results/1?s=x%2Fy%3D&t=638&api-version=2020-01-01";

pub fn resource(state: &str) -> Value {
    json!({"id": "/v", "properties": {"provisioningState": state}})
}

pub fn created(status: u16) -> Answer {
    answer(status).header("azure-asyncoperation", STATUS).json(resource("Creating"))
}

pub fn accepted() -> Answer {
    answer(202).header("location", RESULT)
}

pub fn both() -> Answer {
    accepted().header("azure-asyncoperation", STATUS)
}

pub fn status(word: &str) -> Answer {
    answer(200).json(json!({"status": word}))
}

pub fn ok(state: &str) -> Answer {
    answer(200).json(resource(state))
}

pub fn request(client: &Client, method: Method) -> Request {
    let mut request = client.request(method, "/subscriptions/{subscriptionId}/vaults/{vaultName}", &[&"s", &"v"]);
    request.api_version("2024-11-01").accept("application/json");
    request
}

pub fn poller(client: &Client, method: Method, via: FinalStateVia) -> Result<Poller<Response<Value>>> {
    client.poller(request(client, method), PollerOptions::default(), &[200, 201, 202, 204], via)
}

/// What a row expects at the end.
pub enum Outcome {
    /// A result with this body.
    Gives(Value),
    /// A result without body.
    Done,
    /// A result with this text.
    Sends(&'static str),
    /// An error with this code whose text holds these words.
    Fails(Option<&'static str>, &'static [&'static str]),
}

pub async fn run(method: Method, via: FinalStateVia, script: Vec<Answer>, sends: Vec<String>, outcome: Outcome) {
    let service = Service::new(script);
    let poller = poller(&service.client(), method, via).expect("a request that can be sent");
    let result = poller.await;
    assert_eq!(service.lines(), sends);
    assert!(service.sent().iter().all(|sent| sent.header("authorization").is_some()));
    assert!(service.sent().iter().skip(1).all(|sent| sent.body.is_empty()));
    match (outcome, result) {
        (Outcome::Gives(expected), Ok(response)) => {
            assert_eq!(response.into_model().expect("a body of JSON"), expected);
        }
        (Outcome::Done, Ok(response)) => assert!(response.body().is_empty()),
        (Outcome::Sends(text), Ok(response)) => assert_eq!(response.body().as_ref(), text.as_bytes()),
        (Outcome::Fails(code, words), Err(error)) => {
            let text = error.to_string();
            assert!(words.iter().all(|word| text.contains(word)), "{text}");
            assert_eq!(ArmError::from_error(&error).and_then(|error| error.code).as_deref(), code);
        }
        (_, result) => panic!("{result:?}"),
    }
}

#[macro_export]
macro_rules! rows {
    ($($name:ident: $method:ident $via:ident [$($answer:expr),* $(,)?] sends [$($line:expr),* $(,)?] then $outcome:expr;)*) => {
        $(#[tokio::test]
        async fn $name() {
            use $crate::support::lro::Outcome::{Done, Fails, Gives, Sends};
            let _ = (Done, Gives(Value::Null), Fails(None, &[]), Sends(""));
            let sends = vec![$($line),*];
            $crate::support::lro::run(
                armspan_runtime::azure_core::http::Method::$method,
                armspan_runtime::FinalStateVia::$via,
                 vec![$($answer),*], sends, $outcome).await;
        })*
    };
}

macro_rules! lines {
    ($($name:ident: $verb:literal $url:ident,)*) => {
        $(pub fn $name() -> String {
            format!("{} {}", $verb, $url)
        })*
    };
}

lines! {
    put: "PUT" RESOURCE,
    patch: "PATCH" RESOURCE,
    post: "POST" RESOURCE,
    delete: "DELETE" RESOURCE,
    get: "GET" RESOURCE,
    get_status: "GET" STATUS,
    get_result: "GET" RESULT,
}
