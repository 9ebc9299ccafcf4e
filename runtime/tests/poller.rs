//! What callers do with a poller: the last rows of the protocol's table and what goes with them.
#![allow(missing_docs)]

mod support;

use armspan_runtime::azure_core::http::pager::Pager;
use armspan_runtime::azure_core::http::{ClientOptions, Method, NoFormat, Response, RetryOptions};
use armspan_runtime::azure_core::{Error, Result, Value, time::Duration};
use armspan_runtime::{Client, ClientSettings, DeadlineExceeded, Extra, FinalStateVia, Paging, Poller};
use armspan_runtime::{PollerOptions, model, page};
use futures::{FutureExt, StreamExt, TryStreamExt};
use serde_json::json;
use support::lro::*;
use support::{Service, answer};

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
async fn lro_22_a_token_knows_how_the_list_comes() -> Result<()> {
    let list = json!({"value": ["a"], "links": {"next": "/page/2"}, "nextLink": "/no"});
    for (paging, expected) in [(Paging::next_link("links.next"), vec!["a", "b"]), (Paging::single(), vec!["a"])] {
        let script =
            [accepted(), answer(202), answer(200).json(list.clone()), answer(200).json(json!({"value": ["b"]}))];
        let service = Service::new(script);
        let client = service.client();
        let (options, via) = (PollerOptions::default(), FinalStateVia::Location);
        let mut first: Poller<Pager<Keys>> =
            client.paged_poller(request(&client, Method::Post), options.clone(), &[202], via, paging)?;
        first.try_next().await?;
        first.try_next().await?;
        let token = first.resume_token().expect("it is on its way");
        let again: Poller<Pager<Keys>> = client.resume(token, options)?;
        assert_eq!(again.await?.try_collect::<Vec<String>>().await?, expected);
    }
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
    assert_eq!(
        error,
        "PUT /subscriptions/s/vaults/v: the poller has no result: it ended with an error, or gave it already"
    );
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

#[tokio::test]
async fn lro_20_the_service_says_when_by_a_date_or_in_milliseconds() -> Result<()> {
    for (name, value) in
        [("retry-after", "Mon, 01 Jan 2024 00:00:00 GMT"), ("retry-after-ms", "1"), ("x-ms-retry-after-ms", "1")]
    {
        let busy = |status| answer(status).without("retry-after").header(name, value);
        let script = [created(201), busy(429), busy(503), status("Succeeded"), busy(429), ok("Succeeded")];
        let service = Service::new(script);
        let options = PollerOptions { frequency: Duration::hours(1), ..PollerOptions::default() };
        let client = service.client();
        let request = request(&client, Method::Put);
        let poller: Poller<Response<Value>> = client.poller(request, options, &[201], FinalStateVia::Default)?;
        assert_eq!(poller.await?.into_model()?, resource("Succeeded"));
        assert_eq!(service.lines().len(), 6);
    }
    Ok(())
}

#[tokio::test]
async fn lro_20_the_pipelines_retries_come_before_the_pollers() -> Result<()> {
    let service =
        Service::new([answer(503), created(201), answer(429), status("Succeeded"), answer(500), ok("Succeeded")]);
    let client_options = ClientOptions { retry: RetryOptions::default(), ..service.options() };
    let client = Client::arm(service.credential(), ClientSettings { client_options, ..service.settings() })?;
    let mut poller = poller(&client, Method::Post, FinalStateVia::OriginalUri)?;
    let mut seen = Vec::new();
    while let Some(progress) = poller.try_next().await? {
        seen.push((u16::from(progress.raw.status()), progress.status));
    }
    assert_eq!(seen, [(201, "Creating".to_owned()), (200, "Succeeded".to_owned()), (200, "Succeeded".to_owned())]);
    // azure_core repeats a POST that was answered by 503; what was accepted is never sent again.
    assert_eq!(service.lines(), [post(), post(), get_status(), get_status(), get(), get()]);
    Ok(())
}

#[tokio::test]
async fn lro_23_a_token_knows_where_the_result_will_be() -> Result<()> {
    for (via, last) in [
        (FinalStateVia::Default, get_result()),
        (FinalStateVia::Location, get_result()),
        (FinalStateVia::OriginalUri, get()),
    ] {
        let service = Service::new([both(), status("Running"), status("Succeeded"), answer(200).json(json!({"k": 1}))]);
        let mut first = poller(&service.client(), Method::Post, via)?;
        first.try_next().await?;
        first.try_next().await?;
        let token = first.resume_token().expect("it is on its way");
        let again: Poller<Response<Value>> = service.client().resume(token, PollerOptions::default())?;
        assert_eq!(again.await?.into_model()?, json!({"k": 1}));
        assert_eq!(service.lines(), [post(), get_status(), get_status(), last]);
    }
    Ok(())
}

#[tokio::test]
async fn lro_23_the_token_outlives_a_failed_await() -> Result<()> {
    let service = Service::new([created(201), status("Running"), answer(403), status("Succeeded"), ok("Succeeded")]);
    let mut first = poller(&service.client(), Method::Put, FinalStateVia::Default)?;
    let error = (&mut first).await.expect_err("the token of the credential ran out");
    assert_eq!(error.http_status(), Some(403.into()));
    let token = first.resume_token().expect("it is on its way").to_owned();
    let mut again: Poller<Response<Value>> = service.client().resume(&token, PollerOptions::default())?;
    assert_eq!((&mut again).await?.into_model()?, resource("Succeeded"));
    assert_eq!(again.resume_token(), None);
    assert_eq!(service.lines().len(), 5);
    let error = again.await.expect_err("it gave its result").to_string();
    assert!(error.contains("the poller has no result"), "{error}");
    Ok(())
}

#[tokio::test]
async fn lro_23_no_url_of_a_token_leads_to_another_host() -> Result<()> {
    for (answers, via) in [
        (vec![created(201), status("Running")], FinalStateVia::Default),
        (vec![both(), status("Running")], FinalStateVia::Location),
        (vec![accepted(), answer(202)], FinalStateVia::OriginalUri),
        (vec![answer(201).json(resource("Creating")), ok("Creating")], FinalStateVia::Default),
    ] {
        let first = Service::new(answers);
        let mut poller = poller(&first.client(), Method::Put, via)?;
        poller.try_next().await?;
        poller.try_next().await?;
        let token = poller.resume_token().expect("it is on its way");
        for evil in ["https://evil.example", "https://management.azure.com@evil.example", "http://management.azure.com"]
        {
            let service = Service::endless([status("Succeeded")]);
            let token = token.replace("https://management.azure.com", evil);
            let again: Poller<Response<Value>> = service.client().resume(&token, PollerOptions::default())?;
            let error = again.await.expect_err("refused").to_string();
            assert!(error.contains("refused to call host"), "{error}");
            assert_eq!((service.lines().len(), service.tokens()), (0, 0));
        }
    }
    Ok(())
}

#[tokio::test]
async fn lro_23_a_token_holds_no_secret() -> Result<()> {
    let service = Service::new([created(201).json(json!({"properties": {"adminPassword": "s3cret"}}))]);
    let client = service.client();
    let mut request = request(&client, Method::Put);
    request.header("x-ms-key", &"s3cret").text("application/json", &r#"{"adminPassword": "s3cret"}"#);
    let mut poller: Poller<Response<Value>> =
        client.poller(request, PollerOptions::default(), &[201], FinalStateVia::Default)?;
    poller.try_next().await?;
    let token = poller.resume_token().expect("it is on its way");
    assert!(!token.contains("s3cret") && !token.contains("T0KEN"), "{token}");
    assert!(!format!("{poller:?}").contains("x%2Fy"), "a signed URL shows: {poller:?}");
    Ok(())
}

#[tokio::test]
async fn lro_24_a_deadline_may_be_beyond_all_clocks_or_over_at_once() -> Result<()> {
    let service = Service::new([created(201), status("Succeeded"), ok("Succeeded")]);
    let poller = || poller(&service.client(), Method::Put, FinalStateVia::Default);
    let error = poller()?.with_deadline(std::time::Duration::ZERO).await.expect_err("no time at all");
    let exceeded = error.downcast_ref::<DeadlineExceeded>().expect("the deadline's error");
    assert_eq!((exceeded.resume_token.as_deref(), service.lines().len()), (None, 0));
    let done = poller()?.with_deadline(std::time::Duration::MAX).await?;
    assert_eq!(done.into_model()?, resource("Succeeded"));
    Ok(())
}

#[tokio::test]
async fn a_step_that_is_dropped_half_way_goes_on_where_it_was() -> Result<()> {
    let script = [created(201).header("retry-after-ms", "200"), status("Succeeded"), ok("Succeeded")];
    let service = Service::new(script);
    let mut poller = poller(&service.client(), Method::Put, FinalStateVia::Default)?;
    poller.try_next().await?;
    assert!(poller.try_next().now_or_never().is_none(), "the pause has begun");
    let second = poller.try_next().await?.expect("the status");
    assert_eq!((second.status.as_str(), second.retry_after), ("Succeeded", Duration::ZERO));
    assert!(poller.resume_token().is_some());
    assert_eq!(poller.await?.into_model()?, resource("Succeeded"));
    assert_eq!(service.lines(), [put(), get_status(), get()]);
    Ok(())
}

#[tokio::test]
async fn what_a_client_overrides_holds_for_a_poller_too() -> Result<()> {
    let service = Service::new([created(201), status("Succeeded"), ok("Succeeded")]);
    let settings = ClientSettings { api_version: Some("2020-01-01".to_owned()), ..service.settings() };
    let client = Client::arm(service.credential(), settings)?;
    poller(&client, Method::Put, FinalStateVia::Default)?.await?;
    let own = |verb: &str| format!("{verb} {}", RESOURCE.replace("2024-11-01", "2020-01-01"));
    assert_eq!(service.lines(), [own("PUT"), get_status(), own("GET")]);
    assert!(service.sent().iter().all(|sent| sent.header("accept").as_deref() == Some("application/json")));
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
