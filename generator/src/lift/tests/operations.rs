//! Operations, paths and the way back to the published text.

use super::*;
use crate::diagnostics::Severity;
use crate::origin::DocumentId;

#[test]
fn operations_keep_what_they_say() {
    let lifted = lifted_operation(json!({
        "operationId": "As_Post", "summary": "S", "description": "D", "tags": ["t"], "deprecated": true,
        "externalDocs": {"url": "https://example.com"}, "security": [{"auth": ["s"]}],
        "x-ms-long-running-operation": true,
        "x-ms-long-running-operation-options": {"final-state-via": "location", "final-state-schema": "#/definitions/B"},
        "x-ms-examples": {"E": {"$ref": "./examples/e.json"}},
        "produces": ["text/plain"], "responses": {}
    }));
    assert_eq!(
        lifted,
        json!({
            "operationId": "As_Post", "summary": "S", "description": "D", "tags": ["t"], "deprecated": true,
            "externalDocs": {"url": "https://example.com"}, "security": [{"auth": ["s"]}],
            "x-ms-long-running-operation": true,
            "x-ms-long-running-operation-options": {
                "final-state-via": "location", "final-state-schema": "a.json#/components/schemas/B"
            },
            "x-ms-examples": {"E": {"$ref": "./examples/e.json"}},
            "x-armspan-produces": ["text/plain"], "responses": {}
        })
    );
}

#[test]
fn extended_paths_are_paths() {
    let get = |id: &str| json!({"get": {"operationId": id, "responses": {}}});
    let document = swagger(json!({
        "paths": {"/a": get("One"), "x-note": 1},
        "x-ms-paths": {"/a?op=x": get("Two"), "{nextLink}?page": get("Three"), "/a": {"put": {"responses": {}}}}
    }));
    let lifted = lift_clean(&[("a.json", document)]);
    let paths = lifted["paths"].as_object().expect("paths");
    assert_eq!(paths.keys().collect::<Vec<_>>(), ["/a", "/a?op=x", "{nextLink}?page", "x-note"]);
    assert!(paths["/a"].get("get").is_some() && paths["/a"].get("put").is_some());
    assert!(lifted.get("x-ms-paths").is_none());
}

#[test]
fn path_items_may_be_references() {
    let document = swagger(json!({"paths": {"/a": {"$ref": "b.json#/paths/~1b"}}}));
    let other = swagger(json!({
        "paths": {"/b": {"get": {"parameters": [{"$ref": "#/parameters/P"}], "responses": {"200": {"schema": {"$ref": "#/definitions/X"}}}}}},
        "parameters": {"P": {"in": "query", "name": "p", "type": "string"}},
        "definitions": {"X": {}}
    }));
    let (bundle, lifted, diagnostics) = lift_all(&[("a.json", document), ("b.json", other)]);
    assert!(diagnostics.items().is_empty(), "{}", render(&diagnostics, &bundle));
    let value = serde_json::to_value(&lifted.documents[0].openapi).expect("plain data");
    let get = &value["paths"]["/a"]["get"];
    assert_eq!(get["parameters"], json!([{"$ref": "b.json#/components/parameters/P"}]));
    let schema = &get["responses"]["200"]["content"]["application/json"]["schema"];
    assert_eq!(schema, &json!({"$ref": "b.json#/components/schemas/X"}));
    let origin = lifted.documents[0].origin("/paths/~1a/get/responses/200");
    assert_eq!((origin.document, origin.pointer.as_str()), (DocumentId(1), "/paths/~1b/get/responses/200"));
}

/// Two documents in which nearly everything moves.
fn moving_documents() -> [(&'static str, Value); 2] {
    let common = swagger(json!({
        "parameters": {"Body": {"in": "body", "name": "b", "schema": {"type": "object", "additionalProperties": {}}}}
    }));
    let document = swagger(json!({
        "paths": {"/a": {
            "post": {
                "parameters": [
                    {"in": "body", "name": "b", "schema": {"properties": {"x": {}}}}, {"in": "query", "name": "q", "type": "array", "items": {}}
                ],
                "responses": {"200": {"schema": {"$ref": "#/definitions/B", "description": "D"}, "headers": {"h": {"type": "string"}}}}
            },
            "put": {"parameters": [{"in": "formData", "name": "f/g", "type": "file"}], "responses": {}},
            "patch": {"parameters": [{"$ref": "c.json#/parameters/Body"}], "responses": {}}
        }},
        "x-ms-paths": {"/a?x": {"get": {"responses": {}}}},
        "parameters": {"P": {"in": "query", "name": "p", "type": "string"}},
        "definitions": {
            "B": {"allOf": [{"$ref": "#/definitions/C", "title": "T"}], "properties": {"p": {"$ref": "#/definitions/C", "title": "T"}}},
            "C": {"properties": {"allOf": {"type": "string"}, "schema": {}}},
            "D": {"$ref": "#/definitions/C/properties/schema"}
        }
    }));
    [("a.json", document), ("c.json", common)]
}

#[test]
fn pointers_lead_back_to_the_published_text() {
    let (_, lifted, _) = lift_all(&moving_documents());
    for (pointer, document, expected) in [
        ("", 0, ""),
        ("/components/schemas/B", 0, "/definitions/B"),
        ("/components/schemas/B/properties/p", 0, "/definitions/B/properties/p"),
        ("/components/schemas/B/properties/p/allOf/0", 0, "/definitions/B/properties/p"),
        ("/components/schemas/B/allOf/0/allOf/0", 0, "/definitions/B/allOf/0"),
        ("/components/schemas/C/properties/allOf", 0, "/definitions/C/properties/allOf"),
        ("/components/schemas/C/properties/schema", 0, "/definitions/C/properties/schema"),
        ("/components/schemas/CSchema", 0, "/definitions/C/properties/schema"),
        ("/components/parameters/P/schema", 0, "/parameters/P"),
        ("/paths/~1a/post/parameters/0", 0, "/paths/~1a/post/parameters/1"),
        ("/paths/~1a/post/parameters/0/schema/items", 0, "/paths/~1a/post/parameters/1/items"),
        ("/paths/~1a/post/requestBody", 0, "/paths/~1a/post/parameters/0"),
        (
            "/paths/~1a/post/requestBody/content/application~1json/schema/properties/x",
            0,
            "/paths/~1a/post/parameters/0/schema/properties/x",
        ),
        (
            "/paths/~1a/post/responses/200/content/application~1json/schema/allOf/0",
            0,
            "/paths/~1a/post/responses/200/schema",
        ),
        ("/paths/~1a/post/responses/200/headers/h/schema", 0, "/paths/~1a/post/responses/200/headers/h"),
        (
            "/paths/~1a/put/requestBody/content/multipart~1form-data/schema/properties/f~1g",
            0,
            "/paths/~1a/put/parameters/0",
        ),
        (
            "/paths/~1a/patch/requestBody/content/application~1json/schema/additionalProperties",
            1,
            "/parameters/Body/schema/additionalProperties",
        ),
        ("/paths/~1a?x/get", 0, "/x-ms-paths/~1a?x/get"),
    ] {
        let origin = lifted.documents[0].origin(pointer);
        assert_eq!((origin.document.0, origin.pointer.as_str()), (document, expected), "{pointer}");
    }
}

/// A document that says something else where an operation belongs must not quietly lose it.
#[test]
fn what_is_no_operation_is_an_error_with_its_place() {
    let get = json!({"operationId": "As_Get", "responses": {"200": {"description": "d"}}});
    let parameters = |value: Value| json!({"operationId": "As_Get", "parameters": value, "responses": {}});
    let schema = |value: Value| json!({"operationId": "As_Get", "responses": {"200": {"schema": value}}});
    for (name, paths, pointer) in [
        ("paths", json!([get]), "/paths"),
        ("a path", json!({"/a": "x"}), "/paths/~1a"),
        ("an operation", json!({"/a": {"get": "x"}}), "/paths/~1a/get"),
        ("answers", json!({"/a": {"get": {"responses": 200}}}), "/paths/~1a/get/responses"),
        ("an answer", json!({"/a": {"get": {"responses": {"200": "x"}}}}), "/paths/~1a/get/responses/200"),
        ("parameters", json!({"/a": {"get": parameters(json!("x"))}}), "/paths/~1a/get/parameters"),
        ("a parameter", json!({"/a": {"get": parameters(json!(["x"]))}}), "/paths/~1a/get/parameters/0"),
        ("a reference", json!({"/a": {"get": schema(json!({"$ref": 5}))}}), "/paths/~1a/get/responses/200/schema/$ref"),
    ] {
        let (_, _, diagnostics) = lift_all(&[("a.json", swagger(json!({"paths": paths})))]);
        let [found] = diagnostics.items() else { panic!("{name}: {diagnostics:?}") };
        assert_eq!((found.code, found.severity), ("unexpected-type", Severity::Error), "{name}");
        assert_eq!(found.origin.as_ref().map(|origin| origin.pointer.as_str()), Some(pointer), "{name}");
        assert!(found.help.is_some(), "{name}");
    }
}

#[test]
fn a_misspelled_verb_is_told() {
    let item = json!({"gett": {"responses": {}}, "x-ours": 1, "parameters": [], "summary": "S"});
    let (bundle, _, diagnostics) = lift_all(&[("a.json", swagger(json!({"paths": {"/a": item}})))]);
    insta::assert_snapshot!(render(&diagnostics, &bundle).lines().next().unwrap_or_default(), @"warning[unknown-verb]: `gett` is no verb: what stands there is not generated");
}
