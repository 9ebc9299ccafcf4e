//! Models.

use super::file;
use crate::model::{Item, Model, Mutability, NumberFormat, Polymorphism, StringFormat, Type, Variant};
use crate::names::fixture::{Build, array, map, property, text};
use insta::assert_snapshot;

/// A model that is sent.
fn model(build: &mut Build, properties: Vec<crate::model::Property>) -> &mut Model {
    let id = build.model("Vault", properties);
    build.code.models[id.index()].usage.input = true;
    &mut build.code.models[id.index()]
}

#[test]
fn a_struct_and_its_wire_form() {
    let mut build = Build::new(&["vault.json"]);
    let mut id = property("id", text());
    id.mutability = Mutability::READ_ONLY;
    let mut key = property("primaryKey", text());
    key.secret = true;
    model(&mut build, vec![id, key, property("type", text())]);
    assert_snapshot!(file(&build, "models/vault.rs"), @r#"
    /// The Vault of a test.
    #[derive(Default)]
    pub struct Vault {
        /// The id. Read-only.
        pub id: Option<String>,
        /// The primaryKey. Secret: never shown by `Debug`.
        pub primary_key: Option<String>,
        /// The type.
        pub r#type: Option<String>,
        /// What the service sent beyond the documented properties, and explicit nulls.
        pub extra: Extra,
    }
    model!(Vault { id: "id" [read_only], primary_key: "primaryKey" [secret], r#type: "type" });
    "#);
}

#[test]
fn types_of_properties() {
    let mut build = Build::new(&["vault.json"]);
    let nullable = Type::Array(Box::new(Item { ty: text(), nullable: true }));
    let any = Type::Array(Box::new(Item { ty: Type::Any, nullable: true }));
    let rows = [
        ("flag", Type::Boolean),
        ("number", Type::Number(NumberFormat::Decimal)),
        ("small", Type::Integer(crate::model::IntegerFormat::Int32)),
        ("large", Type::Integer(crate::model::IntegerFormat::Int64)),
        ("moment", Type::Integer(crate::model::IntegerFormat::UnixTime)),
        ("date", Type::String(StringFormat::Date)),
        ("time", Type::String(StringFormat::DateTime)),
        ("stamps", array(Type::String(StringFormat::DateTimeRfc1123))),
        ("bytes", Type::String(StringFormat::Base64)),
        ("url", map(Type::String(StringFormat::Base64Url))),
        ("any", any),
        ("gaps", nullable),
        ("nested", map(array(map(text())))),
    ];
    model(&mut build, rows.into_iter().map(|(name, ty)| property(name, ty)).collect());
    let text = file(&build, "models/vault.rs");
    let kept = text.lines().filter(|line| !line.trim().starts_with("///"));
    assert_snapshot!(kept.collect::<Vec<_>>().join("\n"), @r#"
    #[derive(Default)]
    pub struct Vault {
        pub flag: Option<bool>,
        pub number: Option<f64>,
        pub small: Option<i32>,
        pub large: Option<i64>,
        pub moment: Option<OffsetDateTime>,
        pub date: Option<String>,
        pub time: Option<OffsetDateTime>,
        pub stamps: Option<Vec<OffsetDateTime>>,
        pub bytes: Option<Vec<u8>>,
        pub url: Option<HashMap<String, Vec<u8>>>,
        pub any: Option<Vec<Value>>,
        pub gaps: Option<Vec<Option<String>>>,
        pub nested: Option<HashMap<String, Vec<HashMap<String, String>>>>,
        pub extra: Extra,
    }
    model!(Vault {
        flag: "flag",
        number: "number",
        small: "small",
        large: "large",
        moment: "moment" [unix_time],
        date: "date",
        time: "time",
        stamps: "stamps" [rfc1123],
        bytes: "bytes",
        url: "url" [base64_url],
        any: "any",
        gaps: "gaps",
        nested: "nested",
    });
    "#);
}

#[test]
fn what_clippy_calls_complex_is_allowed() {
    let mut build = Build::new(&["vault.json"]);
    let deep = |times: usize| (0..times).fold(text(), |ty, _| Type::Map(Box::new(Item { ty, nullable: false })));
    model(&mut build, vec![property("two", deep(2)), property("three", deep(3))]);
    let text = file(&build, "models/vault.rs");
    let lines: Vec<_> = text.lines().map(str::trim).collect();
    let allowed = lines.windows(2).filter(|pair| pair[0] == "#[allow(clippy::type_complexity)]").map(|pair| pair[1]);
    let allowed: Vec<_> = allowed.filter_map(|field| field.strip_prefix("pub ")?.split_once(':')).collect();
    assert_eq!(allowed.iter().map(|(name, _)| *name).collect::<Vec<_>>(), ["three"], "{text}");
}

#[test]
fn a_model_that_holds_itself_is_boxed() {
    let mut build = Build::new(&["vault.json"]);
    let id = build.model("Node", vec![]);
    let properties = vec![property("next", Type::Model(id)), property("all", array(Type::Model(id)))];
    build.code.models[id.index()].properties = properties;
    let text = file(&build, "models/vault.rs");
    assert!(text.contains("pub next: Option<Box<Node>>,"), "{text}");
    assert!(text.contains("pub all: Option<Vec<Node>>,"), "{text}");
}

#[test]
fn additional_properties_have_a_field() {
    let mut build = Build::new(&["vault.json"]);
    model(&mut build, vec![]).additional_properties = Some(Item { ty: text(), nullable: false });
    assert_snapshot!(file(&build, "models/vault.rs"), @"
    /// The Vault of a test.
    #[derive(Default)]
    pub struct Vault {
        /// Properties whose names are data.
        pub additional_properties: Option<HashMap<String, String>>,
        /// What the service sent beyond the documented properties, and explicit nulls.
        pub extra: Extra,
    }
    model!(Vault { ..additional_properties });
    ");
}

#[test]
fn a_hierarchy_is_an_enum_over_its_variants() {
    let mut build = Build::new(&["fish.json"]);
    let kind = || property("fishtype", text());
    let leaf = |value: &str| Polymorphism::Leaf { property: "fishtype".into(), value: value.into() };
    let fish = build.model("Fish", vec![kind()]);
    let salmon = build.model("Salmon", vec![kind(), property("river", text())]);
    let shark = build.model("Shark", vec![kind()]);
    let saw = build.model("Sawshark", vec![kind()]);
    let base = |value: Option<&str>, variants: &[(&str, _)]| Polymorphism::Base {
        property: "fishtype".into(),
        value: value.map(str::to_owned),
        variants: variants.iter().map(|(value, model)| Variant { value: (*value).into(), model: *model }).collect(),
    };
    build.code.models[fish.index()].polymorphism = base(None, &[("salmon", salmon), ("shark", shark), ("saw", saw)]);
    build.code.models[salmon.index()].polymorphism = leaf("salmon");
    build.code.models[shark.index()].polymorphism = base(Some("shark"), &[("saw", saw)]);
    build.code.models[saw.index()].polymorphism = leaf("saw");
    let text = file(&build, "models/fish.rs");
    let kept = text.lines().filter(|line| !line.starts_with("    pub extra") && !line.contains("/// What the service"));
    assert_snapshot!(kept.collect::<Vec<_>>().join("\n"), @r#"
    /// The Fish of a test.
    #[non_exhaustive]
    pub enum Fish {
        /// The Salmon of a test. Where `fishtype` is `salmon`.
        Salmon(Box<Salmon>),
        /// The Shark of a test. Where `fishtype` is `shark`.
        Shark(Box<SharkBase>),
        /// The Sawshark of a test. Where `fishtype` is `saw`.
        Sawshark(Box<Sawshark>),
        /// A variant that the documents do not name, or none: see `extra`.
        Unknown(Box<FishBase>),
    }
    polymorphic!(Fish, "fishtype", Unknown(FishBase) {
        "salmon" => Salmon(Salmon),
        "shark" => Shark(SharkBase),
        "saw" => Sawshark(Sawshark),
    });

    /// The properties that all variants of `Fish` share.
    #[derive(Default)]
    #[non_exhaustive]
    pub struct FishBase {
        /// The fishtype.
        pub fishtype: Option<String>,
    }
    model!(FishBase { fishtype: "fishtype" });

    /// The Salmon of a test.
    #[derive(Default)]
    #[non_exhaustive]
    pub struct Salmon {
        /// The river.
        pub river: Option<String>,
    }
    model!(Salmon { "fishtype" = "salmon", river: "river" });

    /// The Shark of a test.
    #[non_exhaustive]
    pub enum Shark {
        /// The Sawshark of a test. Where `fishtype` is `saw`.
        Sawshark(Box<Sawshark>),
        /// A variant that the documents do not name, or none: see `extra`.
        Unknown(Box<SharkBase>),
    }
    polymorphic!(Shark, "fishtype", Unknown(SharkBase) { "saw" => Sawshark(Sawshark) });

    /// The properties that all variants of `Shark` share.
    #[derive(Default)]
    #[non_exhaustive]
    pub struct SharkBase {
        /// The fishtype.
        pub fishtype: Option<String>,
    }
    model!(SharkBase { fishtype: "fishtype" });

    /// The Sawshark of a test.
    #[derive(Default)]
    #[non_exhaustive]
    pub struct Sawshark {
    }
    model!(Sawshark { "fishtype" = "saw" });
    "#);
}

#[test]
fn whole_bodies_can_be_sent() {
    let mut build = Build::new(&["vault.json"]);
    model(&mut build, vec![]).usage.body = true;
    let id = build.string_enum("Color", &["red"]);
    build.code.enums[id.index()].usage.body = true;
    assert!(file(&build, "models/vault.rs").ends_with("request_bodies!(Vault, Color);"));
}

#[test]
fn only_what_is_never_sent_cannot_be_built_by_a_literal() {
    let mut build = Build::new(&["vault.json"]);
    model(&mut build, vec![]);
    build.model("Answer", vec![]);
    let text = file(&build, "models/vault.rs");
    assert!(text.contains("#[derive(Default)]\npub struct Vault"), "{text}");
    assert!(text.contains("#[derive(Default)]\n#[non_exhaustive]\npub struct Answer"), "{text}");
}
