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
use super::{Config, Correction, Package, Readme, Rename, RenameSubject, derive, join, read};
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
    let known = ["package", "documents", "output", "rename", "corrections"];
    let root = Section::new(&mut reader, "the configuration", &known, 0..0, table.get_ref());
    let config = Config {
        package: package(&mut reader, &root),
        documents: documents(&mut reader, &root),
        output: output(&mut reader, &root),
        renames: renames(&mut reader, &root),
        corrections: corrections(&mut reader, &root),
        file: None,
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
    let mut text = |key| section.string(reader, key).map(|value| (*value.get_ref()).to_owned());
    let (client, api_version, version) = (text("client"), text("api-version"), text("version"));
    let name = section.required_string(reader, "name", "armspan-<service>");
    let name = name.map_or_else(String::new, |name| {
        if !derive::is_crate_name(name.get_ref()) {
            let help = "use letters, digits, `-` and `_`, a letter first".to_owned();
            reader.error(&name.span(), format!("`{}` cannot be the name of a crate", name.get_ref()), Some(help));
        }
        (*name.get_ref()).to_owned()
    });
    Package { name, client, api_version, version: version.unwrap_or_else(|| derive::VERSION.to_owned()) }
}

fn documents(reader: &mut Reader<'_>, root: &Section<'_, '_>) -> Vec<PathBuf> {
    let example = "add `[documents]` with `files = [\"…\"]`, or `readme` and `tag`";
    let Some(section) = root.section(reader, "documents", "[documents]", &["files", "readme", "tag"]) else {
        reader.error(&(0..0), "no [documents]", Some(example.to_owned()));
        return Vec::new();
    };
    let files = section.strings(reader, "files");
    let readme = section.string(reader, "readme");
    let tag = section.string(reader, "tag").map(|tag| *tag.get_ref());
    match (files, readme) {
        (Some(_), Some(readme)) => {
            let help = "keep one of them: files are listed here, or by the readme's tag".to_owned();
            reader.error(&readme.span(), "both `files` and `readme` in [documents]", Some(help));
            Vec::new()
        }
        (Some(files), None) => existing(reader, &files),
        (None, Some(readme)) => {
            let path = join(reader.path.parent().unwrap_or(Path::new("")), readme.get_ref());
            let selected = read(&path).map_err(ConfigErrors::from);
            match selected.and_then(|text| Readme::parse(&path, &text).select(tag)) {
                Ok(selection) => selection.documents,
                Err(errors) => {
                    reader.errors.extend(errors.0);
                    Vec::new()
                }
            }
        }
        (None, None) => {
            reader.error(section.span(), "[documents] names no document", Some(example.to_owned()));
            Vec::new()
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

fn output(reader: &mut Reader<'_>, root: &Section<'_, '_>) -> Option<PathBuf> {
    let section = root.section(reader, "output", "[output]", &["dir"])?;
    let dir = section.required_string(reader, "dir", "../../generated")?;
    Some(join(reader.path.parent().unwrap_or(Path::new("")), dir.get_ref()))
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
