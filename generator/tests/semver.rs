//! The Rust side of every verdict, judged by those who know nothing of it: the compiler and `cargo-semver-checks`.
//!
//! All cases of `diff/cases/` become two crates, one with every "before" and one with every "after", a module for each case.
//! What is said about a case's module is compared with what the report says about the case. The crates state the policy
//! that `src/diff/rules.rs` explains, in the checker's own language.
//!
//! Crates are compiled with all of their dependencies, so the tests run only when asked for:
//!
//! ```sh
//! scripts/semver
//! ```

#[path = "support/callers.rs"]
mod callers;
#[path = "support/cases.rs"]
mod cases;
#[path = "support/compile.rs"]
mod compile;

use armspan::diff::report;
use armspan::diff::rules::RustEffect;
use armspan::driver::Description;
use armspan::render::Layout;
use cases::{cases, describe, named};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;

/// A case as two services.
struct Case {
    /// Name of its module: `property_added_inherited`.
    module: String,
    before: Description,
    after: Description,
}

/// Every case, and the two crates on disk.
fn prepared() -> Vec<Case> {
    let cases: Vec<Case> = cases().into_iter().map(case).collect();
    write("before", cases.iter().map(|case| (case.module.as_str(), &case.before)));
    write("after", cases.iter().map(|case| (case.module.as_str(), &case.after)));
    cases
}

#[test]
#[ignore = "builds crates with all of their dependencies: run scripts/semver"]
fn verdicts_hold() {
    let cases = prepared();
    let checker = std::env::var_os("ARMSPAN_SEMVER_CHECKS").map(PathBuf::from);
    match checker {
        Some(checker) => the_checker_agrees(&checker, &cases),
        None => eprintln!("SKIPPED: ARMSPAN_SEMVER_CHECKS does not name the checker"),
    }
    the_compiler_agrees(&cases);
}

/// Breaking for the report and for the checker, or for neither; about types, which the checker does not compare, see
/// [`callers::OF_TYPES`].
fn the_checker_agrees(checker: &Path, cases: &[Case]) {
    let said = run(checker);
    let found = modules(&said);
    let mut failures = Vec::new();
    for case in cases {
        let effect = effect(case);
        let only_types = callers::OF_TYPES.iter().any(|(module, _)| *module == case.module);
        let expected = effect == RustEffect::Breaking && !only_types;
        if expected != found.contains(&case.module) {
            failures.push(format!("{}: the report says {effect}; only types: {only_types}", case.module));
        }
    }
    assert!(failures.is_empty(), "{}\n\n{said}", failures.join("\n"));
    let breaking = found.len() + callers::OF_TYPES.len();
    println!("{} cases: {} break in the checker's eyes, {breaking} in all", cases.len(), found.len());
}

/// A careful caller survives whatever is not called breaking; who relies on a type that changes does not.
fn the_compiler_agrees(cases: &[Case]) {
    let breaking: BTreeSet<&str> =
        cases.iter().filter(|case| effect(case) == RustEffect::Breaking).map(|case| case.module.as_str()).collect();
    let kept = cases.iter().map(|case| case.module.as_str()).filter(|module| !breaking.contains(module));
    let sources: Vec<_> = kept.map(|module| (module, callers::CAREFUL)).chain(callers::OF_TYPES).collect();
    let refused = |against: &str| -> BTreeSet<String> {
        let said = call(against, &sources);
        let lines = said.lines().filter(|line| line.contains(": error"));
        let files = lines.filter_map(|line| Some(line.split_once("src/")?.1.split_once(".rs:")?.0.to_owned()));
        let files: BTreeSet<String> = files.collect();
        assert!(!files.is_empty() || said.contains("Finished"), "{said}");
        files
    };
    assert_eq!(refused("before"), BTreeSet::new(), "callers are written for the old crates");
    let expected: BTreeSet<String> = callers::OF_TYPES.iter().map(|(module, _)| (*module).to_owned()).collect();
    assert_eq!(refused("after"), expected);
    let of_types = callers::OF_TYPES.len();
    let careful = sources.len() - of_types;
    println!("{careful} careful callers compile with the new crates, {of_types} rely on a type and do not");
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
fn write<'a>(name: &str, services: impl Iterator<Item = (&'a str, &'a Description)>) {
    let mut texts: BTreeMap<PathBuf, String> = BTreeMap::new();
    let mut root = String::from("#![allow(missing_docs, deprecated)]\n");
    for (module, description) in services {
        root.push_str(&format!("pub mod {module};\n"));
        for (path, text) in description.sources(Layout::Module).iter() {
            texts.insert(Path::new("src").join(module).join(path), text.to_owned());
        }
    }
    texts.insert("src/lib.rs".into(), root);
    texts.insert("Cargo.toml".into(), format!("{}{}{POLICY}", package("cases"), compile::dependencies()));
    compile::write(&compile::place().join(name), &texts);
}

fn package(name: &str) -> String {
    format!("[package]\nname = \"{name}\"\nversion = \"1.0.0\"\nedition = \"2024\"\npublish = false\n\n[workspace]\n\n")
}

const POLICY: &str = r#"
# Literals of models end in `..Default::default()`.
[package.metadata.cargo-semver-checks.lints]
constructible_struct_adds_field = { level = "warn", required-update = "minor" }
"#;

/// What the compiler says about callers of one of the two crates, a file for each.
fn call(against: &str, callers: &[(&str, &str)]) -> String {
    let mut texts: BTreeMap<PathBuf, String> = BTreeMap::new();
    let mut root = String::new();
    for (module, caller) in callers {
        root.push_str(&format!("mod {module};\n"));
        let text = callers::HEAD.replace("MODULE", module) + caller;
        texts.insert(Path::new("src").join(module).with_extension("rs"), text);
    }
    texts.insert("src/lib.rs".into(), root);
    let cases = format!("cases = {{ path = \"../{against}\" }}\n");
    texts.insert("Cargo.toml".into(), package("callers") + &compile::dependencies() + &cases);
    let folder = compile::place().join(format!("callers-{against}"));
    compile::write(&folder, &texts);
    compile::check(&folder).1
}

/// What the checker says about the step from "before" to "after".
fn run(checker: &Path) -> String {
    let place = compile::place();
    let mut command = Command::new(checker);
    command.args(["semver-checks", "check-release", "--release-type", "minor", "--color", "never"]);
    command.args(["--only-explicit-features", "--baseline-root"]).arg(place.join("before"));
    command.arg("--manifest-path").arg(place.join("after/Cargo.toml"));
    command.env("CARGO_TARGET_DIR", place.join("target"));
    let output = command.output().expect("ARMSPAN_SEMVER_CHECKS names a program");
    let text = [output.stdout, output.stderr].map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).concat();
    assert!(text.contains("Summary"), "the checker did not get to work:\n{text}");
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
