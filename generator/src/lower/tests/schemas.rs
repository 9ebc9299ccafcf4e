//! Schemas to types: what is a model, what an alias, what is kept of a property.

use super::types;
use insta::assert_snapshot;
use serde_json::json;

#[test]
fn definitions_that_are_no_objects_are_resolved_through() {
    let text = types(json!({
        "Root": { "type": "object", "properties": {
            "name": { "$ref": "#/definitions/Name" },
            "renamed": { "$ref": "#/definitions/Name", "description": "Its own text.", "maxLength": 5 },
            "names": { "$ref": "#/definitions/Names" },
            "tags": { "$ref": "#/definitions/Tags" },
            "again": { "$ref": "#/definitions/Again" },
        } },
        "Name": { "type": "string", "pattern": "^a", "maxLength": 9, "readOnly": true, "description": "A name." },
        "Names": { "type": "array", "items": { "$ref": "#/definitions/Name" }, "maxItems": 3 },
        "Tags": { "type": "object", "additionalProperties": { "type": "string", "x-nullable": true } },
        "Again": { "$ref": "#/definitions/Names" },
    }));
    assert_snapshot!(text, @"");
}

#[test]
fn objects_are_models_maps_or_any_value_by_what_they_say() {
    let text = types(json!({
        "Root": { "properties": {
            "nothing": {},
            "object": { "type": "object" },
            "closed": { "type": "object", "additionalProperties": false },
            "open": { "type": "object", "additionalProperties": true },
            "map": { "type": "object", "additionalProperties": { "type": "integer", "format": "int32" } },
            "mapOfMaps": { "additionalProperties": { "type": "object", "additionalProperties": { "type": "boolean" } } },
            "mapOfObjects": { "additionalProperties": { "properties": { "a": { "type": "string" } } } },
            "listOfLists": { "type": "array", "items": { "type": "array", "items": { "type": "number" } } },
            "listOfNothing": { "type": "array" },
            "inline": { "type": "object", "properties": { "deep": { "type": "object", "properties": { "x": { "type": "string" } } } } },
            "items": { "type": "array", "items": { "type": "object", "properties": { "y": { "type": "string" } } } },
        }, "additionalProperties": { "type": "string" } },
    }));
    assert_snapshot!(text, @"");
}

#[test]
fn properties_keep_what_is_said_about_them() {
    let text = types(json!({
        "Root": { "type": "object", "required": ["id", "missing"], "properties": {
            "id": { "type": "string", "readOnly": true, "x-ms-client-name": "identifier" },
            "size": { "type": "integer", "format": "int64", "minimum": 0, "exclusiveMinimum": true, "maximum": 9, "default": 3 },
            "ratio": { "type": "number", "minimum": 0.5, "multipleOf": 0.25 },
            "count": { "type": "integer" },
            "location": { "type": "string", "x-ms-mutability": ["read", "create"] },
            "odd": { "type": "string", "readOnly": true, "x-ms-mutability": ["read", "update"] },
            "key": { "type": "string", "x-ms-secret": true },
            "password": { "type": "string", "format": "password" },
            "link": { "type": "string", "format": "arm-id", "x-nullable": true },
            "list": { "type": "array", "items": { "type": "string" }, "minItems": 1, "uniqueItems": true },
            "properties": { "$ref": "#/definitions/Inner", "x-ms-client-flatten": true, "readOnly": true },
            "yes": { "type": "boolean", "enum": [true] },
        } },
        "Inner": { "type": "object", "properties": { "at": { "type": "string", "format": "date-time" } } },
    }));
    assert_snapshot!(text, @"");
}

#[test]
fn types_may_hold_themselves_and_each_other() {
    let text = types(json!({
        "Root": { "type": "object", "properties": {
            "self": { "$ref": "#/definitions/Root" },
            "other": { "$ref": "#/definitions/Other" },
            "endless": { "$ref": "#/definitions/Endless" },
        } },
        "Other": { "type": "object", "properties": { "roots": { "type": "array", "items": { "$ref": "#/definitions/Root" } } } },
        "Endless": { "type": "array", "items": { "$ref": "#/definitions/Endless" } },
    }));
    assert_snapshot!(text, @"");
}

#[test]
fn a_definition_may_be_called_otherwise() {
    let text = types(json!({
        "Root": { "x-ms-client-name": "Trunk", "type": "object", "properties": { "leaf": { "properties": { "a": { "type": "string" } } } } },
    }));
    assert_snapshot!(text, @"");
}

#[test]
fn what_no_operation_reaches_is_left_out() {
    let text = types(json!({
        "Root": { "type": "object", "properties": { "a": { "type": "string" } } },
        "Unused": { "type": "object", "properties": { "b": { "$ref": "#/definitions/UnusedEnum" } } },
        "UnusedEnum": { "type": "string", "enum": ["x"] },
    }));
    assert_snapshot!(text, @"");
}
