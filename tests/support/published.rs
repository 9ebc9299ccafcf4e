//! Where the published documents and ours are, and how to read them.

use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// One package as a folder of documents with a folder of examples, below the root that relative references count from.
pub struct Package {
    root: PathBuf,
    folder: PathBuf,
}

impl Package {
    /// Our documents, which are always there.
    pub fn ours() -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("specs");
        Self { folder: root.join("keyvault/2024-11-01"), root }
    }

    /// The published documents, or `None`, with a word on standard error, where they are absent.
    pub fn published() -> Option<Self> {
        let shared = std::env::var_os("ARMSPAN_SHARED")
            .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared"), PathBuf::from);
        let root = shared.join("azure-specs/specification");
        let folder = root.join("keyvault/resource-manager/Microsoft.KeyVault/stable/2024-11-01");
        if folder.is_dir() {
            return Some(Self { root, folder });
        }
        eprintln!(
            "SKIPPED: the published documents are not at {}; set ARMSPAN_SHARED to compare with them",
            folder.display()
        );
        None
    }

    /// Names of the JSON files in a folder of the package; `""` for the documents themselves.
    pub fn files(&self, folder: &str) -> BTreeSet<String> {
        let folder = self.folder.join(folder);
        let entries = fs::read_dir(&folder).unwrap_or_else(|e| panic!("{}: {e}", folder.display()));
        let names = entries.map(|entry| entry.expect("a listed file can be looked at").file_name());
        names.filter_map(|name| name.into_string().ok()).filter(|name| name.ends_with(".json")).collect()
    }

    /// Names of all documents of the package and of its examples, relative to its folder.
    pub fn all_files(&self) -> BTreeSet<String> {
        let examples = self.files("examples").into_iter().map(|name| format!("examples/{name}"));
        self.files("").into_iter().chain(examples).collect()
    }

    /// A document or an example, by its path relative to the package's folder.
    pub fn read(&self, name: &str) -> Value {
        parse(&self.folder.join(name))
    }

    /// The text of a document or an example.
    pub fn text(&self, name: &str) -> String {
        read(&self.folder.join(name))
    }

    /// A document that several packages share, by its path below the root.
    pub fn shared(&self, name: &str) -> Value {
        parse(&self.root.join(name))
    }

    /// What a reference in a document of this package points at.
    pub fn resolve(&self, document: &str, reference: &str) -> Option<Value> {
        let (file, pointer) = reference.split_once('#').unwrap_or((reference, ""));
        let base = self.folder.join(document);
        let path = if file.is_empty() { base } else { base.parent()?.join(file) };
        let text = fs::read_to_string(path).ok()?;
        serde_json::from_str::<Value>(&text).ok()?.pointer(pointer).cloned()
    }
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

fn parse(path: &Path) -> Value {
    serde_json::from_str(read(path).trim_start_matches('\u{feff}'))
        .unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}
