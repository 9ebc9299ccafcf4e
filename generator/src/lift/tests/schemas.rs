//! Schemas.

use super::*;

/// Tables of definitions: name, as published, as lifted.
#[track_caller]
fn check(cases: &[(&str, Value, Value)]) {
    for (name, published, expected) in cases {
        let (lifted, findings) = definition(published.clone());
        assert_eq!(&lifted, expected, "{name}");
        assert!(findings.is_empty(), "{name}: {findings:?}");
    }
}

#[test]
fn references_keep_their_siblings() {
    let b = json!({"$ref": "a.json#/components/schemas/B"});
    check(&[
        ("alone", json!({"$ref": "#/definitions/B"}), b.clone()),
        (
            "with siblings",
            json!({"$ref": "#/definitions/B", "description": "D", "readOnly": true, "x-ms-client-flatten": true}),
            json!({"allOf": [b], "description": "D", "readOnly": true, "x-ms-client-flatten": true, "x-armspan-reference": true}),
        ),
        (
            "with keywords about its shape",
            json!({"$ref": "#/definitions/B", "type": "object", "required": ["x"]}),
            json!({"allOf": [b], "x-armspan-schema": {"required": ["x"]}, "x-armspan-reference": true}),
        ),
        ("in an allOf of one", json!({"allOf": [{"$ref": "#/definitions/B"}]}), json!({"allOf": [b]})),
    ]);
}

#[test]
fn types_are_inferred_where_they_are_missing() {
    let file = json!({"type": "string", "format": "binary", "x-armspan-file": true});
    check(&[
        ("properties", json!({"properties": {"x": {}}}), json!({"type": "object", "properties": {"x": {}}})),
        (
            "additionalProperties",
            json!({"additionalProperties": {}}),
            json!({"type": "object", "additionalProperties": {}}),
        ),
        ("items", json!({"items": {"type": "boolean"}}), json!({"type": "array", "items": {"type": "boolean"}})),
        ("texts in an enum", json!({"enum": ["a"]}), json!({"type": "string", "enum": ["a"]})),
        ("numbers in an enum", json!({"enum": [1, 2]}), json!({"type": "integer", "enum": [1, 2]})),
        ("a format", json!({"format": "date-time"}), json!({"type": "string", "format": "date-time"})),
        ("a pattern", json!({"pattern": "^a$"}), json!({"type": "string", "pattern": "^a$"})),
        ("nothing", json!({"description": "D"}), json!({"description": "D"})),
        ("a list with null", json!({"type": ["string", "null"]}), json!({"type": "string", "nullable": true})),
        ("a list of types", json!({"type": ["string", "integer"]}), json!({})),
        ("a file", json!({"type": "file"}), file.clone()),
        ("a file as a body", json!({"type": "object", "format": "file"}), file),
    ]);
}

#[test]
fn allof_beside_structure_is_mixed() {
    let b = json!({"$ref": "a.json#/components/schemas/B"});
    let base = json!({"$ref": "#/definitions/B"});
    check(&[
        ("type alone is no structure", json!({"type": "object", "allOf": [base]}), json!({"allOf": [b]})),
        ("no properties are no structure", json!({"properties": {}, "allOf": [base]}), json!({"allOf": [b]})),
        (
            "properties",
            json!({"type": "object", "allOf": [base], "properties": {"x": {"type": "string"}}, "required": ["x"]}),
            json!({"type": "object", "allOf": [b], "properties": {"x": {"type": "string"}}, "required": ["x"]}),
        ),
        ("required", json!({"allOf": [base], "required": ["x"]}), json!({"allOf": [b], "required": ["x"]})),
        (
            "additionalProperties",
            json!({"allOf": [base], "additionalProperties": false}),
            json!({"allOf": [b], "additionalProperties": false}),
        ),
    ]);
}

#[test]
fn limits_and_formats() {
    check(&[
        (
            "integer",
            json!({"type": "integer", "format": "int32", "minimum": 0.0, "maximum": 5, "exclusiveMaximum": true, "multipleOf": 5}),
            json!({"type": "integer", "format": "int32", "minimum": 0, "maximum": 5, "exclusiveMaximum": true, "multipleOf": 5}),
        ),
        (
            "integer between two",
            json!({"type": "integer", "minimum": 0.5, "maximum": 1e30}),
            json!({"type": "integer", "x-armspan-schema": {"minimum": 0.5, "maximum": 1e30}}),
        ),
        (
            "number beyond a float",
            json!({"type": "number", "minimum": 1.5, "maximum": 9_007_199_254_740_993_i64}),
            json!({"type": "number", "minimum": 1.5, "x-armspan-schema": {"maximum": 9_007_199_254_740_993_i64}}),
        ),
        (
            "exclusive limits as numbers",
            json!({"type": "integer", "exclusiveMinimum": 3}),
            json!({"type": "integer", "minimum": 3, "exclusiveMinimum": true}),
        ),
        (
            "string",
            json!({"type": "string", "format": "arm-id", "minLength": 1, "maxLength": "9", "pattern": "x"}),
            json!({"type": "string", "format": "arm-id", "minLength": 1, "maxLength": 9, "pattern": "x"}),
        ),
        (
            "a negative length",
            json!({"type": "string", "minLength": -1}),
            json!({"type": "string", "x-armspan-schema": {"minLength": -1}}),
        ),
        (
            "array",
            json!({"type": "array", "items": {}, "minItems": 1, "maxItems": 2, "uniqueItems": true}),
            json!({"type": "array", "items": {}, "minItems": 1, "maxItems": 2, "uniqueItems": true}),
        ),
        ("decimal", json!({"type": "number", "format": "decimal"}), json!({"type": "number", "format": "decimal"})),
        (
            "unknown keyword",
            json!({"type": "string", "xml": {"name": "n"}}),
            json!({"type": "string", "x-armspan-schema": {"xml": {"name": "n"}}}),
        ),
    ]);
}

#[test]
fn marks_texts_and_extensions() {
    check(&[
        (
            "everything beside the type",
            json!({
                "type": "string", "title": "T", "description": "D", "default": "a", "example": "b", "readOnly": true,
                "x-nullable": true, "x-ms-secret": true, "externalDocs": {"url": "https://example.com"},
                "enum": ["a", null], "x-ms-enum": {"name": "E", "modelAsString": false}
            }),
            json!({
                "type": "string", "title": "T", "description": "D", "default": "a", "example": "b", "readOnly": true,
                "nullable": true, "x-nullable": true, "x-ms-secret": true, "externalDocs": {"url": "https://example.com"},
                "enum": ["a", null], "x-ms-enum": {"name": "E", "modelAsString": false}
            }),
        ),
        (
            "discriminator",
            json!({"properties": {"kind": {"type": "string"}}, "discriminator": "kind", "x-ms-discriminator-value": "V"}),
            json!({
                "type": "object", "properties": {"kind": {"type": "string"}},
                "discriminator": {"propertyName": "kind"}, "x-ms-discriminator-value": "V"
            }),
        ),
    ]);
}

#[test]
fn contradictions_are_read_sensibly_and_reported() {
    for (name, published, expected, code) in [
        (
            "texts in an enum of integers",
            json!({"type": "integer", "enum": ["12", "24"]}),
            json!({"type": "integer", "enum": [12, 24], "x-armspan-schema": {"enum": ["12", "24"]}}),
            "enum-value-type",
        ),
        (
            "numbers in an enum of strings",
            json!({"type": "string", "enum": [1, "a"]}),
            json!({"type": "string", "enum": ["1", "a"], "x-armspan-schema": {"enum": [1, "a"]}}),
            "enum-value-type",
        ),
        ("a misspelled type", json!({"type": "String"}), json!({"type": "string"}), "unknown-type"),
        ("an unknown type", json!({"type": "thing"}), json!({"type": "thing"}), "unknown-type"),
        (
            "items of a string",
            json!({"type": "string", "items": {"$ref": "#/definitions/B"}}),
            json!({"type": "string", "x-armspan-schema": {"items": {"$ref": "#/definitions/B"}}}),
            "misplaced-keyword",
        ),
        ("no schema at all", json!("x"), json!({}), "unexpected-type"),
        (
            "required as a mark",
            json!({"type": "object", "required": true}),
            json!({"type": "object"}),
            "unexpected-type",
        ),
        (
            "a tuple",
            json!({"type": "array", "items": [{}, {}]}),
            json!({"type": "array", "items": null, "x-armspan-schema": {"items": [{}, {}]}}),
            "unexpected-type",
        ),
        ("a description that is none", json!({"description": 5}), json!({"description": "5"}), "unexpected-type"),
    ] {
        let (mut lifted, findings) = definition(published);
        if expected.get("items") == Some(&Value::Null) {
            lifted["items"] = Value::Null; // openapiv3 leaves a missing one out
        }
        assert_eq!(lifted, expected, "{name}");
        assert_eq!(findings, [code], "{name}");
    }
}
