//! Loading documents from memory: what is reached, in which order, and what is said about what is missing.

use super::*;
use crate::diagnostics::render;

fn load_all(loader: &MemoryLoader, roots: &[&str]) -> (Bundle, Diagnostics) {
    let roots: Vec<PathBuf> = roots.iter().map(PathBuf::from).collect();
    let mut diagnostics = Diagnostics::default();
    let bundle = load(&roots, loader, &mut diagnostics);
    (bundle, diagnostics)
}

fn paths(bundle: &Bundle) -> Vec<&str> {
    bundle.documents.iter().map(|document| document.path.as_str()).collect()
}

/// A Swagger document whose only schema refers to `reference`.
fn referring(reference: &str) -> String {
    format!(r#"{{"swagger": "2.0", "definitions": {{"A": {{"$ref": "{reference}"}}}}}}"#)
}

const TARGET: &str = r#"{"swagger": "2.0", "definitions": {"B": {"type": "string"}, "C/D~": {}}}"#;

#[test]
fn documents_are_reached_over_references_and_cycles_end() {
    let loader = MemoryLoader::new()
        .with("s/a.json", referring("../c/b.json#/definitions/A"))
        .with("c/b.json", referring("../s/a.json#/definitions/A"))
        .with("c/unused.json", "{}");
    let (bundle, diagnostics) = load_all(&loader, &["s/a.json"]);
    assert_eq!(paths(&bundle), ["c/b.json", "s/a.json"]);
    assert_eq!(bundle.documents.iter().map(|document| document.root).collect::<Vec<_>>(), [false, true]);
    assert!(diagnostics.items().is_empty(), "{}", render(&diagnostics, &bundle));
    let reference = bundle.documents[1].reference("../c/b.json#/definitions/A").expect("it leads somewhere");
    assert_eq!((reference.document, reference.pointer.as_str()), (DocumentId(0), "/definitions/A"));
    assert!(reference.schema);
}

#[test]
fn neither_order_nor_spelling_nor_threads_show_in_the_bundle() {
    let mut loader = MemoryLoader::new();
    for number in 0..20 {
        loader = loader.with(&format!("d/{number:02}.json"), referring(&format!("./{:02}.json", (number + 7) % 20)));
    }
    let (expected, _) = load_all(&loader, &["d/03.json", "d/11.json"]);
    let (other, _) = load_all(&loader, &["d/x/../11.json", "./d/03.json", "d/11.json"]);
    assert_eq!(paths(&expected).len(), 20);
    assert_eq!(paths(&expected), paths(&other));
    let mut diagnostics = Diagnostics::default();
    let options = LoadOptions { cache: None, threads: Some(7) };
    let roots = [PathBuf::from("d/11.json"), PathBuf::from("d/03.json")];
    assert_eq!(paths(&load_with(&roots, &loader, &options, &mut diagnostics)), paths(&expected));
}

#[test]
fn references_may_be_spelled_oddly() {
    for (name, reference, pointer, warnings) in [
        ("plain", "b c.json#/definitions/B", "/definitions/B", 0),
        ("percent in the path", "b%20c.json#/definitions/B", "/definitions/B", 0),
        ("percent in the pointer", "b c.json#/definitions/%43~1D~0", "/definitions/C~1D~0", 0),
        ("letter case of the file", "B C.JSON#/definitions/B", "/definitions/B", 1),
        ("letter case of the name", "b c.json#/definitions/b", "/definitions/B", 1),
        ("backslash", r".\\b c.json#/definitions/B", "/definitions/B", 1),
        ("whole document", "b c.json", "", 0),
        ("blanks around it", " ./b c.json#/definitions/B ", "/definitions/B", 0),
        ("empty fragment", "b c.json#", "", 0),
        ("no slash before the pointer", "b c.json#definitions/B", "/definitions/B", 0),
    ] {
        let loader = MemoryLoader::new().with("a.json", referring(reference)).with("b c.json", TARGET);
        let (bundle, diagnostics) = load_all(&loader, &["a.json"]);
        assert!(!diagnostics.has_errors(), "{name}: {}", render(&diagnostics, &bundle));
        assert_eq!(diagnostics.items().len(), warnings, "{name}");
        let (_, reference) = bundle.documents[0].references().next().expect(name);
        assert_eq!((reference.document.0, reference.pointer.as_str()), (1, pointer), "{name}");
    }
}

#[test]
fn a_file_name_may_contain_percent_signs() {
    let loader = MemoryLoader::new().with("a.json", referring("b%20c.json#/definitions/B")).with("b%20c.json", TARGET);
    let (bundle, diagnostics) = load_all(&loader, &["a.json"]);
    assert_eq!(paths(&bundle), ["a.json", "b%20c.json"]);
    assert!(!diagnostics.has_errors());
}

#[test]
fn examples_and_names_are_no_references() {
    let document = r#"{
        "swagger": "2.0",
        "paths": {"/a": {"get": {"x-ms-examples": {"x": {"$ref": "./examples/a.json"}}, "responses": {
            "default": {"schema": {"$ref": "b.json#/definitions/B"}}
        }}}},
        "definitions": {
            "examples": {"properties": {
                "$ref": {"type": "string"},
                "default": {"$ref": "b.json#/definitions/C~1D~0"},
                "example": {"example": {"$ref": "nothing.json"}, "default": {"$ref": "nothing.json"}}
            }}
        }
    }"#;
    let loader = MemoryLoader::new().with("a.json", document).with("b.json", TARGET);
    let (bundle, diagnostics) = load_all(&loader, &["a.json"]);
    assert!(diagnostics.items().is_empty(), "{}", render(&diagnostics, &bundle));
    let texts: Vec<&str> = bundle.documents[0].references().map(|(text, _)| text).collect();
    assert_eq!(texts, ["b.json#/definitions/B", "b.json#/definitions/C~1D~0"]);
}

#[test]
fn a_byte_order_mark_and_repeated_keys_are_accepted() {
    let loader = MemoryLoader::new().with("a.json", "\u{feff}{\"swagger\": \"1\", \"swagger\": \"2.0\"}");
    let (bundle, diagnostics) = load_all(&loader, &["a.json"]);
    assert!(diagnostics.items().is_empty());
    assert_eq!(bundle.documents[0].dialect(), Dialect::Swagger2);
    assert!(bundle.documents[0].text().starts_with('{'));
}

#[test]
fn what_is_missing_or_broken_is_told_with_its_place() {
    let loader = MemoryLoader::new()
        .with("a.json", "{\n  \"swagger\": \"2.0\",\n  \"definitions\": {\n    \"A\": {\"$ref\": \"#/definitions/Aa\"},\n    \"B\": {\"$ref\": \"gone.json#/x\"},\n    \"C\": {\"$ref\": \"broken.json#/x\"},\n    \"D\": {\"$ref\": \"https://example.com/x.json\"}\n  }\n}\n")
        .with("broken.json", "{\n  \"a\": tru\n}\n")
        .with("fragment.json", "{}");
    let (bundle, diagnostics) = load_all(&loader, &["a.json", "fragment.json", "absent.json"]);
    insta::assert_snapshot!(render(&diagnostics, &bundle), @r##"
    error[document-not-found]: cannot read document `absent.json`: no such file
      = help: relative paths start at the folder of the configuration, or at the current folder

    error[unresolved-reference]: `#/definitions/Aa` leads to nothing: `/definitions` has no `Aa`
     --> a.json:4:11 (#/definitions/A/$ref)
      |
    4 |     "A": {"$ref": "#/definitions/Aa"},
      |           ^
      = help: did you mean `A`?

    error[document-not-found]: `gone.json#/x` needs document `gone.json`: no such file
     --> a.json:5:11 (#/definitions/B/$ref)
      |
    5 |     "B": {"$ref": "gone.json#/x"},
      |           ^
      = help: bring the document in, or correct the path, which starts at the folder of the document it stands in

    error[remote-reference]: `https://example.com/x.json` names a document on the network
     --> a.json:7:11 (#/definitions/D/$ref)
      |
    7 |     "D": {"$ref": "https://example.com/x.json"}
      |           ^
      = help: keep a copy of the document beside the others and refer to it by its relative path

    error[invalid-json]: the document is not JSON: expected ident
     --> broken.json:3:1
      |
    3 | }
      | ^
      = help: correct what stands at this place or just before it

    error[unknown-dialect]: the document has neither `swagger` nor `openapi`
     --> fragment.json:1:1
      |
    1 | {}
      | ^
      = help: list Swagger 2.0 or OpenAPI 3.0 documents; files they refer to are found by themselves
    "##);
}

#[test]
fn other_failures() {
    for (name, path, bytes, code) in [
        ("latin-1", "a.json", &b"{\"swagger\": \"2.0\", \"x\": \"\xe9\"}"[..], "invalid-encoding"),
        ("swagger 1.2", "a.json", b"{\"swagger\": \"1.2\"}", "unknown-dialect"),
        ("a list", "a.json", b"[]", "unknown-dialect"),
        ("nothing", "a.json", b"", "invalid-json"),
    ] {
        let loader = MemoryLoader::new().with(path, bytes);
        let (_, diagnostics) = load_all(&loader, &[path]);
        let codes: Vec<&str> = diagnostics.items().iter().map(|item| item.code).collect();
        assert_eq!(codes, [code], "{name}");
    }
}

#[test]
fn a_cache_shares_what_is_referred_to() {
    let loader = MemoryLoader::new()
        .with("a.json", referring("c.json#/definitions/B"))
        .with("b.json", referring("c.json#/definitions/B"))
        .with("c.json", TARGET);
    let cache = DocumentCache::new();
    let options = LoadOptions { cache: Some(&cache), threads: Some(1) };
    let [first, second] = ["a.json", "b.json"].map(|root| {
        let bundle = load_with(&[PathBuf::from(root)], &loader, &options, &mut Diagnostics::default());
        Arc::clone(bundle.documents[1].content())
    });
    assert!(Arc::ptr_eq(&first, &second));
}

#[cfg(feature = "yaml")]
#[test]
fn yaml_is_read_like_json() {
    let yaml = "swagger: '2.0'\ninfo: {title: T, version: 2024-01-01}\npaths:\n  /a:\n    get:\n      responses:\n        200:\n          schema: {$ref: 'b.yml#/definitions/B'}\n";
    let loader =
        MemoryLoader::new().with("a.yaml", yaml).with("b.yml", "definitions:\n  B:\n    enum: [a, 'on', 1.5, null]\n");
    let (bundle, diagnostics) = load_all(&loader, &["a.yaml"]);
    assert!(diagnostics.items().is_empty(), "{}", render(&diagnostics, &bundle));
    let [a, b] = &bundle.documents[..] else { panic!("two documents") };
    assert_eq!(a.value()["info"]["version"], "2024-01-01");
    assert_eq!(a.value()["paths"]["/a"]["get"]["responses"]["200"]["schema"]["$ref"], "b.yml#/definitions/B");
    assert_eq!(b.value()["definitions"]["B"]["enum"], serde_json::json!(["a", "on", 1.5, null]));
}

#[cfg(feature = "yaml")]
#[test]
fn broken_yaml_is_told_with_its_place() {
    let loader = MemoryLoader::new().with("a.yaml", "swagger: '2.0'\npaths: [\n");
    let (bundle, diagnostics) = load_all(&loader, &["a.yaml"]);
    assert_eq!(diagnostics.items()[0].code, "invalid-yaml");
    assert!(diagnostics.items()[0].position.is_some(), "{}", render(&diagnostics, &bundle));
}
