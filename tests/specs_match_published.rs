//! The documents in `specs/keyvault` state the same facts as the published ones, in other words.
//!
//! The published documents are no part of this repository. Where they are absent, the tests that need them say
//! `SKIPPED` on standard error and pass; the others run everywhere.

#[path = "support/facts.rs"]
mod facts;
#[path = "support/published.rs"]
mod published;

use facts::{Agree, differences, facts, texts};
use published::Package;
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// Shared documents Key Vault refers to. Ours hold what it refers to and nothing else.
const SHARED: [&str; 2] =
    ["common-types/resource-management/v3/types.json", "common-types/resource-management/v5/managedidentity.json"];

/// Texts up to this length may coincide: there are not many ways to say `List of vaults`.
const SHORT: usize = 40;

#[test]
fn the_same_files_exist() {
    let Some(published) = Package::published() else { return };
    let ours = Package::ours();
    assert_eq!(ours.all_files(), published.all_files());
    assert_eq!((ours.files("").len(), ours.files("examples").len()), (7, 49));
}

#[test]
fn documents_state_the_same_facts() {
    let Some(published) = Package::published() else { return };
    let ours = Package::ours();
    for name in published.files("") {
        let found = differences(&facts(&ours.read(&name)), &facts(&published.read(&name)), Agree::Values);
        assert!(found.is_empty(), "{name}, ours against the published one:\n{}", found.join("\n"));
    }
}

#[test]
fn shared_documents_state_the_same_facts() {
    let Some(published) = Package::published() else { return };
    let ours = Package::ours();
    for name in SHARED {
        let (left, mut right) = (facts(&ours.shared(name)), facts(&published.shared(name)));
        for section in ["definitions", "parameters"] {
            if let Some(Value::Object(entries)) = right.get_mut(section) {
                entries.retain(|key, _| left[section].get(key).is_some());
            }
        }
        let found = differences(&left, &right, Agree::Values);
        assert!(found.is_empty(), "{name}, ours against the published one:\n{}", found.join("\n"));
    }
}

#[test]
fn examples_have_the_same_shape() {
    let Some(published) = Package::published() else { return };
    let ours = Package::ours();
    for name in published.files("examples").iter().map(|name| format!("examples/{name}")) {
        let found = differences(&ours.read(&name), &published.read(&name), Agree::Shape);
        assert!(found.is_empty(), "{name}, ours against the published one:\n{}", found.join("\n"));
    }
}

#[test]
fn texts_are_our_own() {
    let Some(published) = Package::published() else { return };
    let theirs = long_texts(&published);
    assert!(theirs.len() > 200, "only {} published texts found", theirs.len());
    let copied: Vec<_> = long_texts(&Package::ours()).intersection(&theirs).cloned().collect();
    assert!(copied.is_empty(), "texts equal to published ones:\n{}", copied.join("\n"));
}

#[test]
fn example_values_are_our_own() {
    let Some(published) = Package::published() else { return };
    let theirs = long_values(&published);
    assert!(theirs.len() > 50, "only {} published values found", theirs.len());
    let copied: Vec<_> = long_values(&Package::ours()).intersection(&theirs).cloned().collect();
    assert!(copied.is_empty(), "values equal to published ones:\n{}", copied.join("\n"));
}

#[test]
fn references_resolve() {
    let ours = Package::ours();
    for name in ours.files("") {
        let references = strings_under("$ref", &ours.read(&name));
        let lost: Vec<_> = references.iter().filter(|target| ours.resolve(&name, target).is_none()).collect();
        assert!(lost.is_empty(), "{name} refers to {lost:?}");
    }
}

#[test]
fn shared_documents_hold_only_what_is_used() {
    let ours = Package::ours();
    let documents = ours.files("").into_iter().map(|name| ours.read(&name)).chain(SHARED.map(|name| ours.shared(name)));
    let used: BTreeSet<String> = documents.flat_map(|document| strings_under("$ref", &document)).collect();
    for section in ["definitions", "parameters"] {
        for name in SHARED {
            for key in ours.shared(name)[section].as_object().into_iter().flat_map(|entries| entries.keys()) {
                let target = format!("/{section}/{key}");
                assert!(used.iter().any(|reference| reference.ends_with(&target)), "{name} has unused {target}");
            }
        }
    }
}

#[test]
fn examples_keep_to_one_api_version() {
    let ours = Package::ours();
    for name in ours.files("examples") {
        let example = ours.read(&format!("examples/{name}"));
        let version = example["parameters"]["api-version"].as_str().expect("every operation takes an api-version");
        // Enumerating vaults as generic resources is an operation of Resource Manager, with a version of its own.
        assert_eq!(version, if name == "listVault.json" { "2015-11-01" } else { "2024-11-01" }, "{name}");
        for value in strings(&example) {
            for (_, rest) in value.match_indices("api-version=").map(|(i, found)| value.split_at(i + found.len())) {
                assert_eq!(rest.split('&').next(), Some(version), "{name}: {value}");
            }
        }
    }
}

#[test]
fn files_are_tidy() {
    let ours = Package::ours();
    for name in ours.all_files() {
        let text = ours.text(&name);
        assert!(text.ends_with("}\n") && !text.ends_with("\n\n"), "{name}: one newline at the end");
        assert!(text.lines().all(|line| line == line.trim_end()), "{name}: white space at the end of a line");
        let stray = texts(&ours.read(&name)).into_iter().find(|(_, text)| text.trim() != text || text.is_empty());
        assert_eq!(stray, None, "{name}: text with white space around it, or none");
    }
}

#[test]
fn a_difference_in_facts_is_found() {
    let document = |description: Value, kind: &str, order: [&str; 2]| {
        facts(&json!({ "definitions": { "Thing": {
            "title": description.clone(),
            "properties": { "description": { "type": kind, "description": description } },
            "required": order,
        }}}))
    };
    let base = document("One.".into(), "string", ["a", "b"]);
    assert_eq!(differences(&base, &document("Two.".into(), "string", ["a", "b"]), Agree::Values), [""; 0]);
    assert_eq!(
        differences(&base, &document("One.".into(), "integer", ["b", "a"]), Agree::Values),
        [
            r#"/definitions/Thing/properties/description/type: "string" against "integer""#,
            r#"/definitions/Thing/required/0: "a" against "b""#,
            r#"/definitions/Thing/required/1: "b" against "a""#,
        ]
    );
    let removed = facts(&json!({ "definitions": { "Thing": { "properties": {}, "required": ["a", "b"] } } }));
    assert_eq!(
        differences(&base, &removed, Agree::Values),
        [r#"/definitions/Thing/properties: keys ["description"] against []"#]
    );
}

#[test]
fn a_difference_in_shape_is_found() {
    let ours = json!({ "a": 1, "b": [1, 2], "c": null, "tags": { "x": "y" } });
    let same = json!({ "a": 2, "b": [3, 4], "c": null, "tags": { "z": "w" } });
    let other = json!({ "a": "1", "b": [1], "c": "", "tags": {} });
    assert_eq!(differences(&ours, &same, Agree::Shape), [""; 0]);
    assert_eq!(
        differences(&ours, &other, Agree::Shape),
        [r#"/a: 1 against "1""#, "/b: 2 items against 1", r#"/c: null against """#, "/tags: 1 tags against 0"]
    );
}

/// All texts of a package that are long enough to be someone's own.
fn long_texts(package: &Package) -> BTreeSet<String> {
    let documents = package.files("").into_iter().map(|name| package.read(&name));
    let all = documents.chain(SHARED.map(|name| package.shared(name))).flat_map(|document| texts(&document));
    all.map(|(_, text)| text).filter(|text| text.len() > SHORT).collect()
}

/// All values of a package's examples that are long enough to be someone's own. Types of resources and operations of
/// the provider, and the one filter the service understands, are facts.
fn long_values(package: &Package) -> BTreeSet<String> {
    let examples = package.files("examples").into_iter().map(|name| package.read(&format!("examples/{name}")));
    let all = examples.flat_map(|example| strings(&example));
    let is_fact = |value: &str| value.starts_with("Microsoft.KeyVault/") || value.starts_with("resourceType eq ");
    all.filter(|value| value.len() > SHORT && !is_fact(value)).collect()
}

/// All strings anywhere in a JSON value.
fn strings(value: &Value) -> Vec<String> {
    match value {
        Value::String(text) => vec![text.clone()],
        Value::Array(items) => items.iter().flat_map(strings).collect(),
        Value::Object(entries) => entries.values().flat_map(strings).collect(),
        _ => Vec::new(),
    }
}

/// All strings that stand under a key, wherever it is.
fn strings_under(key: &str, value: &Value) -> Vec<String> {
    match value {
        Value::Array(items) => items.iter().flat_map(|item| strings_under(key, item)).collect(),
        Value::Object(entries) => entries
            .iter()
            .flat_map(|(name, value)| match value {
                Value::String(text) if name == key => vec![text.clone()],
                other => strings_under(key, other),
            })
            .collect(),
        _ => Vec::new(),
    }
}
