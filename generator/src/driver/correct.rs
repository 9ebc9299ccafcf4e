//! `[[corrections]]`: what the configuration knows better than the documents.

use crate::config::{Config, Correction};
use crate::diagnostics::Diagnostics;
use crate::documents::Loader;
use serde_json::Value;
use std::io;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

/// Reads documents from elsewhere and corrects them on the way.
pub(super) struct Correcting<'a> {
    inner: &'a dyn Loader,
    corrections: &'a [Correction],
    /// What became of each correction; none: its document was never read.
    outcomes: Mutex<Vec<Option<Outcome>>>,
}

/// What became of a correction in a document.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Outcome {
    Applied,
    /// The pointer leads nowhere.
    NoSuchPlace,
    /// The document says already what it should.
    Unneeded,
}

impl<'a> Correcting<'a> {
    pub(super) fn new(inner: &'a dyn Loader, config: &'a Config) -> Self {
        let outcomes = Mutex::new(vec![None; config.corrections.len()]);
        Self { inner, corrections: &config.corrections, outcomes }
    }

    /// Reports every correction that corrected nothing: it is outdated, or never was right.
    pub(super) fn report(&self, config: &Config, diagnostics: &mut Diagnostics) {
        let outcomes = self.outcomes.lock().unwrap_or_else(PoisonError::into_inner);
        for (correction, outcome) in self.corrections.iter().zip(outcomes.iter()) {
            let Correction { document, pointer, .. } = correction;
            let (message, help) = match outcome {
                Some(Outcome::Applied) => continue,
                None => (format!("no document that was read ends with `{document}`"), "correct `document`"),
                Some(Outcome::NoSuchPlace) => {
                    (format!("`{pointer}` leads nowhere in `{document}`"), "correct `pointer`")
                }
                Some(Outcome::Unneeded) => {
                    (format!("`{document}` says already what `{pointer}` is corrected to"), "remove the correction")
                }
            };
            let message = format!("{}: {message}", config.place(correction.line));
            diagnostics.error_without_origin("unused-correction", message).help(help);
        }
    }
}

impl Loader for Correcting<'_> {
    fn read(&self, path: &str) -> io::Result<Vec<u8>> {
        self.inner.read(path)
    }

    fn find_ignoring_case(&self, path: &str) -> Option<String> {
        self.inner.find_ignoring_case(path)
    }

    fn correct(&self, path: &str, value: &mut Value) {
        self.inner.correct(path, value);
        for (index, correction) in self.corrections.iter().enumerate() {
            if is_at_end(&correction.document, path) {
                let outcome = apply(correction, value);
                self.outcomes.lock().unwrap_or_else(PoisonError::into_inner)[index] = Some(outcome);
            }
        }
    }

    fn key(&self, path: &str) -> String {
        self.inner.key(path)
    }

    fn file(&self, path: &str) -> PathBuf {
        self.inner.file(path)
    }
}

fn is_at_end(end: &str, path: &str) -> bool {
    path.strip_suffix(end).is_some_and(|start| start.is_empty() || start.ends_with('/'))
}

fn apply(correction: &Correction, value: &mut Value) -> Outcome {
    let (parent, key) = correction.pointer.rsplit_once('/').unwrap_or(("", &correction.pointer));
    let key = key.replace("~1", "/").replace("~0", "~");
    match (value.pointer_mut(parent), &correction.value) {
        (Some(Value::Object(members)), None) => {
            // Order is part of what is generated: the members after it keep theirs.
            members.shift_remove(&key).map_or(Outcome::NoSuchPlace, |_| Outcome::Applied)
        }
        (Some(Value::Object(members)), Some(wanted)) => match members.insert(key, wanted.clone()) {
            Some(previous) if previous == *wanted => Outcome::Unneeded,
            _ => Outcome::Applied,
        },
        (Some(Value::Array(items)), wanted) => correct_item(items, &key, wanted.as_ref()),
        _ => Outcome::NoSuchPlace,
    }
}

/// Like in JSON Patch, `-` is the place after the last item.
fn correct_item(items: &mut Vec<Value>, key: &str, wanted: Option<&Value>) -> Outcome {
    let index = if key == "-" { Some(items.len()) } else { key.parse().ok() };
    match (index, wanted) {
        (Some(index), None) if index < items.len() => drop(items.remove(index)),
        (Some(index), Some(wanted)) if index < items.len() => {
            if items[index] == *wanted {
                return Outcome::Unneeded;
            }
            items[index] = wanted.clone();
        }
        (Some(index), Some(wanted)) if index == items.len() => items.push(wanted.clone()),
        _ => return Outcome::NoSuchPlace,
    }
    Outcome::Applied
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::documents::{self, MemoryLoader};
    use serde_json::json;

    fn correction(pointer: &str, value: Option<Value>) -> Correction {
        let [document, reason] = ["a.json", "seen"].map(str::to_owned);
        Correction { document, pointer: pointer.to_owned(), value, reason, line: 7 }
    }

    #[test]
    fn corrections_change_what_they_point_at() {
        let cases = [
            ("/a~1b", Some(json!(2)), Outcome::Applied, json!({"a/b": 2, "list": [1, 2]})),
            ("/new", Some(json!(2)), Outcome::Applied, json!({"a/b": 1, "list": [1, 2], "new": 2})),
            ("/a~1b", None, Outcome::Applied, json!({"list": [1, 2]})),
            ("/list/0", None, Outcome::Applied, json!({"a/b": 1, "list": [2]})),
            ("/list/-", Some(json!(3)), Outcome::Applied, json!({"a/b": 1, "list": [1, 2, 3]})),
            ("/list/1", Some(json!(2)), Outcome::Unneeded, json!({"a/b": 1, "list": [1, 2]})),
            ("/a~1b", Some(json!(1)), Outcome::Unneeded, json!({"a/b": 1, "list": [1, 2]})),
            ("/gone", None, Outcome::NoSuchPlace, json!({"a/b": 1, "list": [1, 2]})),
            ("/list/7", None, Outcome::NoSuchPlace, json!({"a/b": 1, "list": [1, 2]})),
            ("/a~1b/deep", Some(json!(1)), Outcome::NoSuchPlace, json!({"a/b": 1, "list": [1, 2]})),
        ];
        for (pointer, value, outcome, expected) in cases {
            let mut document = json!({"a/b": 1, "list": [1, 2]});
            assert_eq!(apply(&correction(pointer, value), &mut document), outcome, "{pointer}");
            assert_eq!(document, expected, "{pointer}");
        }
    }

    #[test]
    fn documents_are_corrected_before_anything_reads_them() {
        let loader = MemoryLoader::new().with("x/a.json", r#"{"swagger": "2.0"}"#);
        let mut config = Config { file: Some("x/armspan.toml".into()), ..Config::default() };
        config.corrections =
            vec![correction("/info", Some(json!({"$ref": "b.json#/info"}))), correction("/gone", None)];
        let correcting = Correcting::new(&loader, &config);
        let mut diagnostics = Diagnostics::default();
        let bundle = documents::load(&["x/a.json".into()], &correcting, &mut diagnostics);
        assert_eq!(bundle.documents[0].value()["info"]["$ref"], "b.json#/info");
        assert!(diagnostics.items()[0].message.contains("b.json"), "the new reference is followed: {diagnostics:?}");
        let mut unused = Diagnostics::default();
        correcting.report(&config, &mut unused);
        let messages: Vec<&str> = unused.items().iter().map(|item| item.message.as_str()).collect();
        assert_eq!(messages, ["x/armspan.toml:7: `/gone` leads nowhere in `a.json`"]);
    }

    #[test]
    fn a_document_is_named_by_whole_segments() {
        assert!(is_at_end("a.json", "x/a.json") && is_at_end("x/a.json", "x/a.json"));
        assert!(!is_at_end("a.json", "x/aa.json"));
    }
}
