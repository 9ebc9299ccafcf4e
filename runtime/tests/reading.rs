//! Reading: what services send beyond their documents fails no response. The rows of the protocol's section.
#![allow(missing_docs, clippy::disallowed_types, reason = "models as generated code declares them")]

mod support;

use armspan_runtime::azure_core::Result;
use armspan_runtime::azure_core::http::{ClientMethodOptions, Method, NoFormat, RetryOptions};
use armspan_runtime::azure_core::http::{ClientOptions, Response};
use armspan_runtime::{Client, ClientSettings, Extra, OffsetDateTime, Value, extensible_enum, model, polymorphic};
use serde_json::json;
use std::collections::HashMap;
use support::{Answer, Service, answer};

pub enum Color {
    Red,
    UnknownValue(String),
}
extensible_enum!(Color: String { Red = "Red" });

#[derive(Default)]
pub struct Vault {
    pub id: Option<String>,
    pub count: Option<i64>,
    pub ratio: Option<f64>,
    pub color: Option<Color>,
    pub list: Option<Vec<String>>,
    pub map: Option<HashMap<String, String>>,
    pub sku: Option<Sku>,
    pub date: Option<OffsetDateTime>,
    pub pets: Option<Vec<Pet>>,
    pub extra: Extra,
}
model!(Vault {
    id: "id",
    count: "count",
    ratio: "ratio",
    color: "color",
    list: "list",
    map: "map",
    sku: "sku",
    date: "date",
    pets: "pets",
});

#[derive(Default)]
pub struct Sku {
    pub name: Option<String>,
    pub extra: Extra,
}
model!(Sku { name: "name" });

#[derive(Default)]
pub struct PetBase {
    pub kind: Option<String>,
    pub name: Option<String>,
    pub extra: Extra,
}
model!(PetBase { kind: "kind", name: "name" });

#[derive(Default)]
pub struct Cat {
    pub name: Option<String>,
    pub lives: Option<i32>,
    pub extra: Extra,
}
model!(Cat { "kind" = "cat", name: "name", lives: "lives" });

pub enum Pet {
    Cat(Box<Cat>),
    Unknown(Box<PetBase>),
}
polymorphic!(Pet, "kind", Unknown(PetBase) { "cat" => Cat(Cat) });

/// What a client makes of an answer.
async fn get(answer: Answer, success: &'static [u16]) -> Result<Response<Vault>> {
    let service = Service::new([answer]);
    let client = service.client();
    client.send(client.request(Method::Get, "/v", &[]), ClientMethodOptions::default(), success).await
}

/// The model of an answer with this body, which must be written as it was read.
async fn read(body: Value) -> Vault {
    let response = get(answer(200).json(body.clone()), &[200]).await.expect("a success");
    let vault = response.into_model().expect("a body that can be read");
    assert_eq!(json!(vault), body);
    assert_eq!(json!(vault.clone()), body);
    vault
}

macro_rules! rows {
    ($($name:ident: $body:tt => |$vault:ident| $check:expr;)*) => {
        $(#[tokio::test]
        async fn $name() {
            let $vault = read(json!($body)).await;
            assert!($check, "{:?}", $vault);
        })*
    };
}

rows! {
    reading_unknown_enum_value: {"color": "Teal"} => |v| v.color == Some(Color::UnknownValue("Teal".into()));
    reading_enum_value_in_another_case: {"color": "rED"} => |v| v.color == Some(Color::Red);
    reading_missing_properties: {} => |v| v == Vault::default();
    reading_null_for_a_list: {"list": null} => |v| v.list.is_none();
    reading_null_in_a_list: {"list": ["a", null]} => |v| v.list == Some(vec!["a".into()]);
    reading_null_for_a_map: {"map": null} => |v| v.map.is_none();
    reading_null_in_a_map: {"map": {"a": null, "b": "c"}} => |v| v.map == Some(HashMap::from([("b".into(), "c".into())]));
    reading_null_for_an_object: {"sku": null} => |v| v.sku.is_none();
    reading_unknown_properties: {"new": {"deep": [1]}, "sku": {"tier": null}} => |v| v.extra.get("new") == Some(&json!({"deep": [1]}));
    reading_date_without_offset: {"date": "2024-05-01T10:20:30"} => |v| v.date.map(|d| d.unix_timestamp()) == Some(1_714_558_830);
    reading_date_with_nine_digits: {"date": "2024-05-01T10:20:30.123456789Z"} => |v| v.date.map(|d| d.nanosecond()) == Some(123_456_789);
    reading_date_with_trailing_zeros: {"date": "2024-05-01T10:20:30.120000000+00:00"} => |v| v.date.map(|d| d.nanosecond()) == Some(120_000_000);
    reading_number_in_a_string: {"count": "5", "ratio": "1.50"} => |v| v.count == Some(5) && v.ratio == Some(1.5);
    reading_string_as_a_number: {"id": 5, "list": [1, true]} => |v| v.id.as_deref() == Some("5") && v.list == Some(vec!["1".into(), "true".into()]);
    reading_whole_number_with_a_point: {"count": 5.0, "ratio": 2} => |v| v.count == Some(5) && v.ratio == Some(2.0);
    reading_whole_number_at_its_limits: {"count": i64::MIN, "ratio": u64::MAX, "new": u64::MAX} => |v|
        v.count == Some(i64::MIN) && v.ratio == Some(18_446_744_073_709_551_615.0);
    reading_number_that_is_none: {"ratio": "NaN"} => |v| v.ratio.is_some_and(f64::is_nan);
    reading_number_beyond_all: {"ratio": "-1e400"} => |v| v.ratio == Some(f64::NEG_INFINITY);
    reading_zero_with_a_sign: {"ratio": -0.0, "count": -0.0} => |v| v.ratio.is_some_and(f64::is_sign_negative) && v.count == Some(0);
    reading_number_with_all_its_digits: {"ratio": 0.1, "count": 9_007_199_254_740_993_i64} => |v| v.count == Some(9_007_199_254_740_993);
    reading_empty_string_for_anything: {"count": "", "ratio": "", "date": "", "sku": "", "list": "", "map": ""} => |v|
        v.count.is_none() && v.date.is_none() && v.sku.is_none();
    reading_whole_number_of_too_many_bits: {"count": u64::MAX, "id": "x"} => |v| v.count.is_none() && v.id.is_some();
    reading_date_with_hours_of_offset: {"date": "2024-05-01T10:20:30+02"} => |v| v.date.map(|d| d.unix_timestamp()) == Some(1_714_551_630);
    reading_date_as_seconds: {"date": 1_714_558_830} => |v| v.date.map(|d| d.unix_timestamp()) == Some(1_714_558_830);
    reading_unknown_discriminator: {"pets": [{"kind": "dog", "name": "d", "bark": 1}]} => |v|
        matches!(v.pets.as_deref(), Some([Pet::Unknown(base)]) if base.name.as_deref() == Some("d") && base.extra.get("bark").is_some());
    reading_discriminator_in_another_case: {"pets": [{"kind": "CAT", "lives": 9}]} => |v|
        matches!(v.pets.as_deref(), Some([Pet::Cat(cat)]) if cat.lives == Some(9));
    reading_missing_discriminator: {"pets": [{"name": "x"}]} => |v| matches!(v.pets.as_deref(), Some([Pet::Unknown(_)]));
    reading_each_items_own_properties: {"pets": [{"kind": "cat", "lives": 9}, {"kind": "eel"}, {"kind": "cat", "new": {}}]} => |v|
        v.pets.as_ref().map(Vec::len) == Some(3);
}

#[tokio::test]
async fn reading_a_success_without_a_body() -> Result<()> {
    for (status, success) in [(202, &[200_u16, 202] as &[u16]), (204, &[200, 204])] {
        let response = get(answer(status), success).await?;
        assert_eq!((u16::from(response.status()), response.body().is_empty()), (status, true));
    }
    Ok(())
}

#[tokio::test]
async fn reading_the_last_of_two_equal_names() -> Result<()> {
    let response = get(answer(200).text(r#"{"id": "a", "new": 1, "id": "b", "new": 2}"#), &[200]).await?;
    assert_eq!(json!(response.into_model()?), json!({"id": "b", "new": 2}));
    Ok(())
}

#[tokio::test]
async fn reading_nothing_panics_on() -> Result<()> {
    let deep = format!("{{\"new\": {}{}}}", "[".repeat(100_000), "]".repeat(100_000));
    for body in [
        "",
        "{",
        "<html>",
        "\u{0}",
        r#"{"ratio": 1e400}"#,
        r#"{"date": "Wed, 01 May -2024 10:20:30 GMT"}"#,
        r#"{"date": -99999999999}"#,
        r#"{"date": "2024-05-01T10:20:30+1é1"}"#,
        r#"{"date": "0000-00-00T00:00:00Z"}"#,
        &deep,
    ] {
        let response = get(answer(200).text(body), &[200]).await?;
        assert!(response.into_model().is_err(), "{}", &body[..body.len().min(50)]);
    }
    Ok(())
}

#[tokio::test]
async fn reading_each_status_by_its_own_schema() -> Result<()> {
    let response = get(answer(404).json(json!({"name": "of another kind"})), &[200, 404]).await?;
    assert_eq!(response.status(), 404);
    assert_eq!(response.body().json::<Sku>()?.name.as_deref(), Some("of another kind"));
    Ok(())
}

#[tokio::test]
async fn reading_null_and_a_byte_order_mark_for_a_whole_body() -> Result<()> {
    let response = get(answer(200).text("null"), &[200]).await?;
    assert_eq!(response.into_model()?, Vault::default());
    let response = get(answer(200).text("\u{feff}{\"id\": \"x\"}"), &[200]).await?;
    assert_eq!(response.into_model()?.id.as_deref(), Some("x"));
    Ok(())
}

#[tokio::test]
async fn reading_a_real_mismatch_says_where() -> Result<()> {
    let response = get(answer(200).json(json!({"sku": {"name": {"secret": "s3cret"}}})), &[200]).await?;
    let error = response.into_model().expect_err("an object for a string").to_string();
    assert!(error.contains("$.sku.name: expected a string, found an object (model Sku)"), "{error}");
    assert!(!error.contains("s3cret"));
    Ok(())
}

#[tokio::test]
async fn the_pipelines_own_retries_are_kept() -> Result<()> {
    let service = Service::new([answer(429), answer(503), answer(200).json(json!({"id": "x"}))]);
    let client_options = ClientOptions { retry: RetryOptions::default(), ..service.options() };
    let client = Client::arm(service.credential(), ClientSettings { client_options, ..service.settings() })?;
    let request = client.request(Method::Put, "/v", &[]);
    assert_eq!(client.send::<(), NoFormat>(request, ClientMethodOptions::default(), &[200]).await?.status(), 200);
    assert_eq!((service.lines().len(), service.tokens()), (3, 1));
    Ok(())
}
