//! `allOf` and discriminators.

use super::{shown, swagger, types};
use insta::assert_snapshot;
use serde_json::json;

#[test]
fn bases_are_folded_in_and_the_own_declaration_wins() {
    let text = types(json!({
        "Root": { "allOf": [{ "$ref": "#/definitions/Tracked" }, { "$ref": "#/definitions/Tagged" }], "required": ["location"],
            "properties": { "name": { "type": "string", "maxLength": 5 }, "size": { "type": "string" }, "own": { "type": "boolean" } } },
        "Tracked": { "allOf": [{ "$ref": "#/definitions/Resource" }], "properties": { "location": { "type": "string" } } },
        "Resource": { "x-ms-azure-resource": true, "required": ["name"], "properties": { "name": { "type": "string" }, "size": { "type": "integer" } } },
        "Tagged": { "properties": { "tags": { "type": "object", "additionalProperties": { "type": "string" } }, "location": { "type": "boolean" } } },
    }));
    assert_snapshot!(text, @"");
}

#[test]
fn one_base_and_nothing_else_derives_or_refers() {
    let text = types(json!({
        "Root": { "type": "object", "properties": {
            "derived": { "$ref": "#/definitions/Derived" },
            "inPlace": { "allOf": [{ "$ref": "#/definitions/Base" }], "readOnly": true, "description": "In place." },
            "two": { "allOf": [{ "$ref": "#/definitions/Base" }, { "properties": { "b": { "type": "string" } } }] },
            "text": { "$ref": "#/definitions/DerivedText" },
            "map": { "$ref": "#/definitions/MapWithMore" },
        } },
        "Base": { "type": "object", "properties": { "a": { "type": "string" } } },
        "Derived": { "allOf": [{ "$ref": "#/definitions/Base" }] },
        "Text": { "type": "string", "maxLength": 3 },
        "DerivedText": { "allOf": [{ "$ref": "#/definitions/Text" }] },
        "Map": { "type": "object", "additionalProperties": { "type": "string" } },
        "MapWithMore": { "allOf": [{ "$ref": "#/definitions/Map" }, { "$ref": "#/definitions/Text" }], "properties": { "known": { "type": "string" } } },
    }));
    assert_snapshot!(text, @"");
}

#[test]
fn inheritance_that_leads_back_is_cut() {
    let text = types(json!({
        "Root": { "allOf": [{ "$ref": "#/definitions/Other" }], "properties": { "a": { "type": "string" } } },
        "Other": { "allOf": [{ "$ref": "#/definitions/Root" }], "properties": { "b": { "type": "string" } } },
    }));
    assert_snapshot!(text, @"");
}

#[test]
fn hierarchies_are_flattened_over_all_levels() {
    let text = types(json!({
        "Root": { "type": "object", "properties": { "fish": { "$ref": "#/definitions/Fish" } } },
        "Fish": { "discriminator": "kind", "required": ["kind"], "properties": { "kind": { "type": "string" }, "friends": { "type": "array", "items": { "$ref": "#/definitions/Fish" } } } },
        "Salmon": { "x-ms-discriminator-value": "salmon", "allOf": [{ "$ref": "#/definitions/Fish" }], "properties": { "wild": { "type": "boolean" } } },
        "Shark": { "x-ms-discriminator-value": "shark", "allOf": [{ "$ref": "#/definitions/Fish" }], "properties": { "age": { "type": "integer" } } },
        "Sawshark": { "allOf": [{ "$ref": "#/definitions/Shark" }] },
        "GoblinShark": { "x-ms-discriminator-value": "goblin", "allOf": [{ "$ref": "#/definitions/Shark" }], "properties": { "jaw": { "type": "integer" } } },
        "Lonely": { "discriminator": "kind", "properties": { "kind": { "type": "string" } } },
    }));
    assert_snapshot!(text, @"");
}

#[test]
fn a_variant_alone_still_knows_its_value() {
    let text = types(json!({
        "Root": { "allOf": [{ "$ref": "#/definitions/Base" }], "properties": { "own": { "type": "string" } } },
        "Base": { "discriminator": "type", "properties": {} },
        "Other": { "allOf": [{ "$ref": "#/definitions/Base" }] },
    }));
    assert_snapshot!(text, @"");
}

#[test]
fn a_variant_with_a_discriminator_of_its_own_tells_the_rest_apart() {
    let text = types(json!({
        "Root": { "type": "object", "properties": { "outer": { "$ref": "#/definitions/Outer" } } },
        "Outer": { "discriminator": "kind", "properties": { "kind": { "type": "string" } } },
        "Inner": { "discriminator": "subkind", "allOf": [{ "$ref": "#/definitions/Outer" }], "properties": { "subkind": { "type": "string" } } },
        "Innermost": { "allOf": [{ "$ref": "#/definitions/Inner" }], "properties": { "x": { "type": "string" } } },
        "Plain": { "discriminator": "unused", "allOf": [{ "$ref": "#/definitions/Outer" }], "properties": { "unused": { "type": "string" } } },
    }));
    assert_snapshot!(text, @"");
}

#[test]
fn two_types_under_one_value_are_reported_and_the_first_counts() {
    let text = types(json!({
        "Root": { "type": "object", "properties": { "base": { "$ref": "#/definitions/Base" } } },
        "Base": { "discriminator": "kind", "properties": { "kind": { "type": "string" } } },
        "One": { "x-ms-discriminator-value": "same", "allOf": [{ "$ref": "#/definitions/Base" }], "properties": { "a": { "type": "string" } } },
        "Two": { "x-ms-discriminator-value": "same", "allOf": [{ "$ref": "#/definitions/Base" }], "properties": { "b": { "type": "string" } } },
    }));
    assert_snapshot!(text, @"");
}

#[test]
fn variants_are_found_in_all_documents_and_equal_ones_are_one() {
    let variant = json!({ "allOf": [{ "$ref": "common.json#/definitions/Base" }], "properties": { "v": { "type": "string" } } });
    let document = |id: &str| {
        let body = json!({ "name": "b", "in": "body", "schema": { "$ref": "#/definitions/Variant" } });
        let operation = json!({ "operationId": id, "parameters": [body], "responses": {
            "200": { "description": "ok", "schema": { "$ref": "common.json#/definitions/Base" } } } });
        swagger(json!({ "paths": { format!("/{id}"): { "put": operation } }, "definitions": { "Variant": variant } }))
    };
    let common = swagger(json!({ "definitions": {
        "Base": { "discriminator": "kind", "properties": { "kind": { "type": "string" } } } } }));
    let text = shown(&[("a.json", document("A_Put")), ("b.json", document("B_Put")), ("common.json", common)]);
    assert_snapshot!(text, @"");
}
