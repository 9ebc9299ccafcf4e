//! Enums: names, kinds, values, and which are one.

use super::types;
use insta::assert_snapshot;
use serde_json::json;

#[test]
fn enums_are_called_by_extension_definition_or_owner() {
    let text = types(json!({
        "Root": { "type": "object", "properties": {
            "state": { "type": "string", "enum": ["On", "Off"], "x-ms-enum": { "name": "SwitchState", "modelAsString": false } },
            "sameState": { "type": "string", "enum": ["On", "Off"], "x-ms-enum": { "name": "SwitchState", "modelAsString": false } },
            "otherState": { "type": "string", "enum": ["On", "Off", "Broken"], "x-ms-enum": { "name": "SwitchState", "modelAsString": true } },
            "colour": { "$ref": "#/definitions/Colour" },
            "bare": { "type": "string", "enum": ["a", "b"] },
            "list": { "type": "array", "items": { "type": "string", "enum": ["x", "y"] } },
        } },
        "Colour": { "type": "string", "enum": ["red", "Red"] },
    }));
    assert_snapshot!(text, @"");
}

#[test]
fn values_have_names_kinds_and_no_repetition() {
    let text = types(json!({
        "Root": { "type": "object", "properties": {
            "named": { "type": "string", "enum": ["1st", "2nd"], "x-ms-enum": { "name": "Rank", "values": [
                { "value": "1st", "name": "First", "description": "The best." },
                { "value": "2nd", "name": "Second" },
                { "value": "3rd", "name": "Third" },
            ] } },
            "whole": { "type": "integer", "format": "int32", "enum": [1, 2] },
            "broken": { "type": "number", "enum": [1.5, 2] },
            "untyped": { "enum": ["x", "y"] },
            "numbersAsText": { "type": "string", "enum": [1, 2] },
            "maybe": { "type": "string", "enum": ["a", null] },
            "twice": { "type": "string", "enum": ["a", "b", "a"] },
            "only": { "type": "string", "enum": ["default"] },
        } },
    }));
    assert_snapshot!(text, @"");
}
