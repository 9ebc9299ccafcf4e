//! What is generated for each feature: one small document, and beside it a snapshot of the items that show it.
//!
//! A document says with `x-shows` which items those are, and in `info` what to look for. It is an ordinary document: `armspan
//! generate generator/tests/features/paging.json --out …` gives the whole.

#[path = "support/features.rs"]
mod features;
#[path = "support/items.rs"]
mod items;

use armspan::render::Layout;
use features::{Feature, folder, name_of};
use serde_json::Value;
use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;
use std::path::Path;

/// What fits on a screen or two.
const READABLE: usize = 120;

#[test]
fn features_are_generated_as_pinned() {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("features");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    for feature in Feature::all() {
        let text = shown(&feature);
        assert!(text.lines().count() <= READABLE, "{} is too long to be read:\n{text}", feature.name);
        settings.bind(|| insta::assert_snapshot!(feature.name.as_str(), text));
    }
}

/// The items that a feature's document shows, below what was found in it.
fn shown(feature: &Feature) -> String {
    let description = feature.describe();
    let mut text = String::new();
    for report in description.findings.reports() {
        writeln!(text, "// {}: {}\n", report.severity, report.message).expect("a string takes everything");
    }
    let document: Value = fs::read_to_string(&feature.documents[0])
        .map(|text| serde_json::from_str(&text).expect("it is JSON"))
        .expect("it is readable");
    let names: Vec<&str> = document["x-shows"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    assert!(!names.is_empty(), "{} shows nothing", feature.name);
    text + &items::cut(description.sources(Layout::Library).iter(), &names)
}

#[test]
fn no_operation_is_long() {
    for feature in Feature::all() {
        for (path, text) in feature.describe().sources(Layout::Library).iter() {
            for (name, length) in items::bodies(text).into_iter().filter(|_| path.starts_with("clients/")) {
                assert!(length <= 15 || name == "new", "{}: `{name}` has {length} lines", feature.name);
            }
        }
    }
}

#[test]
fn every_snapshot_has_a_feature() {
    let features: BTreeSet<String> = Feature::all().into_iter().map(|feature| feature.name).collect();
    let files = fs::read_dir(folder()).expect("it is committed").map(|entry| entry.expect("readable").path());
    let is_snapshot = |path: &Path| path.extension().is_some_and(|extension| extension == "snap");
    let snapshots: BTreeSet<String> = files.filter(|path| is_snapshot(path)).map(|path| name_of(&path)).collect();
    assert_eq!(snapshots, features);
}
