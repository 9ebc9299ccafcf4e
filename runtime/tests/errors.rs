//! Errors: every shape of body gives code and message, on every kind of operation.
#![allow(missing_docs)]

mod support;

use armspan_runtime::azure_core::error::ErrorKind;
use armspan_runtime::azure_core::http::pager::{Pager, PagerOptions};
use armspan_runtime::azure_core::http::{AsyncRawResponse, ClientMethodOptions, ClientOptions, HttpClient};
use armspan_runtime::azure_core::http::{Method, NoFormat, Response, Transport};
use armspan_runtime::azure_core::{self, Error, Result, Value};
use armspan_runtime::{
    ArmError, Client, ClientSettings, Extra, FinalStateVia, List, Paging, PollerOptions, Request, model,
};
use futures::TryStreamExt;
use serde_json::json;
use std::sync::Arc;
use support::lro::{created, poller};
use support::{Answer, Service, answer};

/// The error of a GET that is answered so.
async fn fail(answer: Answer) -> Error {
    let service = Service::new([answer]);
    let client = service.client();
    client
        .send::<(), NoFormat>(vault(&client, Method::Get), ClientMethodOptions::default(), &[200])
        .await
        .expect_err("404")
}

fn vault(client: &Client, method: Method) -> Request {
    let mut request = client.request(method, "/vaults/{name}", &[&"my vault"]);
    request.query("sig", &"s3cret");
    request
}

/// The same error of every kind of operation, each with the call that it befell.
async fn fail_anyhow(answer: &Answer) -> Vec<(&'static str, Error)> {
    let service = Service::endless([answer.clone()]);
    let client = service.client();
    let mut pager: Pager<List<Value>> = client
        .pager(vault(&client, Method::Get), PagerOptions::default(), &[200], Paging::default())
        .expect("a request that can be sent");
    let begun = client.poller::<Response<()>>(
        vault(&client, Method::Put),
        PollerOptions::default(),
        &[200],
        FinalStateVia::Default,
    );
    let service = Service::new([created(201), answer.clone()]);
    let polled = poller(&service.client(), Method::Put, FinalStateVia::Default).expect("a request that can be sent");
    vec![
        ("GET /vaults/my%20vault", fail(answer.clone()).await),
        ("GET /vaults/my%20vault", pager.try_next().await.expect_err("404")),
        ("PUT /vaults/my%20vault", begun.expect("a request that can be sent").await.expect_err("404")),
        ("GET /operations/1", polled.await.expect_err("404")),
    ]
}

async fn check(body: &str, code: Option<&str>, message: Option<&str>, display: &str) {
    for (call, error) in fail_anyhow(&answer(404).text(body)).await {
        let arm = ArmError::from_error(&error).expect("an error of the service");
        assert_eq!((arm.code.as_deref(), arm.message.as_deref()), (code, message), "{body}");
        assert_eq!(error.to_string(), format!("{call}: 404 Not Found{display}"));
        let ErrorKind::HttpResponse { status, error_code, raw_response } = error.kind() else { panic!("{error:?}") };
        assert_eq!((u16::from(*status), error_code.as_deref()), (404, code));
        assert_eq!(raw_response.as_ref().map(|raw| &**raw.body()), Some(body.as_bytes()));
    }
}

macro_rules! rows {
    ($($name:ident: $body:expr => $code:expr, $message:expr, $display:expr;)*) => {
        $(#[tokio::test]
        async fn $name() {
            check($body, $code, $message, $display).await;
        })*
    };
}

rows! {
    error_wrapped: r#"{"error": {"code": "NotFound", "message": "no such vault"}}"#
        => Some("NotFound"), Some("no such vault"), ": NotFound: no such vault";
    error_details_null: r#"{"error": {"code": "NotFound", "message": "m", "details": null}}"#
        => Some("NotFound"), Some("m"), ": NotFound: m";
    error_message_with_escapes: r#"{"error": {"code": "A", "message": "a \"b\"\nit\u0027s\r\n é"}}"#
        => Some("A"), Some("a \"b\"\nit's\r\n é"), ": A: a \"b\" it's é";
    error_bare: r#"{"code": "NotFound", "message": "m"}"# => Some("NotFound"), Some("m"), ": NotFound: m";
    error_bare_capitalised: r#"{"Code": "NotFound", "Message": "m"}"# => Some("NotFound"), Some("m"), ": NotFound: m";
    error_odata: r#"{"odata.error": {"code": "X", "message": {"lang": "en", "value": "m"}}}"# => Some("X"), Some("m"), ": X: m";
    error_code_only: r#"{"error": {"code": "X"}}"# => Some("X"), None, ": X";
    error_message_only: r#"{"message": "m"}"# => None, Some("m"), ": m";
    error_xml: "<Error><Code>X</Code></Error>" => None, None, "";
    error_html: "<!DOCTYPE html><p>It is down" => None, None, "";
    error_empty: "" => None, None, "";
    error_of_another_shape: r#"["error"]"# => None, None, "";
    error_is_a_word: r#"{"error": "invalid_request"}"# => Some("invalid_request"), None, ": invalid_request";
    error_of_oauth: r#"{"error": "invalid_client", "error_description": "Who?\r\nTrace: 1"}"#
        => Some("invalid_client"), Some("Who?\r\nTrace: 1"), ": invalid_client: Who? Trace: 1";
    error_is_a_sentence: r#"{"error": "it is full"}"# => None, Some("it is full"), ": it is full";
    error_of_empty_texts: r#"{"error": {"code": "", "message": " "}}"# => None, None, "";
    error_null_beside_a_bare_one: r#"{"error": null, "code": "X", "message": "m"}"# => Some("X"), Some("m"), ": X: m";
    error_code_is_a_number: r#"{"error": {"code": 404, "message": "m"}}"# => Some("404"), Some("m"), ": 404: m";
    error_message_with_separators_of_lines: r#"{"code": "X", "message": "a\u2028b\u0085c\td"}"#
        => Some("X"), Some("a\u{2028}b\u{85}c\td"), ": X: a b c d";
    error_text_alone: r#""it is down""# => None, None, "";
    error_null: "null" => None, None, "";
    error_cut_off: r#"{"error": {"code": "X""# => None, None, "";
}

#[tokio::test]
async fn error_with_everything() {
    let info = json!({"type": "PolicyViolation", "info": {"policy": "p"}});
    let detail =
        json!({"code": "D", "message": "d", "target": "t2", "details": [{"code": "DD"}], "additionalInfo": [info]});
    let body = json!({"error": {
        "code": "C", "message": "m", "target": "t", "details": [detail], "additionalInfo": [info], "innererror": {"trace": 1}
    }});
    let error =
        fail(answer(400).header("x-ms-request-id", "r").header("x-ms-correlation-request-id", "c").json(body)).await;
    assert_eq!(error.to_string(), "GET /vaults/my%20vault: 400 Bad Request: C: m (request id r, correlation id c)");
    let arm = ArmError::try_from(&error).expect("an error of the service");
    assert_eq!(ArmError::try_from(error).expect("the same by value"), arm);
    assert!(!arm.is_cancelled());
    assert_eq!((arm.target.as_deref(), arm.details[0].target.as_deref()), (Some("t"), Some("t2")));
    assert_eq!(arm.details[0].details[0].code.as_deref(), Some("DD"));
    assert_eq!(arm.additional_info, arm.details[0].additional_info);
    assert_eq!(arm.additional_info[0].kind.as_deref(), Some("PolicyViolation"));
    assert_eq!(arm.additional_info[0].info, Some(json!({"policy": "p"})));
    assert_eq!(arm.inner_error, Some(json!({"trace": 1})));
    assert_eq!((arm.request_id.as_deref(), arm.correlation_id.as_deref()), (Some("r"), Some("c")));
}

#[tokio::test]
async fn error_inner_errors_and_details_are_kept_at_any_depth_and_anything_else_forgiven() {
    let inner = json!({"code": "I", "innererror": {"code": "II"}});
    let body = json!({"error": {
        "code": "C", "message": null, "target": null, "details": [null, 5, {"Code": "D", "innererror": inner}],
        "additionalInfo": [{"type": "T"}, null], "innererror": inner
    }});
    let arm = ArmError::from_error(&fail(answer(400).json(body)).await).expect("an error of the service");
    assert_eq!((arm.code.as_deref(), arm.message, arm.target), (Some("C"), None, None));
    assert_eq!((arm.details.len(), arm.details[2].code.as_deref()), (3, Some("D")));
    assert_eq!((arm.inner_error.as_ref(), arm.details[2].inner_error.as_ref()), (Some(&inner), Some(&inner)));
    assert_eq!((arm.additional_info.len(), arm.additional_info[0].info.as_ref()), (2, None));
}

#[tokio::test]
async fn error_after_a_byte_order_mark_also_of_a_stream() {
    let body = "\u{feff}{\"error\": {\"code\": \"C\", \"message\": \"m\"}}";
    assert_eq!(fail(answer(404).text(body)).await.to_string(), "GET /vaults/my%20vault: 404 Not Found: C: m");
    let service = Service::new([answer(404).text(body)]);
    let client = service.client();
    let streamed = client.stream(client.request(Method::Get, "/file", &[]), ClientMethodOptions::default(), &[200]);
    assert_eq!(streamed.await.expect_err("no file").to_string(), "GET /file: 404 Not Found: C: m");
}

#[tokio::test]
async fn error_of_a_status_without_a_name() {
    assert!(fail(answer(499)).await.to_string().starts_with("GET /vaults/my%20vault: 499 "));
}

#[tokio::test]
async fn error_code_may_stand_in_a_header() {
    for name in ["x-ms-error-code", "x-ms-failure-cause"] {
        let error = fail(answer(500).header(name, "Gateway")).await;
        assert_eq!(error.to_string(), "GET /vaults/my%20vault: 500 Internal Server Error: Gateway");
    }
}

#[derive(Default)]
pub struct CloudError {
    pub error: Option<CloudErrorBody>,
    pub extra: Extra,
}
model!(CloudError { error: "error" });

#[derive(Default)]
pub struct CloudErrorBody {
    pub code: Option<String>,
    pub own: Option<i32>,
    pub extra: Extra,
}
model!(CloudErrorBody { code: "code", own: "own" });

#[tokio::test]
async fn error_as_the_operations_own_model() {
    let error = fail(answer(409).json(json!({"error": {"code": "C", "own": 5}}))).await;
    let model: CloudError = ArmError::from_error(&error).expect("an error").model().expect("a body of that model");
    assert_eq!(model.error.and_then(|error| error.own), Some(5));
}

#[tokio::test]
async fn error_is_found_behind_context_and_without_it() {
    let error = fail(answer(409).json(json!({"code": "C"}))).await;
    let kind = error.kind().clone();
    let wrapped = error.with_context("while creating the vault");
    assert_eq!(ArmError::from_error(&wrapped).and_then(|error| error.code).as_deref(), Some("C"));
    // As azure_core itself makes it, with the raw response only.
    let plain = ArmError::from_error(&kind.into_error()).expect("an error of the service");
    assert_eq!(plain.to_string(), "409 Conflict: C");
    let other = Error::with_message(ErrorKind::Other, "no answer at all");
    assert!(ArmError::from_error(&other).is_none());
}

#[tokio::test]
async fn errors_show_no_query_and_no_body_in_debug() {
    let error = fail(answer(400).json(json!({"error": {"code": "C"}, "secret": "s3cret"}))).await;
    let shown = format!("{error} {error:?}");
    assert!(!shown.contains("s3cret") && !shown.contains("T0KEN"), "{shown}");
}

/// A connection that breaks, told of as an HTTP stack does.
#[derive(Debug)]
struct Broken;

#[async_trait::async_trait]
impl HttpClient for Broken {
    async fn execute_request(&self, request: &azure_core::http::Request) -> Result<AsyncRawResponse> {
        let cause = std::io::Error::other(format!("error sending request for url ({})", request.url()));
        Err(Error::with_error(ErrorKind::Io, cause, "failed to execute the request"))
    }
}

#[tokio::test]
async fn errors_of_the_connection_name_the_call_and_show_no_query() {
    let transport = Some(Transport::new(Arc::new(Broken)));
    let service = Service::new([]);
    let client_options = ClientOptions { transport, ..service.options() };
    let client = Client::arm(service.credential(), ClientSettings { client_options, ..service.settings() });
    let client = client.expect("settings that work");
    let mut request = client.request(Method::Get, "/vaults", &[]);
    request.query("sig", &"s3cret");
    let error = client.send::<(), NoFormat>(request, ClientMethodOptions::default(), &[200]).await.expect_err("broken");
    let cause = "failed to execute the request: error sending request for url (https://management.azure.com/vaults)";
    assert_eq!(error.to_string(), format!("GET /vaults: {cause}"));
    assert!(!format!("{error:?}").contains("s3cret"), "{error:?}");
    assert!(matches!(error.kind(), ErrorKind::Io) && ArmError::from_error(&error).is_none());
    // Who looks for the cause still finds it.
    let mut source = std::error::Error::source(&error);
    while let Some(current) = source.filter(|current| !current.is::<std::io::Error>()) {
        source = current.source();
    }
    assert!(source.is_some());
}

#[tokio::test]
async fn a_redirect_is_not_followed_and_its_host_named() {
    for (location, message) in [
        ("https://evil.example/x?sig=s3cret", "the redirect to host `evil.example` was not followed"),
        ("/elsewhere", "the redirect to another path was not followed"),
    ] {
        let error = fail(answer(302).header("location", location)).await;
        assert_eq!(error.to_string(), format!("GET /vaults/my%20vault: 302 Found: {message}"));
    }
}

#[tokio::test]
async fn what_is_a_success_follows_the_documents() {
    for (method, status, success, is_success) in [
        (Method::Get, 200, &[200_u16] as &[u16], true),
        (Method::Get, 304, &[200, 304], true),
        (Method::Get, 404, &[200, 404], true),
        (Method::Get, 202, &[200], false),
        (Method::Get, 202, &[], true),
        (Method::Put, 202, &[200], true),
        (Method::Delete, 204, &[200], true),
        (Method::Delete, 304, &[200], false),
        (Method::Put, 500, &[], false),
    ] {
        let service = Service::new([answer(status)]);
        let client = service.client();
        let success: &'static [u16] = success.to_vec().leak();
        let result = client
            .send::<(), NoFormat>(client.request(method, "/x", &[]), ClientMethodOptions::default(), success)
            .await;
        assert_eq!(result.is_ok(), is_success, "{method} {status} {success:?}");
    }
}

#[tokio::test]
async fn existence_is_asked_by_head() {
    for (status, expected) in [(200, Some(true)), (204, Some(true)), (404, Some(false)), (403, None)] {
        let service = Service::new([answer(status)]);
        let client = service.client();
        let found = client.exists(client.request(Method::Head, "/x", &[]), ClientMethodOptions::default()).await;
        assert_eq!(found.ok(), expected, "{status}");
        assert_eq!(service.lines(), ["HEAD https://management.azure.com/x"]);
    }
}

#[tokio::test]
async fn a_stream_is_handed_out_and_its_errors_are_read() {
    let service = Service::new([answer(200).text("bytes"), answer(404).json(json!({"code": "Gone"}))]);
    let client = service.client();
    let request = || client.request(Method::Get, "/file", &[]);
    let response = client.stream(request(), ClientMethodOptions::default(), &[200]).await.expect("a stream");
    assert_eq!(response.into_body().collect().await.expect("bytes"), "bytes");
    let error = client.stream(request(), ClientMethodOptions::default(), &[200]).await.expect_err("no file");
    assert_eq!(error.to_string(), "GET /file: 404 Not Found: Gone");
    assert_eq!(
        ArmError::from_error(&error).expect("an error").model::<Value>().expect("JSON"),
        json!({"code": "Gone"})
    );
}
