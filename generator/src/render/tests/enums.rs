//! Enums.

use super::file;
use crate::model::{EnumKind, EnumValue};
use crate::names::fixture::Build;
use insta::assert_snapshot;
use serde_json::json;

#[test]
fn strings_and_what_is_said_about_them() {
    let mut build = Build::new(&["vault.json"]);
    let id = build.string_enum("SkuName", &["premium", "", "Standard_A+"]);
    build.code.enums[id.index()].values[0].description = Some("For [HSM] keys".into());
    build.code.enums[id.index()].values[2].client_name = Some("StandardPlus".into());
    assert_snapshot!(file(&build, "models/vault.rs"), @r#"
    /// The SkuName of a test.
    #[non_exhaustive]
    pub enum SkuName {
        /// For \[HSM\] keys.
        Premium,
        /// The empty value.
        Empty,
        /// `Standard_A+`.
        StandardPlus,
        /// A value that the documents do not name.
        UnknownValue(String),
    }
    extensible_enum!(SkuName: String { Premium = "premium", Empty = "", StandardPlus = "Standard_A+" });
    "#);
}

#[test]
fn numbers_and_booleans() {
    let rows = [
        (EnumKind::Integer, vec![json!(-1), json!(2)], "extensible_enum!(Kind: i64 { Minus1 = -1, N2 = 2 });"),
        (EnumKind::Number, vec![json!(1.5), json!(2)], "extensible_enum!(Kind: f64 { N1_5 = 1.5, N2 = 2.0 });"),
        (EnumKind::Boolean, vec![json!(true)], "extensible_enum!(Kind: bool { True = true });"),
    ];
    for (kind, values, expected) in rows {
        let mut build = Build::new(&["vault.json"]);
        let id = build.string_enum("Kind", &[]);
        let values = values.into_iter().map(|value| EnumValue { value, client_name: None, description: None });
        build.code.enums[id.index()].values = values.collect();
        build.code.enums[id.index()].kind = kind;
        let text = file(&build, "models/vault.rs");
        assert!(text.ends_with(expected), "{kind:?}: {text}");
    }
}
