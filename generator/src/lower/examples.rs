//! `x-ms-examples`: which files, and paths relative to a document.

use crate::model::ExampleRef;
use serde_json::Value;

/// The examples of an operation, in document order.
pub(super) fn examples(extension: Option<&Value>, document: &str) -> Vec<ExampleRef> {
    let Some(listed) = extension.and_then(Value::as_object) else { return Vec::new() };
    let file = |example: &Value| example.get("$ref").and_then(Value::as_str).map(|file| beside(document, file));
    listed
        .iter()
        .filter_map(|(title, example)| Some(ExampleRef { title: title.clone(), path: file(example)? }))
        .collect()
}

/// The path that `relative` means in a document at `document`: `.` and `..` resolved, `/` as separator.
pub(super) fn beside(document: &str, relative: &str) -> String {
    let relative = relative.split('#').next().unwrap_or(relative).replace('\\', "/");
    if relative.starts_with('/') {
        return relative;
    }
    let folder = document.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut parts: Vec<&str> = Vec::new();
    for part in folder.split('/').chain(relative.split('/')) {
        match part {
            "." => {}
            "" if !parts.is_empty() => {}
            ".." if parts.last().is_some_and(|last| !matches!(*last, ".." | "")) => {
                parts.pop();
            }
            other => parts.push(other),
        }
    }
    if folder.is_empty() && parts.first() == Some(&"") {
        parts.remove(0);
    }
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_relative_to_the_document() {
        let rows = [
            ("a/b/doc.json", "./examples/x.json", "a/b/examples/x.json"),
            ("a/b/doc.json", "examples/x.json", "a/b/examples/x.json"),
            ("a/b/doc.json", "../../c/x.json", "c/x.json"),
            ("doc.json", "./x.json", "x.json"),
            ("doc.json", "../x.json", "../x.json"),
            ("../../s/doc.json", "../x.json", "../../x.json"),
            ("/root/doc.json", "./x.json", "/root/x.json"),
            ("/root/doc.json", "/other/x.json", "/other/x.json"),
            ("a/doc.json", ".\\examples\\x.json", "a/examples/x.json"),
        ];
        for (document, relative, expected) in rows {
            assert_eq!(beside(document, relative), expected, "{relative} beside {document}");
        }
    }

    #[test]
    fn examples_keep_their_order_and_skip_what_is_no_reference() {
        let extension = serde_json::json!({ "Z": { "$ref": "./examples/z.json" }, "A": { "$ref": "a.json" }, "B": {} });
        let found = examples(Some(&extension), "specs/doc.json");
        let found: Vec<_> = found.iter().map(|example| (example.title.as_str(), example.path.as_str())).collect();
        assert_eq!(found, [("Z", "specs/examples/z.json"), ("A", "specs/a.json")]);
    }
}
