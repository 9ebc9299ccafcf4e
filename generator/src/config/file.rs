//! `armspan.toml`: the description of one package.
//!
//! ```toml
//! [package]
//! name = "armspan-keyvault"          # the crate
//! client = "KeyVaultClient"          # the root client; without it, it follows from the documents
//! api-version = "2024-11-01"         # a check: the documents must have it
//! version = "0.1.0"                  # the crate's, for `--crate`
//!
//! [documents]                        # paths are relative to this file
//! files = ["2024-11-01/keyvault.json"]
//! # or: readme = "resource-manager/readme.md", tag = "package-2024-11-01"
//!
//! [output]
//! dir = "../../generated"
//! layout = "library"                 # lib.rs at the top; or "module": mod.rs, for a folder in a crate's src/
//!
//! [parameters]                       # who holds them, by name on the wire; the documents say so for most
//! client = ["subscriptionId"]
//! method = ["location"]
//!
//! [rename.types]                     # also: operations, groups, properties, values
//! MhsmPrivateEndpointConnection = "ManagedHsmPrivateEndpointConnection"
//!
//! [[corrections]]                    # applied to the documents before anything else reads them
//! document = "2024-11-01/keyvault.json"
//! pointer = "/definitions/Vault/properties/etag/readOnly"
//! value = true                       # or: remove = true
//! reason = "the service ignores it; https://…"
//! ```

use super::error::{ConfigError, ConfigErrors};
use super::section::{Reader, Section};
use super::{Config, Correction, Package, Parameters, Readme, Rename, RenameSubject, SourceLayout, derive, join, read};
use std::path::{Path, PathBuf};
use toml::de::DeTable;

const RENAMES: [(&str, RenameSubject); 5] = [
    ("types", RenameSubject::Type),
    ("operations", RenameSubject::Operation),
    ("groups", RenameSubject::Group),
    ("properties", RenameSubject::Property),
    ("values", RenameSubject::Value),
];

/// Reads the `text` of the configuration at `path`.
pub(super) fn parse(path: &Path, text: &str) -> Result<Config, ConfigErrors> {
    let table = DeTable::parse(text).map_err(|error| syntax_error(path, text, &error))?;
    let mut reader = Reader { path, text, errors: Vec::new() };
    let known = ["package", "documents", "output", "parameters", "rename", "corrections"];
    let root = Section::new(&mut reader, "the configuration", &known, 0..0, table.get_ref());
    let (output, layout, tests) = output(&mut reader, &root);
    let (documents, readme) = documents(&mut reader, &root);
    let config = Config {
        package: package(&mut reader, &root),
        documents,
        output,
        layout,
        tests,
        parameters: parameters(&mut reader, &root),
        renames: renames(&mut reader, &root),
        corrections: corrections(&mut reader, &root),
        file: None,
        readme,
        root: None,
    };
    if reader.errors.is_empty() { Ok(config) } else { Err(ConfigErrors(reader.errors)) }
}

fn syntax_error(path: &Path, text: &str, error: &toml::de::Error) -> ConfigError {
    let offset = error.span().map_or(0, |span| span.start);
    ConfigError::new(path, format!("not valid TOML: {}", error.message())).at(text, offset)
}

fn package(reader: &mut Reader<'_>, root: &Section<'_, '_>) -> Package {
    let known = ["name", "client", "api-version", "version"];
    let Some(section) = root.section(reader, "package", "[package]", &known) else {
        reader.error(&(0..0), "no [package]", Some("add `[package]` with `name = \"…\"`".to_owned()));
        return Package::default();
    };
    let client = section.string(reader, "client");
    if let Some(client) = client.as_ref().filter(|client| !derive::is_client_name(client.get_ref())) {
        let message = format!("`{}` cannot be the name of a client", client.get_ref());
        reader.error(&client.span(), message, Some(derive::CLIENT_NAME_HELP.to_owned()));
    }
    let client = client.map(|client| (*client.get_ref()).to_owned());
    let mut text = |key| section.string(reader, key).map(|value| (*value.get_ref()).to_owned());
    let (api_version, version) = (text("api-version"), text("version"));
    let name = section.required_string(reader, "name", "armspan-<service>");
    let name = name.map_or_else(String::new, |name| {
        if !derive::is_crate_name(name.get_ref()) {
            let help = derive::CRATE_NAME_HELP.to_owned();
            reader.error(&name.span(), format!("`{}` cannot be the name of a crate", name.get_ref()), Some(help));
        }
        (*name.get_ref()).to_owned()
    });
    Package { name, client, api_version, version: version.unwrap_or_else(|| derive::VERSION.to_owned()) }
}

/// The documents, and the readme that lists them if one does.
fn documents(reader: &mut Reader<'_>, root: &Section<'_, '_>) -> (Vec<PathBuf>, Option<PathBuf>) {
    let example = "add `[documents]` with `files = [\"…\"]`, or `readme` and `tag`";
    let Some(section) = root.section(reader, "documents", "[documents]", &["files", "readme", "tag"]) else {
        reader.error(&(0..0), "no [documents]", Some(example.to_owned()));
        return (Vec::new(), None);
    };
    let files = section.strings(reader, "files");
    let readme = section.string(reader, "readme");
    let tag = section.string(reader, "tag").map(|tag| *tag.get_ref());
    match (files, readme) {
        (Some(_), Some(readme)) => {
            let help = "keep one of them: files are listed here, or by the readme's tag".to_owned();
            reader.error(&readme.span(), "both `files` and `readme` in [documents]", Some(help));
            (Vec::new(), None)
        }
        (Some(files), None) => (existing(reader, &files), None),
        (None, Some(readme)) => {
            let path = join(reader.path.parent().unwrap_or(Path::new("")), readme.get_ref());
            let selected = read(&path).map_err(ConfigErrors::from);
            let documents = match selected.and_then(|text| Readme::parse(&path, &text).select(tag)) {
                Ok(selection) => selection.documents,
                Err(errors) => {
                    reader.errors.extend(errors.0);
                    Vec::new()
                }
            };
            (documents, Some(path))
        }
        (None, None) => {
            reader.error(section.span(), "[documents] names no document", Some(example.to_owned()));
            (Vec::new(), None)
        }
    }
}

/// The listed files, with a mistake reported at the line of each that is not there.
fn existing(reader: &mut Reader<'_>, files: &[toml::Spanned<&str>]) -> Vec<PathBuf> {
    let base = reader.path.parent().unwrap_or(Path::new("")).to_owned();
    let mut documents = Vec::new();
    for file in files {
        let path = join(&base, file.get_ref());
        if !path.is_file() {
            let help = format!("looked for `{}`; paths are relative to the configuration", path.display());
            reader.error(&file.span(), format!("document `{}` does not exist", file.get_ref()), Some(help));
        }
        documents.push(path);
    }
    documents
}

fn output(reader: &mut Reader<'_>, root: &Section<'_, '_>) -> (Option<PathBuf>, SourceLayout, Option<PathBuf>) {
    let Some(section) = root.section(reader, "output", "[output]", &["dir", "layout", "tests"]) else {
        return (None, SourceLayout::default(), None);
    };
    let dir = section.required_string(reader, "dir", "../../generated");
    let base = reader.path.parent().unwrap_or(Path::new("")).to_owned();
    let dir = dir.map(|dir| join(&base, dir.get_ref()));
    let tests = section.string(reader, "tests").map(|dir| join(&base, dir.get_ref()));
    let layout = section.string(reader, "layout");
    let layout = layout.map_or(SourceLayout::default(), |layout| match *layout.get_ref() {
        "library" => SourceLayout::Library,
        "module" => SourceLayout::Module,
        other => {
            let help = "it is `library` or `module`".to_owned();
            reader.error(&layout.span(), format!("unknown layout `{other}`"), Some(help));
            SourceLayout::default()
        }
    });
    (dir, layout, tests)
}

fn parameters(reader: &mut Reader<'_>, root: &Section<'_, '_>) -> Parameters {
    let known = ["client", "method"];
    let Some(section) = root.section(reader, "parameters", "[parameters]", &known) else {
        return Parameters::default();
    };
    let mut names = |key| {
        let names = section.strings(reader, key).unwrap_or_default();
        names.iter().map(|name| (*name.get_ref()).to_owned()).collect()
    };
    Parameters { client: names("client"), method: names("method") }
}

fn renames(reader: &mut Reader<'_>, root: &Section<'_, '_>) -> Vec<Rename> {
    let known = RENAMES.map(|(key, _)| key);
    let Some(section) = root.section(reader, "rename", "[rename]", &known) else { return Vec::new() };
    let mut renames = Vec::new();
    for (key, subject) in RENAMES {
        for (from, to) in section.pairs(reader, key) {
            if matches!(subject, RenameSubject::Property | RenameSubject::Value) && !from.get_ref().contains('.') {
                let help = "write it as `\"Type.name\"`".to_owned();
                reader.error(&from.span(), format!("`{}` does not say whose it is", from.get_ref()), Some(help));
            }
            let line = reader.line(&from.span());
            renames.push(Rename { subject, from: (*from.get_ref()).to_owned(), to: (*to.get_ref()).to_owned(), line });
        }
    }
    renames
}

fn corrections(reader: &mut Reader<'_>, root: &Section<'_, '_>) -> Vec<Correction> {
    let known = ["document", "pointer", "value", "remove", "reason"];
    let mut corrections = Vec::new();
    for section in root.sections(reader, "corrections", "[[corrections]]", &known) {
        let document = section.required_string(reader, "document", "keyvault.json");
        let pointer = section.required_string(reader, "pointer", "/definitions/Vault/properties/etag/readOnly");
        let reason = section.required_string(reader, "reason", "what the service really does, and where to read it");
        let value = section.json(reader, "value");
        if value.is_some() == section.flag(reader, "remove") {
            let help = "say either `value = …` or `remove = true`".to_owned();
            reader.error(section.span(), "[[corrections]] must say what to correct", Some(help));
        }
        let line = reader.line(section.span());
        if let (Some(document), Some(pointer), Some(reason)) = (document, pointer, reason) {
            let [document, pointer, reason] = [document, pointer, reason].map(|text| (*text.get_ref()).to_owned());
            corrections.push(Correction { document, pointer, value, reason, line });
        }
    }
    corrections
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    /// Parses `text` as if it lay beside this file, where a document called `mod.rs` exists.
    fn parse_here(text: &str) -> Result<Config, ConfigErrors> {
        parse(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src/config/armspan.toml"), text)
    }

    /// Place, message and help of an error, the folder of this file left out.
    fn told(error: &ConfigError) -> (String, String, String) {
        let here = format!("{}/src/config/", env!("CARGO_MANIFEST_DIR"));
        let place = error.position.map(|at| format!("{}:{}", at.line, at.column));
        let help = error.help.as_deref().unwrap_or_default().replace(&here, "");
        (place.unwrap_or_default(), error.message.clone(), help)
    }

    const COMPLETE: &str = r#"
        [package]
        name = "armspan-keyvault"
        client = "KeyVaultClient"
        api-version = "2024-11-01"
        [documents]
        files = ["./mod.rs"]
        [output]
        dir = "../../../generated"
        [parameters]
        method = ["location"]
        [rename.types]
        A = "B"
        [rename.properties]
        "A.b" = "c"
        [[corrections]]
        document = "mod.rs"
        pointer = "/definitions/A"
        value = { type = "integer", minimum = 1, enum = [0x10, 2.5, true] }
        reason = "seen"
    "#;

    #[test]
    fn everything_that_can_be_said_is_read() {
        let config = parse_here(COMPLETE).expect("it is complete");
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        assert_eq!(config.package.name, "armspan-keyvault");
        assert_eq!(config.package.client.as_deref(), Some("KeyVaultClient"));
        assert_eq!(config.package.api_version.as_deref(), Some("2024-11-01"));
        assert_eq!(config.package.version, "0.1.0");
        assert_eq!(config.documents, [root.join("src/config/mod.rs")]);
        assert_eq!(config.output, root.parent().map(|workspace| workspace.join("generated")));
        assert_eq!(config.parameters, Parameters { client: Vec::new(), method: vec!["location".to_owned()] });
        let rename = |subject, from: &str, to: &str, line| Rename { subject, from: from.into(), to: to.into(), line };
        let renames = [rename(RenameSubject::Type, "A", "B", 13), rename(RenameSubject::Property, "A.b", "c", 15)];
        assert_eq!(config.renames, renames);
        let value = json!({ "type": "integer", "minimum": 1, "enum": [16, 2.5, true] });
        assert_eq!(config.corrections[0].value, Some(value));
        assert_eq!((config.corrections[0].pointer.as_str(), config.corrections[0].line), ("/definitions/A", 16));
    }

    #[test]
    fn every_mistake_is_told_with_its_line_and_a_remedy() {
        let cases = [
            ("", "1:1", "no [package]", "add `[package]` with `name = \"…\"`"),
            ("[package]\nnmae = \"x\"", "2:1", "unknown key `nmae` in [package]", "did you mean `name`?"),
            (
                "[package]\nzzz = 1",
                "2:1",
                "unknown key `zzz` in [package]",
                "known here: `name`, `client`, `api-version`, `version`",
            ),
            ("[package]\nversion = \"1\"", "1:1", "[package] has no `name`", "add `name = \"armspan-<service>\"`"),
            ("[package]\nname = 1", "2:8", "`name` in [package] must be a text that is not empty", ""),
            (
                "[package]\nname = \"1\"",
                "2:8",
                "`1` cannot be the name of a crate",
                "use letters, digits, `-` and `_`, a letter first",
            ),
            (
                "[documents]\nfiles = [\"gone.json\"]",
                "2:10",
                "document `gone.json` does not exist",
                "looked for `gone.json`; paths are relative to the configuration",
            ),
            (
                "[documents]\nfiles = []\nreadme = \"r.md\"",
                "3:10",
                "both `files` and `readme` in [documents]",
                "keep one of them: files are listed here, or by the readme's tag",
            ),
            (
                "[documents]",
                "1:1",
                "[documents] names no document",
                "add `[documents]` with `files = [\"…\"]`, or `readme` and `tag`",
            ),
            ("[documents]\nreadme = \"gone.md\"", "", "cannot be read: no such file", ""),
            (
                "[rename.properties]\nname = \"x\"",
                "2:1",
                "`name` does not say whose it is",
                "write it as `\"Type.name\"`",
            ),
            ("[rename]\ntype = { A = \"B\" }", "2:1", "unknown key `type` in [rename]", "did you mean `types`?"),
            (
                "[output]\ndir = \"x\"\nlayout = \"flat\"",
                "3:10",
                "unknown layout `flat`",
                "it is `library` or `module`",
            ),
            (
                "[[corrections]]\ndocument = \"a\"\npointer = \"/a\"\nreason = \"r\"",
                "1:1",
                "[[corrections]] must say what to correct",
                "say either `value = …` or `remove = true`",
            ),
            (
                "[[corrections]]\ndocument = \"a\"\npointer = \"/a\"\nremove = true",
                "1:1",
                "[[corrections]] has no `reason`",
                "add `reason = \"what the service really does, and where to read it\"`",
            ),
        ];
        for (text, place, message, help) in cases {
            let expected = (place.to_owned(), message.to_owned(), help.to_owned());
            let found: Vec<_> = parse_here(text).expect_err(text).0.iter().map(told).collect();
            assert!(found.contains(&expected), "{text}\n gave {found:#?}\n instead of {expected:#?}");
        }
    }

    #[test]
    fn what_is_no_toml_is_told_with_its_place() {
        let errors = parse_here("[package]\nname = ").expect_err("a value is missing").0;
        assert_eq!(told(&errors[0]).0, "2:8");
        assert!(errors[0].message.starts_with("not valid TOML: "), "{}", errors[0].message);
    }

    #[test]
    fn package_and_documents_are_enough() {
        let config = parse_here("[package]\nname = \"a\"\n[documents]\nfiles = [\"mod.rs\"]\n").expect("it is valid");
        assert_eq!(config.output, None);
    }
}
