//! The configuration's text with other documents in it, and nothing else changed: comments, order and spacing stay.

use super::endings;
use crate::config::{ConfigError, ConfigErrors};
use crate::documents::path::slashed;
use std::path::{Path, PathBuf};
use toml_edit::{Array, DocumentMut, Item, Value};

/// What changes in a configuration.
#[derive(Clone, Debug, Default)]
pub(super) struct Edit<'a> {
    /// The documents, as seen from the configuration.
    pub(super) documents: &'a [PathBuf],
    /// The tag, where a readme lists the documents.
    pub(super) tag: Option<&'a str>,
    /// The api-version, where the configuration states one.
    pub(super) api_version: Option<&'a str>,
    /// The crate's version.
    pub(super) version: Option<String>,
    /// Documents of corrections, from and to.
    pub(super) corrections: &'a [(String, String)],
}

/// What the configuration says about its documents.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) enum Listing {
    /// `files`.
    Files,
    /// `readme`, as written.
    Readme(String),
}

/// A configuration that can be edited.
pub(super) struct Configuration {
    document: DocumentMut,
    crlf: bool,
}

impl Configuration {
    /// Reads the `text` of the configuration at `path`.
    pub(super) fn parse(path: &Path, text: &str) -> Result<Self, ConfigErrors> {
        let document = text.parse().map_err(|error| ConfigError::new(path, format!("not valid TOML: {error}")))?;
        Ok(Self { document, crlf: endings::is_crlf(text) })
    }

    /// How it lists its documents.
    pub(super) fn listing(&self) -> Listing {
        let readme = self.document.get("documents").and_then(|documents| documents.get("readme"));
        readme.and_then(Item::as_str).map_or(Listing::Files, |readme| Listing::Readme(readme.to_owned()))
    }

    /// Makes the changes and gives the new text.
    pub(super) fn edited(mut self, edit: &Edit<'_>) -> String {
        let documents = &mut self.document["documents"];
        match edit.tag {
            Some(tag) => set(&mut documents["tag"], tag),
            None => {
                if let Some(files) = documents["files"].as_array_mut() {
                    list(files, edit.documents);
                }
            }
        }
        let package = &mut self.document["package"];
        if let Some(version) = edit.api_version.filter(|_| package.get("api-version").is_some()) {
            set(&mut package["api-version"], version);
        }
        if let Some(version) = &edit.version {
            set(&mut package["version"], version);
        }
        let tables = self.document.get_mut("corrections").and_then(Item::as_array_of_tables_mut);
        for table in tables.into_iter().flat_map(|tables| tables.iter_mut()) {
            let document = table.get("document").and_then(Item::as_str).map(str::to_owned);
            let moved = edit.corrections.iter().find(|(from, _)| Some(from) == document.as_ref());
            if let Some((_, to)) = moved {
                set(&mut table["document"], to);
            }
        }
        // The parser keeps no `\r`, but in comments of a list.
        endings::restored(self.document.to_string().replace('\r', ""), self.crlf)
    }
}

/// Sets a string; what stands around the old one stays.
fn set(item: &mut Item, text: &str) {
    let mut value = Value::from(text);
    if let Some(old) = item.as_value() {
        *value.decor_mut() = old.decor().clone();
    }
    *item = Item::Value(value);
}

/// An entry of a list with the text around it.
struct Entry {
    /// From the line break before it on: its indentation, and comments on lines of their own.
    leading: String,
    path: String,
    /// Up to the end of its line, the comma aside: a comment behind it.
    trailing: String,
}

/// Replaces the entries of a list. An entry whose file has the name of an old one takes its place, with its comments.
fn list(files: &mut Array, documents: &[PathBuf]) {
    let name = |path: &str| path.rsplit('/').next().unwrap_or_default().to_owned();
    let (old, end) = entries(files);
    let mut left: Vec<String> = documents.iter().map(|path| slashed(path)).collect();
    let mut new: Vec<Entry> = Vec::new();
    // A new entry looks like the last one, whose comments are not about it.
    let fresh =
        old.last().map_or(String::new(), |entry| entry.leading.rsplit('\n').next().unwrap_or_default().to_owned());
    let fresh = if end.contains('\n') { format!("\n{fresh}") } else { " ".to_owned() };
    for entry in old {
        if let Some(position) = left.iter().position(|path| name(path) == name(&entry.path)) {
            new.push(Entry { path: left.remove(position), ..entry });
        }
    }
    new.extend(left.into_iter().map(|path| Entry { leading: fresh.clone(), path, trailing: String::new() }));
    files.clear();
    let mut before = String::new();
    for entry in new {
        files.push_formatted(Value::from(entry.path).decorated(format!("{before}{}", entry.leading), ""));
        before = entry.trailing;
    }
    files.set_trailing(format!("{before}{end}"));
}

/// The entries of a list, and what stands before its closing bracket. What follows a comma on its line belongs to the entry
/// before it, whereas the parser counts it among what precedes the next.
fn entries(files: &Array) -> (Vec<Entry>, String) {
    let mut entries: Vec<Entry> = Vec::new();
    let text = |raw: Option<&toml_edit::RawString>| raw.and_then(|raw| raw.as_str()).unwrap_or_default().to_owned();
    let split = |entries: &mut Vec<Entry>, text: String| match (entries.last_mut(), text.find('\n')) {
        (Some(last), Some(at)) => {
            last.trailing.push_str(text[..at].trim_end());
            text[at..].to_owned()
        }
        _ => text,
    };
    for value in files {
        let leading = split(&mut entries, text(value.decor().prefix()));
        let path = value.as_str().unwrap_or_default().to_owned();
        entries.push(Entry { leading, path, trailing: String::new() });
    }
    let end = split(&mut entries, text(Some(files.trailing())));
    (entries, end)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = r#"# The service.
[package]
name = "armspan-things" # the crate
api-version = "2023-07-01" # promised

[documents]
files = [
    # the main one
    "2023-07-01/things.json",
    "2023-07-01/gone.json", # will go
    "2023-07-01/parts.json",
]

[[corrections]]
document = "2023-07-01/things.json" # wrong since ever
pointer = "/info/title"
value = "Things"
reason = "shown to people"
"#;

    fn edited(edit: &Edit<'_>) -> String {
        Configuration::parse(Path::new("armspan.toml"), TEXT).expect("it is valid").edited(edit)
    }

    #[test]
    fn comments_stay_where_they_were() {
        let documents = ["2024-11-01/new.json", "2024-11-01/parts.json", "2024-11-01/things.json"].map(PathBuf::from);
        let corrections = [("2023-07-01/things.json".to_owned(), "2024-11-01/things.json".to_owned())];
        let edit = Edit {
            documents: &documents,
            api_version: Some("2024-11-01"),
            version: Some("0.2.0".to_owned()),
            corrections: &corrections,
            tag: None,
        };
        insta::assert_snapshot!(edited(&edit), @r#"
        # The service.
        [package]
        name = "armspan-things" # the crate
        api-version = "2024-11-01" # promised
        version = "0.2.0"

        [documents]
        files = [
            # the main one
            "2024-11-01/things.json",
            "2024-11-01/parts.json",
            "2024-11-01/new.json",
        ]

        [[corrections]]
        document = "2024-11-01/things.json" # wrong since ever
        pointer = "/info/title"
        value = "Things"
        reason = "shown to people"
        "#);
    }

    #[test]
    fn a_tag_is_set_where_a_readme_lists_the_documents() {
        let text = "[package]\nname = \"x\"\n\n[documents]\nreadme = \"readme.md\"\ntag = \"package-1\" # one\n";
        let configuration = Configuration::parse(Path::new("armspan.toml"), text).expect("it is valid");
        assert_eq!(configuration.listing(), Listing::Readme("readme.md".to_owned()));
        let edited = configuration.edited(&Edit { tag: Some("package-2"), ..Edit::default() });
        assert_eq!(edited, text.replace("package-1", "package-2"));
    }

    #[test]
    fn ends_of_lines_stay() {
        let text = TEXT.replace('\n', "\r\n");
        let configuration = Configuration::parse(Path::new("armspan.toml"), &text).expect("it is valid");
        let documents = ["2023-07-01/things.json", "2023-07-01/gone.json", "2023-07-01/parts.json"].map(PathBuf::from);
        assert_eq!(configuration.edited(&Edit { documents: &documents, ..Edit::default() }), text);
    }

    #[test]
    fn nothing_to_change_changes_nothing() {
        let documents = ["2023-07-01/things.json", "2023-07-01/gone.json", "2023-07-01/parts.json"].map(PathBuf::from);
        assert_eq!(edited(&Edit { documents: &documents, ..Edit::default() }), TEXT);
    }
}
