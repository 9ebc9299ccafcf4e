//! Key Vault through all its published stable versions: each step one command on a scratch copy, and what results builds.

#[path = "support/compile.rs"]
mod compile;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use tempfile::TempDir;

/// The steps, from [`FIRST`] on.
const STEPS: [&str; 9] = [
    "2016-10-01",
    "2018-02-14",
    "2019-09-01",
    "2021-10-01",
    "2022-07-01",
    "2022-11-01",
    "2023-02-01",
    "2023-07-01",
    "2024-11-01",
];

const FIRST: &str = "2015-06-01";

const CONFIG: &str = "\
[package]
name = \"armspan-keyvault\"
version = \"0.1.0\"
client = \"KeyVaultManagementClient\"
api-version = \"2015-06-01\"

[documents]
files = [\"2015-06-01/keyvault.json\"]

[output]
dir = \"../../generated\"
";

/// A project that uses the first version.
struct Project(TempDir);

impl Project {
    fn new(published: &Path) -> Self {
        let project = Self(tempfile::tempdir().expect("there is room"));
        let specs = project.0.path().join("specs/keyvault");
        let document = format!("{FIRST}/keyvault.json");
        fs::create_dir_all(specs.join(FIRST)).expect("writable");
        fs::copy(published.join(STABLE).join(&document), specs.join(document)).expect("it is published");
        fs::write(specs.join("armspan.toml"), CONFIG).expect("writable");
        project.run(&["generate", "specs/keyvault/armspan.toml"]);
        project
    }

    fn run(&self, arguments: &[&str]) -> String {
        let mut command = Command::new(env!("CARGO_BIN_EXE_armspan"));
        let output = command.args(arguments).current_dir(self.0.path()).output().expect("it was built with the tests");
        let said = [output.stdout, output.stderr].map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).concat();
        assert!(output.status.success(), "{arguments:?}: {said}");
        said
    }

    fn update(&self, published: &Path, version: &str) -> String {
        let from = published.to_string_lossy();
        let arguments = ["--from", &from, "--api-version", version, "--prune", "--bump", "--changelog", "CHANGELOG.md"];
        self.run(&[&["update", "specs/keyvault/armspan.toml"], &arguments[..]].concat())
    }

    /// What has been generated, by path.
    fn sources(&self) -> BTreeMap<PathBuf, String> {
        let mut found = BTreeMap::new();
        let root = self.0.path().join("generated");
        let mut folders = vec![root.clone()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).expect("readable") {
                let path = entry.expect("readable").path();
                match path.extension() {
                    None => folders.push(path),
                    Some(_) => {
                        let text = fs::read_to_string(&path).expect("readable");
                        found.insert(path.strip_prefix(&root).expect("it lies in there").to_owned(), text);
                    }
                }
            }
        }
        found
    }
}

const STABLE: &str = "specification/keyvault/resource-manager/Microsoft.KeyVault/stable";

#[test]
fn each_step_is_one_command() {
    let Some(published) = published() else { return };
    let project = Project::new(&published);
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("diff/keyvault/update");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    for version in STEPS {
        let said = project.update(&published, version);
        // Not quite what `diff_keyvault.rs` sees: a readme's tag need not list every document of the version's folder.
        settings.bind(|| insta::assert_snapshot!(version, said));
        project.run(&["check", "specs/keyvault/armspan.toml"]);
        let left = fs::read_dir(project.0.path().join("specs/keyvault")).expect("readable");
        let left: Vec<_> = left.map(|entry| entry.expect("readable").file_name()).collect();
        assert!(left.iter().any(|name| name == version), "{left:?}");
        assert!(!left.iter().any(|name| name == FIRST), "what is no longer used is gone: {left:?}");
    }
    let changelog = fs::read_to_string(project.0.path().join("CHANGELOG.md")).expect("it was asked for");
    assert_eq!(changelog.matches("\n### ").count(), STEPS.len(), "{changelog}");
}

#[test]
#[ignore = "builds crates with all of their dependencies: run scripts/semver"]
fn each_step_builds() {
    let Some(published) = published() else { return };
    let project = Project::new(&published);
    let mut texts = BTreeMap::new();
    let mut members = Vec::new();
    for version in STEPS {
        project.update(&published, version);
        let member = format!("keyvault-{version}");
        texts.extend(project.sources().into_iter().map(|(path, text)| (Path::new(&member).join(path), text)));
        let manifest = format!(
            "[package]\nname = \"{member}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[lib]\npath = \"lib.rs\"\n\n\
             [lints.rust]\nwarnings = \"deny\"\n\n{}",
            compile::dependencies()
        );
        texts.insert(Path::new(&member).join("Cargo.toml"), manifest);
        members.push(format!("{member:?}"));
    }
    let workspace = format!("[workspace]\nresolver = \"3\"\nmembers = [{}]\n", members.join(", "));
    texts.insert("Cargo.toml".into(), workspace);
    let folder = compile::place().join("keyvault");
    compile::write(&folder, &texts);
    let (compiles, said) = compile::check(&folder);
    assert!(compiles, "{said}");
    println!("{} versions compile without a warning", STEPS.len());
}

/// The repository of published documents, where it lies beside the project.
fn published() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/azure-specs");
    if !folder.join(STABLE).is_dir() {
        eprintln!("SKIPPED: the published documents are not beside the project");
        return None;
    }
    Some(folder)
}
