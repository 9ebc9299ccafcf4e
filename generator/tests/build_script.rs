//! A project with a build script, built by cargo: when the script runs, what it writes, how it fails.
//!
//! The project compiles nothing of what is generated, so that only the script's behaviour costs time.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread::sleep;
use std::time::{Duration, SystemTime};
use tempfile::TempDir;

/// A project whose build script generates `generated/` from `specs/pets.json` and what that refers to.
struct Project(TempDir);

/// What `cargo build` said.
#[derive(Debug)]
struct Build {
    succeeded: bool,
    said: String,
}

impl Build {
    /// Whether the build succeeded, and cargo ran the script for it.
    #[track_caller]
    fn ran(&self) -> bool {
        assert!(self.succeeded, "{}", self.said);
        self.said.contains("Running `") && self.said.contains("build-script-build")
    }
}

const PETS: &str = r##"{
  "swagger": "2.0",
  "info": { "title": "PetClient", "version": "2024-01-01" },
  "paths": {
    "/pets/{name}": {
      "get": {
        "operationId": "Pets_Get",
        "parameters": [{ "name": "name", "in": "path", "required": true, "type": "string" }],
        "responses": { "200": { "description": "A pet.", "schema": { "$ref": "common.json#/definitions/Pet" } } }
      }
    }
  }
}"##;

const COMMON: &str = r#"{ "definitions": { "Pet": { "properties": { "kind": { "enum": ["cat"], "type": "string",
  "x-ms-enum": { "name": "Kind", "modelAsString": true } } } } } }"#;

impl Project {
    /// A project with documents about pets.
    fn new(name: &str, build: &str) -> Self {
        let project = Self::without_documents(name, build);
        project.write("specs/pets.json", PETS);
        project.write("specs/common.json", COMMON);
        let package = "[package]\nname = \"pets\"\n[documents]\nfiles = [\"pets.json\"]\n";
        project.write("specs/armspan.toml", &format!("{package}[output]\ndir = \"../generated\"\n"));
        project
    }

    /// A project with the workspace's `specs`.
    fn with_specs_of_the_workspace(name: &str, build: &str) -> Self {
        let project = Self::without_documents(name, build);
        let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        for (path, text, _) in files(&workspace.join("specs")) {
            let path = path.strip_prefix(&workspace).expect("it lies below").to_string_lossy().into_owned();
            project.write(&path, &text);
        }
        project
    }

    /// A project called `name`, which cargo tells from the others by that.
    fn without_documents(name: &str, build: &str) -> Self {
        let project = Self(tempfile::tempdir().expect("the system has a folder for temporary files"));
        let armspan = Path::new(env!("CARGO_MANIFEST_DIR")).display();
        project.write(
            "Cargo.toml",
            &format!(
                "[package]\nname = \"{name}\"\nedition = \"2024\"\n[build-dependencies]\n\
                 armspan = {{ path = \"{armspan}\", default-features = false }}\n[workspace]\n"
            ),
        );
        // The same versions as here: nothing has to be fetched.
        let lock = Path::new(env!("CARGO_MANIFEST_DIR")).join("../Cargo.lock");
        project.write("Cargo.lock", &fs::read_to_string(lock).expect("it is committed"));
        project.write("src/lib.rs", "");
        project.write("build.rs", &format!("fn main() {{\n    {build}\n}}\n"));
        project
    }

    fn at(&self, path: &str) -> PathBuf {
        self.0.path().join(path)
    }

    fn write(&self, path: &str, text: &str) {
        fs::create_dir_all(self.at(path).parent().expect("it lies in a folder")).expect("the folder is ours");
        fs::write(self.at(path), text).expect("the folder is ours");
    }

    /// A change that cargo sees: some file systems count in whole seconds.
    fn change(&self, path: &str, from: &str, to: &str) {
        sleep(Duration::from_millis(1100));
        let text = fs::read_to_string(self.at(path)).expect("it is there");
        assert!(text.contains(from), "{path} has no {from}");
        self.write(path, &text.replace(from, to));
    }

    fn build(&self, mode: Option<&str>) -> Build {
        let mut command = Command::new(env!("CARGO"));
        command.args(["build", "--offline", "--verbose"]).current_dir(self.0.path());
        // What armspan depends on is compiled there already.
        command.env("CARGO_TARGET_DIR", Path::new(env!("CARGO_TARGET_TMPDIR")).join(".."));
        command.env_remove("ARMSPAN").envs(mode.map(|mode| ("ARMSPAN", mode)));
        let output = command.output().expect("cargo runs these tests, too");
        Build { succeeded: output.status.success(), said: String::from_utf8_lossy(&output.stderr).into_owned() }
    }

    /// Every generated file, its text and its date.
    fn generated(&self) -> Vec<(PathBuf, String, SystemTime)> {
        files(&self.at("generated"))
    }
}

/// Every file below `folder`, its text and its date; none where there is no such folder.
fn files(folder: &Path) -> Vec<(PathBuf, String, SystemTime)> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten() {
            let path = entry.expect("the entry is readable").path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let modified = fs::metadata(&path).and_then(|metadata| metadata.modified()).expect("it is there");
            let text = fs::read_to_string(&path).expect("it is text");
            found.push((path, text, modified));
        }
    }
    found.sort();
    found
}

#[test]
fn the_script_runs_when_something_changed_and_at_no_other_time() {
    let project = Project::new("pets-watched", "armspan::build(\"specs/armspan.toml\").run();");
    let first = project.build(None);
    assert!(first.ran(), "{first:?}");
    let original = project.generated();
    assert!(!original.is_empty());
    for _ in 0..2 {
        let quiet = project.build(None);
        assert!(!quiet.ran(), "nothing had changed: {quiet:?}");
    }

    // A document that is only referred to.
    project.change("specs/common.json", "\"cat\"", "\"cat\", \"dog\"");
    assert!(project.build(None).ran());
    let changed = project.generated();
    let differing: Vec<_> = changed.iter().zip(&original).filter(|(new, old)| new.1 != old.1).collect();
    assert_eq!((changed.len(), differing.len()), (original.len(), 1), "one document, one file");
    assert!(differing[0].0.1.contains("Dog"));
    let untouched = changed.iter().zip(&original).filter(|(new, old)| new.2 == old.2).count();
    assert_eq!(untouched, original.len() - 1, "files whose text is the same are not written");
    assert!(!project.build(None).ran(), "what the script wrote does not make it run again");

    // A hand edit, and a file that vanished.
    project.change("generated/lib.rs", "pub mod models;", "mod models;");
    assert!(project.build(None).ran());
    assert!(!project.build(None).ran());
    fs::remove_file(project.at("generated/lib.rs")).expect("it is there");
    assert!(project.build(None).ran());
    let restored: Vec<String> = project.generated().into_iter().map(|(_, text, _)| text).collect();
    assert_eq!(restored, changed.into_iter().map(|(_, text, _)| text).collect::<Vec<_>>());
    assert!(!project.build(None).ran());
}

#[test]
fn the_script_runs_when_the_readme_of_a_configuration_chooses_another_document() {
    let project = Project::new("pets-readme", "armspan::build(\"specs/armspan.toml\").run();");
    let package = "[package]\nname = \"pets\"\n[documents]\nreadme = \"readme.md\"\n";
    project.write("specs/armspan.toml", &format!("{package}[output]\ndir = \"../generated\"\n"));
    project.write("specs/readme.md", "```yaml\ninput-file: pets.json\n```\n");
    project.write("specs/dogs.json", &PETS.replace("Pets_Get", "Dogs_Get"));
    assert!(project.build(None).ran());
    assert!(!project.build(None).ran());
    project.change("specs/readme.md", "pets.json", "dogs.json");
    assert!(project.build(None).ran());
    assert!(project.at("generated/clients/dogs.rs").is_file() && !project.at("generated/clients/pets.rs").exists());
    assert!(!project.build(None).ran());
}

#[test]
fn the_script_runs_when_a_document_is_added_to_the_folder() {
    let project = Project::new("pets-folder", "armspan::build(\"specs/v1\").into_dir(\"generated\").run();");
    project.write("specs/v1/pets.json", &PETS.replace("common.json", "../common.json"));
    assert!(project.build(None).ran());
    assert!(!project.build(None).ran());
    sleep(Duration::from_millis(1100));
    let dogs =
        PETS.replace("common.json", "../common.json").replace("Pets_Get", "Dogs_Get").replace("/pets/", "/dogs/");
    project.write("specs/v1/dogs.json", &dogs);
    assert!(project.build(None).ran());
    assert!(project.at("generated/clients/dogs.rs").is_file() && project.at("generated/mod.rs").is_file());
    assert!(!project.build(None).ran());
    // Into a folder that only the script names, no command is right.
    project.change("specs/common.json", "\"cat\"", "\"cat\", \"dog\"");
    let stale = project.build(Some("check"));
    assert!(!stale.succeeded && stale.said.contains("help: build without `ARMSPAN=check`\n"), "{stale:?}");
}

/// What a maintainer of Key Vault does every few months.
#[test]
fn a_new_enum_value_changes_one_file_and_leaves_without_a_trace() {
    let build = "armspan::build(\"specs/keyvault/armspan.toml\").run();";
    let project = Project::with_specs_of_the_workspace("keyvault-enum", build);
    assert!(project.build(None).ran());
    let original = project.generated();
    let texts = |folder: &Path| -> Vec<(PathBuf, String)> {
        let below = |path: &Path| path.strip_prefix(folder).expect("it lies below").to_owned();
        files(folder).into_iter().map(|(path, text, _)| (below(&path), text)).collect()
    };
    let committed = Path::new(env!("CARGO_MANIFEST_DIR")).join("../generated");
    assert_eq!(texts(&project.at("generated")), texts(&committed), "the same bytes as are committed, wherever it lies");
    assert!(!project.build(None).ran(), "a second build does nothing");

    let document = "specs/keyvault/2024-11-01/keyvault.json";
    project.change(document, "\"RegisteringDns\"", "\"RegisteringDns\",\n            \"Paused\"");
    assert!(project.build(None).ran());
    let extended = project.generated();
    let changed: Vec<_> = extended.iter().zip(&original).filter(|(new, old)| new != old).collect();
    assert_eq!((extended.len(), changed.len()), (original.len(), 1), "one enum, one file");
    let ((path, text, _), (_, before, _)) = changed[0];
    assert!(path.ends_with("models/keyvault.rs"), "{path:?}");
    let added: Vec<&str> = text.lines().filter(|line| !before.contains(line)).map(str::trim).collect();
    assert!(added.contains(&"Paused,") && added.iter().all(|line| line.contains("Paused")), "{added:?}");

    project.change(document, "\"RegisteringDns\",\n            \"Paused\"", "\"RegisteringDns\"");
    assert!(project.build(None).ran());
    assert_eq!(texts(&project.at("generated")), texts(&committed), "taken back, everything is as it was");
    assert!(!project.build(None).ran());
}

#[test]
fn check_and_off_write_nothing() {
    let project = Project::new("pets-checked", "armspan::build(\"specs/armspan.toml\").run();");
    assert!(project.build(Some("off")).succeeded);
    assert!(project.generated().is_empty());
    let missing = project.build(Some("check"));
    assert!(!missing.succeeded && missing.said.contains("generated/lib.rs` is missing"), "{missing:?}");
    assert!(project.generated().is_empty());
    assert!(project.build(None).succeeded);
    let current = project.build(Some("check"));
    assert!(current.ran(), "{current:?}");

    project.change("specs/common.json", "\"cat\"", "\"cat\", \"dog\"");
    let before = project.generated();
    let stale = project.build(Some("check"));
    assert!(!stale.succeeded && stale.said.contains("generated/models/common.rs` is stale"), "{stale:?}");
    assert!(stale.said.contains("armspan generate specs/armspan.toml"), "{stale:?}");
    assert_eq!(project.generated(), before);
    let unknown = project.build(Some("chekc"));
    assert!(!unknown.succeeded && unknown.said.contains("ARMSPAN is `chekc`"), "{unknown:?}");
}

/// A checkout that nobody may write to, as in a sandbox. Permissions do not stop everybody; a date tells who was there.
#[cfg(unix)]
#[test]
fn a_read_only_source_tree_builds_where_its_output_is_current() {
    use std::os::unix::fs::PermissionsExt;
    let project = Project::new("pets-read-only", "armspan::build(\"specs/armspan.toml\").run();");
    assert!(project.build(None).ran());
    let folders = ["", "specs", "generated", "generated/clients", "generated/models"].map(|folder| project.at(folder));
    let allow = |folder_mode, file_mode| {
        let set = |path: &Path, mode| fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("it is ours");
        folders.iter().for_each(|folder| set(folder, folder_mode));
        files(project.0.path()).iter().for_each(|(path, ..)| set(path, file_mode));
    };
    let dates =
        || folders.each_ref().map(|folder| fs::metadata(folder).and_then(|data| data.modified()).expect("it is there"));
    let before = (project.generated(), dates());
    allow(0o555, 0o444);
    // Set to nothing is something else than not set, so the script runs.
    let build = project.build(Some(""));
    allow(0o755, 0o644);
    assert!(build.ran(), "{build:?}");
    assert_eq!((project.generated(), dates()), before, "not even a staged file came and went");
}

#[test]
fn a_broken_document_fails_the_build_and_leaves_the_output_as_it_was() {
    let project = Project::new("pets-broken", "armspan::build(\"specs/armspan.toml\").run();");
    assert!(project.build(None).succeeded);
    let before = project.generated();
    project.change("specs/pets.json", "definitions/Pet\"", "definitions/Pat\"");
    let broken = project.build(None);
    assert!(!broken.succeeded, "{broken:?}");
    for expected in ["--> specs/pets.json:9:", "did you mean `Pet`?"] {
        assert!(broken.said.contains(expected), "{expected} in {}", broken.said);
    }
    assert!(!broken.said.contains("cargo::"), "what cargo shows is the reason alone: {}", broken.said);
    assert_eq!(project.generated(), before);
    project.change("specs/pets.json", "definitions/Pat\"", "definitions/Pet\"");
    assert!(project.build(None).succeeded);
    assert_eq!(project.generated(), before);
}

#[test]
fn sources_in_the_output_folder_can_be_included() {
    let project = Project::new("pets-included", "armspan::build(\"specs/pets.json\").into_out_dir(\"pets\").run();");
    // Only the text is included: to compile it, the project would need the runtime.
    project.write(
        "src/lib.rs",
        "pub const PETS: &str = include_str!(concat!(env!(\"OUT_DIR\"), \"/pets/mod.rs\"));\n\
         const _: () = assert!(PETS.len() > 1000);\n",
    );
    let first = project.build(None);
    assert!(first.succeeded, "{first:?}");
    assert!(!project.build(None).ran());
    assert!(project.generated().is_empty(), "nothing is written to the source tree");
    let check = project.build(Some("check"));
    assert!(check.succeeded, "what is not committed cannot be stale: {check:?}");
}
