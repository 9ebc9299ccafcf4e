//! Long-running operations: the rows of the protocol's table, and what callers do with a poller.
#![allow(missing_docs)]

mod support;

use armspan_runtime::azure_core::http::pager::Pager;
use armspan_runtime::azure_core::http::{Method, NoFormat, Response};
use armspan_runtime::azure_core::{Error, Result, Value, time::Duration};
use armspan_runtime::{ArmError, Client, DeadlineExceeded, Extra, FinalStateVia, Paging, Poller, PollerOptions};
use armspan_runtime::{Request, model, page};
use futures::{StreamExt, TryStreamExt};
use serde_json::json;
use support::{Answer, Service, answer};

const RESOURCE: &str = "https://management.azure.com/subscriptions/s/vaults/v?api-version=2024-11-01";
/// Polling URLs with an api-version of their own and signed values.
const STATUS: &str =
    "https://management.azure.com/operations/1?api-version=2020-01-01&t=638&c=MII%2Ba&s=x%2Fy%3D&h=z~+;";
const RESULT: &str = "https://management.azure.com/results/1?s=x%2Fy%3D&t=638&api-version=2020-01-01";

fn resource(state: &str) -> Value {
    json!({"id": "/v", "properties": {"provisioningState": state}})
}

fn created(status: u16) -> Answer {
    answer(status).header("azure-asyncoperation", STATUS).json(resource("Creating"))
}

fn accepted() -> Answer {
    answer(202).header("location", RESULT)
}

fn both() -> Answer {
    accepted().header("azure-asyncoperation", STATUS)
}

fn status(word: &str) -> Answer {
    answer(200).json(json!({"status": word}))
}

fn ok(state: &str) -> Answer {
    answer(200).json(resource(state))
}

fn request(client: &Client, method: Method) -> Request {
    let mut request = client.request(method, "/subscriptions/{subscriptionId}/vaults/{vaultName}", &[&"s", &"v"]);
    request.api_version("2024-11-01").accept("application/json");
    request
}

fn poller(client: &Client, method: Method, via: FinalStateVia) -> Result<Poller<Response<Value>>> {
    client.poller(request(client, method), PollerOptions::default(), &[200, 201, 202, 204], via)
}

/// What a row expects at the end.
enum Outcome {
    /// A result with this body.
    Gives(Value),
    /// A result without body.
    Done,
    /// An error with this code whose text holds these words.
    Fails(Option<&'static str>, &'static [&'static str]),
}

async fn run(method: Method, via: FinalStateVia, script: Vec<Answer>, sends: Vec<String>, outcome: Outcome) {
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
        (Outcome::Fails(code, words), Err(error)) => {
            let text = error.to_string();
            assert!(words.iter().all(|word| text.contains(word)), "{text}");
            assert_eq!(ArmError::from_error(&error).and_then(|error| error.code).as_deref(), code);
        }
        (_, result) => panic!("{result:?}"),
    }
}

macro_rules! rows {
    ($($name:ident: $method:ident $via:ident [$($answer:expr),* $(,)?] sends [$($line:expr),* $(,)?] then $outcome:expr;)*) => {
        $(#[tokio::test]
        async fn $name() {
            use Outcome::{Done, Fails, Gives};
            let _ = (Done, Gives(Value::Null), Fails(None, &[]));
            let sends = vec![$($line),*];
            run(Method::$method, FinalStateVia::$via, vec![$($answer),*], sends, $outcome).await;
        })*
    };
}

macro_rules! lines {
    ($($name:ident: $verb:literal $url:ident,)*) => {
        $(fn $name() -> String {
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

rows! {
    lro_01_put_201_async_operation: Put Default
        [created(201), status("InProgress"), status("Succeeded"), ok("Succeeded")]
        sends [put(), get_status(), get_status(), get()] then Gives(resource("Succeeded"));

    lro_02_put_201_running_and_accepted_are_in_progress: Put Default
        [created(201), status("Running"), status("Accepted"), status("Succeeded"), ok("Succeeded")]
        sends [put(), get_status(), get_status(), get_status(), get()] then Gives(resource("Succeeded"));

    lro_03_put_201_failed_keeps_code_and_escaped_message: Put Default
        [created(201), answer(200).text(
            r#"{"status": "Failed", "error": {"code": "QuotaExceeded", "message": "No \"more\" than 5, it\u0027s full"}}"#)]
        sends [put(), get_status()]
        then Fails(Some("QuotaExceeded"), &["PUT /subscriptions/s/vaults/v: ", "QuotaExceeded: No \"more\" than 5, it's full"]);

    lro_04_put_201_canceled: Put Default [created(201), status("Canceled")]
        sends [put(), get_status()] then Fails(Some("Canceled"), &["cancelled"]);

    lro_04_put_201_cancelled: Put Default [created(201), status("cancelled")]
        sends [put(), get_status()] then Fails(Some("cancelled"), &["cancelled"]);

    lro_04_put_201_canceled_with_an_error: Put Default
        [created(201), answer(200).json(json!({"status": "Canceled", "error": {"code": "Preempted", "message": "by another"}}))]
        sends [put(), get_status()] then Fails(Some("Preempted"), &["cancelled", "Preempted", "by another"]);

    lro_05_put_201_polls_the_original_url: Put Default
        [answer(201).json(resource("Creating")), ok("RegisteringDns"), ok("Succeeded")]
        sends [put(), get(), get()] then Gives(resource("Succeeded"));

    lro_06_put_200_failed_at_once: Put Default [ok("Failed")]
        sends [put()] then Fails(Some("Failed"), &["the operation ended as Failed"]);

    lro_07_put_200_succeeded_at_once: Put Default [ok("sUCCEEDED")]
        sends [put()] then Gives(resource("sUCCEEDED"));

    lro_08_put_200_without_state: Put Default [answer(200).json(json!({"id": "/v"}))]
        sends [put()] then Gives(json!({"id": "/v"}));

    lro_09_put_202_location: Put Default [accepted(), answer(202), answer(202), ok("Succeeded")]
        sends [put(), get_result(), get_result(), get_result()] then Gives(resource("Succeeded"));

    lro_10_relative_location: Put Default [answer(202).header("location", "/results/1?s=x"), ok("Succeeded")]
        sends [put(), "GET https://management.azure.com/results/1?s=x".to_owned()] then Gives(resource("Succeeded"));

    lro_10_relative_async_operation: Put Default
        [answer(201).header("azure-asyncoperation", "../operations/1"), status("Succeeded"), ok("Succeeded")]
        sends [put(), "GET https://management.azure.com/subscriptions/s/operations/1".to_owned(), get()]
        then Gives(resource("Succeeded"));

    lro_11_post_both_headers_via_location: Post Location
        [both(), status("Succeeded"), answer(200).json(json!({"key": "k"}))]
        sends [post(), get_status(), get_result()] then Gives(json!({"key": "k"}));

    lro_11_post_both_headers_by_default: Post Default
        [both(), status("Succeeded"), answer(200).json(json!({"key": "k"}))]
        sends [post(), get_status(), get_result()] then Gives(json!({"key": "k"}));

    lro_12_post_both_headers_via_async_operation: Post AzureAsyncOperation
        [both(), answer(200).json(json!({"status": "Succeeded", "properties": {"key": "k"}}))]
        sends [post(), get_status()] then Gives(json!({"key": "k"}));

    lro_12_post_operation_location: Post OperationLocation
        [answer(202).header("operation-location", STATUS), answer(200).json(json!({"status": "Succeeded", "result": {"key": "k"}}))]
        sends [post(), get_status()] then Gives(json!({"key": "k"}));

    lro_12_post_without_result_hands_out_no_status_document: Post Default
        [created(202), status("Succeeded")] sends [post(), get_status()] then Done;

    lro_13_post_202_location_ends_in_204: Post Default [accepted(), answer(204)]
        sends [post(), get_result()] then Done;

    lro_14_delete_202_location_ends_in_empty_200: Delete Default [accepted(), answer(202), answer(200)]
        sends [delete(), get_result(), get_result()] then Done;

    lro_15_delete_202_location_ends_in_204: Delete Default [accepted(), answer(204)]
        sends [delete(), get_result()] then Done;

    lro_16_delete_200_at_once: Delete Default [answer(200)] sends [delete()] then Done;

    lro_16_delete_204_at_once: Delete Default [answer(204)] sends [delete()] then Done;

    lro_17_delete_202_async_operation_does_not_get_the_resource: Delete Default
        [created(202).text(""), status("Succeeded")] sends [delete(), get_status()] then Done;

    lro_17_delete_202_with_both_headers_fetches_nothing_more: Delete Default
        [both(), status("Succeeded")] sends [delete(), get_status()] then Done;

    lro_17_delete_202_via_location_ends_with_its_answer: Delete Location
        [both(), status("Succeeded"), both(), answer(204)]
        sends [delete(), get_status(), get_result(), get_result()] then Done;

    lro_18_delete_202_location_is_gone: Delete Default [accepted(), answer(404).json(json!({"error": {"code": "NotFound"}}))]
        sends [delete(), get_result()] then Done;

    lro_18_put_202_location_is_not_found: Put Default [accepted(), answer(404).json(json!({"error": {"code": "NotFound"}}))]
        sends [put(), get_result()] then Fails(Some("NotFound"), &["GET /results/1: 404 Not Found: NotFound"]);

    lro_19_signed_polling_urls_are_sent_byte_for_byte: Post Location
        [both(), status("Running"), status("Succeeded"), answer(204)]
        sends [post(), get_status(), get_status(), get_result()] then Done;

    lro_20_429_and_503_are_waited_for: Put Default
        [created(201), answer(429), answer(503), status("Succeeded"), answer(503), ok("Succeeded")]
        sends [put(), get_status(), get_status(), get_status(), get(), get()] then Gives(resource("Succeeded"));

    lro_21_status_document_without_status: Put Default [created(201), answer(200).json(json!({"name": "x"}))]
        sends [put(), get_status()]
        then Fails(None, &["PUT /subscriptions/s/vaults/v: found no `status`", "`https://management.azure.com/operations/1`"]);

    lro_21_status_that_is_no_string: Put Default [created(201), answer(200).json(json!({"status": 5}))]
        sends [put(), get_status()] then Fails(None, &["found no `status`"]);

    lro_21_status_document_that_is_no_json: Put Default [created(201), answer(200).text("<html>")]
        sends [put(), get_status()] then Fails(None, &["found no JSON", "`https://management.azure.com/operations/1`"]);

    lro_21_empty_status_document: Put Default [created(201), answer(200)]
        sends [put(), get_status()] then Fails(None, &["found no JSON"]);

    lro_21_resource_that_is_no_json: Put Default [answer(201).json(resource("Creating")), answer(200).text("{")]
        sends [put(), get()] then Fails(None, &["found no JSON", "PUT /subscriptions/s/vaults/v"]);

    lro_25_patch_200_async_operation: Patch Default [created(200), status("Succeeded"), ok("Succeeded")]
        sends [patch(), get_status(), get()] then Gives(resource("Succeeded"));

    lro_put_via_async_operation_still_ends_with_the_resource: Put AzureAsyncOperation
        [created(201), answer(200).json(json!({"status": "Succeeded", "properties": {"other": 1}})), ok("Succeeded")]
        sends [put(), get_status(), get()] then Gives(resource("Succeeded"));

    lro_put_via_location: Put Location [both(), status("Succeeded"), answer(202), ok("Succeeded")]
        sends [put(), get_status(), get_result(), get_result()] then Gives(resource("Succeeded"));

    lro_a_result_that_moves_is_followed: Put Location
        [both(), status("Succeeded"), answer(202).header("location", "/results/2").header("azure-asyncoperation", STATUS), ok("Succeeded")]
        sends [put(), get_status(), get_result(), "GET https://management.azure.com/results/2".to_owned()] then Gives(resource("Succeeded"));

    lro_post_via_original_uri: Post OriginalUri [both(), status("Succeeded"), ok("Succeeded")]
        sends [post(), get_status(), get()] then Gives(resource("Succeeded"));

    lro_put_202_without_headers_polls_the_original_url: Put Default [answer(202), answer(202), ok("Succeeded")]
        sends [put(), get(), get()] then Gives(resource("Succeeded"));

    lro_delete_200_deleting_polls_until_it_is_gone: Delete Default [ok("Deleting"), ok("Deleting"), answer(404)]
        sends [delete(), get(), get()] then Done;

    lro_new_polling_headers_replace_the_old: Put Default
        [accepted(), answer(202).header("location", "/results/2"), answer(202).header("azure-asyncoperation", STATUS),
         status("Succeeded").header("location", "/results/3"), ok("Succeeded")]
        sends [put(), get_result(), "GET https://management.azure.com/results/2".to_owned(), get_status(), get()]
        then Gives(resource("Succeeded"));

    lro_first_answer_is_an_error: Put Default [answer(409).json(json!({"error": {"code": "Conflict", "message": "Busy"}}))]
        sends [put()] then Fails(Some("Conflict"), &["PUT /subscriptions/s/vaults/v: 409 Conflict: Conflict: Busy"]);

    lro_poll_is_refused: Put Default [created(201), answer(403).json(json!({"code": "Forbidden", "message": "No"}))]
        sends [put(), get_status()] then Fails(Some("Forbidden"), &["GET /operations/1: 403 Forbidden: Forbidden: No"]);

    lro_location_ends_with_a_failed_resource: Put Default [accepted(), ok("Failed")]
        sends [put(), get_result()] then Fails(Some("Failed"), &["the operation ended as Failed"]);
}

#[tokio::test]
async fn lro_03_the_raw_response_is_kept() {
    let service = Service::new([
        created(201),
        answer(200)
            .header("x-ms-request-id", "r1")
            .json(json!({"status": "Failed", "error": {"code": "A"}, "more": 1})),
    ]);
    let error = poller(&service.client(), Method::Put, FinalStateVia::Default).unwrap().await.expect_err("it failed");
    let arm = ArmError::from_error(&error).expect("an error of the service");
    assert_eq!(arm.operation_status.as_deref(), Some("Failed"));
    assert_eq!(arm.request_id.as_deref(), Some("r1"));
    assert_eq!(arm.model::<Value>().unwrap()["more"], 1);
    assert_eq!(error.http_status(), Some(200.into()));
}

#[tokio::test]
async fn lro_19_a_url_on_another_host_is_refused_before_a_token_leaves() {
    for (first, host) in [
        (answer(201).header("azure-asyncoperation", "https://evil.example/op?s=1"), "evil.example"),
        (answer(202).header("location", "//evil.example/op"), "evil.example"),
        (answer(202).header("location", "http://management.azure.com/op"), "management.azure.com"),
    ] {
        let service = Service::new([first, status("Succeeded")]);
        let error = poller(&service.client(), Method::Put, FinalStateVia::Default).unwrap().await.expect_err("refused");
        assert!(error.to_string().contains(&format!("refused to call host `{host}`")), "{error}");
        assert_eq!(service.lines(), [put()]);
    }
}

#[tokio::test]
async fn lro_20_patience_with_a_busy_service_ends() {
    let service = Service::endless([created(201), answer(503)]);
    let error = poller(&service.client(), Method::Put, FinalStateVia::Default).unwrap().await.expect_err("still busy");
    assert!(error.to_string().contains("GET /operations/1: 503 Service Unavailable"), "{error}");
    assert_eq!(service.lines().len(), 22);
}

#[derive(Default)]
pub struct Keys {
    pub value: Option<Vec<String>>,
    pub next_link: Option<String>,
    pub extra: Extra,
}
model!(Keys { value: "value", next_link: "nextLink" });
page!(Keys, value: String);

#[tokio::test]
async fn lro_22_paged_post() -> Result<()> {
    let first = json!({"value": ["a", "b"], "nextLink": "https://management.azure.com/page/2?t=1%2B"});
    let script = [accepted(), answer(202), answer(200).json(first), answer(200).json(json!({"value": ["c"]}))];
    let service = Service::new(script);
    let client = service.client();
    let options = PollerOptions::default();
    let request = request(&client, Method::Post);
    let poller: Poller<Pager<Keys>> =
        client.paged_poller(request, options, &[200, 202], FinalStateVia::Location, Paging::default())?;
    let keys: Vec<String> = poller.await?.try_collect().await?;
    assert_eq!(keys, ["a", "b", "c"]);
    let next = "GET https://management.azure.com/page/2?t=1%2B".to_owned();
    assert_eq!(service.lines(), [post(), get_result(), get_result(), next]);
    Ok(())
}

#[tokio::test]
async fn lro_23_a_token_takes_the_operation_up() -> Result<()> {
    for (script, last, result) in [
        (
            vec![created(201), status("Running"), status("Succeeded"), ok("Succeeded")],
            vec![get_status(), get()],
            resource("Succeeded"),
        ),
        (vec![accepted(), answer(202), ok("Succeeded")], vec![get_result()], resource("Succeeded")),
        (
            vec![answer(201).json(resource("Creating")), ok("Creating"), ok("Succeeded")],
            vec![get()],
            resource("Succeeded"),
        ),
        (vec![both(), status("Succeeded"), ok("Succeeded")], vec![get()], resource("Succeeded")),
    ] {
        let service = Service::new(script);
        let mut first = poller(&service.client(), Method::Put, FinalStateVia::Default)?;
        assert_eq!(first.resume_token(), None);
        first.try_next().await?;
        first.try_next().await?;
        let token = first.resume_token().expect("it is on its way").to_owned();
        assert!(!token.contains("T0KEN"));
        drop(first);
        let asked = service.lines().len();
        let again: Poller<Response<Value>> = service.client().resume(&token, PollerOptions::default())?;
        assert_eq!(again.await?.into_model()?, result);
        assert_eq!(service.lines()[asked..], last);
    }
    Ok(())
}

#[tokio::test]
async fn lro_23_a_token_leads_to_no_other_host() -> Result<()> {
    let service = Service::new([created(201), status("Succeeded"), ok("Succeeded")]);
    let mut first = poller(&service.client(), Method::Put, FinalStateVia::Default)?;
    first.try_next().await?;
    let token =
        first.resume_token().expect("it is on its way").replace("management.azure.com/operations", "evil.example");
    let again: Poller<Response<Value>> = service.client().resume(&token, PollerOptions::default())?;
    let error = again.await.expect_err("refused").to_string();
    assert!(error.contains("refused to call host `evil.example`"), "{error}");
    assert_eq!(service.lines(), [put()]);
    Ok(())
}

#[test]
fn lro_23_nonsense_is_no_token() {
    let client = Service::new([]).client();
    for (token, why) in [
        ("", "it is not JSON"),
        ("{}", "it is of another version"),
        (r#"{"armspan": 1}"#, "it has no `at`"),
        (r#"{"armspan": 1, "at": "https://a.example", "poll": "x"}"#, "it says an unknown way to poll"),
    ] {
        let error = client.resume::<Response<Value>>(token, PollerOptions::default()).expect_err("no token");
        assert_eq!(error.to_string(), format!("not a resume token: {why}"));
    }
}

#[tokio::test]
async fn lro_24_a_deadline_ends_the_waiting() -> Result<()> {
    // The first service answers at once for ever, the second wants a minute between two questions.
    for pace in ["0", "60"] {
        let service = Service::endless([created(201), status("Running").header("retry-after", pace)]);
        let poller = poller(&service.client(), Method::Put, FinalStateVia::Default)?;
        let error: Error =
            poller.with_deadline(std::time::Duration::from_millis(60)).await.expect_err("never terminal");
        let exceeded = error.downcast_ref::<DeadlineExceeded>().expect("the deadline's error");
        let token = exceeded.resume_token.as_deref().expect("it is on its way");
        assert_eq!(exceeded.status, "Running");
        assert_eq!(
            error.to_string(),
            "PUT /subscriptions/s/vaults/v: not finished at the deadline of 60ms, the last status was `Running`"
        );
        assert!(!format!("{error:?}").contains("x%2Fy"), "a signed URL shows: {error:?}");
        let done = Service::new([status("Succeeded"), ok("Succeeded")]);
        let again: Poller<Response<Value>> = done.client().resume(token, PollerOptions::default())?;
        assert_eq!(again.await?.into_model()?, resource("Succeeded"));
    }
    Ok(())
}

#[tokio::test]
async fn progress_comes_at_once_and_the_result_after_the_stream() -> Result<()> {
    let script = [
        created(201).header("retry-after", "0").header("x-ms-retry-after-ms", "5"),
        answer(200).json(json!({"status": "Running", "percentComplete": 50})).without("retry-after"),
    ];
    let service = Service::new(script);
    let options = PollerOptions { frequency: Duration::hours(1), ..PollerOptions::default() };
    let client = service.client();
    let request = request(&client, Method::Put);
    let mut poller: Poller<Response<Value>> = client.poller(request, options, &[200, 201], FinalStateVia::Default)?;
    let first = poller.try_next().await?.expect("the first answer");
    assert_eq!((first.status.as_str(), first.retry_after), ("Creating", Duration::milliseconds(5)));
    let second = poller.try_next().await?.expect("the second answer, an hour before the next question");
    assert_eq!((second.status.as_str(), second.percent_complete), ("Running", Some(50.0)));
    assert_eq!(second.retry_after, Duration::hours(1));

    let service = Service::new([created(201), status("Succeeded"), ok("Succeeded")]);
    let mut poller = self::poller(&service.client(), Method::Put, FinalStateVia::Default)?;
    let mut seen = Vec::new();
    while let Some(progress) = poller.try_next().await? {
        seen.push(progress.status);
    }
    assert_eq!(seen, ["Creating", "Succeeded", "Succeeded"]);
    assert_eq!(poller.resume_token(), None);
    assert_eq!(poller.await?.into_model()?, resource("Succeeded"));
    Ok(())
}

#[tokio::test]
async fn after_an_error_the_stream_ends_and_the_token_stays() -> Result<()> {
    let service = Service::new([created(201), answer(403)]);
    let mut poller = poller(&service.client(), Method::Put, FinalStateVia::Default)?;
    assert!(poller.next().await.is_some_and(|item| item.is_ok()));
    assert!(poller.next().await.is_some_and(|item| item.is_err()));
    assert!(poller.next().await.is_none());
    assert!(poller.resume_token().is_some());
    let error = poller.await.expect_err("it has no result").to_string();
    assert_eq!(error, "PUT /subscriptions/s/vaults/v: the poller ended with an error before, and has no result");
    Ok(())
}

#[tokio::test]
async fn retry_after_may_be_a_date() -> Result<()> {
    let past = "Mon, 01 Jan 2024 00:00:00 GMT";
    let script = [created(201).header("retry-after", past), status("Succeeded"), ok("Succeeded")];
    let service = Service::new(script);
    poller(&service.client(), Method::Put, FinalStateVia::Default)?.await?;
    assert_eq!(service.lines().len(), 3);
    Ok(())
}

#[test]
fn pollers_travel_between_threads() {
    fn check<T: Send + Unpin>() {}
    check::<Poller<Response<Value>>>();
    check::<Poller<Pager<Keys>>>();
}

#[tokio::test]
async fn nothing_is_sent_before_the_first_poll() -> Result<()> {
    let service = Service::new([ok("Succeeded")]);
    let poller = poller(&service.client(), Method::Put, FinalStateVia::Default)?;
    assert!(service.lines().is_empty());
    assert_eq!(poller.await?.status(), 200);
    let client = service.client();
    let bad = client.request(Method::Delete, "/x/{name}", &[&""]);
    let error = client.poller::<Response<(), NoFormat>>(bad, PollerOptions::default(), &[], FinalStateVia::Default);
    assert_eq!(error.expect_err("an empty name").to_string(), "parameter `name` of the URL is empty");
    Ok(())
}
