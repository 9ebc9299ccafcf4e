//! Models as generated code declares them: what is read, what is written, what is shown.
#![allow(missing_docs, clippy::disallowed_types, reason = "models as generated code declares them")]

use armspan_runtime::azure_core::http::RequestContent;
use armspan_runtime::{Extra, OffsetDateTime, Value, body, extensible_enum, model, polymorphic, request_bodies};
use serde_json::json;
use std::collections::HashMap;

#[derive(Default)]
pub struct Leaf {
    pub text: Option<String>,
    pub whole: Option<i64>,
    pub short: Option<i32>,
    pub number: Option<f64>,
    pub flag: Option<bool>,
    pub any: Option<Value>,
    pub extra: Extra,
}
model!(Leaf { text: "text", whole: "whole", short: "short", number: "number", flag: "flag", any: "any" });

#[derive(Default)]
pub struct Vault {
    pub id: Option<String>,
    pub created: Option<OffsetDateTime>,
    pub modified: Option<OffsetDateTime>,
    pub epoch: Option<OffsetDateTime>,
    pub key: Option<Vec<u8>>,
    pub token: Option<Vec<u8>>,
    pub secret: Option<String>,
    pub color: Option<Color>,
    pub colors: Option<Vec<Color>>,
    pub nullable: Option<Vec<Option<i64>>>,
    pub matrix: Option<Vec<Vec<i32>>>,
    pub maps: Option<HashMap<String, HashMap<String, Leaf>>>,
    pub child: Option<Box<Vault>>,
    pub children: Option<Vec<Vault>>,
    pub extra: Extra,
}
model!(Vault {
    id: "id" [read_only],
    created: "created" [read_only, date_time],
    modified: "modified" [rfc1123],
    epoch: "epoch" [unix_time],
    key: "key" [base64],
    token: "token" [base64_url],
    secret: "secret" [secret],
    color: "color",
    colors: "colors",
    nullable: "nullable",
    matrix: "matrix",
    maps: "maps",
    child: "child",
    children: "children",
});

pub enum Color {
    Red,
    DarkGreen,
    UnknownValue(String),
}
extensible_enum!(Color: String { Red = "red", DarkGreen = "dark-green" });

pub enum Priority {
    Low,
    Negative,
    UnknownValue(i64),
}
extensible_enum!(Priority: i64 { Low = 1, Negative = -5 });

pub enum Ratio {
    Half,
    Full,
    UnknownValue(f64),
}
extensible_enum!(Ratio: f64 { Half = 0.5, Full = 1 });

pub enum Switch {
    On,
    UnknownValue(bool),
}
extensible_enum!(Switch: bool { On = true });

#[derive(Default)]
pub struct Bag {
    pub name: Option<String>,
    pub additional_properties: Option<HashMap<String, i64>>,
    pub extra: Extra,
}
model!(Bag { name: "name", ..additional_properties });

#[derive(Default)]
pub struct FishBase {
    pub fishtype: Option<String>,
    pub siblings: Option<Vec<Fish>>,
    pub extra: Extra,
}
model!(FishBase { fishtype: "fishtype", siblings: "siblings" });

#[derive(Default)]
pub struct Salmon {
    pub location: Option<String>,
    pub siblings: Option<Vec<Fish>>,
    pub extra: Extra,
}
model!(Salmon { "fishtype" = "salmon", location: "location", siblings: "siblings" });

#[derive(Default)]
pub struct SharkBase {
    pub fishtype: Option<String>,
    pub age: Option<i32>,
    pub extra: Extra,
}
model!(SharkBase { fishtype: "fishtype", age: "age" });

pub enum Fish {
    Salmon(Box<Salmon>),
    Shark(Box<SharkBase>),
    Unknown(Box<FishBase>),
}
polymorphic!(Fish, "fishtype", Unknown(FishBase) { "salmon" => Salmon(Salmon), "shark" => Shark(SharkBase) });

request_bodies!(Vault, Fish, Leaf);

/// Reads a value and checks that it is written as it was.
fn round_trip<T: serde::Serialize + serde::de::DeserializeOwned>(value: Value) -> T {
    let read: T = serde_json::from_value(value.clone()).expect("a value that can be read");
    assert_eq!(serde_json::to_value(&read).expect("a value that can be written"), value);
    read
}

/// The JSON value that is sent for a body.
fn sent<T: TryInto<RequestContent<T>, Error = armspan_runtime::azure_core::Error>>(value: T) -> Value {
    let content: RequestContent<T> = value.try_into().expect("a model is always a body");
    let bytes = armspan_runtime::azure_core::Bytes::from(content.body());
    serde_json::from_slice(&bytes).expect("a body of JSON")
}

#[test]
fn every_spelling_is_read_and_written_back() {
    let vault: Vault = round_trip(json!({
        "id": 7, "created": "2024-05-01T10:20:30.123456700", "modified": "Wed, 01 May 2024 10:20:30 GMT",
        "epoch": 1714558830, "key": "/+8=", "token": "_-8", "color": "RED", "colors": ["red", null, "Blue"],
        "nullable": [1, null, "3"], "matrix": [[1, 2], [], [3.0]], "maps": {"a": {"b": {"text": "t"}, "n": null}},
        "child": {"child": {"unheard": [1]}}, "children": [{"color": "Red"}, null], "new": {"x": null}
    }));
    assert_eq!(vault.id.as_deref(), Some("7"));
    assert_eq!(vault.created.map(|moment| moment.nanosecond()), Some(123_456_700));
    assert_eq!(vault.modified, vault.epoch);
    assert_eq!((vault.key.as_deref(), vault.token.as_deref()), (Some(&b"\xff\xef"[..]), Some(&b"\xff\xef"[..])));
    assert_eq!(vault.color, Some(Color::Red));
    assert_eq!(vault.colors, Some(vec![Color::Red, Color::UnknownValue("Blue".into())]));
    assert_eq!(vault.nullable, Some(vec![Some(1), None, Some(3)]));
    assert_eq!(vault.matrix, Some(vec![vec![1, 2], vec![], vec![3]]));
    assert_eq!(vault.maps.as_ref().map(|maps| maps["a"]["b"].text.clone()), Some(Some("t".into())));
    assert_eq!(vault.children.as_ref().map(|children| children[0].color.clone()), Some(Some(Color::Red)));
    assert_eq!(vault.clone(), vault);
}

#[test]
fn how_a_value_was_spelled_makes_no_difference_but_what_is_unknown_or_null_does() {
    let read = |value: Value| serde_json::from_value::<Vault>(value).expect("a vault");
    assert_eq!(
        read(json!({"modified": "Wed, 01 May 2024 10:20:30 GMT", "color": "RED"})),
        read(json!({
            "modified": "2024-05-01T10:20:30Z", "color": "Red"
        }))
    );
    assert_ne!(read(json!({"unheard": 1})), read(json!({"unheard": 2})));
    assert_ne!(read(json!({"color": null})), read(json!({})));
}

#[test]
fn leaves_take_each_others_spelling() {
    for (value, expected) in [
        (json!({"text": true, "whole": "5", "number": "1.5", "flag": "True"}), json!(["true", 5, 1.5, true])),
        (json!({"text": 1.5, "whole": 5.0, "number": 1, "flag": 1}), json!(["1.5", 5, 1.0, true])),
        (json!({"text": "", "whole": "", "number": "", "flag": ""}), json!(["", null, null, null])),
        (json!({"text": null, "whole": null, "number": null, "any": null}), json!([null, null, null, null])),
        (json!({"whole": i64::MAX, "number": 1e300, "any": {"a": null}}), json!([null, i64::MAX, 1e300, null])),
    ] {
        let leaf: Leaf = round_trip(value);
        assert_eq!(json!([leaf.text, leaf.whole, leaf.number, leaf.flag]), expected);
    }
}

#[test]
fn a_real_mismatch_names_path_and_model() {
    for (value, expected) in [
        (json!({"child": {"id": {}}}), "$.child.id: expected a string, found an object (model Vault)"),
        (json!({"maps": {"a b": {"c": 5}}}), r#"$.maps["a b"].c: expected an object, found a number (model Leaf)"#),
        (
            json!({"children": [{}, {"matrix": [[1], "x"]}]}),
            "$.children[1].matrix[1]: expected a list, found a string (model Vault)",
        ),
        (json!({"created": "soon"}), "$.created: expected a date and time, found a string that is none (model Vault)"),
        (json!({"key": "?"}), "$.key: expected base64, found a string that is none (model Vault)"),
        (json!([]), "$: expected an object, found a list (model Vault)"),
    ] {
        let error = serde_json::from_value::<Vault>(value).expect_err("a mismatch");
        assert_eq!(error.to_string(), expected);
    }
    let error = serde_json::from_value::<Leaf>(json!({"short": 1.5})).expect_err("a fraction");
    assert_eq!(error.to_string(), "$.short: expected a whole number of 32 bits, found a number (model Leaf)");
}

#[test]
fn a_number_beyond_its_type_is_kept_and_leaves_the_rest_readable() {
    for (short, whole) in [(json!(3_000_000_000_u32), json!(u64::MAX)), (json!("-3000000000"), json!(-1e300))] {
        let leaf: Leaf = round_trip(json!({"short": short, "whole": whole, "text": "rest"}));
        assert_eq!((leaf.short, leaf.whole, leaf.text.as_deref()), (None, None, Some("rest")));
        assert_eq!((leaf.extra.get("short"), leaf.extra.get("whole")), (Some(&short), Some(&whole)));
    }
    let mut context = armspan_runtime::model::ReadContext::new(armspan_runtime::Format::Default);
    let error =
        <Vec<i32> as armspan_runtime::Json>::read(&json!([3_000_000_000_u32]), &mut context).expect_err("too great");
    assert_eq!(error.to_string(), "$[0]: expected a whole number of 32 bits, found one beyond them");
}

#[test]
fn an_original_lasts_as_long_as_the_field_is_unchanged() {
    let mut vault: Vault = round_trip(json!({"color": "RED", "created": "2024-05-01T00:00:00", "secret": null}));
    vault.color = Some(Color::DarkGreen);
    vault.created = None;
    vault.secret = Some("new".into());
    assert_eq!(json!(vault), json!({"color": "dark-green", "secret": "new"}));
}

#[test]
fn requests_leave_out_read_only_properties_at_every_depth() {
    let vault: Vault = round_trip(json!({
        "id": "x", "created": "2024-05-01T00:00:00", "colors": ["RED"],
        "child": {"id": "y", "new": 1}, "children": [{"id": "z", "color": "Red"}, null], "undeclared": true
    }));
    let expected = json!({
        "colors": ["RED"], "child": {"new": 1}, "children": [{"color": "Red"}], "undeclared": true
    });
    assert_eq!(
        serde_json::from_slice::<Value>(&armspan_runtime::azure_core::Bytes::from(body(&vec![vault.clone()]).body()))
            .unwrap(),
        json!([expected])
    );
    assert_eq!(sent(vault), expected);
}

#[test]
fn what_the_caller_sets_is_sent_and_nothing_else() {
    let mut vault = Vault { colors: Some(vec![]), maps: Some(HashMap::new()), ..Vault::default() };
    vault.extra.set_null("secret");
    vault.extra.insert("tomorrow", 1);
    assert_eq!(sent(vault), json!({"colors": [], "maps": {}, "secret": null, "tomorrow": 1}));
    assert_eq!(sent(Leaf::default()), json!({}));
}

#[test]
fn debug_covers_secrets_also_their_originals() {
    let vault: Vault = round_trip(json!({
        "id": "x", "secret": 12345, "color": "Red", "child": {"secret": "s3cret", "colors": ["Teal", "red"]},
        "maps": {"b": {"a": {"text": "t"}}}, "created": "2024-05-01T00:00:00Z", "unheardSecret": "s3cret"
    }));
    let shown = format!("{vault:?}");
    let expected = r#"Vault { id: "x", created: "2024-05-01T00:00:00Z", secret: "***", color: Red, maps: {"b": {"a": Leaf { text: "t" }}}, child: Vault { secret: "***", colors: [UnknownValue("Teal"), Red] }, extra: ["color", "secret", "unheardSecret"] }"#;
    assert_eq!(shown, expected);
    assert_eq!(format!("{:#?}", Leaf { flag: Some(true), ..Leaf::default() }), "Leaf {\n    flag: true,\n}");
}

#[test]
fn a_hierarchy_keeps_each_items_own_properties() {
    let fish: Fish = round_trip(json!({
        "fishtype": "salmon", "location": "alaska", "new": 1,
        "siblings": [
            {"fishtype": "SHARK", "age": 20},
            {"fishtype": "eel", "length": 3, "siblings": [{"fishtype": "salmon", "location": "x"}]},
            {"age": 5}
        ]
    }));
    let Fish::Salmon(salmon) = &fish else { panic!("{fish:?}") };
    let siblings = salmon.siblings.as_deref().unwrap_or_default();
    assert!(matches!(&siblings[0], Fish::Shark(shark) if shark.age == Some(20)));
    assert!(matches!(&siblings[1], Fish::Unknown(base) if base.siblings.as_ref().is_some_and(|list| list.len() == 1)));
    assert!(matches!(&siblings[2], Fish::Unknown(base) if base.fishtype.is_none()));
    assert_eq!(fish.clone(), fish);
    let fish = Fish::from(SharkBase { age: Some(1), ..SharkBase::default() });
    assert_eq!(sent(fish), json!({"fishtype": "shark", "age": 1}));
    assert_eq!(sent(Fish::from(Salmon::default())), json!({"fishtype": "salmon"}));
    assert_eq!(format!("{:?}", Fish::from(Salmon::default())), r#"Salmon { fishtype: "salmon" }"#);
    assert_eq!(json!(Fish::default()), json!({}));
}

#[test]
fn additional_properties_are_typed_and_the_rest_is_kept() {
    let mut bag: Bag =
        round_trip(json!({"name": "n", "one": 1, "two": "2", "gone": "3", "null": null, "odd": {"a": 1}}));
    let properties = bag.additional_properties.as_mut().expect("a map");
    assert_eq!(properties, &mut HashMap::from([("one".into(), 1), ("two".into(), 2), ("gone".into(), 3)]));
    properties.remove("gone");
    properties.insert("two".into(), 22);
    properties.insert("odd".into(), 4);
    properties.insert("name".into(), 5);
    assert_eq!(json!(bag), json!({"name": "n", "one": 1, "two": 22, "null": null, "odd": 4}));
    assert_eq!(bag.clone(), bag);
}

#[test]
fn enums_of_every_kind_keep_unknown_values() {
    assert_eq!(round_trip::<Vec<Priority>>(json!([1, -5, 7])), [Priority::Low, Priority::Negative, 7.into()]);
    assert_eq!(round_trip::<Vec<Ratio>>(json!([0.5, 1.0, 2.5])), [Ratio::Half, Ratio::Full, 2.5.into()]);
    assert_eq!(round_trip::<Vec<Switch>>(json!([true, false])), [Switch::On, false.into()]);
    let color: Color = "DARK-green".parse().expect("parsing cannot fail");
    assert_eq!((color.to_string(), format!("{color:?}")), ("dark-green".into(), "DarkGreen".into()));
    assert_eq!(
        (Color::from(String::from("x")).as_ref(), format!("{:?}", Priority::from(3))),
        ("x", "UnknownValue(3)".into())
    );
}

#[derive(Default)]
pub struct Empty {
    pub extra: Extra,
}
model!(Empty {});

#[derive(Default)]
pub struct Keyword {
    pub r#type: Option<String>,
    pub extra: Extra,
}
model!(Keyword { "kind" = "keyword", r#type: "type" [secret], });

#[derive(Default)]
pub struct Anything {
    pub additional_properties: Option<HashMap<String, Value>>,
    pub extra: Extra,
}
model!(Anything { "kind" = "anything", ..additional_properties });

#[test]
fn models_of_odd_shapes() {
    let empty: Empty = round_trip(json!({"a": {"b": 1}}));
    assert_eq!(format!("{empty:?} {:?}", Empty::default()), r#"Empty { extra: ["a"] } Empty"#);
    let keyword: Keyword = round_trip(json!({"kind": "keyword", "type": "t"}));
    assert_eq!(format!("{keyword:?}"), r#"Keyword { kind: "keyword", type: "***" }"#);
    let anything: Anything = round_trip(json!({"kind": "anything", "a": null, "b": [1], "c": {"d": 0.1}}));
    assert_eq!(anything.additional_properties.map(|map| map.len()), Some(3));
}

#[test]
fn numbers_keep_their_last_digit() {
    for text in
        ["0.30000000000000004", "1.7976931348623157e308", "5e-324", "2.2250738585072014e-308", "123456789012345680.0"]
    {
        let leaf: Leaf = serde_json::from_str(&format!(r#"{{"number":{text}}}"#)).expect("a number");
        let number: f64 = text.parse().expect("a number");
        assert_eq!(leaf.number.map(f64::to_bits), Some(number.to_bits()), "{text}");
    }
}

#[test]
fn null_for_a_whole_body_is_an_empty_value() {
    assert_eq!(serde_json::from_value::<Leaf>(Value::Null).expect("an empty model"), Leaf::default());
    let list = <Vec<Leaf> as armspan_runtime::Json>::read(
        &Value::Null,
        &mut armspan_runtime::model::ReadContext::new(Default::default()),
    );
    assert_eq!(list, Ok(vec![]));
}
