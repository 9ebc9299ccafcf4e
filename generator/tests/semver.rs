//! The Rust side of every verdict, judged by `cargo-semver-checks`.
//!
//! All cases of `diff/cases/` become two crates, one with every "before" and one with every "after", a module for each case.
//! What the checker says about a case's module is compared with what the report says about the case. The crates state the
//! policy that `src/diff/rules.rs` explains, in the checker's own language.
//!
//! It takes minutes and needs the checker, so it runs where `ARMSPAN_SEMVER_CHECKS` has the path of `cargo-semver-checks`.

#[path = "support/cases.rs"]
mod cases;

use armspan::diff::report;
use armspan::diff::rules::RustEffect;
use armspan::driver::Description;
use armspan::render::Layout;
use cases::{cases, describe, named};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Cases about which the checker and the report say different things, and why the report is right.
const DIFFERENT: [(&str, &str); 0] = [];

/// A case as two services.
struct Case {
    /// Name of its module: `property_added_inherited`.
    module: String,
    before: Description,
    after: Description,
}

#[test]
fn the_checker_agrees_with_every_case() {
    let Some(checker) = std::env::var_os("ARMSPAN_SEMVER_CHECKS").map(PathBuf::from) else {
        eprintln!("SKIPPED: ARMSPAN_SEMVER_CHECKS does not name the checker");
        return;
    };
    let place = Path::new(env!("CARGO_TARGET_TMPDIR")).join("semver");
    let cases: Vec<Case> = cases().into_iter().map(case).collect();
    write(&place.join("before"), cases.iter().map(|case| (case.module.as_str(), &case.before)));
    write(&place.join("after"), cases.iter().map(|case| (case.module.as_str(), &case.after)));
    let said = check(&checker, &place);
    let found = modules(&said);
    let mut failures = Vec::new();
    for case in &cases {
        let effect = effect(case);
        let is_listed = DIFFERENT.iter().any(|(module, _)| *module == case.module);
        let agree = (effect == RustEffect::Breaking) == found.contains(&case.module);
        if agree == is_listed {
            failures.push(format!("{}: the report says {effect}, listed as different: {is_listed}", case.module));
        }
    }
    assert!(failures.is_empty(), "{}\n\n{said}", failures.join("\n"));
}

fn case((name, _, case): (String, PathBuf, serde_json::Value)) -> Case {
    let module = name.replace(['-', '.'], "_");
    Case { module, before: describe(&case["before"]), after: describe(&case["after"]) }
}

fn effect(case: &Case) -> RustEffect {
    let changes = report(named(&case.before), named(&case.after)).changes;
    changes.iter().map(|judged| judged.judgement.rust).max().unwrap_or(RustEffect::None)
}

/// A crate with a module for each service.
fn write<'a>(folder: &Path, services: impl Iterator<Item = (&'a str, &'a Description)>) {
    let mut texts: BTreeMap<PathBuf, String> = BTreeMap::new();
    let mut root = String::from("#![allow(missing_docs, deprecated)]\n");
    for (module, description) in services {
        root.push_str(&format!("pub mod {module};\n"));
        for (path, text) in description.sources(Layout::Module).iter() {
            texts.insert(folder.join("src").join(module).join(path), text.to_owned());
        }
    }
    let runtime = Path::new(env!("CARGO_MANIFEST_DIR")).with_file_name("runtime");
    texts.insert(folder.join("src/lib.rs"), root);
    // The same dependencies as ours, so that nothing has to be looked up.
    let lock = fs::read_to_string(runtime.with_file_name("Cargo.lock")).expect("the workspace has one");
    texts.insert(folder.join("Cargo.lock"), lock);
    texts.insert(folder.join("Cargo.toml"), MANIFEST.replace("RUNTIME", &runtime.to_string_lossy().replace('\\', "/")));
    // A case that is gone must not be in the crate.
    let _ = fs::remove_dir_all(folder.join("src"));
    for (path, text) in texts {
        fs::create_dir_all(path.parent().expect("it lies in a folder")).expect("writable");
        fs::write(path, text).expect("writable");
    }
}

const MANIFEST: &str = r#"[package]
name = "cases"
version = "1.0.0"
edition = "2024"
publish = false

[workspace]

[dependencies]
azure_core = { version = "1.1", default-features = false }
armspan-runtime = { path = "RUNTIME", default-features = false }

# Literals of models end in `..Default::default()`.
[package.metadata.cargo-semver-checks.lints]
constructible_struct_adds_field = { level = "warn", required-update = "minor" }
"#;

/// What the checker says about the step from "before" to "after".
fn check(checker: &Path, place: &Path) -> String {
    let mut command = Command::new(checker);
    command.args(["semver-checks", "check-release", "--release-type", "minor", "--color", "never"]);
    command.args(["--only-explicit-features", "--baseline-root"]).arg(place.join("before"));
    command.arg("--manifest-path").arg(place.join("after/Cargo.toml"));
    command.env("CARGO_TARGET_DIR", place.join("target"));
    let output = command.output().expect("ARMSPAN_SEMVER_CHECKS names a program");
    let text = [output.stdout, output.stderr].map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).concat();
    assert!(text.contains("Checked") || text.contains("Summary"), "the checker did not get to work:\n{text}");
    text
}

/// Modules in which something fails: `…, previously in file …/src/property_removed/models/service.rs:12`.
fn modules(said: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut fails = false;
    for line in said.lines() {
        if line.starts_with("---") {
            fails = line.starts_with("--- failure");
        }
        let module = line.split("/src/").nth(1).and_then(|rest| rest.split('/').next());
        found.extend(module.filter(|_| fails).map(str::to_owned));
    }
    found
}
