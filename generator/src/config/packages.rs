//! Many packages at once: `packages.json`, or every readme of a checkout of the specification repository.

use super::{Config, ConfigError, ConfigErrors, Overrides, crate_name, derive, join, read, unreadable};
use crate::diagnostics::Position;
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// One package of many.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct PackageEntry {
    /// The service: `keyvault`. The folder below the output.
    pub name: String,
    /// The readme, for the client's name; or for the documents too, where none are listed.
    pub readme: Option<PathBuf>,
    /// The tag, for readers.
    pub tag: Option<String>,
    /// The documents, as paths that can be opened.
    pub documents: Vec<PathBuf>,
}

impl PackageEntry {
    /// What to generate for this package.
    pub fn config(&self) -> Result<Config, ConfigErrors> {
        let mut config = if self.documents.is_empty() {
            let readme: Vec<PathBuf> = self.readme.iter().cloned().collect();
            Config::read(&readme, &Overrides { tag: self.tag.clone(), ..Overrides::default() })?
        } else {
            Config::from_documents(&self.documents)?
        };
        config.package.name = crate_name(&self.name);
        if config.package.client.is_none() {
            config.package.client = self.client_from_readme();
        }
        Ok(config)
    }

    /// The readme's title holds for every tag; that the tag itself is missing does not matter here.
    fn client_from_readme(&self) -> Option<String> {
        let readme = self.readme.as_deref()?;
        let title = super::Readme::parse(readme, &read(readme).ok()?).title()?;
        derive::client_from_title(&title)
    }
}

/// Reads `packages.json`: a list of `{ "name", "readme", "tag", "documents" }`, paths relative to `root`.
pub fn read_packages(path: &Path, root: &Path) -> Result<Vec<PackageEntry>, ConfigErrors> {
    let text = read(path)?;
    let value: Value = serde_json::from_str(&text).map_err(|error| {
        let position = Position { line: error.line(), column: error.column().max(1) };
        ConfigError { position: Some(position), text: text.clone(), ..not_packages(path, &error) }
    })?;
    let entries = value.as_array().ok_or_else(|| not_packages(path, &"it is no list"))?;
    let entries = entries.iter().enumerate().map(|(index, entry)| {
        package(entry, root).ok_or_else(|| not_packages(path, &format!("entry {index} has no name or no documents")))
    });
    let mut entries: Vec<PackageEntry> = entries.collect::<Result<_, _>>().map_err(ConfigErrors::from)?;
    if let Some(entry) = entries.iter().find(|entry| !is_folder(&entry.name)) {
        return Err(not_packages(path, &format!("`{}` is no name for a folder", entry.name)).into());
    }
    tell_apart(&mut entries);
    Ok(entries)
}

/// Whether a package of this name has a folder of its own, below the output.
fn is_folder(name: &str) -> bool {
    crate_name(name) != crate_name("") && !name.starts_with('.') && !name.contains(['/', '\\', ':'])
}

/// Numbers packages whose crates would be called the same, which no workspace takes. Their readmes and documents decide
/// which comes first, not their order in a list.
fn tell_apart(entries: &mut [PackageEntry]) {
    let mut order: Vec<usize> = (0..entries.len()).collect();
    order.sort_by(|one, other| {
        let key = |index: &usize| (&entries[*index].readme, &entries[*index].tag, &entries[*index].documents);
        key(one).cmp(&key(other))
    });
    let mut taken = BTreeSet::new();
    for index in order {
        let name = &entries[index].name;
        let names = std::iter::once(name.clone()).chain((2..).map(|number| format!("{name}-{number}")));
        let free = names.into_iter().find(|name| !taken.contains(&crate_name(name)));
        let Some(free) = free else { continue };
        taken.insert(crate_name(&free));
        entries[index].name = free;
    }
}

fn not_packages(path: &Path, why: &dyn std::fmt::Display) -> ConfigError {
    ConfigError::new(path, format!("not a list of packages: {why}"))
        .help("each entry is `{ \"name\": …, \"readme\": …, \"tag\": …, \"documents\": […] }`")
}

fn package(entry: &Value, root: &Path) -> Option<PackageEntry> {
    let documents = entry.get("documents").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let documents: Vec<PathBuf> =
        documents.iter().map(|document| Some(join(root, document.as_str()?))).collect::<Option<_>>()?;
    let readme = entry.get("readme").and_then(Value::as_str).map(|readme| join(root, readme));
    if documents.is_empty() && readme.is_none() {
        return None;
    }
    let tag = entry.get("tag").and_then(Value::as_str).map(str::to_owned);
    Some(PackageEntry { name: entry.get("name")?.as_str()?.to_owned(), readme, tag, documents })
}

/// Every `readme.md` below `specification/*/resource-manager` of the checkout at `root`, with its default tag.
pub fn find_readmes(root: &Path) -> Result<Vec<PackageEntry>, ConfigErrors> {
    let specification = root.join("specification");
    let mut readmes = Vec::new();
    for service in folders(&specification)? {
        collect_readmes(&service.join("resource-manager"), &mut readmes);
    }
    readmes.sort();
    let entries = readmes.into_iter().map(|path| PackageEntry {
        name: derive::service_of_readme(&path),
        readme: Some(path),
        tag: None,
        documents: Vec::new(),
    });
    let mut entries: Vec<PackageEntry> = entries.collect();
    if entries.is_empty() {
        let help = "`--root` is the folder that holds `specification/`";
        return Err(ConfigError::new(&specification, "no `*/resource-manager/**/readme.md` found").help(help).into());
    }
    tell_apart(&mut entries);
    Ok(entries)
}

fn collect_readmes(folder: &Path, readmes: &mut Vec<PathBuf>) {
    let Ok(folders) = folders(folder) else { return };
    readmes.extend(readme_in(folder));
    for inner in folders {
        // Documents lie below these; a readme there describes something else.
        let name = inner.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        if !matches!(name, "stable" | "preview" | "examples") {
            collect_readmes(&inner, readmes);
        }
    }
}

/// `readme.md`, in whichever letter case it is written.
fn readme_in(folder: &Path) -> Option<PathBuf> {
    let usual = folder.join("readme.md");
    if usual.is_file() {
        return Some(usual);
    }
    let is_readme = |path: &PathBuf| path.file_name().is_some_and(|name| name.eq_ignore_ascii_case("readme.md"));
    let mut found: Vec<PathBuf> =
        std::fs::read_dir(folder).ok()?.flatten().map(|entry| entry.path()).filter(is_readme).collect();
    found.sort();
    found.into_iter().next()
}

fn folders(folder: &Path) -> Result<Vec<PathBuf>, ConfigError> {
    let entries = std::fs::read_dir(folder).map_err(|error| unreadable(folder, &error))?;
    let mut folders: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).filter(|path| path.is_dir()).collect();
    folders.sort();
    Ok(folders)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(name: &str, document: &str) -> PackageEntry {
        PackageEntry { name: name.to_owned(), readme: None, tag: None, documents: vec![document.into()] }
    }

    #[test]
    fn no_two_packages_are_one_crate() {
        let mut entries =
            [entry("a.b", "c.json"), entry("a-b", "b.json"), entry("A-B", "a.json"), entry("b", "b.json")];
        tell_apart(&mut entries);
        assert_eq!(entries.map(|entry| entry.name), ["a.b-3", "a-b-2", "A-B", "b"]);
    }

    #[test]
    fn packages_stay_below_the_output() {
        for (name, expected) in [
            ("web", true),
            ("a b.c", true),
            ("", false),
            ("..", false),
            ("../web", false),
            ("a/b", false),
            ("-", false),
        ] {
            assert_eq!(is_folder(name), expected, "{name}");
        }
    }
}
