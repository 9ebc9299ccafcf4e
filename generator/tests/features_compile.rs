//! What is generated for the features compiles, without a warning.

#[path = "support/features.rs"]
mod features;

use armspan::render::Layout;
use features::Feature;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A workspace of its own below the target folder, with the dependencies that every generated crate has.
const MANIFEST: &str = r#"[package]
name = "features"
version = "0.0.0"
edition = "2024"
publish = false

[workspace]

[dependencies]
azure_core = { version = "1.1", default-features = false }
armspan-runtime = { path = "RUNTIME", default-features = false }
"#;

#[test]
fn all_features_compile_without_a_warning() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("features");
    write(&folder);
    let mut command = Command::new(env!("CARGO"));
    command.args(["check", "--offline", "--color", "never"]).current_dir(&folder);
    // What it depends on may be compiled there already.
    command.env("CARGO_TARGET_DIR", Path::new(env!("CARGO_TARGET_TMPDIR")).join(".."));
    let output = command.output().expect("cargo runs these tests, too");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

/// A crate with a module for each feature.
fn write(folder: &Path) {
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the generator lies in a workspace");
    let runtime = workspace.join("runtime").to_string_lossy().replace('\\', "/");
    let mut texts: BTreeMap<PathBuf, String> = BTreeMap::new();
    let mut root = String::from("//! Every feature.\n#![deny(warnings, missing_docs)]\n#![allow(deprecated)]\n");
    for feature in Feature::all() {
        let module = feature.name.replace('-', "_");
        root.push_str(&format!("pub mod {module};\n"));
        for (path, text) in feature.describe().sources(Layout::Module).iter() {
            texts.insert(Path::new("src").join(&module).join(path), text.to_owned());
        }
    }
    texts.insert("src/lib.rs".into(), root);
    texts.insert("Cargo.toml".into(), MANIFEST.replace("RUNTIME", &runtime));
    // The same versions as here: nothing has to be fetched.
    texts.insert("Cargo.lock".into(), fs::read_to_string(workspace.join("Cargo.lock")).expect("it is committed"));
    // A feature that is gone must not be in the crate.
    let _ = fs::remove_dir_all(folder.join("src"));
    for (path, text) in texts {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().expect("it lies in a folder")).expect("the folder is ours");
        fs::write(path, text).expect("the folder is ours");
    }
}
