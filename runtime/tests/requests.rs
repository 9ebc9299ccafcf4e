//! Requests: paths, queries, headers and bodies as the protocol wants them.
#![allow(missing_docs, clippy::disallowed_types)]

mod support;

use armspan_runtime::azure_core::Bytes;
use armspan_runtime::azure_core::http::{ClientMethodOptions, Method, NoFormat, RequestContent};
use armspan_runtime::model::parse_date_time;
use armspan_runtime::{
    As, Client, ClientSettings, Extra, Format, Request, body, extensible_enum, model, polymorphic, request_bodies,
};
use serde_json::json;
use std::collections::HashMap;
use support::{Sent, Service, answer};

pub enum Order {
    NewestFirst,
    UnknownValue(String),
}
extensible_enum!(Order: String { NewestFirst = "newest first" });

#[derive(Clone)]
struct At(Client);

/// What goes over the wire for a request, or why nothing does.
async fn send(build: impl Fn(&At) -> Request) -> Result<Sent, String> {
    let service = Service::new([answer(200)]);
    let client = service.client();
    let result = client.send::<(), NoFormat>(build(&At(client.clone())), ClientMethodOptions::default(), &[200]).await;
    result.map_err(|error| error.to_string())?;
    let sent = service.sent();
    Ok(sent[0].clone())
}

async fn line(build: impl Fn(&At) -> Request) -> String {
    let sent = send(build).await.expect("a request that can be sent");
    sent.line.replace("https://management.azure.com", "")
}

async fn query(build: impl Fn(&mut Request) -> &mut Request) -> String {
    let line = line(|at| {
        let mut request = at.0.request(Method::Get, "/x", &[]);
        build(&mut request);
        request
    });
    line.await.replacen("GET /x", "", 1)
}

async fn post(build: impl Fn(&mut Request) -> &mut Request) -> Sent {
    let sent = send(|at| {
        let mut request = at.0.request(Method::Post, "/x", &[]);
        build(&mut request);
        request
    });
    sent.await.expect("a request that can be sent")
}

#[tokio::test]
async fn path_parameters_are_encoded_as_one_segment() {
    for (value, expected) in [
        ("a/b", "/v/a%2Fb/k"),
        ("é", "/v/%C3%A9/k"),
        ("%2F", "/v/%252F/k"),
        ("?", "/v/%3F/k"),
        ("#", "/v/%23/k"),
        ("{x}", "/v/%7Bx%7D/k"),
        ("a b", "/v/a%20b/k"),
        ("%2e%2e", "/v/%252e%252e/k"),
    ] {
        assert_eq!(line(|at| at.0.request(Method::Delete, "/v/{n}/k", &[&value])).await, format!("DELETE {expected}"));
    }
}

#[tokio::test]
async fn path_parameters_may_skip_encoding() {
    let scope = "/subscriptions/s/resourceGroups/g";
    let sent = line(|at| at.0.request(Method::Get, "/{+scope}/providers/P", &[&scope])).await;
    assert_eq!(sent, "GET /subscriptions/s/resourceGroups/g/providers/P");
}

#[tokio::test]
async fn path_parameters_that_are_empty_or_dots_are_refused_before_anything_is_sent() {
    for value in ["", ".", ".."] {
        let refused = send(|at| at.0.request(Method::Delete, "/vaults/{name}", &[&value])).await.expect_err("refused");
        assert!(refused.starts_with("parameter `name` of the URL is "), "{refused}");
    }
    for value in
        ["a/../b", "a//b", "..", ".. ", " ", "a/%2e%2E/b", "a/.%2e/b", "a\\..\\b", "a/.\t./b", "a/..\0", "a/.\r\n./b"]
    {
        let refused = send(|at| at.0.request(Method::Delete, "/{+scope}", &[&value])).await.expect_err("refused");
        assert!(refused.starts_with("parameter `scope` of the URL has "), "{refused}");
    }
}

#[tokio::test]
async fn path_parameters_that_skip_encoding_cut_nothing_off() {
    for value in ["a?b", "a#b", "a?b/../c"] {
        for template in ["/{+scope}/providers/P/locks/l", "/{+scope}?op"] {
            let refused = send(|at| at.0.request(Method::Delete, template, &[&value])).await.expect_err("refused");
            assert!(refused.starts_with("parameter `scope` of the URL has a `"), "{refused}");
        }
    }
    // At the end it brings a query of its own.
    let sent = line(|at| {
        let mut request = at.0.request(Method::Get, "/x/{+next}", &[&"y?page=2"]);
        request.api_version("2024-11-01");
        request
    });
    assert_eq!(sent.await, "GET /x/y?page=2&api-version=2024-11-01");
    let sent = line(|at| at.0.request(Method::Get, "/{+id}", &[&"/a b/é;c=%2F/d"])).await;
    assert_eq!(sent, "GET /a%20b/%C3%A9;c=%2F/d");
}

#[tokio::test]
async fn path_parameters_have_spellings_of_their_own() {
    let date = parse_date_time("2024-05-01T10:20:30Z");
    let sent =
        line(|at| at.0.request(Method::Get, "/{a}/{b}", &[&As(&date, Format::UnixTime), &Order::NewestFirst])).await;
    assert_eq!(sent, "GET /1714558830/newest%20first");
}

#[tokio::test]
async fn query_collection_formats() {
    let list = vec!["a b", "c|d", ""];
    for (format, expected) in [
        (Format::Default, "?q=a%20b%2Cc%7Cd%2C"),
        (Format::Ssv, "?q=a%20b%20c%7Cd%20"),
        (Format::Tsv, "?q=a%20b%09c%7Cd%09"),
        (Format::Pipes, "?q=a%20b%7Cc%7Cd%7C"),
        (Format::Multi, "?q=a%20b&q=c%7Cd&q="),
    ] {
        assert_eq!(query(|request| request.query_as("q", &list, format)).await, expected);
    }
    assert_eq!(query(|request| request.query("q", &Vec::<String>::new())).await, "?q=");
    assert_eq!(query(|request| request.query_as("q", &Vec::<String>::new(), Format::Multi)).await, "");
}

#[tokio::test]
async fn query_values_are_encoded_whatever_they_hold() {
    let reserved = query(|request| request.query("q", &"a&b=c#d+e%20f?g/h:é\t'\"<>")).await;
    assert_eq!(reserved, "?q=a%26b%3Dc%23d%2Be%2520f%3Fg%2Fh%3A%C3%A9%09%27%22%3C%3E");
    // A list in one parameter cannot tell its separator from that of an item; repeated, it can.
    let list = vec!["a,b", "c"];
    assert_eq!(query(|request| request.query("q", &list)).await, "?q=a%2Cb%2Cc");
    assert_eq!(query(|request| request.query_as("q", &list, Format::Multi)).await, "?q=a%2Cb&q=c");
}

#[tokio::test]
async fn query_values_that_are_raw_cut_nothing_off_and_lose_nothing() {
    for value in ["a#b", "a\nb", "\t"] {
        let refused = send(|at| {
            let mut request = at.0.request(Method::Get, "/x", &[]);
            request.raw_query("raw", &value);
            request
        });
        let refused = refused.await.expect_err("refused");
        assert!(refused.starts_with("parameter `raw` has a "), "{refused}");
    }
}

#[tokio::test]
async fn query_values_are_in_json_form_dates_in_rfc_3339() {
    let date = parse_date_time("2024-05-01T10:20:30+02:00");
    let built = query(|request| {
        request.query("b", &true).query("n", &1.5).query("i", &-3_i64).query("d", &date).query("e", &Order::from("x"));
        request.query_as("r", &date, Format::Rfc1123).query_as("u", &date, Format::UnixTime);
        request.query_as("y", &vec![0xff_u8, 0xef], Format::Base64Url).query("$filter", &"name eq 'a+b'")
    });
    let expected = "?b=true&n=1.5&i=-3&d=2024-05-01T10%3A20%3A30%2B02%3A00&e=x\
        &r=Wed%2C%2001%20May%202024%2008%3A20%3A30%20GMT&u=1714551630&y=_-8&$filter=name%20eq%20%27a%2Bb%27";
    assert_eq!(built.await, expected);
}

#[tokio::test]
async fn query_repeated_names_absent_ones_constants_and_raw_values() {
    let built = query(|request| {
        request.query("a", &1).query("a", &2).query("none", &None::<String>).query("some", &Some("x"));
        request.query("constant", &"always").raw_query("raw", &"a%20b=c").query("empty", &"")
    });
    assert_eq!(built.await, "?a=1&a=2&some=x&constant=always&raw=a%20b=c&empty=");
    let fixed = line(|at| {
        let mut request = at.0.request(Method::Get, "/pools/{p}?restype=container&comp=list", &[&"a"]);
        request.query("x", &1);
        request
    });
    assert_eq!(fixed.await, "GET /pools/a?restype=container&comp=list&x=1");
}

#[tokio::test]
async fn api_version_is_the_documents_unless_the_client_says_otherwise() {
    for (setting, expected) in [(None, "2024-11-01"), (Some("2020-01-01".to_owned()), "2020-01-01")] {
        let service = Service::new([answer(200)]);
        let settings = ClientSettings { api_version: setting, ..service.settings() };
        let client = Client::arm(service.credential(), settings).expect("settings that work");
        let mut request = client.request(Method::Get, "/x", &[]);
        request.api_version("2024-11-01");
        client.send::<(), NoFormat>(request, ClientMethodOptions::default(), &[200]).await.expect("a success");
        assert_eq!(service.lines(), [format!("GET https://management.azure.com/x?api-version={expected}")]);
    }
}

#[tokio::test]
async fn headers_are_sent_as_they_are_and_absent_ones_left_out() {
    let tags = Some(HashMap::from([("One".to_owned(), "1".to_owned()), ("two".to_owned(), "2".to_owned())]));
    let sent = post(|request| {
        request.header("If-Match", &"\"etag\"").header("x-ms-none", &None::<i32>).header("x-ms-list", &vec![1, 2]);
        request
            .header_collection("x-ms-meta-", &tags)
            .header_collection("x-no-", &None)
            .accept("application/json, text/json")
    });
    let sent = sent.await;
    for (name, value) in [
        ("if-match", Some("\"etag\"")),
        ("x-ms-none", None),
        ("x-ms-list", Some("1,2")),
        ("x-ms-meta-one", Some("1")),
        ("x-ms-meta-two", Some("2")),
        ("accept", Some("application/json, text/json")),
    ] {
        assert_eq!(sent.header(name).as_deref(), value, "{name}");
    }
    for (name, value) in [("x-ms-a", "a\r\nauthorization: b"), ("x a", "b"), ("", "b")] {
        let refused = send(|at| {
            let mut request = at.0.request(Method::Get, "/x", &[]);
            request.header(name, &value);
            request
        });
        let refused = refused.await.expect_err("refused");
        assert!(refused.starts_with(&format!("parameter `{name}` ")), "{refused}");
    }
}

#[derive(Default)]
pub struct Vault {
    pub id: Option<String>,
    pub tags: Option<HashMap<String, String>>,
    pub acls: Option<Vec<String>>,
    pub purge: Option<bool>,
    pub children: Option<Vec<Vault>>,
    pub extra: Extra,
}
model!(Vault {
    id: "id"[read_only],
    tags: "tags",
    acls: "networkAcls",
    purge: "enablePurgeProtection",
    children: "children"
});
request_bodies!(Vault);

#[derive(Default)]
pub struct RuleBase {
    pub id: Option<String>,
    pub extra: Extra,
}
model!(RuleBase { id: "id"[read_only] });

#[derive(Default)]
pub struct Deny {
    pub id: Option<String>,
    pub vault: Option<Vault>,
    pub extra: Extra,
}
model!(Deny { "kind" = "deny", id: "id" [read_only], vault: "vault" });

pub enum Rule {
    Deny(Box<Deny>),
    Unknown(Box<RuleBase>),
}
polymorphic!(Rule, "kind", Unknown(RuleBase) { "deny" => Deny(Deny) });

#[derive(Default)]
pub struct Policy {
    pub rules: Option<HashMap<String, Vec<Rule>>>,
    pub additional_properties: Option<HashMap<String, Vault>>,
    pub extra: Extra,
}
model!(Policy { rules: "rules", ..additional_properties });

#[tokio::test]
async fn bodies_leave_out_what_is_absent_and_read_only_and_send_what_the_caller_clears() {
    let mut vault = Vault { id: Some("x".into()), acls: Some(vec![]), tags: Some(HashMap::new()), ..Vault::default() };
    vault.children = Some(vec![Vault { id: Some("y".into()), ..Vault::default() }]);
    vault.extra.set_null("enablePurgeProtection");
    let content: RequestContent<Vault> = vault.clone().try_into().expect("a model is a body");
    let sent = post(|request| request.json(content.clone())).await;
    let expected = json!({"networkAcls": [], "tags": {}, "enablePurgeProtection": null, "children": [{}]});
    assert_eq!(sent.json(), expected);
    assert_eq!(sent.header("content-type").as_deref(), Some("application/json"));
    let list = vec![vault];
    assert_eq!(post(|request| request.json(body(&list))).await.json(), json!([expected]));
}

#[tokio::test]
async fn bodies_leave_out_what_is_read_only_wherever_it_is() {
    let read = json!({
        "rules": {
            "a": [{"kind": "DENY", "id": "1", "vault": {"id": "2", "tags": {"t": "x"}, "new": null}}, null],
            "b": [{"kind": "allow", "id": "3", "since": 2020}, {"id": "4"}],
        },
        "more": {"id": "5", "networkAcls": ["a", 1], "children": [{"id": "6"}, null]},
        "odd": 7,
    });
    let policy: Policy = serde_json::from_value(read.clone()).expect("a policy");
    assert_eq!(json!(policy), read);
    let sent = post(|request| request.json(body(&policy))).await;
    let expected = json!({
        "rules": {
            "a": [{"kind": "DENY", "vault": {"tags": {"t": "x"}, "new": null}}],
            "b": [{"kind": "allow", "since": 2020}, {}],
        },
        "more": {"networkAcls": ["a", 1], "children": [{}]},
        "odd": 7,
    });
    assert_eq!(sent.json(), expected);
}

#[tokio::test]
async fn bodies_say_null_at_any_depth_and_not_for_what_was_set_after_all() {
    let mut vault = Vault { children: Some(vec![Vault::default(), Vault::default()]), ..Vault::default() };
    let children = vault.children.as_mut().expect("two of them");
    children[0].extra.set_null("tags");
    children[1].extra.set_null("tags");
    children[1].tags = Some(HashMap::new());
    let sent = post(|request| request.body("application/merge-patch+json", body(&vault))).await;
    assert_eq!(sent.json(), json!({"children": [{"tags": null}, {"tags": {}}]}));
}

#[tokio::test]
async fn bodies_state_no_defaults_for_the_caller() {
    let patch = Vault { acls: Some(vec!["a".into()]), ..Vault::default() };
    let sent = post(|request| request.body("application/merge-patch+json", body(&patch))).await;
    assert_eq!(sent.json(), json!({"networkAcls": ["a"]}));
    assert_eq!(sent.header("content-type").as_deref(), Some("application/merge-patch+json"));
}

#[tokio::test]
async fn bodies_are_optional() {
    let sent = post(|request| request.json_opt(None::<RequestContent<Vault>>)).await;
    assert!(sent.body.is_empty() && sent.header("content-type").is_none());
    let sent = post(|request| request.json_opt(Some(body(&Vault::default())))).await;
    assert_eq!(sent.json(), json!({}));
}

#[tokio::test]
async fn bodies_of_bytes_text_and_forms() {
    let bytes: RequestContent<Vec<u8>, NoFormat> = Bytes::from_static(b"\x00\xff").into();
    let sent = post(|request| request.body("application/octet-stream", bytes.clone())).await;
    assert_eq!(
        (&sent.body[..], sent.header("content-type").as_deref()),
        (&b"\x00\xff"[..], Some("application/octet-stream"))
    );
    let sent = post(|request| request.text("text/plain", &"é")).await;
    assert_eq!((&sent.body[..], sent.header("content-type").as_deref()), ("é".as_bytes(), Some("text/plain")));
    let sent = post(|request| request.form("a", &"b c").form("none", &None::<i32>).form("d", &true)).await;
    assert_eq!(&sent.body[..], b"a=b%20c&d=true");
    assert_eq!(sent.header("content-type").as_deref(), Some("application/x-www-form-urlencoded"));
    let sent = post(|request| request.multipart("name", &"n").multipart_file("file", None, bytes.clone())).await;
    let media_type = sent.header("content-type").unwrap_or_default();
    assert!(media_type.starts_with("multipart/form-data; boundary="), "{media_type}");
    let text = String::from_utf8_lossy(&sent.body);
    assert!(
        text.contains("name=\"name\"\r\n\r\nn\r\n") && text.contains("name=\"file\"; filename=\"file\"\r\n"),
        "{text}"
    );
    // A media type that the operation takes as a parameter wins over the one that the body suggests.
    let sent = post(|request| request.header("Content-Type", &"image/png").body("image/*", bytes.clone())).await;
    assert_eq!(sent.header("content-type").as_deref(), Some("image/png"));
}

#[test]
fn debug_of_a_request_shows_verb_and_path_only() {
    let client = Service::new([]).client();
    let mut request = client.request(Method::Get, "/x", &[]);
    request.query("sig", &"s3cret").header("x-key", &"s3cret").text("text/plain", &"s3cret");
    assert_eq!(format!("{request:?}"), "Request { method: Get, path: \"/x\", .. }");
}
