//! Parameters that stay parameters.

use super::*;

/// Lifts one parameter of an operation.
fn parameter(published: Value) -> Value {
    lifted_operation(json!({"parameters": [published], "responses": {}}))["parameters"][0].clone()
}

#[test]
fn types_move_into_a_schema() {
    for (name, published, expected) in [
        (
            "path",
            json!({"in": "path", "name": "p", "type": "string", "pattern": "x", "minLength": 1, "description": "D", "x-ms-skip-url-encoding": true}),
            json!({
                "in": "path", "name": "p", "required": true, "description": "D", "style": "simple",
                "schema": {"type": "string", "pattern": "x", "minLength": 1}, "x-ms-skip-url-encoding": true
            }),
        ),
        (
            "enum",
            json!({"in": "query", "name": "q", "required": true, "type": "string", "enum": ["a"], "default": "a", "x-ms-enum": {"name": "E"}}),
            json!({
                "in": "query", "name": "q", "required": true, "style": "form",
                "schema": {"type": "string", "enum": ["a"], "default": "a", "x-ms-enum": {"name": "E"}}, "x-ms-enum": {"name": "E"}
            }),
        ),
        (
            "empty value",
            json!({"in": "query", "name": "q", "type": "integer", "format": "int32", "minimum": 1, "allowEmptyValue": true}),
            json!({
                "in": "query", "name": "q", "style": "form", "allowEmptyValue": true,
                "schema": {"type": "integer", "format": "int32", "minimum": 1}
            }),
        ),
        (
            "header",
            json!({"in": "header", "name": "h", "type": "string", "x-ms-client-name": "c", "x-ms-header-collection-prefix": "x-"}),
            json!({
                "in": "header", "name": "h", "style": "simple", "schema": {"type": "string"},
                "x-ms-client-name": "c", "x-ms-header-collection-prefix": "x-"
            }),
        ),
    ] {
        assert_eq!(parameter(published), expected, "{name}");
    }
}

#[test]
fn lists_say_how_they_are_written() {
    let list = |place: &str, format: Option<&str>| {
        let mut published = json!({"in": place, "name": "l", "type": "array", "items": {"type": "string"}});
        if let Some(format) = format {
            published["collectionFormat"] = json!(format);
        }
        let lifted = parameter(published);
        assert_eq!(lifted["schema"], json!({"type": "array", "items": {"type": "string"}}));
        (lifted["style"].clone(), lifted["explode"].clone(), lifted["x-armspan-collection-format"].clone())
    };
    for (place, format, style, explode) in [
        ("query", None, "form", Some(false)),
        ("query", Some("csv"), "form", Some(false)),
        ("query", Some("ssv"), "spaceDelimited", Some(false)),
        ("query", Some("tsv"), "form", Some(false)),
        ("query", Some("pipes"), "pipeDelimited", Some(false)),
        ("query", Some("multi"), "form", Some(true)),
        ("path", Some("csv"), "simple", None),
        ("header", None, "simple", None),
    ] {
        assert_eq!(list(place, format), (json!(style), json!(explode), json!(format)), "{place} {format:?}");
    }
}

#[test]
fn references_lead_to_components() {
    let common = swagger(json!({"parameters": {"Sub": {"in": "path", "name": "sub", "type": "string"}}}));
    let document = operation(json!({
        "parameters": [{"$ref": "common.json#/parameters/Sub"}, {"$ref": "#/paths/~1a/post/parameters/2"},
                       {"in": "query", "name": "q", "type": "string"}],
        "responses": {}
    }));
    let lifted = lift_clean(&[("a.json", document), ("common.json", common)]);
    let parameters = &lifted["paths"]["/a"]["post"]["parameters"];
    assert_eq!(parameters[0], json!({"$ref": "common.json#/components/parameters/Sub"}));
    assert_eq!(parameters[1], parameters[2]);
    assert_eq!(parameters[1]["name"], "q");
}

#[test]
fn broken_parameters_are_errors() {
    for (name, published, code) in [
        ("no name", json!({"in": "query", "type": "string"}), "invalid-parameter"),
        ("no place", json!({"name": "q", "type": "string"}), "invalid-parameter"),
        ("circular", json!({"$ref": "#/parameters/P"}), "circular-reference"),
    ] {
        let mut document = operation(json!({"parameters": [published], "responses": {}}));
        document["parameters"] = json!({"P": {"$ref": "#/parameters/P"}});
        let (_, _, diagnostics) = lift_all(&[("a.json", document)]);
        assert!(diagnostics.has_errors(), "{name}");
        assert!(diagnostics.items().iter().any(|item| item.code == code), "{name}");
    }
}
