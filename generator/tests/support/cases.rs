//! The cases of `tests/diff/cases`: a small service before and after a change.

use armspan::config::{Config, Package};
use armspan::diff::Named;
use armspan::documents::MemoryLoader;
use armspan::driver::{Description, RunOptions, describe_with};
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Name, file and content of each case.
pub fn cases() -> Vec<(String, PathBuf, Value)> {
    let folder = folder().join("cases");
    let entries = fs::read_dir(&folder).expect("the cases lie beside this test");
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("readable").path()).collect();
    paths.sort();
    let case = |path: PathBuf| {
        let name = path.file_stem().expect("it has a name").to_string_lossy().into_owned();
        let case = read(&path);
        (name, path, case)
    };
    paths.into_iter().map(case).collect()
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/diff")
}

fn read(path: &Path) -> Value {
    let text = fs::read_to_string(path).expect("readable");
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// What [`armspan::diff::report`] takes.
pub fn named(description: &Description) -> Named<'_> {
    Named { model: &description.model, names: &description.names }
}

/// The service after `patches`, by document.
pub fn describe(patches: &Value) -> Description {
    let mut documents = BTreeMap::from([("service.json".to_owned(), read(&folder().join("base.json")))]);
    for (name, patch) in patches.as_object().into_iter().flatten() {
        merge(documents.entry(name.clone()).or_insert(Value::Null), patch);
    }
    let config = Config {
        package: Package { name: "things".to_owned(), client: Some("ThingsClient".to_owned()), ..Package::default() },
        documents: documents.keys().map(PathBuf::from).collect(),
        ..Config::default()
    };
    let mut loader = MemoryLoader::new();
    for (name, document) in &documents {
        loader = loader.with(name, document.to_string());
    }
    describe_with(&config, &loader, &RunOptions::default()).unwrap_or_else(|failure| panic!("{failure}\n{patches:#}"))
}

/// RFC 7386.
fn merge(target: &mut Value, patch: &Value) {
    let Value::Object(patch) = patch else {
        *target = patch.clone();
        return;
    };
    if !target.is_object() {
        *target = Value::Object(Map::new());
    }
    let Value::Object(members) = target else { return };
    for (key, value) in patch {
        if value.is_null() {
            members.shift_remove(key);
        } else {
            merge(members.entry(key.clone()).or_insert(Value::Null), value);
        }
    }
}
