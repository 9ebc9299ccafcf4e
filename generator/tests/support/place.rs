//! A small copy of the specification repository, and a project that uses one version of what is in there.

use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use tempfile::TempDir;

pub const CONFIG: &str = "specs/things/armspan.toml";

/// A repository of documents, and a project that uses one version of them.
pub struct Place(TempDir);

impl Place {
    pub fn new() -> Self {
        let place = Self(tempfile::tempdir().expect("there is room"));
        for (version, kind) in [("2023-01-01", "stable"), ("2024-01-01", "stable"), ("2024-06-01-preview", "preview")] {
            place.publish(&format!("Microsoft.Things/{kind}/{version}"), version);
        }
        place.write("repository/specification/common-types/v1/types.json", &common().to_string());
        place.write("repository/specification/things/resource-manager/readme.md", README);
        // Another service of the same provider, with other documents.
        let other = "repository/specification/others/resource-manager/Microsoft.Things/stable/2025-01-01/others.json";
        place.write(other, &document("2025-01-01").to_string());
        place.write(CONFIG, PROJECT);
        let old = place.path("repository/specification/things/resource-manager/Microsoft.Things/stable/2023-01-01");
        copy(&old, &place.path("specs/things/2023-01-01"));
        let text = place.read("specs/things/2023-01-01/things.json");
        let text = text.replace("../../../../../common-types", "../common-types");
        place.write("specs/things/2023-01-01/things.json", &text);
        place.write("specs/things/common-types/v1/types.json", &common().to_string());
        assert!(place.run(&["generate", CONFIG]).status.success());
        place
    }

    pub fn path(&self, path: &str) -> PathBuf {
        self.0.path().join(path)
    }

    pub fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("it lies in a folder")).expect("writable");
        fs::write(path, text).expect("writable");
    }

    pub fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    /// Writes the documents of a version, with an example of each of many kinds.
    pub fn publish(&self, folder: &str, version: &str) {
        let folder = format!("repository/specification/things/resource-manager/{folder}");
        self.write(&format!("{folder}/things.json"), &document(version).to_string());
        for index in 0..EXAMPLES {
            self.write(&format!("{folder}/examples/get{index}.json"), &json!({ "version": version }).to_string());
        }
    }

    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_armspan"));
        command.args(arguments).current_dir(self.0.path());
        command
    }

    pub fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().expect("it was built with the tests")
    }

    pub fn update(&self, more: &[&str]) -> Output {
        let output = self.run(&[&["update", CONFIG, "--from", "repository"], more].concat());
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        output
    }

    /// Every file of the project and its content; what is only staged does not count.
    pub fn project(&self) -> BTreeMap<String, Vec<u8>> {
        let mut found = BTreeMap::new();
        for root in ["specs", "generated"] {
            walk(&self.path(root), &mut |path| {
                let name = path.strip_prefix(self.0.path()).expect("it lies in there").to_string_lossy().into_owned();
                found.insert(name, fs::read(path).expect("readable"));
            });
        }
        found
    }
}

const EXAMPLES: usize = 40;

pub const README: &str = "\
# Things
``` yaml
tag: package-2024-01
```
``` yaml $(tag) == 'package-2024-01'
input-file:
  - Microsoft.Things/stable/2024-01-01/things.json
```
``` yaml $(tag) == 'package-2023-01'
input-file:
  - Microsoft.Things/stable/2023-01-01/things.json
```
";

pub const PROJECT: &str = "\
# Things, as ever.
[package]
name = \"armspan-things\"
version = \"0.3.1\" # ours
api-version = \"2023-01-01\" # promised

[documents]
files = [
    # the only one
    \"2023-01-01/things.json\",
]

[output]
dir = \"../../generated\"
";

pub fn common() -> Value {
    json!({
        "swagger": "2.0", "info": { "title": "Common", "version": "1.0" }, "paths": {},
        "parameters": {
            "ApiVersion": { "name": "api-version", "in": "query", "required": true, "type": "string" }
        }
    })
}

/// From 2024 on, there is a size.
pub fn document(version: &str) -> Value {
    let mut properties = json!({ "name": { "type": "string" } });
    if version.starts_with("2024") {
        properties["size"] = json!({ "type": "integer", "format": "int32" });
    }
    let examples: serde_json::Map<String, Value> = (0..EXAMPLES)
        .map(|index| (format!("Get {index}"), json!({ "$ref": format!("./examples/get{index}.json") })))
        .collect();
    json!({
        "swagger": "2.0",
        "info": { "title": "Things", "version": version },
        "host": "management.azure.com",
        "paths": { "/providers/Microsoft.Things/things/one": { "get": {
            "operationId": "Things_Get",
            "parameters": [{ "$ref": "../../../../../common-types/v1/types.json#/parameters/ApiVersion" }],
            "responses": { "200": { "description": "The thing.", "schema": { "$ref": "#/definitions/Thing" } } },
            "x-ms-examples": examples
        } } },
        "definitions": { "Thing": { "properties": properties } }
    })
}

fn copy(from: &Path, to: &Path) {
    walk(from, &mut |path| {
        let target = to.join(path.strip_prefix(from).expect("it lies in there"));
        fs::create_dir_all(target.parent().expect("it has one")).expect("writable");
        fs::copy(path, target).expect("writable");
    });
}

fn walk(folder: &Path, visit: &mut dyn FnMut(&Path)) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_file() {
            visit(&path);
        } else if !entry.file_name().to_string_lossy().starts_with(".armspan-") {
            walk(&path, visit);
        }
    }
}

pub fn out(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}
