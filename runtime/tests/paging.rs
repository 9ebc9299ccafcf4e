//! Paging: the rows of the protocol's table.
#![allow(missing_docs)]

mod support;

use armspan_runtime::azure_core::Result;
use armspan_runtime::azure_core::http::Method;
use armspan_runtime::azure_core::http::pager::{Pager, PagerContinuation, PagerOptions};
use armspan_runtime::{Client, ClientSettings, Extra, List, Paging, model, page};
use futures::TryStreamExt;
use serde_json::{Value, json};
use std::sync::Arc;
use support::{ARM, Answer, Service, answer};

#[derive(Default)]
pub struct Page {
    pub value: Option<Vec<String>>,
    pub next_link: Option<String>,
    pub extra: Extra,
}
model!(Page { value: "value", next_link: "nextLink" });
page!(Page, value: String);

#[derive(Default)]
pub struct Inner {
    pub items: Option<Vec<i32>>,
    pub extra: Extra,
}
model!(Inner { items: "items" });

#[derive(Default)]
pub struct Nested {
    pub inner: Option<Inner>,
    pub extra: Extra,
}
model!(Nested { inner: "inner" });
page!(Nested, inner.items: i32);

fn pages(bodies: impl IntoIterator<Item = Value>) -> Arc<Service> {
    Service::new(bodies.into_iter().map(|body| answer(200).json(body)))
}

fn pager(client: &Client, paging: Paging) -> Pager<Page> {
    pager_from(client, paging, None)
}

fn pager_from(client: &Client, paging: Paging, continuation: Option<PagerContinuation>) -> Pager<Page> {
    let mut request = client.request(Method::Get, "/subscriptions/{id}/vaults", &[&"s"]);
    request.api_version("2024-11-01").accept("application/json").header("x-ms-max", &5);
    let options = PagerOptions { continuation, ..PagerOptions::default() };
    client.pager(request, options, &[200], paging).expect("a request that can be sent")
}

const FIRST: &str = "GET https://management.azure.com/subscriptions/s/vaults?api-version=2024-11-01";

/// Reads all items and checks where the pages came from.
async fn check(bodies: Vec<Value>, paging: Paging, items: &[&str], lines: &[&str]) {
    let service = pages(bodies);
    let found: Vec<String> = pager(&service.client(), paging).try_collect().await.expect("pages that can be read");
    assert_eq!(found, items);
    assert_eq!(service.lines(), lines);
    assert!(service.sent().iter().all(|sent| sent.header("x-ms-max").as_deref() == Some("5")));
}

#[tokio::test]
async fn paging_next_link_is_followed_until_it_is_absent_null_or_empty() {
    let second = format!("{ARM}/two?skip=1");
    for last in
        [json!({"value": ["b"]}), json!({"value": ["b"], "nextLink": null}), json!({"value": ["b"], "nextLink": ""})]
    {
        let first = json!({"value": ["a"], "nextLink": second});
        check(vec![first, last], Paging::default(), &["a", "b"], &[FIRST, &format!("GET {second}")]).await;
    }
}

#[tokio::test]
async fn paging_next_link_by_another_name_dotted_or_not() {
    for (name, first) in [
        ("next", json!({"value": ["a"], "next": "/two"})),
        ("odata.nextLink", json!({"value": ["a"], "odata.nextLink": "/two"})),
        ("@odata.nextLink", json!({"value": ["a"], "@odata.nextLink": "/two"})),
        ("links.next.href", json!({"value": ["a"], "links": {"next": {"href": "/two"}}})),
    ] {
        let lines = [FIRST, "GET https://management.azure.com/two"];
        check(vec![first, json!({"value": ["b"]})], Paging::next_link(name), &["a", "b"], &lines).await;
    }
}

#[tokio::test]
async fn paging_next_link_name_null_is_one_page() {
    check(vec![json!({"value": ["a"], "nextLink": "/two"})], Paging::single(), &["a"], &[FIRST]).await;
}

#[tokio::test]
async fn paging_item_name_absent_or_null_is_an_empty_page() {
    for page in [json!({}), json!({"value": null}), json!({"value": []})] {
        check(vec![page], Paging::default(), &[], &[FIRST]).await;
    }
    let service = Service::new([answer(204)]);
    let found: Vec<String> = pager(&service.client(), Paging::default()).try_collect().await.expect("an empty page");
    assert!(found.is_empty());
}

#[tokio::test]
async fn paging_item_name_may_be_nested_or_the_page_a_bare_list() -> Result<()> {
    let service = pages([json!({"inner": {"items": [1, 2]}}), json!([3, null, "4"])]);
    let client = service.client();
    let request = || client.request(Method::Get, "/x", &[]);
    let nested: Pager<Nested> = client.pager(request(), PagerOptions::default(), &[200], Paging::default())?;
    assert_eq!(nested.try_collect::<Vec<i32>>().await?, [1, 2]);
    let bare: Pager<List<i32>> = client.pager(request(), PagerOptions::default(), &[200], Paging::single())?;
    assert_eq!(bare.try_collect::<Vec<i32>>().await?, [3, 4]);
    Ok(())
}

#[tokio::test]
async fn paging_operation_name_fetches_the_next_page_with_the_link_as_its_argument() {
    let service = pages([
        json!({"value": ["a"], "odata.nextLink": "next?page=2"}),
        json!({"value": ["b"], "odata.nextLink": "https://management.azure.com/whole?api-version=1&s=x%2B"}),
        json!({"value": ["c"]}),
    ]);
    let client = service.client();
    let mut next = client.request(Method::Post, "/fragments/{tenant}/{+nextLink}", &[&"t/1", &Paging::RAW_LINK]);
    next.query("api_version", &"1.6").header("x-ms-max", &5);
    let paging = Paging::next_link("odata.nextLink").with_request(next);
    let found: Vec<String> = pager(&client, paging).try_collect().await.expect("pages that can be read");
    assert_eq!(found, ["a", "b", "c"]);
    let lines = [
        FIRST,
        "POST https://management.azure.com/fragments/t%2F1/next?page=2&api_version=1.6",
        "POST https://management.azure.com/whole?api-version=1&s=x%2B&api_version=1.6",
    ];
    assert_eq!(service.lines(), lines);
}

#[tokio::test]
async fn paging_operation_name_with_a_token_in_the_query() {
    let whole = "https://management.azure.com/p?%24skiptoken=NEW";
    let service = pages([json!({"nextLink": "a+b&c=d/.."}), json!({"nextLink": whole}), json!({})]);
    let client = service.client();
    let mut next = client.request(Method::Get, "/p", &[]);
    next.query("$skiptoken", &Paging::LINK).query("$top", &5);
    let _: Vec<String> = pager(&client, Paging::default().with_request(next)).try_collect().await.expect("pages");
    let token = "GET https://management.azure.com/p?$skiptoken=a%2Bb%26c%3Dd%2F..&$top=5".to_owned();
    assert_eq!(service.lines(), [FIRST.to_owned(), token, format!("GET {whole}&$top=5")]);
}

#[tokio::test]
async fn paging_operation_name_without_a_place_for_the_link() {
    let service =
        pages([json!({"nextLink": "https://management.azure.com/two"}), json!({"nextLink": "/three"}), json!({})]);
    let client = service.client();
    let mut next = client.request(Method::Get, "/two", &[]);
    next.query("queryConstant", &true);
    let paging = Paging::default().with_request(next);
    let _: Vec<String> = pager(&client, paging).try_collect().await.expect("pages that can be read");
    let [second, third] =
        ["two", "three"].map(|page| format!("GET https://management.azure.com/{page}?queryConstant=true"));
    assert_eq!(service.lines(), [FIRST, &second, &third]);
}

#[tokio::test]
async fn paging_operation_name_with_a_value_that_cannot_be_sent_costs_no_items() -> Result<()> {
    let service = pages([json!({"value": ["a"], "nextLink": "next"})]);
    let client = service.client();
    let next = client.request(Method::Get, "/{tenant}/{+nextLink}", &[&"..", &Paging::RAW_LINK]);
    let mut pager = pager(&client, Paging::default().with_request(next));
    assert_eq!(pager.try_next().await?.as_deref(), Some("a"));
    let error = pager.try_next().await.expect_err("a segment of dots");
    assert!(error.to_string().contains("`tenant`"), "{error}");
    Ok(())
}

#[tokio::test]
async fn paging_whole_links_are_sent_byte_for_byte() {
    let link = "https://management.azure.com/p?api-version=2020-01-01&t=638&$skiptoken=a%2Bb+c&s=x%2Fy%3D&h=z~;&skip=";
    let first = json!({"value": ["a"], "nextLink": link});
    check(vec![first, json!({})], Paging::default(), &["a"], &[FIRST, &format!("GET {link}")]).await;
}

#[tokio::test]
async fn paging_relative_links_are_relative_to_the_endpoint() -> Result<()> {
    let service = pages([json!({"nextLink": "/two?a=b"}), json!({"nextLink": "?skip=3"}), json!({})]);
    let endpoint = Some("https://gateway.example/arm".to_owned());
    let client = Client::arm(service.credential(), ClientSettings { endpoint, ..service.settings() })?;
    let _: Vec<String> = pager(&client, Paging::default()).try_collect().await?;
    let lines = [
        "GET https://gateway.example/arm/subscriptions/s/vaults?api-version=2024-11-01",
        "GET https://gateway.example/arm/two?a=b",
        "GET https://gateway.example/arm/two?skip=3",
    ];
    assert_eq!(service.lines(), lines);
    Ok(())
}

#[tokio::test]
async fn paging_link_on_another_host_is_refused_after_the_page_that_brought_it() -> Result<()> {
    for (link, host) in [
        ("https://evil.example/x?sig=1", "evil.example"),
        ("//evil.example/x", "evil.example"),
        ("http://management.azure.com/x", "management.azure.com"),
        ("https://management.azure.com.evil.example/x", "management.azure.com.evil.example"),
        ("https://management.azure.com@evil.example/x", "evil.example"),
        ("/\\evil.example/x", "evil.example"),
        ("https://management.azure.com:444/x", "management.azure.com:444"),
        ("https://management.azure.com./x", "management.azure.com."),
        ("https://user:s3cret@management.azure.com/x", "management.azure.com"),
    ] {
        let service = pages([json!({"value": ["a"], "nextLink": link}), json!({"value": ["b"]})]);
        let mut pager = pager(&service.client(), Paging::default());
        assert_eq!(pager.try_next().await?.as_deref(), Some("a"));
        let error = pager.try_next().await.expect_err(link).to_string();
        assert!(error.contains(&format!("refused to call host `{host}`")) && !error.contains("sig"), "{error}");
        assert_eq!(service.lines(), [FIRST]);
    }
    Ok(())
}

#[tokio::test]
async fn paging_links_are_made_whole_however_they_are_written() {
    for (link, sent) in [
        ("/é b?q=ü c", "/%C3%A9%20b?q=%C3%BC%20c"),
        (" https://management.azure.com/x \n", "/x"),
        ("HTTPS://MANAGEMENT.AZURE.COM:443/x?a=%2f", "/x?a=%2f"),
        // None of these is another host.
        ("https:evil.example/x", "/https:evil.example/x"),
        ("javascript:x", "/javascript:x"),
        ("\\\\evil.example\\x", "///evil.example/x"),
        ("https://management.azure.com\\@evil.example/x", "/@evil.example/x"),
    ] {
        let first = json!({"value": ["a"], "nextLink": link});
        check(
            vec![first, json!({"value": ["b"]})],
            Paging::default(),
            &["a", "b"],
            &[FIRST, &format!("GET {ARM}{sent}")],
        )
        .await;
    }
}

#[tokio::test]
async fn paging_a_page_that_leads_back_to_itself_is_an_error() -> Result<()> {
    let service = Service::endless([answer(200).json(json!({"value": ["a"], "nextLink": "/again"}))]);
    let mut pager = pager(&service.client(), Paging::default());
    for _ in 0..2 {
        assert_eq!(pager.try_next().await?.as_deref(), Some("a"));
    }
    let error = pager.try_next().await.expect_err("it would go on for ever").to_string();
    assert_eq!(error, "GET /again: the page's link to the next page leads back to it");
    assert!(pager.try_next().await?.is_none());
    Ok(())
}

#[tokio::test]
async fn paging_a_page_that_is_no_json_is_an_error_that_names_it() -> Result<()> {
    for paging in [Paging::default(), Paging::single()] {
        let service = Service::new([answer(200).text("<html>s3cret")]);
        let error = pager(&service.client(), paging).try_next().await.expect_err("no JSON");
        assert_eq!(error.to_string(), "GET /subscriptions/s/vaults: found no JSON where a page was asked for");
        assert!(!format!("{error:?}").contains("s3cret"));
    }
    Ok(())
}

#[tokio::test]
async fn paging_an_empty_page_with_a_next_link_goes_on() {
    let bodies = vec![json!({"value": [], "nextLink": "/2"}), json!({"nextLink": "/3"}), json!({"value": ["a"]})];
    let lines = [FIRST, "GET https://management.azure.com/2", "GET https://management.azure.com/3"];
    check(bodies, Paging::default(), &["a"], &lines).await;
}

#[tokio::test]
async fn paging_is_resumed_from_a_continuation() -> Result<()> {
    let link = format!("{ARM}/two?skip=1&t=a%2Bb");
    let service = pages([json!({"value": ["a"], "nextLink": link}), json!({"value": ["b"]}), json!({"value": ["b"]})]);
    let client = service.client();
    let mut first = pager(&client, Paging::default()).into_pages();
    first.try_next().await?;
    let continuation = first.into_continuation().expect("there is a second page");
    // As azure_core hands it over, and as the string that another process stored.
    for continuation in [continuation.clone(), PagerContinuation::Token(String::from(continuation))] {
        let found: Vec<String> = pager_from(&client, Paging::default(), Some(continuation)).try_collect().await?;
        assert_eq!(found, ["b"]);
    }
    assert_eq!(service.lines(), [FIRST, &format!("GET {link}"), &format!("GET {link}")]);
    Ok(())
}

#[tokio::test]
async fn paging_begins_with_post_and_goes_on_with_get() -> Result<()> {
    let service = pages([json!({"value": ["a"], "nextLink": "/two"}), json!({"value": ["b"]})]);
    let client = service.client();
    let mut request = client.request(Method::Post, "/query", &[]);
    request.text("application/json", &"{}");
    let pager: Pager<Page> = client.pager(request, PagerOptions::default(), &[200], Paging::default())?;
    assert_eq!(pager.try_collect::<Vec<String>>().await?, ["a", "b"]);
    assert_eq!(service.lines(), ["POST https://management.azure.com/query", "GET https://management.azure.com/two"]);
    assert!(service.sent()[1].body.is_empty() && service.sent()[1].header("content-type").is_none());
    Ok(())
}

#[tokio::test]
async fn paging_errors_of_any_page_are_the_services() -> Result<()> {
    let denied = || answer(403).json(json!({"error": {"code": "Denied", "message": "no"}}));
    let script: Vec<Answer> = vec![answer(200).json(json!({"value": ["a"], "nextLink": "/two"})), denied()];
    let service = Service::new(script);
    let mut pager = pager(&service.client(), Paging::default());
    pager.try_next().await?;
    let error = pager.try_next().await.expect_err("the second page is denied");
    assert_eq!(error.to_string(), "GET /two: 403 Forbidden: Denied: no");
    Ok(())
}
